//! Chip prices for an agreement, beside what the agreement implies.

use crate::evidence;
use crate::pieces::ask;
use maud::{Markup, html};
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::Accelerator;
use model::facts::accelerators::ACCELERATORS;
use model::facts::provenance::Class;
use model::inputs::families::{AGREEMENTS, Scope};
use model::inputs::scenario::{Evidence, Scenario};
use model::quantities::cell::Cell;
use model::quantities::metric::MetricId;
use model::record::question::Question;
use model::run::outcome::run;
use model::{input, metric};

/// The agreement of an id.
pub(crate) fn agreement(id: &str) -> Option<usize> {
    (0..AGREEMENTS.len()).find(|index| Scope::Agreement.member_id(*index) == id)
}

/// Every price with its evidence, and the ratio of the implied price of a chip-hour to it.
pub(crate) fn answer(agreement: usize, scenario: &Scenario) -> Markup {
    let metric: MetricId = metric::agreement::IMPLIED_PRICE_PER_CHIP_HOUR.member(agreement);
    let implied = run(scenario).metrics.get(metric);
    html! {
        p.source-note {
            @match implied {
                Ok(usd) => {
                    "The stated value implies " b { (ask(&Question::Cell(Cell::metric(metric)), show(usd, Unit::UsdPerChipHour).text())) } ", derived: "
                    (metric.row().meaning) " It is a mean over all chips of the agreement. "
                    "Contracts of this size are not paid at list."
                },
                Err(absent) => { "No price is implied: " (absent.reason()) "." },
            }
        }
        @for chip in chips_of(scenario, agreement) { (of_chip(chip, scenario, implied.ok())) }
    }
}

/// The chips of an agreement's phases, each once.
fn chips_of(scenario: &Scenario, agreement: usize) -> Vec<usize> {
    let first = scenario.get(input::agreement::FIRST_PHASE_SHARE.member(agreement));
    let mut chips = Vec::new();
    for (phase, of_phase) in [(2 * agreement, first), (2 * agreement + 1, 1.0 - first)] {
        let of_b = scenario.get(input::phase::SHARE_B.member(phase));
        for (family, share) in [(input::phase::CHIP_A, 1.0 - of_b), (input::phase::CHIP_B, of_b)] {
            let chip = scenario.get(family.member(phase)) as usize;
            if share * of_phase > 0.0 && !chips.contains(&chip) {
                chips.push(chip);
            }
        }
    }
    chips
}

fn of_chip(index: usize, scenario: &Scenario, implied: Option<f64>) -> Markup {
    let Some(accelerator) = ACCELERATORS.get(index) else { return html! {} };
    let input = input::chip::PRICE.member(index);
    let used = scenario.get(input);
    html! {
        p { b { (scenario.names().accelerator(accelerator)) } ": " (ask(&Question::Input(input), show(used, Unit::UsdPerChipHour).text())) " used here" (compared(implied, used)) }
        (evidence::note(scenario.evidence(input)))
        (listed(accelerator, implied))
    }
}

fn listed(accelerator: &'static Accelerator, implied: Option<f64>) -> Markup {
    html! {
        @if accelerator.list_prices.is_empty() { p.source-note { "No list price of it is public." } }
        @for (number, price) in (1..).zip(accelerator.list_prices) {
            @let question = Question::Fact(format!("accelerator.{}.list_price{number}", accelerator.id));
            p { (ask(&question, show(price.fact.value, price.fact.unit).text())) ", " (price.kind.name()) (compared(implied, price.fact.value)) }
            (evidence::note(Evidence { class: Some(price.fact.class), source: Some(price.fact.source), note: price.fact.measures }))
        }
    }
}

/// "; the implied price is 0.35× that", with the division as a tooltip.
fn compared(implied: Option<f64>, price: f64) -> Markup {
    let usd = |usd: f64| show(usd, Unit::UsdPerChipHour).text();
    html! {
        @match implied {
            Some(implied) if price > 0.0 => {
                span data-derived title=(format!("{} ÷ {}", usd(implied), usd(price))) {
                    "; the implied price is " (three_digits(implied / price)) "× that"
                }
                " " small { (Class::Derived.word()) ": " (usd(implied)) " ÷ " (usd(price)) }
            },
            _ => {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::{BASELINES, Baseline};
    use model::inputs::evidence::entry_of;

    #[test]
    fn every_price_of_an_agreement_s_chips_is_there() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            for index in 0..AGREEMENTS.len() {
                let markup = answer(index, &scenario).into_string();
                for chip in chips_of(&scenario, index) {
                    let accelerator = &ACCELERATORS[chip];
                    assert!(markup.contains(accelerator.name), "{} in {markup}", accelerator.name);
                    for price in accelerator.list_prices {
                        let shown = show(price.fact.value, price.fact.unit).text();
                        let entry = entry_of(&price.fact).expect("it is listed");
                        let asked = format!("data-ask=\"fact:{}\">{shown}</button>, {}", entry.id, price.kind.name());
                        assert!(markup.contains(&asked), "{asked} in {markup}");
                    }
                    assert_eq!(markup.contains("No list price of it is public."), {
                        let chips = chips_of(&scenario, index).into_iter();
                        chips.map(|chip| &ACCELERATORS[chip]).any(|chip| chip.list_prices.is_empty())
                    });
                }
            }
        }
    }

    #[test]
    fn the_first_agreement_is_held_against_its_chips() {
        let scenario = Scenario::of(Baseline::first());
        let implied = run(&scenario)
            .metrics
            .get(metric::agreement::IMPLIED_PRICE_PER_CHIP_HOUR.member(0))
            .expect("a value is stated");
        let markup = answer(0, &scenario).into_string();
        let gb200 = Accelerator::by_id("gb200").expect("it is in the catalogue");
        let ratio = format!("the implied price is {}× that", three_digits(implied / gb200.list_prices[0].fact.value));
        assert!(markup.contains("GB300") && markup.contains(&ratio), "{ratio} is not in {markup}");
        assert!(agreement("base") == Some(0) && agreement("none").is_none());
    }
}
