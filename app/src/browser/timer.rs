//! Timers, frames and the clock.

use super::window;
use gloo::timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// A pending call, which is cancelled when this is dropped.
pub struct Wait {
    _timeout: Option<Timeout>,
}

/// Calls back after some milliseconds, unless the returned [`Wait`] is dropped before. Natively the call never comes.
#[must_use = "dropped, the call never comes"]
pub fn after(milliseconds: u32, call: impl FnOnce() + 'static) -> Wait {
    Wait { _timeout: window().map(|_| Timeout::new(milliseconds, call)) }
}

/// Calls back after some milliseconds.
pub fn later(milliseconds: u32, call: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, call).forget();
}

/// Milliseconds since the page began to load; 0 if there is no clock.
pub fn now() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Waits for the next animation frame; on a hidden page, until it is visible.
pub async fn frame() {
    let drawn = Promise::new(&mut |resolve, _| {
        let _ = window().map(|window| window.request_animation_frame(&resolve));
    });
    let _ = JsFuture::from(drawn).await;
}
