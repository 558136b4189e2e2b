//! Modules that are loaded only on demand: the only door to them.
//!
//! The few lines that load one stand in `index.html`, because a script of wasm-bindgen's would be a request more on a
//! first visit. They load a module once, and anew after a failure.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = askLate, catch)]
    async fn ask(module: &str, function: &str, first: &str, second: &str) -> Result<JsValue, JsValue>;
}

/// A module could not be loaded, or broke off: no connection, or a newer release has taken its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unavailable;

/// The answer of the module `study` to a question about a scenario, as HTML; `link` as
/// [`State::link`](crate::state::State::link) gives it.
pub async fn answer(question: &str, link: &str) -> Result<String, Unavailable> {
    let answered = ask("study", "answer", question, link).await;
    answered.ok().and_then(|html| html.as_string()).ok_or(Unavailable)
}
