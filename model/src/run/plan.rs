//! The plan of the agreements: their terms, the ramps of their phases, and the lots with their chips at full
//! deployment.

use crate::inputs::choices::{Basis, Ramp};
use crate::inputs::families::{AGREEMENTS, LOTS, PHASES, agreement_of};
use crate::inputs::input;
use crate::inputs::input::ParameterId;
use crate::quantities::intermediate;
use crate::quantities::intermediate::IntermediateId;
use crate::run::inputs::Inputs;
use crate::run::label::hours_of_months;
use crate::run::number::Number;
use crate::run::row::Row;
use std::ops::Range;

/// A lot: one accelerator in one phase of an agreement.
pub(crate) struct Lot<N: Number> {
    /// Index among all lots; each phase has two, for chip A and chip B.
    pub index: usize,
    /// Index of its phase.
    pub phase: usize,
    /// Index of its agreement.
    pub agreement: usize,
    /// The input that chooses the accelerator.
    pub chip: ParameterId,
    /// Chips at full deployment.
    pub full: N,
    /// Contract value that cannot be delivered, because the phase starts only after the agreement's end, USD.
    pub stranded_usd: N,
    /// Price locked at the agreement's start, USD per chip-hour.
    pub price: N,
    /// Facility power of one chip, W.
    pub facility_watts: N,
    /// Chips online at the end of each month, not yet cut off at the agreement's end.
    pub online: Row<N>,
}

/// A row of monthly numbers for each lot.
pub(crate) type OfLots<N> = Vec<Row<N>>;

impl<N: Number> Lot<N> {
    /// Mean number of chips online in each month: the mean of its beginning and its end.
    pub(crate) fn means(&self, months: Range<usize>) -> impl Iterator<Item = N> + '_ {
        means(&self.online, months)
    }
}

/// The mean of a row in each month: that of the values at its beginning and its end. Before month 0 the value is 0.
pub(crate) fn means<N: Number>(row: &[N], months: Range<usize>) -> impl Iterator<Item = N> + '_ {
    let mut before = months.start.checked_sub(1).map_or_else(N::zero, |before| row[before]);
    row[months].iter().map(move |now| {
        let mean = (before + *now) / N::constant(2.0);
        before = *now;
        mean
    })
}

/// 1 in the months of the agreement's own term, from its start for as many months as agreed, else 0.
pub(crate) fn own_term<N: Number>(inputs: &Inputs<'_, N>, agreement: usize, months: usize) -> Row<N> {
    let (start, term) =
        (inputs.get(input::agreement::START.of(agreement)), inputs.get(input::agreement::TERM.of(agreement)));
    let (one, zero) = (N::constant(1.0), N::zero());
    (0..months)
        .map(|m| {
            let month = N::constant(m as f64);
            N::select(month - start, N::select(start + term - one - month, one, zero), zero)
                .named(intermediate::agreement::OWN_TERM.of(agreement).at(m))
        })
        .collect()
}

/// The month in which a phase starts, at the earliest with its agreement.
pub(crate) fn start_of<N: Number>(inputs: &Inputs<'_, N>, phase: usize) -> N {
    inputs.get(input::phase::START.of(phase)).max(inputs.get(input::agreement::START.of(agreement_of(phase))))
}

/// The ramp of a phase that begins in month `begin`, at the end of every month: 0 before, 1 once complete. It always
/// takes as long as planned, at least one month.
pub(crate) fn ramp<N: Number>(
    inputs: &Inputs<'_, N>,
    phase: usize,
    begin: N,
    months: usize,
    name: IntermediateId,
) -> Row<N> {
    let (zero, one) = (N::zero(), N::constant(1.0));
    let length = (inputs.get(input::phase::COMPLETE.of(phase)) + one - start_of(inputs, phase)).max(one);
    let shape = inputs.get(input::phase::RAMP.of(phase));
    (0..months)
        .map(|m| {
            let x = ((N::constant(m as f64 + 1.0) - begin) / length).clamp(zero, one);
            let s_curve = || x * x * (N::constant(3.0) - N::constant(2.0) * x);
            shape.equals(Ramp::SCurve.index() as f64, s_curve, || x).named(name.at(m))
        })
        .collect()
}

