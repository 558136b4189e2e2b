//! Rounding error ("dust") of floating-point arithmetic, such as 47,999,999,999.99999 for 48,000,000,000.

use super::numbers::read_number;

/// Significant digits of a number that is free of dust; a number that needs more of them is returned unchanged.
const PLAIN_DIGITS: usize = 10;
/// A number at most this share of its operands is dust.
const DUST_SHARE: f64 = 1e-12;

/// Removes the dust of arithmetic from a number: returns the nearest decimal of ten significant digits if that differs
/// by at most a million-millionth of the operands, else the number itself. `operands` is the size of the largest number
/// that it was computed from, or 0 if none is larger than the result.
///
/// ```
/// use model::base::dust::without_dust;
/// assert_eq!(without_dust(47_999_999_999.999_99, 38e9), 48e9);
/// assert_eq!(without_dust(1.000_000_000_000_000_2, 1.0), 1.0);
/// assert_eq!(without_dust(0.1 + 0.2, 0.2), 0.3);
/// assert_eq!(without_dust(5.5e-17, 0.3), 0.0);
/// assert_eq!(without_dust(1.0 / 3.0, 1.0), 1.0 / 3.0);
/// ```
pub fn without_dust(value: f64, operands: f64) -> f64 {
    if !value.is_finite() {
        return value;
    }
    let dust = DUST_SHARE * value.abs().max(operands.abs());
    if value.abs() <= dust {
        return 0.0;
    }
    let plain = read_number(&format!("{value:.*e}", PLAIN_DIGITS - 1)).unwrap_or(value);
    if (plain - value).abs() <= dust { plain } else { value }
}

/// One number less another; 0 if the result is at most a million-millionth of the larger of the two, which is rounding
/// error. All decisions on whether numbers are equal or one is larger use this function.
///
/// ```
/// use model::base::dust::difference;
/// assert_eq!(difference(38e9, 37_999_999_999.999_99), 0.0);
/// assert_eq!(difference(3.0, 1.0), 2.0);
/// ```
#[inline]
pub fn difference(one: f64, other: f64) -> f64 {
    let left = one - other;
    let (one, other) = (one.abs(), other.abs());
    // Compared by hand, because `f64::max` is a slow call in WASM: it has to handle NaN.
    let larger = if other > one { other } else { one };
    if left.abs() <= DUST_SHARE * larger { 0.0 } else { left }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_leaves_of_a_difference_is_nothing() {
        for (one, other, left) in [
            (0.0, 0.0, 0.0),
            (0.1 + 0.2, 0.3, 0.0),
            (1.15 - 1.0, 0.15, 0.0),
            (-38e9, -37_999_999_999.999_99, 0.0),
            (38e9, 37_999_999_999.0, 1.0),
            (1e-9, 0.0, 1e-9),
            (0.0, 5.0, -5.0),
        ] {
            assert_eq!(difference(one, other), left, "{one:?} {other:?}");
        }
        assert!(difference(f64::NAN, 1.0).is_nan());
    }

    #[test]
    fn dust_goes_and_digits_stay() {
        for (value, operands, meant) in [
            (0.0, 0.0, 0.0),
            (-47_999_999_999.999_99, 0.0, -48e9),
            (38.0 * 1.1, 38.0, 41.8),
            (1e-9, 38e9, 0.0),
            (123_456.789_012_345, 1.0, 123_456.789_012_345),
            (0.35, 0.35, 0.35),
            (f64::MAX, 1.0, f64::MAX),
        ] {
            assert_eq!(without_dust(value, operands), meant, "{value:?}");
        }
        assert!(without_dust(f64::NAN, 1.0).is_nan());
        assert_eq!(without_dust(f64::INFINITY, 1.0), f64::INFINITY);
    }

    #[test]
    fn what_was_taken_for_dust_is_small() {
        for step in 1..20_000 {
            let value = f64::from(step) * 0.017_31;
            let meant = without_dust(value, value);
            assert!((meant - value).abs() <= 1e-12 * value, "{value:?} {meant:?}");
            assert_eq!(without_dust(meant, meant), meant);
        }
    }
}
