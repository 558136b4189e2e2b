//! Whole pages of reference, numbers, sources and tests, over the page: loaded when a reader opens them.

use super::answer::Answer;
use crate::browser::{late, reference, timer};
use crate::state::{State, use_state};
use crate::view::{block, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A page of reference: its name, and the question that it answers.
const PAGES: [(&str, &str); 3] = [("Numbers", "numbers:"), ("Sources", "sources:"), ("Trust", "trust:")];

/// Buttons that open the pages of reference.
#[component]
pub fn ReferenceLinks() -> impl IntoView {
    let state = use_state();
    let buttons = PAGES.into_iter().zip(1..).map(|((name, _), place)| {
        view! {
            <button type="button" class="quiet" aria-haspopup="dialog" on:click=move |_| {
                state.reading.set(place);
                reference::open();
            }>
                {name}
            </button>
        }
    });
    view! {
        <span class="reference-links">
            <button type="button" class="quiet" data-ask="export:">"Export"</button>
            {buttons.collect::<Vec<_>>()}
        </span>
    }
}

/// The dialog in which they are shown; empty while it is closed.
#[component]
pub fn Reference() -> impl IntoView {
    let state = use_state();
    let search = Search { under_way: RwSignal::new(false), again: RwSignal::new(false), state };
    let page = move || PAGES.get(state.reading.get().wrapping_sub(1)).copied();
    let shown = block(move || match page() {
        Some((_, question)) => view! { <Answer to=question.to_owned() /> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <dialog
            class="reference"
            aria-label=text(move || page().unwrap_or_default().0)
            on:close=move |_| state.reading.set(0)
            on:input=move |_| search.ask()
        >
            <div class="reference-bar">
                <button type="button" class="primary" on:click=move |_| reference::close()>"Close"</button>
            </div>
            {shown}
        </dialog>
    }
}

/// A search that is under way.
#[derive(Clone, Copy)]
struct Search {
    under_way: RwSignal<bool>,
    /// Whether something was typed since the search began.
    again: RwSignal<bool>,
    state: State,
}

impl Search {
    /// Searches in the next frame for what then stands in the form: at most once a frame.
    fn ask(self) {
        self.again.set(true);
        if self.under_way.get_untracked() {
            return;
        }
        self.under_way.set(true);
        spawn_local(async move {
            while self.again.get_untracked() {
                timer::frame().await;
                self.again.set(false);
                let link = untrack(|| self.state.link());
                if let Ok(answer) = late::answer(&format!("rows:{}", reference::words()), &link).await
                    && let Some((said, rows)) = answer.split_once('\n')
                {
                    reference::fill(said, rows);
                }
            }
            self.under_way.set(false);
        });
    }
}
