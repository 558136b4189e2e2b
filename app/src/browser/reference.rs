//! The form of a page of reference, and the rows and parts of the page that depend on it.

use super::element::find;
use super::folds::Unfolded;
use super::keyboard::{self, Keyboard};
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};

/// The name and value of each field of the form; `None` if there is no form.
pub fn fields() -> Option<Vec<(String, String)>> {
    let form = find(".reference form")?.dyn_into::<web_sys::HtmlFormElement>().ok()?;
    let fields = web_sys::FormData::new_with_form(&form).ok()?;
    let field = |entry| {
        let entry = Array::from(&entry);
        entry.get(0).as_string().zip(entry.get(1).as_string())
    };
    Some(fields.entries().into_iter().flatten().filter_map(field).collect())
}

/// The present search: the values of the form's fields, separated by spaces; empty if there is no form.
pub fn words() -> String {
    fields().unwrap_or_default().into_iter().map(|(_, value)| value).collect::<Vec<_>>().join(" ")
}

/// The parts to be updated after a choice or a press, their names separated by spaces, and what was pressed, empty
/// after a choice. `None` if the event requests nothing.
pub fn turned(event: &Event) -> Option<(String, String)> {
    let at = event.target()?.dyn_into::<Element>().ok()?;
    let pressed = match event.type_().as_str() {
        "change" => String::new(),
        _ => at.closest("[data-press]").ok()??.get_attribute("data-press")?,
    };
    Some((at.closest("[data-parts]").ok()??.get_attribute("data-parts")?, pressed))
}

/// The change of range settings that a control requests when it is changed or pressed; `None` for any other control.
pub fn ranged(event: &Event) -> Option<String> {
    let at = event.target()?.dyn_into::<Element>().ok()?.closest("[data-range]").ok()??;
    let is_button = at.tag_name() == "BUTTON";
    let acts = is_button == (event.type_() == "click");
    if acts { at.get_attribute("data-range") } else { None }
}

/// The id of an event's target; empty if it has none.
pub fn id_of(event: &Event) -> String {
    event.target().and_then(|at| at.dyn_into::<Element>().ok()).map_or_else(String::new, |at| at.id())
}

/// Marks the field with this id as invalid, if its value was confirmed: it could not be accepted.
pub fn refuse(id: &str) {
    if let Some(field) = find(&format!(".reference input[data-range][id='{id}'][{HEARD}]")) {
        let _ = field.set_attribute("aria-invalid", "true");
    }
}

/// Marks a part as busy while the engine is asked for it.
pub fn wait(part: &str, waits: bool) {
    if let Some(place) = find(&format!(".reference [data-part={part}]")) {
        let _ = place.set_attribute("aria-busy", if waits { "true" } else { "false" });
    }
}

/// Whether a pointer or key is held down within a part, or a list is open there.
pub fn is_held(part: &str) -> bool {
    keyboard::is_held_in(&format!(".reference [data-part={part}]"))
}

/// The same within the rows of the table.
pub fn are_rows_held() -> bool {
    keyboard::is_held_in(ROWS)
}

/// The attribute with the value that was last confirmed in a field.
const HEARD: &str = "data-heard";

/// Records the value that the reader has confirmed in a field, which counts neither as being typed nor as refused any
/// more.
pub fn heard(event: &Event) {
    let field = event.target().filter(|_| event.type_() == "change");
    if let Some(field) = field.and_then(|at| at.dyn_into::<HtmlInputElement>().ok()) {
        let _ = field.set_attribute(HEARD, &field.value());
        if field.has_attribute("data-range") {
            let _ = field.remove_attribute("aria-invalid");
        }
    }
}

/// Fields whose value was refused.
const REFUSED: &str = "input[data-range][aria-invalid=true]";

/// Fields that take effect only when the button beside them is pressed.
const WAITING: &str = "[data-parts=''] :is(input, select)";

/// The fields within an element that match a selector, each with its id and value.
fn written(place: &Element, selector: &str) -> Vec<(String, String)> {
    let all = place.query_selector_all(selector).ok();
    let fields = all.into_iter().flat_map(|all| (0..all.length()).filter_map(move |at| all.get(at)));
    let field = |node: web_sys::Node| match node.dyn_into::<HtmlInputElement>() {
        Ok(field) => Some((field.id(), field.value())),
        Err(node) => node.dyn_into::<HtmlSelectElement>().ok().map(|list| (list.id(), list.value())),
    };
    fields.filter_map(field).collect()
}

/// Restores the value of a field; of a list only if it still has that choice. Returns the field, but not a list.
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

/// Empties the fields beside a button after their values were accepted, except those whose value has changed meanwhile.
pub fn taken(said: &str, fields: &[(String, String)]) {
    let button = find(&format!(".reference button[data-range=\"{said}\"]"));
    let Some(beside) = button.and_then(|button| button.closest("[data-parts='']").ok()?) else { return };
    // The id of a field begins with its name.
    let stood = |id: &str, now: &str| fields.iter().any(|(name, value)| id.starts_with(name.as_str()) && value == now);
    for (id, _) in written(&beside, "input,select").iter().filter(|(id, now)| stood(id, now)) {
        write(id, "");
    }
}

/// Whether the reader is typing in a part: the focused field holds a value that is not confirmed yet.
pub fn is_typed_in(part: &str) -> bool {
    let field = find(&format!(".reference [data-part={part}] input:focus"));
    field
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|field| field.value() != field.get_attribute(HEARD).unwrap_or_else(|| field.default_value()))
}

/// Replaces the content of a part. Focus, selection and open folds are restored, and so are refused values and those
/// that wait for a button. With `says`, the part's announcement is read out.
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

/// Announces a text within the page of reference: it is a modal dialog, outside of which screen readers hear nothing.
pub fn tell(words: &str) {
    if let Some(element) = find(".reference [data-told]") {
        element.set_text_content(Some(words));
    }
}

/// The rows of the table.
const ROWS: &str = ".reference .rows";

/// Replaces the rows of the table and the sentence above them. The focus stays on the row with the same question.
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
