//! The texts of the top bar.

pub(crate) const BASELINE: &str = "Baseline";

/// The button that resets all inputs: its name, and its visible text, whose second part is left out on a telephone.
pub(crate) const RESET_ALL: &str = "Reset all";
pub(crate) const RESET_ALL_SEEN: [&str; 2] = ["Reset", " all"];

pub(crate) const TO_DARK: &str = "Dark colours";
pub(crate) const TO_LIGHT: &str = "Light colours";

pub(crate) const REDO: &str = "Redo";
/// Hints at the buttons of undo and redo, with their keys.
pub(crate) const UNDO_KEYS: &str = "Undo (Ctrl+Z)";
pub(crate) const REDO_KEYS: &str = "Redo (Ctrl+Shift+Z)";

/// Announced after an undo or redo: the direction, and what was changed.
pub(crate) const UNDONE: &str = "Undone";
pub(crate) const REDONE: &str = "Redone";
pub(crate) const NOTES: &str = "notes and story";
pub(crate) const COMPARED: &str = "what is compared";
pub(crate) const DRAWN: &str = "how the inputs are drawn";
pub(crate) const NAME_OF_OWN_CHIP: &str = "the name of the own chip";

/// The same for a change of several inputs.
pub(crate) fn inputs(count: usize) -> String {
    format!("{count} inputs")
}

/// The same for a change of the baseline.
pub(crate) fn baseline(name: &str) -> String {
    format!("baseline {name}")
}
