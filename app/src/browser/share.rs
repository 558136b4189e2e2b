//! The share sheet of the device, where it has one.

use super::window;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// `navigator.share` with the object to call it on. web-sys has it only among its unstable APIs.
fn way() -> Option<(JsValue, Function)> {
    let navigator = JsValue::from(window()?.navigator());
    let share: Function = Reflect::get(&navigator, &JsValue::from_str("share")).ok()?.dyn_into().ok()?;
    Some((navigator, share))
}

/// Whether the device has a share sheet.
pub fn is_there() -> bool {
    way().is_some()
}

/// Opens the share sheet; returns whether the link was shared. Must be called while a press still counts as the
/// reader's act.
pub async fn hand_on(title: &str, text: &str, address: &str) -> bool {
    let Some((navigator, share)) = way() else { return false };
    let what = Object::new();
    for (name, value) in [("title", title), ("text", text), ("url", address)] {
        let _ = Reflect::set(&what, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let asked = share.call1(&navigator, &what).ok().and_then(|asked| asked.dyn_into::<Promise>().ok());
    match asked {
        Some(asked) => JsFuture::from(asked).await.is_ok(),
        None => false,
    }
}
