//! What is kept of each draw, and the targets whose chances are computed.

use crate::base::dust::difference;
use crate::base::month::Month;
use crate::base::units::Unit;
use crate::quantities::metric::{HEADLINE, Metric, MetricId};
use crate::quantities::series::{self, SeriesId};

/// The series of the charts over months, one for each chart.
const CHARTED: [SeriesId; 7] = [
    series::CHIPS_ONLINE,
    series::H100_EQUIVALENTS,
    series::EFFECTIVE_FLOPS,
    series::FACILITY_POWER,
    series::SPEND_TO_DATE,
    series::CONTRACT_CASH_TO_DATE,
    series::STAKE_VALUE,
];

/// What is kept of each draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Metrics, at the scenario's as-of month.
    pub metrics: Vec<MetricId>,
    /// Series, through the horizon or, if in [`TO_THE_END`](series::TO_THE_END), to the scenario's own end.
    pub series: Vec<SeriesId>,
}

impl Wanted {
    /// The six headline figures.
    pub fn headline() -> Wanted {
        Wanted { metrics: HEADLINE.to_vec(), series: Vec::new() }
    }

    /// The six headline figures and the series of every chart over months.
    pub fn charts() -> Wanted {
        Wanted { metrics: HEADLINE.to_vec(), series: CHARTED.to_vec() }
    }

    /// Adds the numbers that targets are about.
    pub fn with(mut self, targets: &[Target]) -> Wanted {
        for target in targets {
            match target.of {
                Aim::Metric(metric) if !self.metrics.contains(&metric) => self.metrics.push(metric),
                Aim::Series(series, _) if !self.series.contains(&series) => self.series.push(series),
                Aim::Metric(_) | Aim::Series(..) => {}
            }
        }
        self
    }
}

/// A target: a number that is to be at least, or at most, a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// The number.
    pub of: Aim,
    /// Whether the number must be above or below the value.
    pub side: Side,
    /// The value, in the number's unit.
    value: f64,
}

impl Target {
    /// A target for a number: at least or at most `value`, in the number's unit.
    pub fn new(of: Aim, side: Side, value: f64) -> Target {
        Target { of, side, value }
    }

    /// The value with its unit.
    pub fn level(&self) -> Level {
        Level { value: self.value, unit: self.of.unit() }
    }

    /// Whether a number meets the target; a difference that is rounding error counts as 0.
    pub fn is_met(&self, value: f64) -> bool {
        let over = difference(value, self.value);
        match self.side {
            Side::AtLeast => over >= 0.0,
            Side::AtMost => over <= 0.0,
        }
    }

    /// "only months to December 2027, the as-of month, are counted", if the target is a later month: for a draw in
    /// which it comes after the as-of month it is unknown whether it meets the target.
    pub fn only_to(&self, as_of: Month) -> Option<String> {
        match self.of {
            Aim::Metric(metric) if self.value > f64::from(as_of.0) => metric.only_to(as_of),
            Aim::Metric(_) | Aim::Series(..) => None,
        }
    }

    /// Whether a draw's metric meets the target. A date that [never](crate::quantities::metric::Absent::never) comes is
    /// later than any value, so it meets "at least" and not "at most". Any other absent value does not meet it.
    pub fn is_met_by(&self, drawn: Metric<f64>) -> bool {
        match drawn {
            Ok(value) => self.is_met(value),
            Err(why) => why.never().is_some() && self.side == Side::AtLeast,
        }
    }
}

/// A value with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// The value.
    pub value: f64,
    /// The unit.
    pub unit: Unit,
}

/// The number of a target; it must be among those that are [`Wanted`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// A metric at the scenario's as-of month; see [`Target::is_met_by`] for draws in which it has no value.
    Metric(MetricId),
    /// A series in a month.
    Series(SeriesId, Month),
}

impl Aim {
    /// The unit of the number.
    pub fn unit(self) -> Unit {
        match self {
            Aim::Metric(metric) => metric.row().unit,
            Aim::Series(series, _) => series.row().unit,
        }
    }
}

/// The side of its value on which a target is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At the value or above it.
    AtLeast,
    /// At the value or below it.
    AtMost,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::baselines::BASELINES;
    use crate::inputs::scenario::Scenario;
    use crate::metric;
    use crate::quantities::metric::Absent;
    use crate::run::outcome::run;

    #[test]
    fn what_never_comes_is_not_at_most_a_month_but_at_least_it() {
        let target = |side| Target::new(Aim::Metric(metric::CONTRACT_PAYBACK), side, 60.0);
        let met = |drawn| [Side::AtLeast, Side::AtMost].map(|side| target(side).is_met_by(drawn));
        assert_eq!((met(Ok(59.0)), met(Ok(60.0)), met(Ok(61.0))), ([false, true], [true, true], [true, false]));
        assert_eq!(met(Err(Absent::NotByTheEnd)), [true, false]);
        assert_eq!(met(Err(Absent::SupplierNeverNegative)), [false, false]);
    }

    /// The two metrics that are cut off at the as-of month, and no others, are "not by this month" in some baseline;
    /// the note appears only for a later month.
    #[test]
    fn what_is_cut_at_the_as_of_month_says_so_of_later_months() {
        let runs = BASELINES.iter().map(|baseline| run(&Scenario::of(baseline)).metrics).collect::<Vec<_>>();
        for metric in MetricId::all() {
            let is_cut = runs.iter().any(|metrics| metrics.get(metric) == Err(Absent::NotYet));
            assert_eq!(is_cut, metric.is_cut_at_as_of(), "{}", metric.id());
        }
        let only = |month: f64| Target::new(Aim::Metric(metric::PAYBACK_MONTH), Side::AtMost, month).only_to(Month(25));
        assert_eq!(only(25.0), None);
        let words = "only months to December 2027, the as-of month, are counted";
        assert_eq!(only(26.0).as_deref(), Some(words));
    }

    #[test]
    fn what_rounding_leaves_decides_no_target() {
        let target = |side| Target::new(Aim::Metric(metric::COMMITMENT), side, 38e9);
        for value in [37_999_999_999.999_99, 38e9, 38_000_000_000.000_01] {
            assert!(target(Side::AtLeast).is_met(value) && target(Side::AtMost).is_met(value), "{value:?}");
        }
        assert!(!target(Side::AtLeast).is_met(37_999_999_999.0) && !target(Side::AtMost).is_met(38_000_000_001.0));
    }
}
