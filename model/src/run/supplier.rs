//! The supplier's money: what is bought and built, what a chip-hour costs, and the cash that is left.

use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, series};
use crate::run::chip::{annuities, tco_usd_per_chip_hour};
use crate::run::fleet::{Fleet, chips_in_use};
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::sheet::Sheet;

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
        let (capex, tco) =
            (inputs.get(input::chip::CAPEX.member(chip)), tco_usd_per_chip_hour(inputs, &annuities, chip));
        let delivered = bought(sheet.row(series::chip::CHIPS.member(chip)), |m| {
            intermediate::chip::HIGHEST_CHIPS.member(chip).at(m)
        });
        for (m, delivered) in delivered.into_iter().enumerate() {
            sheet.add(series::CHIP_CAPEX, m, delivered * capex);
            sheet.add(series::TCO, m, sheet.get(series::chip::CHIPS.member(chip), m) * tco);
        }
    }
    sheet.complete(series::CHIP_CAPEX);
    sheet.complete(series::TCO);
    let mut capital = N::zero();
    for (m, watts) in
        bought(sheet.row(series::FACILITY_POWER), |m| intermediate::HIGHEST_POWER.at(m)).into_iter().enumerate()
    {
        sheet.set(series::FACILITY_CAPEX, m, watts * inputs.get(input::FACILITY_COST));
        let facility = sheet.get(series::FACILITY_CAPEX, m);
        capital = (capital + facility + sheet.get(series::CHIP_CAPEX, m)).named(intermediate::CAPITAL.at(m));
        sheet.set(series::OPEX, m, capital * inputs.get(input::OPEX_SHARE) / N::constant(12.0));
        let paid = sheet.get(series::CHIP_CAPEX, m)
            + facility
            + sheet.get(series::ENERGY_COST, m)
            + sheet.get(series::OPEX, m);
        sheet.set(series::SUPPLIER_CASH, m, sheet.get(series::SPEND, m) - paid);
    }
}
