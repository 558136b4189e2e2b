//! The evidence for one number, as a short block of text.

use maud::{Markup, html};
use model::provenance::{Fact, Source};
use model::scenario::Evidence;

/// The class, what exactly is measured, and the source. For the reader's own value, that it is one.
pub(crate) fn note(of: Evidence) -> Markup {
    html! {
        p.source-note {
            @match of.class {
                Some(class) => b title=(class.meaning()) { (class.word()) },
                None => b { "yours" },
            }
            @if !of.note.is_empty() { " · " (of.note) "." }
            @if let Some(source) = of.source { " " (citation(source)) }
        }
    }
}

/// The same for a fact.
pub(crate) fn of_fact(fact: &'static Fact) -> Markup {
    note(Evidence { class: Some(fact.class), source: Some(fact.source), note: fact.measures })
}

/// A source's title, publisher and date, with its address where it has one.
pub(crate) fn citation(source: &'static Source) -> Markup {
    html! {
        cite {
            @if source.url.is_empty() { (source.title) }
            @else { a href=(source.url) rel="noopener" target="_blank" { (source.title) } }
            " (" (source.publisher) ", " (source.date) ")"
        }
    }
}
