//! The program's one door.

use protocol::engine::Ask;
use wasm_bindgen::prelude::wasm_bindgen;

/// The bytes of a response to the bytes of a request; see the crate `protocol`.
#[wasm_bindgen]
pub fn answer(request: &[u8]) -> Vec<u8> {
    protocol::respond(request, |ask: &Ask| crate::to(ask))
}
