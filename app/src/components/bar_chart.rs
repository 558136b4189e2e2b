//! A bar chart: bars with marks and numbers, and rows that are folded at first. If several figures share the place,
//! buttons choose among them.

use super::fold::FoldButton;
use super::frame::{Frame, notes, part, words};
use super::time_chart::watched;
use crate::slice::slice;
use crate::state::use_state;
use crate::view::{flag, kept_count, kept_text, text, when};
use crate::words;
use figures::bars::{BarPlot, names, numbers, plane};
use figures::definitions::{ALL_ROWS, OneOf};
use figures::{Definition, Plot};
use leptos::prelude::*;
use model::base::units::Unit;

/// The rows of a plot; an empty plot if it is of another kind.
fn plot_of(plot: Plot) -> BarPlot {
    match plot {
        Plot::Bars(plot) => plot,
        _ => BarPlot { unit: Unit::Ratio, heads: Vec::new(), rows: Vec::new(), all: false },
    }
}

/// A bar chart.
#[component]
pub fn BarChart(
    /// The figures to choose from, each with its name; the first is shown at first.
    of: OneOf,
) -> impl IntoView {
    let state = use_state();
    let (seen, chosen, all) = (RwSignal::new(true), RwSignal::new(0), RwSignal::new(false));
    let frame = watched(seen, |_| ());
    let shown =
        Signal::derive(move || of.get(chosen.get()).or(of.first()).map_or(&figures::definitions::COST, |one| one.1));
    let drawn = move || BarPlot { all: all.get(), ..plot_of(part(state, |subjects| shown.get().drawn(subjects))) };
    let plot = slice(state, seen, Signal::derive(drawn));
    let names = kept_text(move || plot.with(names));
    let bars = kept_text(move || plot.with(plane));
    let numbers = kept_text(move || plot.with(numbers));
    let folded = kept_count(move || plot.with(BarPlot::folded));
    let words = words(shown);
    let fold = move || {
        let said = text(move || match all.get() {
            true => words::charts::ONLY_IN_USE.to_owned(),
            false => words::charts::all_accelerators(folded.get()),
        });
        view! { <FoldButton open=all words=said /> }.into_any()
    };
    let drawing = view! {
        {(of.len() > 1).then(|| choices(of, chosen))}
        <div class="bar-rows" node_ref=frame>
            <ul class="names" inner_html=names></ul>
            <div class="canvas" inner_html=bars></div>
            <ul class="ends" inner_html=numbers></ul>
        </div>
        {when(flag(move || folded.get() > 0), fold)}
        <p class="bar-words" inner_html=notes(words)></p>
    };
    let taken = text(move || format!("{}{}", shown.get().id, if all.get() { ALL_ROWS } else { "" }));
    view! { <Frame of=shown taken=taken words=words class="chart bars" drawing=drawing.into_any() /> }
}

/// The buttons that choose among figures in one place.
fn choices(of: OneOf, chosen: RwSignal<usize>) -> AnyView {
    let button = |(place, (name, _)): (usize, &(&'static str, &'static Definition))| {
        view! {
            <button
                type="button"
                class="quiet"
                aria-pressed=text(move || (chosen.get() == place).to_string())
                on:click=move |_| chosen.set(place)
            >
                {*name}
            </button>
        }
    };
    let buttons = of.iter().enumerate().map(button).collect::<Vec<_>>();
    view! { <div class="one-of" role="group" aria-label=words::charts::COMPARED_BY>{buttons}</div> }.into_any()
}
