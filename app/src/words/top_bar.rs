//! The bar at the top.

pub(crate) const BASELINE: &str = "Baseline";

/// The button that drops all changes: its name, and what is seen, whose second part has no room on a telephone.
pub(crate) const RESET_ALL: &str = "Reset all";
pub(crate) const RESET_ALL_SEEN: [&str; 2] = ["Reset", " all"];

pub(crate) const TO_DARK: &str = "Dark colours";
pub(crate) const TO_LIGHT: &str = "Light colours";

pub(crate) const REDO: &str = "Redo";
/// Hints at both steps, with their keys.
pub(crate) const UNDO_KEYS: &str = "Undo (Ctrl+Z)";
pub(crate) const REDO_KEYS: &str = "Redo (Ctrl+Shift+Z)";

/// What is said after a step: which way, and what it was about.
pub(crate) const UNDONE: &str = "Undone";
pub(crate) const REDONE: &str = "Redone";
pub(crate) const NOTES: &str = "notes and story";
pub(crate) const COMPARED: &str = "what is compared";
pub(crate) const DRAWN: &str = "how the inputs are drawn";
pub(crate) const NAME_OF_OWN_CHIP: &str = "the name of the own chip";

/// The same of several inputs.
pub(crate) fn inputs(count: usize) -> String {
    format!("{count} inputs")
}

/// The same of another baseline.
pub(crate) fn baseline(name: &str) -> String {
    format!("baseline {name}")
}
