//! What differs from the baseline, and what is said when many inputs change at once.

pub(crate) const WHAT_CHANGED: &str = "What changed";
pub(crate) const NOTHING_YET: &str = "Nothing yet: all inputs are the baseline’s.";
pub(crate) const FEWER: &str = "Fewer";

/// What a change does to the chosen figure, where it is no difference.
pub(crate) const NO_EFFECT: &str = "no effect";
pub(crate) const GIVES_VALUE: &str = "gives it a value";
pub(crate) const LEAVES_NO_VALUE: &str = "leaves no value";

/// The line that says what was done and offers the way back.
pub(crate) const WHAT_WAS_DONE: &str = "What was done";
pub(crate) const UNDO_THIS: &str = "Undo this";
pub(crate) const CARRY_OVER: &str = "Carry my changes over";

pub(crate) const CANNOT_BE_SET: &str = "This cannot be set.";

/// The button that shows all changes.
pub(crate) fn all(count: usize) -> String {
    format!("All {count} changes")
}

/// All inputs are the baseline's again; `dropped` is in words.
pub(crate) fn reset_to(baseline: &str, dropped: &str) -> String {
    format!("Reset to “{baseline}”: {dropped} dropped.")
}

/// Another baseline is there, and nothing was left behind.
pub(crate) fn baseline(name: &str) -> String {
    format!("Baseline: {name}.")
}

/// The same where changes were; `left` is in words.
pub(crate) fn baseline_without(name: &str, left: &str) -> String {
    format!("Baseline: {name}. {left} left behind.")
}

/// All changes were made in the new baseline too; `carried` is in words.
pub(crate) fn carried_over(carried: &str) -> String {
    format!("{carried} carried over.")
}

/// Only some of them: how many of which, and the inputs without a use there.
pub(crate) fn partly_carried_over(count: usize, of: &str, unused: &str) -> String {
    format!("{count} of {of} carried over; this baseline does not use {unused}.")
}

/// What is said after such a sentence.
pub(crate) fn with_way_back(done: &str) -> String {
    format!("{done} Undo takes it back.")
}

/// A value that a press was to set was refused.
pub(crate) fn nothing_changed(why: &str) -> String {
    format!("Nothing was changed: {why}.")
}

/// What a press was to set holds already.
pub(crate) fn so_already(values: &str) -> String {
    format!("It is so already: {values}.")
}

/// What a press has set.
pub(crate) fn set(values: &str) -> String {
    format!("Set: {values}.")
}
