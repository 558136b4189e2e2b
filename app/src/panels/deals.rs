//! The deals of the catalogue, looked up when the reader opens them.

use crate::components::answer::Answer;
use crate::view::{text, when};
use leptos::prelude::*;

/// A section that is closed at first: its table comes from the module of evidence.
#[component]
pub fn Deals() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <section class="claims deals" aria-label="Deals">
            <h3>"The landscape: what was announced, and what must not be added up"</h3>
            <p class="measure">"Deals of OpenAI and Anthropic in the same units: dollars, gigawatts, chips, months, dollars a GW-year"</p>
            <button
                type="button"
                class="quiet"
                aria-expanded=text(move || open.get().to_string())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {text(move || if open.get() { "Hide the deals" } else { "Show the deals" })}
            </button>
            {when(open.into(), || view! { <Answer to="deals:all".to_owned() /> }.into_any())}
        </section>
    }
}
