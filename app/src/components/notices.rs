//! Notices: about the opened link, at the top of the page; about how the numbers were computed, beside them.

use super::looked_up::LookedUp;
use super::topic::Topic;
use crate::arrival::LinkNotice;
use crate::state::use_state;
use crate::view::{block, text};
use crate::words;
use leptos::prelude::*;

/// The notices about the link and the browser, most important first.
#[component]
pub fn Notices() -> impl IntoView {
    let state = use_state();
    let dismiss = move || {
        view! {
            <button type="button" class="quiet" on:click=move |_| state.link_notice.set(None)>
                {words::notices::DISMISS}
            </button>
        }
    };
    let about_link = block(move || match state.link_notice.get() {
        None => ().into_any(),
        Some(LinkNotice::Refused(fault)) => {
            let [before, after] = words::notices::BASELINE_INSTEAD;
            view! {
                <div class="notice refused" role="alert">
                    <p>
                        <b>{words::notices::NOT_OPENED}</b>
                        {fault.to_string()}
                        {before}
                        {text(move || state.scenario.with(|scenario| scenario.baseline().name))}
                        {after}
                        {fault.way_on()}
                    </p>
                    {dismiss()}
                </div>
            }
            .into_any()
        }
        Some(ref notice @ LinkNotice::Changed { ref moved, ref link, .. }) => {
            let opens = (!moved.is_empty()).then(|| {
                view! {
                    <div class="since">
                        <LookedUp
                            of=Topic::Since(link.clone())
                            show=words::notices::SHOW_DIFFERENCE
                            hide=words::notices::HIDE_DIFFERENCE
                            about=""
                        />
                    </div>
                }
            });
            let lead = if moved.is_empty() { "" } else { words::notices::NUMBERS_CHANGED };
            let words = notice.sentences().join(" ");
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
    let remark = block(move || {
        match state.remark.get() {
        "" => ().into_any(),
        remark => view! {
            <div class="notice" role="status">
                <p>{remark}</p>
                <button type="button" class="quiet" on:click=move |_| state.remark.set("")>{words::notices::DISMISS}</button>
            </div>
        }
        .into_any(),
    }
    });
    view! {
        <div class="notices">
            {about_link}
            {remark}
        </div>
        <p class="for-screen-readers" role="status" aria-live="polite">{text(move || state.announcement.get())}</p>
    }
}

/// The notices about how the numbers were computed: one box, a sentence for each.
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
