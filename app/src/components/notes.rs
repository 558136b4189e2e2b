//! The menu of what the author says: the title, the notes and the steps of a story. All of it is plain text.

use super::long_link::long_link;
use super::pinning::Pinning;
use super::removal::Remove;
use super::room::Room;
use super::way::said;
use crate::browser::{self, address, files};
use crate::document::Document;
use crate::state::{State, use_state};
use crate::status::Status;
use crate::taking::tell;
use crate::view::{block, kept_count, kept_text};
use crate::words;
use leptos::html::H2;
use leptos::prelude::*;
use model::share::compared::LONGEST_NAME;
use model::share::told::LONGEST_TEXT;

/// The menu of title, notes and story.
#[component]
pub fn NotesMenu() -> impl IntoView {
    let state = use_state();
    let heading = NodeRef::<H2>::new();
    heading.on_load(|_| browser::ask::arrived());
    let name = kept_text(move || state.document.with(|document| document.compared.own_name().to_owned()));
    let title_room = Room::of(LONGEST_NAME);
    let status = state.shared;
    status.set(Status::default());
    let short = move |_| {
        let told = state.document.with_untracked(|document| document.told.without_story());
        let document = Document { told: told.into(), ..state.document.get_untracked() };
        let link = state.outcome.with_untracked(|outcome| document.link(outcome));
        let copied = files::copy_text(&address::of_link(&link));
        tell(state, status, async move {
            copied.await.map_or_else(Status::fault, |()| Status::good(words::everywhere::COPIED))
        });
    };
    // The panel would cover the story.
    let read = move |_| {
        state.asked.set(Vec::new());
        state.walk_to(Some(0));
    };
    view! {
        <div class="answer notes-menu" tabindex="-1">
            <h2 id="asked" tabindex="-1" node_ref=heading>{words::story::MENU}</h2>
            <p class="asked-class">{words::story::ABOUT}</p>
            <label>
                {words::story::TITLE_FIELD}
                <input
                    type="text"
                    dir="auto"
                    maxlength=LONGEST_NAME.to_string()
                    prop:value=name
                    on:input=move |event| title_room.hear(&event)
                    on:change=move |event| state.name_own(&event_target_value(&event))
                />
            </label>
            {title_room.said()}
            <h3>{words::story::NOTES}</h3>
            {written(state)}
            <Pinning />
            <h3>{words::story::STORY}</h3>
            {steps(state)}
            <p>
                <button type="button" class="quiet" on:click=move |_| state.add_step()>{words::story::ADD_STEP}</button>
                <button type="button" class="quiet" on:click=read>{words::story::READ}</button>
            </p>
            {long_link(state, status)}
            <p><button type="button" class="quiet" on:click=short>{words::story::COPY_WITHOUT}</button></p>
            {said(status)}
        </div>
    }
}

/// The existing notes, each in a field.
fn written(state: State) -> impl IntoView {
    let count = kept_count(move || state.told.with(|told| told.notes().len()));
    block(move || {
        let row = |at: usize| {
            let note = move || state.told.with(|told| told.notes().get(at).cloned());
            let place = kept_text(move || note().map_or_else(String::new, |note| state.place_name(note.place())));
            let said = kept_text(move || note().map_or_else(String::new, |note| note.text().to_owned()));
            let room = Room::of(LONGEST_TEXT);
            let write = move |typed: &str| {
                if let Some(note) = untrack(note) {
                    state.pin_note(note.place().clone(), typed);
                }
            };
            view! {
                <li>
                    <label>
                        {place}
                        <input type="text" dir="auto" maxlength=LONGEST_TEXT.to_string() prop:value=said
                            on:input=move |event| room.hear(&event)
                            on:change=move |event| write(&event_target_value(&event)) />
                    </label>
                    <Remove remove=move || write("") />
                    {room.said()}
                </li>
            }
        };
        view! { <ul>{(0..count.get()).map(row).collect::<Vec<_>>()}</ul> }.into_any()
    })
}

/// The steps of the story, each with its caption.
fn steps(state: State) -> impl IntoView {
    let count = kept_count(move || state.told.with(|told| told.story().len()));
    block(move || {
        let row = |at: usize| {
            let caption = kept_text(move || {
                state.told.with(|told| told.story().get(at).map_or_else(String::new, |step| step.caption().to_owned()))
            });
            let room = Room::of(LONGEST_TEXT);
            view! {
                <li>
                    <input
                        type="text"
                        dir="auto"
                        maxlength=LONGEST_TEXT.to_string()
                        aria-label=words::story::caption_of(at + 1)
                        prop:value=caption
                        on:input=move |event| room.hear(&event)
                        on:change=move |event| { state.tell(|told| told.caption(at, &event_target_value(&event))); }
                    />
                    <button type="button" class="quiet" aria-label=words::story::earlier(at + 1) disabled={at == 0}
                        on:click=move |_| { state.tell(|told| told.move_up(at)); }>"↑"</button>
                    <Remove called=words::story::remove(at + 1) remove=move || { state.tell(|told| told.remove_step(at)); } />
                    {room.said()}
                </li>
            }
        };
        view! { <ol>{(0..count.get()).map(row).collect::<Vec<_>>()}</ol> }.into_any()
    })
}
