//! List prices for the chips of an agreement, beside what the agreement implies.

use crate::components::looked_up::LookedUp;
use crate::components::topic::Topic;
use crate::words;
use leptos::prelude::*;
use model::inputs::families::AGREEMENT_NAMES;

/// The prices of an agreement's chips, as used and as listed, each with its source.
#[component]
pub fn ListPrices(
    /// The agreement, by its place.
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
