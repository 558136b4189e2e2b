//! The texts of the page as a whole: the window's title, the skip links, the foot.

/// The name of the skip links, and the parts that they lead to.
pub(crate) const SKIP_TO_PART: &str = "Skip to a part";
/// The beginning of each skip link.
pub(crate) const SKIP_TO: &str = "Skip to ";
pub(crate) const PART_FIGURES: &str = "figures";
pub(crate) const PART_INPUTS: &str = "inputs";
pub(crate) const PART_TIMELINE: &str = "timeline";
pub(crate) const PART_CHARTS: &str = "charts";

/// The heading above timeline and charts, for screen readers.
pub(crate) const CHARTS: &str = "Timeline and charts";

/// In the foot, around the month up to which facts were read.
pub(crate) const FACTS_AS_OF: [&str; 2] = ["Facts as of ", ". "];
pub(crate) const CLASSES: &str =
    "Classes: official, reported, estimate, derived, assumption. Vendors’ claims are shown as claims. ";

/// Shown once if the browser refuses workers.
pub(crate) const IN_PAGE: &str = "This browser refuses workers, so explanations, exports and ranges are worked out in the page \
    itself, which may halt for a moment meanwhile.";

/// The window's title.
pub(crate) fn window_title(scenario: &str) -> String {
    format!("{scenario} – Rackrate")
}
