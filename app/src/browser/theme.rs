//! Light and dark colours: what the system prefers, and what the reader chose.

use super::{kept, window};
use figures::theme::Theme;

/// The same key as in assets/given.js, which sets the document's colours before the page has started.
const KEY: &str = "rackrate.theme";

/// The theme that the reader chose on an earlier visit, else the one that the system prefers.
pub fn preferred() -> Theme {
    let chosen = kept::local().and_then(|storage| storage.get_item(KEY).ok().flatten());
    match chosen.as_deref() {
        Some("dark") => Theme::Dark,
        Some("light") => Theme::Light,
        _ => {
            let query = window().and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten());
            if query.is_some_and(|query| query.matches()) { Theme::Dark } else { Theme::Light }
        }
    }
}

/// Stores the choice; where storage is blocked, it lasts for this visit only.
pub fn keep(theme: Theme) {
    if let Some(storage) = kept::local() {
        let _ = storage.set_item(KEY, theme.id());
    }
}

/// Switches the document to the theme's colours.
pub fn show(theme: Theme) {
    let root = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = root.set_attribute("data-theme", theme.id());
    }
}

/// The theme in which the build renders the page; only `app/prerender` provides it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstLook(pub Theme);
