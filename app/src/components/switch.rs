//! An input that is on or off.

use crate::state::use_state;
use crate::view::{flag, kept_flag, text};
use leptos::prelude::*;
use model::inputs::input::ParameterId;

/// A switch with its label.
#[component]
pub fn Switch(
    /// The input.
    of: ParameterId,
) -> impl IntoView {
    let state = use_state();
    let on = kept_flag(move || state.scenario.with(|scenario| scenario.get(of)) != 0.0);
    view! {
        <div class="input-head">
            <label class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    aria-label=text(move || state.name_of(of))
                    checked=flag(move || on.get())
                    prop:checked=flag(move || on.get())
                    on:change=move |event| state.set(of, f64::from(u8::from(event_target_checked(&event))))
                />
                <span aria-hidden="true">{of.row().label}</span>
            </label>
        </div>
    }
}
