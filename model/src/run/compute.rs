//! Compute: peak and effective FLOP/s, H100-equivalents, memory, and shares by vendor.

use crate::facts::accelerator::{Precision, Vendor};
use crate::facts::accelerators::{ACCELERATORS, H100_EIGHT_BIT_PEAK};
use crate::facts::provenance::Fact;
use crate::quantities::series::SeriesId;
use crate::quantities::{intermediate, series};
use crate::run::chip::{effective_of_one, eight_bit_peak_of_one, peak_of_one};
use crate::run::chips::Chips;
use crate::run::fleet::Fleet;
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::sheet::{Sheet, complete};

/// The series of the whole fleet, in the order of [`Compute::of_fleet`].
const OF_FLEET: [SeriesId; 7] = [
    series::PEAK_BF16,
    series::PEAK_FP8,
    series::PEAK_FP4,
    series::EFFECTIVE_FLOPS,
    series::H100_EQUIVALENTS,
    series::HBM_CAPACITY,
    series::HBM_BANDWIDTH,
];
/// The index of effective compute among them.
const EFFECTIVE: usize = 3;

/// What the chips online give, month by month.
pub(crate) struct Compute<N> {
    of_fleet: [Vec<N>; OF_FLEET.len()],
    effective_flops_of_vendor: [Vec<N>; Vendor::ALL.len()],
}

/// What the chips online give.
pub(crate) fn compute<N: Number>(
    inputs: &Inputs<'_, N>,
    fleet: &Fleet<N>,
    chips: &Chips<N>,
    months: usize,
) -> Compute<N> {
    let mut of_fleet = OF_FLEET.map(|_| vec![N::zero(); months]);
    let mut of_vendor = Vendor::ALL.map(|_| vec![N::zero(); months]);
    let add = |row: &mut Vec<N>, chip: usize, of_one: N| {
        for (sum, chips) in row.iter_mut().zip(&chips.of_accelerator[chip]) {
            *sum = *sum + *chips * of_one;
        }
    };
    let fact = |fact: Option<&'static Fact>| fact.map_or_else(N::zero, N::fact);
    for &chip in &fleet.accelerators {
        let accelerator = &ACCELERATORS[chip];
        let effective = effective_of_one(inputs, chip);
        let of_one = [
            peak_of_one(inputs, chip, Precision::Bf16),
            peak_of_one(inputs, chip, Precision::Fp8),
            peak_of_one(inputs, chip, Precision::Fp4),
            effective,
            eight_bit_peak_of_one(inputs, chip) / N::fact(&H100_EIGHT_BIT_PEAK),
            fact(accelerator.hbm_bytes.as_ref()),
            fact(accelerator.hbm_bytes_per_second.as_ref()),
        ];
        for (row, of_one) in of_fleet.iter_mut().zip(of_one) {
            add(row, chip, of_one);
        }
        let vendor = Vendor::ALL.iter().position(|vendor| *vendor == accelerator.vendor).unwrap_or(0);
        add(&mut of_vendor[vendor], chip, effective);
    }
    for (series, row) in OF_FLEET.into_iter().zip(&mut of_fleet) {
        *row = complete(series, std::mem::take(row));
    }
    for (vendor, row) in of_vendor.iter_mut().enumerate() {
        *row = complete(series::vendor::EFFECTIVE_FLOPS.of(vendor), std::mem::take(row));
    }
    if N::NAMED {
        for (vendor, row) in of_vendor.iter().enumerate() {
            for (month, (part, all)) in row.iter().zip(&of_fleet[EFFECTIVE]).enumerate() {
                let share = N::choose(-*all, N::zero, || *part / *all);
                share.named(intermediate::vendor::COMPUTE_SHARE.of(vendor).at(month));
            }
        }
    }
    Compute { of_fleet, effective_flops_of_vendor: of_vendor }
}

impl<N: Number> Compute<N> {
    /// Lays its series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        for (series, row) in OF_FLEET.into_iter().zip(self.of_fleet) {
            sheet.lay(series, row);
        }
        for (vendor, row) in self.effective_flops_of_vendor.into_iter().enumerate() {
            sheet.lay(series::vendor::EFFECTIVE_FLOPS.of(vendor), row);
        }
    }
}
