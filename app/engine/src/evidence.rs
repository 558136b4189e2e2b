//! The evidence for one number, as a short paragraph.

use maud::{Markup, html};
use model::facts::provenance::{Class, Fact, Source};
use model::facts::runs::REFERENCE_RUNS;
use model::inputs::evidence::Listed;
use model::inputs::scenario::Evidence;
use model::record::question::Question;

/// The evidence class, what exactly is measured, and the source; for a reader's own value, that it is one. `data-words`
/// marks it as text whose figures are quotations.
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

/// A source's title, publisher and date, with its address if it has one.
pub(crate) fn citation(source: &'static Source) -> Markup {
    html! {
        cite {
            @if source.url.is_empty() { (source.title) }
            @else { a href=(source.url) rel="noopener" target="_blank" { (source.title) } }
            " (" (source.publisher) ", " (source.date) ")"
        }
    }
}

/// Epoch AI's stated confidence in the compute of a training run; nothing for other facts.
pub(crate) fn confidence(of: Option<&'static Fact>) -> Markup {
    let run = of.and_then(|fact| REFERENCE_RUNS.iter().find(|run| std::ptr::eq(&run.flop, fact)));
    html! {
        @if let Some(run) = run {
            p.source-note { "Epoch AI’s confidence in it: " b { (run.confidence) } "." }
        }
    }
}

/// The origin of a range: sources that disagree, our judgement, or what the fact was derived from.
pub(crate) const fn range_of(class: Class) -> &'static str {
    match class {
        Class::Official | Class::Relayed | Class::Reported | Class::Estimate => "Range of the sources: ",
        Class::Derived => "Range: ",
        Class::Assumption => "Range of our judgement: ",
    }
}

/// A fact's range: as a bar with a tick at the value, and in words.
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
        // For the pointer only; by keyboard, the value beside it asks the same question.
        span.ends data-ask=(Question::Fact(listed.id.clone()).text()) {
            (range_of(listed.class)) (listed.show_as(low)) " to " (listed.show_as(high))
        }
    }
}
