//! The messages between the page and its worker programs: values that serde serialises. Nothing here computes.
//!
//! A worker program exports `answer(&[u8]) -> Vec<u8>`: the bytes of a [`Request`] go in, the bytes of a [`Response`]
//! come out. Both carry the same number, so the page knows which question an answer belongs to and can drop the answer
//! to a superseded one. A scenario travels as a value ([`ScenarioValue`]), never as a link: links are for people.
//!
//! There are two programs: the engine ([`engine`]), which explains, lists and exports, and the workbook ([`workbook`]).
//! The engine also exports `share`, by which workers pass draws to one another ([`engine::Ask::Share`]).

// A panic in WASM is a dead page: what can go wrong is a value. The workspace has the other lints of this kind.
#![cfg_attr(not(test), warn(clippy::expect_used, clippy::unreachable, clippy::get_unwrap, clippy::exit))]

pub mod analysis;
mod bands;
pub mod draws;
pub mod engine;
pub mod grid;
pub mod own;
pub mod ranged;
mod scenario;
pub mod trust;
pub mod workbook;

pub use bands::{BandsValue, DrawnFrom, DrawnValue, SpreadValue, ValuesValue};
pub use ranged::RangedValue;
pub use scenario::{ComparedValue, ScenarioValue};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A question to a program, numbered by whoever asks. Numbers rise; they are never used twice by one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request<T> {
    /// Which request it is.
    pub number: u64,
    /// What is asked.
    pub ask: T,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response<T> {
    /// The number of the request that it answers; 0 where the request could not be read.
    pub number: u64,
    /// The answer, or a sentence for the reader which says why there is none.
    pub answer: Result<T, String>,
}

/// Said when bytes are not what they should be: a page has met a program of another release.
pub const MISREAD: &str = "The parts of this page are of different releases. Reload it.";

/// A value as bytes; empty where it cannot be written, which [`from_bytes`] then refuses.
pub fn to_bytes<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}

/// A value from bytes. Bytes that are none give the sentence [`MISREAD`].
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|_| MISREAD.to_owned())
}

/// Opens a request, has it answered and packs the answer: the whole of a program's door.
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
