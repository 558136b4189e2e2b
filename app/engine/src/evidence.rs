//! The evidence for one number, as a short block of text.

use maud::{Markup, html};
use model::facts::provenance::{Class, Fact, Source};
use model::facts::runs::REFERENCE_RUNS;
use model::inputs::evidence::Listed;
use model::inputs::scenario::Evidence;
use model::record::question::Question;

/// The class, what exactly is measured, and the source. For the reader's own value, that it is one. Marked as words:
/// figures in it are quoted.
pub(crate) fn note(of: Evidence) -> Markup {
    html! {
        p.source-note data-words {
            @match of.class {
                Some(class) => b title=(class.meaning()) { (class.word()) },
                None => b { (Class::YOURS) },
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

/// How sure Epoch AI is of the compute of a training run, in its own word; nothing for other facts.
pub(crate) fn confidence(of: Option<&'static Fact>) -> Markup {
    let run = of.and_then(|fact| REFERENCE_RUNS.iter().find(|run| std::ptr::eq(&run.flop, fact)));
    html! {
        @if let Some(run) = run {
            p.source-note { "Epoch AI’s confidence in it: " b { (run.confidence) } "." }
        }
    }
}

/// Whose range it is: of sources that disagree, of our judgement, or of what a fact was derived from.
pub(crate) const fn range_of(class: Class) -> &'static str {
    match class {
        Class::Official | Class::Relayed | Class::Reported | Class::Estimate => "Range of the sources: ",
        Class::Derived => "Range: ",
        Class::Assumption => "Range of our judgement: ",
    }
}

/// A fact's range: drawn as a bar with a tick where the value lies, and in words.
pub(crate) fn range(listed: &Listed) -> Markup {
    let (Some(low), Some(high)) = (listed.low, listed.high) else { return html! {} };
    if low == high {
        return html! {};
    }
    let percent = 100.0 * (listed.value - low) / (high - low);
    html! {
        svg.range aria-hidden="true" viewBox="0 0 100 12" preserveAspectRatio="none" {
            rect.band x="0" y="3" width="100" height="6" {}
            rect.tick x=(format!("{percent:.0}")) y="0" width="2" height="12" {}
        }
        // With the pointer; by keyboard the value beside it asks the same.
        span.ends data-ask=(Question::Fact(listed.id.clone()).text()) {
            (range_of(listed.class)) (listed.show_as(low)) " to " (listed.show_as(high))
        }
    }
}
