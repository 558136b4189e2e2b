//! The name of the reader's own chip.

use crate::state::use_state;
use crate::view::text;
use crate::words;
use leptos::prelude::*;
use model::inputs::names::LONGEST_CHIP_NAME;

/// The field for the name, above the chip's inputs; an empty text removes the name.
pub fn own_chip_name() -> AnyView {
    let state = use_state();
    let name = text(move || state.names.with(|names| names.own_chip().to_owned()));
    view! {
        <label class="own-chip-name">
            <span class="label">{words::inputs::CHIP_NAME}</span>
            <input
                type="text"
                dir="auto"
                autocomplete="off"
                maxlength=LONGEST_CHIP_NAME.to_string()
                placeholder=words::inputs::OWN_CHIP
                value=name
                prop:value=name
                on:change=move |event| state.name_own_chip(&event_target_value(&event))
            />
        </label>
    }
    .into_any()
}
