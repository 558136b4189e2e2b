//! What only a walk through the months of a running sum of cash finds: its lowest point, and how long it is negative.

use crate::quantities::intermediate::IntermediateId;
use crate::run::number::Number;

/// Of a running sum of cash, up to a month.
#[derive(Clone, Copy)]
pub(crate) struct Lowest<N> {
    /// Its lowest point, at most 0, USD.
    pub usd: N,
    /// The first month in which it is that low; −1 where it is 0.
    pub month: N,
    /// The last month at whose end the sum was negative; −1 where there is none.
    pub last_negative: N,
}

/// Under which names a walk keeps what it has found by a month.
pub(crate) struct Names {
    pub usd: IntermediateId,
    pub month: IntermediateId,
    pub last_negative: IntermediateId,
}

impl<N: Number> Lowest<N> {
    /// Before the first month.
    pub(crate) fn new() -> Self {
        let minus_one = N::constant(-1.0);
        Lowest { usd: N::zero(), month: minus_one, last_negative: minus_one }
    }

    /// With the sum at the end of one more month, USD.
    pub(crate) fn with(self, m: usize, to_date: N, names: &Names) -> Self {
        let month = N::constant(m as f64);
        Lowest {
            month: N::choose(to_date - self.usd, || self.month, || month).named(names.month.at(m)),
            usd: self.usd.min(to_date).named(names.usd.at(m)),
            last_negative: N::choose(to_date, || self.last_negative, || month).named(names.last_negative.at(m)),
        }
    }
}
