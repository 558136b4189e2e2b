//! Turning an SVG drawing into a PNG, by a canvas.

use super::window;
use crate::words;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// The MIME type of SVG.
pub const SVG: &str = "image/svg+xml";
/// The MIME type of PNG.
pub const PNG: &str = "image/png";

/// Pixels for each unit of the drawing.
const FINENESS: f64 = 2.0;

/// Converts an SVG that states its size into a PNG. The error is a sentence.
pub async fn png(svg: &str) -> Result<Blob, String> {
    let fault = |_: JsValue| words::export::NO_PICTURE.to_owned();
    let options = BlobPropertyBag::new();
    options.set_type(SVG);
    let parts = js_sys::Array::of1(&JsValue::from_str(svg));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(fault)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(fault)?;
    let image = HtmlImageElement::new().map_err(fault)?;
    image.set_src(&url);
    let decoded = JsFuture::from(image.decode()).await;
    let _ = Url::revoke_object_url(&url);
    decoded.map_err(fault)?;
    let canvas = window().and_then(|window| window.document()).and_then(|page| page.create_element("canvas").ok());
    let canvas = canvas.and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok());
    let canvas = canvas.ok_or_else(|| fault(JsValue::NULL))?;
    let [width, height] = [image.natural_width(), image.natural_height()].map(|side| f64::from(side) * FINENESS);
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d").map_err(fault)?;
    let context: CanvasRenderingContext2d =
        context.and_then(|context| context.dyn_into().ok()).ok_or_else(|| fault(JsValue::NULL))?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).map_err(fault)?;
    let made = js_sys::Promise::new(&mut |done, failed| {
        let fails = failed.clone();
        let give = Closure::once_into_js(move |blob: JsValue| {
            let _ = if blob.is_null() { &failed } else { &done }.call1(&JsValue::NULL, &blob);
        });
        // If the call itself throws, its callback never comes.
        if let Err(why) = canvas.to_blob(give.unchecked_ref()) {
            let _ = fails.call1(&JsValue::NULL, &why);
        }
    });
    JsFuture::from(made).await.and_then(|blob| blob.dyn_into()).map_err(fault)
}
