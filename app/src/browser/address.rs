//! The address bar and the history.
//!
//! Every baseline has a page of its own, `b/ID/`, which the build draws. A scenario's link is one of the site's own page,
//! so that what previews show of a baseline's page is never said of another scenario.

use super::window;
use model::inputs::baselines::Baseline;
use model::share::permalink::PARAMETER;
use std::cell::OnceCell;
use wasm_bindgen::JsValue;
use web_sys::Url;

/// Below this stand the pages of baselines.
const BASELINES: &str = "b/";

thread_local! {
    /// The site's folder, whole: read before the address changes, which relative addresses would follow.
    static FOLDER: OnceCell<String> = const { OnceCell::new() };
}

/// Query and fragment of the address, as they stand there.
pub fn query() -> String {
    // Read off the whole address: a location's `search` is empty where only the question mark is left.
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.find(['?', '#']).map_or_else(String::new, |at| href[at..].to_owned())
}

/// The whole address as it is now, without query and fragment.
fn here() -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The folder of the site, with a slash at its end. To be asked for the first time before the address changes.
pub fn folder() -> String {
    FOLDER.with(|folder| {
        folder
            .get_or_init(|| {
                let told = super::element::attribute("meta[name=root]", "content").unwrap_or_default();
                // Natively there is no address, and nothing to read one.
                let url = window().and_then(|_| Url::new_with_base(&told, &here()).ok());
                url.map_or_else(here, |url| url.href())
            })
            .clone()
    })
}

/// The address of the site's page, without query and fragment.
pub fn of_page() -> String {
    // Some hosts know it by the name of its file alone.
    let here = here();
    let file = here.rsplit('/').next().unwrap_or_default();
    format!("{}{file}", folder())
}

/// The baseline whose own page is open.
pub fn baseline() -> Option<&'static Baseline> {
    let here = here();
    let id = here.strip_prefix(&folder())?.strip_prefix(BASELINES)?;
    Baseline::by_id(id.split('/').next()?)
}

/// The whole address of a scenario, to be shared.
pub fn of_link(link: &str) -> String {
    format!("{}?{PARAMETER}={link}", of_page())
}

/// The same of a baseline as it was released: under its own page, which previews show.
pub fn of_baseline(baseline: &Baseline, link: &str) -> String {
    let page = of_page();
    match page.strip_suffix('/') {
        Some(_) => format!("{page}{BASELINES}{}/?{PARAMETER}={link}", baseline.id),
        None => of_link(link),
    }
}

/// Whether an address stands in the address bar, whatever fragment follows it.
fn is_there(address: &str) -> bool {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next() == Some(address)
}

/// Writes a scenario's link into the address bar, as a new entry of the history; nothing happens when it stands there
/// already. Some browsers refuse when there were too many writes: the next one comes soon enough.
pub fn write(link: &str) {
    let address = of_link(link);
    if is_there(&address) {
        return;
    }
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Writes a scenario's link into the address bar in place of what stands there.
pub fn replace(link: &str) {
    let address = of_link(link);
    if is_there(&address) {
        return;
    }
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Sets the document's title.
pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}
