//! Files that are saved, and the clipboard.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long a file's address lives: some browsers read it only after the press has ended.
const KEPT_MS: i32 = 60_000;

#[wasm_bindgen]
extern "C" {
    /// What the clipboard holds of one thing, by type. web-sys has it only as an unstable interface.
    type ClipboardItem;
    #[wasm_bindgen(constructor, catch)]
    fn new(by_type: &js_sys::Object) -> Result<ClipboardItem, JsValue>;
}

fn fault(_: JsValue) -> String {
    "The browser refused.".to_owned()
}

/// Saves text, bytes or a blob as a file, as browsers save: where the reader wants it. Says so.
pub(super) fn save(name: &str, kind: &str, content: JsValue) -> Result<String, String> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&content);
    let blob = Blob::new_with_blob_sequence_and_options(&parts, &options).map_err(fault)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(fault)?;
    let window = super::window()?;
    let anchor = super::document().and_then(|document| document.create_element("a").ok());
    let anchor = anchor.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()).ok_or("The browser refused.")?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    let forget = Closure::once_into_js(move || drop(Url::revoke_object_url(&url)));
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(forget.unchecked_ref(), KEPT_MS);
    Ok(format!("Saved as {name}."))
}

fn clipboard() -> Result<web_sys::Clipboard, String> {
    let clipboard = super::window()?.navigator().clipboard();
    // Absent where the page was not served over a secure connection.
    if JsValue::from(&clipboard).is_undefined() {
        return Err(
            "This page was not served over a secure connection, so that the browser keeps the clipboard.".to_owned()
        );
    }
    Ok(clipboard)
}

/// Copies a text. Says so.
pub(super) async fn copy(text: &str) -> Result<String, String> {
    JsFuture::from(clipboard()?.write_text(text)).await.map_err(refused)?;
    Ok("Copied.".to_owned())
}

/// Copies what a promise of a blob gives. Says so.
pub(super) async fn copy_picture(kind: &str, png: &js_sys::Promise) -> Result<String, String> {
    let by_type = js_sys::Object::new();
    js_sys::Reflect::set(&by_type, &JsValue::from_str(kind), png).map_err(refused)?;
    let items = js_sys::Array::of1(&ClipboardItem::new(&by_type).map_err(refused)?.into());
    JsFuture::from(clipboard()?.write(&items)).await.map_err(refused)?;
    Ok("Copied.".to_owned())
}

fn refused(_: JsValue) -> String {
    "The browser did not let it be copied.".to_owned()
}
