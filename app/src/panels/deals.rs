//! The catalogue of deals, which is loaded when the reader unfolds it.

use crate::components::looked_up::LookedUp;
use crate::components::topic::Topic;
use crate::words;
use leptos::prelude::*;

/// A folded section whose table comes from the engine.
#[component]
pub fn Deals() -> impl IntoView {
    view! {
        <section class="claims deals" aria-label=words::charts::DEALS>
            <h3>{words::charts::DEALS_TITLE}</h3>
            <p class="measure">{words::charts::DEALS_MEASURE}</p>
            <LookedUp of=Topic::Deals show=words::charts::SHOW_DEALS hide=words::charts::HIDE_DEALS about="" />
        </section>
    }
}
