//! The badge with the evidence class of a number; a press shows the source.

use crate::view::{kept_text, text};
use crate::words;
use leptos::prelude::*;

/// A button with the evidence class, which shows and hides the source.
#[component]
pub fn Badge(
    /// The name of the number.
    #[prop(into)]
    of: Signal<String>,
    /// The name of its evidence class.
    #[prop(into)]
    class: Signal<String>,
    /// Whether the source is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let class = kept_text(move || class.get());
    view! {
        <button
            type="button"
            class="badge"
            data-class=class
            aria-expanded=text(move || open.get().to_string())
            aria-label=text(move || words::inputs::evidence(&of.get(), &class.get()))
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {class}
        </button>
    }
}
