//! Facility power of the fleet, the energy it draws and what the energy costs.

use crate::base::month::Month;
use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, series};
use crate::run::chip::facility_watts_of_one;
use crate::run::chips::Chips;
use crate::run::fleet::Fleet;
use crate::run::inputs::Inputs;
use crate::run::label;
use crate::run::number::Number;
use crate::run::plan::Lot;
use crate::run::row::Row;
use crate::run::sheet::{Sheet, complete};

/// Joules per kilowatt-hour.
const JOULES_PER_KWH: f64 = 3.6e6;

/// Power and energy of the fleet and the cost of energy, month by month.
pub(crate) struct Power<N: Number> {
    /// Facility power of the chips online, W.
    pub facility_watts: Row<N>,
    /// Facility power of the rented chips, W; `None` where all chips are rented.
    rented_watts: Option<Row<N>>,
    /// Cost of the month's energy to the supplier, USD.
    pub energy_cost_usd: Row<N>,
    energy_joules: Row<N>,
}

/// Computes this stage from the chips in use.
pub(crate) fn power<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, chips: &Chips<N>) -> Power<N> {
    let months = fleet.months;
    let facility_watts = complete(series::FACILITY_POWER, watts_of(inputs, fleet, |chip| &chips.of_accelerator[chip]));
    let any_bought = inputs.any_may_be_bought();
    let rented_watts = any_bought.then(|| {
        let rented = watts_of(inputs, fleet, |chip| chips.rented(chip));
        rented.named(intermediate::SUPPLIED_POWER)
    });
    // Energy is drawn throughout the month, so it is computed from the month's mean number of chips.
    let mean_watts = |counts: fn(&Inputs<'_, N>, &Lot<N>, N) -> N| {
        let mut sum = Row::zeros(months);
        for (lot, mean) in fleet.lots.iter().zip(&chips.mean_of_lot) {
            for (sum, mean) in sum.iter_mut().zip(mean) {
                *sum = *sum + counts(inputs, lot, *mean * lot.facility_watts);
            }
        }
        sum
    };
    let all_watts = mean_watts(|_, _, watts| watts);
    // Energy for capacity that the customer owns is no cost of the supplier.
    let rented_mean = any_bought.then(|| mean_watts(|inputs, lot, watts| inputs.where_rented(lot.agreement, watts)));
    let (mut energy_joules, mut energy_cost_usd) = (Row::new(), Row::new());
    for m in 0..months {
        let seconds = N::labelled(Month(m as i32).hours() * 3600.0, label::SECONDS_OF_MONTH);
        let joules_of = |watts: N| watts * inputs.get(input::LOAD_FACTOR) * seconds;
        let all = joules_of(all_watts[m]).named(Cell::series(series::ENERGY, m));
        energy_joules.push(all);
        let joules = rented_mean.as_ref().map_or(all, |watts| joules_of(watts[m]));
        let usd = joules / N::labelled(JOULES_PER_KWH, label::JOULES_OF_KWH) * inputs.get(input::ELECTRICITY_PRICE);
        energy_cost_usd.push(usd.named(Cell::series(series::ENERGY_COST, m)));
    }
    Power { facility_watts, rented_watts, energy_cost_usd, energy_joules }
}

/// Facility power of the chips of all accelerators together, month by month, W.
fn watts_of<'a, N: Number + 'a>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, chips: impl Fn(usize) -> &'a [N]) -> Row<N> {
    let mut watts = Row::zeros(fleet.months);
    for &chip in &fleet.accelerators {
        let of_one = facility_watts_of_one(inputs, chip);
        for (sum, chips) in watts.iter_mut().zip(chips(chip)) {
            *sum = *sum + *chips * of_one;
        }
    }
    watts
}

impl<N: Number> Power<N> {
    /// Facility power of the rented chips online, W.
    pub(crate) fn rented_watts(&self) -> &[N] {
        self.rented_watts.as_ref().unwrap_or(&self.facility_watts)
    }

    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::FACILITY_POWER, self.facility_watts);
        sheet.lay(series::ENERGY, self.energy_joules);
        sheet.lay(series::ENERGY_COST, self.energy_cost_usd);
    }
}
