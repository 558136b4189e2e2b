//! The small set of operations that the model's arithmetic is written in.
//!
//! The model is generic over [`Number`]. With `f64` it computes; with a recording number the same source yields the
//! formula of every named quantity. So an explanation or a spreadsheet formula cannot drift from the computation.

use crate::provenance::Fact;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// What the model needs of a number.
///
/// Model code branches only on choices and on whole months that come from the scenario; everything that depends on a
/// computed value goes through [`Number::select`], [`Number::min`], [`Number::max`] or [`Number::at`].
pub trait Number:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// A number that stands in the formula itself, such as the 86,400 seconds of a day.
    fn constant(value: f64) -> Self;
    /// A fact of the catalogue.
    fn fact(fact: &'static Fact) -> Self;
    /// Its value.
    fn value(self) -> f64;
    /// The smaller of two.
    fn min(self, other: Self) -> Self;
    /// The larger of two.
    fn max(self, other: Self) -> Self;
    /// A power. The base is not negative.
    fn powf(self, exponent: Self) -> Self;
    /// `yes` where `test ≥ 0`, else `no`.
    fn select(test: Self, yes: Self, no: Self) -> Self;

    /// How far along a path that never falls, month by month from month 0, a level is reached; linear in between.
    ///
    /// `path[k]` is the path at the end of month `k`; before month 0 it is 0. The answer is a month-end count: −1 is
    /// before month 0, 3.5 halfway between the ends of months 3 and 4, `path.len() − 1` when the level is never passed.
    fn position(level: Self, path: &[Self]) -> Self;
    /// The value at a position of [`Number::position`], linear between month ends; 0 before month 0.
    fn at(position: Self, values: &[Self]) -> Self;

    /// The annual rate at which flows, each (years from now, USD), have a present value of 0: the IRR.
    ///
    /// `None` when the flows do not change sign exactly once in time, or no time passes between them.
    fn rate_of_return(flows: &[(Self, Self)]) -> Option<Self>;

    /// 0.
    fn zero() -> Self {
        Self::constant(0.0)
    }
    /// Between two bounds.
    fn clamp(self, low: Self, high: Self) -> Self {
        self.max(low).min(high)
    }
    /// Sum of many.
    fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        terms.into_iter().fold(Self::zero(), |total, term| total + term)
    }
}

/// Reads a number: an optional minus, digits with an optional point, an optional exponent. Exact, as the standard
/// library's own reading, whose tables are ten times larger.
///
/// `None` for anything else, and for what is too large for a number.
///
/// ```
/// use model::number::read_number;
/// assert_eq!(read_number("-1.5e-3"), Some(-0.0015));
/// assert_eq!(read_number("38000000000"), Some(38e9));
/// assert_eq!(read_number("1.2.3"), None);
/// assert_eq!(read_number("1e999"), None);
/// ```
pub fn read_number(text: &str) -> Option<f64> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, "0"), |(m, e)| (m, e));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let exponent: i32 = exponent.parse().ok()?;
    // The reader wants no zeros before the first digit and none after the last.
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let value: f64 = minimal_lexical::parse_float(whole.as_bytes().iter(), fraction.as_bytes().iter(), exponent);
    value.is_finite().then_some(if negative { -value } else { value })
}

/// Sorts a few things by a number, smallest first; equal ones keep their order. For lists of a few dozen the plain
/// way is as quick as the library's, and a tenth of its size.
pub fn sort_by_number<T>(items: &mut [T], number: impl Fn(&T) -> f64) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && number(&items[at - 1]) > number(&items[at]) {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}

impl Number for f64 {
    #[inline]
    fn constant(value: f64) -> f64 {
        value
    }
    #[inline]
    fn fact(fact: &'static Fact) -> f64 {
        fact.value
    }
    #[inline]
    fn value(self) -> f64 {
        self
    }
    #[inline]
    fn min(self, other: f64) -> f64 {
        if other < self { other } else { self }
    }
    #[inline]
    fn max(self, other: f64) -> f64 {
        if other > self { other } else { self }
    }
    #[inline]
    fn powf(self, exponent: f64) -> f64 {
        // Most powers in a scenario are of an unchanged price (1^t) or over no time (x^0): exact and free.
        if self == 1.0 || exponent == 0.0 { 1.0 } else { libm::pow(self, exponent) }
    }
    #[inline]
    fn select(test: f64, yes: f64, no: f64) -> f64 {
        if test >= 0.0 { yes } else { no }
    }

    fn position(level: f64, path: &[f64]) -> f64 {
        let passed = path.partition_point(|wanted| *wanted <= level);
        if passed == path.len() {
            return passed as f64 - 1.0;
        }
        let before = if passed == 0 { 0.0 } else { path[passed - 1] };
        let share = ((level - before) / (path[passed] - before)).max(0.0);
        passed as f64 - 1.0 + share
    }

