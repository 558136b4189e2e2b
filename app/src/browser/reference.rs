//! What is typed into the search of a page of reference, and the rows that are found.

use super::window;
use wasm_bindgen::JsCast;

fn find(css: &str) -> Option<web_sys::Element> {
    window()?.document()?.query_selector(css).ok().flatten()
}

/// What is searched for now: the values of the form's fields with spaces between; nothing where there is no form.
pub fn words() -> String {
    let form = find(".reference form").and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
    let Some(fields) = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok()) else {
        return String::new();
    };
    let values = fields.values().into_iter().flatten();
    values.filter_map(|value| value.as_string()).collect::<Vec<_>>().join(" ")
}

/// Replaces the rows of the table and what is said above them.
pub fn fill(said: &str, rows: &str) {
    if let Some(element) = find(".reference .found") {
        element.set_text_content(Some(said));
    }
    if let Some(element) = find(".reference .rows") {
        element.set_inner_html(rows);
    }
}