/// The size of a phase's agreement, in the unit of its basis, and the phase's share of it.
fn size_and_share<N: Number>(inputs: &Inputs<'_, N>, phase: usize) -> (N, N) {
    let agreement = agreement_of(phase);
    let first_share = inputs.get(input::agreement::FIRST_PHASE_SHARE.of(agreement));
    let phase_share = if phase.is_multiple_of(2) { first_share } else { N::constant(1.0) - first_share };
    let size = inputs.pick(input::agreement::BASIS.of(agreement), |basis| {
        let given = match Basis::ALL[basis] {
            Basis::ContractValue => input::agreement::VALUE,
            Basis::FacilityPower => input::agreement::POWER,
            Basis::Chips => input::agreement::CHIPS,
        };
        inputs.get(given.of(agreement))
    });
    (size, phase_share)
}

/// Whether a phase has a size above 0, or could have where numbers are symbolic.
pub(crate) fn has_size<N: Number>(inputs: &Inputs<'_, N>, phase: usize) -> bool {
    let (size, share) = size_and_share(inputs, phase);
    N::SYMBOLIC || size.value() * share.value() != 0.0
}

/// The lots of the scenario, with their chips at full deployment.
pub(crate) fn lots<N: Number>(
    inputs: &Inputs<'_, N>,
    own_term: &[Row<N>; AGREEMENTS.len()],
    ramps: &[Row<N>; PHASES.len()],
) -> Vec<Lot<N>> {
    let (zero, one) = (N::zero(), N::constant(1.0));
    let mut lots = Vec::with_capacity(LOTS);
    for (phase, ramp) in ramps.iter().enumerate() {
        let agreement = agreement_of(phase);
        if !has_size(inputs, phase) {
            continue;
        }
        let basis = input::agreement::BASIS.of(agreement);
        let (size, phase_share) = size_and_share(inputs, phase);
        let capacity = (size * phase_share).named(intermediate::phase::CAPACITY.of(phase).once());
        // Planned chip-hours over the term of one chip at full deployment.
        let months = 0..own_term[agreement].len();
        let means = means(ramp, months.clone()).zip(hours_of_months(months));
        let running = own_term[agreement].iter().zip(means).enumerate();
        let running = running.filter(|(_, (runs, _))| N::SYMBOLIC || runs.value() != 0.0);
        let hours_of_one = N::sum(running.map(|(m, (runs, (mean, hours)))| {
            (*runs * mean * hours).named(intermediate::phase::HOURS_IN_MONTH.of(phase).at(m))
        }));
        let hours_of_one = hours_of_one.named(intermediate::phase::HOURS_OF_ONE.of(phase).once());
        let share_b = inputs.get(input::phase::SHARE_B.of(phase));
        // Prices are locked when the agreement starts.
        let years = inputs.get(input::agreement::START.of(agreement)) / N::constant(12.0);
        let pair = [(input::phase::CHIP_A, one - share_b), (input::phase::CHIP_B, share_b)];
        for (index, (chip, share)) in (2 * phase..).zip(pair) {
            let chip = chip.of(phase);
            if !N::SYMBOLIC && share.value() == 0.0 {
                continue;
            }
            let price = inputs.pick(chip, |chip| inputs.get(input::chip::PRICE.of(chip)))
                * (one + inputs.get(input::RENTAL_CHANGE)).powf(years)
                * (one - inputs.get(input::agreement::DISCOUNT.of(agreement)));
            let price = price.named(intermediate::lot::LOCKED_PRICE.of(index).once());
            let facility_watts =
                inputs.pick(chip, |chip| inputs.get(input::chip::IT_WATTS.of(chip))) * inputs.get(input::PUE);
            let facility_watts = facility_watts.named(intermediate::lot::WATTS_OF_ONE.of(index).once());
            let part = capacity * share;
            // A phase that starts after its agreement's end delivers nothing, whatever its size.
            let full = N::choose(
                -hours_of_one,
                || zero,
                || {
                    inputs.pick(basis, |basis| match Basis::ALL[basis] {
                        Basis::ContractValue => part / (price * hours_of_one),
                        Basis::FacilityPower => part / facility_watts,
                        Basis::Chips => part,
                    })
                },
            );
            let stranded_usd = N::choose(
                -hours_of_one,
                || inputs.pick(basis, |basis| if Basis::ALL[basis] == Basis::ContractValue { part } else { zero }),
                || zero,
            );
            lots.push(Lot {
                index,
                phase,
                agreement,
                chip,
                full: full.named(intermediate::lot::FULL_CHIPS.of(index).once()),
                stranded_usd: stranded_usd.named(intermediate::lot::STRANDED.of(index).once()),
                price,
                facility_watts,
                online: Row::new(),
            });
        }
    }
    lots
}
