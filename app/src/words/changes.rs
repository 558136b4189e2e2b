//! The texts of the list of changes, and of announcements when many inputs change at once.

pub(crate) const WHAT_CHANGED: &str = "What changed";
pub(crate) const NOTHING_YET: &str = "Nothing yet: all inputs are the baseline’s.";
pub(crate) const FEWER: &str = "Fewer";

/// The effect of a change on the chosen figure, if it is not a difference of numbers.
pub(crate) const NO_EFFECT: &str = "no effect";
pub(crate) const GIVES_VALUE: &str = "gives it a value";
pub(crate) const LEAVES_NO_VALUE: &str = "leaves no value";

/// The line that reports an action and offers to undo it.
pub(crate) const WHAT_WAS_DONE: &str = "What was done";
pub(crate) const UNDO_THIS: &str = "Undo this";
pub(crate) const CARRY_OVER: &str = "Carry my changes over";

pub(crate) const CANNOT_BE_SET: &str = "This cannot be set.";

/// The button that shows all changes.
pub(crate) fn all(count: usize) -> String {
    format!("All {count} changes")
}

/// What a reset or another baseline drops: changes, and the author's title.
pub(crate) fn left(changes: usize, has_title: bool) -> String {
    match (changes, has_title) {
        (0, true) => "the title".to_owned(),
        (count, true) => format!("{} and the title", super::everywhere::changes(count)),
        (count, false) => super::everywhere::changes(count),
    }
}

/// After a reset of all inputs; `dropped` is in words.
pub(crate) fn reset_to(baseline: &str, dropped: &str) -> String {
    format!("Reset to “{baseline}”: {dropped} dropped.")
}

/// After a change of the baseline that dropped nothing.
pub(crate) fn baseline(name: &str) -> String {
    format!("Baseline: {name}.")
}

/// After a change of the baseline that dropped something; `left` is in words.
pub(crate) fn baseline_without(name: &str, left: &str) -> String {
    let mut left = left.to_owned();
    if let Some(first) = left.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("Baseline: {name}. {left} left behind.")
}

/// After all changes were carried over to the new baseline; `carried` is in words.
pub(crate) fn carried_over(carried: &str) -> String {
    format!("{carried} carried over.")
}

/// After only some were carried over: how many of how many, and the inputs that have no effect there.
pub(crate) fn partly_carried_over(count: usize, of: &str, unused: &str) -> String {
    format!("{count} of {of} carried over; this baseline does not use {unused}.")
}

/// A report, with the hint that it can be undone.
pub(crate) fn with_way_back(done: &str) -> String {
    format!("{done} Undo takes it back.")
}

/// After a button's value was refused.
pub(crate) fn nothing_changed(why: &str) -> String {
    format!("Nothing was changed: {why}.")
}

/// After a button whose values were set already.
pub(crate) fn so_already(values: &str) -> String {
    format!("Already set: {values}.")
}

/// After a button has set values.
pub(crate) fn set(values: &str) -> String {
    format!("Set: {values}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report once left out the author's title.
    #[test]
    fn a_title_that_is_left_behind_is_told() {
        assert_eq!(left(3, false), "3 changes");
        assert_eq!(left(1, true), "1 change and the title");
        assert_eq!(baseline_without("Talks", &left(0, true)), "Baseline: Talks. The title left behind.");
    }
}
