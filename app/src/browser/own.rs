//! Storage of the reader's own scenarios, and events in the list of them.

use super::element::find;
use super::kept::local;
use protocol::own::Saved;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

const KEY: &str = "rackrate.scenarios";

/// Why scenarios cannot be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The browser stores nothing for this page.
    Forbidden,
    /// There is no room, or the browser refused to write. What was stored before is still there.
    Full,
}

/// The stored text; `None` if nothing has been stored yet.
pub fn kept() -> Result<Option<String>, Fault> {
    local().ok_or(Fault::Forbidden)?.get_item(KEY).map_err(|_| Fault::Forbidden)
}

/// Replaces the stored text.
pub fn keep(text: &str) -> Result<(), Fault> {
    local().ok_or(Fault::Forbidden)?.set_item(KEY, text).map_err(|_| Fault::Full)
}

/// A press, input or submission in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// The action: `save`, `open`, `rename` and the like.
    pub does: String,
    /// The text in its field; empty if there is no field.
    pub typed: String,
    /// The scenario that it concerns, as the list shows it; empty for none.
    pub of: Saved,
}

/// The field for the name under which the scenario is to be saved.
fn name_field() -> Option<HtmlInputElement> {
    find("[data-own=save] input")?.dyn_into().ok()
}

/// The name that the reader has typed there; `None` if it is unchanged.
pub fn name_typed() -> Option<String> {
    name_field().filter(|field| field.value() != field.default_value()).map(|field| field.value())
}

/// Writes a typed name into that field again.
pub fn write_name(typed: &str) {
    if let Some(field) = name_field() {
        field.set_value(typed);
    }
}

/// What an event in the list requests; `None` if nothing.
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
