//! The headline sentence and the six headline figures, each of which can be pressed for an explanation.

use crate::components::tile::Tile;
use crate::state::{State, use_state};
use crate::view::{block, text};
use crate::words;
use figures::{Span, sentences};
use leptos::prelude::*;
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::Vendor;
use model::facts::accelerators::ACCELERATORS;
use model::inputs::names::Names;
use model::quantities::metric::{Absent, HEADLINE, MetricId};
use model::run::notices::RateSays;
use model::run::outcome::Outcome;
use model::{input, metric, series};

/// The sentence, which scrolls away, and the strip of figures, which is sticky.
#[component]
pub fn Headline() -> impl IntoView {
    let state = use_state();
    let sentence = block(move || {
        let spans =
            state.scenario.with(|scenario| state.outcome.with(|outcome| sentences::headline(scenario, outcome)));
        let spans = spans.into_iter().map(|span| match span {
            Span::Text(text) => text.into_any(),
            Span::Figure(text, question) => view! {
                <button type="button" class="figure" translate="no" data-ask=question>{text}</button>
            }
            .into_any(),
        });
        spans.collect::<Vec<_>>().into_any()
    });
    let tiles = HEADLINE.map(|figure| view! { <Tile of=figure note=text(move || note(state, figure)) /> });
    view! {
        <section class="headline" aria-label=words::headline::HEADLINE>
            <h1>{sentence}</h1>
        </section>
        <section id="figures" tabindex="-1" class="figures" aria-label=words::headline::FIGURES>
            <div class="tiles" class:ranged=state.ranges.shown class:late=state.ranges.late>{tiles.into_iter().collect::<Vec<_>>()}</div>
        </section>
    }
}

/// The note below a figure: what it consists of, or a figure that goes with it.
fn note(state: State, figure: MetricId) -> String {
    let shown = |metric: MetricId| {
        state.outcome.with(|outcome| outcome.show(metric).map_or_else(str::to_owned, |shown| shown.text()))
    };
    match figure {
        metric::CHIPS_ONLINE => state.names.with(|names| state.read(|outcome| by_vendor(outcome, names))),
        metric::H100_EQUIVALENTS => words::headline::effective(&shown(metric::EFFECTIVE_FLOPS)),
        metric::FACILITY_POWER => {
            words::headline::at_pue(&three_digits(state.scenario.with(|scenario| scenario.get(input::PUE))))
        }
        metric::CONTRACT_NPV => state.read(contract),
        metric::STAKE => {
            let held = state
                .outcome
                .with(|outcome| outcome.sheet.get(series::HELD_BEFORE_STAKE, outcome.as_of.0.max(0) as usize));
            let before = match held {
                held if held > 0.0 => words::headline::held_before(&show(held, Unit::Share).text()),
                _ => String::new(),
            };
            words::headline::worth(&shown(metric::STAKE_VALUE), &before)
        }
        metric::RETURNED_SHARE => {
            let as_of = state.outcome.with(|outcome| outcome.as_of);
            let expected = state.scenario.with(|scenario| sentences::is_expected(scenario, as_of));
            let invested = shown(metric::INVESTED_TO_DATE);
            if expected { words::headline::of_expected(&invested) } else { words::headline::of_paid_in(&invested) }
        }
        _ => String::new(),
    }
}

/// "304k Trainium · 118k NVIDIA": one part, because half of it would mislead.
fn by_vendor(outcome: &Outcome, names: &Names) -> String {
    let chips = |vendor: Vendor| {
        let all = sentences::chips_shown(outcome).into_iter();
        let of_vendor = all.filter(|chip| ACCELERATORS[*chip].vendor == vendor);
        of_vendor.map(|chip| outcome.sheet.get(series::chip::CHIPS.member(chip), outcome.as_of.0 as usize)).sum::<f64>()
    };
    let parts = Vendor::ALL.into_iter().map(|vendor| (vendor, chips(vendor))).filter(|(_, chips)| *chips > 0.0);
    let parts = parts.map(|(vendor, chips)| format!("{} {}", show(chips, Unit::Chips).text(), names.chips_of(vendor)));
    parts.collect::<Vec<_>>().join(" · ")
}

/// "32.7% a year; back by Oct 2028, undiscounted; net of running costs". Empty if the contract has no value.
fn contract(outcome: &Outcome) -> String {
    let told = |metric: MetricId| outcome.show(metric).map(|shown| shown.text());
    if told(metric::CONTRACT_NPV).is_err() {
        return String::new();
    }
    let says = outcome.rate_says(metric::CONTRACT_IRR);
    let rate = match (outcome.metrics.get(metric::CONTRACT_IRR), says) {
        (Ok(rate), RateSays::CostOfFunds) => words::headline::cost_of_funds(&show(rate, Unit::SharePerYear).text()),
        (Ok(rate), _) => show(rate, Unit::SharePerYear).text(),
        (Err(why @ (Absent::RateAbove | Absent::RateBelow)), _) => why.reason().to_owned(),
        (Err(_), _) => words::headline::NO_SINGLE_RATE.to_owned(),
    };
    match told(metric::CONTRACT_PAYBACK) {
        // If no rate exists because the money is never back, one reason is given for both.
        Err(reason) if says == RateSays::Nothing => reason.to_owned(),
        Ok(month) => words::headline::back_by(&rate, &month),
        Err(reason) => words::headline::not_back(&rate, reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::BASELINES;
    use model::inputs::scenario::Scenario;
    use model::run::outcome::run;

    /// The payback month and how it is counted are one part of the note, so that neither is shown without the other.
    #[test]
    fn a_payback_is_never_told_without_how_it_is_counted() {
        for baseline in BASELINES {
            let outcome = run(&Scenario::of(baseline));
            let note = contract(&outcome);
            let part = note.split("; ").find(|part| part.contains("back by"));
            let is_back = outcome.metrics.get(metric::CONTRACT_PAYBACK).is_ok();
            assert_eq!(part.is_some_and(|part| part.ends_with(", undiscounted")), is_back, "{note}");
            assert_eq!(note.contains("net of running costs"), is_back, "{note}");
        }
    }
}
