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

/// What does not outlive another baseline or a reset: changes, and the author's title.
pub(crate) fn left(changes: usize, has_title: bool) -> String {
    match (changes, has_title) {
        (0, true) => "the title".to_owned(),
        (count, true) => format!("{} and the title", super::everywhere::changes(count)),
        (count, false) => super::everywhere::changes(count),
    }
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
    let mut left = left.to_owned();
    if let Some(first) = left.get_mut(..1) {
        first.make_ascii_uppercase();
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The author's title went unsaid.
    #[test]
    fn a_title_that_is_left_behind_is_told() {
        assert_eq!(left(3, false), "3 changes");
        assert_eq!(left(1, true), "1 change and the title");
        assert_eq!(baseline_without("Talks", &left(0, true)), "Baseline: Talks. The title left behind.");
    }
}
