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

/// What the model needs of a number.
///
/// Model code never branches on a value itself. What depends on one goes through [`Number::select`],
/// [`Number::choose`], [`Number::equals`] or [`Number::pick`], so that a recording sees the condition too. The only
/// exceptions are short cuts that change no result; they are taken where [`Number::SYMBOLIC`] is false.
pub trait Number:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// Whether what is computed must hold for every value of the inputs, and not only for those at hand: then both
    /// ways of every condition are computed, and every choice that an input has.
    const SYMBOLIC: bool = false;
    /// Whether names are kept, see [`Number::named`].
    const NAMED: bool = false;

    /// A number that stands in the formula itself, such as 2.
    fn constant(value: f64) -> Self;
    /// The same with what it counts, such as "seconds of a day", for those who read the formula.
    #[inline]
    fn labelled(value: f64, _label: &'static str) -> Self {
        Self::constant(value)
    }
    /// A fact of the catalogue.
    fn fact(fact: &'static Fact) -> Self;
    /// Its value.
    fn value(self) -> f64;
    /// What is left where the other is taken away, which may be the same number come by another way: then 0, and not what
    /// rounding leaves.
    fn less(self, other: Self) -> Self;
    /// The sum of two, one of which may be the other taken away, come by another way: then 0, and not what rounding leaves.
    fn more(self, other: Self) -> Self;
    /// The smaller of two.
    fn min(self, other: Self) -> Self;
    /// The larger of two.
    fn max(self, other: Self) -> Self;
    /// A power. The base is not negative.
    fn powf(self, exponent: Self) -> Self;
    /// `yes` where `test ≥ 0`, else `no`.
    fn select(test: Self, yes: Self, no: Self) -> Self;
    /// The same, computing only the one that is taken unless numbers are symbolic.
    fn choose(test: Self, yes: impl FnOnce() -> Self, no: impl FnOnce() -> Self) -> Self;
    /// `yes` where this whole number is `whole`, else `no`.
    fn equals(self, whole: f64, yes: impl FnOnce() -> Self, no: impl FnOnce() -> Self) -> Self;
    /// What belongs to the chosen one of a list of `count`; this is its index, 0 the first.
    fn pick(self, count: usize, of: impl FnMut(usize) -> Self) -> Self;
    /// How many of a row's numbers come before the first that is above a level.
    fn rank(level: Self, row: &[Self]) -> Self;
    /// The number that stands at `index` of a row, where 1 is the first; 0 where `index` is 0.
    fn entry(row: &[Self], index: Self) -> Self;

    /// The largest whole number that is not above it.
    fn floor(self) -> Self;

    /// The annual rate of return of a flow a month, from month 0, and what is found of it: 1 where there is one, else
    /// the number of the reason, see [`Found::kind`]. The flows are named cells of one row.
    fn rate_of_return(flows: &[Self]) -> (Self, Self);

    /// The same number, known by a name from now on.
    #[inline]
    fn named(self, _name: Cell) -> Self {
        self
    }
    /// A metric: absent, for the first reason whose test is not above 0, else its value.
    #[inline]
    fn guarded(_metric: MetricId, guards: &[(Self, Absent)], value: impl FnOnce() -> Self) -> Metric<Self> {
        match guards.iter().find(|(test, _)| test.value() <= 0.0) {
            Some((_, reason)) => Err(*reason),
            None => Ok(value()),
        }
    }

    /// Memory for a row of numbers, used before or not; empty.
    #[inline]
    fn memory() -> Vec<Self> {
        Vec::new()
    }
    /// The memory of a row that is not read any more.
    #[inline]
    fn give_back(_memory: Vec<Self>) {}

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

/// The memory of how many rows is kept. A run has some two hundred.
const MOST_ROWS: usize = 512;

thread_local! {
    /// The memory of rows that are not read any more. It only saves the allocator's work.
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
        // Most powers in a scenario are of an unchanged price (1^t), over no time (x^0) or of one (x^1): exact and free.
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
        // A thread that ends has none.
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
        // The memory of a row that outlives its thread's goes back to the allocator.
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
        // Where an agreement ends, a row may fall.
        assert_eq!(f64::rank(10.0, &[0.0, 10.0, 20.0, 5.0, 5.0]), 2.0);
        assert_eq!([0.0, 1.0, 3.0, 6.0].map(|index| f64::entry(&row, index)), [0.0, 0.0, 10.0, 40.0]);
    }
}
