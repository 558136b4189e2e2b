//! What is offered in place of a link that is too long for mail.

use super::way::button;
use crate::browser::address;
use crate::state::State;
use crate::status::Status;
use crate::taking::{Export, take};
use crate::view::{block, kept_count};
use leptos::prelude::*;

/// How many characters of a link mail programs leave whole.
const MAIL: usize = 2_000;

/// Says that the link is too long, and saves the scenario as a file instead; nothing where the link is not. What comes of
/// it is said in `told`.
pub fn long_link(state: State, told: RwSignal<Status>) -> impl IntoView {
    let too_long = kept_count(move || {
        state.document.track();
        let length = address::of_link(&state.link()).len();
        if length > MAIL { length } else { 0 }
    });
    block(move || match too_long.get() {
        0 => ().into_any(),
        length => {
            let press = move |_| take(state, Export::Json, told);
            view! {
                <div class="long-link" role="status">
                    <p data-count>{format!("The link has {length} characters. Mail and chat programs may cut it after {MAIL}.")}</p>
                </div>
                <ul class="exports">
                    {button("Save as a file", "Holds all that the link holds; opened by dropping it on the page, or under Export.", press)}
                </ul>
            }
            .into_any()
        }
    })
}
