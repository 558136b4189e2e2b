//! The switch for ranges, and the words about them.

use super::reference::SURE;
use crate::browser::element::hold_in_place;
use crate::browser::engine::Unanswered;
use crate::ranges::Drawn;
use crate::state::use_state;
use crate::view::{flag, kept_flag, kept_text, text, when};
use crate::words;
use figures::sentences::without_value;
use leptos::prelude::*;
use model::base::words::counted;
use model::quantities::metric::HEADLINE;

/// The switch that shows and hides ranges.
#[component]
pub fn RangesSwitch() -> impl IntoView {
    let state = use_state();
    let shown = state.ranges.shown;
    view! {
        <button
            type="button"
            class="quiet ranges-switch"
            aria-pressed=text(move || shown.get().to_string())
            title=words::ranges::ABOUT
            on:click=move |event| {
                // Figures above the button grow by a line, so the page is scrolled to keep the button in place.
                hold_in_place(&event);
                state.show_ranges(!shown.get_untracked());
            }
        >
            {words::ranges::RANGES}
        </button>
    }
}

/// While ranges are shown: what is shaded, how many draws were made from what, and in how many a number has no value.
#[component]
pub fn RangesWords() -> impl IntoView {
    let state = use_state();
    let ranges = state.ranges;
    let words = kept_text(move || {
        let fault = ranges.fault.with(|fault| fault.as_ref().map(|fault| fault.words().to_owned()));
        fault.unwrap_or_else(|| {
            ranges.drawn.with(|drawn| drawn.as_deref().map_or_else(|| words::ranges::DRAWING.to_owned(), said))
        })
    });
    let none = kept_text(move || ranges.drawn.with(|drawn| drawn.as_deref().map_or_else(String::new, none_in)));
    // CSS gives it the width of its longest text, so that no word after it moves.
    let count =
        kept_text(move || match (ranges.late.get(), ranges.drawn.with(|drawn| Some(drawn.as_ref()?.bands.draws))) {
            (true, Some(_)) => words::ranges::DRAWING_AGAIN.to_owned(),
            (false, Some(draws)) => words::ranges::draws(&counted(draws as usize)),
            _ => String::new(),
        });
    let may_pass = kept_flag(move || ranges.fault.with(|fault| fault.as_ref().is_some_and(Unanswered::may_pass)));
    let shown = move || {
        view! {
            <div class="ranges-words" role="group" aria-label=words::ranges::RANGES>
                <p data-count>
                    <span class:fault=flag(move || ranges.fault.with(Option::is_some))>{words}</span>
                    " "
                    <span class="draws-count">{count}</span>
                    " "
                    {when(may_pass.into(), move || view! {
                        <button type="button" class="quiet" on:click=move |_| state.draw_again()>{words::everywhere::TRY_AGAIN}</button>
                    }.into_any())}
                    <button type="button" class="quiet" aria-haspopup="dialog" on:click=move |_| state.reading.set(SURE)>
                        {words::reference::HOW_SURE}
                    </button>
                </p>
                <p data-count>{none}</p>
            </div>
        }
        .into_any()
    };
    when(ranges.shown.into(), shown)
}

/// What is shaded, and what was drawn from.
fn said(drawn: &Drawn) -> String {
    words::ranges::shaded(drawn.from.inputs, drawn.from.assumed, drawn.from.own)
}

/// "Contract value (NPV): no value in 120 of 10,000 draws (…)." Empty if every number has a value in every draw.
fn none_in(drawn: &Drawn) -> String {
    let of = |metric| match without_value(&drawn.bands, metric) {
        none if none.is_empty() => None,
        none => Some(format!("{}: {none}.", metric.name())),
    };
    HEADLINE.into_iter().filter_map(of).collect::<Vec<_>>().join(" ")
}
