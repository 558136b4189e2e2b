//! The probability distribution of an input, from its range.

use super::normal::{normal_probability, normal_quantile, pert_from_middle};
use crate::analysis::ranges::Range;
use crate::base::units::Unit;
use crate::inputs::input::ParameterId;

/// The family of a distribution. In each, the low end is the 5th percentile, the base the median and the high end the
/// 95th percentile: below the median it is the lower half of a symmetric distribution wide enough for the low end,
/// above it the upper half of one wide enough for the high end. If an end equals the base, half of the draws equal the
/// base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Halves of normal distributions of the logarithm: for money, power and amounts, which vary by factors.
    LogNormal,
    /// Halves of symmetric beta-PERT distributions (mode in the middle, weight 4, hence shape 3 and 3): for shares,
    /// rates and ratios, which are bounded; for months, years and counts, rounded to allowed values; and for ranges
    /// that reach down to 0.
    Pert,
    /// 1 with the probability that is the base, else 0: whether a tranche is paid.
    Paid,
}

impl Family {
    /// The family that fits an input's unit and range.
    pub fn of(range: &Range) -> Family {
        use Unit::{Count, Days, Hours, Month, Months, Ratio, Share, SharePerYear, Years};
        let unit = range.input.row().unit;
        let by_factors = !matches!(unit, Share | SharePerYear | Ratio | Month | Months | Years | Days | Hours | Count);
        // 0 has no logarithm.
        if by_factors && range.low > 0.0 { Family::LogNormal } else { Family::Pert }
    }

    /// The name that is shown.
    pub const fn word(self) -> &'static str {
        match self {
            Family::LogNormal => "log-normal",
            Family::Pert => "beta-PERT",
            Family::Paid => "paid or not",
        }
    }
}

/// The probability of values below the low end; the same for values above the high end.
const LOW_PROBABILITY: f64 = 0.05;

/// How many quantiles are computed side by side where they need an iteration.
const TOGETHER: usize = 4;

/// The distribution of one input. Every draw is a value that the input may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distribution {
    input: ParameterId,
    family: Family,
    base: f64,
    /// The change of the value (or of its logarithm) per unit of the family's standard variable, below and above the
    /// base.
    scale: [f64; 2],
}

impl Distribution {
    /// The distribution of an input with a range.
    pub fn of(range: &Range) -> Distribution {
        let family = Family::of(range);
        let scale = match family {
            Family::LogNormal => {
                let end = -normal_quantile(LOW_PROBABILITY);
                [libm::log(range.base / range.low) / end, libm::log(range.high / range.base) / end]
            }
            Family::Pert | Family::Paid => {
                let end = -pert_from_middle([LOW_PROBABILITY])[0];
                [(range.base - range.low) / end, (range.high - range.base) / end]
            }
        };
        Distribution { input: range.input, family, base: range.base, scale }
    }

    /// The distribution of whether a tranche is paid, with this probability.
    pub(super) fn paid(input: ParameterId, base: f64) -> Distribution {
        Distribution { input, family: Family::Paid, base, scale: [0.0; 2] }
    }

    /// The input.
    pub fn input(&self) -> ParameterId {
        self.input
    }

    /// The family.
    pub fn family(&self) -> Family {
        self.family
    }

    /// The quantile at a probability strictly between 0 and 1, rounded to an allowed value.
    pub fn value_at(&self, probability: f64) -> f64 {
        match self.family {
            Family::LogNormal => self.moved(normal_quantile(probability)),
            Family::Pert => self.moved(pert_from_middle([probability])[0]),
            Family::Paid => self.moved(probability),
        }
    }

    /// The quantiles at many probabilities, in their order.
    pub(super) fn values_at(&self, probabilities: &[f64]) -> impl Iterator<Item = f64> {
        let (together, rest) = match self.family {
            Family::Pert => probabilities.as_chunks::<TOGETHER>(),
            Family::LogNormal | Family::Paid => (&[][..], probabilities),
        };
        let together = together.iter().flat_map(|some| pert_from_middle(*some).map(|by| self.moved(by)));
        together.chain(rest.iter().map(|probability| self.value_at(*probability)))
    }

