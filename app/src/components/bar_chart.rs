//! A figure of named rows: bars with marks, and numbers beside them.

use super::frame::{Frame, part};
use super::time_chart::watched;
use crate::state::use_state;
use crate::view::{kept_text, slice};
use figures::bars::{BarPlot, page};
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
    let frame = watched(seen);
    let plot = slice(state, seen, Signal::derive(move || plot_of(part(state, of.plot))));
    let rows = kept_text(move || plot.with(page));
    let drawing = view! { <div class="bar-rows" node_ref=frame inner_html=rows></div> };
    view! { <Frame of=of class="chart bars" drawing=drawing.into_any() /> }
}
