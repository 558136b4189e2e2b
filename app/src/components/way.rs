//! The parts of menus of exports: a button with a description, and the result.

use crate::status::Status;
use crate::view::{block, text};
use leptos::prelude::*;

/// The result of the last export.
pub(super) fn said(status: RwSignal<Status>) -> AnyView {
    let class = move || status.with(|status| if status.fault { "export-status fault" } else { "export-status" });
    view! { <div class=text(class) role="status">{block(move || status_view(status.get()))}</div> }.into_any()
}

fn status_view(status: Status) -> AnyView {
    let notices = (!status.notices.is_empty()).then(|| {
        let notices = status.notices.into_iter().map(|notice| view! { <li>{notice}</li> });
        view! { <ul>{notices.collect::<Vec<_>>()}</ul> }
    });
    view! { <p>{status.words}</p> {notices} }.into_any()
}

/// A button, with a description of what it does.
pub(super) fn button([words, gives]: [&'static str; 2], press: impl Fn(leptos::ev::MouseEvent) + 'static) -> AnyView {
    view! { <li><button type="button" on:click=press>{words}</button> <p class="source-note">{gives}</p></li> }
        .into_any()
}
