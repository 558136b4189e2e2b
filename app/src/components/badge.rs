//! The word that says how strong the evidence for a number is; a press shows the source.

use crate::view::{kept_text, text};
use crate::words;
use leptos::prelude::*;

/// A button with the evidence class; it opens and closes what stands behind it.
#[component]
pub fn Badge(
    /// What the number is called.
    #[prop(into)]
    of: Signal<String>,
    /// The word for its class.
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
