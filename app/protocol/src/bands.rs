//! Bands, the summary of many draws, as messages carry them.

use crate::draws::{received, sent};
use crate::ranged::ChanceValue;
use model::analysis::uncertainty::bands::{Bands, Fan, Mean, Spread, Values};
use model::base::month::Month;
use model::base::units::Unit;
use model::quantities::metric::{Absent, MetricId};
use model::quantities::series::SeriesId;
use serde::{Deserialize, Serialize};

/// Bands as a value: percentiles, not the draws themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BandsValue {
    /// The number of draws.
    pub draws: u32,
    /// The spread of each metric that was asked for.
    pub spreads: Vec<SpreadValue>,
    /// The id of each series that was asked for, with its percentiles month by month.
    pub fans: Vec<(String, Vec<[f64; 5]>)>,
    /// The chance of each target.
    pub chances: Vec<ChanceValue>,
}

/// Bands, with what they were drawn from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DrawnValue {
    /// The bands.
    pub bands: BandsValue,
    /// What they were drawn from.
    pub from: DrawnFrom,
}

/// What draws were made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawnFrom {
    /// The number of inputs that are drawn.
    pub inputs: u32,
    /// How many of their ranges are assumptions.
    pub assumed: u32,
    /// How many of their ranges the reader gave, or widened around a value of the reader's own.
    pub own: u32,
}

/// The spread of a metric over the draws, as a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpreadValue {
    /// The metric's id.
    pub metric: String,
    /// The number of draws that have a value.
    pub count: u32,
    /// The number of draws without one, by the place of the reason in [`Absent::ALL`].
    pub absent: Vec<(u8, u32)>,
    /// Mean and percentiles of the draws that have a rank.
    pub values: Option<ValuesValue>,
    /// For a metric that is a month, the number of draws for each month.
    pub months: Vec<(i32, u32)>,
}

/// The mean with its standard error, and percentiles, in the metric's unit, as a value. A percentile that is never
/// reached is the place of its reason in [`Absent::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValuesValue(Option<[f64; 2]>, Percentiles, [[Result<f64, u8>; 2]; 5]);

type Percentiles = [Result<f64, u8>; 5];

impl From<Values> for ValuesValue {
    fn from(values: Values) -> ValuesValue {
        ValuesValue(
            values.mean.map(|mean| [mean.value, mean.mean_error]),
            values.values.map(sent),
            values.error_values.map(|ends| ends.map(sent)),
        )
    }
}

impl ValuesValue {
    /// Reads them back as numbers of a unit; `None` if this release does not know a reason.
    fn open(self, unit: Unit) -> Option<Values> {
        let ValuesValue(mean, values, error_values) = self;
        Some(Values {
            unit,
            mean: mean.map(|[value, mean_error]| Mean { unit, value, mean_error }),
            values: whole(values.map(received))?,
            error_values: whole(error_values.map(|ends| whole(ends.map(received))))?,
        })
    }
}

/// The whole array; `None` if an element is missing.
fn whole<T, const COUNT: usize>(list: [Option<T>; COUNT]) -> Option<[T; COUNT]> {
    list.into_iter().collect::<Option<Vec<T>>>()?.try_into().ok()
}

impl From<&Bands> for BandsValue {
    fn from(bands: &Bands) -> BandsValue {
        let spread = |spread: &Spread| SpreadValue {
            metric: spread.metric.id(),
            count: spread.count,
            absent: spread.absent.iter().map(|(why, count)| (*why as u8, *count)).collect(),
            values: spread.values.map(ValuesValue::from),
            months: spread.months.iter().map(|(month, count)| (month.0, *count)).collect(),
        };
        BandsValue {
            draws: bands.draws,
            spreads: bands.spreads.iter().map(spread).collect(),
            fans: bands.fans.iter().map(|fan| (fan.series.id(), fan.values.clone())).collect(),
            chances: bands.chances.iter().map(ChanceValue::from).collect(),
        }
    }
}

impl BandsValue {
    /// Reads the bands back. What this release does not know is left out.
    pub fn open(&self) -> Bands {
        let spread = |spread: &SpreadValue| {
            let metric = MetricId::parse(&spread.metric)?;
            let absent = spread.absent.iter();
            let reason = |(place, count): &(u8, u32)| Some((*Absent::ALL.get(usize::from(*place))?, *count));
            let values = spread.values.and_then(|values| values.open(metric.row().unit));
            let months = spread.months.iter().map(|(month, count)| (Month(*month), *count)).collect();
            Some(Spread { metric, count: spread.count, absent: absent.filter_map(reason).collect(), values, months })
        };
        let fan = |(series, values): &(String, Vec<[f64; 5]>)| {
            Some(Fan { series: SeriesId::parse(series)?, values: values.clone() })
        };
        Bands {
            draws: self.draws,
            spreads: self.spreads.iter().filter_map(spread).collect(),
            fans: self.fans.iter().filter_map(fan).collect(),
            chances: self.chances.iter().filter_map(ChanceValue::open).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{from_bytes, to_bytes};
    use model::analysis::uncertainty::plan::Plan;
    use model::analysis::uncertainty::settings::Uncertainty;
    use model::analysis::uncertainty::wanted::{Aim, Side, Target, Wanted};
    use model::inputs::baselines::BASELINES;
    use model::inputs::scenario::Scenario;
    use model::metric;

    #[test]
    fn bands_arrive_with_every_bit() {
        for baseline in BASELINES {
            let mut scenario = Scenario::of(baseline);
            scenario.set_nearest(model::input::AS_OF, 2.0);
            let plan = Plan::new(&scenario, &Uncertainty { draws: 60, ..Uncertainty::default() }).expect("a plan");
            let mut wanted = Wanted::charts();
            wanted.metrics.extend([metric::CONTRACT_PAYBACK, metric::PAYBACK_MONTH, metric::EXIT_IRR]);
            let hoped = Target::new(Aim::Metric(metric::EXIT_IRR), Side::AtLeast, 0.1);
            let bands = Bands::of(&plan, &wanted, &[hoped]);
            assert_eq!(bands.chances.len(), 1);
            let bytes = to_bytes(&BandsValue::from(&bands));
            // The draws themselves would take many times as much.
            assert!(bytes.len() < 20_000, "{} bytes", bytes.len());
            let value: BandsValue = from_bytes(&bytes).expect("they can be read");
            assert_eq!(value.open(), bands, "{}", baseline.id);
        }
    }
}
