//! What is printed in place of the page: added to the document before printing, and removed afterwards.

use super::element::{self, find};
use super::window;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

const ID: &str = "paper";

/// What is printed in place of the page.
pub struct Content {
    /// The class names of the outermost element.
    pub class: &'static str,
    /// Its HTML.
    pub html: String,
    /// The sentence on what a search found and all rows found, to replace those in the HTML; `None` to keep those.
    pub rows: Option<(String, String)>,
}

/// Before the browser prints, asks `content` for what to print instead of the page; if that is `None`, the page itself
/// is printed.
pub fn on_print(content: impl Fn() -> Option<Content> + 'static) {
    let Some(window) = window() else { return };
    EventListener::new(&window, "beforeprint", move |_| {
        if let Some(content) = content() {
            put(&content);
        }
    })
    .forget();
    EventListener::new(&window, "afterprint", |_| clear()).forget();
}

/// Calls back for the keyboard shortcut of printing. If that returns `true`, the browser does not print, until
/// [`print`] is called.
pub fn on_print_key(call: impl Fn() -> bool + 'static) {
    let Some(window) = window() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window, "keydown", options, move |event| {
        let key = event.dyn_ref::<KeyboardEvent>();
        let asks = key.is_some_and(|key| matches!(&*key.key(), "p" | "P") && (key.ctrl_key() || key.meta_key()));
        if asks && call() {
            event.prevent_default();
        }
    })
    .forget();
}

/// Opens the browser's print dialog.
pub fn print() {
    let _ = window().map(|window| window.print());
}

/// The inner HTML of the first element that matches a selector; empty if there is none.
pub fn shown(css: &str) -> String {
    find(css).map_or_else(String::new, |element| element.inner_html())
}

fn put(content: &Content) {
    clear();
    let Some(document) = window().and_then(|window| window.document()) else { return };
    if let (Ok(paper), Some(body)) = (document.create_element("div"), document.body()) {
        paper.set_id(ID);
        paper.set_class_name(content.class);
        paper.set_inner_html(&content.html);
        let find = |css: &str| paper.query_selector(css).ok().flatten();
        if let Some((found, rows)) = &content.rows {
            find(".found").iter().for_each(|element| element.set_text_content(Some(found)));
            find(".rows").iter().for_each(|element| element.set_inner_html(rows));
        }
        let _ = body.append_child(&paper);
    }
}

fn clear() {
    element::by_id(ID).iter().for_each(|paper| paper.remove());
}
