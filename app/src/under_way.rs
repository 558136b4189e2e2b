//! A task that runs once at a time, however often it is requested, such as a question to the engine.

use crate::browser::timer;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Whether a task is running, and whether it is to run again.
#[derive(Clone, Copy)]
pub struct UnderWay {
    now: StoredValue<bool>,
    /// Whether it was requested again while running.
    again: StoredValue<bool>,
}

impl UnderWay {
    /// Not running.
    pub fn new() -> UnderWay {
        UnderWay { now: StoredValue::new(false), again: StoredValue::new(false) }
    }

    /// Whether it is running now. `false` if its owner has been disposed of.
    pub fn is_on(self) -> bool {
        self.now.try_get_value() == Some(true)
    }

    /// Whether it was requested again.
    pub fn is_wanted_again(self) -> bool {
        self.again.try_get_value() == Some(true)
    }

    /// Runs the task in the next frame. However often it is requested while it runs, it runs once more afterwards: at
    /// most once a frame.
    pub fn once_a_frame<S: Future>(self, once: impl Fn() -> S + Copy + 'static) {
        self.again.set_value(true);
        self.step_by_step(move || async move {
            timer::frame().await;
            self.again.try_set_value(false);
            once().await;
            // The component that owns this may have been disposed of meanwhile.
            self.is_wanted_again()
        });
    }

    /// Runs `step` until it returns `false`. A call while steps are running does nothing: the next step takes account
    /// of what is wanted by then.
    pub fn step_by_step<S: Future<Output = bool>>(self, step: impl Fn() -> S + 'static) {
        if self.now.get_value() {
            return;
        }
        self.now.set_value(true);
        spawn_local(async move {
            while step().await {}
            self.now.try_set_value(false);
        });
    }
}

impl Default for UnderWay {
    fn default() -> UnderWay {
        UnderWay::new()
    }
}
