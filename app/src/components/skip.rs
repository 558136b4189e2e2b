//! Links to parts of the page, for who goes by keys: seen while one of them has the keyboard.

use crate::browser::element;
use crate::state::use_state;
use crate::words;
use leptos::prelude::*;

/// Links that lead the keyboard to elements.
#[component]
pub fn Skip(
    /// What the links are called together.
    name: &'static str,
    /// The ids of the elements, and what each is called.
    to: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let state = use_state();
    let links = to.iter().map(|(id, name)| {
        let lead = move |event: leptos::ev::MouseEvent| {
            // Led there by the page, so that the address stays the scenario's.
            event.prevent_default();
            state.save();
            element::lead_to(id);
        };
        view! { <a href=format!("#{id}") on:click=lead>{words::page::SKIP_TO} {*name}</a> }
    });
    view! { <nav class="skip" aria-label=name>{links.collect::<Vec<_>>()}</nav> }
}
