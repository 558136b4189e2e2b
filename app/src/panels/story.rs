//! Reading a story: its step, its caption, and buttons to go on and back.

use crate::browser::walking;
use crate::state::use_state;
use crate::view::{block, kept_count, kept_flag, kept_text, when};
use crate::words;
use leptos::prelude::*;

/// The bar at the foot of the page if there is a story: an offer to read it, or the step that is being read.
#[component]
pub fn StoryBar() -> impl IntoView {
    let state = use_state();
    walking::on_walk(move |on| state.walk(on));
    let count = kept_count(move || state.told.with(|told| told.story().len()));
    let is_read = kept_flag(move || state.told.with(|told| told.at().is_some()));
    let at = move || state.told.with(|told| told.at().unwrap_or(0));
    let caption = kept_text(move || {
        state.told.with(|told| {
            told.story().get(told.at().unwrap_or(0)).map_or_else(String::new, |step| step.caption().to_owned())
        })
    });
    let place = kept_text(move || words::story::step_of(at() + 1, count.get()));
    let reading = move || {
        view! {
            <button type="button" class="quiet" aria-label=words::story::STEP_BACK disabled=kept_flag(move || at() == 0)
                on:click=move |_| { state.walk(false); }>"←"</button>
            <p role="status"><b>{place}</b> " " <bdi>{caption}</bdi></p>
            <button type="button" class="quiet" aria-label=words::story::STEP_ON disabled=kept_flag(move || at() + 1 >= count.get())
                on:click=move |_| { state.walk(true); }>"→"</button>
            <button type="button" class="quiet" on:click=move |_| state.walk_to(None)>{words::story::LEAVE}</button>
        }
        .into_any()
    };
    let offer = move || {
        view! {
            <p>{kept_text(move || words::story::has_story(count.get()))}</p>
            <button type="button" class="quiet" on:click=move |_| state.walk_to(Some(0))>{words::story::READ}</button>
        }
        .into_any()
    };
    when(kept_flag(move || count.get() > 0).into(), move || {
        view! {
            <section class="story-bar" class:read=is_read aria-label=words::story::STORY>
                {block(move || if is_read.get() { reading() } else { offer() })}
            </section>
        }
        .into_any()
    })
}
