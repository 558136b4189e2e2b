//! The button that removes a row of a menu.

use crate::browser;
use crate::words;
use leptos::prelude::*;

/// A button that removes a row. The row disappears with the button, so the focus moves to the menu.
#[component]
pub fn Remove(
    /// Its name for screen readers, if its word alone does not say what is removed.
    #[prop(optional, into)]
    called: Option<String>,
    /// Removes the row.
    remove: impl Fn() + 'static,
) -> impl IntoView {
    let press = move |_| {
        browser::ask::to_panel();
        remove();
    };
    view! { <button type="button" class="quiet" aria-label=called on:click=press>{words::everywhere::REMOVE}</button> }
}
