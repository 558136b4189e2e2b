//! Compute, power, energy and total cost of ownership of one chip.

use crate::base::month::MEAN_HOURS_IN_MONTH;
use crate::facts::accelerator::Precision;
use crate::facts::accelerators::ACCELERATORS;
use crate::facts::provenance::Fact;
use crate::inputs::input;
use crate::inputs::input::{Family, ParameterId};
use crate::quantities::intermediate;
use crate::quantities::intermediate::IntermediateId;
use crate::run::inputs::Inputs;
use crate::run::label::HOURS_OF_MEAN_MONTH;
use crate::run::number::Number;

/// FLOP/s per PFLOP/s.
pub(crate) const PFLOP: f64 = 1e15;

/// Training MFU by precision, widest first.
const MFU: [Family; 3] = [input::chip::MFU_BF16, input::chip::MFU_FP8, input::chip::MFU_FP4];

/// The precision at which the scenario counts effective compute.
pub(crate) fn precision<N: Number>(inputs: &Inputs<'_, N>) -> Precision {
    Precision::ALL[inputs.get(input::PRECISION).value() as usize]
}

/// The value that `of` gives for the precision at which the scenario counts.
pub(crate) fn by_precision<N: Number>(inputs: &Inputs<'_, N>, of: impl Fn(Precision) -> N) -> N {
    inputs.pick(input::PRECISION, |index| of(Precision::ALL[index]))
}

/// Inputs for the peaks of the reader's own chip, by precision, widest first.
const OWN_PEAK: [Family; 3] = [input::chip::PEAK_BF16, input::chip::PEAK_FP8, input::chip::PEAK_FP4];

/// A chip's peak at a precision: the published fact or, for the reader's own chip, the input in its place; 0 if none is
/// published.
fn peak<N: Number>(inputs: &Inputs<'_, N>, chip: usize, at: Precision, published: Option<&'static Fact>) -> N {
    match published {
        Some(_) if ACCELERATORS[chip].is_own() => inputs.get(OWN_PEAK[at as usize].of(chip)),
        Some(fact) => N::fact(fact),
        None => N::zero(),
    }
}

/// One chip's dense peak at a precision or the next wider one that it has, FLOP/s; 0 if it publishes neither.
pub(crate) fn peak_of_one<N: Number>(inputs: &Inputs<'_, N>, chip: usize, asked: Precision) -> N {
    let accelerator = &ACCELERATORS[chip];
    match accelerator.precision_used(asked) {
        Some(used) => peak(inputs, chip, used, accelerator.peak(used)),
        None => N::zero(),
    }
}

/// One chip's dense 8-bit peak by Epoch AI's rule, FLOP/s, see [`Accelerator::eight_bit_peak`]; 0 if it publishes none.
///
/// [`Accelerator::eight_bit_peak`]: crate::facts::accelerator::Accelerator::eight_bit_peak
pub(crate) fn eight_bit_peak_of_one<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    peak(inputs, chip, Precision::Fp8, ACCELERATORS[chip].eight_bit_peak())
}

/// The input for a chip's MFU at the precision that it would use; `None` if it publishes no peak there.
pub(crate) fn mfu_used(chip: usize, asked: Precision) -> Option<ParameterId> {
    ACCELERATORS[chip].precision_used(asked).map(|used| MFU[used as usize].of(chip))
}

/// Whether an input is the MFU of a chip.
pub(crate) fn is_mfu(input: ParameterId) -> bool {
    MFU.iter().any(|family| family.of(input.member()) == input)
}

/// One chip's MFU, a share of peak, at the precision that it would use; 0 if it has none.
pub(crate) fn mfu<N: Number>(inputs: &Inputs<'_, N>, chip: usize, asked: Precision) -> N {
    mfu_used(chip, asked).map_or_else(N::zero, |mfu| inputs.get(mfu))
}

