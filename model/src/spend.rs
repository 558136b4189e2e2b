//! The customer's money: spend, commitment, and what could not be delivered.

use crate::fleet::Fleet;
use crate::number::Number;
use crate::series::{SeriesFamily, SeriesId, Sheet};
use crate::table::{AGREEMENTS, LOTS, Of};
use crate::workings::WorkingFamily;

const LOT_SPEND: SeriesFamily = SeriesFamily::of(Of::Lot, "lot_spend_usd");
const PLANNED: SeriesId = SeriesId::of("planned_spend_usd");
const SPEND: SeriesId = SeriesId::of("spend_usd");
const SPEND_TO_DATE: SeriesId = SeriesId::of("spend_to_date_usd");
const PLANNED_TO_DATE: SeriesId = SeriesId::of("planned_spend_to_date_usd");
const REMAINING: SeriesId = SeriesId::of("commitment_remaining_usd");
const SHORTFALL: SeriesId = SeriesId::of("shortfall_to_date_usd");
const RENTAL: SeriesId = SeriesId::of("rental_usd_per_hour");
const W_PLANNED: WorkingFamily = WorkingFamily::of(Of::Lot, "planned_usd");
const W_DELIVERED: WorkingFamily = WorkingFamily::of(Of::Lot, "delivered_usd");
const W_CONTRACT: WorkingFamily = WorkingFamily::of(Of::Agreement, "contract_usd");
const W_TERM_DELIVERED: WorkingFamily = WorkingFamily::of(Of::Agreement, "delivered_usd");
const W_CHIP_HOURS: WorkingFamily = WorkingFamily::of(Of::Agreement, "chip_hours");
const W_WATT_HOURS: WorkingFamily = WorkingFamily::of(Of::Agreement, "watt_hours");

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
                sheet.add(PLANNED, m, planned);
                sheet.add(SPEND, m, spent);
                sheet.set(LOT_SPEND.member(lot.place), m, spent);
                sheet.add(RENTAL, m, fleet.stock(lot, m) * lot.price);
            }
        }
        let planned_usd = planned_usd.named(W_PLANNED.member(lot.place).once());
        let spent_usd = spent_usd.named(W_DELIVERED.member(lot.place).once());
        term.contract_usd = term.contract_usd + planned_usd + lot.stranded_usd;
        term.delivered_usd = term.delivered_usd + spent_usd;
        let chip_hours = planned_usd / lot.price;
        term.planned_chip_hours = term.planned_chip_hours + chip_hours;
        term.planned_watt_hours = term.planned_watt_hours + chip_hours * lot.facility_watts;
    }
    for (agreement, term) in terms.iter_mut().enumerate() {
        let name = |value: N, name: WorkingFamily| value.named(name.member(agreement).once());
        *term = Term {
            contract_usd: name(term.contract_usd, W_CONTRACT),
            delivered_usd: name(term.delivered_usd, W_TERM_DELIVERED),
            planned_chip_hours: name(term.planned_chip_hours, W_CHIP_HOURS),
            planned_watt_hours: name(term.planned_watt_hours, W_WATT_HOURS),
        };
    }
    for series in [PLANNED, SPEND, RENTAL] {
        sheet.complete(series);
    }
    for lot in 0..LOTS {
        sheet.complete(LOT_SPEND.member(lot));
    }
    sheet.accumulate(SPEND, SPEND_TO_DATE);
    sheet.accumulate(PLANNED, PLANNED_TO_DATE);
    let contracted = N::sum(terms.iter().map(|term| term.contract_usd));
    for m in 0..sheet.months() {
        let (spent, planned) = (sheet.get(SPEND_TO_DATE, m), sheet.get(PLANNED_TO_DATE, m));
        sheet.set(REMAINING, m, contracted - spent);
        // Not below 0: the two sums round apart by some millionths of a dollar.
        sheet.set(SHORTFALL, m, (planned - spent).max(zero));
    }
    terms
}
