//! Saving and opening files, the clipboard, and the record of tests that is served beside the page.

use super::engine::Unanswered;
use super::{address, window};
use crate::words;
use protocol::workbook::fits;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
pub use web_sys::File;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Response, Url};

/// How long an object URL stays valid, milliseconds: some browsers read it only after the click has been handled.
const KEPT_MS: i32 = 60_000;
/// The file with the record of what the tests tried, beside the page.
const TRUST: &str = "trust.json";

/// Opens a file.
type OpenFile = Box<dyn Fn(File)>;

thread_local! {
    /// The callback for files that are dropped on the page.
    static OPENER: RefCell<Option<OpenFile>> = const { RefCell::new(None) };
}

/// Opens a file that was dropped on the page. `assets/boot.js` listens for drops, also before the page has started, and
/// calls this.
#[wasm_bindgen(js_name = openFile)]
pub fn open_file(file: File) {
    OPENER.with_borrow(|opener| opener.iter().for_each(|open| open(file.clone())));
}

/// Sets the callback for every dropped file.
pub fn on_file(open: impl Fn(File) + 'static) {
    OPENER.set(Some(Box::new(open)));
}

/// The file that was chosen in the field that an event came from; `None` if there is none. The field is cleared, so
/// that the same file can be chosen again after a change.
pub fn chosen(event: &web_sys::Event) -> Option<File> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// The bytes of a file. One that is too large to have been saved here is refused before it is read, since it could
/// exhaust memory. The error is a sentence.
pub async fn bytes_of(file: &File) -> Result<Vec<u8>, String> {
    fits(file.size() as u64)?;
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| words::export::UNREADABLE.to_owned())?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// The text of the record of what the tests tried; `None` if the build has none.
pub async fn trust_record() -> Result<Option<String>, Unanswered> {
    let fetched = async {
        let asked = window()?.fetch_with_str(&format!("{}{TRUST}", address::folder()));
        let response: Response = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
        match response.status() {
            // Hosts answer in one of these ways if the file is missing; some say 403 to hide whether it exists.
            403 | 404 | 410 => Some(None),
            _ if response.ok() => Some(JsFuture::from(response.text().ok()?).await.ok()?.as_string()),
            _ => None,
        }
    };
    fetched.await.ok_or(Unanswered::Unreachable)
}

/// The reader's local date, `2026-01-31`.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

#[wasm_bindgen]
extern "C" {
    /// The content of the clipboard by MIME type. web-sys has it only among its unstable APIs.
    type ClipboardItem;
    #[wasm_bindgen(constructor, catch)]
    fn new(by_type: &js_sys::Object) -> Result<ClipboardItem, JsValue>;
}

fn fault(_: JsValue) -> String {
    words::export::REFUSED.to_owned()
}

/// The content of a file.
pub enum Content {
    /// A text, saved as UTF-8.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A blob that the browser made.
    Blob(Blob),
}

/// Saves a file as a download. Returns a sentence that says so; the error is a sentence too.
pub fn save(name: &str, kind: &str, content: Content) -> Result<String, String> {
    let content = match content {
        Content::Text(text) => text.into(),
        Content::Bytes(bytes) => js_sys::Uint8Array::from(bytes.as_slice()).into(),
        Content::Blob(blob) => blob.into(),
    };
    let blob = blob(kind, content)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(fault)?;
    let window = window().ok_or(words::export::REFUSED)?;
    let anchor = window.document().and_then(|document| document.create_element("a").ok());
    let anchor = anchor.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()).ok_or(words::export::REFUSED)?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    let forget = Closure::once_into_js(move || drop(Url::revoke_object_url(&url)));
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(forget.unchecked_ref(), KEPT_MS);
    Ok(words::export::saved_as(name))
}

