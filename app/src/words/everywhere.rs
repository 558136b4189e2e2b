//! Texts that are used in several places.

use model::base::words::how_many;

/// The name of the site.
pub(crate) const BRAND: &str = "Rackrate";

pub(crate) const CLOSE: &str = "Close";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const TRY_AGAIN: &str = "Try again";
pub(crate) const UNDO: &str = "Undo";

/// The hint at the button that resets an input.
pub(crate) const BACK_TO_BASELINE: &str = "Back to the baseline";

pub(crate) const COPIED: &str = "Copied.";
pub(crate) const NO_ADVICE: &str = "Nothing here is investment advice.";

/// The name of the button that resets an input.
pub(crate) fn reset(input: &str) -> String {
    format!("Reset {input}")
}

/// A count of changes: "1 change", "3 changes".
pub(crate) fn changes(count: usize) -> String {
    how_many(count, "change")
}

/// The value of a figure when its link was shared, and by today's model. The scenario on screen may be another one by
/// now.
pub(crate) fn when_shared(figure: &str, then: &str, now: &str) -> String {
    format!("{figure}: when shared {then}, by today’s model {now}.")
}
