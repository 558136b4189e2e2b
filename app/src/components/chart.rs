//! A figure of any kind.

use super::flow_chart::FlowChart;
use super::frame::{part, sentence, words};
use super::time_chart::TimeChart;
use crate::state::use_state;
use crate::view::kept_text;
use figures::{Definition, Plot, span};
use leptos::prelude::*;

/// A figure as the page shows it.
#[component]
pub fn Chart(
    /// The figure's definition.
    of: &'static Definition,
) -> impl IntoView {
    // A figure is of the same kind for every scenario.
    match untrack(|| part(use_state(), of.plot)) {
        Plot::Months(plot) => view! { <TimeChart of=of aligned=plot.strip.is_some() /> }.into_any(),
        // Bar charts are placed as a group of alternatives, by `BarChart`.
        Plot::Bars(_) => ().into_any(),
        Plot::Flows(_) => view! { <FlowChart of=of /> }.into_any(),
        Plot::Grid(_) => view! { <GridFigure of=of /> }.into_any(),
    }
}

/// A figure that is a table.
#[component]
fn GridFigure(
    /// The figure's definition.
    of: &'static Definition,
) -> impl IntoView {
    let state = use_state();
    let words = words(Signal::stored(of));
    let rows = kept_text(move || match part(state, of.plot) {
        Plot::Grid(grid) => grid.html(),
        _ => String::new(),
    });
    view! {
        <section class=format!("chart {}-figures", of.id) aria-label=kept_text(move || words.with(|words| span::plain(&words.measure)))>
            <h3 inner_html=sentence(words, |words| &words.finding)></h3>
            <table inner_html=rows></table>
            <p class="source-line">{kept_text(move || words.with(|words| words.source.clone()))}</p>
        </section>
    }
}
