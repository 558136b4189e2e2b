//! The texts around explanations, which the engine writes.

pub(crate) const EXPLANATION: &str = "Explanation";
pub(crate) const BACK: &str = "← Back";
/// The status of an answer: while it is loaded, and when it is there.
pub(crate) const LOOKING_UP: &str = "Looking it up…";
pub(crate) const SHOWN: &str = "Shown.";

/// The compared scenario that an explanation is about.
pub(crate) fn of_other(letter: &str, title: &str) -> String {
    format!("Of {letter}: {title}")
}
