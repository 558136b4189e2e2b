//! The offer to undo, after an action that replaced many inputs at once.

use model::inputs::input::ParameterId;
use model::inputs::names::Names;

/// What an action did, and what the reader can do about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What was done, as a sentence.
    pub words: String,
    /// The reader's changes that were dropped and can be carried over; empty if there are none.
    pub carried: Vec<(ParameterId, f64)>,
    /// The name of the reader's own chip, which is carried over together with them.
    pub names: Names,
    /// Whether the action can be undone.
    pub can_undo: bool,
}
