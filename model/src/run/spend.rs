//! The customer's money: what it pays, what remains of the commitment, and what could not be delivered.

use crate::inputs::families::{AGREEMENTS, LOTS};
use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::intermediate::IntermediateFamily;
use crate::quantities::{intermediate, series};
use crate::run::fleet::Fleet;
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::row::Row;
use crate::run::sheet::{Sheet, complete, running_sum};
use crate::run::term::OfAgreements;

/// Totals of an agreement from its start to its last month, whatever the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term<N: Number> {
    /// Planned value, USD. If the agreement is sized by value, this is the contract's value.
    pub contract_usd: N,
    /// Rent of what is delivered, USD.
    pub delivered_usd: N,
    /// Planned rent over the term, USD; without phases that start only after the term.
    pub planned_usd: N,
    /// Planned chip-hours over the term.
    pub planned_chip_hours: N,
    /// Planned (provisioned) facility watt-hours over the term.
    pub planned_watt_hours: N,
    /// The last month in which the agreement runs; −1 if there is none.
    pub last: N,
}

/// The customer's payments, month by month and to the end of both agreements, and the cost of its own capacity.
pub(crate) struct Spend<N: Number> {
    /// Totals of each agreement.
    pub terms: [Term<N>; AGREEMENTS.len()],
    /// Payments in the month, USD.
    pub usd: Row<N>,
    /// Running total of payments, USD.
    pub to_date_usd: Row<N>,
    rent_usd: Row<N>,
    own_usd: Row<N>,
    /// Planned spend of each agreement in the month, USD.
    planned_of: OfAgreements<N>,
    /// The share of an agreement's rent that is paid; empty if all of it is.
    paid_share: OfAgreements<N>,
}

/// Plan and payments compared: unused, remaining, lapsed and late amounts, and the hourly price of the chips online.
pub(crate) struct Commitments<N: Number> {
    of_lot_usd: [Row<N>; LOTS],
    unused_usd: Row<N>,
    unused_to_date_usd: Row<N>,
    planned_usd: Row<N>,
    planned_to_date_usd: Row<N>,
    remaining_usd: Row<N>,
    lapsed_usd: Row<N>,
    shortfall_usd: Row<N>,
    rental_usd_per_hour: Row<N>,
    own_to_date_usd: Row<N>,
    own_usd_per_hour: Row<N>,
}

/// Payment for an agreement's month, USD: for what is used, at least the take-or-pay share of `agreed_usd`, and at most
/// the rent.
fn paid<N: Number>(inputs: &Inputs<'_, N>, agreement: usize, rent: N, agreed_usd: N) -> N {
    let used = inputs.get(input::agreement::USAGE.of(agreement)) * rent;
    let minimum = inputs.get(input::agreement::TAKE_OR_PAY.of(agreement)) * agreed_usd;
    used.max(minimum.min(rent))
}

