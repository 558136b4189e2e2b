//! The deals of the catalogue, looked up when the reader opens them.

use crate::components::looked_up::LookedUp;
use crate::components::topic::Topic;
use leptos::prelude::*;

/// A section that is closed at first: its table comes from the engine.
#[component]
pub fn Deals() -> impl IntoView {
    view! {
        <section class="claims deals" aria-label="Deals">
            <h3>"The landscape: what was announced, and what must not be added up"</h3>
            <p class="measure">"Deals of OpenAI and Anthropic in the same units: dollars, gigawatts, chips, months, dollars a GW-year"</p>
            <LookedUp of=Topic::Deals show="Show the deals" hide="Hide the deals" about="" />
        </section>
    }
}
