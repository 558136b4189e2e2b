//! The explanation of a number: its value and class, its meaning, its formula in words and with values, its parts, and
//! how it responds to inputs. Everything named in it is a button that asks in turn.
//!
//! Everything is read from the recording of the arithmetic; nothing here computes what the model computes.

use super::{input, movers, rests, sentence, statement, table};
use crate::pieces::{ask, badge, exact, exact_as, heading, of_fact, shown, value_of};
use crate::reasons::Reasons;
use crate::turns::Turns;
use crate::{evidence, report};
use maud::{Markup, html};
use model::base::month::Month;
use model::base::units::Unit;
use model::facts::glossary::terms_in;
use model::facts::provenance::Class;
use model::inputs::evidence::{Listed, entry};
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;
use model::inputs::scenario::Scenario;
use model::quantities::cell::{Cell, Quantity};
use model::record::explain::{Explanation, explain};
use model::record::formula::{Part, Token};
use model::record::question::Question;
use model::record::recorder::record;
use model::record::tape::Recording;
use model::record::writer::{grouped, labelled};
use model::run::outcome::run;
use model::share::ranged::Ranged;

/// The explanation for a question or, for several, a choice among them. `None` if a question is unknown.
///
/// If the number turns within the ranges of `ranged`, the explanation says so.
pub(crate) fn answer(questions: &[String], scenario: &Scenario, reasons: &Reasons, ranged: &Ranged) -> Option<Markup> {
    let all: Option<Vec<Question>> = questions.iter().map(|question| Question::parse(question)).collect();
    match all?.as_slice() {
        [] => None,
        [Question::Cell(of)] => Some(cell(*of, scenario, reasons, ranged)),
        [Question::Input(of)] => Some(of_input(*of, scenario, reasons)),
        [Question::Fact(id)] => entry(id).map(|listed| fact(listed, scenario)),
        several => Some(choice(several, scenario)),
    }
}

/// The evidence class of a part: of an input the scenario's, of a fact its own, of anything else "derived".
fn class_of(question: &Question, scenario: &Scenario) -> Option<Class> {
    match question {
        Question::Cell(_) => Some(Class::Derived),
        Question::Input(of) => scenario.evidence(*of).class,
        Question::Fact(id) => entry(id).map(|listed| listed.class),
    }
}

fn full_name(cell: Cell, scenario: &Scenario) -> String {
    let name = cell.quantity.name_in(scenario.names());
    cell.month.map_or_else(|| name.clone(), |month| format!("{name}, {}", Month(i32::from(month)).short_name()))
}

fn cell(of: Cell, scenario: &Scenario, reasons: &Reasons, ranged: &Ranged) -> Markup {
    let recording = record(scenario);
    let (name, unit) = (full_name(of, scenario), recording.unit_of(of));
    let Some(explanation) = explain(&recording, of) else {
        let outcome = run(scenario);
        let last = Month(outcome.sheet.months().max(outcome.sheet.months_to_the_end()) as i32 - 1);
        return html! {
            (heading(&name, "–"))
            p {
                @if of.month.is_some_and(|month| i32::from(month) > last.0) {
                    "No value (nothing is computed after " (last.name()) ")."
                } @else {
                    "No value (this scenario has no such number, as where a limit is off or a chip is not used)."
                }
            }
            (meaning(of.quantity, unit))
        };
    };
    html! {
        @match explanation.value {
            Ok(value) => {
                (heading(&name, &shown(value, unit)))
                p.asked-class { (badge(Some(Class::Derived))) " " (exact(value, unit)) }
                @if let Some(sentence) = sentence::of(&explanation, &recording, scenario) { p.sentence { (sentence) } }
                @if let Some(turns) = turns(of, scenario, ranged) { p.sentence { (turns) } }
                p.source-note { (of.quantity.meaning()) }
            }
            Err(absent) => {
                (heading(&name, "–"))
                p { (crate::pieces::sentence(&absent.no_value())) }
                @if let Some(turns) = turns(of, scenario, ranged) { p.sentence { (turns) } }
                (meaning(of.quantity, unit))
            }
        }
        @let movers = movers::of(&explanation, scenario);
        section.rests-on aria-label=(format!("What {} rests on", of.quantity.name_in(scenario.names()))) {
            (movers.markup(scenario))
            @if let Ok(value) = explanation.value {
                h3 { "How it is calculated" }
                @match (statement::of(of, &recording), table::of(&explanation, value, unit)) {
                    (Some(statement), _) => {
                        (statement)
                        details { summary { "Month by month" } (formula(&explanation)) (parts(&explanation, scenario)) }
                    }
                    (None, Some(table)) => (table),
                    (None, None) => { (formula(&explanation)) (parts(&explanation, scenario)) }
                }
            }
            (rests::answer(&explanation, &movers, &recording, scenario, reasons))
        }
        (terms(&[&name, of.quantity.meaning()]))
        (report::offer(&Question::Cell(of).text(), &explanation.value.map_or_else(|absent| absent.reason().to_owned(), |value| shown(value, unit)), scenario))
    }
}

