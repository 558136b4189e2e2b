//! How sure: ranges of the headline figures, what moves the chosen one, and what must be true.

use crate::pieces::{ask, badge, shown};
use figures::definitions::mfu_of;
use maud::{Markup, html};
use model::analysis::goal::Wish;
use model::analysis::goal::single::{Found, reach};
use model::analysis::grid::{Grid, grid, values_between};
use model::analysis::ranges::Range;
use model::analysis::tornado::{Bar, tornado};
use model::analysis::uncertainty::bands::{Bands, Spread};
use model::analysis::uncertainty::distribution::Family;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::{TIED_CORRELATION, Uncertainty};
use model::analysis::uncertainty::wanted::Wanted;
use model::base::show::show_closely;
use model::base::units::Unit;
use model::facts::accelerators::index_of;
use model::facts::provenance::Class;
use model::input;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::cell::Cell;
use model::quantities::metric::{Metric, MetricId};
use model::record::question::Question;
use model::run::outcome::{Outcome, run};

/// How many inputs are told that move the chosen figure.
const BARS: usize = 12;
/// How many values of each input a table has.
const STEPS: [usize; 2] = [5, 5];

/// The chips of the question that is asked first.
const TRAINIUM3: usize = index_of("trainium3");
const GB300: usize = index_of("gb300");

/// The page, about one figure where it is about one. The error says why nothing can be drawn.
pub(crate) fn page(scenario: &Scenario, chosen: MetricId) -> Result<Markup, String> {
    let plan = Plan::new(scenario, &Uncertainty::default()).map_err(|refused| refused.reason())?;
    let bands = Bands::of(&plan, &Wanted::headline(), &[]);
    let outcome = run(scenario);
    Ok(html! {
        h2 { "How sure?" }
        (drawn(scenario, &plan))
        (ranges(&bands, &outcome))
        h3 { "What moves it: " (chosen.name()) }
        (moved(scenario, chosen, &outcome))
        h3 { "What must be true" }
        (must(scenario, &outcome))
        (table(scenario, &outcome))
    })
}

fn counted(count: usize) -> String {
    show_closely(count as f64, Unit::Count).text()
}

/// What is drawn, and what is not.
fn drawn(scenario: &Scenario, plan: &Plan) -> Markup {
    let uncertain: Vec<ParameterId> = plan.uncertain().map(|one| one.input()).collect();
    let assumed = |input: &&ParameterId| scenario.evidence(**input).class == Some(Class::Assumption);
    let (all, assumed) = (uncertain.len() + plan.fixed().len(), uncertain.iter().filter(assumed).count());
    html! {
        p data-count {
            "Of " (all) " inputs " (uncertain.len()) " have a range. The scenario was run " (counted(plan.draws() as usize))
            " times with each of them drawn from its range: low and high are the 5th and the 95th percentile, the value is the median. "
            "The other " (plan.fixed().len()) " are fixed: choices, values without a range, and what you changed."
            @if plan.uncertain().any(|one| one.family() == Family::Paid) {
                " A conditional payment is made in as many draws as it is likely, and not at all in the others."
            }
        }
        p data-count {
            (assumed) " of the ranges are " (badge(Some(Class::Assumption))) ": our judgement, not a finding. So is that prices of one vendor’s chips move together, and their watts, with a correlation of "
            (TIED_CORRELATION) ". All else is drawn independently."
        }
        p.source-note {
            "Where a range lies on one side of its value, as that of slip or of running cost, so do the draws: the median then lies beside what the scenario says."
        }
    }
}

/// A number that is derived, with how in its title.
fn derived(text: String, how: &str) -> Markup {
    html! { span data-derived title=(how) { (text) } }
}

fn ranges(bands: &Bands, outcome: &Outcome) -> Markup {
    html! {
        table.facts.sure {
            caption.for-screen-readers { "Ranges of the figures" }
            thead {
                tr {
                    th scope="col" { "Figure, in " (outcome.as_of.name()) }
                    th scope="col" { "This scenario" }
                    th scope="col" { "Median" }
                    th scope="col" { "Half of the draws" }
                    th scope="col" { "Nine in ten" }
                }
            }
            tbody { @for spread in &bands.spreads { (range(spread, bands.draws, outcome)) } }
        }
    }
}

