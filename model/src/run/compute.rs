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
use crate::run::row::Row;
use crate::run::sheet::{Sheet, complete};

/// The series of the whole fleet, in the order of [`Compute::of_fleet`] and [`of_one`].
const OF_FLEET: [SeriesId; 7] = [
    series::PEAK_BF16,
    series::PEAK_FP8,
    series::PEAK_FP4,
    series::EFFECTIVE_FLOPS,
    series::H100_EQUIVALENTS,
    series::HBM_CAPACITY,
    series::HBM_BANDWIDTH,
];
/// The index of effective compute in [`OF_FLEET`].
const EFFECTIVE: usize = 3;

/// The compute and memory of the chips online, month by month.
pub(crate) struct Compute<N: Number> {
    of_fleet: [Row<N>; OF_FLEET.len()],
    effective_flops_of_vendor: [Row<N>; Vendor::ALL.len()],
}

/// The compute and memory of one chip, in the order of [`OF_FLEET`].
fn of_one<N: Number>(inputs: &Inputs<'_, N>, chip: usize) -> [N; OF_FLEET.len()] {
    let accelerator = &ACCELERATORS[chip];
    let fact = |fact: Option<&'static Fact>| fact.map_or_else(N::zero, N::fact);
    [
        peak_of_one(inputs, chip, Precision::Bf16),
        peak_of_one(inputs, chip, Precision::Fp8),
        peak_of_one(inputs, chip, Precision::Fp4),
        effective_of_one(inputs, chip),
        eight_bit_peak_of_one(inputs, chip) / N::fact(&H100_EIGHT_BIT_PEAK),
        fact(accelerator.hbm_bytes.as_ref()),
        fact(accelerator.hbm_bytes_per_second.as_ref()),
    ]
}

/// Adds to each month of `row` the chips of one accelerator × what one chip gives.
fn add<N: Number>(row: &mut [N], chips: &Chips<N>, chip: usize, of_one: N) {
    for (sum, chips) in row.iter_mut().zip(&chips.of_accelerator[chip]) {
        *sum = *sum + *chips * of_one;
    }
}

/// Computes one series of the whole fleet alone; `None` if the series is not in [`OF_FLEET`].
pub(crate) fn compute_alone(
    inputs: &Inputs<'_, f64>,
    fleet: &Fleet<f64>,
    chips: &Chips<f64>,
    months: usize,
    series: SeriesId,
) -> Option<Row<f64>> {
    let place = OF_FLEET.iter().position(|of_fleet| *of_fleet == series)?;
    let mut row = Row::zeros(months);
    for &chip in &fleet.accelerators {
        add(&mut row, chips, chip, of_one(inputs, chip)[place]);
    }
    Some(row)
}

/// Computes all series of this stage from the chips online.
pub(crate) fn compute<N: Number>(
    inputs: &Inputs<'_, N>,
    fleet: &Fleet<N>,
    chips: &Chips<N>,
    months: usize,
) -> Compute<N> {
    let mut of_fleet = OF_FLEET.map(|_| Row::zeros(months));
    let mut of_vendor = Vendor::ALL.map(|_| Row::zeros(months));
    for &chip in &fleet.accelerators {
        let of_one = of_one(inputs, chip);
        for (row, of_one) in of_fleet.iter_mut().zip(of_one) {
            add(row, chips, chip, of_one);
        }
        let vendor = Vendor::ALL.iter().position(|vendor| *vendor == ACCELERATORS[chip].vendor).unwrap_or(0);
        add(&mut of_vendor[vendor], chips, chip, of_one[EFFECTIVE]);
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
    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        for (series, row) in OF_FLEET.into_iter().zip(self.of_fleet) {
            sheet.lay(series, row);
        }
        for (vendor, row) in self.effective_flops_of_vendor.into_iter().enumerate() {
            sheet.lay(series::vendor::EFFECTIVE_FLOPS.of(vendor), row);
        }
    }
}
