//! The scenario on one page. The page makes the sentences and figures itself, so that they are there at once; what
//! follows them comes from the engine.

use crate::components::answer::Answer;
use crate::components::notices::Notices;
use crate::components::pinned::notes_list;
use crate::components::share::ShareButton;
use crate::components::topic::Topic;
use crate::state::use_state;
use crate::view::{flag, kept_text, when};
use crate::words;
use figures::brief::{brief, kind, top};
use leptos::prelude::*;
use model::analysis::uncertainty::bands::Bands;

/// Bands without any draws.
static NOTHING_DRAWN: Bands = Bands { draws: 0, spreads: Vec::new(), fans: Vec::new(), chances: Vec::new() };

/// The brief as a view of the page.
#[component]
pub fn BriefView() -> impl IntoView {
    let state = use_state();
    let explore = view! {
        <div class="brief-leads">
            <button type="button" class="primary explore" on:click=move |_| state.explore()>
                {words::brief::EXPLORE}
            </button>
            // On a narrow screen the top bar, with its button for sharing, is hidden.
            <ShareButton class="quiet" />
        </div>
    };
    let compared = kept_text(move || {
        state.beside.with(|beside| {
            let titles: Vec<&str> = beside.others.iter().map(|side| side.title.as_str()).collect();
            words::brief::compared(&titles)
        })
    });
    let is_compared = flag(move || compared.with(|said| !said.is_empty()));
    view! {
        <main class="brief-view">
            <Notices />
            {when(is_compared, move || view! { <p class="source-note brief-compared" data-words>{compared}</p> }.into_any())}
            {article(explore.into_any())}
        </main>
    }
    .into_any()
}

/// The brief itself, followed by `leads_on`.
pub fn article(leads_on: AnyView) -> AnyView {
    let state = use_state();
    let above = kept_text(move || {
        let name = state.document.with(|document| document.compared.own_name().to_owned());
        state.scenario.with(|scenario| {
            state.outcome.with(|outcome| {
                state.baseline_outcome.with(|before| {
                    let (kind, brief) = (kind(scenario, outcome, &name), brief(scenario, outcome, before));
                    // Each range's line is reserved before there are draws, to avoid a layout shift.
                    let none = state.ranges.shown.get().then_some(&NOTHING_DRAWN);
                    state.with_bands(|bands| top::html(&kind, &brief, outcome, before, bands.or(none)))
                })
            })
        })
    });
    view! {
        <article class="brief" class:late=state.ranges.late id="brief" tabindex="-1" aria-label=words::brief::BRIEF>
            <div inner_html=above></div>
            <div class="brief-below"><Answer to=Topic::BelowBrief /></div>
            {notes_list(false)}
            {leads_on}
            <p class="source-note">
                {words::brief::ABOUT_NUMBERS}
                // In a frame there is no page foot, which says this too.
                <span class="said-below">{words::everywhere::NO_ADVICE}</span>
            </p>
        </article>
    }
    .into_any()
}