fn range(spread: &Spread, draws: u32, outcome: &Outcome) -> Markup {
    let unit = spread.metric.row().unit;
    // What no input with a range moves is the same in all draws.
    let between = |low: f64, high: f64| match [shown(low, unit), shown(high, unit)] {
        [low, high] if low == high => low,
        [low, high] => format!("{low} to {high}"),
    };
    html! {
        tr data-number=(spread.metric.id()) {
            th scope="row" {
                b { (spread.metric.name()) }
                @for (why, count) in &spread.absent {
                    p data-count { "No value in " (counted(*count as usize)) " draws: " (why.reason()) "." }
                }
            }
            td data-label="This scenario" { (of_run(spread.metric, outcome.metrics.get(spread.metric))) }
            @match &spread.values {
                Some(values) => {
                    @let [lowest, low, middle, high, highest] = values.values;
                    @let how = |what: &str| format!("{what} of {} draws, derived", counted(draws as usize));
                    td data-label="Median" { (derived(shown(middle, unit), &how("median"))) }
                    td data-label="Half" { (derived(between(low, high), &how("25th to 75th percentile"))) }
                    td data-label="Nine in ten" { (derived(between(lowest, highest), &how("5th to 95th percentile"))) }
                }
                None => { td data-label="Median" { "–" } td data-label="Half" { "–" } td data-label="Nine in ten" { "–" } }
            }
        }
    }
}

/// A figure of the scenario, which can be asked about.
fn of_run(metric: MetricId, value: Metric<f64>) -> Markup {
    html! {
        @match value {
            Ok(value) => (ask(&Question::Cell(Cell::metric(metric)), shown(value, metric.row().unit))),
            Err(absent) => { "– " span.kind { (absent.reason()) } },
        }
    }
}

/// What a figure is in another run.
fn elsewhere(metric: MetricId, value: Metric<f64>, how: &str) -> Markup {
    match value {
        Ok(value) => derived(shown(value, metric.row().unit), how),
        Err(absent) => html! { "– " span.kind { (absent.reason()) } },
    }
}

fn moved(scenario: &Scenario, chosen: MetricId, outcome: &Outcome) -> Markup {
    let bars = match tornado(scenario, chosen) {
        Ok(bars) => bars,
        Err(absent) => return html! { p { "It has no value: " (absent.reason()) "." } },
    };
    html! {
        p {
            "It is " (of_run(chosen, outcome.metrics.get(chosen))) " in " (outcome.as_of.name())
            ". With one input at an end of its range, and all else as it is, it comes to:"
        }
        table.facts.sure {
            caption.for-screen-readers { "The figure at both ends of each range" }
            thead {
                tr {
                    th scope="col" { "Input" }
                    th scope="col" { "Low" }
                    th scope="col" { "gives" }
                    th scope="col" { "High" }
                    th scope="col" { "gives" }
                    th scope="col" { "Class" }
                }
            }
            tbody { @for bar in bars.iter().take(BARS) { (bar_row(bar, chosen, scenario)) } }
        }
    }
}

fn bar_row(bar: &Bar, chosen: MetricId, scenario: &Scenario) -> Markup {
    let [low, high] = bar.values.map(|value| bar.input.show(value));
    let [at_low, at_high] = bar.metric;
    let how = |end: &str| format!("a run with {} at {end}, derived", bar.input.name());
    html! {
        tr data-number=(bar.input.id()) {
            th scope="row" { (ask(&Question::Input(bar.input), bar.input.name())) }
            td data-label="Low" { (derived(low.clone(), "low end of the range")) }
            td data-label="gives" { (elsewhere(chosen, at_low, &how(&low))) }
            td data-label="High" { (derived(high.clone(), "high end of the range")) }
            td data-label="gives" { (elsewhere(chosen, at_high, &how(&high))) }
            td data-label="Class" { (badge(scenario.evidence(bar.input).class)) }
        }
    }
}

/// What an effective PFLOP-hour of a chip costs, before discount.
fn cost(chip: usize) -> MetricId {
    metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR.of(chip)
}

