//! The supplier's money: hardware and buildings, running costs, and residual values.

use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, series};
use crate::run::chip::{Annuities, facility_watts_of_one, tco_usd_per_chip_hour};
use crate::run::chips::Chips;
use crate::run::fleet::Fleet;
use crate::run::hardware::{Hardware, bought_usd, residual_usd};
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::power::Power;
use crate::run::row::Row;
use crate::run::sheet::{Sheet, complete};
use crate::run::spend::Spend;

/// The supplier's payments, cash and residual values, month by month, USD.
pub(crate) struct Supplier<N: Number> {
    /// Spend received less all payments.
    pub cash_usd: Row<N>,
    /// Payments for chips and servers.
    pub chip_capex_usd: Row<N>,
    /// Payments for buildings.
    pub facility_capex_usd: Row<N>,
    /// Running cost without energy.
    pub opex_usd: Row<N>,
    /// Residual value of hardware and buildings in the month in which their service ends.
    pub residual_usd: Row<N>,
    /// Residual value of hardware alone, in the month in which its accelerator's service ends.
    pub hardware_residual_usd: Row<N>,
    /// Residual value of the buildings at the end of the contract.
    pub facility_residual_usd: N,
    /// Age of the oldest building at the end of the contract, months.
    pub oldest_building_months: f64,
}

/// Total cost of ownership per hour of all rented chips online, month by month, USD.
pub(crate) fn tco_usd_per_hour<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, chips: &Chips<N>) -> Row<N> {
    let mut sum = Row::zeros(fleet.months);
    let annuities = Annuities::of(inputs);
    for &chip in &fleet.accelerators {
        let tco = tco_usd_per_chip_hour(inputs, &annuities, chip);
        for (sum, rented) in sum.iter_mut().zip(chips.rented(chip)) {
            *sum = *sum + *rented * tco;
        }
    }
    complete(series::TCO, sum)
}

/// The last month of any rented agreement with planned chip-hours; −1 if there is none.
pub(crate) fn end_of_contract<N: Number>(inputs: &Inputs<'_, N>, spend: &Spend<N>) -> N {
    let none = N::constant(-1.0);
    let ends = spend.terms.iter().enumerate().map(|(agreement, term)| {
        let hours = inputs.where_rented(agreement, term.planned_chip_hours);
        N::choose(-hours, || none, || term.last)
    });
    ends.fold(none, N::max).named(intermediate::END_OF_CONTRACT.once())
}

/// Computes the supplier's money; `end` is the last month of the contract.
pub(crate) fn supplier<N: Number>(
    inputs: &Inputs<'_, N>,
    fleet: &Fleet<N>,
    chips: &Chips<N>,
    power: &Power<N>,
    hardware: &Hardware<N>,
    spend: &Spend<N>,
    end: N,
) -> Supplier<N> {
    let (months, zero, one, twelve) = (fleet.months, N::zero(), N::constant(1.0), N::constant(12.0));
    let facility_cost = inputs.get(input::FACILITY_COST);

    // Capital cost of the chips in service and their share of the buildings, by the month's mean number of chips.
    let mut in_service_usd: Row<N> = Row::zeros(months);
    for &chip in &fleet.accelerators {
        let capital = inputs.get(input::chip::CAPEX.of(chip)) + facility_watts_of_one(inputs, chip) * facility_cost;
        for (sum, mean) in in_service_usd.iter_mut().zip(chips.mean_rented(chip)) {
            *sum = *sum + *mean * capital;
        }
    }
    let chip_capex_usd = complete(series::CHIP_CAPEX, bought_usd(inputs, hardware, months));

    // Buildings are built whenever power reaches a new maximum, and are not replaced.
    let mut highest = zero;
    let facility_capex_usd: Row<N> = power
        .rented_watts()
        .iter()
        .enumerate()
        .map(|(m, watts)| {
            let before = highest;
            highest = highest.max(*watts).named(intermediate::HIGHEST_RENTED_POWER.at(m));
            ((highest - before) * facility_cost).named(Cell::series(series::FACILITY_CAPEX, m))
        })
        .collect();
    let life = inputs.get(input::FACILITY_LIFE) * twelve;
    let built = facility_capex_usd.iter().enumerate().filter(|(_, usd)| N::NAMED || usd.value() != 0.0);
    let worth = N::sum(built.map(|(k, usd)| *usd * (one - (end + one - N::constant(k as f64)) / life).max(zero)));
    let facility_residual_usd =
        (inputs.get(input::FACILITY_RESIDUAL) * worth).named(intermediate::FACILITY_RESIDUAL.once());
    let first_built = facility_capex_usd.iter().position(|usd| usd.value() > 0.0);
    let oldest_building_months = first_built.map_or(0.0, |first| end.value() + 1.0 - first as f64);

    let hardware_residual_usd = residual_usd(hardware, months);
    let mut residual = hardware_residual_usd.clone();
    let [mut opex_usd, mut cash_usd] = std::array::from_fn(|_| Row::new());
    for m in 0..months {
        let opex =
            in_service_usd[m].named(intermediate::CAPITAL_IN_SERVICE.at(m)) * inputs.get(input::OPEX_SHARE) / twelve;
        let opex = opex.named(Cell::series(series::OPEX, m));
        let paid = chip_capex_usd[m] + facility_capex_usd[m] + power.energy_cost_usd[m] + opex;
        opex_usd.push(opex);
        cash_usd.push(spend.usd[m].less(paid).named(Cell::series(series::SUPPLIER_CASH, m)));
        if N::SYMBOLIC || end.value() == m as f64 {
            residual[m] = residual[m] + end.equals(m as f64, || facility_residual_usd, N::zero);
        }
    }
    Supplier {
        cash_usd,
        chip_capex_usd,
        facility_capex_usd,
        opex_usd,
        residual_usd: complete(series::RESIDUAL, residual),
        hardware_residual_usd,
        facility_residual_usd,
        oldest_building_months,
    }
}

impl<N: Number> Supplier<N> {
    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::CHIP_CAPEX, self.chip_capex_usd);
        sheet.lay(series::FACILITY_CAPEX, self.facility_capex_usd);
        sheet.lay(series::OPEX, self.opex_usd);
        sheet.lay(series::RESIDUAL, self.residual_usd);
        sheet.lay(series::SUPPLIER_CASH, self.cash_usd);
    }
}
