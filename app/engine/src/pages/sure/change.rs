//! Why a figure changed: a waterfall chart by inputs, with a table.

use super::forms::chooser;
use super::{About, counted, derived, of_run};
use crate::pieces::{ask, shown, signed_amount};
use figures::spread::Axis;
use maud::{Markup, PreEscaped, html};
use model::analysis::attribution::{Attribution, ORDERS, Part, attribute};
use model::base::show::size;
use model::base::units::Unit;
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::record::question::Question;
use model::share::compared::letter;
use protocol::analysis::{Since, field};

/// How many changes have a step of their own; the others share one.
const DRAWN: usize = 12;
/// How many inputs of a change are named at its step; the table names all.
const NAMED: usize = 3;

/// The part: the choice of what to compare with, and the figure's change since then.
pub(super) fn part(figure: MetricId, since: Since, about: &About) -> Markup {
    let all = choices(about);
    // What was chosen before may have been removed meanwhile.
    let chosen = all.iter().position(|(one, ..)| *one == since).unwrap_or(0);
    html! {
        div.choices {
            (chooser(field::SINCE, "Since", html! {
                @for (place, (one, name, _)) in all.iter().enumerate() {
                    option value=(one.id()) selected[place == chosen] { (name) }
                }
            }))
        }
        @if let Some((_, name, from)) = all.get(chosen) { (answer(figure, name, from, &about.scenario)) }
    }
}

/// What the scenario can be compared with, each with its name.
fn choices(about: &About) -> Vec<(Since, String, Scenario)> {
    let baseline = about.scenario.as_released();
    let mut all = vec![(Since::Baseline, format!("its baseline, {}", baseline.baseline().name), baseline)];
    if let Some(before) = &about.before {
        all.push((Since::LastStep, "the scenario before the last step".to_owned(), before.clone()));
    }
    for (place, (pinned, name)) in about.compared.pinned().iter().zip(about.compared.names()).enumerate() {
        let name = format!("{}: {name}", letter(place));
        // A pinned scenario has no months of its own.
        all.push((Since::Pinned(place), name, pinned.scenario().clone().with_view_of(&about.scenario)));
    }
    all
}

fn answer(figure: MetricId, name: &str, from: &Scenario, to: &Scenario) -> Markup {
    let found = match attribute(from, to, figure) {
        Ok(found) => found,
        Err(absent) => {
            return html! { p data-say { "With some of the inputs changed and others not, " (figure.name_in(to.names())) " has no value: " (absent.reason()) "." } };
        }
    };
    if found.parts.is_empty() {
        return html! { p data-say { "Nothing differs from " span data-words { (name) } ": every input is the same." } };
    }
    let unit = figure.row().unit;
    html! {
        p data-say {
            b { (figure.name_in(to.names())) } " was " (derived(shown(found.from, unit), "a run of what it is compared with, derived"))
            " in " span data-words { (name) } " and is " (of_run(figure, Ok(found.to))) " now: "
            (derived(signed_amount(found.to - found.from, unit), "now less before")) ". "
            "Each change’s part is its mean over all orders in which the changes may have come; the parts sum to the difference. "
            @if found.parts.iter().any(|part| part.inputs.len() > 1) {
                "What only one of the two uses changes together with what brings it in, as a size with its basis. "
            }
            "What a change does by itself, all others kept, stands under “What changed”, and need not sum to it."
        }
        @if found.is_drawn() {
            p.source-note data-count {
                (counted(found.counted)) " changes may move it, too many for every order: means over " (counted(ORDERS))
                " orders and their opposites, each with its standard error."
            }
        }
        (drawn(&found, to.names()))
        details {
            summary { "As a table" }
            (table(&found, from, to))
        }
    }
}

/// The inputs that change as one: the first few by name, each with its question, and how many more there are.
fn named(inputs: &[ParameterId], names: &Names) -> Markup {
    let first = if inputs.len() > NAMED { NAMED - 1 } else { inputs.len() };
    let (first, more) = inputs.split_at(first);
    html! {
        @for (place, input) in first.iter().enumerate() {
            @let before = place.checked_sub(1).and_then(|before| first.get(before));
            @if before.is_some() { " + " }
            (ask(&Question::Input(*input), name_after(before.copied(), *input, names)))
        }
        @if !more.is_empty() { span data-count { " + " (counted(more.len())) " more" } }
    }
}

