//! Explanations over a page of reference. The browser makes everything outside of an open dialog dead, so the place of
//! explanations is put into it for as long as it is open. Escape then leaves the explanation first.

use super::document;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

const PANEL: &str = ".explain";
const DIALOG: &str = "dialog.reference[open]";

thread_local! {
    /// Whether the key that is on its way closes an explanation over the dialog.
    static LEAVES_PANEL: Cell<bool> = const { Cell::new(false) };
}

/// Begins to listen. The page itself hears presses before, on the document.
pub(super) fn listen() {
    hear("click", false, |pressed| {
        if target(pressed).is_some_and(|at| at.closest("dialog [data-ask]").ok().flatten().is_some()) {
            bring();
        }
    });
    // On the way to the page there still is an explanation; on the way back the page has closed it.
    hear("keydown", true, |pressed| {
        LEAVES_PANEL.set(is_escape(pressed) && find(&format!("{DIALOG} {PANEL}")).is_some())
    });
    hear("keydown", false, |pressed| {
        if LEAVES_PANEL.take() {
            pressed.prevent_default();
        }
    });
    hear("close", true, |closed| {
        if let (Some(dialog), Some(footer)) = (target(closed), find("body > footer"))
            && let Some(place) = dialog.query_selector(":scope > [data-over]").ok().flatten()
        {
            let _ = footer.before_with_node_1(&place);
        }
    });
}

/// Puts the explanation that is open over the dialog that is open, and gives it the keyboard.
pub(crate) fn bring() {
    let (Some(dialog), Some(panel)) = (find(DIALOG), find(PANEL)) else { return };
    // What the page put it in goes with it, so that the page finds its own marks again.
    if let Some(place) =
        panel.parent_element().filter(|place| !dialog.contains(Some(place)) && place.tag_name() == "DIV")
    {
        let _ = place.set_attribute("data-over", "");
        let _ = dialog.append_child(&place);
        if let Some(panel) = panel.dyn_ref::<HtmlElement>() {
            let _ = panel.focus();
        }
    }
}

fn is_escape(event: &Event) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape")
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn find(css: &str) -> Option<Element> {
    document()?.query_selector(css).ok().flatten()
}

fn hear(name: &str, on_the_way_down: bool, call: impl Fn(&Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| call(&event));
    if let Some(window) = web_sys::window() {
        let call = heard.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback_and_bool(name, call, on_the_way_down);
    }
    // Lives as long as the page.
    heard.forget();
}
