//! Words that stand in several places.

use model::base::words::how_many;

/// What the page is called.
pub(crate) const BRAND: &str = "Rackrate";

pub(crate) const CLOSE: &str = "Close";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const TRY_AGAIN: &str = "Try again";
pub(crate) const UNDO: &str = "Undo";

/// What the mark does that puts an input back, as a hint.
pub(crate) const BACK_TO_BASELINE: &str = "Back to the baseline";

pub(crate) const COPIED: &str = "Copied.";
pub(crate) const NO_ADVICE: &str = "Nothing here is investment advice.";

/// The mark that puts an input back, by the input's name.
pub(crate) fn reset(input: &str) -> String {
    format!("Reset {input}")
}

/// What has changed in number: "1 change", "3 changes".
pub(crate) fn changes(count: usize) -> String {
    how_many(count, "change")
}

/// What a figure was when its link was shared, and what today's model makes of the same. The scenario on screen may be
/// another one by now.
pub(crate) fn when_shared(figure: &str, then: &str, now: &str) -> String {
    format!("{figure}: when shared {then}, by today’s model {now}.")
}
