//! What is done once at a time, however often it is wanted: asking the engine, above all.

use crate::browser::timer;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Whether it is being done.
#[derive(Clone, Copy)]
pub struct UnderWay {
    now: StoredValue<bool>,
    /// Whether it is wanted once more after that.
    again: StoredValue<bool>,
}

impl UnderWay {
    /// It is not.
    pub fn new() -> UnderWay {
        UnderWay { now: StoredValue::new(false), again: StoredValue::new(false) }
    }

    /// Whether it is being done now. Nothing is where what wanted it has been closed.
    pub fn is_on(self) -> bool {
        self.now.try_get_value() == Some(true)
    }

    /// Whether it is wanted once more.
    pub fn is_wanted_again(self) -> bool {
        self.again.try_get_value() == Some(true)
    }

    /// Does it in the next frame. Wanted while it is done it is done once more after that, however often it was wanted: at
    /// most once a frame.
    pub fn once_a_frame<S: Future>(self, once: impl Fn() -> S + Copy + 'static) {
        self.again.set_value(true);
        self.step_by_step(move || async move {
            timer::frame().await;
            self.again.try_set_value(false);
            once().await;
            // What wanted it may have been closed meanwhile.
            self.is_wanted_again()
        });
    }

    /// Takes steps until one says that none is left. While steps are being taken nothing else begins: the next of them sees
    /// what is wanted by then.
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
