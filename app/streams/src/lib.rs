//! The two functions of wasm-streams that Leptos' server functions name, without what is behind them.
//!
//! The real library exports three classes to JavaScript, which no linker may drop: kilobytes that this page, which has
//! no server, would download for nothing.

use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::JsValue;

/// A stream of bytes; here it is always empty.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes a browser's stream.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    /// Takes a stream of Rust's, and leaves it unread.
    pub fn from_stream<S: Stream<Item = Result<JsValue, JsValue>> + 'static>(_: S) -> ReadableStream {
        ReadableStream(wasm_bindgen::JsCast::unchecked_into(JsValue::NULL))
    }

    /// Gives the browser's stream.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Gives a stream of Rust's, which ends at once.
    pub fn into_stream(self) -> Empty {
        Empty
    }
}

/// A stream without items.
#[derive(Debug)]
pub struct Empty;

impl Stream for Empty {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
