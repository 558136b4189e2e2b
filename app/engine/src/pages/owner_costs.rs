//! Our cost of a chip-hour beside the published one for each accelerator, and why they differ.

use crate::evidence::citation;
use crate::pieces::{ask, badge};
use figures::unused::chip_is_compared;
use maud::{Markup, html};
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::Accelerator;
use model::facts::accelerators::ACCELERATORS;
use model::facts::owner_costs::{Explained, UNEXPLAINED_SHARE};
use model::facts::provenance::Class;
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::cell::Cell;
use model::record::question::Question;
use model::run::outcome::{Outcome, run};

/// Every accelerator's cost beside the published one; folded away at first.
pub(crate) fn all(scenario: &Scenario) -> Markup {
    let outcome = run(scenario);
    let published = ACCELERATORS.iter().filter(|chip| chip.owner_cost_usd_per_chip_hour.is_some()).count();
    html! {
        details.owner-costs {
            summary data-count {
                "Cost of a chip-hour to its owner: ours beside the published one of " (published) " accelerators, and why they differ"
            }
            table.facts {
                caption.for-screen-readers { "Owner’s cost of a chip-hour, ours and published" }
                thead { tr { @for head in ["Accelerator", "Ours (TCO)", "Published", "Difference", "Why"] { th scope="col" { (head) } } } }
                tbody {
                    @for (chip, accelerator) in ACCELERATORS.iter().enumerate().filter(|(chip, _)| chip_is_compared(scenario, *chip)) {
                        (row(chip, accelerator, scenario, &outcome))
                    }
                }
            }
        }
    }
}

fn row(chip: usize, accelerator: &'static Accelerator, scenario: &Scenario, outcome: &Outcome) -> Markup {
    let (ours, over) = (metric::chip::TCO.member(chip), metric::chip::TCO_OVER_PUBLISHED.member(chip));
    let share = outcome.metrics.get(over);
    html! {
        tr data-owner-cost=(accelerator.id) {
            th scope="row" { b { (scenario.names().accelerator(accelerator)) } }
            td data-label="Ours" {
                @match outcome.show(ours) {
                    Ok(shown) => { b.value { (ask(&Question::Cell(Cell::metric(ours)), shown.text())) } " " (badge(Some(Class::Derived))) },
                    Err(reason) => { "– " span.kind { (reason) } },
                }
            }
            td data-label="Published" {
                @match &accelerator.owner_cost_usd_per_chip_hour {
                    Some(fact) => {
                        @let question = Question::Fact(format!("accelerator.{}.owner_cost_usd_per_chip_hour", accelerator.id));
                        b.value { (ask(&question, show(fact.value, fact.unit).text())) } " " (badge(Some(fact.class))) " " (citation(fact.source))
                    },
                    None => "none found",
                }
            }
            td data-label="Difference" {
                @match share {
                    Ok(share) => (ask(&Question::Cell(Cell::metric(over)), difference(share))),
                    Err(_) => "–",
                }
            }
            td data-label="Why" { (why(accelerator, share.ok(), scenario)) }
        }
    }
}

fn difference(share: f64) -> String {
    let shown = show(share.abs(), Unit::Share).text();
    if share < 0.0 { format!("{shown} less") } else { format!("{shown} more") }
}

/// The explanation, with the capital cost that the published cost implies; if a large difference has none, it says so.
fn why(accelerator: &Accelerator, over: Option<f64>, scenario: &Scenario) -> Markup {
    let large_share = show(UNEXPLAINED_SHARE, Unit::Share).text();
    let large = over.is_some_and(|share| share.abs() > UNEXPLAINED_SHARE);
    html! {
        @match Explained::of(accelerator.id) {
            Some(explained) => {
                @let question = Question::Fact(format!("accelerator.{}.implied_capex_usd", accelerator.id));
                span data-words { (explained.why) }
                " Implied capital cost: " (ask(&question, show(explained.implied_capex_usd.value, explained.implied_capex_usd.unit).text())) "."
            },
            None if large && scenario.is_modified() => { span data-words { "Over " (large_share) " apart with your inputs, not with the defaults." } }
            None if large => { span data-words { "Over " (large_share) " apart, not explained." } }
            None if over.is_some() => { span data-words { "Within " (large_share) "." } }
            None => "–",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::input;
    use model::inputs::baselines::BASELINES;

    fn row_of<'a>(markup: &'a str, id: &str) -> &'a str {
        let start = markup.find(&format!("data-owner-cost=\"{id}\"")).expect(id);
        markup[start..].split("</tr>").next().expect("it ends")
    }

    #[test]
    fn every_accelerator_stands_beside_its_published_cost_and_what_is_far_off_is_explained() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let markup = all(&scenario).into_string();
            let outcome = run(&scenario);
            assert!(!markup.contains("Own chip"), "{}: it is made of placeholders", baseline.id);
            for (chip, accelerator) in ACCELERATORS.iter().enumerate().filter(|(_, one)| !one.is_own()) {
                let row = row_of(&markup, accelerator.id);
                if outcome.metrics.get(metric::chip::TCO.member(chip)).is_ok() {
                    assert!(row.contains(&format!("metric:tco_usd_per_chip_hour.{}", accelerator.id)), "{row}");
                }
                match &accelerator.owner_cost_usd_per_chip_hour {
                    Some(fact) => {
                        assert!(row.contains(&show(fact.value, fact.unit).text()), "{row}");
                        assert!(row.contains(&format!("metric:tco_over_published.{}", accelerator.id)), "{row}");
                    }
                    None => assert!(row.contains("none found"), "{row}"),
                }
            }
            assert!(!markup.contains("not explained"), "{}", baseline.id);
            for id in ["h200", "b200"] {
                assert!(row_of(&markup, id).contains(&format!("fact:accelerator.{id}.implied_capex_usd")), "{id}");
            }
        }
    }

    #[test]
    fn a_difference_of_the_reader_s_own_making_is_called_that() {
        let mut scenario = Scenario::of(&BASELINES[0]);
        let gb300 = ACCELERATORS.iter().position(|one| one.id == "gb300").expect("it is there");
        scenario.set(input::chip::CAPEX.member(gb300), 100_000.0).expect("within its range");
        let markup = all(&scenario).into_string();
        assert!(row_of(&markup, "gb300").contains("with your inputs"), "{}", row_of(&markup, "gb300"));
    }
}
