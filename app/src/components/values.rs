//! The table of values behind a chart.

use crate::view::{block, text, when};
use leptos::prelude::*;
use std::cell::Cell;
use std::sync::Arc;

thread_local! {
    /// How many charts there have been: each is exported by its number.
    static CHARTS: Cell<usize> = const { Cell::new(0) };
}

/// A table: a head, and rows whose first cell names the row.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns' heads, the first one over the rows' names.
    pub head: Vec<String>,
    /// The rows: the text of each cell, and the question that it is asked with where there is one.
    pub rows: Vec<Vec<Value>>,
}

/// The text of a cell, and the question that it is asked with where there is one.
pub type Value = (String, Option<String>);

/// A disclosure that makes its table only when it is opened.
#[component]
pub fn Values(
    /// What the table is of.
    #[prop(into)]
    of: Signal<String>,
    /// Makes the table.
    table: Arc<dyn Fn() -> Table + Send + Sync>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let place = CHARTS.get() + 1;
    CHARTS.set(place);
    let rows = move || {
        let table = table();
        let head = table.head.into_iter().map(|cell| view! { <th scope="col">{cell}</th> }).collect::<Vec<_>>();
        let rows = table.rows.into_iter().enumerate().map(|(place, row)| {
            let mut cells = row.into_iter();
            let (name, _) = cells.next().unwrap_or_default();
            // One stop for the keyboard; arrows go on from there.
            let cells = cells.enumerate().map(|(column, (text, ask))| {
                let stop = if (place, column) == (0, 0) { "0" } else { "-1" };
                let inside = match ask {
                    Some(ask) => view! { <button type="button" tabindex=stop data-ask=ask>{text}</button> }.into_any(),
                    None => text.into_any(),
                };
                view! { <td>{inside}</td> }
            });
            let cells = cells.collect::<Vec<_>>();
            view! { <tr><th scope="row">{name}</th>{cells}</tr> }
        });
        view! {
            <table>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        }
        .into_any()
    };
    // The frame stays while the numbers in it change, so that it keeps its place when it is scrolled.
    let body = move || {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=text(move || format!("Values of {}", of.get()))>
                {block(rows.clone())}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="values">
            <button
                type="button"
                class="quiet"
                aria-expanded=text(move || open.get().to_string())
                aria-label=text(move || format!("Values of {}", of.get()))
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {text(move || if open.get() { "Hide values" } else { "Values" })}
            </button>
            <button
                type="button"
                class="quiet"
                data-ask=format!("export:{place}")
                aria-label=text(move || format!("Export of {}", of.get()))
            >
                "Export"
            </button>
            {when(open.into(), body)}
        </div>
    }
}
