//! What a number rests on: how it answers to inputs, strongest first, and the facts and assumptions underneath.

use crate::evidence;
use crate::explain::{ask, shown};
use maud::{Markup, html};
use model::explain::{Explanation, Question};
use model::facts::{Listed, entry_of};
use model::influence::influences;
use model::outcome::run;
use model::parameters::ParameterId;
use model::recording::Recording;
use model::scenario::Scenario;
use model::units::three_digits;
use model::workings::Quantity;

/// How many inputs are listed before the rest is folded away.
const LISTED: usize = 8;

/// The inputs that it answers to, with their evidence; for a metric also dates and whole numbers, found by trying;
/// and the facts of the catalogue that stand in its formula and in those below.
pub(crate) fn answer(told: &Explanation, recording: &Recording, scenario: &Scenario) -> Markup {
    let strengths = &told.elasticity_ratios;
    let (first, more) = strengths.split_at(strengths.len().min(LISTED));
    let steps = steps(told, scenario);
    let facts: Vec<&Listed> = recording.rests_on(told.cell).1.into_iter().filter_map(entry_of).collect();
    let name = told.cell.quantity.name();
    html! {
        section.rests-on aria-label=(format!("What {name} rests on")) {
            @if !first.is_empty() {
                h3 { "How it answers" }
                ul { @for (input, ratio) in first { (strength(*input, *ratio, scenario)) } }
                @if !more.is_empty() {
                    details {
                        summary { (more.len()) " more inputs, each weaker" }
                        ul { @for (input, ratio) in more { (strength(*input, *ratio, scenario)) } }
                    }
                }
            }
            @if !steps.is_empty() {
                h3 { "Dates and counts that it answers to" }
                ul { @for input in &steps { (step(*input, scenario)) } }
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

/// Inputs that count in steps: a recording takes them as they are, so they are tried.
fn steps(told: &Explanation, scenario: &Scenario) -> Vec<ParameterId> {
    let Quantity::Metric(metric) = told.cell.quantity else { return Vec::new() };
    let known = |input: ParameterId| told.elasticity_ratios.iter().any(|(known, _)| *known == input);
    let found = influences(scenario, &run(scenario), metric).into_iter().map(|one| one.input);
    found.filter(|input| !known(*input)).collect()
}

fn strength(input: ParameterId, ratio: f64, scenario: &Scenario) -> Markup {
    html! {
        li {
            (ask(&Question::Input(input), input.name())) " " b { (input.show(scenario.get(input))) }
            span.strength { " 1\u{202f}% more gives " (signed(ratio)) "\u{202f}%" }
            (evidence::note(scenario.evidence(input)))
        }
    }
}

fn step(input: ParameterId, scenario: &Scenario) -> Markup {
    html! {
        li {
            (ask(&Question::Input(input), input.name())) " " b { (input.show(scenario.get(input))) }
            (evidence::note(scenario.evidence(input)))
        }
    }
}

fn underneath(fact: &Listed) -> Markup {
    html! {
        li {
            (ask(&Question::Fact(fact.id.clone()), &*fact.name)) " " b { (shown(fact.value, fact.unit)) }
            @if let Some(fact) = fact.fact { (evidence::of_fact(fact)) }
        }
    }
}

fn signed(value: f64) -> String {
    let text = three_digits(value);
    if value > 0.0 { format!("+{text}") } else { text }
}
