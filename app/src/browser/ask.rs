//! Questions about numbers: one listener hears every click on an element with a question in `data-ask`, or with values
//! to be set in `data-set`. Also moves the focus into the explanation and back.

use super::element::find;
use super::window;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};

const PANEL: &str = ".explain";

thread_local! {
    /// The element that was focused or pressed when the panel of explanations opened.
    static OPENER: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// What a reader requests by a press or a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// To explain a number: the question.
    Ask(String),
    /// To set inputs: their values as in `data-set`.
    Set(String),
    /// To close what is open.
    Escape,
}

/// Calls back for every press on a question or on values, and for Escape. Also lets the arrow keys move between the
/// cells of a table.
pub fn listen(call: impl Fn(Request) + 'static) {
    let call = Rc::new(call);
    let pressed = call.clone();
    hear("click", move |event| {
        let Some(at) = target(&event) else { return };
        if let Some(asked) = at.closest("[data-ask]").ok().flatten() {
            ask(&asked, &*pressed);
        } else if let Some(set) = at.closest("[data-set]").ok().flatten() {
            set.get_attribute("data-set").into_iter().for_each(|values| pressed(Request::Set(values)));
        }
    });
    hear("keydown", move |event| {
        let (Some(at), Some(key)) = (target(&event), event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key)) else {
            return;
        };
        match key.as_str() {
            "Escape" if !event.default_prevented() => call(Request::Escape),
            // A button turns Enter into a click by itself.
            "Enter" if at.has_attribute("data-ask") && at.tag_name() != "BUTTON" => ask(&at, &*call),
            _ => {
                if let Some(next) = neighbour(&at, &key) {
                    event.prevent_default();
                    focus(&next);
                }
            }
        }
    });
}

fn hear(name: &str, call: impl Fn(web_sys::Event) + 'static) {
    let Some(document) = document() else { return };
    let heard = Closure::<dyn Fn(web_sys::Event)>::new(call);
    let _ = document.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    // The listener lives as long as the page.
    heard.forget();
}

fn ask(asked: &Element, call: &dyn Fn(Request)) {
    let Some(question) = asked.get_attribute("data-ask").filter(|question| !question.is_empty()) else { return };
    let inside = asked.closest(PANEL).ok().flatten();
    if inside.is_none() {
        let opener = asked.closest("button,[tabindex]").ok().flatten();
        OPENER.with_borrow_mut(|kept| *kept = opener);
    }
    call(Request::Ask(question));
    // The pressed element disappears with the explanation that it was part of, so the focus goes to the panel.
    to_panel();
}

/// The button in the neighbouring cell of its table, in the direction of an arrow key.
fn neighbour(at: &Element, key: &str) -> Option<Element> {
    let cell = at.parent_element().filter(|cell| cell.tag_name() == "TD")?;
    let row = cell.parent_element()?;
    let in_row = |row: Option<Element>| {
        let before = std::iter::successors(cell.previous_element_sibling(), Element::previous_element_sibling);
        row?.children().item(before.count() as u32)
    };
    let next = match key {
        "ArrowLeft" => cell.previous_element_sibling(),
        "ArrowRight" => cell.next_element_sibling(),
        "ArrowUp" => in_row(row.previous_element_sibling()),
        "ArrowDown" => in_row(row.next_element_sibling()),
        _ => None,
    };
    next?.first_element_child().filter(|next| next.has_attribute("data-ask") || next.has_attribute("data-set"))
}

/// Moves the focus to the panel of explanations, if it is open.
pub fn to_panel() {
    find(PANEL).iter().for_each(focus);
}

/// The explanation has arrived: if the focus waits on the panel, moves it to the heading.
pub fn arrived() {
    if active().is_some_and(|active| active.matches(PANEL).unwrap_or(false)) {
        find(".explain h2").iter().for_each(focus);
    }
}

/// If the focus is in the panel, moves it back to where it was when the panel was opened with `question`.
pub fn give_back(question: &str) {
    if active().and_then(|active| active.closest(PANEL).ok().flatten()).is_some() {
        let opener = OPENER.take().filter(|opener| opener.is_connected());
        opener.or_else(|| find(&format!("[data-ask='{question}']"))).iter().for_each(focus);
    }
}

fn document() -> Option<Document> {
    window()?.document()
}

fn active() -> Option<Element> {
    document()?.active_element()
}

fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
