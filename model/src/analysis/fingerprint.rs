//! A fingerprint of all results for the baselines, in one number: two machines that compute the same bits have the same
//! fingerprint.

use crate::inputs::baselines::BASELINES;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::quantities::series::SeriesId;
use crate::run::outcome::run;

/// How many numbers were added, and a hash of their bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// How many numbers were added.
    pub count: usize,
    /// FNV-1a hash of the bits of all numbers, in order.
    pub digest: u64,
}

impl Fingerprint {
    const EMPTY: Fingerprint = Fingerprint { count: 0, digest: 0xcbf2_9ce4_8422_2325 };

    fn add(&mut self, number: f64) {
        self.count += 1;
        for byte in number.to_bits().to_le_bytes() {
            self.digest = (self.digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// The fingerprint of every series and every metric of every baseline. A metric without a value counts as the bits of
/// [`f64::NAN`].
pub fn of_baselines() -> Fingerprint {
    let mut all = Fingerprint::EMPTY;
    for baseline in BASELINES {
        let outcome = run(&Scenario::of(baseline));
        for series in SeriesId::all() {
            outcome.sheet.row(series).iter().for_each(|value| all.add(*value));
        }
        for metric in MetricId::all() {
            all.add(outcome.metrics.get(metric).unwrap_or(f64::NAN));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bit_makes_another_fingerprint() {
        let of = |numbers: [f64; 2]| {
            let mut print = Fingerprint::EMPTY;
            numbers.into_iter().for_each(|number| print.add(number));
            print
        };
        assert_eq!(of([0.1, 0.2]), of([0.1, 0.2]));
        assert_ne!(of([0.1, 0.2]), of([0.2, 0.1]));
        assert_ne!(of([0.1, 0.3]), of([0.1, 0.1 + 0.2]), "they differ in the last bit");
        assert!(of_baselines().count > 10_000, "{:?}", of_baselines());
    }
}
