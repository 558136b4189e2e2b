//! The supplier's money: what is bought and built, what a chip-hour costs, and the cash that is left.

use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, series};
use crate::run::chip::{annuities, tco_usd_per_chip_hour};
use crate::run::chips::Chips;
use crate::run::fleet::Fleet;
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::power::Power;
use crate::run::sheet::{Sheet, complete};
use crate::run::spend::Spend;

/// What the supplier pays and keeps, month by month, USD.
pub(crate) struct Supplier<N> {
    /// Spend received − all that is paid.
    pub cash_usd: Vec<N>,
    chip_capex_usd: Vec<N>,
    facility_capex_usd: Vec<N>,
    opex_usd: Vec<N>,
    tco_usd_per_hour: Vec<N>,
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

/// What the supplier pays for the fleet, and keeps of what the customer spends.
pub(crate) fn supplier<N: Number>(
    inputs: &Inputs<'_, N>,
    fleet: &Fleet<N>,
    chips: &Chips<N>,
    power: &Power<N>,
    spend: &Spend<N>,
) -> Supplier<N> {
    let months = power.facility_watts.len();
    let (mut chip_capex_usd, mut tco_usd_per_hour) = (vec![N::zero(); months], vec![N::zero(); months]);
    let annuities = annuities(inputs);
    for &chip in &fleet.accelerators {
        let stock = &chips.of_accelerator[chip];
        let (capex, tco) = (inputs.get(input::chip::CAPEX.of(chip)), tco_usd_per_chip_hour(inputs, &annuities, chip));
        let delivered = bought(stock, |m| intermediate::chip::HIGHEST_CHIPS.of(chip).at(m));
        for (m, delivered) in delivered.into_iter().enumerate() {
            chip_capex_usd[m] = chip_capex_usd[m] + delivered * capex;
            tco_usd_per_hour[m] = tco_usd_per_hour[m] + stock[m] * tco;
        }
    }
    let chip_capex_usd = complete(series::CHIP_CAPEX, chip_capex_usd);
    let tco_usd_per_hour = complete(series::TCO, tco_usd_per_hour);
    let [mut facility_capex_usd, mut opex_usd, mut cash_usd] = std::array::from_fn(|_| Vec::with_capacity(months));
    let mut capital = N::zero();
    let added = bought(&power.facility_watts, |m| intermediate::HIGHEST_POWER.at(m));
    for (m, watts) in added.into_iter().enumerate() {
        let facility = (watts * inputs.get(input::FACILITY_COST)).named(Cell::series(series::FACILITY_CAPEX, m));
        capital = (capital + facility + chip_capex_usd[m]).named(intermediate::CAPITAL.at(m));
        let opex = capital * inputs.get(input::OPEX_SHARE) / N::constant(12.0);
        let opex = opex.named(Cell::series(series::OPEX, m));
        let paid = chip_capex_usd[m] + facility + power.energy_cost_usd[m] + opex;
        facility_capex_usd.push(facility);
        opex_usd.push(opex);
        cash_usd.push((spend.usd[m] - paid).named(Cell::series(series::SUPPLIER_CASH, m)));
    }
    Supplier { cash_usd, chip_capex_usd, facility_capex_usd, opex_usd, tco_usd_per_hour }
}

impl<N: Number> Supplier<N> {
    /// Lays its series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::CHIP_CAPEX, self.chip_capex_usd);
        sheet.lay(series::FACILITY_CAPEX, self.facility_capex_usd);
        sheet.lay(series::OPEX, self.opex_usd);
        sheet.lay(series::TCO, self.tco_usd_per_hour);
        sheet.lay(series::SUPPLIER_CASH, self.cash_usd);
    }
}