/// A sentence that says that a number turns within its inputs' ranges; `None` if it does not.
fn turns(of: Cell, scenario: &Scenario, ranged: &Ranged) -> Option<Markup> {
    match of.quantity {
        Quantity::Metric(metric) => Turns::of(scenario, metric, ranged).map(|turns| turns.sentence("it")),
        _ => None,
    }
}

/// The terms of the field that occur in the texts, each with its meaning.
fn terms(texts: &[&str]) -> Markup {
    let terms = terms_in(&texts.join(" "));
    html! {
        @if !terms.is_empty() {
            dl.terms {
                @for term in terms { div { dt { (term.word) } dd { (term.meaning) } } }
            }
        }
    }
}

/// The meaning of a number that has no value.
fn meaning(of: Quantity, unit: Unit) -> Markup {
    html! { p { (of.meaning()) } p.asked-class { (badge(Some(Class::Derived))) " in " (unit.name()) } }
}

/// The formula in words, and with values.
fn formula(explanation: &Explanation) -> Markup {
    // If the formula is just another number, a second line would add nothing.
    let alone = matches!(explanation.formula.as_slice(), [_]);
    html! {
        p.formula { "= " @for token in &explanation.formula { (words(token, &explanation.parts)) } }
        @if !alone { p.formula.figures-in { "= " @for token in &explanation.formula { (figures(token, &explanation.parts)) } } }
    }
}

fn words(token: &Token, parts: &[Part]) -> Markup {
    match token {
        Token::Text(text) => html! { (text) },
        Token::Number { value, label } => number(*value, |value| labelled(value, label)),
        Token::Month(month) => html! { (month.short_name()) },
        Token::Part(at) => ask(&parts[*at].question, parts[*at].full_name()),
        Token::Months { first, count } => {
            let (first, last) = (&parts[*first], &parts[first + count - 1]);
            html! { (first.name) ", " (short(first)) " to " (short(last)) }
        }
    }
}

fn figures(token: &Token, parts: &[Part]) -> Markup {
    let one = |part: &Part| {
        html! {
            button.ask type="button" data-ask=(part.question.text())
                aria-label={ (part.full_name()) ": " (value_of(part)) } { (in_formula(part)) }
        }
    };
    match token {
        Token::Text(text) => html! { (text) },
        Token::Number { value, .. } => number(*value, grouped),
        Token::Month(month) => html! { (month.short_name()) },
        Token::Part(at) => one(&parts[*at]),
        Token::Months { first, count } => {
            html! { (one(&parts[*first])) "; …; " (one(&parts[first + count - 1])) }
        }
    }
}

/// A constant in the formula; a power of ten like a thousand million million is written as 10¹⁵.
fn number(value: f64, written: impl Fn(f64) -> String) -> Markup {
    let text = format!("{value}");
    let zeros = text.strip_prefix('1').filter(|rest| rest.len() > 5 && rest.bytes().all(|digit| digit == b'0'));
    html! {
        @if let Some(zeros) = zeros { "10" sup { (zeros.len()) } }
        @else { (written(value)) }
    }
}

fn short(part: &Part) -> String {
    part.month.map_or(String::new(), Month::short_name)
}

/// A part's value within a formula: "1.25" instead of "1.25×", "1" instead of "on".
fn in_formula(part: &Part) -> String {
    match part.unit {
        Unit::Ratio | Unit::Switch | Unit::Month => part.in_formula(),
        _ => value_of(part),
    }
}

