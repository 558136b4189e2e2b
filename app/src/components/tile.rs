//! A headline number.

use super::explain::about;
use crate::state::use_state;
use crate::view::{flag, text};
use crate::words;
use leptos::prelude::*;
use model::metrics::MetricId;

/// A headline number with its unit, its difference to the baseline and what it stands for; a press asks for its explanation.
#[component]
pub fn Tile(
    /// Which metric.
    of: MetricId,
    /// A line below the number.
    #[prop(into)]
    note: Signal<String>,
) -> impl IntoView {
    let state = use_state();
    let shown = move || state.outcome.with(|outcome| outcome.show(of));
    let spoken = text(move || {
        let value = shown().map_or_else(str::to_owned, |shown| shown.text());
        let (difference, note) = (words::difference_now(state, of), note.get());
        format!("{}: {value}. Derived. {note}. {difference}. Explain", of.row().label)
    });
    let figures = text(move || shown().map_or("–".to_owned(), |shown| shown.figures));
    let unit = text(move || shown().map_or_else(str::to_owned, |shown| shown.unit));
    let absent = flag(move || shown().is_err());
    let difference = text(move || words::difference_now(state, of));
    view! {
        <button
            type="button"
            class="tile"
            aria-label=spoken
            data-ask=about(of)
        >
            <span class="tile-label">{of.row().label}</span>
            <span class="tile-value">
                <b>{figures}</b>
                <small class:reason=absent>{unit}</small>
            </span>
            <span class="tile-note">{note}</span>
            <span class="tile-difference">
                {difference}
            </span>
        </button>
    }
}