/// Computes the customer's payments for the fleet.
pub(crate) fn spend<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>) -> Spend<N> {
    let (months, zero) = (fleet.months, N::zero());
    let empty = || Row::zeros(months);
    let of_terms = &fleet.terms;

    let mut terms = of_terms.contract_usd.map(|contract_usd| Term {
        contract_usd,
        delivered_usd: zero,
        planned_usd: zero,
        planned_chip_hours: zero,
        planned_watt_hours: zero,
        last: zero,
    });
    let any_bought = inputs.any_may_be_bought();
    let mut planned_of: OfAgreements<N> = std::array::from_fn(|_| empty());
    let over_term = of_terms.planned_usd.iter().zip(&of_terms.lot_planned_usd);
    for (lot, (planned, over_term)) in fleet.lots.iter().zip(over_term) {
        let chip_hours = *over_term / lot.price;
        let term = &mut terms[lot.agreement];
        term.planned_usd = term.planned_usd + *over_term;
        term.planned_chip_hours = term.planned_chip_hours + chip_hours;
        term.planned_watt_hours = term.planned_watt_hours + chip_hours * lot.facility_watts;
        for (sum, planned) in planned_of[lot.agreement].iter_mut().zip(planned) {
            *sum = *sum + *planned;
        }
    }
    for (agreement, term) in terms.iter_mut().enumerate() {
        let name = |value: N, name: IntermediateFamily| value.named(name.of(agreement).once());
        let delivered = of_terms.rent_to_date_usd[agreement].last().copied().unwrap_or(zero);
        term.delivered_usd = name(delivered, intermediate::agreement::DELIVERED_OVER_TERM);
        term.planned_usd = name(term.planned_usd, intermediate::agreement::PLANNED_OVER_TERM);
        term.planned_chip_hours = name(term.planned_chip_hours, intermediate::agreement::CHIP_HOURS);
        term.planned_watt_hours = name(term.planned_watt_hours, intermediate::agreement::WATT_HOURS);
        term.last = of_terms.last(agreement);
    }

    let [mut rent_usd, mut usd, mut own_usd] = std::array::from_fn(|_| empty());
    let mut paid_share: OfAgreements<N> = std::array::from_fn(|_| Row::new());
    for agreement in 0..AGREEMENTS.len() {
        // A recording needs the general formula, which also holds for other usage.
        let all_is_paid = !N::NAMED && inputs.get(input::agreement::USAGE.of(agreement)).value() == 1.0;
        for (m, rent) in of_terms.rent_usd[agreement].iter().enumerate() {
            let mut of_agreement = *rent;
            if !all_is_paid {
                let agreed_usd = of_terms.agreed_usd(inputs, agreement, m, planned_of[agreement][m]);
                of_agreement = paid(inputs, agreement, *rent, agreed_usd);
                let share = N::choose(-*rent, || zero, || of_agreement / *rent);
                paid_share[agreement].push(share.named(intermediate::agreement::PAID_SHARE.of(agreement).at(m)));
            }
            let of_agreement = of_agreement.named(intermediate::agreement::PAID.of(agreement).at(m));
            rent_usd[m] = rent_usd[m] + inputs.where_rented(agreement, *rent);
            usd[m] = usd[m] + inputs.where_rented(agreement, of_agreement);
            if any_bought {
                own_usd[m] = own_usd[m] + inputs.where_bought(agreement, *rent);
            }
        }
    }
    let (usd, rent_usd, own_usd) =
        (complete(series::SPEND, usd), complete(series::RENT, rent_usd), complete(series::OWN_COST, own_usd));
    Spend {
        terms,
        to_date_usd: running_sum(series::SPEND_TO_DATE, &usd),
        usd,
        rent_usd,
        own_usd,
        planned_of,
        paid_share,
    }
}

/// Compares the plan with the payments.
pub(crate) fn commitments<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, spend: &Spend<N>) -> Commitments<N> {
    let [mut planned_usd, mut rental_usd_per_hour, mut own_usd_per_hour] =
        std::array::from_fn(|_| Row::zeros(fleet.months));
    let any_bought = inputs.any_may_be_bought();
    for (lot, planned) in fleet.lots.iter().zip(&fleet.terms.planned_usd) {
        for (m, (planned, stock)) in planned.iter().zip(fleet.stock(lot)).enumerate() {
            planned_usd[m] = planned_usd[m] + inputs.where_rented(lot.agreement, *planned);
            let an_hour = stock * lot.price;
            rental_usd_per_hour[m] = rental_usd_per_hour[m] + inputs.where_rented(lot.agreement, an_hour);
            if any_bought {
                own_usd_per_hour[m] = own_usd_per_hour[m] + inputs.where_bought(lot.agreement, an_hour);
            }
        }
    }
    let of_lot_usd = paid_of_lots(inputs, fleet, spend);

    let planned_usd = complete(series::PLANNED_SPEND, planned_usd);
    let unused_usd: Row<N> = spend
        .rent_usd
        .iter()
        .zip(&spend.usd)
        .enumerate()
        .map(|(m, (rent, paid))| rent.less(*paid).named(Cell::series(series::UNUSED, m)))
        .collect();
    let planned_to_date_usd = running_sum(series::PLANNED_SPEND_TO_DATE, &planned_usd);

    let [remaining_usd, lapsed_usd, shortfall_usd] = left_of_agreements(inputs, fleet, spend);
    Commitments {
        unused_to_date_usd: running_sum(series::UNUSED_TO_DATE, &unused_usd),
        unused_usd,
        own_to_date_usd: running_sum(series::OWN_COST_TO_DATE, &spend.own_usd),
        own_usd_per_hour: complete(series::OWN_HOURLY, own_usd_per_hour),
        remaining_usd,
        lapsed_usd,
        shortfall_usd,
        rental_usd_per_hour: complete(series::RENTAL, rental_usd_per_hour),
        of_lot_usd,
        planned_usd,
        planned_to_date_usd,
    }
}

