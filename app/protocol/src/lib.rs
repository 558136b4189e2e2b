//! The messages between the page and its worker programs: values that serde serialises. Nothing here computes.
//!
//! A worker program exports `answer(&[u8]) -> Vec<u8>`: the bytes of a [`Request`] go in, the bytes of a [`Response`]
//! come out. Both carry the same number, so the page knows which question an answer belongs to and can drop the answer
//! to a superseded one. A scenario travels as a value ([`ScenarioValue`]), never as a link: links are for people.
//!
//! There are two programs: the engine ([`engine`]), which explains, lists and exports, and the workbook ([`workbook`]).
//! The engine also exports `share`, by which workers pass draws to one another ([`engine::Ask::Share`]).

// A panic ends a WASM page, so failures must be values. The workspace enables the other lints of this kind.
#![cfg_attr(not(test), warn(clippy::expect_used, clippy::unreachable, clippy::get_unwrap, clippy::exit))]

pub mod analysis;
mod bands;
pub mod draws;
pub mod engine;
pub mod grid;
mod notes;
pub mod own;
pub mod ranged;
mod scenario;
pub mod trust;
pub mod workbook;

pub use bands::{BandsValue, DrawnFrom, DrawnValue, SpreadValue, ValuesValue};
pub use notes::NotesValue;
pub use ranged::RangedValue;
pub use scenario::{ComparedValue, ScenarioValue};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A question to a program, numbered by the page. Numbers ascend, and a page never uses one twice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request<T> {
    /// Its number.
    pub number: u64,
    /// The question.
    pub ask: T,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response<T> {
    /// The number of the request; 0 if the request could not be read.
    pub number: u64,
    /// The answer, or a sentence for the reader that says why there is none.
    pub answer: Result<T, String>,
}

/// The sentence for bytes that cannot be read: page and program are of different releases.
pub const MISREAD: &str = "The parts of this page are of different releases. Reload it.";

/// A value as bytes; empty if it cannot be serialised, which [`from_bytes`] then refuses.
pub fn to_bytes<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}

/// A value from bytes. The error is the sentence [`MISREAD`].
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|_| MISREAD.to_owned())
}

/// Reads a request, has it answered, and returns the response as bytes: all that a program's export has to do.
pub fn respond<Q: DeserializeOwned, A: Serialize>(
    bytes: &[u8],
    answer: impl FnOnce(&Q) -> Result<A, String>,
) -> Vec<u8> {
    let response = match from_bytes::<Request<Q>>(bytes) {
        Ok(request) => Response { number: request.number, answer: answer(&request.ask) },
        Err(why) => Response { number: 0, answer: Err(why) },
    };
    to_bytes(&response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_answers_with_the_number_that_it_was_asked_with() {
        let asked = to_bytes(&Request { number: 7, ask: "twice".to_owned() });
        let response = respond(&asked, |ask: &String| Ok::<_, String>(ask.repeat(2)));
        let response: Response<String> = from_bytes(&response).expect("it is a response");
        assert_eq!(response, Response { number: 7, answer: Ok("twicetwice".to_owned()) });
    }

    #[test]
    fn bytes_of_another_release_are_refused_in_a_sentence() {
        let response = respond(&[0xff; 3], |ask: &String| Ok::<_, String>(ask.clone()));
        let response: Response<String> = from_bytes(&response).expect("it is a response");
        assert_eq!(response, Response { number: 0, answer: Err(MISREAD.to_owned()) });
    }
}
