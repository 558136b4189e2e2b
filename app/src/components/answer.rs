//! What stands behind a number, asked of a module that is loaded when a reader first asks.

use crate::browser::{ask, element, late, timer};
use crate::state::{State, use_state};
use crate::view::{edge, flag, kept_flag, text, when};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Said when there is no answer. A page that has been open while a newer one was published finds its module gone.
const UNAVAILABLE: &str =
    "This could not be loaded. Check the connection and try again; if that does not help, reload the page.";

/// The answer to a question, kept up with the scenario while it is shown.
#[component]
pub fn Answer(
    /// The question, as the module takes it: `input:operations.pue`.
    to: String,
) -> impl IntoView {
    let asking = Asking {
        question: StoredValue::new(to),
        html: RwSignal::new(String::new()),
        failed: RwSignal::new(false),
        under_way: RwSignal::new(false),
        again: RwSignal::new(false),
        state: use_state(),
    };
    edge(move |_| {
        asking.state.scenario.with(|_| ());
        asking.ask();
    });
    let Asking { html, failed, .. } = asking;
    let answered = kept_flag(move || !failed.get() && html.with(|html| !html.is_empty()));
    let waiting = text(move || (!failed.get() && !answered.get()).to_string());
    let status = text(move || match (failed.get(), answered.get()) {
        (true, _) => UNAVAILABLE,
        (false, true) => "Shown.",
        (false, false) => "Looking it up…",
    });
    let retry = when(failed.into(), move || {
        view! {
            <button
                type="button"
                class="quiet"
                on:click=move |event| {
                    // The button goes; the keyboard stays here.
                    element::focus_around(&event, ".answer");
                    failed.set(false);
                    asking.ask();
                }
            >
                "Try again"
            </button>
        }
        .into_any()
    });
    let shown = when(answered.into(), move || view! { <div inner_html=html></div> }.into_any());
    view! {
        <div class="answer" tabindex="-1" aria-busy=waiting>
            <p
                class="source-note"
                class:fault=flag(move || failed.get())
                class:for-screen-readers=flag(move || answered.get())
                role="status"
            >
                {status}
            </p>
            {retry}
            {shown}
        </div>
    }
}

/// A question and what has come of it.
#[derive(Clone, Copy)]
struct Asking {
    question: StoredValue<String>,
    html: RwSignal<String>,
    failed: RwSignal<bool>,
    under_way: RwSignal<bool>,
    /// Whether the scenario has changed since the question was put.
    again: RwSignal<bool>,
    state: State,
}

impl Asking {
    /// Asks in the next frame; while an answer is under way, again after it.
    fn ask(self) {
        if self.under_way.get_untracked() {
            self.again.set(true);
            return;
        }
        self.under_way.set(true);
        spawn_local(async move { while self.once().await == Some(true) {} });
    }

    /// Asks once; whether to ask again. `None` when what was opened has been closed meanwhile.
    async fn once(self) -> Option<bool> {
        timer::frame().await;
        let question = self.question.try_get_value()?;
        self.again.try_set(false);
        let link = untrack(|| self.state.link());
        let told = late::answer(&question, &link).await;
        let before = self.html.try_get_untracked()?;
        self.failed.try_set(told.is_err());
        // Markup that stays as it is keeps the keyboard where it is.
        if let Some(html) = told.ok().filter(|html| *html != before) {
            self.html.try_set(html);
            if before.is_empty() {
                timer::frame().await;
                ask::arrived();
            }
        }
        let again = self.again.try_get_untracked()?;
        self.under_way.try_set(again);
        Some(again)
    }
}
