//! The limits: each is reached often, none is exceeded, and none switches off running chips.

use crate::{at_most, chip_of, equal, without_limits};
use model::base::month::MEAN_HOURS_IN_MONTH;
use model::facts::accelerator::{Accelerator, Vendor};
use model::inputs::families::{LOTS, agreement_of};
use model::inputs::scenario::Scenario;
use model::run::binding::Binding;
use model::run::outcome::{Outcome, run};
use model::{input, series};
use std::cell::RefCell;
use std::fmt::Display;
use tests_shared::scenarios::{Case, Verdict, always, at_random};

/// An identity proves little where no limit binds, so each limit must bind in many of the random scenarios.
#[test]
fn the_scenarios_meet_every_limit() {
    const LIMITS: [Binding; 6] =
        [Binding::Nothing, Binding::Schedule, Binding::Availability, Binding::Supply, Binding::Power, Binding::Budget];
    let met = RefCell::new([0_u32; LIMITS.len()]);
    at_random(0, |case| {
        let binding = run(&case.scenario).binding();
        for (times, limit) in met.borrow_mut().iter_mut().zip(LIMITS) {
            *times += u32::from(binding.contains(&limit));
        }
        Ok(())
    });
    let met = met.into_inner();
    assert!(met.iter().all(|times| *times > 1_000), "{LIMITS:?} in {met:?} scenarios");
}

/// At most the limit. A limit cuts the plan at a share of a month that is exact to some 14 digits of the plan. So what
/// a very small limit leaves of a very large plan is not exact to 9 digits of itself.
fn within(what: impl Display, a: &[f64], limit: impl Fn(usize) -> f64, unlimited: &[f64]) -> Verdict {
    let plan = unlimited.iter().copied().fold(0.0, f64::max);
    let mut months = a.iter().zip(0..);
    months.try_for_each(|(a, month)| at_most(format_args!("{what}, month {month}"), *a, limit(month) + 1e-12 * plan))
}

/// For each month the most chips that were online up to then, summed over the lots of the wanted accelerators. Supplied
/// chips do not come back when their agreement ends.
pub(crate) fn supplied(scenario: &Scenario, outcome: &Outcome, wanted: impl Fn(&Accelerator) -> bool) -> Vec<f64> {
    let mut sum = vec![0.0; outcome.sheet.months()];
    for lot in (0..LOTS).filter(|lot| wanted(chip_of(scenario, *lot))) {
        let mut most = 0.0_f64;
        for (sum, chips) in sum.iter_mut().zip(outcome.sheet.row(series::lot::CHIPS.of(lot))) {
            most = most.max(*chips);
            *sum += most;
        }
    }
    sum
}

#[test]
fn limits_are_respected() {
    always(8, |Case { scenario, .. }| {
        let (outcome, unlimited) = (run(scenario), run(&without_limits(scenario)));
        let row = |series| outcome.sheet.row(series);
        if scenario.get(input::POWER_LIMITED) != 0.0 {
            let limit = |month: usize| {
                scenario.get(input::POWER_AT_START) + scenario.get(input::POWER_ADDED) * month as f64 / 12.0
            };
            within("power", row(series::FACILITY_POWER), limit, unlimited.sheet.row(series::FACILITY_POWER))?;
            for (month, watts) in row(series::POWER_LIMIT).iter().enumerate() {
                equal(format_args!("power available in month {month}"), *watts, limit(month), 0.0)?;
            }
        }
        if scenario.get(input::BUDGET_LIMITED) != 0.0 {
            let limit = |_| scenario.get(input::BUDGET) / MEAN_HOURS_IN_MONTH;
            within("hourly spend", row(series::RENTAL), limit, unlimited.sheet.row(series::RENTAL))?;
        }
        for (place, vendor) in Vendor::ALL.into_iter().enumerate() {
            if scenario.get(input::vendor::SUPPLY_LIMITED.of(place)) != 0.0 {
                let limit =
                    |month: usize| scenario.get(input::vendor::CHIPS_PER_MONTH.of(place)) * (month as f64 + 1.0);
                let [limited, plan] = [&outcome, &unlimited].map(|run| supplied(scenario, run, |a| a.vendor == vendor));
                within(vendor.name(), &limited, limit, &plan)?;
            }
        }
        Ok(())
    });
}

/// A limit makes new chips wait; it never switches off running ones.
#[test]
fn what_runs_is_never_switched_off_within_its_term() {
    always(9, |Case { scenario, .. }| {
        let outcome = run(scenario);
        for lot in 0..LOTS {
            let agreement = agreement_of(lot / 2);
            let over = scenario.get(input::agreement::START.of(agreement))
                + scenario.get(input::agreement::TERM.of(agreement));
            let row = outcome.sheet.row(series::lot::CHIPS.of(lot));
            for (month, pair) in row.windows(2).enumerate().take_while(|(month, _)| ((month + 1) as f64) < over) {
                at_most(format_args!("lot {lot} after month {month}"), pair[0], pair[1])?;
            }
        }
        Ok(())
    });
}
