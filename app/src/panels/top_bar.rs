//! Name, baseline, and what can be done with the whole scenario.

use crate::browser;
use crate::browser::leaving::Step;
use crate::components::reference::ReferenceLinks;
use crate::document::changes;
use crate::offer::counted;
use crate::state::use_state;
use crate::taking::COMPARE;
use crate::view::{flag, kept_count, kept_flag, text, when};
use figures::theme::Theme;
use leptos::html::Input;
use leptos::prelude::*;
use model::inputs::baselines::{BASELINES, Baseline};

/// The bar at the top.
#[component]
pub fn TopBar() -> impl IntoView {
    let state = use_state();
    let count = kept_count(move || state.scenario.with(|scenario| changes(scenario).count()));
    let modified = kept_flag(move || count.get() > 0);
    let compared = kept_count(move || state.beside.with(|beside| beside.others.len()));
    let copied = RwSignal::new(false);
    // Where copying is refused, in a frame for instance, the link is shown to be copied by hand.
    let by_hand = RwSignal::new(false);
    let share = move |_| {
        let address = browser::address::of_link(&state.link());
        browser::address::copy(&address, move |done| {
            if !done {
                by_hand.set(true);
                return;
            }
            copied.set(true);
            state.say("Link copied".to_owned());
            browser::timer::later(2500, move || copied.set(false));
        });
    };
    let options = BASELINES.iter().map(
        |one| view! { <option value=one.id selected=flag(move || state.baseline().id == one.id)>{one.name}</option> },
    );
    view! {
        <header class="top-bar">
            <span class="brand">"Rackrate"</span>
            <select
                class="baseline"
                aria-label="Baseline"
                prop:value=text(move || state.baseline().id)
                on:change=move |event| {
                    if let Some(baseline) = Baseline::by_id(&event_target_value(&event)) {
                        state.start_from(baseline);
                    }
                }
            >
                {options.collect::<Vec<_>>()}
            </select>
            <span class="modified" data-count>{text(move || match count.get() {
                0 => String::new(),
                count => counted(count),
            })}</span>
            <span class="spring"></span>
            <StepButton to=Step::Undo />
            <StepButton to=Step::Redo />
            {when(modified.into(), move || view! {
                <button
                    type="button"
                    class="quiet"
                    aria-label="Reset all"
                    on:click=move |_| state.start_over()
                >
                    "Reset" <span class="wide-only">" all"</span>
                </button>
            }.into_any())}
            <button type="button" class="quiet wide-only" data-ask=COMPARE>
                "Compare" <span data-count>{text(move || match compared.get() {
                    0 => String::new(),
                    count => format!(" · {count}"),
                })}</span>
            </button>
            <button
                type="button"
                class="quiet theme"
                aria-label=text(move || match state.theme.get() {
                    Theme::Light => "Dark colours",
                    Theme::Dark => "Light colours",
                })
                on:click=move |_| state.theme.update(|theme| *theme = theme.other())
            >
                "◐"
            </button>
            <button type="button" class="primary" aria-label="Copy link" on:click=share>
                {text(move || if copied.get() { "Copied" } else { "Copy link" })}
            </button>
            {when(by_hand.into(), move || view! { <LinkField close=move || by_hand.set(false) /> }.into_any())}
            <ReferenceLinks />
        </header>
    }
}

/// A step back, or forward again.
#[component]
fn StepButton(to: Step) -> impl IntoView {
    let state = use_state();
    let (name, keys, sign) = match to {
        Step::Undo => ("Undo", "Undo (Ctrl+Z)", "↶"),
        Step::Redo => ("Redo", "Redo (Ctrl+Shift+Z)", "↷"),
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

/// The link in a field, selected; it goes when the reader is done with it.
#[component]
fn LinkField(close: impl Fn() + Copy + 'static) -> impl IntoView {
    let state = use_state();
    let field = NodeRef::<Input>::new();
    field.on_load(|field| {
        let _ = field.focus();
        field.select();
    });
    view! {
        <input
            type="text"
            class="link-field"
            readonly
            aria-label="The link, to be copied"
            value=browser::address::of_link(&state.link())
            node_ref=field
            on:blur=move |_| close()
        />
    }
}
