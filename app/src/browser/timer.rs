//! Waiting, and the time that passes.

use super::window;
use gloo::timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// A call that is to come; dropped, it never comes.
pub struct Wait {
    _timeout: Option<Timeout>,
}

/// Calls back after some milliseconds, unless what it gives is dropped before. Natively the call never comes.
#[must_use = "dropped, the call never comes"]
pub fn after(milliseconds: u32, call: impl FnOnce() + 'static) -> Wait {
    Wait { _timeout: window().map(|_| Timeout::new(milliseconds, call)) }
}

/// Calls back after some milliseconds.
pub fn later(milliseconds: u32, call: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, call).forget();
}

/// Milliseconds since the page began to load; 0 where there is no clock.
pub fn now() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Waits until the browser is about to draw; a page that cannot be seen waits until it can.
pub async fn frame() {
    let drawn = Promise::new(&mut |resolve, _| {
        let _ = window().map(|window| window.request_animation_frame(&resolve));
    });
    let _ = JsFuture::from(drawn).await;
}