/// An input's name, without its subject if that has just been named.
fn name_after(before: Option<ParameterId>, input: ParameterId, names: &Names) -> String {
    let of = |input: ParameterId| (input.row().scope, input.member());
    match before {
        Some(before) if of(before) == of(input) && input.row().scope != Scope::Scenario => input.row().label.to_owned(),
        _ => input.name_in(names),
    }
}

/// A part with its standard error, if it has one.
fn amount_of(part: &Part, unit: Unit) -> String {
    let text = signed_amount(part.difference, unit);
    match part.error_difference {
        0.0 => text,
        error => format!("{text} ± {}", size(error, unit, shown)),
    }
}

fn drawn(found: &Attribution, names: &Names) -> Markup {
    let unit = found.metric.row().unit;
    // Inputs without a part in it get no step; parts are sorted by size.
    let with_a_part = found.parts.iter().take_while(|part| part.difference != 0.0).count();
    let parts = found.parts.get(..with_a_part).unwrap_or_default();
    if parts.is_empty() {
        return html! {};
    }
    let (each, rest) = parts.split_at(parts.len().min(DRAWN));
    let (each, rest) = if rest.len() == 1 { (parts, &rest[..0]) } else { (each, rest) };
    // Where each step begins; the last one ends exactly at the figure's present value.
    let mut steps = Vec::new();
    let mut at = found.from;
    for part in each {
        steps.push((Some(part), at, at + part.difference));
        at += part.difference;
    }
    if !rest.is_empty() {
        steps.push((None, at, found.to));
    } else if let Some(last) = steps.last_mut() {
        last.2 = found.to;
    }
    let axis = Axis::over(steps.iter().flat_map(|(_, from, to)| [*from, *to]), unit);
    let end = |value: f64, word: &str| {
        html! {
            div.spread-row {
                b { (word) }
                div.spread-plane { (PreEscaped(axis.stop(value, &shown(value, unit)))) }
            }
        }
    };
    html! {
        div.spreads {
            div.spread-row { span {} div.spread-plane { (PreEscaped(axis.head(None))) } }
            (end(found.from, "Before"))
            ol {
                @for (part, from, to) in &steps {
                    li.spread-row {
                        @match part {
                            Some(part) => { div { (named(&part.inputs, names)) } },
                            None => { span data-count { (counted(rest.len())) " other changes" } },
                        }
                        div.spread-plane { (PreEscaped(axis.step(*from, *to, &signed_amount(to - from, unit)))) }
                    }
                }
            }
            (end(found.to, "Now"))
        }
    }
}

fn table(found: &Attribution, from: &Scenario, to: &Scenario) -> Markup {
    let unit = found.metric.row().unit;
    html! {
        table.facts.sure {
            caption.for-screen-readers { "Each change’s part of the difference" }
            thead { tr { @for head in ["Input", "Before", "Now", "Its part"] { th scope="col" { (head) } } } }
            tbody {
                @for part in &found.parts {
                    @for (place, input) in part.inputs.iter().enumerate() {
                        @let [was, is] = input.show_apart(to.names(), [from.get(*input), to.get(*input)]);
                        tr data-number=(input.id()) {
                            th scope="row" { (ask(&Question::Input(*input), input.name_in(to.names()))) }
                            td data-label="Before" { (derived(was, "what it was")) }
                            td data-label="Now" { (derived(is, "what it is")) }
                            td data-label="Its part" {
                                @if place == 0 {
                                    (derived(amount_of(part, unit), "mean over the orders of change, derived"))
                                } @else { "with the above" }
                            }
                        }
                    }
                }
                tr {
                    th scope="row" { "Sum" }
                    td data-label="Before" { (derived(shown(found.from, unit), "the figure before")) }
                    td data-label="Now" { (derived(shown(found.to, unit), "the figure now")) }
                    td data-label="Its part" { (derived(signed_amount(found.to - found.from, unit), "now less before")) }
                }
            }
        }
    }
}
