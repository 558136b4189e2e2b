//! An input that is a calendar month.

use super::entry::{Entry, Typed};
use crate::state::use_state;
use crate::view::{percent, text};
use leptos::prelude::*;
use model::base::month::Month;
use model::base::numbers::read_number;
use model::inputs::input::ParameterId;

/// A slider over months with a field for a date such as "Dec 2027" or "2027-12".
#[component]
pub fn MonthInput(
    /// Which input.
    of: ParameterId,
    /// Its field.
    entry: Entry,
) -> impl IntoView {
    let state = use_state();
    let row = of.row();
    let name = of.name();
    let value = entry.value;
    let shown = text(move || Month(value.get() as i32).short_name());
    let on_track = move |value: f64| 100.0 * (value - row.min) / (row.max - row.min);
    view! {
        <div class="input-head">
            <span class="label" aria-hidden="true">{row.label}</span>
            <Typed entry=entry />
        </div>
        <div class="track">
            <i class="done" style:width=text(move || percent(on_track(value.get())))></i>
            <i class="tick" style:left=text(move || percent(on_track(state.baseline().value(of))))></i>
            <input
                type="range"
                min=row.min
                max=row.max
                step="1"
                aria-label=name.clone()
                aria-valuetext=shown
                value=text(move || value.get().to_string())
                prop:value=text(move || value.get().to_string())
                on:pointerdown=move |_| state.grasp()
                on:input=move |event| {
                    entry.settle();
                    if let Some(month) = read_number(&event_target_value(&event)) {
                        state.set(of, month);
                    }
                }
                on:keydown=move |event| {
                    let months = match event.key().as_str() {
                        "PageUp" => 12.0,
                        "PageDown" => -12.0,
                        _ => return,
                    };
                    event.prevent_default();
                    state.set(of, value.get_untracked() + months);
                }
            />
        </div>
    }
}
