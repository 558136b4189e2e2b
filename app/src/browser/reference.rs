//! The pages of reference, which stand in a dialog over the page: opening and closing it, and what is typed there.

use super::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The values of a form's fields with spaces between them; see `index.html`.
    #[wasm_bindgen(js_name = formWords)]
    fn form_words(css: &str) -> String;
}

fn find(css: &str) -> Option<web_sys::Element> {
    window()?.document()?.query_selector(css).ok().flatten()
}

fn dialog() -> Option<web_sys::HtmlDialogElement> {
    find("dialog.reference")?.dyn_into().ok()
}

/// Opens the dialog. The browser keeps the keyboard in it, closes it at Escape and then gives the keyboard back.
pub fn open() {
    if let Some(dialog) = dialog() {
        let _ = dialog.show_modal();
        dialog.set_scroll_top(0);
    }
}

/// Closes the dialog.
pub fn close() {
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}

/// What is searched for now; nothing where there is no form.
pub fn words() -> String {
    form_words(".reference form")
}

/// Replaces the rows of the table and what is said above them.
pub fn fill(said: &str, rows: &str) {
    for (css, html) in [(".reference .found", said), (".reference .rows", rows)] {
        if let Some(element) = find(css) {
            element.set_inner_html(html);
        }
    }
}
