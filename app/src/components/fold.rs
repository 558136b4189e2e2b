//! What opens and closes a list or a part of the page.

use crate::view::text;
use leptos::prelude::*;

/// A button that opens or closes what it speaks of.
#[component]
pub fn FoldButton(
    /// Whether that is open.
    open: RwSignal<bool>,
    /// What the button says, which has a count in it.
    words: Signal<String>,
    /// Its classes.
    #[prop(default = "quiet")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class
            data-count
            aria-expanded=text(move || open.get().to_string())
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {words}
        </button>
    }
}
