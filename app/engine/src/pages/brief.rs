//! A scenario on one page: sentences, three figures, one chart, what differs, what it rests on.

use crate::pieces::{ask, badge};
use figures::brief::{self, Brief, brief};
use figures::picture::{Around, picture_on_page, picture_within};
use figures::theme::Theme;
use figures::{Figure, Subjects, span};
use maud::{Markup, PreEscaped, html};
use model::analysis::ranking::ranking;
use model::analysis::uncertainty::bands::Bands;
use model::facts::provenance::Class;
use model::facts::sources::FACTS_READ_TO;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::metric;
use model::record::question::Question;
use model::run::outcome::{Outcome, run};
use protocol::BandsValue;

/// How wide the chart is drawn, CSS pixels: for a telephone, and for a page or a sheet of paper.
const WIDTHS: [(&str, f64); 2] = [("narrow", 328.0), ("wide", 680.0)];
/// How wide it is drawn on paper, CSS pixels.
const ON_PAPER: f64 = 700.0;
/// How many inputs are told that the contract's value rests on most.
const RESTS_ON: usize = 3;
/// How many publishers are named.
const PUBLISHERS: usize = 6;

/// A scenario, what it comes to, and its brief.
struct Briefed<'a> {
    scenario: &'a Scenario,
    outcome: Outcome,
    before: Outcome,
    brief: Brief,
    /// What many draws come to, where that is shown.
    bands: Option<Bands>,
}

impl Briefed<'_> {
    fn of<'a>(scenario: &'a Scenario, bands: Option<&BandsValue>) -> Briefed<'a> {
        let (outcome, before) = (run(scenario), run(&scenario.as_released()));
        let brief = brief(scenario, &outcome, &before);
        Briefed { scenario, outcome, before, brief, bands: bands.map(BandsValue::open) }
    }

    fn top(&self, name: &str) -> Markup {
        let kind = brief::kind(self.scenario, &self.outcome, name);
        let bands = self.bands.as_ref();
        html! { (PreEscaped(brief::top::html(&kind, &self.brief, &self.outcome, &self.before, bands))) }
    }

    fn chart(&self) -> Figure {
        let alone = Subjects::one(self.scenario, &self.outcome);
        self.brief.chart.figure(&Subjects { bands: self.bands.as_ref(), ..alone })
    }

    /// What differs, what limits, what is assumed, and the sources.
    fn words(&self) -> Markup {
        let ranked = ranking(self.scenario, metric::CONTRACT_NPV);
        html! {
            section {
                h2 { "What differs from the baseline" }
                @if self.brief.differs.is_empty() {
                    p { "Nothing: this is the baseline as it was released." }
                } @else {
                    ul { @for one in &self.brief.differs { li { (PreEscaped(span::html(one))) } } }
                }
                p { (PreEscaped(span::html(&self.brief.limits))) }
            }
            @if !ranked.is_empty() {
                section {
                    h2 { "What the contract’s value rests on most" }
                    ul { @for input in ranked.iter().take(RESTS_ON) { (rests_on(*input, self.scenario)) } }
                }
            }
            p.source-note { (sources(&ranked, self.scenario)) }
        }
    }
}

/// What stands below sentences and figures, which the page itself shows at once.
pub(crate) fn rest(scenario: &Scenario, bands: Option<&BandsValue>) -> Markup {
    let briefed = Briefed::of(scenario, bands);
    let chart = briefed.chart();
    html! {
        @for (class, width) in WIDTHS {
            div class={ "brief-chart " (class) } { (PreEscaped(picture_on_page(&chart, width))) }
        }
        (briefed.words())
    }
}

/// The same on one sheet of paper. `name` is what the reader calls the scenario, `address` where it can be opened, `today`
/// the reader's date.
pub(crate) fn paper(scenario: &Scenario, bands: Option<&BandsValue>, name: &str, address: &str, today: &str) -> Markup {
    let briefed = Briefed::of(scenario, bands);
    html! {
        div.brief {
            (briefed.top(name))
            div.brief-chart { (PreEscaped(picture_within(&briefed.chart(), ON_PAPER, Theme::Light, Around::Page))) }
            (briefed.words())
            p.link { "Printed " (today) " from " (address) }
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
    format!("{from}{rests}Facts as of {FACTS_READ_TO}.")
}
