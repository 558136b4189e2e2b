//! The table of values behind a chart.

use crate::view::{block, text, when};
use crate::words;
use figures::Table;
use leptos::prelude::*;
use std::sync::Arc;

/// A disclosure whose table is made only when it is opened.
#[component]
pub fn Values(
    /// The id under which the figure is exported.
    of: Signal<String>,
    /// The figure's finding.
    #[prop(into)]
    name: Signal<String>,
    /// Makes the table.
    table: Arc<dyn Fn() -> Table + Send + Sync>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let rows = move || {
        let table = table();
        let head = table.head.into_iter().map(|cell| view! { <th scope="col">{cell}</th> }).collect::<Vec<_>>();
        let rows = table.rows.into_iter().enumerate().map(|(place, row)| {
            // The table is one tab stop; arrow keys move within it.
            let cells = row.cells.into_iter().enumerate().map(|(column, cell)| {
                let stop = if (place, column) == (0, 0) { "0" } else { "-1" };
                let (text, full) = (cell.text(), cell.in_full());
                let inside = match cell.question {
                    Some(ask) => {
                        view! { <button type="button" tabindex=stop data-ask=ask title=full>{text}</button> }.into_any()
                    }
                    None => text.into_any(),
                };
                view! { <td>{inside}</td> }
            });
            let cells = cells.collect::<Vec<_>>();
            view! { <tr><th scope="row">{row.name}</th>{cells}</tr> }
        });
        view! {
            <table>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        }
        .into_any()
    };
    // The scrolling element stays while the numbers in it change, so that it keeps its scroll position.
    let body = move || {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=text(move || words::charts::values_of(&name.get()))>
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
                aria-label=text(move || words::charts::values_of(&name.get()))
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {words::charts::VALUES}
            </button>
            <button
                type="button"
                class="quiet"
                data-ask=text(move || format!("export:{}", of.get()))
                aria-label=text(move || words::charts::export_of(&name.get()))
            >
                {words::charts::EXPORT}
            </button>
            {when(open.into(), body)}
        </div>
    }
}
