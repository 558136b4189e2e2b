//! Events of the whole page: leaving it, going back or forward, releasing a pointer, and its keyboard shortcuts.

use super::window;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// Calls back when the page may be about to go: on a reload, on opening another page, or when it is hidden.
pub fn on_leave(call: impl Fn() + Clone + 'static) {
    let Some(window) = window() else { return };
    for event in ["pagehide", "beforeunload"] {
        let call = call.clone();
        EventListener::new(&window, event, move |_| call()).forget();
    }
    if let Some(document) = window.document() {
        EventListener::new(&document.clone(), "visibilitychange", move |_| {
            if document.hidden() {
                call();
            }
        })
        .forget();
    }
}

/// Calls back when the reader goes back or forward in the browser's history.
pub fn on_travel(call: impl Fn() + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "popstate", move |_| call()).forget();
    }
}

/// Calls back when a pointer is released anywhere, and when it is cancelled because the page scrolls.
pub fn on_release(let_go: impl Fn() + 'static, taken_away: impl Fn() + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "pointerup", move |_| let_go()).forget();
        EventListener::new(&window, "pointercancel", move |_| taken_away()).forget();
    }
}

/// A direction of undo steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Undo.
    Undo,
    /// Redo.
    Redo,
}

/// Calls back for the shortcuts of undo (Ctrl or Cmd with Z) and redo (with Shift and Z, or with Y). In a field
/// (anything but a slider or a checkbox) those keys belong to the field.
pub fn on_step(call: impl Fn(Step) + 'static) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let pressed = move |event: &Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let wanted = step_of(&key.key(), key.ctrl_key() || key.meta_key(), key.shift_key(), key.alt_key());
        if let Some(step) = wanted.filter(|_| !is_typing(event)) {
            event.prevent_default();
            call(step);
        }
    };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "keydown", options, pressed).forget();
}

/// Calls back for the question mark, except in a field (anything but a slider or a checkbox).
pub fn on_question_mark(call: impl Fn() + 'static) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let pressed = move |event: &Event| {
        let key = event.dyn_ref::<KeyboardEvent>();
        if key.is_some_and(|key| key.key() == "?" && !key.ctrl_key() && !key.meta_key()) && !is_typing(event) {
            call();
        }
    };
    EventListener::new(&document, "keydown", pressed).forget();
}

fn step_of(key: &str, command: bool, shift: bool, alt: bool) -> Option<Step> {
    match key {
        _ if !command || alt => None,
        "z" | "Z" => Some(if shift { Step::Redo } else { Step::Undo }),
        "y" | "Y" if !shift => Some(Step::Redo),
        _ => None,
    }
}

fn is_typing(event: &Event) -> bool {
    let field = "input:not([type=range], [type=checkbox]), select, textarea, [contenteditable]";
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches(field).unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_every_system() {
        assert_eq!(step_of("z", true, false, false), Some(Step::Undo));
        assert_eq!(step_of("Z", true, true, false), Some(Step::Redo));
        assert_eq!(step_of("y", true, false, false), Some(Step::Redo));
        assert_eq!(step_of("z", false, false, false), None);
        assert_eq!(step_of("z", true, false, true), None);
        assert_eq!(step_of("x", true, false, false), None);
    }
}
