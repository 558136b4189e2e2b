//! The word that says how strong the evidence for a number is; a press shows the source.

use crate::view::text;
use leptos::prelude::*;
use model::provenance::Class;

/// A button with the evidence class; it opens and closes what stands behind it.
///
/// `None` is a value of the reader's own.
#[component]
pub fn Badge(
    /// What the number is called.
    #[prop(into)]
    of: Signal<String>,
    /// Its class.
    #[prop(into)]
    class: Signal<Option<Class>>,
    /// Whether the source is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let word = text(move || class.get().map_or("yours", Class::word));
    view! {
        <button
            type="button"
            class="badge"
            data-class=word
            aria-expanded=text(move || open.get().to_string())
            aria-label=text(move || format!("{}: {}, show source", of.get(), word.get()))
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {word}
        </button>
    }
}
