//! The search for inputs.

use crate::browser::element;
use crate::components::input::listed;
use crate::find::{find, place};
use crate::state::use_state;
use crate::view::{flag, kept_count, kept_text, text, when};
use crate::words;
use leptos::prelude::*;

/// How many results are shown at most.
const MOST: usize = 12;

/// The search text as it was typed.
#[derive(Clone, Copy)]
pub struct Search(RwSignal<String>);

impl Search {
    /// An empty search.
    pub fn new() -> Search {
        Search(RwSignal::new(String::new()))
    }

    /// Whether the search text has anything but spaces.
    pub fn is_on(self) -> Signal<bool> {
        flag(move || self.0.with(|typed| !typed.trim().is_empty()))
    }
}

impl Default for Search {
    fn default() -> Search {
        Search::new()
    }
}

/// The search field. Enter and arrow down move the focus to the first result, Escape empties the field.
#[component]
pub fn SearchField(
    /// The search.
    search: Search,
) -> impl IntoView {
    let Search(typed) = search;
    view! {
        <input
            type="search"
            id="find-input"
            class="find"
            autocomplete="off"
            placeholder=words::inputs::FIND_IN_FIELD
            aria-label=words::inputs::FIND
            prop:value=text(move || typed.get())
            on:input=move |event| typed.set(event_target_value(&event))
            on:keydown=move |event| match event.key().as_str() {
                "Enter" | "ArrowDown" => {
                    event.prevent_default();
                    element::focus_first(".found :is(select, input:not([type=range]))");
                }
                // Handled here, since not all browsers empty the field.
                "Escape" if typed.with_untracked(|typed| !typed.is_empty()) => {
                    event.prevent_default();
                    typed.set(String::new());
                }
                _ => {}
            }
        />
    }
}

/// The results: the inputs themselves, which can be changed in place.
#[component]
pub fn Found(
    /// The search.
    search: Search,
) -> impl IntoView {
    let state = use_state();
    let all = Memo::new(move |_| search.0.with(|typed| state.names.with(|names| find(typed, names))));
    let shown = Memo::new(move |_| all.with(|all| all.iter().take(MOST).copied().collect::<Vec<_>>()));
    let count = kept_count(move || all.with(Vec::len));
    let words = kept_text(move || match count.get() {
        0 => words::inputs::NONE_FOUND.to_owned(),
        1 => words::inputs::ONE_FOUND.to_owned(),
        count if count > MOST => words::inputs::first_found(count, MOST),
        count => words::inputs::found(count),
    });
    let above = move |of| {
        let place = text(move || state.names.with(|names| place(of, names)));
        view! { <p class="where">{place}</p> }.into_any()
    };
    when(search.is_on(), move || {
        view! {
            <section class="found" aria-label=words::inputs::FOUND>
                <p class="source-note" role="status">{words}</p>
                {listed(move || shown.get(), above)}
            </section>
        }
        .into_any()
    })
}
