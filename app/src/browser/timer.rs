//! Waiting.

use super::window;
use gloo::timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// A call that is to come; dropped, it never comes.
pub struct Wait {
    _timeout: Timeout,
}

/// Calls back after some milliseconds, unless what it gives is dropped before.
#[must_use = "dropped, the call never comes"]
pub fn after(milliseconds: u32, call: impl FnOnce() + 'static) -> Wait {
    Wait { _timeout: Timeout::new(milliseconds, call) }
}

/// Calls back after some milliseconds.
pub fn later(milliseconds: u32, call: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, call).forget();
}

/// Waits until the browser is about to draw; a page that cannot be seen waits until it can.
pub async fn frame() {
    let drawn = Promise::new(&mut |resolve, _| {
        let _ = window().map(|window| window.request_animation_frame(&resolve));
    });
    let _ = JsFuture::from(drawn).await;
}
