//! What the browser keeps of the reader's own scenarios, and what the reader presses in their list.

use super::element::find;
use super::kept::local;
use protocol::own::Saved;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

const KEY: &str = "rackrate.scenarios";

/// Why nothing can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The browser keeps nothing for this page.
    Forbidden,
    /// There is no room, or the browser refuses all the same. What was kept before still is.
    Full,
}

/// What is kept now; nothing where nothing is kept yet.
pub fn kept() -> Result<Option<String>, Fault> {
    local().ok_or(Fault::Forbidden)?.get_item(KEY).map_err(|_| Fault::Forbidden)
}

/// Keeps a text in place of what was kept.
pub fn keep(text: &str) -> Result<(), Fault> {
    local().ok_or(Fault::Forbidden)?.set_item(KEY, text).map_err(|_| Fault::Full)
}

/// Something that was pressed, typed or sent off in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// What it does: `save`, `open`, `rename` and the like.
    pub does: String,
    /// What was typed; empty where nothing can be.
    pub typed: String,
    /// The scenario that it is about, as the list has it; empty where it is about none.
    pub of: Saved,
}

/// The field for the name of what is to be saved.
fn name_field() -> Option<HtmlInputElement> {
    find("[data-own=save] input")?.dyn_into().ok()
}

/// The name that is typed for what is to be saved; nothing where none is.
pub fn name_typed() -> Option<String> {
    name_field().filter(|field| field.value() != field.default_value()).map(|field| field.value())
}

/// Writes it again.
pub fn write_name(typed: &str) {
    if let Some(field) = name_field() {
        field.set_value(typed);
    }
}

/// What an event in the list is about; nothing where it is about nothing.
pub fn pressed(event: &Event) -> Option<Pressed> {
    let at = event.target()?.dyn_into::<Element>().ok()?.closest("[data-own]").ok().flatten()?;
    let read = |name: &str| at.get_attribute(name).unwrap_or_default();
    let field = at.query_selector("input").ok().flatten().unwrap_or_else(|| at.clone());
    let typed = field.dyn_into::<HtmlInputElement>().ok().map(|field| field.value());
    Some(Pressed {
        does: read("data-own"),
        typed: typed.unwrap_or_default(),
        of: Saved { name: read("data-name"), link: read("data-link") },
    })
}
