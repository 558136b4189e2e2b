//! What is being written and is not part of the document yet.

/// A note that is not pinned yet: its place among those that are offered, and what it says.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The place, by its number in the list.
    pub place: usize,
    /// What was typed.
    pub words: String,
}