/// Payments for each lot in the month, USD.
fn paid_of_lots<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, spend: &Spend<N>) -> [Row<N>; LOTS] {
    // Recordings name every series, also those that are 0 throughout.
    let mut of_lot_usd = std::array::from_fn(|_| if N::NAMED { Row::zeros(fleet.months) } else { Row::new() });
    for (lot, rent) in fleet.lots.iter().zip(&fleet.terms.lot_rent_usd) {
        let share = &spend.paid_share[lot.agreement];
        of_lot_usd[lot.index] = rent
            .iter()
            .enumerate()
            .map(|(m, rent)| inputs.where_rented(lot.agreement, share.get(m).map_or(*rent, |share| *rent * *share)))
            .collect();
    }
    for (lot, row) in of_lot_usd.iter_mut().enumerate() {
        *row = complete(series::lot::SPEND.of(lot), std::mem::take(row));
    }
    of_lot_usd
}

/// Of all rented agreements, month by month, USD: what remains while they run, what lapsed at their ends, and how far
/// they are behind their plans.
fn left_of_agreements<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, spend: &Spend<N>) -> [Row<N>; 3] {
    let zero = N::zero();
    let [mut remaining_usd, mut lapsed_usd, mut shortfall_usd] = std::array::from_fn(|_| Row::new());
    let mut planned_so_far = [zero; AGREEMENTS.len()];
    for m in 0..fleet.months {
        let mut sums = [zero; 3];
        let plans = planned_so_far.iter_mut().zip(&spend.planned_of);
        for ((agreement, term), (so_far, planned)) in spend.terms.iter().enumerate().zip(plans) {
            let planned = (*so_far + planned[m]).named(intermediate::agreement::PLANNED_TO_DATE.of(agreement).at(m));
            *so_far = planned;
            let rent = fleet.terms.rent_to_date_usd[agreement][m];
            let over = N::constant(m as f64) - term.last;
            // More may be delivered than was planned; then nothing remains.
            let left = term.contract_usd.less(rent).max(zero);
            let behind = planned.less(rent).max(zero);
            let of_agreement = [
                N::choose(over, || zero, || left),
                N::choose(over, || left, || zero),
                N::choose(over, || zero, || behind),
            ];
            for (sum, part) in sums.iter_mut().zip(of_agreement) {
                *sum = *sum + inputs.where_rented(agreement, part);
            }
        }
        remaining_usd.push(sums[0].named(Cell::series(series::COMMITMENT_REMAINING, m)));
        lapsed_usd.push(sums[1].named(Cell::series(series::LAPSED, m)));
        shortfall_usd.push(sums[2].named(Cell::series(series::SHORTFALL_TO_DATE, m)));
    }
    [remaining_usd, lapsed_usd, shortfall_usd]
}

impl<N: Number> Spend<N> {
    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::RENT, self.rent_usd);
        sheet.lay(series::SPEND, self.usd);
        sheet.lay(series::SPEND_TO_DATE, self.to_date_usd);
        sheet.lay(series::OWN_COST, self.own_usd);
    }
}

impl<N: Number> Commitments<N> {
    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::UNUSED, self.unused_usd);
        sheet.lay(series::UNUSED_TO_DATE, self.unused_to_date_usd);
        sheet.lay(series::PLANNED_SPEND, self.planned_usd);
        sheet.lay(series::PLANNED_SPEND_TO_DATE, self.planned_to_date_usd);
        sheet.lay(series::COMMITMENT_REMAINING, self.remaining_usd);
        sheet.lay(series::LAPSED, self.lapsed_usd);
        sheet.lay(series::SHORTFALL_TO_DATE, self.shortfall_usd);
        sheet.lay(series::RENTAL, self.rental_usd_per_hour);
        sheet.lay(series::OWN_COST_TO_DATE, self.own_to_date_usd);
        sheet.lay(series::OWN_HOURLY, self.own_usd_per_hour);
        for (lot, row) in self.of_lot_usd.into_iter().enumerate() {
            sheet.lay(series::lot::SPEND.of(lot), row);
        }
    }
}
