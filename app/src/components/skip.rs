//! Skip links for readers who use the keyboard, visible while one of them has focus.

use crate::browser::element;
use crate::state::use_state;
use crate::words;
use leptos::prelude::*;

/// Links that move the focus to elements.
#[component]
pub fn Skip(
    /// The name of the group of links.
    name: &'static str,
    /// The id of each element, and its name.
    to: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let state = use_state();
    let links = to.iter().map(|(id, name)| {
        let lead = move |event: leptos::ev::MouseEvent| {
            // The page moves the focus itself, so that no fragment is added to the address.
            event.prevent_default();
            state.save();
            element::lead_to(id);
        };
        view! { <a href=format!("#{id}") on:click=lead>{words::page::SKIP_TO} {*name}</a> }
    });
    view! { <nav class="skip" aria-label=name>{links.collect::<Vec<_>>()}</nav> }
}
