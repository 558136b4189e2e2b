//! The top bar: the brand, the baseline, and the actions on the whole scenario.

use crate::browser::leaving::Step;
use crate::components::reference::ReferenceLinks;
use crate::components::share::ShareButton;
use crate::state::use_state;
use crate::taking::COMPARE;
use crate::view::{flag, kept_count, kept_flag, text, when};
use crate::words;
use figures::theme::Theme;
use leptos::prelude::*;
use model::inputs::baselines::{BASELINES, Baseline};

/// The top bar.
#[component]
pub fn TopBar() -> impl IntoView {
    let state = use_state();
    let count = kept_count(move || state.scenario.with(|scenario| scenario.own_changes().count()));
    let modified = kept_flag(move || count.get() > 0);
    let compared = kept_count(move || state.beside.with(|beside| beside.others.len()));
    let [seen, seen_wide] = words::top_bar::RESET_ALL_SEEN;
    let options = BASELINES.iter().map(
        |one| view! { <option value=one.id selected=flag(move || state.baseline().id == one.id)>{one.name}</option> },
    );
    view! {
        <header class="top-bar">
            <span class="brand">{words::everywhere::BRAND}</span>
            <select
                class="baseline"
                aria-label=words::top_bar::BASELINE
                prop:value=text(move || state.baseline().id)
                on:change=move |event| {
                    if let Some(baseline) = Baseline::by_id(&event_target_value(&event)) {
                        state.start_from(baseline);
                    }
                }
            >
                {options.collect::<Vec<_>>()}
            </select>
            // The undo buttons are on the left, where no panel covers them, and before parts that come and go.
            <StepButton to=Step::Undo />
            <StepButton to=Step::Redo />
            <span class="modified" data-count>{text(move || match count.get() {
                0 => String::new(),
                count => words::everywhere::changes(count),
            })}</span>
            <span class="spring"></span>
            {when(modified.into(), move || view! {
                <button
                    type="button"
                    class="quiet"
                    aria-label=words::top_bar::RESET_ALL
                    on:click=move |_| state.start_over()
                >
                    {seen} <span class="wide-only">{seen_wide}</span>
                </button>
            }.into_any())}
            <button type="button" class="quiet wide-only" data-ask=COMPARE>
                {words::compare::COMPARE} <span data-count>{text(move || match compared.get() {
                    0 => String::new(),
                    count => format!(" · {count}"),
                })}</span>
            </button>
            <button
                type="button"
                class="quiet theme"
                aria-label=text(move || match state.theme.get() {
                    Theme::Light => words::top_bar::TO_DARK,
                    Theme::Dark => words::top_bar::TO_LIGHT,
                })
                on:click=move |_| state.theme.update(|theme| *theme = theme.other())
            >
                // Drawn as SVG, because fonts show this character differently, and some barely legibly.
                <svg viewBox="0 0 16 16" aria-hidden="true">
                    <path fill-rule="evenodd" d="M8 0a8 8 0 1 0 0 16A8 8 0 1 0 8 0zm0 1.5a6.5 6.5 0 0 1 0 13z" />
                </svg>
            </button>
            <ShareButton class="primary" />
            <ReferenceLinks all=false />
        </header>
    }
}

/// The button for undo, or for redo.
#[component]
fn StepButton(to: Step) -> impl IntoView {
    let state = use_state();
    let (name, keys, sign) = match to {
        Step::Undo => (words::everywhere::UNDO, words::top_bar::UNDO_KEYS, "↶"),
        Step::Redo => (words::top_bar::REDO, words::top_bar::REDO_KEYS, "↷"),
    };
    view! {
        <button
            type="button"
            class="quiet step"
            aria-label=name
            title=keys
            disabled=flag(move || !state.can_step(to))
            on:click=move |_| state.step(to)
        >
            {sign}
        </button>
    }
}
