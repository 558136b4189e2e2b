//! The program's doors.

use js_sys::Uint8Array;
use protocol::engine::{Answer, Ask};
use protocol::respond;
use wasm_bindgen::prelude::wasm_bindgen;

/// The bytes of a response to the bytes of a request; see the crate `protocol`.
#[wasm_bindgen]
pub fn answer(request: &[u8]) -> Vec<u8> {
    respond(request, |ask: &Ask| crate::to(ask))
}

/// The same for [`Ask::Share`], with what other workers have handed to this one. What this one hands out to them stands
/// behind the response.
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
