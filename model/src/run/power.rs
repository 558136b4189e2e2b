//! Power and energy.

use crate::base::month::Month;
use crate::inputs::input;
use crate::quantities::series;
use crate::run::chip::facility_watts_of_one;
use crate::run::fleet::{Fleet, chips_in_use};
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::sheet::Sheet;

/// Joules in a kilowatt-hour.
pub(crate) const JOULES_PER_KWH: f64 = 3.6e6;

/// Fills the rows of power and energy.
pub(crate) fn power<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, sheet: &mut Sheet<N>) {
    for chip in chips_in_use(inputs, fleet) {
        let watts = facility_watts_of_one(inputs, chip);
        for month in 0..sheet.months() {
            sheet.add(series::FACILITY_POWER, month, sheet.get(series::chip::CHIPS.member(chip), month) * watts);
        }
    }
    sheet.complete(series::FACILITY_POWER);
    let watts_of = |lots: &Fleet<N>, month: usize| {
        N::sum(lots.lots.iter().map(|lot| lots.in_service[lot.agreement][month] * lot.mean(month) * lot.facility_watts))
    };
    for m in 0..sheet.months() {
        let seconds = N::constant(Month(m as i32).hours() * 3600.0);
        let energy = watts_of(fleet, m) * inputs.get(input::LOAD_FACTOR) * seconds;
        sheet.set(series::ENERGY, m, energy);
        sheet.set(
            series::ENERGY_COST,
            m,
            sheet.get(series::ENERGY, m) / N::constant(JOULES_PER_KWH) * inputs.get(input::ELECTRICITY_PRICE),
        );
    }
}
