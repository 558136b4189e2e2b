//! Compute: peak and effective FLOP/s, H100-equivalents, memory, and shares by vendor.

use crate::facts::accelerator::{Precision, Vendor};
use crate::facts::accelerators::{ACCELERATORS, H100_EIGHT_BIT_PEAK};
use crate::quantities::series::SeriesId;
use crate::quantities::{intermediate, series};
use crate::run::chip::{effective_of_one, peak_of_one};
use crate::run::fleet::{Fleet, chips_in_use};
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::sheet::Sheet;

const PEAK: [SeriesId; 3] = [series::PEAK_BF16, series::PEAK_FP8, series::PEAK_FP4];

/// Fills the rows of compute.
pub(crate) fn compute<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>, sheet: &mut Sheet<N>) {
    for chip in chips_in_use(inputs, fleet) {
        let accelerator = &ACCELERATORS[chip];
        let fact = |fact: Option<&'static crate::facts::provenance::Fact>| fact.map_or_else(N::zero, N::fact);
        let effective = effective_of_one(inputs, chip);
        let vendor = Vendor::ALL.iter().position(|vendor| *vendor == accelerator.vendor).unwrap_or(0);
        let rows = [
            (PEAK[0], peak_of_one(accelerator, Precision::Bf16)),
            (PEAK[1], peak_of_one(accelerator, Precision::Fp8)),
            (PEAK[2], peak_of_one(accelerator, Precision::Fp4)),
            (series::EFFECTIVE_FLOPS, effective),
            (series::vendor::EFFECTIVE_FLOPS.member(vendor), effective),
            (series::H100_EQUIVALENTS, fact(accelerator.eight_bit_peak()) / N::fact(&H100_EIGHT_BIT_PEAK)),
            (series::HBM_CAPACITY, fact(accelerator.hbm_bytes.as_ref())),
            (series::HBM_BANDWIDTH, fact(accelerator.hbm_bytes_per_second.as_ref())),
        ];
        for (series, of_one) in rows {
            for month in 0..sheet.months() {
                sheet.add(series, month, sheet.get(series::chip::CHIPS.member(chip), month) * of_one);
            }
        }
    }
    let by_vendor = (0..Vendor::ALL.len()).map(|vendor| series::vendor::EFFECTIVE_FLOPS.member(vendor));
    for series in PEAK
        .into_iter()
        .chain([series::EFFECTIVE_FLOPS, series::H100_EQUIVALENTS, series::HBM_CAPACITY, series::HBM_BANDWIDTH])
        .chain(by_vendor)
    {
        sheet.complete(series);
    }
    if N::NAMED {
        for vendor in 0..Vendor::ALL.len() {
            for month in 0..sheet.months() {
                let (part, all) = (
                    sheet.get(series::vendor::EFFECTIVE_FLOPS.member(vendor), month),
                    sheet.get(series::EFFECTIVE_FLOPS, month),
                );
                N::choose(-all, N::zero, || part / all)
                    .named(intermediate::vendor::COMPUTE_SHARE.member(vendor).at(month));
            }
        }
    }
}

/// Effective FLOP/s of each vendor in a month.
pub(crate) fn effective_by_vendor<N: Number>(sheet: &Sheet<N>, month: N) -> [N; Vendor::ALL.len()] {
    std::array::from_fn(|vendor| sheet.entry(series::vendor::EFFECTIVE_FLOPS.member(vendor), month))
}
