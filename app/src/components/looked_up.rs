//! An answer of the engine that is loaded when the reader unfolds it.

use super::answer::Answer;
use super::topic::Topic;
use crate::view::{text, when};
use leptos::prelude::*;

/// A button that shows the answer to a question, and hides it again.
#[component]
pub fn LookedUp(
    /// What the answer is about.
    of: Topic,
    /// The words of the button while the answer is hidden.
    show: &'static str,
    /// The words of the button while the answer is shown.
    hide: &'static str,
    /// What it is about, for readers of a screen reader; may be empty.
    about: &'static str,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let words = move || if open.get() { hide } else { show };
    view! {
        <button
            type="button"
            class="quiet"
            aria-label=text(move || if about.is_empty() { words().to_owned() } else { format!("{}: {about}", words()) })
            aria-expanded=text(move || open.get().to_string())
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {text(words)}
        </button>
        {when(open.into(), move || view! { <Answer to=of.clone() /> }.into_any())}
    }
    .into_any()
}
