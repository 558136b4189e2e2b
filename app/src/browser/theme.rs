//! Light and dark: what the reader's system prefers, and what the reader chose here.

use super::{kept, window};
use figures::theme::Theme;

/// The same key as in assets/given.js, which gives the document its colours before the page is there.
const KEY: &str = "rackrate.theme";

/// What the reader chose on an earlier visit, else what the system prefers.
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

/// Keeps the choice; a browser that keeps nothing loses nothing but the choice.
pub fn keep(theme: Theme) {
    if let Some(storage) = kept::local() {
        let _ = storage.set_item(KEY, theme.id());
    }
}

/// Gives the document the theme's colours.
pub fn show(theme: Theme) {
    let root = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = root.set_attribute("data-theme", theme.id());
    }
}

/// The colours in which the build draws the page; in a browser it is the reader who has them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstLook(pub Theme);
