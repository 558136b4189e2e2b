//! The author's notes, each at its place and all in a list. They are plain text.

use crate::state::use_state;
use crate::view::{block, kept_text};
use crate::words;
use leptos::prelude::*;
use model::share::told::{AUTHORS_REASON, Note, Place};

/// The note at a place, which may change; nothing if there is none.
pub fn note_at(place: Signal<Option<Place>>) -> impl IntoView {
    let state = use_state();
    let said = kept_text(move || place.with(|place| place.as_ref().map_or_else(String::new, |at| state.note_at(at))));
    block(move || match said.get() {
        said if said.is_empty() => ().into_any(),
        said => {
            let is_reason = place.with_untracked(|place| matches!(place, Some(Place::Input(_))));
            let lead = is_reason.then_some(AUTHORS_REASON).map(|lead| view! { <b>{lead} ": "</b> });
            view! { <p class="pinned-note">{lead} <bdi>{said}</bdi></p> }.into_any()
        }
    })
}

/// All notes with their places, for the brief and above the charts; with `months_only` only those of months.
pub fn notes_list(months_only: bool) -> impl IntoView {
    let state = use_state();
    // The names of places depend on the scenario; thanks to the memo the list is rendered again only if its text
    // changes.
    let all = Memo::new(move |_| {
        state.told.with(|told| {
            let meant = |place: &Place| !months_only || matches!(place, Place::Month(_));
            let notes = told.notes().iter().filter(|note| meant(note.place()));
            let of_input = |note: &Note| matches!(note.place(), Place::Input(_));
            let place = |note: &Note| match state.place_name(note.place()) {
                place if of_input(note) => format!("{place}. {AUTHORS_REASON}"),
                place => place,
            };
            notes.map(|note| (place(note), note.text().to_owned())).collect::<Vec<_>>()
        })
    });
    block(move || {
        let all = all.get();
        if all.is_empty() {
            return ().into_any();
        }
        let lines = all.into_iter().map(|(place, said)| view! { <li>{place} ": " <bdi>{said}</bdi></li> });
        view! { <section class="notes-list" aria-label=words::story::NOTES><h2>{words::story::NOTES}</h2><ul>{lines.collect::<Vec<_>>()}</ul></section> }
            .into_any()
    })
}
