//! The customer's money: the contract, what of it is paid, and what is not.

use crate::{
    CHIP, ROUNDING, at_most, equal, holds, is_rented, pick, to_the_cent, to_the_end_of_the_calendar, with,
    without_agreement, without_limits,
};
use model::facts::accelerators::ACCELERATORS;
use model::inputs::families::{AGREEMENTS, PHASES, agreement_of};
use model::inputs::input::Family;
use model::quantities::metric::{MetricFamily, MetricId};
use model::quantities::series::SeriesId;
use model::run::outcome::{Outcome, run};
use model::{input, metric, series};
use tests_shared::scenarios::{Case, always};

#[test]
fn what_is_delivered_and_what_is_not_make_up_the_contract() {
    const CONTRACT: MetricFamily = metric::agreement::CONTRACT_VALUE;
    const NEVER: MetricFamily = metric::agreement::UNDELIVERED;
    let value = |outcome: &Outcome, metric| outcome.metrics.get(metric).unwrap_or(f64::NAN);
    always(2, |Case { scenario, .. }| {
        let outcome = run(scenario);
        let (mut contracted, mut delivered) = (0.0, 0.0);
        for (agreement, term) in outcome.terms.iter().enumerate() {
            let (contract, never) = (value(&outcome, CONTRACT.of(agreement)), value(&outcome, NEVER.of(agreement)));
            equal("delivered + undelivered", term.delivered_usd + never, contract, contract)?;
            at_most("delivered of the contract", term.delivered_usd, contract)?;
            equal("contract", term.contract_usd, contract, contract)?;
            if is_rented(scenario, agreement) {
                contracted += contract;
                delivered += term.delivered_usd;
            }
        }
        let undelivered = value(&outcome, metric::UNDELIVERED);
        equal("undelivered of both", contracted - delivered, undelivered, contracted)?;
        equal("both contracts", value(&outcome, metric::COMMITMENT), contracted, contracted)?;
        for metric in ["commitment_remaining_usd", "shortfall_to_date_usd", "spend_to_date_usd"] {
            let at_end = outcome.metrics.get(MetricId::of(metric)).unwrap_or(f64::NAN);
            at_most(metric, at_end, contracted)?;
            holds(at_end >= -ROUNDING * contracted, || format!("{metric}: {at_end} is negative"))?;
        }
        Ok(())
    });
}

/// In every month, what is paid, what was available but not paid for, what remains and what lapsed add up to the
/// contract.
#[test]
fn spend_and_unused_and_remaining_and_lapsed_make_up_the_contract() {
    const PARTS: [SeriesId; 4] =
        [series::SPEND_TO_DATE, series::UNUSED_TO_DATE, series::COMMITMENT_REMAINING, series::LAPSED];
    always(18, |Case { scenario, .. }| {
        let outcome = run(&to_the_end_of_the_calendar(scenario));
        let rented = outcome.terms.iter().enumerate().filter(|(agreement, _)| is_rented(scenario, *agreement));
        let contracted: f64 = rented.map(|(_, term)| term.contract_usd).sum();
        for month in 0..outcome.sheet.months() {
            let parts = PARTS.map(|part| outcome.sheet.get(part, month));
            equal(format_args!("parts in month {month}"), parts.iter().sum(), contracted, contracted)?;
            holds(parts.iter().all(|usd| *usd >= -ROUNDING * contracted), || format!("month {month}: {parts:?}"))?;
        }
        Ok(())
    });
}