fn clipboard() -> Result<web_sys::Clipboard, String> {
    let clipboard = window().ok_or(words::export::REFUSED)?.navigator().clipboard();
    // The clipboard exists only in pages that were served over a secure connection.
    if JsValue::from(&clipboard).is_undefined() {
        return Err(words::export::NO_CLIPBOARD.to_owned());
    }
    Ok(clipboard)
}

/// Copies a text at once, while the press still counts as the reader's act. The error is a sentence.
pub fn copy_text(text: &str) -> impl Future<Output = Result<(), String>> + use<> {
    let asked = clipboard().map(|clipboard| clipboard.write_text(text));
    async move { JsFuture::from(asked?).await.map(drop).map_err(refused) }
}

/// Copies a text that is still being made. Returns a sentence that says so, and the text; the error is a sentence.
pub async fn copy(text: impl Future<Output = Result<String, String>> + 'static) -> Result<(String, String), String> {
    let made = Rc::new(RefCell::new(Ok(String::new())));
    let kept = made.clone();
    let blob = async move {
        *kept.borrow_mut() = text.await;
        let text = kept.borrow().clone()?;
        blob("text/plain", JsValue::from_str(&text))
    };
    let copied = copy_blob("text/plain", blob).await;
    // Why there is no text is more informative than that it was not copied.
    let text = made.borrow().clone()?;
    Ok((copied?, text))
}

/// Copies a picture that is still being made. Returns a sentence that says so; the error is a sentence.
pub async fn copy_picture(
    kind: &str,
    picture: impl Future<Output = Result<Blob, String>> + 'static,
) -> Result<String, String> {
    copy_blob(kind, picture).await
}

/// Copies a table that is still being made, as HTML and as text: spreadsheets take the HTML, whose cells have types.
/// Returns a sentence that says so; the error is a sentence.
pub async fn copy_table(table: impl Future<Output = Result<[String; 2], String>> + 'static) -> Result<String, String> {
    let fault = Rc::new(RefCell::new(None));
    let kept = fault.clone();
    let made = future_to_promise(async move {
        let [html, text] = table.await.inspect_err(|why| *kept.borrow_mut() = Some(why.clone()))?;
        Ok(js_sys::Array::of2(&html.into(), &text.into()).into())
    });
    let by_type = js_sys::Object::new();
    for (place, kind) in ["text/html", "text/plain"].into_iter().enumerate() {
        let made = made.clone();
        let part = future_to_promise(async move {
            let parts = js_sys::Array::from(&JsFuture::from(made).await?);
            Ok(blob(kind, parts.get(place as u32))?.into())
        });
        js_sys::Reflect::set(&by_type, &JsValue::from_str(kind), &part).map_err(refused)?;
    }
    let copied = write(&by_type).await;
    // Why there is no table is more informative than that it was not copied.
    let fault = fault.take();
    fault.map_or(copied, Err)
}

/// Hands the clipboard a promise of the content, so that it is asked while the press still counts as the reader's act.
async fn copy_blob(kind: &str, blob: impl Future<Output = Result<Blob, String>> + 'static) -> Result<String, String> {
    let promise = future_to_promise(async move { blob.await.map(JsValue::from).map_err(JsValue::from) });
    let by_type = js_sys::Object::new();
    js_sys::Reflect::set(&by_type, &JsValue::from_str(kind), &promise).map_err(refused)?;
    write(&by_type).await
}

async fn write(by_type: &js_sys::Object) -> Result<String, String> {
    // If there is no clipboard, this returns before the content is awaited.
    let clipboard = clipboard()?;
    let items = js_sys::Array::of1(&ClipboardItem::new(by_type).map_err(refused)?.into());
    JsFuture::from(clipboard.write(&items)).await.map_err(refused)?;
    Ok(words::everywhere::COPIED.to_owned())
}

fn blob(kind: &str, content: JsValue) -> Result<Blob, String> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_blob_sequence_and_options(&js_sys::Array::of1(&content), &options).map_err(fault)
}

fn refused(_: JsValue) -> String {
    words::export::NOT_COPIED.to_owned()
}
