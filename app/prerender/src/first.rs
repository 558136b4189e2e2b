//! The page of a baseline, rendered in both themes, with its controls disabled.

use crate::sheet::{Sheet, colours};
use crate::tree::{self, Element, Node, each};
use anyhow::{Result, bail};
use app::first::page;
use figures::theme::Theme;
use model::inputs::baselines::Baseline;
use std::collections::BTreeMap;

/// The element in `index.html` that the page is put into.
const PLACE: &str = "<div id=\"first\"></div>";

/// A rendered page, and its styles.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    pub(crate) html: String,
    pub(crate) css: String,
    sheet: Sheet,
    /// The colours of the dark theme, by those of the light theme.
    dark: BTreeMap<String, String>,
}

/// Renders the page of a baseline. Styles in the sheet of `beside`, which the page loads too, are left out of its own.
pub(crate) fn draw(baseline: &'static Baseline, beside: Option<&Drawn>) -> Drawn {
    let mut nodes = tree::parse(&page(Theme::Light, baseline));
    let mut dark = BTreeMap::new();
    colours(&nodes, &tree::parse(&page(Theme::Dark, baseline)), &mut dark);
    nodes.retain(is_seen);
    each(&mut nodes, &mut still);
    let mut sheet = beside.map_or_else(Sheet::default, |other| Sheet::beside(&other.sheet));
    sheet.take(&mut nodes);
    let mut html = String::new();
    tree::write(&nodes, &mut html);
    let none = BTreeMap::new();
    let css = sheet.css(&dark, beside.map_or(&none, |other| &other.dark));
    Drawn { html, css, sheet, dark }
}

/// Disables controls, and removes other tab stops, because nothing handles events yet.
fn still(element: &mut Element) {
    if matches!(&*element.tag, "button" | "input" | "select") {
        element.set("disabled", "");
    }
    if element.get("tabindex").is_some() && element.get("id").is_none() {
        element.remove("tabindex");
    }
    // Constraints on input matter only while a field can be changed.
    if matches!(&*element.tag, "input" | "select") {
        for name in ["autocomplete", "inputmode", "aria-valuetext"] {
            element.remove(name);
        }
    }
    if matches!(element.get("role"), Some("slider" | "button")) {
        let spoken: Vec<_> =
            element.attributes.iter().map(|(name, _)| name.clone()).filter(|name| name.starts_with("aria-")).collect();
        for name in spoken.iter().map(String::as_str).chain(["role"]) {
            element.remove(name);
        }
    }
    for name in ["data-ask", "aria-live", "aria-busy"] {
        element.remove(name);
    }
    // A status is announced when it changes, not on load.
    if element.get("role") == Some("status") {
        element.remove("role");
    }
    element.children.retain(is_seen);
}

/// Closed dialogs are removed. So is the table of claims, which is an eighth of the page, stands last, and is the
/// same for every scenario: it comes with the program, so that the rest is visible sooner.
fn is_seen(node: &Node) -> bool {
    !matches!(node, Node::Element(element) if element.tag == "dialog" || element.get("class") == Some("claims"))
}

/// Puts the rendered page into `index.html`.
pub(crate) fn put_into(html: &str, drawn: &Drawn) -> Result<String> {
    if html.matches(PLACE).count() != 1 {
        bail!("index.html wants {PLACE} once");
    }
    Ok(html.replace(PLACE, &format!("<div id=\"first\">{}</div>", drawn.html)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_has_its_figures_and_nothing_that_can_be_pressed() {
        any_spawner::Executor::init_futures_executor().unwrap();
        let drawn = draw(Baseline::first(), None);
        for part in ["<h1>", "class=\"tile\"", "class=\"timeline\"", "<svg"] {
            assert!(drawn.html.contains(part), "{part}");
        }
        assert!(!drawn.html.contains(" style=") && !drawn.html.contains("<dialog"));
        assert!(!drawn.html.contains("NaN") && !drawn.html.contains("data-ask"));
        let html = put_into("<head></head><body><div id=\"first\"></div></body>", &drawn).unwrap();
        crate::check::strict(&html).unwrap();
        assert!(put_into("<head></head>", &drawn).is_err());
    }
}
