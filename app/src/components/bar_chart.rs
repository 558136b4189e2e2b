//! A chart of named rows: its finding, bars with marks, numbers beside them, and the values behind it.

use super::explain::sentence;
use super::time_chart::watched;
use super::values::{Table, Value, Values};
use crate::state::use_state;
use crate::view::{kept_text, slice, text};
use figures::bars::{Bar, ROW, draw};
use figures::theme::css;
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
    // Names come from the catalogue, and hold nothing that markup would take for its own.
    let names = kept_text(move || {
        let item = |row: &Row| {
            let class = if row.strong { "strong" } else { "" };
            format!("<li class=\"{class}\" style=\"--mark:{}\">{}</li>", css(row.bar.colour), row.name)
        };
        rows.with(|rows| rows.iter().map(item).collect::<String>())
    });
    // The finding is about the scenario's own rows.
    let told = text(move || {
        let first = |row: &Row| row.cells.first().and_then(|(_, ask)| ask.clone()).filter(|_| row.strong);
        rows.with(|rows| rows.iter().filter_map(first).collect::<Vec<_>>().join(" "))
    });
    let figures = kept_text(move || {
        let item = |row: &Row| {
            let value = row.bar.value.map_or_else(String::new, |value| show(value, unit).text());
            let ask = row.cells.first().and_then(|(_, ask)| ask.as_deref()).unwrap_or_default();
            format!(
                "<li><button type=\"button\" data-ask=\"{ask}\" aria-label=\"{}: {value}\">{}</button></li>",
                row.name, row.figure
            )
        };
        rows.with(|rows| rows.iter().map(item).collect::<String>())
    });
    view! {
        <figure class="chart bars" aria-label=finding>
            <figcaption>
                <h3>{sentence(told, finding.into())}</h3>
                <p class="measure">{measure}</p>
            </figcaption>
            <div class="bar-rows">
                <ul class="names" inner_html=names></ul>
                <div class="plane" node_ref=plane style=height inner_html=svg></div>
                <ul class="figures" inner_html=figures></ul>
            </div>
            <p class="source-line">{source}</p>
            <Values of=finding table=table />
        </figure>
    }
    .into_any()
}