    /// The quantile at the probability of a standard normal number, by which tied inputs are drawn.
    pub(super) fn value_at_normal(&self, number: f64) -> f64 {
        match self.family {
            Family::LogNormal => self.moved(number),
            Family::Pert | Family::Paid => self.value_at(normal_probability(number)),
        }
    }

    fn moved(&self, by: f64) -> f64 {
        let step = by * self.scale[usize::from(by > 0.0)];
        match self.family {
            Family::LogNormal => self.input.nearest_value(self.base * libm::exp(step)),
            Family::Pert => self.input.nearest_value(self.base + step),
            Family::Paid => f64::from(u8::from(by < self.base)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input;
    use crate::inputs::baselines::BASELINES;
    use crate::inputs::kinds::Kind;
    use crate::inputs::scenario::Scenario;

    fn all() -> Vec<(Range, Distribution)> {
        let ranges = BASELINES.iter().flat_map(|baseline| {
            let scenario = Scenario::of(baseline);
            ParameterId::all().filter_map(move |input| Range::of(&scenario, input).ok())
        });
        ranges.map(|range| (range, Distribution::of(&range))).collect()
    }

    #[test]
    fn low_base_and_high_are_the_percentiles() {
        let all = all();
        assert!(all.len() > 1_000, "{}", all.len());
        for (range, distribution) in all {
            let id = range.input.id();
            for (probability, expected) in [(0.05, range.low), (0.5, range.base), (0.95, range.high)] {
                let value = distribution.value_at(probability);
                assert!((value - expected).abs() <= 1e-12 * expected.abs(), "{id}: {value} is not {expected}");
            }
            let values: Vec<f64> = (1..200).map(|k| distribution.value_at(f64::from(k) / 200.0)).collect();
            assert!(values.is_sorted(), "{id}: {values:?}");
            assert!(values.iter().all(|value| range.input.check(*value).is_ok()), "{id}: {values:?}");
        }
    }

    #[test]
    fn the_family_follows_the_unit() {
        let family = |input: ParameterId| {
            all().into_iter().find(|(range, _)| range.input == input).map(|(_, distribution)| distribution.family)
        };
        for input in [input::chip::PRICE.of(8), input::chip::IT_WATTS.of(8), input::FACILITY_COST] {
            assert_eq!(family(input), Some(Family::LogNormal), "{}", input.id());
        }
        for input in [input::GOODPUT, input::WACC, input::PUE, input::SLIP, input::HARDWARE_LIFE] {
            assert_eq!(family(input), Some(Family::Pert), "{}", input.id());
        }
        // Choices and switches have no range.
        assert!(all().iter().all(|(range, _)| !matches!(range.input.row().kind, Kind::Choice(_) | Kind::Switch)));
    }

    /// By hand: facility cost is 12, between 7 and 20. One standard deviation above the median, a log-normal number
    /// with its 95th percentile at 20 is 12 · (20 ÷ 12)^(1 ÷ 1.6449) = 16.37, and one below, with its 5th at 7, it is
    /// 12 · (7 ÷ 12)^0.60796 = 8.647. Slip is 0, between 0 and 12: half of all draws are 0, and the upper half of a
    /// PERT has its 75th percentile at 0.1406 ÷ 0.3107 of the way: 5.4, so 5 months.
    #[test]
    fn some_values_by_hand() {
        let scenario = Scenario::of(crate::inputs::baselines::Baseline::first());
        let of = |input| Distribution::of(&Range::of(&scenario, input).expect("a range"));
        let cost = of(input::FACILITY_COST);
        assert!((cost.value_at_normal(1.0) - 16.37).abs() < 0.005, "{}", cost.value_at_normal(1.0));
        assert!((cost.value_at_normal(-1.0) - 8.647).abs() < 0.005, "{}", cost.value_at_normal(-1.0));
        let slip = of(input::SLIP);
        assert_eq!([0.01, 0.3, 0.5, 0.75, 0.95].map(|share| slip.value_at(share)), [0.0, 0.0, 0.0, 5.0, 12.0]);
        let paid = Distribution::paid(input::tranche::PROBABILITY.of(1), 0.7);
        assert_eq!([0.2, 0.69, 0.71].map(|share| paid.value_at(share)), [1.0, 1.0, 0.0]);
    }
}
