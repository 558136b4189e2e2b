//! What is being written and is not part of the document yet.

use model::share::told::Place;

/// A note that is not pinned yet: its place, and what it says.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The place that was chosen; none yet where it is the first that is offered.
    pub place: Option<Place>,
    /// What was typed.
    pub words: String,
}
