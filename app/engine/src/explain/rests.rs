//! What a number rests on: the evidence for its inputs and facts, each with its source, and common misreadings of them.

use super::movers::Movers;
use crate::evidence;
use crate::pages::misread;
use crate::pieces::{ask, of_fact};
use crate::reasons::Reasons;
use maud::{Markup, html};
use model::facts::misreadings::Misreading;
use model::facts::provenance::Class;
use model::inputs::evidence::{Listed, entry_of};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::record::explain::Explanation;
use model::record::question::Question;
use model::record::tape::Recording;

/// How many misreadings are given.
const MISREADINGS: usize = 2;

/// The inputs that move the number, and the facts of the catalogue that occur in its formula or in those of its parts.
pub(crate) fn answer(
    explanation: &Explanation,
    movers: &Movers,
    recording: &Recording,
    scenario: &Scenario,
    reasons: &Reasons,
) -> Markup {
    let mut inputs: Vec<ParameterId> = movers.inputs().collect();
    let mut seen = std::collections::BTreeSet::new();
    inputs.retain(|input| seen.insert(*input));
    let facts: Vec<&Listed> = recording.rests_on(explanation.cell).1.into_iter().filter_map(entry_of).collect();
    let classes: Vec<Option<Class>> = inputs
        .iter()
        .map(|input| scenario.evidence(*input).class)
        .chain(facts.iter().map(|fact| Some(fact.class)))
        .collect();
    let count = classes.len();
    html! {
        @if count > 0 {
            h3 { "What it rests on" }
            (strength(&classes))
            @let told: Vec<_> = inputs.iter().filter_map(|input| Some((*input, reasons.markup(*input)?))).collect();
            @if !told.is_empty() {
                ul.authors-reasons {
                    @for (input, reason) in told {
                        li { (ask(&Question::Input(input), input.name_in(scenario.names()))) ". " (reason) }
                    }
                }
            }
            details {
                summary { @if count == 1 { "1 input or fact, with its source" } @else { (count) " inputs and facts, with sources" } }
                ul {
                    @for input in inputs {
                        li {
                            (ask(&Question::Input(input), input.name_in(scenario.names()))) " " b { (input.show_in(scenario.names(), scenario.get(input))) }
                            (evidence::note(scenario.evidence(input)))
                        }
                    }
                    @for fact in &facts {
                        li {
                            (ask(&Question::Fact(fact.id.clone()), fact.name_in(scenario.names()))) " " b { (of_fact(fact)) }
                            @if let Some(fact) = fact.fact { (evidence::of_fact(fact)) }
                        }
                    }
                }
            }
        }
        @for misreading in misread_of(&facts) {
            p.misread data-words { b { "Often misread. " } s { (misreading.wrong) } " " (misreading.right) }
        }
    }
}

/// The number of items of each class, strongest first, as a bar and in words.
fn strength(classes: &[Option<Class>]) -> Markup {
    let kinds = Class::ALL.into_iter().map(Some).chain([None]);
    let counted: Vec<(&str, usize)> = kinds
        .map(|kind| (Class::word_of(kind), classes.iter().filter(|class| **class == kind).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let from = |place: usize| counted.iter().take(place).map(|(_, count)| count).sum::<usize>();
    html! {
        svg.strength-bar aria-hidden="true" viewBox=(format!("0 0 {} 1", classes.len())) preserveAspectRatio="none" {
            @for (place, (word, count)) in counted.iter().enumerate() {
                rect data-class=(word) x=(from(place)) y="0" width=(count) height="1" {}
            }
        }
        p.source-note {
            @for (place, (word, count)) in counted.iter().enumerate() {
                @if place > 0 { " · " }
                (count) " " (word)
            }
        }
    }
}

/// The most relevant misreadings: those that concern most of the facts.
fn misread_of(facts: &[&Listed]) -> Vec<&'static Misreading> {
    let mut found: Vec<(usize, &'static Misreading)> = Vec::new();
    for misreading in facts.iter().flat_map(|fact| misread::of(fact)) {
        match found.iter_mut().find(|(_, known)| known.id == misreading.id) {
            Some((count, _)) => *count += 1,
            None => found.push((1, misreading)),
        }
    }
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    found.into_iter().take(MISREADINGS).map(|(_, misreading)| misreading).collect()
}
