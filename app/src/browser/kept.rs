//! What the browser stores for the page. Where storage is blocked, because cookies are refused or the frame is
//! sandboxed, even accessing it throws; the page then does without.

use super::window;
use wasm_bindgen::JsCast;
use web_sys::{NavigationType, PerformanceNavigationTiming, Storage};

const STEPS: &str = "rackrate.steps";
const GROUPS: &str = "rackrate.groups";

/// Keys and values shared with assets/given.js, which reserves the place of the view before the page has started.
const VIEW: &str = "rackrate.view";
const BEGAN: &str = "rackrate.brief";
const EXPLORE: &str = "explore";
const BRIEF: &str = "brief";

/// Whether a link that says nothing of its view opens as a brief: on a narrow screen, unless the reader has chosen
/// otherwise. assets/given.js has decided that before the first paint.
pub fn begins_with_brief() -> bool {
    let root = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute("data-brief"))
}

/// Stores the view that the reader chose: for later links in local storage, and for a reload in session storage.
pub fn keep_view(is_brief: bool) {
    if let Some(storage) = local() {
        let _ = storage.set_item(VIEW, if is_brief { BRIEF } else { EXPLORE });
    }
    if let Some(storage) = tab() {
        let _ = storage.set_item(BEGAN, "no");
    }
}

/// Storage that outlasts the visit; `None` where it is blocked.
pub fn local() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// Storage that lasts as long as the tab; `None` where it is blocked.
fn tab() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

/// Whether the page was loaded by a reload.
pub fn was_reloaded() -> bool {
    let clock = window().and_then(|window| window.performance());
    let entry = clock.map(|clock| clock.get_entries_by_type("navigation").get(0));
    let entry = entry.and_then(|entry| entry.dyn_into::<PerformanceNavigationTiming>().ok());
    entry.is_some_and(|entry| entry.type_() == NavigationType::Reload)
}

/// Stores the undo steps of this tab for its next visit.
pub fn keep_steps(steps: &[String]) {
    if let Some(storage) = tab() {
        let _ = storage.set_item(STEPS, &steps.join("\n"));
    }
}

/// The undo steps that an earlier visit of this tab stored.
pub fn steps() -> Vec<String> {
    let kept = tab().and_then(|storage| storage.get_item(STEPS).ok().flatten()).unwrap_or_default();
    kept.split('\n').map(str::to_owned).collect()
}

/// Stores the names of the open groups of inputs for the next visit of this tab.
pub fn keep_open_groups(names: &[String]) {
    if let Some(storage) = tab() {
        let _ = storage.set_item(GROUPS, &names.join("\n"));
    }
}

/// The names of the groups that an earlier visit of this tab left open; empty if nothing is stored.
pub fn open_groups() -> Vec<String> {
    let kept = tab().and_then(|storage| storage.get_item(GROUPS).ok().flatten()).unwrap_or_default();
    kept.split('\n').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