/// The parts one below the other, each once; the months of a sum are folded away.
fn parts(explanation: &Explanation, scenario: &Scenario) -> Markup {
    let runs: Vec<(usize, usize)> = explanation.formula.iter().filter_map(months_of).collect();
    let in_run = |at: usize| runs.iter().any(|(first, count)| (*first..first + count).contains(&at));
    let alone = explanation.parts.iter().enumerate().filter(|(at, _)| !in_run(*at)).map(|(_, part)| part);
    html! {
        @if !explanation.parts.is_empty() {
            ul.parts {
                @for part in alone { (listed(part, scenario)) }
                @for (first, count) in &runs {
                    @let months = &explanation.parts[*first..first + count];
                    li {
                        details {
                            summary { (months[0].name) ", " (count) " months " (badge(Some(Class::Derived))) }
                            ul.parts { @for part in months { (listed(part, scenario)) } }
                        }
                    }
                }
            }
        }
    }
}

fn months_of(token: &Token) -> Option<(usize, usize)> {
    match token {
        Token::Months { first, count } => Some((*first, *count)),
        _ => None,
    }
}

fn listed(part: &Part, scenario: &Scenario) -> Markup {
    html! {
        li { (ask(&part.question, part.full_name())) " " b { (value_of(part)) } " " (badge(class_of(&part.question, scenario))) }
    }
}

fn of_input(of: ParameterId, scenario: &Scenario, reasons: &Reasons) -> Markup {
    // Written with enough digits to differ from the baseline's value, which follows below.
    let [shown, _] = of.show_apart(scenario.names(), [scenario.get(of), scenario.baseline().value(of)]);
    html! {
        (heading(&of.name_in(scenario.names()), &shown))
        p.asked-class { (badge(scenario.evidence(of).class)) " " (exact_input(of, scenario)) }
        @if let Some(reason) = reasons.markup(of) { p.source-note { (reason) } }
        (input::answer(of, scenario))
        (terms(&[&of.name_in(scenario.names()), of.row().meaning]))
        (report::offer(&Question::Input(of).text(), &of.show_in(scenario.names(), scenario.get(of)), scenario))
    }
}

/// Choices, switches and dates are words; other numbers are given with more digits than in the heading.
fn exact_input(of: ParameterId, scenario: &Scenario) -> Markup {
    let value = scenario.get(of);
    match of.row().kind {
        Kind::Choice(_) | Kind::Switch | Kind::Month => {
            exact_as(of.show_in(scenario.names(), value), value, of.row().unit)
        }
        _ => exact(value, of.row().unit),
    }
}

fn fact(listed: &'static Listed, scenario: &Scenario) -> Markup {
    html! {
        (heading(&listed.name_in(scenario.names()), &of_fact(listed)))
        p.asked-class { (badge(Some(listed.class))) " " (exact_as(of_fact(listed), listed.value, listed.unit)) }
        p { (listed.note) "." }
        p.source-note { (evidence::citation(listed.source)) }
        (evidence::confidence(listed.fact))
        @if let (Some(low), Some(high)) = (listed.low, listed.high) {
            p.source-note { (evidence::range_of(listed.class)) (listed.show_as(low)) " to " (listed.show_as(high)) "." }
        }
        p.source-note { "“" (listed.class.word()) "”: " (listed.class.meaning()) }
        @if let Some(input) = listed.input { p { "Sets the input " (ask(&Question::Input(input), input.name_in(scenario.names()))) "." } }
    }
}

/// A choice among several numbers.
fn choice(several: &[Question], scenario: &Scenario) -> Markup {
    let recording = record(scenario);
    html! {
        h2 id="asked" tabindex="-1" { span { "Which number?" } }
        ul.parts {
            @for question in several {
                li {
                    (ask(question, name_of(question, scenario))) " "
                    b { (value_in(question, &recording, scenario)) } " "
                    (badge(class_of(question, scenario)))
                }
            }
        }
    }
}

fn name_of(question: &Question, scenario: &Scenario) -> String {
    match question {
        Question::Cell(cell) => full_name(*cell, scenario),
        Question::Input(input) => input.name_in(scenario.names()),
        Question::Fact(id) => entry(id).map_or_else(String::new, |listed| listed.name_in(scenario.names())),
    }
}

fn value_in(question: &Question, recording: &Recording, scenario: &Scenario) -> String {
    match question {
        Question::Cell(cell) => match recording.formula(*cell) {
            Some(id) => shown(recording.value(id), cell.quantity.unit()),
            None => "–".to_owned(),
        },
        Question::Input(input) => input.show_in(scenario.names(), scenario.get(*input)),
        Question::Fact(id) => entry(id).map_or_else(String::new, of_fact),
    }
}
