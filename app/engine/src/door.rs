//! The exports of the WASM program.

use js_sys::Uint8Array;
use protocol::engine::{Answer, Ask};
use protocol::respond;
use wasm_bindgen::prelude::wasm_bindgen;

/// Answers the bytes of a request with the bytes of a response; see the crate `protocol`.
#[wasm_bindgen]
pub fn answer(request: &[u8]) -> Vec<u8> {
    respond(request, |ask: &Ask| crate::to(ask))
}

/// The same for [`Ask::Share`], with the bytes that other workers have handed to this one. The result is the response,
/// followed by the bytes for each worker.
#[wasm_bindgen]
pub fn share(request: &[u8], handed: Vec<Uint8Array>) -> Vec<Uint8Array> {
    let handed: Vec<Vec<u8>> = handed.iter().map(Uint8Array::to_vec).collect();
    let mut out = Vec::new();
    let response = respond(request, |ask: &Ask| {
        let Ask::Share(share) = ask else { return crate::to(ask) };
        let (answer, handed_out) = crate::draws::share(share, &handed);
        out = handed_out;
        answer.map(Answer::Drawn)
    });
    std::iter::once(response).chain(out).map(|bytes| Uint8Array::from(bytes.as_slice())).collect()
}
