//! Ranges of the headline figures over all draws.

use super::{counted, derived, of_run};
use crate::draws::assumed;
use crate::pieces::{badge, shown};
use maud::{Markup, html};
use model::analysis::uncertainty::bands::{Bands, Spread};
use model::analysis::uncertainty::distribution::Family;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::{TIED_CORRELATION, Uncertainty};
use model::analysis::uncertainty::wanted::Wanted;
use model::facts::provenance::Class;
use model::inputs::scenario::Scenario;
use model::run::outcome::{Outcome, run};

/// The part. The error says why nothing can be drawn.
pub(super) fn part(scenario: &Scenario) -> Result<Markup, String> {
    let plan = Plan::new(scenario, &Uncertainty::default()).map_err(|refused| refused.reason())?;
    let bands = Bands::of(&plan, &Wanted::headline(), &[]);
    Ok(html! {
        (drawn(scenario, &plan))
        (ranges(&bands, scenario, &run(scenario)))
    })
}

/// What is drawn, and what is not.
fn drawn(scenario: &Scenario, plan: &Plan) -> Markup {
    let uncertain = plan.uncertain().count();
    let all = uncertain + plan.fixed().len();
    html! {
        p data-count {
            "Of " (all) " inputs " (uncertain) " have a range. The scenario was run " (counted(plan.draws() as usize))
            " times with each of them drawn from its range: low and high are the 5th and the 95th percentile, the value is the median. "
            "The other " (plan.fixed().len()) " are fixed: choices, values without a range, and what you changed."
            @if plan.uncertain().any(|one| one.family() == Family::Paid) {
                " A conditional payment is made in as many draws as it is likely, and not at all in the others."
            }
        }
        p data-count {
            (assumed(scenario, plan)) " of the ranges are " (badge(Some(Class::Assumption))) ": our judgement, not a finding. So is that prices of one vendor’s chips move together, and their watts, with a correlation of "
            (TIED_CORRELATION) ". All else is drawn independently."
        }
        p.source-note {
            "Where a range lies on one side of its value, as that of slip or of running cost, so do the draws: the median then lies beside what the scenario says."
        }
    }
}

fn ranges(bands: &Bands, scenario: &Scenario, outcome: &Outcome) -> Markup {
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
            tbody { @for spread in &bands.spreads { (range(spread, bands.draws, scenario, outcome)) } }
        }
    }
}

fn range(spread: &Spread, draws: u32, scenario: &Scenario, outcome: &Outcome) -> Markup {
    let unit = spread.metric.row().unit;
    // What no input with a range moves is the same in all draws.
    let between = |low: f64, high: f64| match [shown(low, unit), shown(high, unit)] {
        [low, high] if low == high => low,
        [low, high] => format!("{low} to {high}"),
    };
    html! {
        tr data-number=(spread.metric.id()) {
            th scope="row" {
                b { (spread.metric.name_in(scenario.names())) }
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
