//! A headline number.

use super::explain::about;
use crate::state::use_state;
use crate::view::{flag, kept_text, text};
use leptos::prelude::*;
use model::quantities::metric::MetricId;

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
    let difference = kept_text(move || crate::components::difference::difference_now(state, of));
    let spoken = text(move || {
        let value = shown().map_or_else(str::to_owned, |shown| shown.text());
        // What is seen comes first, in the same order: who speaks to the page says what they see.
        format!("{}: {value}. {}. {}. Derived. Explain", of.row().label, note.get(), difference.get())
    });
    let figures = text(move || shown().map_or("–".to_owned(), |shown| shown.figures));
    let unit = text(move || shown().map_or_else(str::to_owned, |shown| shown.unit));
    let absent = flag(move || shown().is_err());
    view! {
        <button
            type="button"
            class="tile"
            aria-label=spoken
            data-ask=about(of)
        >
            <span class="tile-label">{of.row().label}</span>
            " "
            <span class="tile-value" translate="no">
                <b>{figures}</b>
                " "
                <small class:reason=absent>{unit}</small>
            </span>
            " "
            <span class="tile-note">{note}</span>
            " "
            <span class="tile-difference">
                {difference}
            </span>
        </button>
    }
}
