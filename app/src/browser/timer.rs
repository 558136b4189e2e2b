//! Waiting.

use gloo::timers::callback::Timeout;

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
