//! Quantiles and probabilities of the normal distribution, and quantiles of the symmetric PERT, a beta distribution.

use libm::{erfc, log, sqrt};

/// The value of a polynomial at x; the constant is the first coefficient.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

const NEAR: [[f64; 8]; 2] = [
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
];
const FAR: [[f64; 8]; 2] = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
];
const FARTHEST: [[f64; 8]; 2] = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_7e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];

fn ratio(of: &[[f64; 8]; 2], x: f64) -> f64 {
    polynomial(&of[0], x) / polynomial(&of[1], x)
}

/// The quantile of the standard normal distribution at a probability strictly between 0 and 1. M. J. Wichura, Algorithm
/// AS 241 (1988): right to 16 digits.
pub(super) fn normal_quantile(probability: f64) -> f64 {
    let from_middle = probability - 0.5;
    if from_middle.abs() <= 0.425 {
        return from_middle * ratio(&NEAR, 0.180_625 - from_middle * from_middle);
    }
    let tail = if from_middle < 0.0 { probability } else { 1.0 - probability };
    let far = sqrt(-log(tail));
    let size = if far <= 5.0 { ratio(&FAR, far - 1.6) } else { ratio(&FARTHEST, far - 5.0) };
    if from_middle < 0.0 { -size } else { size }
}

/// The probability that a standard normal number is below `number`.
pub(super) fn normal_probability(number: f64) -> f64 {
    0.5 * erfc(-number * std::f64::consts::FRAC_1_SQRT_2)
}

/// The quantiles, minus ½, of the beta distribution of shape 3 and 3: a symmetric PERT between 0 and 1. Its
/// distribution function is 10x³ − 15x⁴ + 6x⁵, whose equation Newton's method solves.
///
/// Each step depends on the one before it, so several probabilities are computed side by side to save time; each has
/// the same result as alone.
pub(super) fn pert_from_middle<const LANES: usize>(probabilities: [f64; LANES]) -> [f64; LANES] {
    let lower = probabilities.map(|probability| if probability < 0.5 { probability } else { 1.0 - probability });
    // First guesses: near its end only the cube matters; near its middle the function is almost straight, with a slope
    // of 15⁄8.
    let mut x =
        lower.map(|lower| if lower < 0.1 { libm::cbrt(lower / 10.0) * 1.1 } else { 0.5 - (0.5 - lower) / 1.75 });
    let mut is_done = [false; LANES];
    for _ in 0..12 {
        for ((x, is_done), lower) in x.iter_mut().zip(&mut is_done).zip(lower) {
            let next = newton(*x, lower);
            let is_last = (next - *x).abs() <= 1e-15;
            *x = if *is_done { *x } else { next };
            *is_done |= is_last;
        }
        if is_done == [true; LANES] {
            break;
        }
    }
    std::array::from_fn(|lane| if probabilities[lane] < 0.5 { x[lane] - 0.5 } else { 0.5 - x[lane] })
}

/// One step of Newton's method toward the quantile at a probability below one half.
fn newton(x: f64, probability: f64) -> f64 {
    let slope = 30.0 * x * x * (1.0 - x) * (1.0 - x);
    let slope = if slope < 1e-300 { 1e-300 } else { slope };
    let step = (x * x * x * (10.0 + x * (6.0 * x - 15.0)) - probability) / slope;
    (x - step).clamp(0.5 * x, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probabilities() -> impl Iterator<Item = f64> {
        let ends = [1e-16, 1e-12, 1e-9, 1e-6, 1e-4].into_iter();
        ends.clone()
            .chain((1..1000).map(|k| f64::from(k) / 1000.0))
            .chain(ends.map(|end| 1.0 - end).filter(|p| *p < 1.0))
    }

    #[test]
    fn the_normal_quantile_is_the_inverse_of_the_probability() {
        // Published tables: the 95th, 97.5th and 99.9th percentile.
        for (probability, expected) in
            [(0.95, 1.644_853_626_951_472_7), (0.975, 1.959_963_984_540_054), (0.999, 3.090_232_306_167_813)]
        {
            assert!((normal_quantile(probability) - expected).abs() < 1e-14);
        }
        assert_eq!(normal_quantile(0.5), 0.0);
        for probability in probabilities() {
            let back = normal_probability(normal_quantile(probability));
            assert!((back - probability).abs() <= 1e-14 * probability + 2e-16, "{probability}: {back}");
        }
    }

    #[test]
    fn the_pert_quantile_is_the_inverse_of_its_probability() {
        let mut before = -0.5;
        for probability in probabilities() {
            let [from_middle] = pert_from_middle([probability]);
            let x = from_middle + 0.5;
            let back = x * x * x * (10.0 - 15.0 * x + 6.0 * x * x);
            assert!((back - probability).abs() <= 1e-12 * probability.max(1e-3), "{probability}: {back}");
            assert!(!(0.001..=0.999).contains(&probability) || from_middle >= before, "{probability}");
            before = from_middle;
        }
        assert_eq!(pert_from_middle([0.5]), [0.0]);
        let [low, high] = pert_from_middle([0.3, 0.7]);
        assert!((low + high).abs() < 1e-15);
    }

    #[test]
    fn side_by_side_each_is_what_it_is_alone() {
        let probabilities: Vec<f64> = probabilities().collect();
        for four in probabilities.as_chunks::<4>().0 {
            let alone = four.map(|probability| pert_from_middle([probability])[0]);
            assert_eq!(pert_from_middle(*four).map(f64::to_bits), alone.map(f64::to_bits));
        }
    }
}
