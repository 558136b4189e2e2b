//! The form for a new note.

use super::room::Room;
use crate::state::use_state;
use crate::view::text;
use crate::words;
use figures::definitions::ALL;
use leptos::prelude::*;
use model::inputs::input::ParameterId;
use model::share::shown::FigureCode;
use model::share::told::{LONGEST_TEXT, Place};

/// The form for a new note: its place and its text. The button pins it, and so does Enter.
#[component]
pub fn Pinning() -> impl IntoView {
    let state = use_state();
    let room = Room::of(LONGEST_TEXT);
    let month = untrack(|| state.document.with(|document| document.view().as_of.max(0.0) as u16));
    let figures = ALL.into_iter().filter_map(|of| FigureCode::parse(of.id)).map(Place::Figure);
    let present = Place::month(month);
    // A draft may belong to the month that was the as-of month before. An empty one is moved to the present as-of
    // month.
    let is_month = |place: &Place| matches!(place, Place::Month(_));
    state.drafted.update_untracked(|draft| draft.place.take_if(|place| is_month(place) && draft.words.is_empty()));
    let chosen = state.drafted.with_untracked(|draft| draft.place.clone());
    let begun = chosen.clone().filter(|place| is_month(place) && Some(place) != present.as_ref());
    let months = present.into_iter().chain(begun);
    let places: Vec<Place> = months.chain(figures).chain(ParameterId::all().map(Place::Input)).collect();
    let options = places.iter().enumerate().map(|(at, place)| {
        let name = untrack(|| state.place_name(place));
        view! { <option value=at.to_string() selected={chosen.as_ref() == Some(place)}>{name}</option> }
    });
    let options = options.collect::<Vec<_>>();
    let places = StoredValue::new(places);
    let pin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let draft = state.drafted.get_untracked();
        let place = draft.place.or_else(|| places.with_value(|places| places.first().cloned()));
        if let Some(place) = place {
            // A note for which there is no room stays in the form.
            if state.pin_note(place, &draft.words) {
                state.drafted.update(|draft| draft.words.clear());
                room.empty();
            }
        }
    };
    let choose = move |event| {
        let place = event_target_value(&event).parse().unwrap_or(0);
        let place = places.with_value(|places: &Vec<Place>| places.get(place).cloned());
        state.drafted.update(|draft| draft.place = place);
    };
    let write = move |event| {
        room.hear(&event);
        state.drafted.update(|draft| {
            // The draft is tied to the place that the form shows when the reader begins to type.
            draft.place = draft.place.take().or_else(|| places.with_value(|places| places.first().cloned()));
            draft.words = event_target_value(&event);
        });
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