/// The ready question: at which price is Trainium3 as cheap as GB300?
fn must(scenario: &Scenario, outcome: &Outcome) -> Markup {
    let price = input::chip::PRICE.of(TRAINIUM3);
    let found = reach(scenario, cost(TRAINIUM3), Wish::SameAs(cost(GB300)), price);
    let how = "found by halving, and confirmed by a run; derived";
    html! {
        p { b { "At which Trainium3 price does it cost the same as GB300?" } }
        p.must {
            @match found {
                Found::At(reached) => {
                    "At "
                    @for (place, one) in reached.iter().enumerate() {
                        @if place > 0 { " or " }
                        (derived(price.show(one.from), how))
                        @if one.to != one.from { " to " (derived(price.show(one.to), how)) }
                    }
                    ": an effective PFLOP-hour then costs what it costs on GB300, " (of_run(cost(GB300), outcome.metrics.get(cost(GB300)))) "."
                }
                Found::Nearest { value, metric, because } => {
                    "At no price within its limits. Nearest is " (derived(shown(metric, cost(TRAINIUM3).row().unit), how)) " at "
                    (derived(price.show(value), how)) ", because "
                    span data-words { (because.iter().map(|because| because.reason()).collect::<Vec<_>>().join(", and ")) } "."
                }
                Found::NoValue => { "That cannot be said: one of the two publishes no peak at this precision." }
            }
            " The scenario has " (ask(&Question::Input(price), price.show(scenario.get(price)))) " "
            (badge(scenario.evidence(price).class)) ", and with it " (of_run(cost(TRAINIUM3), outcome.metrics.get(cost(TRAINIUM3)))) "."
        }
    }
}

/// Trainium3's price by its MFU: what an effective PFLOP-hour costs.
fn table(scenario: &Scenario, outcome: &Outcome) -> Markup {
    let price = input::chip::PRICE.of(TRAINIUM3);
    let Some(mfu) = mfu_of(scenario, TRAINIUM3) else { return html! {} };
    let values = |of: ParameterId, count: usize| match Range::around(scenario, of) {
        Ok(range) => values_between(of, range.low, range.high, count),
        Err(_) => values_between(of, of.row().min, of.row().max, count),
    };
    let (across, down) = (values(price, STEPS[0]), values(mfu, STEPS[1]));
    let Grid { across_values, down_values, cells, .. } =
        grid(scenario, cost(TRAINIUM3), (price, &across), (mfu, &down));
    let level = outcome.metrics.get(cost(GB300)).ok();
    html! {
        p {
            "What an effective PFLOP-hour costs on Trainium3 in dollars, by its price across and its MFU down; in bold where that is no more than on GB300. "
            "Both go from the low to the high end of their ranges: " (badge(scenario.evidence(price).class)) " for the price, "
            (badge(scenario.evidence(mfu).class)) " for the MFU."
        }
        table.facts.sure {
            caption.for-screen-readers { "Dollars an effective PFLOP-hour on Trainium3, by price and MFU" }
            thead {
                tr {
                    th scope="col" { (mfu.row().label) }
                    @for value in &across_values { th scope="col" { (derived(price.show(*value), "price, in equal steps of its range")) } }
                }
            }
            tbody {
                @for (value, row) in down_values.iter().zip(&cells) {
                    tr {
                        th scope="row" { (derived(mfu.show(*value), "MFU, in equal steps of its range")) }
                        @for (of_price, cell) in across_values.iter().zip(row) {
                            td data-label=(price.show(*of_price)) {
                                (table_cell(*cell, level, &format!("with a price of {} and an MFU of {}", price.show(*of_price), mfu.show(*value))))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A cell: dollars without the rest of the unit, which its title has; bold where it is at most the level.
fn table_cell(cell: Metric<f64>, level: Option<f64>, at: &str) -> Markup {
    let text = match cell {
        Ok(cell) => shown(cell, cost(TRAINIUM3).row().unit),
        Err(absent) => return html! { "– " span.kind { (absent.reason()) } },
    };
    let dollars = text.split('/').next().unwrap_or(&text).to_owned();
    let of_run = derived(dollars, &format!("{text} in a run {at}, derived"));
    let is_cheap = cell.is_ok_and(|cell| level.is_some_and(|level| cell <= level));
    html! { @if is_cheap { b { (of_run) } } @else { (of_run) } }
}
