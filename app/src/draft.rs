//! Text that the reader is writing and that is not yet part of the document.

use model::share::told::Place;

/// A note that is not yet pinned.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The place that the reader chose for it; `None` means the first place that is offered.
    pub place: Option<Place>,
    /// What the reader has typed.
    pub words: String,
}
