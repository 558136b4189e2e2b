//! What the browser keeps for the page. Where it keeps nothing, because cookies are refused or the page stands in a
//! frame without rights, asking for it is an error of its own, and the page does without.

use super::window;
use wasm_bindgen::JsCast;
use web_sys::{NavigationType, PerformanceNavigationTiming, Storage};

const STEPS: &str = "rackrate.steps";
const GROUPS: &str = "rackrate.groups";

/// The same keys as in assets/given.js, which keeps the place of the view that will be shown.
const VIEW: &str = "rackrate.view";
const BEGAN: &str = "rackrate.brief";
const EXPLORE: &str = "explore";
const BRIEF: &str = "brief";

/// Whether a link that says nothing of it is shown as a brief at first: on a narrow screen, unless the reader has chosen
/// otherwise before. The script that runs before anything is drawn has found it out.
pub fn begins_with_brief() -> bool {
    let root = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute("data-brief"))
}

/// Remembers which view the reader chose: for the next link, and for a reload of this one.
pub fn keep_view(is_brief: bool) {
    if let Some(storage) = local() {
        let _ = storage.set_item(VIEW, if is_brief { BRIEF } else { EXPLORE });
    }
    if let Some(storage) = tab() {
        let _ = storage.set_item(BEGAN, "no");
    }
}

/// What is kept beyond the visit.
pub fn local() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// What is kept as long as the tab.
fn tab() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

/// Whether this visit began with a reload.
pub fn was_reloaded() -> bool {
    let clock = window().and_then(|window| window.performance());
    let entry = clock.map(|clock| clock.get_entries_by_type("navigation").get(0));
    let entry = entry.and_then(|entry| entry.dyn_into::<PerformanceNavigationTiming>().ok());
    entry.is_some_and(|entry| entry.type_() == NavigationType::Reload)
}

/// Keeps the steps of this tab for its next visit.
pub fn keep_steps(steps: &[String]) {
    if let Some(storage) = tab() {
        let _ = storage.set_item(STEPS, &steps.join("\n"));
    }
}

/// The steps that an earlier visit of this tab kept.
pub fn steps() -> Vec<String> {
    let kept = tab().and_then(|storage| storage.get_item(STEPS).ok().flatten()).unwrap_or_default();
    kept.split('\n').map(str::to_owned).collect()
}

/// Keeps the names of the groups of inputs that are open, for the next visit of this tab.
pub fn keep_open_groups(names: &[String]) {
    if let Some(storage) = tab() {
        let _ = storage.set_item(GROUPS, &names.join("\n"));
    }
}

/// The names of the groups that an earlier visit of this tab left open; none where nothing is kept.
pub fn open_groups() -> Vec<String> {
    let kept = tab().and_then(|storage| storage.get_item(GROUPS).ok().flatten()).unwrap_or_default();
    kept.split('\n').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
