//! An input that is one of a few named choices.

use crate::state::use_state;
use crate::view::{flag, kept_count, text};
use leptos::prelude::*;
use model::inputs::choices::Choices;
use model::inputs::input::ParameterId;

/// A drop-down list of choices.
#[component]
pub fn Choice(
    /// The input.
    of: ParameterId,
    /// The choices that it has.
    choices: Choices,
) -> impl IntoView {
    let state = use_state();
    let value = kept_count(move || state.scenario.with(|scenario| scenario.get(of)) as usize);
    let options = choices.all().enumerate().map(|(index, choice)| {
        let label = text(move || state.names.with(|names| names.choice(choices, index).to_owned()));
        view! { <option value=choice.id selected=flag(move || value.get() == index)>{label}</option> }
    });
    view! {
        <div class="input-head">
            <span class="label" aria-hidden="true">{of.row().label}</span>
            <select
                aria-label=text(move || state.name_of(of))
                prop:value=text(move || choices.get(value.get()).map_or("", |choice| choice.id))
                on:change=move |event| {
                    if let Some(index) = choices.index_of(&event_target_value(&event)) {
                        state.set(of, index as f64);
                    }
                }
            >
                {options.collect::<Vec<_>>()}
            </select>
        </div>
    }
}
