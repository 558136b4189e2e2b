//! What one chip gives and costs: compute, power, energy, total cost of ownership.

use crate::base::month::MEAN_HOURS_IN_YEAR;
use crate::facts::accelerator::{Accelerator, Precision};
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::input::{self, Family};
use crate::quantities::intermediate;
use crate::run::inputs::Inputs;
use crate::run::label;
use crate::run::number::Number;

/// FLOP/s in a PFLOP/s.
pub(crate) const PFLOP: f64 = 1e15;

/// Training MFU by precision, widest first.
const MFU: [Family; 3] = [input::chip::MFU_BF16, input::chip::MFU_FP8, input::chip::MFU_FP4];

/// The precision in which the scenario counts effective compute.
pub(crate) fn precision<N: Number>(inputs: &Inputs<'_, N>) -> Precision {
    Precision::ALL[inputs.get(input::PRECISION).value() as usize]
}

/// What belongs to the precision in which the scenario counts.
pub(crate) fn by_precision<N: Number>(inputs: &Inputs<'_, N>, of: impl Fn(Precision) -> N) -> N {
    inputs.pick(input::PRECISION, |index| of(Precision::ALL[index]))
}

/// One chip's dense peak at a precision or the next wider one it has; 0 where it publishes neither.
pub(crate) fn peak_of_one<N: Number>(chip: &'static Accelerator, asked: Precision) -> N {
    chip.precision_used(asked).and_then(|used| chip.peak(used)).map_or_else(N::zero, N::fact)
}

/// One chip's share of peak that training achieves, at the precision it would use; 0 where it has none.
pub(crate) fn mfu<N: Number>(inputs: &Inputs<'_, N>, chip: usize, asked: Precision) -> N {
    match ACCELERATORS[chip].precision_used(asked) {
        Some(used) => inputs.get(MFU[used as usize].of(chip)),
        None => N::zero(),
    }
}

/// One chip's effective FLOP/s: peak × MFU × goodput.
pub(crate) fn effective_of_one<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    let at_mfu = |asked| peak_of_one::<N>(&ACCELERATORS[chip], asked) * mfu(inputs, chip, asked);
    let effective = by_precision(inputs, at_mfu) * inputs.get(input::GOODPUT);
    effective.named(intermediate::chip::EFFECTIVE_FLOPS_OF_ONE.of(chip).once())
}

/// Facility watts of one chip: IT watts × PUE.
pub(crate) fn facility_watts_of_one<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    (inputs.get(input::chip::IT_WATTS.of(chip)) * inputs.get(input::PUE))
        .named(intermediate::chip::FACILITY_WATTS_OF_ONE.of(chip).once())
}

/// What the energy of one chip costs in an hour, USD.
pub(crate) fn energy_usd_per_chip_hour<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    let kilowatts = facility_watts_of_one(inputs, chip) * inputs.get(input::LOAD_FACTOR) / N::constant(1000.0);
    (kilowatts * inputs.get(input::ELECTRICITY_PRICE)).named(intermediate::chip::ENERGY_COST_PER_HOUR.of(chip).once())
}

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
        hardware: annuity(inputs.get(input::WACC), inputs.get(input::HARDWARE_LIFE))
            .named(intermediate::HARDWARE_ANNUITY.once()),
        facility: annuity(inputs.get(input::WACC), inputs.get(input::FACILITY_LIFE))
            .named(intermediate::FACILITY_ANNUITY.once()),
    }
}

/// What one chip costs its supplier in an hour, USD: capital, running cost and energy, with its share of the facility.
pub(crate) fn tco_usd_per_chip_hour<N: Number>(inputs: &Inputs<'_, N>, annuities: &Annuities<N>, chip: usize) -> N {
    let hardware = inputs.get(input::chip::CAPEX.of(chip));
    let facility = facility_watts_of_one(inputs, chip) * inputs.get(input::FACILITY_COST);
    let yearly = hardware * annuities.hardware
        + facility * annuities.facility
        + (hardware + facility) * inputs.get(input::OPEX_SHARE);
    let tco = yearly / N::labelled(MEAN_HOURS_IN_YEAR, label::HOURS_OF_YEAR) + energy_usd_per_chip_hour(inputs, chip);
    tco.named(intermediate::chip::TCO_PER_HOUR.of(chip).once())
}
