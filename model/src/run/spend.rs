//! The customer's money: spend, commitment, and what could not be delivered.

use crate::inputs::families::AGREEMENTS;
use crate::inputs::families::LOTS;
use crate::quantities::intermediate::WorkingFamily;
use crate::quantities::{intermediate, series};
use crate::run::fleet::Fleet;
use crate::run::number::Number;
use crate::run::sheet::Sheet;

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

/// Fills the rows of spend; gives each agreement over its whole term.
pub(crate) fn spend<N: Number>(fleet: &Fleet<N>, sheet: &mut Sheet<N>) -> [Term<N>; AGREEMENTS.len()] {
    let zero = N::zero();
    let mut terms =
        [Term { contract_usd: zero, delivered_usd: zero, planned_chip_hours: zero, planned_watt_hours: zero };
            AGREEMENTS.len()];
    for lot in &fleet.lots {
        let term = &mut terms[lot.agreement];
        let (mut planned_usd, mut spent_usd) = (zero, zero);
        for m in 0..fleet.months {
            if !N::LIVE && fleet.in_service[lot.agreement][m].value() == 0.0 {
                continue;
            }
            let (planned, spent) = (fleet.planned_spend(lot, m), fleet.spend(lot, m));
            planned_usd = planned_usd + planned;
            spent_usd = spent_usd + spent;
            if m < sheet.months() {
                sheet.add(series::PLANNED_SPEND, m, planned);
                sheet.add(series::SPEND, m, spent);
                sheet.set(series::lot::SPEND.member(lot.place), m, spent);
                sheet.add(series::RENTAL, m, fleet.stock(lot, m) * lot.price);
            }
        }
        let planned_usd = planned_usd.named(intermediate::lot::PLANNED_OVER_TERM.member(lot.place).once());
        let spent_usd = spent_usd.named(intermediate::lot::DELIVERED_OVER_TERM.member(lot.place).once());
        term.contract_usd = term.contract_usd + planned_usd + lot.stranded_usd;
        term.delivered_usd = term.delivered_usd + spent_usd;
        let chip_hours = planned_usd / lot.price;
        term.planned_chip_hours = term.planned_chip_hours + chip_hours;
        term.planned_watt_hours = term.planned_watt_hours + chip_hours * lot.facility_watts;
    }
    for (agreement, term) in terms.iter_mut().enumerate() {
        let name = |value: N, name: WorkingFamily| value.named(name.member(agreement).once());
        *term = Term {
            contract_usd: name(term.contract_usd, intermediate::agreement::CONTRACT_VALUE),
            delivered_usd: name(term.delivered_usd, intermediate::agreement::DELIVERED_OVER_TERM),
            planned_chip_hours: name(term.planned_chip_hours, intermediate::agreement::CHIP_HOURS),
            planned_watt_hours: name(term.planned_watt_hours, intermediate::agreement::WATT_HOURS),
        };
    }
    for series in [series::PLANNED_SPEND, series::SPEND, series::RENTAL] {
        sheet.complete(series);
    }
    for lot in 0..LOTS {
        sheet.complete(series::lot::SPEND.member(lot));
    }
    sheet.accumulate(series::SPEND, series::SPEND_TO_DATE);
    sheet.accumulate(series::PLANNED_SPEND, series::PLANNED_SPEND_TO_DATE);
    let contracted = N::sum(terms.iter().map(|term| term.contract_usd));
    for m in 0..sheet.months() {
        let (spent, planned) = (sheet.get(series::SPEND_TO_DATE, m), sheet.get(series::PLANNED_SPEND_TO_DATE, m));
        sheet.set(series::COMMITMENT_REMAINING, m, contracted - spent);
        // Not below 0: the two sums round apart by some millionths of a dollar.
        sheet.set(series::SHORTFALL_TO_DATE, m, (planned - spent).max(zero));
    }
    terms
}
