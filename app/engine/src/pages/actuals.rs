//! What has happened, beside the scenario's plan for the same month. It changes no computed number.

use crate::evidence;
use crate::pieces::{ask, shown};
use figures::definitions::plan_of;
use maud::{Markup, html};
use model::base::show::difference;
use model::base::units::Unit;
use model::facts::actuals::{ACTUALS, Actual, PRESENT};
use model::inputs::scenario::Scenario;
use model::quantities::cell::Cell;
use model::record::question::Question;
use model::run::outcome::Outcome;

/// All actual readings; those that concern this scenario's baseline have its value beside them. Folded away at first.
pub(crate) fn all(scenario: &Scenario, outcome: &Outcome) -> Markup {
    html! {
        details.happened {
            summary data-count { "What happened by " (PRESENT.name()) ": " (ACTUALS.len()) " readings, beside the plan where there is one" }
            table.facts {
                caption.for-screen-readers { "Plan against actual" }
                thead { tr { @for head in ["What", "Actual", "This scenario", "Difference"] { th scope="col" { (head) } } } }
                tbody { @for actual in ACTUALS { (row(actual, scenario, outcome)) } }
            }
        }
    }
}

fn row(actual: &'static Actual, scenario: &Scenario, outcome: &Outcome) -> Markup {
    let planned = planned(actual, scenario, outcome);
    html! {
        tr data-actual=(actual.id) {
            th scope="row" {
                b { (actual.what) } ", " (actual.month.name())
                @if !actual.note.is_empty() { p data-words { (actual.note) } }
            }
            td data-label="Actual" {
                @match &actual.fact {
                    Some(fact) => {
                        (ask(&Question::Fact(format!("actual.{}", actual.id)), shown(fact.value, fact.unit)))
                        (evidence::of_fact(fact))
                    },
                    None => "no figure found",
                }
            }
            td data-label="This scenario" {
                @match planned {
                    Some((cell, value, unit)) => (ask(&Question::Cell(cell), shown(value, unit))),
                    None => "–",
                }
            }
            td data-label="Difference" {
                @match (&actual.fact, planned) {
                    (Some(fact), Some((_, value, unit))) => {
                        span data-derived title=(format!("{} − {}", shown(fact.value, unit), shown(value, unit))) {
                            (gap(actual, fact.value, value, unit, scenario))
                        }
                    },
                    _ => "–",
                }
            }
        }
    }
}

/// The difference of a reading from the plan, or that the plan was set to it.
fn gap(actual: &Actual, read: f64, planned: f64, unit: Unit, scenario: &Scenario) -> String {
    let agrees = actual.agrees(scenario.baseline().id, planned).map(str::to_owned);
    agrees.or_else(|| difference(read, planned, unit, shown)).unwrap_or_else(|| "none".to_owned())
}

/// The scenario's value for the same series and month, if its baseline concerns the same thing.
fn planned(actual: &Actual, scenario: &Scenario, outcome: &Outcome) -> Option<(Cell, f64, Unit)> {
    if !actual.baselines.contains(&scenario.baseline().id) {
        return None;
    }
    let (value, series, month) = plan_of(actual, outcome).ok()?;
    Some((Cell::series(series, month), value, series.row().unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::run::outcome::run;

    /// $405bn was once compared with $380bn in February 2026: the round's own path, two months before the round.
    #[test]
    fn a_valuation_before_the_round_has_no_plan() {
        let scenario = Scenario::of(Baseline::by_id("anthropic-tpu").expect("exists"));
        let markup = all(&scenario, &run(&scenario)).into_string();
        let start = markup.find("data-actual=\"anthropic-valuation-2026-02\"").expect("a row");
        let row = markup[start..].split("</tr>").next().expect("it ends");
        assert!(row.contains("$380bn") && !row.contains("data-derived") && !row.contains("series:"), "{row}");
    }

    #[test]
    fn a_reading_stands_beside_its_plan_and_nothing_known_is_said() {
        let scenario = Scenario::of(Baseline::by_id("funded-2026-07").expect("exists"));
        let outcome = run(&scenario);
        let markup = all(&scenario, &outcome).into_string();
        let row = |id: &str| {
            let start = markup.find(&format!("data-actual=\"{id}\"")).expect(id);
            markup[start..].split("</tr>").next().expect("it ends").to_owned()
        };
        assert!(row("openai-paid-2026-06").contains("$28.7bn"));
        assert!(row("openai-paid-2026-06").contains("the plan is set to it"));
        assert!(row("openai-gpus-38bn").contains("no figure found"), "{}", row("openai-gpus-38bn"));
        assert!(row("openai-gpus-38bn").contains("data-ask=\"series:chips_online"), "{}", row("openai-gpus-38bn"));
        // This baseline has no plan for Anthropic.
        assert!(!row("trainium2-anthropic-2026-04").contains("data-derived"));
    }
}
