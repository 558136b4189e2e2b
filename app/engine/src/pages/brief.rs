//! A scenario on one page: sentences, three figures, one chart, what differs, what it rests on.

use crate::exports::title;
use crate::pieces::{ask, badge};
use figures::brief::{Brief, brief, difference_to};
use figures::picture::picture;
use figures::theme::Theme;
use figures::{Subjects, span};
use maud::{Markup, PreEscaped, html};
use model::analysis::ranking::ranking;
use model::facts::provenance::Class;
use model::facts::sources::FACTS_READ_TO;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::cell::Cell;
use model::record::question::Question;
use model::run::outcome::run;

/// How wide the chart is drawn, CSS pixels: for a telephone, and for a page or a sheet of paper.
const WIDTHS: [(&str, f64); 2] = [("narrow", 328.0), ("wide", 680.0)];
/// How many inputs are told that the contract's value rests on most.
const RESTS_ON: usize = 3;
/// How many publishers are named.
const PUBLISHERS: usize = 6;

/// The whole page.
pub(crate) fn page(scenario: &Scenario) -> Markup {
    let outcome = run(scenario);
    let before = run(&scenario.as_released());
    let Brief { says, figures, chart, differs, limits } = brief(scenario, &outcome, &before);
    let figure = chart.figure(&Subjects::one(scenario, &outcome));
    let ranked = ranking(scenario, metric::CONTRACT_NPV);
    html! {
        div.brief {
            p.kind { (title(scenario)) " · as of " (outcome.as_of.name()) }
            h2.brief-says { (PreEscaped(span::html(&says))) }
            ul.brief-figures {
                @for of in figures {
                    li {
                        span { (of.row().label) }
                        b translate="no" {
                            (ask(&Question::Cell(Cell::metric(of)), outcome.show(of).map_or_else(str::to_owned, |shown| shown.text())))
                        }
                        @if let Some(difference) = difference_to(of, &outcome, &before) {
                            small { (difference) " vs baseline" }
                        }
                    }
                }
            }
            @for (class, width) in WIDTHS {
                div class={ "brief-chart " (class) } { (PreEscaped(picture(&figure, width, Theme::Light, &[]))) }
            }
            h3 { "What differs from the baseline" }
            @if differs.is_empty() {
                p { "Nothing: this is the baseline as it was released." }
            } @else {
                ul { @for one in &differs { li { (PreEscaped(span::html(one))) } } }
            }
            p { (PreEscaped(span::html(&limits))) }
            @if !ranked.is_empty() {
                h3 { "What the contract’s value rests on most" }
                ul { @for input in ranked.iter().take(RESTS_ON) { (rests_on(*input, scenario)) } }
            }
            p.source-note { (sources(&ranked, scenario)) " Every number can be pressed for what stands behind it." }
        }
    }
}

/// An input with its value, its class and its range.
fn rests_on(input: ParameterId, scenario: &Scenario) -> Markup {
    let class = scenario.evidence(input).class;
    let range = input.fact().filter(|_| class.is_some()).and_then(|fact| Some((fact.low?, fact.high?)));
    html! {
        li {
            (input.name()) ": " (ask(&Question::Input(input), input.show(scenario.get(input)))) " " (badge(class))
            @if let Some((low, high)) = range { ", range " (input.show(low)) " to " (input.show(high)) }
        }
    }
}

/// Who published what the value rests on most, and how much of it is assumed.
fn sources(ranked: &[ParameterId], scenario: &Scenario) -> String {
    let mut publishers: Vec<&str> = Vec::new();
    let mut assumed = 0;
    for input in ranked {
        let evidence = scenario.evidence(*input);
        match (evidence.class, evidence.source) {
            (Some(Class::Assumption), _) => assumed += 1,
            (Some(_), Some(source)) if !publishers.contains(&source.publisher) => publishers.push(source.publisher),
            _ => {}
        }
    }
    let named: Vec<&str> = publishers.iter().copied().filter(|name| !name.is_empty()).take(PUBLISHERS).collect();
    let from = if named.is_empty() { String::new() } else { format!("Sources: {}. ", named.join(", ")) };
    let count = ranked.len();
    let rests = if count > 0 {
        format!("{assumed} of the {count} inputs that move the value are assumptions. ")
    } else {
        String::new()
    };
    format!("{from}{rests}Facts as of {FACTS_READ_TO}. Dollars are nominal, before tax and working capital.")
}
