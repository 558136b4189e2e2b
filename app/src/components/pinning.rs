//! A note before it is pinned.

use super::room::Room;
use crate::state::use_state;
use crate::view::text;
use crate::words;
use figures::definitions::ALL;
use leptos::prelude::*;
use model::inputs::input::ParameterId;
use model::share::shown::FigureCode;
use model::share::told::{LONGEST_TEXT, Place};

/// A note that is still to be pinned: where, and what it says. The button pins it, and so does Enter.
#[component]
pub fn Pinning() -> impl IntoView {
    let state = use_state();
    let room = Room::of(LONGEST_TEXT);
    let month = untrack(|| state.document.with(|document| document.view().as_of.max(0.0) as u16));
    let figures = ALL.into_iter().filter_map(|of| FigureCode::parse(of.id)).map(Place::Figure);
    let places: Vec<Place> =
        Place::month(month).into_iter().chain(figures).chain(ParameterId::all().map(Place::Input)).collect();
    let chosen = state.drafted.with_untracked(|draft| draft.place);
    let options = places.iter().enumerate().map(|(at, place)| {
        let name = untrack(|| state.place_name(place));
        view! { <option value=at.to_string() selected={at == chosen}>{name}</option> }
    });
    let options = options.collect::<Vec<_>>();
    let places = StoredValue::new(places);
    let pin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let draft = state.drafted.get_untracked();
        if let Some(place) = places.with_value(|places| places.get(draft.place).cloned()) {
            // What has no room stays where it was typed.
            if state.pin_note(place, &draft.words) {
                state.drafted.update(|draft| draft.words.clear());
                room.empty();
            }
        }
    };
    let choose = move |event| {
        let place = event_target_value(&event).parse().unwrap_or(0);
        state.drafted.update(|draft| draft.place = place);
    };
    let write = move |event| {
        room.hear(&event);
        state.drafted.update(|draft| draft.words = event_target_value(&event));
    };
    view! {
        <form class="pinning" on:submit=pin>
            <label>
                {words::story::PIN_TO}
                <select on:change=choose>{options}</select>
            </label>
            <label>
                {words::story::NOTE}
                <input type="text" dir="auto" autocomplete="off" maxlength=LONGEST_TEXT.to_string()
                    prop:value=text(move || state.drafted.with(|draft| draft.words.clone())) on:input=write />
            </label>
            {room.said()}
            <button type="submit" class="quiet">{words::story::PIN}</button>
        </form>
    }
}
