//! Laying a hand on an input and taking it away: the part of [`State`] that asks what the input moves.

use crate::browser::engine::{Unanswered, ask};
use crate::browser::{element, timer};
use crate::state::State;
use crate::view::edge;
use leptos::prelude::*;
use model::inputs::input::ParameterId;
use protocol::ScenarioValue;
use protocol::engine::{Answer, Ask};

impl State {
    /// A hand is laid on an input, in a place of the page whose flag this is.
    pub fn touch(self, of: ParameterId, here: RwSignal<bool>) {
        if here.get_untracked() {
            return;
        }
        self.leave_input();
        let now = self.scenario.with_untracked(Clone::clone);
        self.touch.words.set(String::new());
        self.touch.held.set(Some((of, now, here)));
        here.set(true);
    }

    /// An input gets the keyboard. By a press on anything but a slider it is taken once the pointer is let go, since what
    /// is pressed would move under it.
    pub fn touch_by_focus(self, of: ParameterId, here: RwSignal<bool>, is_slider: bool) {
        if self.touch.pressed.get_value() && !is_slider {
            self.touch.waiting.set_value(Some((of, here)));
        } else {
            self.touch(of, here);
        }
    }

    /// A pointer was pressed somewhere in the inputs.
    pub fn press_inputs(self) {
        self.touch.pressed.set_value(true);
    }

    /// The pointer was let go: what waits is taken when the press has had its effect.
    pub fn release_inputs(self) {
        if !self.touch.pressed.get_value() {
            return;
        }
        self.touch.pressed.set_value(false);
        let waiting = self.touch.waiting.try_update_value(Option::take).flatten();
        let left = std::mem::take(&mut *self.touch.left.write_value());
        timer::later(0, move || match waiting {
            // What was pressed may have taken it away.
            Some((of, here)) if here.try_get_untracked().is_some() => self.touch(of, here),
            _ if left => self.leave_inputs(),
            // Some browsers give a slider no keyboard: it was not left.
            _ => {}
        });
    }

    /// Takes the hand away if the keyboard is no longer in the inputs; while a pointer is down, once it is let go.
    pub fn leave_inputs(self) {
        if self.touch.pressed.get_value() {
            self.touch.left.set_value(true);
        } else if !element::has_focus(".inputs") {
            self.leave_input();
        }
    }

    /// The hand is taken away.
    pub fn leave_input(self) {
        if let Some((.., here)) = self.touch.held.get_untracked() {
            // The place may be gone.
            here.try_set(false);
            self.touch.held.set(None);
            self.touch.figure.set(String::new());
        }
    }

    /// Asks what the input moves, now and whenever the scenario changes under the hand: once a frame at most.
    pub fn follow_touch(self) {
        edge(move |_| {
            self.scenario.track();
            if self.touch.held.with(Option::is_some) {
                self.touch.under_way.once_a_frame(move || self.ask_touch());
            }
        });
    }

    async fn ask_touch(self) {
        let Some((of, since, here)) = self.touch.held.get_untracked() else { return };
        let scenario = self.scenario.with_untracked(|scenario| ScenarioValue::from(scenario));
        let asked = Ask::Touched { scenario, since: ScenarioValue::from(&since), input: of.id() };
        let reply = ask(&self.touch.place.get_value(), asked).await;
        // Meanwhile another one may have been taken.
        let still = self.touch.held.with_untracked(|held| held.as_ref().is_some_and(|(.., now)| *now == here));
        // What stood there was of another value.
        if still && matches!(&reply, Err(fault) if *fault != Unanswered::Overtaken) {
            self.touch.words.set(String::new());
        }
        if let (Ok(Answer::Touched { html, figure }), true) = (reply, still) {
            self.touch.words.set(html);
            // A sheet lies over the charts.
            let drawing = format!("figure:has([data-ask='export:{figure}']) .canvas");
            let away = self.sheet_open.get_untracked() || !element::is_in_sight(&drawing);
            let comes = self.touch.figure.with_untracked(String::is_empty) && !figure.is_empty();
            if self.touch.figure.with_untracked(|before| *before != figure) {
                self.touch.figure.set(figure);
            }
            if self.touch.away.get_untracked() != away {
                self.touch.away.set(away);
            }
            // The small chart has pushed down what is touched.
            if comes && self.sheet_open.get_untracked() {
                element::keep_focus_in_sight(".inputs.open");
            }
        }
    }
}
