//! The small set of operations that the model's arithmetic is written in.
//!
//! The model is generic over [`Number`]. With `f64` it computes; with a recording number the same source yields the
//! formula of every named quantity. So an explanation or a spreadsheet formula cannot drift from the computation.

use crate::base::dust::difference;
use crate::facts::provenance::Fact;
use crate::quantities::cell::Cell;
use crate::quantities::metric::{Absent, Metric, MetricId};
#[cfg(doc)]
use crate::run::rate::Found;
use crate::run::rate::rate_of_return;
use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// The operations that the model needs of a number.
///
/// Model code never branches on a value itself. A result that depends on a condition goes through [`Number::select`],
/// [`Number::choose`], [`Number::equals`] or [`Number::pick`], so that a recording sees the condition too. The only
/// exceptions are short cuts that change no result; they are taken only where [`Number::SYMBOLIC`] is false.
pub trait Number:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// Whether the result must hold for every value of the inputs, and not only for the present ones. Then both
    /// branches of each condition and all choices of each input are computed.
    const SYMBOLIC: bool = false;
    /// Whether names are kept; see [`Number::named`].
    const NAMED: bool = false;

    /// A constant of the formula itself, such as 2.
    fn constant(value: f64) -> Self;
    /// A constant with a label that says what it counts, such as "seconds of a day", for readers of the formula.
    #[inline]
    fn labelled(value: f64, _label: &'static str) -> Self {
        Self::constant(value)
    }
    /// The value of a fact of the catalogue.
    fn fact(fact: &'static Fact) -> Self;
    /// The value as floating point.
    fn value(self) -> f64;
    /// Subtracts `other`. If both are the same number computed in two ways, the result is exactly 0 instead of the
    /// rounding error.
    fn less(self, other: Self) -> Self;
    /// Adds `other`. If it is the negative of `self` computed in another way, the result is exactly 0 instead of the
    /// rounding error.
    fn more(self, other: Self) -> Self;
    /// The smaller of two.
    fn min(self, other: Self) -> Self;
    /// The larger of two.
    fn max(self, other: Self) -> Self;
    /// `self` raised to a power. `self` must not be negative.
    fn powf(self, exponent: Self) -> Self;
    /// `yes` where `test ≥ 0`, else `no`.
    fn select(test: Self, yes: Self, no: Self) -> Self;
    /// `yes` where `test ≥ 0`, else `no`; only the branch that is taken is computed, unless numbers are symbolic.
    fn choose(test: Self, yes: impl FnOnce() -> Self, no: impl FnOnce() -> Self) -> Self;
    /// `yes` if this whole number equals `whole`, else `no`.
    fn equals(self, whole: f64, yes: impl FnOnce() -> Self, no: impl FnOnce() -> Self) -> Self;
    /// The value of the chosen item of a list of `count`; `self` is its index from 0.
    fn pick(self, count: usize, of: impl FnMut(usize) -> Self) -> Self;
    /// How many numbers of a row come before the first that is above `level`; the row's length if none is.
    fn rank(level: Self, row: &[Self]) -> Self;
    /// The number at a position of a row, counted from 1; 0 if the position is 0 or beyond the end.
    fn entry(row: &[Self], index: Self) -> Self;

    /// The largest whole number that is not above `self`.
    fn floor(self) -> Self;

    /// The annual rate of return of monthly flows from month 0, with the kind of result: 1 if there is one rate, else
    /// the number of the reason for which there is none, see [`Found::kind`]. The flows are named cells of one row.
    fn rate_of_return(flows: &[Self]) -> (Self, Self);

    /// The same number, known by this name from now on.
    #[inline]
    fn named(self, _name: Cell) -> Self {
        self
    }
    /// A metric that is absent for the first reason whose test is 0 or less; else its value.
    #[inline]
    fn guarded(_metric: MetricId, guards: &[(Self, Absent)], value: impl FnOnce() -> Self) -> Metric<Self> {
        match guards.iter().find(|(test, _)| test.value() <= 0.0) {
            Some((_, reason)) => Err(*reason),
            None => Ok(value()),
        }
    }

    /// An empty vector for a row of numbers, with memory of an earlier row where there is some.
    #[inline]
    fn memory() -> Vec<Self> {
        Vec::new()
    }
    /// Takes back the memory of a row that is no longer read, for [`Number::memory`] to reuse.
    #[inline]
    fn give_back(_memory: Vec<Self>) {}

    /// 0.
    fn zero() -> Self {
        Self::constant(0.0)
    }
    /// The value, limited to `low` and `high`.
    fn clamp(self, low: Self, high: Self) -> Self {
        self.max(low).min(high)
    }
    /// The sum of the terms, added in order.
    fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        terms.into_iter().fold(Self::zero(), |total, term| total + term)
    }
}

