//! Power and energy.

use crate::compute::chips_in_use;
use crate::fleet::Fleet;
use crate::month::Month;
use crate::number::Number;
use crate::parameters::{Family, ParameterId};
use crate::scenario::Inputs;
use crate::series::{SeriesFamily, SeriesId, Sheet};
use crate::table::Of;
use crate::workings::WorkingFamily;

const IT_WATTS: Family = Family::of(Of::Chip, "it_watts");
const PUE: ParameterId = ParameterId::of("operations.pue");
const LOAD_FACTOR: ParameterId = ParameterId::of("operations.load_factor");
const ELECTRICITY: ParameterId = ParameterId::of("operations.electricity_usd_per_kwh");
const CHIPS: SeriesFamily = SeriesFamily::of(Of::Chip, "chips");
const POWER: SeriesId = SeriesId::of("facility_power_watts");
const ENERGY: SeriesId = SeriesId::of("energy_joules");
const ENERGY_COST: SeriesId = SeriesId::of("energy_cost_usd");
const W_WATTS: WorkingFamily = WorkingFamily::of(Of::Chip, "facility_watts_of_one");
const W_ENERGY: WorkingFamily = WorkingFamily::of(Of::Chip, "energy_usd_per_hour");

/// Joules in a kilowatt-hour.
pub(crate) const JOULES_PER_KWH: f64 = 3.6e6;

/// Facility watts of one chip: IT watts × PUE.
pub(crate) fn facility_watts_of_one<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    (inputs.get(IT_WATTS.member(chip)) * inputs.get(PUE)).named(W_WATTS.member(chip).once())
}

/// What the energy of one chip costs in an hour, USD.
pub(crate) fn energy_usd_per_chip_hour<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    let kilowatts = facility_watts_of_one(inputs, chip) * inputs.get(LOAD_FACTOR) / N::constant(1000.0);
    (kilowatts * inputs.get(ELECTRICITY)).named(W_ENERGY.member(chip).once())
}

/// Fills the rows of power and energy.
pub(crate) fn power<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, sheet: &mut Sheet<N>) {
    for chip in chips_in_use(inputs, fleet) {
        let watts = facility_watts_of_one(inputs, chip);
        for month in 0..sheet.months() {
            sheet.add(POWER, month, sheet.get(CHIPS.member(chip), month) * watts);
        }
    }
    sheet.complete(POWER);
    let watts_of = |lots: &Fleet<N>, month: usize| {
        N::sum(lots.lots.iter().map(|lot| lots.in_service[lot.agreement][month] * lot.mean(month) * lot.facility_watts))
    };
    for m in 0..sheet.months() {
        let seconds = N::constant(Month(m as i32).hours() * 3600.0);
        let energy = watts_of(fleet, m) * inputs.get(LOAD_FACTOR) * seconds;
        sheet.set(ENERGY, m, energy);
        sheet.set(ENERGY_COST, m, sheet.get(ENERGY, m) / N::constant(JOULES_PER_KWH) * inputs.get(ELECTRICITY));
    }
}
