//! What is asked for the chips of an agreement: list prices, beside what the agreement implies.

use crate::components::looked_up::LookedUp;
use crate::components::topic::Topic;
use crate::words;
use leptos::prelude::*;
use model::inputs::families::AGREEMENT_NAMES;

/// The prices of an agreement's chips, used and listed, each with where it is from.
#[component]
pub fn ListPrices(
    /// Which agreement.
    agreement: usize,
) -> impl IntoView {
    view! {
        <LookedUp
            of=Topic::Prices(agreement)
            show=words::inputs::SHOW_LIST_PRICES
            hide=words::inputs::HIDE_LIST_PRICES
            about=AGREEMENT_NAMES[agreement]
        />
    }
}
