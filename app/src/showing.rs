//! The view of the document, explorer or brief, and changing it: a part of [`State`].

use crate::browser::{element, kept};
use crate::state::{Origin, State};
use leptos::prelude::*;
use model::share::shown::Shown;

impl State {
    /// Whether the brief is shown. Subscribes to the document.
    pub fn shows_brief(self) -> bool {
        let begins = self.begins_with_brief.get();
        self.document.with(|document| match document.shown {
            Shown::Explore => begins,
            Shown::Brief | Shown::EmbeddedBrief | Shown::EmbeddedChart(_) => true,
        })
    }

    /// Whether an explained input can be changed within its explanation: in the brief, which has no column of inputs.
    /// Not in a frame, where only the surrounding page changes what is shown.
    pub fn edits_where_asked(self) -> bool {
        self.shows_brief() && !self.document.with(|document| document.shown.is_embedded())
    }

    /// Shows the explorer, and remembers that for links that say nothing of a view.
    pub fn explore(self) {
        self.view(Shown::Explore);
    }

    /// Shows the brief, and remembers that for links that say nothing of a view.
    pub fn read_brief(self) {
        self.view(Shown::Brief);
    }

    fn view(self, shown: Shown) {
        kept::keep_view(shown != Shown::Explore);
        self.begins_with_brief.set(false);
        self.change(Origin::Reader, |document| document.shown = shown);
        // The reader may have scrolled far down, and the new view begins at the top.
        element::to_top();
    }
}
