//! The button that takes a row of a menu away.

use crate::browser;
use crate::words;
use leptos::prelude::*;

/// Takes a row away. The row goes; the keyboard stays in the menu.
#[component]
pub fn Remove(
    /// What it is called where its word alone does not say of what.
    #[prop(optional, into)]
    called: Option<String>,
    /// Takes it away.
    remove: impl Fn() + 'static,
) -> impl IntoView {
    let press = move |_| {
        browser::ask::to_panel();
        remove();
    };
    view! { <button type="button" class="quiet" aria-label=called on:click=press>{words::everywhere::REMOVE}</button> }
}
