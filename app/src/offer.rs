//! What can be taken back after all changes went at once.

use model::inputs::input::ParameterId;
use model::inputs::names::Names;

/// What was done, and what can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What was done, in a sentence.
    pub words: String,
    /// The reader's changes that went, to be carried over; empty where there is nothing to carry.
    pub carried: Vec<(ParameterId, f64)>,
    /// What they called a chip of one's own, which goes with them.
    pub names: Names,
    /// Whether it can be undone.
    pub can_undo: bool,
}
