//! Touching an input and leaving it: the part of [`State`] that asks the engine what the input moves.

use crate::browser::engine::{Unanswered, ask};
use crate::browser::{element, timer};
use crate::state::State;
use crate::view::edge;
use leptos::prelude::*;
use model::inputs::input::ParameterId;
use protocol::ScenarioValue;
use protocol::engine::{Answer, Ask};

impl State {
    /// The reader touches an input; `here` is the flag of the control.
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

    /// An input gets focus. If a press caused that, on anything but a slider, it counts as touched only after the
    /// release, since the text that appears would shift what is being pressed.
    pub fn touch_by_focus(self, of: ParameterId, here: RwSignal<bool>, is_slider: bool) {
        if self.touch.pressed.get_value() && !is_slider {
            self.touch.waiting.set_value(Some((of, here)));
        } else {
            self.touch(of, here);
        }
    }

    /// A pointer was pressed within the inputs.
    pub fn press_inputs(self) {
        self.touch.pressed.set_value(true);
    }

    /// The pointer was released: what waited for that happens after the press has had its effect.
    pub fn release_inputs(self) {
        if !self.touch.pressed.get_value() {
            return;
        }
        self.touch.pressed.set_value(false);
        let waiting = self.touch.waiting.try_update_value(Option::take).flatten();
        let left = std::mem::take(&mut *self.touch.left.write_value());
        timer::later(0, move || match waiting {
            // The press may have removed the control, and its flag with it.
            Some((of, here)) if here.try_get_untracked().is_some() => self.touch(of, here),
            _ if left => self.leave_inputs(),
            // Some browsers do not focus a pressed slider: then it has not been left either.
            _ => {}
        });
    }

    /// Ends the touch if focus is no longer within the inputs; if a pointer is down, after its release.
    pub fn leave_inputs(self) {
        if self.touch.pressed.get_value() {
            self.touch.left.set_value(true);
        } else if !element::has_focus(".inputs") {
            self.leave_input();
        }
    }

    /// Ends the touch.
    pub fn leave_input(self) {
        if let Some((.., here)) = self.touch.held.get_untracked() {
            // The control, and its flag, may be gone.
            here.try_set(false);
            self.touch.held.set(None);
            self.touch.figure.set(String::new());
        }
    }

    /// Asks what the touched input moves, now and at each change of the scenario, at most once a frame.
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
        // Another control may have been touched meanwhile.
        let still = self.touch.held.with_untracked(|held| held.as_ref().is_some_and(|(.., now)| *now == here));
        // The words on screen belong to an earlier value, and no new ones are coming.
        if still && matches!(&reply, Err(fault) if *fault != Unanswered::Overtaken) {
            self.touch.words.set(String::new());
        }
        if let (Ok(Answer::Touched { html, figure }), true) = (reply, still) {
            self.touch.words.set(html);
            // On a narrow screen the open sheet of inputs covers the charts.
            let drawing = format!("figure:has([data-ask='export:{figure}']) .canvas");
            let away = self.sheet_open.get_untracked() || !element::is_in_sight(&drawing);
            let comes = self.touch.figure.with_untracked(String::is_empty) && !figure.is_empty();
            if self.touch.figure.with_untracked(|before| *before != figure) {
                self.touch.figure.set(figure);
            }
            if self.touch.away.get_untracked() != away {
                self.touch.away.set(away);
            }
            // The small chart has appeared and pushed the control down.
            if comes && self.sheet_open.get_untracked() {
                element::keep_focus_in_sight(".inputs.open");
            }
        }
    }
}
