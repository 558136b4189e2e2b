//! The address bar, the history and the clipboard.

use super::window;
use model::share::permalink::PARAMETER;
use wasm_bindgen::JsValue;

/// Query and fragment of the address, as they stand there.
pub fn query() -> String {
    // Read off the whole address: a location's `search` is empty where only the question mark is left.
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.find(['?', '#']).map_or_else(String::new, |at| href[at..].to_owned())
}

/// The page's own address, without query and fragment.
pub fn of_page() -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The whole address of a scenario, to be shared.
pub fn of_link(link: &str) -> String {
    format!("{}?{PARAMETER}={link}", of_page())
}

/// Writes a scenario's link into the address bar, as a new entry of the history; nothing happens when it stands there
/// already. Some browsers refuse when there were too many writes: the next one comes soon enough.
pub fn write(link: &str) {
    let address = format!("?{PARAMETER}={link}");
    let Some(window) = window() else { return };
    if window.location().search().is_ok_and(|search| search == address) {
        return;
    }
    if let Ok(history) = window.history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Writes a scenario's link into the address bar in place of what stands there.
pub fn replace(link: &str) {
    let address = format!("?{PARAMETER}={link}");
    if window().and_then(|window| window.location().search().ok()).is_some_and(|search| search == address) {
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

/// Copies a text to the clipboard; calls back with whether it worked.
pub fn copy(text: &str, done: impl Fn(bool) + 'static) {
    let Some(window) = window() else { return };
    // Absent where the page was not served over a secure connection.
    let clipboard = window.navigator().clipboard();
    if JsValue::from(&clipboard).is_undefined() {
        done(false);
        return;
    }
    let promise = clipboard.write_text(text);
    leptos::task::spawn_local(async move {
        done(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
    });
}
