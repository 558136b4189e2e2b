//! The panel in which numbers explain themselves; what it says stands in the engine's answers.

pub(crate) const EXPLANATION: &str = "Explanation";
pub(crate) const BACK: &str = "← Back";
/// While an answer is on its way, and when it is there.
pub(crate) const LOOKING_UP: &str = "Looking it up…";
pub(crate) const SHOWN: &str = "Shown.";

/// Which scenario it is about, where that is one beside the present one.
pub(crate) fn of_other(letter: &str, title: &str) -> String {
    format!("Of {letter}: {title}")
}
