//! What a number rests on: how it answers to inputs, strongest first, and the facts and assumptions underneath.

use super::steps::{self, Step};
use crate::evidence;
use crate::pieces::{ask, of_fact, signed};
use maud::{Markup, html};
use model::inputs::evidence::{Listed, entry_of};
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;
use model::inputs::scenario::Scenario;
use model::record::explain::Explanation;
use model::record::question::Question;
use model::record::tape::Recording;

/// How many inputs are listed before the rest is folded away.
const LISTED: usize = 8;

/// The inputs that it answers to, with their evidence: how strongly to numbers, by its formula, and what a step of all
/// others does, by trying; and the facts of the catalogue that stand in its formula and in those below.
pub(crate) fn answer(explanation: &Explanation, recording: &Recording, scenario: &Scenario) -> Markup {
    let steps = steps::of(explanation.cell, scenario);
    // What counts in steps is told by a step, where it can be tried.
    let by_formula = |(input, _): &&(ParameterId, f64)| {
        steps.is_none() || matches!(input.row().kind, Kind::Number | Kind::Logarithmic)
    };
    let strengths: Vec<_> = explanation.elasticity_ratios.iter().filter(by_formula).collect();
    let facts: Vec<&Listed> = recording.rests_on(explanation.cell).1.into_iter().filter_map(entry_of).collect();
    let name = explanation.cell.quantity.name();
    html! {
        section.rests-on aria-label=(format!("What {name} rests on")) {
            (listed("How it answers", &strengths, scenario, |(input, ratio)| {
                (*input, format!("1% more gives {}%", signed(*ratio)))
            }))
            @match &steps {
                Some(steps) => {
                    @let (choices, counts): (Vec<&Step>, Vec<&Step>) = steps.iter().partition(|step| is_choice(step.input));
                    (listed("Dates and counts", &counts, scenario, |step| (step.input, step.words.clone())))
                    (listed("Choices and switches", &choices, scenario, |step| (step.input, step.words.clone())))
                },
                // Not to be read as if it answered to none.
                None => p.source-note { "Dates, counts, choices and switches are tried for headline numbers and monthly series, not for what is computed on the way." },
            }
            @if !facts.is_empty() {
                details {
                    summary { (facts.len()) " facts underneath" }
                    ul { @for fact in &facts { (underneath(fact)) } }
                }
            }
        }
    }
}

fn is_choice(input: ParameterId) -> bool {
    matches!(input.row().kind, Kind::Choice(_) | Kind::Switch)
}

/// Inputs under a heading: the first ones and those that the reader has changed in sight, the others folded.
fn listed<T>(title: &str, all: &[T], scenario: &Scenario, of: impl Fn(&T) -> (ParameterId, String)) -> Markup {
    let all: Vec<(ParameterId, String)> = all.iter().map(of).collect();
    let in_sight = |rank: usize, input: ParameterId| rank < LISTED || scenario.is_changed(input);
    let numbered = || all.iter().enumerate();
    let more: Vec<_> = numbered().filter(|(rank, (input, _))| !in_sight(*rank, *input)).collect();
    html! {
        @if !all.is_empty() {
            h3 { (title) }
            ul {
                @for (_, (input, how)) in numbered().filter(|(rank, (input, _))| in_sight(*rank, *input)) {
                    (answers(*input, how, scenario))
                }
            }
            @if !more.is_empty() {
                details {
                    summary { (more.len()) " more inputs, each weaker" }
                    ul { @for (_, (input, how)) in &more { (answers(*input, how, scenario)) } }
                }
            }
        }
    }
}

/// An input, its value, how the number answers to it, and its evidence.
fn answers(input: ParameterId, how: &str, scenario: &Scenario) -> Markup {
    html! {
        li {
            (ask(&Question::Input(input), input.name())) " " b { (input.show(scenario.get(input))) }
            span.strength { " " (how) }
            (evidence::note(scenario.evidence(input)))
        }
    }
}

fn underneath(fact: &Listed) -> Markup {
    html! {
        li {
            (ask(&Question::Fact(fact.id.clone()), &*fact.name)) " " b { (of_fact(fact)) }
            @if let Some(fact) = fact.fact { (evidence::of_fact(fact)) }
        }
    }
}
