//! The supplier's money: what is bought and built, what a chip-hour costs, and the cash that is left.

use crate::catalogue::ACCELERATORS;
use crate::compute::chips_in_use;
use crate::fleet::Fleet;
use crate::month::MEAN_HOURS_IN_YEAR;
use crate::number::Number;
use crate::parameters::{Family, ParameterId};
use crate::power::{energy_usd_per_chip_hour, facility_watts_of_one};
use crate::scenario::Inputs;
use crate::series::{SeriesFamily, SeriesId, Sheet};
use crate::table::Of;

const CAPEX: Family = Family::of(Of::Chip, "capex_usd");
const LIFE: ParameterId = ParameterId::of("supplier.hardware_life_years");
const WACC: ParameterId = ParameterId::of("supplier.wacc");
const OPEX_SHARE: ParameterId = ParameterId::of("supplier.opex_share");
const FACILITY: ParameterId = ParameterId::of("supplier.facility_usd_per_watt");
const FACILITY_LIFE: ParameterId = ParameterId::of("supplier.facility_life_years");

const CHIPS: SeriesFamily = SeriesFamily::of(Of::Chip, "chips");
const POWER: SeriesId = SeriesId::of("facility_power_watts");
const SPEND: SeriesId = SeriesId::of("spend_usd");
const ENERGY_COST: SeriesId = SeriesId::of("energy_cost_usd");
const CHIP_CAPEX: SeriesId = SeriesId::of("chip_capex_usd");
const FACILITY_CAPEX: SeriesId = SeriesId::of("facility_capex_usd");
const OPEX: SeriesId = SeriesId::of("opex_usd");
const TCO: SeriesId = SeriesId::of("tco_usd_per_hour");
const CASH: SeriesId = SeriesId::of("supplier_cash_usd");

/// The yearly payment that pays back 1 over `life` years at `rate`: rate ÷ (1 − (1 + rate)^−life); 1 ÷ life at 0.
fn annuity<N: Number>(rate: N, life: N) -> N {
    let one = N::constant(1.0);
    // Near 0 the difference loses all its digits; there the annuity is its own first-order expansion.
    if rate.value() < 1e-7 {
        (one + rate * (life + one) / N::constant(2.0)) / life
    } else {
        rate / (one - (one + rate).powf(-life))
    }
}

/// What one chip costs its supplier in an hour, USD: capital, running cost and energy, with its share of the facility.
pub(crate) fn tco_usd_per_chip_hour<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    let hardware = inputs.get(CAPEX.member(chip));
    let facility = facility_watts_of_one(inputs, chip) * inputs.get(FACILITY);
    let yearly = hardware * annuity(inputs.get(WACC), inputs.get(LIFE))
        + facility * annuity(inputs.get(WACC), inputs.get(FACILITY_LIFE))
        + (hardware + facility) * inputs.get(OPEX_SHARE);
    yearly / N::constant(MEAN_HOURS_IN_YEAR) + energy_usd_per_chip_hour(inputs, chip)
}

/// What is bought when a stock grows beyond all it has been: freed capacity is used again before more is bought.
fn bought<N: Number>(stock: &[N]) -> Vec<N> {
    let mut highest = N::zero();
    stock
        .iter()
        .map(|now| {
            let before = highest;
            highest = highest.max(*now);
            highest - before
        })
        .collect()
}

/// Fills the rows of the supplier's money.
pub(crate) fn supplier<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, sheet: &mut Sheet<N>) {
    for chip in chips_in_use(fleet) {
        debug_assert!(chip < ACCELERATORS.len());
        let (capex, tco) = (inputs.get(CAPEX.member(chip)), tco_usd_per_chip_hour(inputs, chip));
        for (m, delivered) in bought(sheet.row(CHIPS.member(chip))).into_iter().enumerate() {
            sheet.add(CHIP_CAPEX, m, delivered * capex);
            sheet.add(TCO, m, sheet.get(CHIPS.member(chip), m) * tco);
        }
    }
    let mut capital = N::zero();
    for (m, watts) in bought(sheet.row(POWER)).into_iter().enumerate() {
        let facility = watts * inputs.get(FACILITY);
        capital = capital + facility + sheet.get(CHIP_CAPEX, m);
        let opex = capital * inputs.get(OPEX_SHARE) / N::constant(12.0);
        sheet.set(FACILITY_CAPEX, m, facility);
        sheet.set(OPEX, m, opex);
        let paid = sheet.get(CHIP_CAPEX, m) + facility + sheet.get(ENERGY_COST, m) + opex;
        sheet.set(CASH, m, sheet.get(SPEND, m) - paid);
    }
}