/// The payment is at most the rent of the capacity online and at least the rent of what is used. With take-or-pay it is
/// at least the minimum, as far as the capacity is online.
#[test]
fn what_is_paid_lies_between_what_is_used_and_the_rent() {
    always(19, |Case { scenario, .. }| {
        let outcome = run(&to_the_end_of_the_calendar(scenario));
        let of = |family: Family, agreement| scenario.get(family.of(agreement));
        let least = f64::min(of(input::agreement::USAGE, 0), of(input::agreement::USAGE, 1));
        let minimum = f64::min(of(input::agreement::TAKE_OR_PAY, 0), of(input::agreement::TAKE_OR_PAY, 1));
        for month in 0..outcome.sheet.months() {
            let [rent, paid, unused, planned] = [series::RENT, series::SPEND, series::UNUSED, series::PLANNED_SPEND]
                .map(|series| outcome.sheet.get(series, month));
            at_most(format_args!("paid of the rent, month {month}"), paid, rent)?;
            at_most(format_args!("used of what is paid, month {month}"), least * rent, paid)?;
            equal(format_args!("unused, month {month}"), rent - paid, unused, rent)?;
            // Here everything planned is delivered, so the whole minimum is owed.
            if rent == planned {
                at_most(format_args!("minimum, month {month}"), minimum * planned, paid)?;
            }
        }
        Ok(())
    });
}

/// An agreement that is sized in dollars has that contract value in any case. A part that its phases cannot deliver
/// within the term counts as undelivered and stays in the value.
#[test]
fn a_value_agreement_comes_to_its_value() {
    always(3, |case| {
        let agreement = pick(&[0, 1], case.dice[0]);
        let scenario = with(&case.scenario, input::agreement::BASIS.of(agreement), 0.0);
        let value = scenario.get(input::agreement::VALUE.of(agreement));
        equal(AGREEMENTS[agreement], run(&scenario).terms[agreement].contract_usd, value, value)
    });
}

#[test]
fn a_value_agreement_that_nothing_holds_back_is_spent_to_the_cent() {
    always(4, |case| {
        let agreement = pick(&[0, 1], case.dice[0]);
        let mut scenario = without_agreement(&without_limits(&case.scenario), 1 - agreement);
        let value = if case.scenario.get(input::agreement::VALUE.of(agreement)) == 0.0 {
            1e9 + 499e9 * case.dice[1]
        } else {
            case.scenario.get(input::agreement::VALUE.of(agreement))
        };
        for (input, value) in [
            (input::agreement::BASIS.of(agreement), 0.0),
            (input::agreement::VALUE.of(agreement), value),
            (input::SLIP, 0.0),
            (input::agreement::USAGE.of(agreement), 1.0),
            (input::agreement::BOUGHT.of(agreement), 0.0),
        ] {
            scenario.set_nearest(input, value);
        }
        // Each phase must begin within the term, and each chip be on sale when it begins.
        let first = scenario.get(input::agreement::START.of(agreement));
        let term = scenario.get(input::agreement::TERM.of(agreement));
        for phase in (0..PHASES.len()).filter(|phase| agreement_of(*phase) == agreement) {
            let start = scenario.get(input::phase::START.of(phase));
            if start > first + term - 1.0 {
                scenario.set_nearest(input::phase::START.of(phase), first + ((term - 1.0) * case.dice[2]).floor());
            }
            let start = scenario.get(input::phase::START.of(phase)).max(first);
            for chip in CHIP {
                if ACCELERATORS[scenario.get(chip.of(phase)) as usize].available.value > start {
                    let on_sale = ACCELERATORS.iter().position(|a| a.available.value <= start).unwrap_or(0);
                    scenario.set_nearest(chip.of(phase), on_sale as f64);
                }
            }
        }
        let outcome = run(&to_the_end_of_the_calendar(&scenario));
        let spent: f64 = outcome.sheet.row(series::SPEND).iter().sum();
        to_the_cent("spent over the term", spent, value, value)?;
        to_the_cent("delivered over the term", outcome.terms[agreement].delivered_usd, value, value)?;
        let left = outcome.metrics.get(metric::COMMITMENT_REMAINING).unwrap_or(f64::NAN);
        to_the_cent("left after the term", left, 0.0, value)?;
        to_the_cent("lapsed", outcome.metrics.get(metric::LAPSED).unwrap_or(f64::NAN), 0.0, value)
    });
}
