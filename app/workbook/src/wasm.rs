//! What the page calls.

use model::permalink;
use wasm_bindgen::prelude::*;

/// Answers a request of the page; see the crate `protocol`.
#[wasm_bindgen]
pub fn answer(request: &[u8]) -> Vec<u8> {
    crate::answer(request)
}

/// Writes the scenario of a link as a workbook. The link may be a whole address; what stands before its query is then
/// the address of the page, and the workbook's link can be followed.
///
/// The error is a sentence.
#[wasm_bindgen]
pub fn write(link: &str) -> Result<Vec<u8>, JsValue> {
    let scenario = permalink::read(link).map_err(|fault| JsValue::from_str(&fault.to_string()))?.scenario;
    let page = link.split_once('?').map_or("", |(page, _)| page);
    crate::write_for(&scenario, &model::recording::record_live(&scenario), page).map_err(|why| JsValue::from_str(&why))
}

/// Refuses, in a sentence, a file of more bytes than a workbook of ours ever has: to be asked before it is read.
#[wasm_bindgen]
pub fn fits(bytes: f64) -> Result<(), JsValue> {
    crate::refuse::fits(bytes as u64).map_err(|why| JsValue::from_str(&why))
}

/// A workbook that was read.
#[wasm_bindgen]
pub struct Opened {
    link: String,
    notices: Vec<String>,
}

#[wasm_bindgen]
impl Opened {
    /// The scenario as the value of the page's query parameter.
    #[wasm_bindgen(getter)]
    pub fn link(&self) -> String {
        self.link.clone()
    }

    /// What was not taken as it stood there, a sentence each.
    #[wasm_bindgen(getter)]
    pub fn notices(&self) -> Vec<String> {
        self.notices.clone()
    }
}

/// Reads a workbook's assumptions as a link. The error is a sentence.
#[wasm_bindgen]
pub fn read(bytes: &[u8]) -> Result<Opened, JsValue> {
    let reading = crate::read(bytes).map_err(|why| JsValue::from_str(&why))?;
    let outcome = model::outcome::run(&reading.scenario);
    Ok(Opened { link: permalink::write(&reading.scenario, &outcome), notices: reading.notices })
}
