//! The notices about the opened link, and about failures.

pub(crate) const DISMISS: &str = "Dismiss";

/// The notice of a refused link: before the reason; after it, around the name of the baseline that is shown instead;
/// and after it in a frame, where nothing is shown.
pub(crate) const NOT_OPENED: &str = "This link was not opened: ";
pub(crate) const BASELINE_INSTEAD: [&str; 2] = [". You see the baseline “", "” instead, not what was sent. "];
pub(crate) const NOTHING_INSTEAD: &str = ". Nothing is shown in its place.";

pub(crate) const NUMBERS_CHANGED: &str = "Numbers have changed since this link was shared. ";
pub(crate) const SHOW_DIFFERENCE: &str = "Show the difference";
pub(crate) const HIDE_DIFFERENCE: &str = "Hide the difference";

/// Why there is no answer.
pub(crate) const UNREACHABLE: &str =
    "This could not be loaded. Check the connection and try again; if that does not help, reload the page.";
pub(crate) const BROKE: &str =
    "This could not be worked out: a fault of this page, not of your numbers. Everything else goes on working.";
