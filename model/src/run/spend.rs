//! The customer's money: spend, commitment, and what could not be delivered.

use crate::inputs::families::{AGREEMENTS, LOTS};
use crate::quantities::cell::Cell;
use crate::quantities::intermediate::IntermediateFamily;
use crate::quantities::{intermediate, series};
use crate::run::fleet::Fleet;
use crate::run::number::Number;
use crate::run::sheet::{Sheet, complete, running_sum};

/// An agreement over its whole term, whatever the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term<N> {
    /// What it comes to on plan, USD. On a value basis this is the contract's value.
    pub contract_usd: N,
    /// What of it is delivered over the term, USD.
    pub delivered_usd: N,
    /// Chip-hours planned over the term.
    pub planned_chip_hours: N,
    /// Facility watt-hours planned (provisioned) over the term.
    pub planned_watt_hours: N,
}

/// What the customer pays, month by month and over the whole terms.
pub(crate) struct Spend<N> {
    /// Each agreement over its whole term.
    pub terms: [Term<N>; AGREEMENTS.len()],
    /// What is paid in the month, USD.
    pub usd: Vec<N>,
    of_lot_usd: [Vec<N>; LOTS],
    planned_usd: Vec<N>,
    to_date_usd: Vec<N>,
    planned_to_date_usd: Vec<N>,
    remaining_usd: Vec<N>,
    shortfall_usd: Vec<N>,
    rental_usd_per_hour: Vec<N>,
}

/// What the customer pays for the fleet in so many months, and over the whole terms.
pub(crate) fn spend<N: Number>(fleet: &Fleet<N>, months: usize) -> Spend<N> {
    let zero = N::zero();
    let empty = || vec![zero; months];
    let (mut usd, mut planned_usd, mut rental_usd_per_hour) = (empty(), empty(), empty());
    // Recordings know every series by name, also those of which there is nothing.
    let mut of_lot_usd = std::array::from_fn(|_| if N::NAMED { empty() } else { Vec::new() });
    let mut terms =
        [Term { contract_usd: zero, delivered_usd: zero, planned_chip_hours: zero, planned_watt_hours: zero };
            AGREEMENTS.len()];
    for lot in &fleet.lots {
        let term = &mut terms[lot.agreement];
        let (mut planned_in_term, mut spent_in_term, mut of_lot) = (zero, zero, empty());
        for m in 0..fleet.months {
            if !N::SYMBOLIC && fleet.in_service[lot.agreement][m].value() == 0.0 {
                continue;
            }
            let (planned, spent) = (fleet.planned_spend(lot, m), fleet.spend(lot, m));
            planned_in_term = planned_in_term + planned;
            spent_in_term = spent_in_term + spent;
            if m < months {
                planned_usd[m] = planned_usd[m] + planned;
                usd[m] = usd[m] + spent;
                of_lot[m] = spent;
                rental_usd_per_hour[m] = rental_usd_per_hour[m] + fleet.stock(lot, m) * lot.price;
            }
        }
        of_lot_usd[lot.index] = of_lot;
        let planned_in_term = planned_in_term.named(intermediate::lot::PLANNED_OVER_TERM.of(lot.index).once());
        let spent_in_term = spent_in_term.named(intermediate::lot::DELIVERED_OVER_TERM.of(lot.index).once());
        term.contract_usd = term.contract_usd + planned_in_term + lot.stranded_usd;
        term.delivered_usd = term.delivered_usd + spent_in_term;
        let chip_hours = planned_in_term / lot.price;
        term.planned_chip_hours = term.planned_chip_hours + chip_hours;
        term.planned_watt_hours = term.planned_watt_hours + chip_hours * lot.facility_watts;
    }
    for (agreement, term) in terms.iter_mut().enumerate() {
        let name = |value: N, name: IntermediateFamily| value.named(name.of(agreement).once());
        *term = Term {
            contract_usd: name(term.contract_usd, intermediate::agreement::CONTRACT_VALUE),
            delivered_usd: name(term.delivered_usd, intermediate::agreement::DELIVERED_OVER_TERM),
            planned_chip_hours: name(term.planned_chip_hours, intermediate::agreement::CHIP_HOURS),
            planned_watt_hours: name(term.planned_watt_hours, intermediate::agreement::WATT_HOURS),
        };
    }
    for (lot, row) in of_lot_usd.iter_mut().enumerate() {
        *row = complete(series::lot::SPEND.of(lot), std::mem::take(row));
    }
    let (usd, planned_usd) = (complete(series::SPEND, usd), complete(series::PLANNED_SPEND, planned_usd));
    let to_date_usd = running_sum(series::SPEND_TO_DATE, &usd);
    let planned_to_date_usd = running_sum(series::PLANNED_SPEND_TO_DATE, &planned_usd);
    let contracted = N::sum(terms.iter().map(|term| term.contract_usd));
    let each_month = || to_date_usd.iter().zip(&planned_to_date_usd).enumerate();
    let remaining =
        each_month().map(|(m, (spent, _))| (contracted - *spent).named(Cell::series(series::COMMITMENT_REMAINING, m)));
    // Not below 0: the two sums round apart by some millionths of a dollar.
    let shortfall = each_month()
        .map(|(m, (spent, planned))| (*planned - *spent).max(zero).named(Cell::series(series::SHORTFALL_TO_DATE, m)));
    Spend {
        terms,
        remaining_usd: remaining.collect(),
        shortfall_usd: shortfall.collect(),
        rental_usd_per_hour: complete(series::RENTAL, rental_usd_per_hour),
        usd,
        of_lot_usd,
        planned_usd,
        to_date_usd,
        planned_to_date_usd,
    }
}

impl<N: Number> Spend<N> {
    /// Lays its series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::SPEND, self.usd);
        sheet.lay(series::PLANNED_SPEND, self.planned_usd);
        sheet.lay(series::SPEND_TO_DATE, self.to_date_usd);
        sheet.lay(series::PLANNED_SPEND_TO_DATE, self.planned_to_date_usd);
        sheet.lay(series::COMMITMENT_REMAINING, self.remaining_usd);
        sheet.lay(series::SHORTFALL_TO_DATE, self.shortfall_usd);
        sheet.lay(series::RENTAL, self.rental_usd_per_hour);
        for (lot, row) in self.of_lot_usd.into_iter().enumerate() {
            sheet.lay(series::lot::SPEND.of(lot), row);
        }
    }
}
