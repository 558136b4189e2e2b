//! Arrow keys and swipes that go on and back in a story. Those that operate a control are ignored.

use super::window;
use gloo::events::{EventListener, EventListenerOptions};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, Touch, TouchEvent};

/// Elements that use arrow keys and swipes themselves.
const OWN: &str =
    "input, select, textarea, td, dialog, [role=slider], [role=tablist], .track, .timeline, .drawing, .explain";
/// How far a swipe goes at least sideways, and how far at most up or down, CSS pixels.
const ASIDE: i32 = 60;
const UP_OR_DOWN: i32 = 40;

/// Calls back with `true` to go on, `false` to go back. The callback returns whether it made use of that.
pub fn on_walk(call: impl Fn(bool) -> bool + 'static) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let call = Rc::new(call);
    let by_key = call.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "keydown", options, move |event| {
        let key = event.dyn_ref::<KeyboardEvent>().filter(|key| {
            !(key.ctrl_key() || key.meta_key() || key.alt_key() || key.shift_key() || key.default_prevented())
        });
        let on = match key.map(|key| key.key()).as_deref() {
            Some("ArrowRight") => true,
            Some("ArrowLeft") => false,
            _ => return,
        };
        if !is_own(event) && by_key(on) {
            event.prevent_default();
        }
    })
    .forget();
    let from = Rc::new(Cell::new(None::<(i32, i32)>));
    let start = from.clone();
    EventListener::new(&document, "touchstart", move |event| {
        // Two fingers zoom the page.
        start.set(one(event, TouchEvent::touches).filter(|_| !is_own(event)));
    })
    .forget();
    EventListener::new(&document, "touchend", move |event| {
        let (Some((x, y)), Some((to_x, to_y))) = (from.take(), one(event, TouchEvent::changed_touches)) else { return };
        if (to_x - x).abs() >= ASIDE && (to_y - y).abs() <= UP_OR_DOWN {
            call(to_x < x);
        }
    })
    .forget();
}

/// The position of an event's only finger, CSS pixels; `None` if there are more.
fn one(event: &Event, of: fn(&TouchEvent) -> web_sys::TouchList) -> Option<(i32, i32)> {
    let touches = of(event.dyn_ref::<TouchEvent>()?);
    let touch: Touch = (touches.length() == 1).then(|| touches.get(0)).flatten()?;
    Some((touch.client_x(), touch.client_y()))
}

fn is_own(event: &Event) -> bool {
    let at = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    at.is_some_and(|at| at.closest(OWN).ok().flatten().is_some())
}
