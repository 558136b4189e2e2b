//! A figure of named rows: bars with marks, and numbers beside them.

use super::frame::{Frame, part, words};
use super::time_chart::watched;
use crate::slice::slice;
use crate::state::use_state;
use crate::view::kept_text;
use figures::bars::{BarPlot, names, numbers, plane};
use figures::{Definition, Plot};
use leptos::prelude::*;
use model::base::units::Unit;

/// What a figure draws in rows; of another one nothing.
fn plot_of(plot: Plot) -> BarPlot {
    match plot {
        Plot::Bars(plot) => plot,
        _ => BarPlot { unit: Unit::Ratio, heads: Vec::new(), rows: Vec::new() },
    }
}

/// A figure of named rows.
#[component]
pub fn BarChart(
    /// Which one.
    of: &'static Definition,
) -> impl IntoView {
    let state = use_state();
    let seen = RwSignal::new(true);
    let frame = watched(seen, |_| ());
    let plot = slice(state, seen, Signal::derive(move || plot_of(part(state, of.plot))));
    let names = kept_text(move || plot.with(names));
    let bars = kept_text(move || plot.with(plane));
    let numbers = kept_text(move || plot.with(numbers));
    let drawing = view! {
        <div class="bar-rows" node_ref=frame>
            <ul class="names" inner_html=names></ul>
            <div class="canvas" inner_html=bars></div>
            <ul class="figures" inner_html=numbers></ul>
        </div>
    };
    view! { <Frame of=of words=words(of) class="chart bars" drawing=drawing.into_any() /> }
}
