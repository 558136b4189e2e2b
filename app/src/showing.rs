//! Which view of the document is shown, and the way from one to another: the part of [`State`] that knows of it.

use crate::browser::{element, kept};
use crate::state::{Origin, State};
use leptos::prelude::*;
use model::share::shown::Shown;

impl State {
    /// Whether the brief is shown. Who reads it hears of its changes.
    pub fn shows_brief(self) -> bool {
        let begins = self.begins_with_brief.get();
        self.document.with(|document| match document.shown {
            Shown::Explore => begins,
            Shown::Brief | Shown::EmbeddedBrief | Shown::EmbeddedChart(_) => true,
        })
    }

    /// Whether an input is changed where it is asked about: in a brief, which has no column of inputs. In a frame only the
    /// page around it changes what is shown.
    pub fn edits_where_asked(self) -> bool {
        self.shows_brief() && !self.document.with(|document| document.shown.is_embedded())
    }

    /// Shows the explorer from now on, also for the links that this reader opens later.
    pub fn explore(self) {
        self.view(Shown::Explore);
    }

    /// Shows the brief from now on.
    pub fn read_brief(self) {
        self.view(Shown::Brief);
    }

    fn view(self, shown: Shown) {
        kept::keep_view(shown != Shown::Explore);
        self.begins_with_brief.set(false);
        self.change(Origin::Reader, |document| document.shown = shown);
        // A brief ends far down, and what opens in its place begins at the top.
        element::to_top();
    }
}
