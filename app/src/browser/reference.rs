//! What stands in the form of a page of reference, and the rows and parts that are made of it.

use super::element::find;
use super::folds::Unfolded;
use super::keyboard::{self, Keyboard};
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};

/// The fields of the form, each with its name and its value; `None` where there is no form.
pub fn fields() -> Option<Vec<(String, String)>> {
    let form = find(".reference form")?.dyn_into::<web_sys::HtmlFormElement>().ok()?;
    let fields = web_sys::FormData::new_with_form(&form).ok()?;
    let field = |entry| {
        let entry = Array::from(&entry);
        entry.get(0).as_string().zip(entry.get(1).as_string())
    };
    Some(fields.entries().into_iter().flatten().filter_map(field).collect())
}

/// What is searched for now: the values of the form's fields with spaces between; nothing where there is no form.
pub fn words() -> String {
    fields().unwrap_or_default().into_iter().map(|(_, value)| value).collect::<Vec<_>>().join(" ")
}

/// The names of the parts that hang on what was chosen or pressed, with spaces between, and what was pressed; empty where
/// something was chosen. `None` for an event that asks for nothing.
pub fn turned(event: &Event) -> Option<(String, String)> {
    let at = event.target()?.dyn_into::<Element>().ok()?;
    let pressed = match event.type_().as_str() {
        "change" => String::new(),
        _ => at.closest("[data-press]").ok()??.get_attribute("data-press")?,
    };
    Some((at.closest("[data-parts]").ok()??.get_attribute("data-parts")?, pressed))
}

/// What a control that was changed or pressed does to how draws are made. `None` for any other.
pub fn ranged(event: &Event) -> Option<String> {
    let at = event.target()?.dyn_into::<Element>().ok()?.closest("[data-range]").ok()??;
    let is_button = at.tag_name() == "BUTTON";
    let acts = is_button == (event.type_() == "click");
    if acts { at.get_attribute("data-range") } else { None }
}

/// The id of what an event comes from; empty where it has none.
pub fn id_of(event: &Event) -> String {
    event.target().and_then(|at| at.dyn_into::<Element>().ok()).map_or_else(String::new, |at| at.id())
}

/// Marks the field of an id, if it is one that was confirmed: what stands in it could not be taken.
pub fn refuse(id: &str) {
    if let Some(field) = find(&format!(".reference input[data-range][id='{id}'][{HEARD}]")) {
        let _ = field.set_attribute("aria-invalid", "true");
    }
}

/// Says that a part is being asked for, or no longer is.
pub fn wait(part: &str, waits: bool) {
    if let Some(place) = find(&format!(".reference [data-part={part}]")) {
        let _ = place.set_attribute("aria-busy", if waits { "true" } else { "false" });
    }
}

/// Whether a pointer or a key is held down on something in a part, or a list is open there.
pub fn is_held(part: &str) -> bool {
    keyboard::is_held_in(&format!(".reference [data-part={part}]"))
}

/// Whether one is held down on something in the rows of the table.
pub fn are_rows_held() -> bool {
    keyboard::is_held_in(ROWS)
}

/// What was last confirmed in a field.
const HEARD: &str = "data-heard";

/// Remembers what somebody confirmed in a field: it is no longer being typed, and not yet refused.
pub fn heard(event: &Event) {
    let field = event.target().filter(|_| event.type_() == "change");
    if let Some(field) = field.and_then(|at| at.dyn_into::<HtmlInputElement>().ok()) {
        let _ = field.set_attribute(HEARD, &field.value());
        if field.has_attribute("data-range") {
            let _ = field.remove_attribute("aria-invalid");
        }
    }
}

/// Fields in which stands what was refused.
const REFUSED: &str = "input[data-range][aria-invalid=true]";

/// Fields that wait for the press of a button beside them: from what is written in them nothing follows before.
const WAITING: &str = "[data-parts=''] :is(input, select)";

