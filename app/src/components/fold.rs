//! Buttons that open and close a part of the page.

use crate::view::text;
use leptos::prelude::*;

/// A button that opens and closes a part of the page.
#[component]
pub fn FoldButton(
    /// Whether the part is open.
    open: RwSignal<bool>,
    /// The words of the button, which contain a count.
    words: Signal<String>,
    /// The button's CSS classes.
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
