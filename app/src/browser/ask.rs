//! Asking about a number: the one place that hears a press on anything that carries a question in `data-ask`, or values
//! to be set in `data-set`, and that moves the keyboard into the explanation and back.

use super::element::find;
use super::window;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};

const PANEL: &str = ".explain";

thread_local! {
    /// What had the keyboard, or was pressed, when the panel was opened.
    static OPENER: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// What a reader does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// To know where a number comes from.
    Ask(String),
    /// To set inputs, as `data-set` has them.
    Set(String),
    /// To leave.
    Escape,
}

/// Calls back whenever somebody presses something with a question or with values, or Escape. Arrows go from cell to cell of a table.
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
            // A button makes a click of it by itself.
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
    // Lives as long as the page.
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
    // What was pressed goes with the explanation that it stood in.
    to_panel();
}

/// The same column in the next row, or the next cell of the row, of the table that a button stands in.
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

/// Gives the keyboard to the panel, if it is open.
pub fn to_panel() {
    find(PANEL).iter().for_each(focus);
}

/// The explanation has come: whoever waits for it in the panel is led to its heading.
pub fn arrived() {
    if active().is_some_and(|active| active.matches(PANEL).unwrap_or(false)) {
        find(".explain h2").iter().for_each(focus);
    }
}

/// Gives the keyboard back, if it is in the panel, to where it was when the panel was opened with a question.
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
