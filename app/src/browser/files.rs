//! Files that are saved and opened, the clipboard, and the record that lies beside the page.

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

/// How long a file's address lives: some browsers read it only after the press has ended.
const KEPT_MS: i32 = 60_000;
/// Where the record of what the tests tried lies, beside the page.
const TRUST: &str = "trust.json";

/// What opens a file.
type OpenFile = Box<dyn Fn(File)>;

thread_local! {
    /// What opens a file.
    static OPENER: RefCell<Option<OpenFile>> = const { RefCell::new(None) };
}

/// Opens a file that was dropped on the page: the page's own script listens, also before the page is up.
#[wasm_bindgen(js_name = openFile)]
pub fn open_file(file: File) {
    OPENER.with_borrow(|opener| opener.iter().for_each(|open| open(file.clone())));
}

/// Calls back with every file that is dropped.
pub fn on_file(open: impl Fn(File) + 'static) {
    OPENER.set(Some(Box::new(open)));
}

/// The file that was chosen in the field that an event came from. The field is empty afterwards, so that the same file,
/// changed, can be chosen again.
pub fn chosen(event: &web_sys::Event) -> Option<File> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// All of a file. One that was never saved here is refused before it is in memory, where it could end the page.
pub async fn bytes_of(file: &File) -> Result<Vec<u8>, String> {
    fits(file.size() as u64)?;
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| words::export::UNREADABLE.to_owned())?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// The text of the record of what the tests tried; nothing where the build has none.
pub async fn trust_record() -> Result<Option<String>, Unanswered> {
    let fetched = async {
        let asked = window()?.fetch_with_str(&format!("{}{TRUST}", address::folder()));
        let response: Response = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
        match response.status() {
            // So answer hosts that do not have it; some of them do not say whether they have what they do not give.
            403 | 404 | 410 => Some(None),
            _ if response.ok() => Some(JsFuture::from(response.text().ok()?).await.ok()?.as_string()),
            _ => None,
        }
    };
    fetched.await.ok_or(Unanswered::Unreachable)
}

/// The reader's date.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

#[wasm_bindgen]
extern "C" {
    /// What the clipboard holds of one thing, by type. web-sys has it only as an unstable interface.
    type ClipboardItem;
    #[wasm_bindgen(constructor, catch)]
    fn new(by_type: &js_sys::Object) -> Result<ClipboardItem, JsValue>;
}

fn fault(_: JsValue) -> String {
    words::export::REFUSED.to_owned()
}

/// What a file holds.
pub enum Content {
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// What the browser made.
    Blob(Blob),
}

/// Saves a file, as browsers save: where the reader wants it. Says so.
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
    // Absent where the page was not served over a secure connection.
    if JsValue::from(&clipboard).is_undefined() {
        return Err(words::export::NO_CLIPBOARD.to_owned());
    }
    Ok(clipboard)
}

/// Copies a text at once, while the press that wants it still counts. The error is a sentence.
pub fn copy_text(text: &str) -> impl Future<Output = Result<(), String>> + use<> {
    let asked = clipboard().map(|clipboard| clipboard.write_text(text));
    async move { JsFuture::from(asked?).await.map(drop).map_err(refused) }
}

/// Copies a text that is still being made; says so, and gives it.
pub async fn copy(text: impl Future<Output = Result<String, String>> + 'static) -> Result<(String, String), String> {
    let made = Rc::new(RefCell::new(Ok(String::new())));
    let kept = made.clone();
    let blob = async move {
        *kept.borrow_mut() = text.await;
        let text = kept.borrow().clone()?;
        blob("text/plain", JsValue::from_str(&text))
    };
    let copied = copy_blob("text/plain", blob).await;
    // Why there is no text says more than that it was not copied.
    let text = made.borrow().clone()?;
    Ok((copied?, text))
}

/// Copies a picture that is still being made. Says so.
pub async fn copy_picture(
    kind: &str,
    picture: impl Future<Output = Result<Blob, String>> + 'static,
) -> Result<String, String> {
    copy_blob(kind, picture).await
}

/// Copies a table that is still being made, as markup and as a text: a spreadsheet takes the markup, whose cells are typed.
/// Says so.
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
    // Why there is no table says more than that it was not copied.
    let fault = fault.take();
    fault.map_or(copied, Err)
}

/// The clipboard takes a promise: it is asked while the press that wants it still counts.
async fn copy_blob(kind: &str, blob: impl Future<Output = Result<Blob, String>> + 'static) -> Result<String, String> {
    let promise = future_to_promise(async move { blob.await.map(JsValue::from).map_err(JsValue::from) });
    let by_type = js_sys::Object::new();
    js_sys::Reflect::set(&by_type, &JsValue::from_str(kind), &promise).map_err(refused)?;
    write(&by_type).await
}

async fn write(by_type: &js_sys::Object) -> Result<String, String> {
    // Where there is no clipboard, there is nothing to make for it either.
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
