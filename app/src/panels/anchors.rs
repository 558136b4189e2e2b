//! Links from the top of the charts to each of them.

use crate::browser::element;
use crate::state::use_state;
use crate::words;
use leptos::prelude::*;

/// The name of each link, and the id of the figure that it leads to.
const PLACES: [(&str, &str); 7] = [
    (words::charts::DEPLOYMENT, "fleet"),
    (words::charts::COMPUTE, "compute"),
    (words::charts::POWER, "power"),
    (words::charts::MONEY, "spend"),
    (words::charts::EFFICIENCY, "cost"),
    (words::charts::FLOWS, "flows"),
    (words::charts::CLAIMS, "claims"),
];

/// A line of links. The page scrolls by itself, so that no fragment is added to the address.
#[component]
pub fn Anchors() -> impl IntoView {
    let state = use_state();
    let links = PLACES.map(|(name, place)| {
        view! {
            <li>
                <a
                    href=format!("#{place}")
                    on:click=move |event| {
                        event.prevent_default();
                        state.save();
                        element::lead_to(place);
                    }
                >
                    {name}
                </a>
            </li>
        }
    });
    view! { <nav class="anchors" aria-label=words::charts::CHARTS><ul>{links.into_iter().collect::<Vec<_>>()}</ul></nav> }
}
