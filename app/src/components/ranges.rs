//! The switch for ranges, and what is said of them.

use super::reference::SURE;
use crate::browser::engine::Unanswered;
use crate::ranges::Drawn;
use crate::state::use_state;
use crate::view::{flag, kept_flag, kept_text, text, when};
use figures::sentences::{counted, without_value};
use leptos::prelude::*;
use model::quantities::metric::HEADLINE;

/// Shows ranges, or shows none.
#[component]
pub fn RangesSwitch() -> impl IntoView {
    let state = use_state();
    let shown = state.ranges.shown;
    view! {
        <button
            type="button"
            class="quiet ranges-switch"
            aria-pressed=text(move || shown.get().to_string())
            title="How far the figures may lie from their values, as their inputs’ ranges have it"
            on:click=move |_| state.show_ranges(!shown.get_untracked())
        >
            "Ranges"
        </button>
    }
}

/// What is shaded, of how many draws of what, and in which draws there is no value; while ranges are shown.
#[component]
pub fn RangesWords() -> impl IntoView {
    let state = use_state();
    let ranges = state.ranges;
    let words = kept_text(move || {
        let fault = ranges.fault.with(|fault| fault.as_ref().map(|fault| fault.words().to_owned()));
        fault.unwrap_or_else(|| ranges.drawn.with(|drawn| drawn.as_deref().map_or_else(|| DRAWING.to_owned(), said)))
    });
    let none = kept_text(move || ranges.drawn.with(|drawn| drawn.as_deref().map_or_else(String::new, none_in)));
    // As wide as it can become, so that no word after it moves.
    let count =
        kept_text(move || match (ranges.late.get(), ranges.drawn.with(|drawn| Some(drawn.as_ref()?.bands.draws))) {
            (true, Some(_)) => "drawing again…".to_owned(),
            (false, Some(draws)) => format!("{} draws.", counted(draws as usize)),
            _ => String::new(),
        });
    let may_pass = kept_flag(move || ranges.fault.with(|fault| fault.as_ref().is_some_and(Unanswered::may_pass)));
    let shown = move || {
        view! {
            <div class="ranges-words" role="group" aria-label="Ranges">
                <p data-count>
                    <span class:fault=flag(move || ranges.fault.with(Option::is_some))>{words}</span>
                    " "
                    <span class="draws-count">{count}</span>
                    " "
                    {when(may_pass.into(), move || view! {
                        <button type="button" class="quiet" on:click=move |_| state.draw_again()>"Try again"</button>
                    }.into_any())}
                    <button type="button" class="quiet" aria-haspopup="dialog" on:click=move |_| state.reading.set(SURE)>
                        "How sure?"
                    </button>
                </p>
                <p data-count>{none}</p>
            </div>
        }
        .into_any()
    };
    when(ranges.shown.into(), shown)
}

const DRAWING: &str = "The inputs are being drawn from their ranges…";

/// What is shaded, and what was drawn.
fn said(drawn: &Drawn) -> String {
    format!(
        "Shaded: nine in ten draws; darker: half of them; thin line: their median. In each, {} inputs are drawn from their ranges, {} of which are assumptions{}.",
        counted(drawn.from.inputs as usize),
        counted(drawn.from.assumed as usize),
        match drawn.from.own {
            0 => String::new(),
            1 => ", one is yours".to_owned(),
            own => format!(", {} are yours", counted(own as usize)),
        }
    )
}

/// "Contract value (NPV): no value in 120 of 10,000 draws: …"
fn none_in(drawn: &Drawn) -> String {
    let of = |metric| match without_value(&drawn.bands, metric) {
        none if none.is_empty() => None,
        none => Some(format!("{}: {none}.", metric.name())),
    };
    HEADLINE.into_iter().filter_map(of).collect::<Vec<_>>().join(" ")
}