/// How many rows' memory is kept for reuse at most. A run has some two hundred rows.
const MOST_ROWS: usize = 512;

thread_local! {
    /// Memory of rows that are no longer read. It only saves allocations.
    static MEMORY: RefCell<Vec<Vec<f64>>> = const { RefCell::new(Vec::new()) };
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
    fn less(self, other: f64) -> f64 {
        difference(self, other)
    }
    #[inline]
    fn more(self, other: f64) -> f64 {
        difference(self, -other)
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
        // Most powers in a scenario have the base 1 (an unchanged price) or the exponent 0 or 1: exact and free.
        if exponent == 1.0 {
            self
        } else if self == 1.0 || exponent == 0.0 {
            1.0
        } else {
            libm::pow(self, exponent)
        }
    }
    #[inline]
    fn select(test: f64, yes: f64, no: f64) -> f64 {
        if test >= 0.0 { yes } else { no }
    }
    #[inline]
    fn choose(test: f64, yes: impl FnOnce() -> f64, no: impl FnOnce() -> f64) -> f64 {
        if test >= 0.0 { yes() } else { no() }
    }
    #[inline]
    fn equals(self, whole: f64, yes: impl FnOnce() -> f64, no: impl FnOnce() -> f64) -> f64 {
        if self == whole { yes() } else { no() }
    }
    #[inline]
    fn pick(self, _count: usize, mut of: impl FnMut(usize) -> f64) -> f64 {
        of(self as usize)
    }
    #[inline]
    fn rank(level: f64, row: &[f64]) -> f64 {
        row.iter().position(|number| *number > level).unwrap_or(row.len()) as f64
    }
    #[inline]
    fn entry(row: &[f64], index: f64) -> f64 {
        (index as usize).checked_sub(1).and_then(|index| row.get(index)).copied().unwrap_or(0.0)
    }

    #[inline]
    fn floor(self) -> f64 {
        libm::floor(self)
    }

    fn memory() -> Vec<f64> {
        // While a thread ends, its store may be gone already; a new vector is used then.
        MEMORY.try_with(|memory| memory.borrow_mut().pop()).ok().flatten().unwrap_or_default()
    }

    fn give_back(mut memory: Vec<f64>) {
        let keep = |rows: &RefCell<Vec<Vec<f64>>>| {
            let mut rows = rows.borrow_mut();
            if rows.len() < MOST_ROWS {
                memory.clear();
                rows.push(std::mem::take(&mut memory));
            }
        };
        // Where the thread's store is gone, the row's memory is freed as usual.
        let _ = MEMORY.try_with(keep);
    }

    fn rate_of_return(flows: &[f64]) -> (f64, f64) {
        let found = rate_of_return(flows);
        (found.rate(), found.kind())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_leaves_of_a_difference_is_0() {
        assert_eq!([38e9.less(37_999_999_999.999_99), 3.0.less(1.0), 0.0.less(2.0)], [0.0, 2.0, -2.0]);
    }

    #[test]
    fn ranks_and_entries_of_a_row() {
        let row = [0.0, 0.0, 10.0, 30.0, 30.0, 40.0];
        let ranks = [-1.0, 0.0, 5.0, 10.0, 29.0, 30.0, 40.0, 99.0].map(|level| f64::rank(level, &row));
        assert_eq!(ranks, [0.0, 2.0, 2.0, 3.0, 3.0, 5.0, 6.0, 6.0]);
        // A row may fall where an agreement ends: the first number above the level counts.
        assert_eq!(f64::rank(10.0, &[0.0, 10.0, 20.0, 5.0, 5.0]), 2.0);
        assert_eq!([0.0, 1.0, 3.0, 6.0].map(|index| f64::entry(&row, index)), [0.0, 0.0, 10.0, 40.0]);
    }
}
