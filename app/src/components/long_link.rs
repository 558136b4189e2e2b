//! What is offered in place of a link that is too long for mail.

use super::way::button;
use crate::browser::address;
use crate::state::State;
use crate::status::Status;
use crate::taking::{Export, take};
use crate::view::{block, kept_count};
use crate::words;
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
                    <p data-count>{words::share::long_link(length, MAIL)}</p>
                </div>
                <ul class="exports">
                    {button(words::share::SAVE_AS_FILE, press)}
                </ul>
            }
            .into_any()
        }
    })
}
