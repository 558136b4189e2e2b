//! The address bar and the browser's history.
//!
//! Every baseline has a page of its own, `b/ID/`, which the build renders. The link of any other scenario leads to the
//! site's main page, so that link previews of a baseline's page never describe another scenario.

use super::window;
use model::inputs::baselines::Baseline;
use model::share::permalink::PARAMETER;
use std::cell::OnceCell;
use wasm_bindgen::JsValue;
use web_sys::Url;

/// The folder with the pages of baselines.
const BASELINES: &str = "b/";

thread_local! {
    /// The absolute address of the site's folder. It is read before the address changes, because relative addresses
    /// would resolve against the new one.
    static FOLDER: OnceCell<String> = const { OnceCell::new() };
}

/// The query and fragment of the address, as written there.
pub fn query() -> String {
    // Taken from `href`, because `search` is empty for an address that ends in a bare question mark.
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.find(['?', '#']).map_or_else(String::new, |at| href[at..].to_owned())
}

/// The absolute address as it is now, without query and fragment.
fn here() -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The absolute address of the site's folder, with a slash at its end. The first call must precede any change of the
/// address.
pub fn folder() -> String {
    FOLDER.with(|folder| {
        folder
            .get_or_init(|| {
                let told = super::element::attribute("meta[name=root]", "content").unwrap_or_default();
                // Natively there is no address, and `Url` does not exist.
                let url = window().and_then(|_| Url::new_with_base(&told, &here()).ok());
                url.map_or_else(here, |url| url.href())
            })
            .clone()
    })
}

/// The absolute address of the site's main page, without query and fragment.
pub fn of_page() -> String {
    // The file's name is kept, since some hosts serve the page only under `index.html`.
    let here = here();
    let file = here.rsplit('/').next().unwrap_or_default();
    format!("{}{file}", folder())
}

/// The baseline whose own page is open; `None` on the main page.
pub fn baseline() -> Option<&'static Baseline> {
    let here = here();
    let id = here.strip_prefix(&folder())?.strip_prefix(BASELINES)?;
    Baseline::by_id(id.split('/').next()?)
}

/// The absolute address that opens a link, to be shared.
pub fn of_link(link: &str) -> String {
    format!("{}?{PARAMETER}={link}", of_page())
}

/// The same for an unchanged baseline: the address of its own page, which link previews show.
pub fn of_baseline(baseline: &Baseline, link: &str) -> String {
    let page = of_page();
    match page.strip_suffix('/') {
        Some(_) => format!("{page}{BASELINES}{}/?{PARAMETER}={link}", baseline.id),
        None => of_link(link),
    }
}

/// Whether the address bar shows this address, with any fragment.
fn is_there(address: &str) -> bool {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next() == Some(address)
}

/// Writes a link into the address bar as a new entry of the history, unless it is there already. Browsers that refuse
/// after too many writes are not asked again; the next change writes anyway.
pub fn write(link: &str) {
    let address = of_link(link);
    if is_there(&address) {
        return;
    }
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Writes a link into the address bar in place of the present address.
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
