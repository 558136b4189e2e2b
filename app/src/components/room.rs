//! What is said of a field that is full.

use crate::view::text;
use crate::words;
use leptos::prelude::*;

/// How many signs a field has room for, and whether it has so many.
#[derive(Clone, Copy)]
pub struct Room {
    most: usize,
    is_full: RwSignal<bool>,
}

impl Room {
    /// Of so many signs; nothing is said before somebody types.
    pub fn of(most: usize) -> Room {
        Room { most, is_full: RwSignal::new(false) }
    }

    /// Something was typed into the field.
    pub fn hear(self, event: &leptos::ev::Event) {
        // Browsers count so.
        let is_full = event_target_value(event).encode_utf16().count() >= self.most;
        if self.is_full.get_untracked() != is_full {
            self.is_full.set(is_full);
        }
    }

    /// What stood in the field was taken out.
    pub fn empty(self) {
        self.is_full.set(false);
    }

    /// That no more has room, once that is so.
    pub fn said(self) -> impl IntoView {
        let said =
            text(move || if self.is_full.get() { words::story::no_more_signs(self.most) } else { String::new() });
        view! { <p class="room" role="status">{said}</p> }
    }
}
