//! What goes to a printer in place of the page: put into the document just before, and taken away after.

use super::element::{self, find};
use super::window;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

const ID: &str = "paper";

/// What is printed in place of the page.
pub struct Content {
    /// The classes of the whole.
    pub class: &'static str,
    /// Its markup.
    pub html: String,
    /// What stands in it in place of what is said of a search and of the rows that it shows.
    pub rows: Option<(String, String)>,
}

/// Before the browser prints: `content` gives what is printed instead of the page; without any, the page itself is.
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

/// Calls back when the reader asks to print by keys; where it gives `true`, the browser waits until [`print`].
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

/// Prints, as the browser does.
pub fn print() {
    let _ = window().map(|window| window.print());
}

/// What an element shows, as markup; empty where there is no such element.
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
