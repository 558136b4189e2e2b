//! What tests leave behind for the page that says what was tried: one file a test, with one line, in the folder that
//! `RACKRATE_TRUST_TO` names. Without it nothing is written; a test that fails writes nothing.

#![allow(dead_code, reason = "each test file uses some of these")]

use std::cell::Cell;
use std::path::PathBuf;

thread_local! {
    /// Cases and the largest difference that this thread's test has seen so far.
    static SEEN: Cell<(u64, f64)> = const { Cell::new((0, 0.0)) };
}

/// So many cases more were tried.
pub(crate) fn tried(cases: u64) {
    SEEN.set((SEEN.get().0 + cases, SEEN.get().1));
}

/// Two numbers that should be the same were apart by this share of their size.
pub(crate) fn differed(by_share: f64) {
    if by_share > SEEN.get().1 {
        SEEN.set((SEEN.get().0, by_share));
    }
}

/// The test of this thread held: writes what it tried, with its name as a sentence.
pub(crate) fn held(cases_are: &str) {
    if let Some(name) = name() {
        held_that(&sentence(&name), cases_are);
    }
}

/// The same in words of its own, for a sentence that no name of a function can be.
pub(crate) fn held_that(what: &str, cases_are: &str) {
    let (cases, worst) = SEEN.get();
    if let Some(name) = name() {
        write(env!("CARGO_CRATE_NAME"), &name, &[what, &cases.to_string(), cases_are, &format!("{worst:e}")]);
    }
}

/// The name of this thread's test.
fn name() -> Option<String> {
    let thread = std::thread::current();
    let name = thread.name().and_then(|path| path.rsplit("::").next()).filter(|name| *name != "main");
    name.map(str::to_owned)
}

/// Writes one line: the group, then these fields.
pub(crate) fn write(group: &str, name: &str, fields: &[&str]) {
    let Some(folder) = std::env::var_os("RACKRATE_TRUST_TO").map(PathBuf::from) else { return };
    let line = format!("{group}\t{}\n", fields.join("\t"));
    let written = std::fs::write(folder.join(format!("{group}-{name}.tsv")), line);
    assert!(written.is_ok(), "the record of {name} could not be written: {written:?}");
}

/// A test's name as a sentence: `a_stake_s_worth` is "A stake’s worth".
fn sentence(name: &str) -> String {
    let mut words = String::new();
    for word in name.split('_') {
        let of = word == "s" && words.len() > 2;
        words.push_str(if of {
            "’"
        } else if words.is_empty() {
            ""
        } else {
            " "
        });
        words.push_str(word);
    }
    let first = words.remove(0).to_ascii_uppercase();
    format!("{first}{words}")
}

/// Writes when the test's function ends, unless it ends by failing.
pub(crate) struct Held(pub(crate) &'static str);

impl Drop for Held {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            held(self.0);
        }
    }
}
