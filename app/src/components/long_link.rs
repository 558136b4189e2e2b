//! An alternative to links that are too long for mail.

use super::way::button;
use crate::browser::address;
use crate::state::State;
use crate::status::Status;
use crate::taking::{Export, take};
use crate::view::{block, kept_count};
use crate::words;
use leptos::prelude::*;

/// The length up to which mail programs keep a link whole, in bytes.
const MAIL: usize = 2_000;

/// Says that the link is too long and offers to save the scenario as a file; shows nothing if it is not. The result of
/// saving is reported in `told`.
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
