//! The message of a text field that is full.

use crate::view::text;
use crate::words;
use leptos::prelude::*;

/// The capacity of a field, and whether it is full.
#[derive(Clone, Copy)]
pub struct Room {
    most: usize,
    is_full: RwSignal<bool>,
}

impl Room {
    /// The state of a field for `most` UTF-16 code units, without a message.
    pub fn of(most: usize) -> Room {
        Room { most, is_full: RwSignal::new(false) }
    }

    /// Updates the state after the reader has typed.
    pub fn hear(self, event: &leptos::ev::Event) {
        // `maxlength` counts UTF-16 code units as well.
        let is_full = event_target_value(event).encode_utf16().count() >= self.most;
        if self.is_full.get_untracked() != is_full {
            self.is_full.set(is_full);
        }
    }

    /// The field was emptied.
    pub fn empty(self) {
        self.is_full.set(false);
    }

    /// The message that the field is full, while it is.
    pub fn said(self) -> impl IntoView {
        let said =
            text(move || if self.is_full.get() { words::story::no_more_signs(self.most) } else { String::new() });
        view! { <p class="room" role="status">{said}</p> }
    }
}
