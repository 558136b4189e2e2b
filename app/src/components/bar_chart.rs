//! A chart of named rows: its finding, bars with marks, numbers beside them, and the values behind it.

use super::time_chart::watched;
use super::values::{Table, Value, Values};
use crate::charts::bars::{Bar, ROW, draw};
use crate::charts::theme::css;
use crate::state::use_state;
use crate::view::{block, kept_text, slice, text};
use leptos::prelude::*;
use model::units::{Unit, show};
use std::sync::Arc;

/// One row of a bar chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is called.
    pub name: String,
    /// The number as it is shown.
    pub figure: String,
    /// What is drawn.
    pub bar: Bar,
    /// Whether it belongs to this scenario.
    pub strong: bool,
    /// Cells of the table, after the name; the first one is what is drawn.
    pub cells: Vec<Value>,
}

/// A chart of named rows.
#[component]
pub fn BarChart(
    /// What it shows, as a sentence.
    #[prop(into)]
    finding: Signal<String>,
    /// What is measured, what the bar is and what the mark is.
    #[prop(into)]
    measure: Signal<String>,
    /// Where the numbers are from.
    #[prop(into)]
    source: Signal<String>,
    /// Unit of what is drawn.
    unit: Unit,
    /// The table's heads, the first one over the rows' names.
    heads: Vec<&'static str>,
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<Row>>,
) -> impl IntoView {
    let state = use_state();
    let (width, seen) = (RwSignal::new(300.0), RwSignal::new(true));
    let plane = watched(width, 1.0, seen);
    let finding = kept_text(move || finding.get());
    // The table may be in sight when the drawing is not.
    let table = Arc::new(move || Table {
        head: heads.iter().map(|head| (*head).to_owned()).collect(),
        rows: rows.get().into_iter().map(|row| std::iter::once((row.name, None)).chain(row.cells).collect()).collect(),
    });
    let rows = slice(state, seen, rows);
    let svg = kept_text(move || {
        let bars: Vec<Bar> = rows.with(|rows| rows.iter().map(|row| row.bar.clone()).collect());
        draw(&bars, width.get(), state.theme.get())
    });
    let height = text(move || format!("height:{}px", ROW * rows.with(Vec::len) as f64));
    let names = block(move || {
        let rows = rows.get().into_iter().map(|row| {
            let mark = css(row.bar.colour);
            view! { <li class:strong=row.strong style=format!("--mark:{mark}")>{row.name}</li> }
        });
        rows.collect::<Vec<_>>().into_any()
    });
    let figures = block(move || {
        let figures = rows.get().into_iter().map(|row| {
            let spoken =
                format!("{}: {}", row.name, row.bar.value.map_or_else(String::new, |value| show(value, unit).text()));
            let ask = row.cells.into_iter().next().and_then(|(_, ask)| ask).unwrap_or_default();
            view! { <li><button type="button" data-ask=ask aria-label=spoken>{row.figure}</button></li> }
        });
        figures.collect::<Vec<_>>().into_any()
    });
    view! {
        <figure class="chart bars" role="group" aria-label=finding>
            <figcaption>
                <h3>{finding}</h3>
                <p class="measure">{measure}</p>
            </figcaption>
            <div class="bar-rows">
                <ul class="names">{names}</ul>
                <div class="plane" node_ref=plane style=height inner_html=svg></div>
                <ul class="figures">{figures}</ul>
            </div>
            <p class="source-line">{source}</p>
            <Values of=finding table=table />
        </figure>
    }
    .into_any()
}
