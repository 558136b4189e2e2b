//! What a reader must know: of the link that was opened, above everything; of how the numbers were made, beside them.

use super::looked_up::LookedUp;
use super::topic::Topic;
use crate::state::{LinkNotice, use_state};
use crate::view::{block, text};
use leptos::prelude::*;

/// Notices of the link and of the page, most important first.
#[component]
pub fn Notices() -> impl IntoView {
    let state = use_state();
    let dismiss = move || {
        view! {
            <button type="button" class="quiet" on:click=move |_| state.link_notice.set(None)>
                "Dismiss"
            </button>
        }
    };
    let about_link = block(move || match state.link_notice.get() {
        None => ().into_any(),
        Some(LinkNotice::Refused(reason)) => view! {
            <div class="notice refused" role="alert">
                <p>
                    <b>"This link was not opened: "</b>
                    {reason}
                    ". You see the baseline “"
                    {text(move || state.scenario.with(|scenario| scenario.baseline().name))}
                    "” instead, not what was sent. Ask for the link again, whole."
                </p>
                {dismiss()}
            </div>
        }
        .into_any(),
        Some(LinkNotice::Changed { translated, moved, link }) => {
            let opens = (!moved.is_empty()).then(|| {
                view! {
                    <div class="since">
                        <LookedUp of=Topic::Since(link) show="Show the difference" hide="Hide the difference" about="" />
                    </div>
                }
            });
            let lead = if moved.is_empty() { "" } else { "Numbers have changed since this link was shared. " };
            let moved = moved
                .into_iter()
                .map(|one| format!("{}: when shared {}, now {}. ", one.metric.name(), one.when_shared, one.now));
            let words = translated.into_iter().map(|sentence| sentence + " ").chain(moved).collect::<String>();
            view! {
                <div class="notice">
                    <div class="notice-words">
                        <p role="status"><b>{lead}</b>{words}</p>
                        {opens}
                    </div>
                    {dismiss()}
                </div>
            }
            .into_any()
        }
    });
    let remark = block(move || match state.remark.get() {
        "" => ().into_any(),
        remark => view! {
            <div class="notice" role="status">
                <p>{remark}</p>
                <button type="button" class="quiet" on:click=move |_| state.remark.set("")>"Dismiss"</button>
            </div>
        }
        .into_any(),
    });
    view! {
        <div class="notices">
            {about_link}
            {remark}
        </div>
        <p class="for-screen-readers" role="status" aria-live="polite">{text(move || state.announcement.get())}</p>
    }
}

/// What a reader must know of how the numbers were made: one box, a sentence each.
#[component]
pub fn AboutNumbers() -> impl IntoView {
    let state = use_state();
    block(move || {
        let notices = state.outcome.with(|outcome| outcome.notices.clone());
        if notices.is_empty() {
            return ().into_any();
        }
        let names = state.names.get();
        let sentences =
            notices.into_iter().map(|notice| view! { <li>{notice.text_in(&names)}</li> }).collect::<Vec<_>>();
        view! { <div class="notice" role="status"><ul>{sentences}</ul></div> }.into_any()
    })
}
