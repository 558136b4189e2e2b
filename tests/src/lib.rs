//! Journeys: what a person does with the page, done in a real headless Chromium against the built release.
//!
//! A journey finds things as a person does, by role and accessible name or by the words that stand there, and holds
//! what it sees against the model run natively. Nothing is hard-coded that the model can say. At the end of every
//! journey the browser's console must be empty of warnings and errors, and the page must have met no error and nothing
//! that its policy refuses.
//!
//! `cargo xtask test` builds the release, finds the browser and runs them all.

pub mod driver;
mod explorer;
mod hands;
mod journey;
mod keys;
mod names;
mod page;
pub mod session;

mod thing;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use tests_shared::trust;

pub use explorer::{TILES, figures, input, link};
pub use journey::{journey, journey_below, journey_in, on_fixture, release, site_of_release};
pub use keys::Key;
pub use names::{Name, Role, containing, starting};
pub use page::{Page, Window};
pub use tests_shared::scenarios::first_with;
pub use thing::Thing;

/// A text as it is compared: white space of every width is one space.
pub fn plain(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c == '\u{202f}' || c == '\u{a0}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// So many numbers of the page more were what the model gives natively: written down for the page that says so.
pub fn agreed(what: &'static str, numbers: usize) {
    static SO_FAR: Mutex<BTreeMap<&str, usize>> = Mutex::new(BTreeMap::new());
    let mut so_far = SO_FAR.lock().unwrap_or_else(PoisonError::into_inner);
    let count = so_far.entry(what).or_default();
    *count += numbers;
    compared(what, *count, "numbers");
}

/// So many things of the page were what the model gives natively, written down for the same page: to be called when
/// the last of them was compared.
pub fn compared(what: &str, cases: usize, cases_are: &str) {
    let row = trust::Row { group: "browser", what, cases: cases as u64, cases_are, worst_share: 0.0 };
    row.write(&plain(what).replace(' ', "-"));
}

/// Writes down how long something took, for the same page.
pub fn took(name: &str, what: &str, microseconds: f64) {
    let cases = microseconds.round() as u64;
    trust::Row { group: "speed", what, cases, cases_are: "µs", worst_share: 0.0 }.write(name);
}

/// Ends a journey with what went wrong.
#[track_caller]
#[expect(clippy::panic, reason = "this is how a test fails")]
pub fn fail(why: impl std::fmt::Display) -> ! {
    panic!("{why}")
}
