//! The texts of the reader's own scenarios.

pub(crate) const OWN: &str = "Own scenarios";
/// The label of the field in which a file is chosen.
pub(crate) const TAKE_FROM_FILE: &str = "Take scenarios from a JSON file ";

/// Why a scenario was not stored.
pub(crate) const FORBIDDEN: &str =
    "This browser keeps nothing for this page. Copy the link of a scenario, or save it under Export, to have it again.";
pub(crate) const FULL: &str = "There is no room left in this browser’s storage, so this was not kept; what was kept before still is. Delete some, or export them.";

/// After a file was refused.
pub(crate) fn not_opened(name: &str, why: &str) -> String {
    format!("“{name}” was not opened: {why}.")
}
