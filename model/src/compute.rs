//! Compute: peak and effective FLOP/s, H100-equivalents, memory, and shares by vendor.

use crate::catalogue::{ACCELERATORS, Accelerator, H100_EIGHT_BIT_PEAK, Precision, Vendor};
use crate::fleet::Fleet;
use crate::number::Number;
use crate::parameters::{Family, ParameterId};
use crate::scenario::Inputs;
use crate::series::{SeriesFamily, SeriesId, Sheet};
use crate::table::Of;
use crate::workings::WorkingFamily;

const MFU: [Family; 3] =
    [Family::of(Of::Chip, "mfu_bf16"), Family::of(Of::Chip, "mfu_fp8"), Family::of(Of::Chip, "mfu_fp4")];
const GOODPUT: ParameterId = ParameterId::of("operations.goodput");
const PRECISION: ParameterId = ParameterId::of("workload.precision");

const CHIPS: SeriesFamily = SeriesFamily::of(Of::Chip, "chips");
const PEAK: [SeriesId; 3] =
    [SeriesId::of("peak_flops_bf16"), SeriesId::of("peak_flops_fp8"), SeriesId::of("peak_flops_fp4")];
const EFFECTIVE: SeriesId = SeriesId::of("effective_flops");
const EFFECTIVE_OF: SeriesFamily = SeriesFamily::of(Of::Vendor, "effective_flops");
const H100E: SeriesId = SeriesId::of("h100_equivalents");
const HBM: SeriesId = SeriesId::of("hbm_bytes");
const BANDWIDTH: SeriesId = SeriesId::of("hbm_bytes_per_second");
const W_EFFECTIVE: WorkingFamily = WorkingFamily::of(Of::Chip, "effective_flops_of_one");
const W_SHARE: WorkingFamily = WorkingFamily::of(Of::Vendor, "compute_share");

/// The precision in which the scenario counts effective compute.
pub(crate) fn precision<N: Number>(inputs: &Inputs<'_, N>) -> Precision {
    Precision::ALL[inputs.get(PRECISION).value() as usize]
}

/// What belongs to the precision in which the scenario counts.
pub(crate) fn by_precision<N: Number>(inputs: &Inputs<'_, N>, of: impl Fn(Precision) -> N) -> N {
    inputs.pick(PRECISION, |place| of(Precision::ALL[place]))
}

/// One chip's dense peak at a precision or the next wider one it has; 0 where it publishes neither.
pub(crate) fn peak_of_one<N: Number>(chip: &'static Accelerator, asked: Precision) -> N {
    chip.precision_used(asked).and_then(|used| chip.peak(used)).map_or_else(N::zero, N::fact)
}

/// One chip's share of peak that training achieves, at the precision it would use; 0 where it has none.
pub(crate) fn mfu<N: Number>(inputs: &Inputs<'_, N>, chip: usize, asked: Precision) -> N {
    match ACCELERATORS[chip].precision_used(asked) {
        Some(used) => inputs.get(MFU[used as usize].member(chip)),
        None => N::zero(),
    }
}

/// One chip's effective FLOP/s: peak × MFU × goodput.
pub(crate) fn effective_of_one<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> N {
    let at_mfu = |asked| peak_of_one::<N>(&ACCELERATORS[chip], asked) * mfu(inputs, chip, asked);
    let effective = by_precision(inputs, at_mfu) * inputs.get(GOODPUT);
    effective.named(W_EFFECTIVE.member(chip).once())
}

/// Accelerators that the scenario has in its lots, or could have, each once, in the catalogue's order.
pub(crate) fn chips_in_use<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>) -> Vec<usize> {
    let used = |chip: &usize| fleet.lots.iter().any(|lot| inputs.cases(lot.chip).contains(chip));
    (0..ACCELERATORS.len()).filter(used).collect()
}

/// Fills the rows of compute.
pub(crate) fn compute<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, sheet: &mut Sheet<N>) {
    for chip in chips_in_use(inputs, fleet) {
        let accelerator = &ACCELERATORS[chip];
        let fact = |fact: Option<&'static crate::provenance::Fact>| fact.map_or_else(N::zero, N::fact);
        let effective = effective_of_one(inputs, chip);
        let vendor = Vendor::ALL.iter().position(|vendor| *vendor == accelerator.vendor).unwrap_or(0);
        let rows = [
            (PEAK[0], peak_of_one(accelerator, Precision::Bf16)),
            (PEAK[1], peak_of_one(accelerator, Precision::Fp8)),
            (PEAK[2], peak_of_one(accelerator, Precision::Fp4)),
            (EFFECTIVE, effective),
            (EFFECTIVE_OF.member(vendor), effective),
            (H100E, fact(accelerator.eight_bit_peak()) / N::fact(&H100_EIGHT_BIT_PEAK)),
            (HBM, fact(accelerator.hbm_bytes.as_ref())),
            (BANDWIDTH, fact(accelerator.hbm_bytes_per_second.as_ref())),
        ];
        for (series, of_one) in rows {
            for month in 0..sheet.months() {
                sheet.add(series, month, sheet.get(CHIPS.member(chip), month) * of_one);
            }
        }
    }
    let by_vendor = (0..Vendor::ALL.len()).map(|vendor| EFFECTIVE_OF.member(vendor));
    for series in PEAK.into_iter().chain([EFFECTIVE, H100E, HBM, BANDWIDTH]).chain(by_vendor) {
        sheet.complete(series);
    }
    if N::NAMED {
        for vendor in 0..Vendor::ALL.len() {
            for month in 0..sheet.months() {
                let (part, all) = (sheet.get(EFFECTIVE_OF.member(vendor), month), sheet.get(EFFECTIVE, month));
                N::choose(-all, N::zero, || part / all).named(W_SHARE.member(vendor).at(month));
            }
        }
    }
}

/// Effective FLOP/s of each vendor in a month.
pub(crate) fn effective_by_vendor<N: Number>(sheet: &Sheet<N>, month: N) -> [N; Vendor::ALL.len()] {
    std::array::from_fn(|vendor| sheet.entry(EFFECTIVE_OF.member(vendor), month))
}