    fn at(position: f64, values: &[f64]) -> f64 {
        // `position` lies in [−1, len − 1]: shifted by one it is an index and a share.
        let shifted = (position + 1.0).clamp(0.0, values.len() as f64);
        let whole = shifted as usize;
        let share = shifted - whole as f64;
        let value = |index: usize| if index == 0 { 0.0 } else { values[index - 1] };
        if share == 0.0 { value(whole) } else { value(whole) + share * (value(whole + 1) - value(whole)) }
    }

    fn rate_of_return(flows: &[(f64, f64)]) -> Option<f64> {
        let invested: f64 = flows.iter().map(|(_, usd)| usd.min(0.0)).sum();
        let returned: f64 = flows.iter().map(|(_, usd)| usd.max(0.0)).sum();
        let last_out = flows.iter().filter(|(_, usd)| *usd < 0.0).map(|(years, _)| *years).fold(f64::MIN, f64::max);
        let first_out = flows.iter().filter(|(_, usd)| *usd < 0.0).map(|(years, _)| *years).fold(f64::MAX, f64::min);
        let first_in = flows.iter().filter(|(_, usd)| *usd > 0.0).map(|(years, _)| *years).fold(f64::MAX, f64::min);
        if invested >= 0.0 || returned <= 0.0 || first_in < last_out || first_in <= first_out {
            return None;
        }
        // All payments lie before all receipts, so the present value falls strictly with the log rate `x` and has
        // exactly one root. Bisection cannot fail; 200 halvings reach the last bit.
        let value_at = |x: f64| flows.iter().map(|(years, usd)| usd * libm::exp(-x * (years - first_out))).sum::<f64>();
        let (mut low, mut high) = (-50.0_f64, 50.0_f64);
        for _ in 0..200 {
            let middle = (low + high) / 2.0;
            if value_at(middle) > 0.0 { low = middle } else { high = middle }
        }
        // The sum turns −0 into 0.
        let rate = libm::exp(low) - 1.0 + 0.0;
        rate.is_finite().then_some(rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn position_and_value_agree_both_ways() {
        let path = [0.0, 0.0, 10.0, 30.0, 30.0, 40.0];
        for level in [0.0, 5.0, 10.0, 29.0, 30.0, 35.0, 40.0] {
            let at = f64::at(f64::position(level, &path), &path);
            assert!((at - level).abs() < 1e-12, "{level} {at}");
        }
        assert_eq!(f64::position(99.0, &path), 5.0);
        assert_eq!(f64::position(2.0, &[4.0]), -0.5);
        assert_eq!(f64::at(-0.5, &[4.0]), 2.0);
        assert_eq!(f64::at(-1.0, &path), 0.0);
        // A path at rest is passed at its last month, not at its first.
        assert_eq!(f64::position(30.0, &path), 4.0);
    }

    #[test]
    fn reads_numbers_as_the_library_does() {
        let mut seed = 1_u64;
        for _ in 0..200_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = f64::from_bits(seed);
            if value.is_finite() {
                assert_eq!(read_number(&format!("{value:e}")), Some(value));
                assert_eq!(
                    read_number(&format!("{:.2e}", value)),
                    format!("{value:.2e}").parse().ok().filter(|v: &f64| v.is_finite())
                );
            }
            let small = (seed >> 40) as f64 / 1e4;
            assert_eq!(read_number(&format!("{small}")), Some(small));
        }
        for bad in ["", "-", ".", "e5", "1e", "1e+", "0x1", "inf", "NaN", "1_0", " 1", "١"] {
            assert_eq!(read_number(bad), None, "{bad:?}");
        }
        assert_eq!(read_number("00.50"), Some(0.5));
        assert_eq!(read_number("0"), Some(0.0));
    }

    #[test]
    fn sorts_and_keeps_equals_in_order() {
        let mut items = [(3.0, 'a'), (1.0, 'b'), (3.0, 'c'), (2.0, 'd'), (1.0, 'e')];
        sort_by_number(&mut items, |item| item.0);
        assert_eq!(items.map(|item| item.1), ['b', 'e', 'd', 'a', 'c']);
    }

    #[test]
    fn rate_of_return_of_known_flows() {
        let double_in_a_year = f64::rate_of_return(&[(0.0, -1.0), (1.0, 2.0)]).expect("one root");
        assert!((double_in_a_year - 1.0).abs() < 1e-12);
        let two_tranches = f64::rate_of_return(&[(0.0, -100.0), (1.0, -110.0), (2.0, 242.0)]).expect("one root");
        assert!((two_tranches - 0.1).abs() < 1e-12);
        let halved = f64::rate_of_return(&[(1.0, -2.0), (2.0, 1.0)]).expect("one root");
        assert!((halved + 0.5).abs() < 1e-12);
        assert_eq!(f64::rate_of_return(&[(0.0, -1.0)]), None);
        assert_eq!(f64::rate_of_return(&[(1.0, -1.0), (1.0, 2.0)]), None);
        assert_eq!(f64::rate_of_return(&[(2.0, -1.0), (1.0, 2.0)]), None);
    }
}