/// One chip's effective FLOP/s: peak × MFU × goodput.
pub(crate) fn effective_of_one<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    let at_mfu = |asked| peak_of_one(inputs, chip, asked) * mfu(inputs, chip, asked);
    let effective = by_precision(inputs, at_mfu) * inputs.get(input::GOODPUT);
    effective.named(intermediate::chip::EFFECTIVE_FLOPS_OF_ONE.of(chip).once())
}

/// Facility watts of one chip: IT watts × PUE.
pub(crate) fn facility_watts_of_one<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    (inputs.get(input::chip::IT_WATTS.of(chip)) * inputs.get(input::PUE))
        .named(intermediate::chip::FACILITY_WATTS_OF_ONE.of(chip).once())
}

/// Hourly cost of one chip's energy, USD.
pub(crate) fn energy_usd_per_chip_hour<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    let kilowatts = facility_watts_of_one(inputs, chip) * inputs.get(input::LOAD_FACTOR) / N::constant(1000.0);
    (kilowatts * inputs.get(input::ELECTRICITY_PRICE)).named(intermediate::chip::ENERGY_COST_PER_HOUR.of(chip).once())
}

/// The present value of payments of 1 at the end of each month of a life, less half a month for capital bought in the
/// middle of its first month: `Σ v^j − ½` over the months, where v is the worth of a dollar a month later. Capital
/// divided by it is the monthly payment. The months need not be whole.
fn months_paid<N: Number>(inputs: &Inputs<'_, N>, life: ParameterId) -> N {
    let (one, half) = (N::constant(1.0), N::constant(0.5));
    let wacc = inputs.get(input::WACC);
    let years = inputs.get(life);
    // Near a rate of 0 the quotient loses digits by cancellation, so its first-order expansion is used there; the next
    // term is less than a billionth of it.
    N::choose(
        wacc - N::constant(1e-6),
        || {
            let later = (one + wacc).powf(N::constant(-1.0 / 12.0));
            (one - (one + wacc).powf(-years)) / (one - later) - half
        },
        || {
            let months = years * N::constant(12.0);
            months - half - wacc / N::constant(12.0) * months * (months - one) * half
        },
    )
}

/// Divisors that turn capital into equal monthly payments; see [`months_paid`].
pub(crate) struct Annuities<N> {
    hardware_months: N,
    /// The divisor for buildings.
    pub facility_months: N,
}

impl<N: Number> Annuities<N> {
    /// The divisors for hardware and for buildings at the supplier's cost of capital.
    pub(crate) fn of(inputs: &Inputs<'_, N>) -> Annuities<N> {
        let of = |life, name: IntermediateId| months_paid(inputs, life).named(name.once());
        Annuities {
            hardware_months: of(input::HARDWARE_LIFE, intermediate::HARDWARE_MONTHS_PAID),
            facility_months: of(input::FACILITY_LIFE, intermediate::FACILITY_MONTHS_PAID),
        }
    }
}

/// Cost of the building share of one chip, USD.
pub(crate) fn building_usd_of_one<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    (facility_watts_of_one(inputs, chip) * inputs.get(input::FACILITY_COST))
        .named(intermediate::chip::BUILDING_OF_ONE.of(chip).once())
}

/// Hourly cost of one chip to its owner, USD: capital, running cost and energy, with its share of the facility.
pub(crate) fn tco_usd_per_chip_hour<N: Number>(inputs: &Inputs<'_, N>, annuities: &Annuities<N>, chip: usize) -> N {
    let hardware = inputs.get(input::chip::CAPEX.of(chip));
    let building = building_usd_of_one(inputs, chip);
    let monthly = hardware / annuities.hardware_months
        + building / annuities.facility_months
        + (hardware + building) * inputs.get(input::OPEX_SHARE) / N::constant(12.0);
    let tco = monthly / N::labelled(MEAN_HOURS_IN_MONTH, HOURS_OF_MEAN_MONTH) + energy_usd_per_chip_hour(inputs, chip);
    tco.named(intermediate::chip::TCO_PER_HOUR.of(chip).once())
}
