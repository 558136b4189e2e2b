//! The lowest point of a running sum of cash and how long the sum is negative, found by a walk through its months.

use crate::quantities::intermediate::IntermediateId;
use crate::run::number::Number;

/// What is known of a running sum of cash up to a month.
#[derive(Clone, Copy)]
pub(crate) struct Lowest<N> {
    /// The lowest point, at most 0, USD.
    pub usd: N,
    /// The first month in which the sum is that low; −1 if it is never below 0.
    pub month: N,
    /// The last month at whose end the sum was negative; −1 if there is none.
    pub last_negative: N,
}

/// The names of the three numbers in each month.
pub(crate) struct Names {
    pub usd: IntermediateId,
    pub month: IntermediateId,
    pub last_negative: IntermediateId,
}

impl<N: Number> Lowest<N> {
    /// The state before the first month.
    pub(crate) fn new() -> Self {
        let minus_one = N::constant(-1.0);
        Lowest { usd: N::zero(), month: minus_one, last_negative: minus_one }
    }

    /// The state after month `m`, at whose end the running sum is `to_date`, USD.
    pub(crate) fn with(self, m: usize, to_date: N, names: &Names) -> Self {
        let month = N::constant(m as f64);
        Lowest {
            month: N::choose(to_date - self.usd, || self.month, || month).named(names.month.at(m)),
            usd: self.usd.min(to_date).named(names.usd.at(m)),
            last_negative: N::choose(to_date, || self.last_negative, || month).named(names.last_negative.at(m)),
        }
    }
}
