//! What stands behind a number: its meaning, its class, its source, and what exactly was measured.

use leptos::prelude::*;
use model::provenance::{Class, Source};

/// The evidence for one number, as a short block of text.
#[component]
pub fn SourceNote(
    /// Its class; `None` for the reader's own value.
    class: Option<Class>,
    /// Its source; `None` for the reader's own value.
    source: Option<&'static Source>,
    /// What exactly is measured, or why it was assumed.
    note: &'static str,
) -> impl IntoView {
    let class_words = class.map(|class| (class.word(), class.meaning()));
    view! {
        <p class="source-note">
            {class_words.map(|(word, meaning)| view! { <b title=meaning>{word}</b> " · " })}
            {note} ". "
            {source.map(|source| view! { <Citation source=source /> })}
        </p>
    }
}

/// A source's title, publisher and date, with its address where it has one.
#[component]
pub fn Citation(
    /// The source.
    source: &'static Source,
) -> impl IntoView {
    let words = format!("{}, {}", source.publisher, source.date);
    let title = if source.url.is_empty() {
        source.title.into_any()
    } else {
        view! { <a href=source.url rel="noopener" target="_blank">{source.title}</a> }.into_any()
    };
    view! { <cite>{title} " (" {words} ")"</cite> }
}
