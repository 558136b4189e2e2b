//! Journeys: a reader's actions on the page, performed in a real browser on the built release. The browser is headless
//! Chromium, unless `RACKRATE_ENGINE` names another one.
//!
//! A journey finds elements by role and accessible name or by visible text, and compares what they show with the model
//! run natively. Expected values are computed by the model where it can compute them. At the end of every journey the
//! browser's console must have no warnings or errors, and the page must have had no error and no violation of its
//! content security policy.
//!
//! `cargo xtask test` builds the release, finds the browser and runs all journeys.

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

/// A text for comparison: white space of any kind and width becomes a single space.
pub fn plain(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c == '\u{202f}' || c == '\u{a0}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Records that this many more numbers of the page equal those of the model, for the page "Trust".
pub fn agreed(what: &'static str, numbers: usize) {
    static SO_FAR: Mutex<BTreeMap<&str, usize>> = Mutex::new(BTreeMap::new());
    let mut so_far = SO_FAR.lock().unwrap_or_else(PoisonError::into_inner);
    let count = so_far.entry(what).or_default();
    *count += numbers;
    compared(what, *count, "numbers");
}

/// Records how many cases on the page equal those of the model, for the same page. It is called after the last
/// comparison.
pub fn compared(what: &str, cases: usize, cases_are: &str) {
    let row = trust::Row { group: "browser", what, cases: cases as u64, cases_are, worst_share: 0.0 };
    row.write(&plain(what).replace(' ', "-"));
}

/// Records how long something took, in microseconds, for the same page.
pub fn took(name: &str, what: &str, microseconds: f64) {
    let cases = microseconds.round() as u64;
    trust::Row { group: "speed", what, cases, cases_are: "µs", worst_share: 0.0 }.write(name);
}

/// Ends a journey with a failure.
#[track_caller]
#[expect(clippy::panic, reason = "this is how a test fails")]
pub fn fail(why: impl std::fmt::Display) -> ! {
    panic!("{why}")
}
