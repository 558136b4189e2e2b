//! The table of values behind a chart.

use leptos::prelude::*;

/// A table: a head, and rows whose first cell names the row.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns' heads, the first one over the rows' names.
    pub head: Vec<String>,
    /// The rows, as text.
    pub rows: Vec<Vec<String>>,
}

/// A disclosure that makes its table only when it is opened.
#[component]
pub fn Values(
    /// What the table is of.
    #[prop(into)]
    of: Signal<String>,
    /// Makes the table.
    #[prop(into)]
    table: Signal<Table>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let body = move || {
        let table = table.get();
        let head = table.head.into_iter().map(|cell| view! { <th scope="col">{cell}</th> }).collect::<Vec<_>>();
        let rows = table.rows.into_iter().map(|row| {
            let mut cells = row.into_iter();
            let name = cells.next().unwrap_or_default();
            let cells = cells.map(|cell| view! { <td>{cell}</td> }).collect::<Vec<_>>();
            view! { <tr><th scope="row">{name}</th>{cells}</tr> }
        });
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=move || format!("Values of {}", of.get())>
                <table>
                    <thead><tr>{head}</tr></thead>
                    <tbody>{rows.collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        }
    };
    view! {
        <div class="values">
            <button
                type="button"
                class="quiet"
                aria-expanded=move || open.get().to_string()
                aria-label=move || format!("Values of {}", of.get())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || if open.get() { "Hide values" } else { "Values" }}
            </button>
            <Show when=move || open.get()>{body}</Show>
        </div>
    }
}
