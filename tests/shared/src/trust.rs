//! The results that tests leave for the page "Trust": a file for each claim, with one row of `trust.json`, in the
//! folder that `RACKRATE_TRUST_TO` names. Without that variable nothing is written, and a test that fails writes
//! nothing. `cargo xtask trust` adds the date and the version of the code, and merges the rows.

use serde_json::json;
use std::cell::Cell;
use std::path::PathBuf;

thread_local! {
    /// The number of cases, and the largest relative difference, that the test of this thread has seen so far.
    static SEEN: Cell<(u64, f64)> = const { Cell::new((0, 0.0)) };
}

/// A row of the record: a claim, and what it was tested on.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// The kind of test, such as `identities`.
    pub group: &'a str,
    /// The claim that held, as a sentence without its full stop.
    pub what: &'a str,
    /// The number of cases; for a measurement, the measured value.
    pub cases: u64,
    /// What the cases are; for a measurement, its unit.
    pub cases_are: &'a str,
    /// The largest relative difference between two numbers that should be equal.
    pub worst_share: f64,
}

impl Row<'_> {
    /// Writes the row into a file of this name, if the record is wanted.
    ///
    /// # Panics
    ///
    /// If the record is wanted and cannot be written.
    pub fn write(&self, name: &str) {
        let Some(folder) = std::env::var_os("RACKRATE_TRUST_TO").map(PathBuf::from) else { return };
        let Row { group, what, cases, cases_are, worst_share } = self;
        let row = json!({
            "group": group, "what": what, "cases": cases, "cases_are": cases_are, "worst_share": worst_share,
        });
        let written = std::fs::write(folder.join(format!("{group}-{name}.json")), format!("{row}\n"));
        assert!(written.is_ok(), "the record of {name} could not be written: {written:?}");
    }
}

/// Adds to the number of cases that were tested.
pub fn tried(cases: u64) {
    SEEN.set((SEEN.get().0 + cases, SEEN.get().1));
}

/// Notes the relative difference of two numbers that should be equal; the largest one is kept.
pub fn differed(by_share: f64) {
    if by_share > SEEN.get().1 {
        SEEN.set((SEEN.get().0, by_share));
    }
}

/// Writes the row of this thread's test, with the test's name as a sentence. It is called after the test has held.
pub fn held(cases_are: &str) {
    if let Some(name) = name() {
        held_that(&sentence(&name), cases_are);
    }
}

/// The same with another sentence, for claims that a function's name cannot express.
pub fn held_that(what: &str, cases_are: &str) {
    let (cases, worst_share) = SEEN.get();
    if let Some(name) = name() {
        Row { group: &group(), what, cases, cases_are, worst_share }.write(&name);
    }
}

/// The name of this thread's test.
fn name() -> Option<String> {
    let thread = std::thread::current();
    let name = thread.name().and_then(|path| path.rsplit("::").next()).filter(|name| *name != "main");
    name.map(str::to_owned)
}

/// The group: the name of the test file. Cargo names the program after the file, and appends a hash.
fn group() -> String {
    let program = std::env::current_exe().unwrap_or_default();
    let stem = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    stem.rsplit_once('-').map_or(stem.clone(), |(name, _)| name.to_owned())
}

/// A test's name as a sentence: `a_stake_s_worth` becomes "A stake’s worth".
fn sentence(name: &str) -> String {
    let mut words = String::new();
    for word in name.split('_') {
        match word {
            "s" if words.len() > 2 => words.push('’'),
            _ if words.is_empty() => {}
            _ => words.push(' '),
        }
        words.push_str(word);
    }
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Writes the row when the test's function ends without failing. Its field says what the cases are.
#[derive(Debug)]
pub struct Held(pub &'static str);

impl Drop for Held {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            held(self.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_sentences() {
        assert_eq!(sentence("a_stake_s_worth"), "A stake’s worth");
        assert_eq!(sentence("x"), "X");
    }

    #[test]
    fn the_group_is_the_file_of_tests() {
        assert_eq!(group(), "tests_shared");
    }
}
