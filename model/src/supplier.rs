//! The supplier's money: what is bought and built, what a chip-hour costs, and the cash that is left.

use crate::compute::chips_in_use;
use crate::fleet::Fleet;
use crate::month::MEAN_HOURS_IN_YEAR;
use crate::number::Number;
use crate::parameters::{Family, ParameterId};
use crate::power::{energy_usd_per_chip_hour, facility_watts_of_one};
use crate::scenario::Inputs;
use crate::series::{SeriesFamily, SeriesId, Sheet};
use crate::table::Of;
use crate::workings::{Cell, WorkingFamily, WorkingId};

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
const W_TCO: WorkingFamily = WorkingFamily::of(Of::Chip, "tco_usd_per_hour");
const W_HARDWARE: WorkingId = WorkingId::of("hardware_annuity");
const W_FACILITY: WorkingId = WorkingId::of("facility_annuity");
const W_MOST_CHIPS: WorkingFamily = WorkingFamily::of(Of::Chip, "highest_chips");
const W_MOST_WATTS: WorkingId = WorkingId::of("highest_watts");
const W_CAPITAL: WorkingId = WorkingId::of("capital_usd");

/// The yearly payment that pays back 1 over `life` years at `rate`: rate ÷ (1 − (1 + rate)^−life); 1 ÷ life at 0.
fn annuity<N: Number>(rate: N, life: N) -> N {
    let one = N::constant(1.0);
    // Near 0 the difference loses all its digits; there the annuity is its own first-order expansion.
    N::choose(
        rate - N::constant(1e-7),
        || rate / (one - (one + rate).powf(-life)),
        || (one + rate * (life + one) / N::constant(2.0)) / life,
    )
}

/// What pays a dollar of capital back, each year.
pub(crate) struct Annuities<N> {
    hardware: N,
    facility: N,
}

/// The yearly payments on hardware and on facilities.
pub(crate) fn annuities<N: Number>(inputs: &Inputs<'_, N>) -> Annuities<N> {
    Annuities {
        hardware: annuity(inputs.get(WACC), inputs.get(LIFE)).named(W_HARDWARE.once()),
        facility: annuity(inputs.get(WACC), inputs.get(FACILITY_LIFE)).named(W_FACILITY.once()),
    }
}

/// What one chip costs its supplier in an hour, USD: capital, running cost and energy, with its share of the facility.
pub(crate) fn tco_usd_per_chip_hour<N: Number>(inputs: &Inputs<'_, N>, annuities: &Annuities<N>, chip: usize) -> N {
    let hardware = inputs.get(CAPEX.member(chip));
    let facility = facility_watts_of_one(inputs, chip) * inputs.get(FACILITY);
    let yearly =
        hardware * annuities.hardware + facility * annuities.facility + (hardware + facility) * inputs.get(OPEX_SHARE);
    let tco = yearly / N::constant(MEAN_HOURS_IN_YEAR) + energy_usd_per_chip_hour(inputs, chip);
    tco.named(W_TCO.member(chip).once())
}

/// What is bought when a stock grows beyond all it has been: freed capacity is used again before more is bought.
fn bought<N: Number>(stock: &[N], highest_at: impl Fn(usize) -> Cell) -> Vec<N> {
    let mut highest = N::zero();
    stock
        .iter()
        .enumerate()
        .map(|(m, now)| {
            let before = highest;
            highest = highest.max(*now).named(highest_at(m));
            highest - before
        })
        .collect()
}

/// Fills the rows of the supplier's money.
pub(crate) fn supplier<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, sheet: &mut Sheet<N>) {
    let annuities = annuities(inputs);
    for chip in chips_in_use(inputs, fleet) {
        let (capex, tco) = (inputs.get(CAPEX.member(chip)), tco_usd_per_chip_hour(inputs, &annuities, chip));
        let delivered = bought(sheet.row(CHIPS.member(chip)), |m| W_MOST_CHIPS.member(chip).at(m));
        for (m, delivered) in delivered.into_iter().enumerate() {
            sheet.add(CHIP_CAPEX, m, delivered * capex);
            sheet.add(TCO, m, sheet.get(CHIPS.member(chip), m) * tco);
        }
    }
    sheet.complete(CHIP_CAPEX);
    sheet.complete(TCO);
    let mut capital = N::zero();
    for (m, watts) in bought(sheet.row(POWER), |m| W_MOST_WATTS.at(m)).into_iter().enumerate() {
        sheet.set(FACILITY_CAPEX, m, watts * inputs.get(FACILITY));
        let facility = sheet.get(FACILITY_CAPEX, m);
        capital = (capital + facility + sheet.get(CHIP_CAPEX, m)).named(W_CAPITAL.at(m));
        sheet.set(OPEX, m, capital * inputs.get(OPEX_SHARE) / N::constant(12.0));
        let paid = sheet.get(CHIP_CAPEX, m) + facility + sheet.get(ENERGY_COST, m) + sheet.get(OPEX, m);
        sheet.set(CASH, m, sheet.get(SPEND, m) - paid);
    }
}
