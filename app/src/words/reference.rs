//! The names of the pages of reference, on the buttons that open them.

pub(crate) const NUMBERS: &str = "Numbers";
pub(crate) const HOW_SURE: &str = "How sure?";
pub(crate) const SOURCES: &str = "Sources";
pub(crate) const TRUST: &str = "Trust";
pub(crate) const CORRECTIONS: &str = "Corrections";
pub(crate) const KEYS: &str = "Keys";

/// The button beside them that opens title, notes and story.
pub(crate) const NOTES: &str = "Notes and story";
