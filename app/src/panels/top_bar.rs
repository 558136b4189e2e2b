//! Name, baseline, and what can be done with the whole scenario.

use crate::browser;
use crate::components::reference::ReferenceLinks;
use crate::state::use_state;
use crate::view::{flag, kept_flag, text, when};
use figures::theme::Theme;
use leptos::prelude::*;
use model::inputs::baselines::{BASELINES, Baseline};

/// The bar at the top.
#[component]
pub fn TopBar() -> impl IntoView {
    let state = use_state();
    let modified = kept_flag(move || state.scenario.with(|scenario| scenario.is_modified()));
    let copied = RwSignal::new(None::<bool>);
    let share = move |_| {
        let address = browser::address::of_link(&state.link());
        browser::address::copy(&address, move |done| {
            copied.set(Some(done));
            state.say(
                if done { "Link copied" } else { "The link could not be copied; it stands in the address bar" }
                    .to_owned(),
            );
            browser::timer::later(2500, move || copied.set(None));
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
            <span class="modified" class:shown=flag(move || modified.get())>{text(move || if modified.get() { "modified" } else { "" })}</span>
            <span class="spring"></span>
            <button
                type="button"
                class="quiet step"
                aria-label="Undo"
                title="Undo (Ctrl+Z)"
                disabled=flag(move || !state.can_undo())
                on:click=move |_| state.undo()
            >
                "↶"
            </button>
            <button
                type="button"
                class="quiet step"
                aria-label="Redo"
                title="Redo (Ctrl+Shift+Z)"
                disabled=flag(move || !state.can_redo())
                on:click=move |_| state.redo()
            >
                "↷"
            </button>
            {when(modified.into(), move || view! {
                <button
                    type="button"
                    class="quiet"
                    aria-label="Reset all"
                    on:click=move |_| state.start_from(state.scenario.with_untracked(|scenario| scenario.baseline()))
                >
                    "Reset" <span class="wide-only">" all"</span>
                </button>
            }.into_any())}
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
                {text(move || match copied.get() {
                    None => "Copy link",
                    Some(true) => "Copied",
                    Some(false) => "See address bar",
                })}
            </button>
            <ReferenceLinks />
        </header>
    }
}
