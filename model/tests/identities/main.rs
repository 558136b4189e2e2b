//! Identities that hold for all inputs, tested at every corner of the input space and for tens of thousands of random
//! scenarios. Each subject has a file; this one holds what they share.

mod contract;
mod equity;
mod fleet;
mod ledger;
mod limits;
mod money;
mod numbers;
mod rates;
mod view;

use model::base::month::Month;
use model::facts::accelerator::{Accelerator, Vendor};
use model::facts::accelerators::ACCELERATORS;
use model::input;
use model::inputs::families::AGREEMENTS;
use model::inputs::input::{Family, ParameterId};
use model::inputs::scenario::Scenario;
use model::quantities::series::SeriesId;
use model::run::outcome::Outcome;
use std::fmt::{Display, Formatter};
use tests_shared::scenarios::Verdict;
use tests_shared::trust;

pub(crate) const CHIP: [Family; 2] = [input::phase::CHIP_A, input::phase::CHIP_B];

/// The largest difference between sums of rounded numbers, as a share of their size.
pub(crate) const ROUNDING: f64 = 1e-9;

pub(crate) fn holds(condition: bool, otherwise: impl FnOnce() -> String) -> Verdict {
    if condition { Ok(()) } else { Err(otherwise()) }
}

/// Equal, apart from rounding in numbers of the given size.
pub(crate) fn equal(what: impl Display, a: f64, b: f64, size: f64) -> Verdict {
    let size = size.max(a.abs()).max(b.abs());
    if size > 0.0 {
        trust::differed((a - b).abs() / size);
    }
    holds((a - b).abs() <= ROUNDING * size, || format!("{what}: {a:e} is not {b:e}"))
}

/// Equal to the cent, however large. A contract has at most $500bn, where doubles are $0.00006 apart.
pub(crate) fn to_the_cent(what: impl Display, a: f64, b: f64, size: f64) -> Verdict {
    trust::differed((a - b).abs() / size.max(1.0));
    holds((a - b).abs() <= 0.01, || format!("{what}: ${a} is not ${b}, by ${}", (a - b).abs()))
}

/// At most the other, apart from rounding in numbers of their size.
pub(crate) fn at_most(what: impl Display, a: f64, b: f64) -> Verdict {
    holds(a <= b + ROUNDING * a.abs().max(b.abs()), || format!("{what}: {a:e} is more than {b:e}"))
}

pub(crate) fn every_month_at_most(what: impl Display, a: &[f64], b: &[f64]) -> Verdict {
    let mut months = a.iter().zip(b).enumerate();
    months.try_for_each(|(month, (a, b))| at_most(format_args!("{what}, month {month}"), *a, *b))
}

/// A series that is displayed as its id. The id is built only when it is written.
pub(crate) struct Name(pub(crate) SeriesId);

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.id())
    }
}

/// A scenario with one more input changed.
pub(crate) fn with(scenario: &Scenario, input: ParameterId, value: f64) -> Scenario {
    scenario.with_nearest(input, value)
}

pub(crate) fn pick<T: Copy>(of: &[T], die: f64) -> T {
    of[((of.len() as f64 * die) as usize).min(of.len() - 1)]
}

/// The accelerator of a lot: chip A or chip B of its phase.
pub(crate) fn chip_of(scenario: &Scenario, lot: usize) -> &'static Accelerator {
    &ACCELERATORS[scenario.get(CHIP[lot % 2].of(lot / 2)) as usize]
}

pub(crate) fn is_supply_limited(scenario: &Scenario) -> bool {
    (0..Vendor::ALL.len()).any(|vendor| scenario.get(input::vendor::SUPPLY_LIMITED.of(vendor)) != 0.0)
}

pub(crate) fn is_limited(scenario: &Scenario) -> bool {
    is_supply_limited(scenario)
        || scenario.get(input::POWER_LIMITED) != 0.0
        || scenario.get(input::BUDGET_LIMITED) != 0.0
}

pub(crate) fn without_limits(scenario: &Scenario) -> Scenario {
    let supply = (0..Vendor::ALL.len()).map(|vendor| input::vendor::SUPPLY_LIMITED.of(vendor));
    supply.chain([input::POWER_LIMITED, input::BUDGET_LIMITED]).fold(scenario.clone(), |s, limit| with(&s, limit, 0.0))
}

/// An agreement of size 0 on every basis.
pub(crate) fn without_agreement(scenario: &Scenario, agreement: usize) -> Scenario {
    [input::agreement::VALUE, input::agreement::POWER, input::agreement::CHIPS]
        .into_iter()
        .fold(scenario.clone(), |s, size| with(&s, size.of(agreement), 0.0))
}

/// Whether the capacity of an agreement is rented, so that its money goes to the supplier.
pub(crate) fn is_rented(scenario: &Scenario, agreement: usize) -> bool {
    scenario.get(input::agreement::BOUGHT.of(agreement)) == 0.0
}

/// The scenario with the horizon and the as-of month at the end of the calendar, so that every month of every agreement
/// is in the sheet.
pub(crate) fn to_the_end_of_the_calendar(scenario: &Scenario) -> Scenario {
    let last = f64::from(Month::LAST.0);
    with(&with(scenario, input::HORIZON, last), input::AS_OF, last)
}

/// The scenario with no agreement extended beyond its own term.
pub(crate) fn with_own_terms(scenario: &Scenario) -> Scenario {
    (0..AGREEMENTS.len())
        .fold(scenario.clone(), |s, agreement| with(&s, input::agreement::TERM_FROM_DELIVERY.of(agreement), 0.0))
}

/// The last month of the contract: of the rented agreements that have planned chip-hours. `None` where there is none.
pub(crate) fn end_of(scenario: &Scenario, outcome: &Outcome) -> Option<usize> {
    let sized = outcome.terms.iter().enumerate().filter(|(_, term)| term.planned_chip_hours > 0.0);
    let rented = sized.filter(|(agreement, _)| is_rented(scenario, *agreement));
    rented.map(|(_, term)| term.last as usize).max()
}

/// The value in month 0 of a dollar paid in a month.
pub(crate) fn discount(rate: f64, month: usize) -> f64 {
    libm::pow(1.0 + rate, -(month as f64) / 12.0)
}

/// The value in month 0 of a monthly flow.
pub(crate) fn present(flow: &[f64], rate: f64) -> f64 {
    flow.iter().enumerate().map(|(month, usd)| usd * discount(rate, month)).sum()
}