/// The fields of a part that fit a selector, each with its id and what stands in it.
fn written(place: &Element, selector: &str) -> Vec<(String, String)> {
    let all = place.query_selector_all(selector).ok();
    let fields = all.into_iter().flat_map(|all| (0..all.length()).filter_map(move |at| all.get(at)));
    let field = |node: web_sys::Node| match node.dyn_into::<HtmlInputElement>() {
        Ok(field) => Some((field.id(), field.value())),
        Err(node) => node.dyn_into::<HtmlSelectElement>().ok().map(|list| (list.id(), list.value())),
    };
    fields.filter_map(field).collect()
}

/// Writes again what stood in a field; in a list, where it still has that choice. Returns the field.
fn write(id: &str, typed: &str) -> Option<HtmlInputElement> {
    match super::element::by_id(id)?.dyn_into::<HtmlInputElement>() {
        Ok(field) => {
            field.set_value(typed);
            let _ = field.set_attribute(HEARD, typed);
            Some(field)
        }
        Err(other) => {
            let list = other.dyn_into::<HtmlSelectElement>().ok()?;
            let before = list.selected_index();
            list.set_value(typed);
            if list.selected_index() < 0 {
                list.set_selected_index(before);
            }
            None
        }
    }
}

/// Empties the fields beside a button once what stood in them was taken; not those in which something else stands by now.
pub fn taken(said: &str, fields: &[(String, String)]) {
    let button = find(&format!(".reference button[data-range=\"{said}\"]"));
    let Some(beside) = button.and_then(|button| button.closest("[data-parts='']").ok()?) else { return };
    // A field's id begins with its name.
    let stood = |id: &str, now: &str| fields.iter().any(|(name, value)| id.starts_with(name.as_str()) && value == now);
    for (id, _) in written(&beside, "input,select").iter().filter(|(id, now)| stood(id, now)) {
        write(id, "");
    }
}

/// Whether somebody is typing in a part: the field that has the keyboard holds what was not confirmed yet.
pub fn is_typed_in(part: &str) -> bool {
    let field = find(&format!(".reference [data-part={part}] input:focus"));
    field
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|field| field.value() != field.get_attribute(HEARD).unwrap_or_else(|| field.default_value()))
}

/// Replaces a part. The keyboard stays where it was, with what was selected there, and so does what was refused in a field or
/// waits there for its button; what the part says first is said.
pub fn put(part: &str, html: &str, says: bool) {
    let Some(place) = find(&format!(".reference [data-part={part}]")) else { return };
    let here = Keyboard::within(&place);
    let unfolded = Unfolded::within(&place);
    let [refused, waiting] = [REFUSED, WAITING].map(|fields| written(&place, fields));
    place.set_inner_html(html);
    for (id, typed) in waiting {
        write(&id, &typed);
    }
    for field in refused.iter().filter_map(|(id, typed)| write(id, typed)) {
        let _ = field.set_attribute("aria-invalid", "true");
    }
    unfolded.give_back(&place);
    here.iter().for_each(|here| _ = here.give_back(&place));
    if says && let Some(said) = place.query_selector("[data-say]").ok().flatten() {
        tell(&said.text_content().unwrap_or_default());
    }
}

/// Says something to screen readers within the page of reference: what is said outside of it they do not hear.
pub fn tell(words: &str) {
    if let Some(element) = find(".reference [data-told]") {
        element.set_text_content(Some(words));
    }
}

/// The rows of the table.
const ROWS: &str = ".reference .rows";

/// Replaces the rows of the table and what is said above them. The keyboard stays at the row that asks the same.
pub fn fill(said: &str, rows: &str) {
    if let Some(element) = find(".reference .found") {
        element.set_text_content(Some(said));
    }
    if let Some(element) = find(ROWS) {
        let here = Keyboard::within(&element);
        element.set_inner_html(rows);
        here.iter().for_each(|here| _ = here.give_back(&element));
    }
}
