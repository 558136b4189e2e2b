//! The tile of a headline number.

use super::difference::{gap_now, in_one, percent_now, versus_now};
use crate::state::use_state;
use crate::view::{block, flag, kept_text, text, when};
use crate::words;
use figures::sentences::{nine_in_ten, without_value};
use figures::span::of_metric;
use leptos::prelude::*;
use model::quantities::metric::MetricId;

/// A headline number with its unit, its difference from the reference and a note; a press asks for its explanation.
#[component]
pub fn Tile(
    /// The metric.
    of: MetricId,
    /// A note below the number, in parts separated by semicolons, of which the last ones are left out if there is no
    /// room.
    #[prop(into)]
    note: Signal<String>,
) -> impl IntoView {
    let state = use_state();
    let shown = move || state.outcome.with(|outcome| outcome.show(of));
    let gap = kept_text(move || gap_now(state, of));
    let versus = kept_text(move || gap.with(|gap| versus_now(state, gap)));
    let percent = kept_text(move || percent_now(state, of));
    let range =
        kept_text(move || state.with_bands(|bands| bands.map_or_else(String::new, |bands| nine_in_ten(bands, of))));
    let without =
        kept_text(move || state.with_bands(|bands| bands.map_or_else(String::new, |bands| without_value(bands, of))));
    let turns = kept_text(move || state.marks.turns(of).trim_end_matches('.').to_owned());
    let spoken = text(move || {
        let value = shown().map_or_else(str::to_owned, |shown| shown.text());
        // The spoken name begins with the visible text, in the same order, so that speech control finds the tile by
        // what is seen.
        let difference = gap.with(|gap| versus.with(|versus| in_one(gap, versus)));
        let seen = [format!("{}: {value}", of.row().label), difference, percent.get(), note.get()];
        let class = |range: String| if range.is_empty() { range } else { words::headline::spoken_range(&range) };
        let seen = seen.into_iter().chain([class(range.get()), without.get(), turns.get()]);
        let seen = seen.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ");
        words::headline::spoken(&seen)
    });
    let figures = text(move || shown().map_or("–".to_owned(), |shown| shown.figures));
    let unit = text(move || shown().map_or_else(str::to_owned, |shown| shown.unit));
    // In parts, so that one for which there is no room is left out whole.
    let kept_note = kept_text(move || note.get());
    let parts = block(move || {
        let parts = kept_note.with(|note| note.split("; ").map(str::to_owned).collect::<Vec<_>>());
        parts.into_iter().map(|part| view! { <span class="tile-note">{part}</span> " " }).collect::<Vec<_>>().into_any()
    });
    let absent = flag(move || shown().is_err());
    view! {
        <button
            type="button"
            class="tile"
            aria-label=spoken
            data-ask=of_metric(of)
        >
            <span class="tile-label">{of.row().label}</span>
            " "
            <span class="tile-value" translate="no">
                <b>{figures}</b>
                " "
                <small class:reason=absent>{unit}</small>
            </span>
            " "
            <span class="tile-foot">
                <span class="tile-difference">{gap}</span>
                " "
                <span class="tile-difference">{versus}</span>
                " "
                <span class="tile-difference">{percent}</span>
                " "
                {parts}
            </span>
            {when(state.ranges.shown.into(), move || view! { " " <span class="tile-range">{range}</span> }.into_any())}
        </button>
    }
}
