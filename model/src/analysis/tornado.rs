//! Sensitivity: what a metric is at both ends of each input's range.

use crate::inputs::input::ParameterId;
use crate::inputs::kinds::{Group, Kind};
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{Metric, MetricId};
use crate::run::outcome::run;

/// An input with the ends of its range and what the metric is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The input.
    pub input: ParameterId,
    /// The low end of its range, and the high one.
    pub values: [f64; 2],
    /// What the metric is at either, or why it has no value there.
    pub metric: [Metric<f64>; 2],
}

impl Bar {
    /// How far the metric's values at the ends, and its value in the scenario, lie apart.
    fn spread(&self, now: f64) -> f64 {
        let all = self.metric.iter().flatten().copied().chain([now]);
        let (low, high) = all.fold((now, now), |(low, high), metric| (low.min(metric), high.max(metric)));
        high - low
    }
}

/// What a metric of the scenario is at both ends of every input that has a range, the widest first; inputs without a
/// range, and those that do not move it, are not there. A range belongs to the baseline's value: an input that the
/// reader changed is certain. The error says why the metric has no value in the scenario itself.
pub fn tornado(scenario: &Scenario, metric: MetricId) -> Result<Vec<Bar>, crate::quantities::metric::Absent> {
    let now = run(scenario).metrics.get(metric)?;
    let is_ranged = |input: &ParameterId| {
        let row = input.row();
        row.group != Group::View && !matches!(row.kind, Kind::Choice(_) | Kind::Switch) && !scenario.is_changed(*input)
    };
    let at = |input: ParameterId, value: f64| run(&scenario.with_nearest(input, value)).metrics.get(metric);
    let bars = ParameterId::all().filter(is_ranged).filter_map(|input| {
        let fact = input.fact()?;
        let values = [fact.low?, fact.high?];
        Some(Bar { input, values, metric: values.map(|value| at(input, value)) })
    });
    let moves = |bar: &Bar| bar.spread(now) > 1e-12 * now.abs() || bar.metric.iter().any(Result::is_err);
    let mut bars: Vec<Bar> = bars.filter(moves).collect();
    bars.sort_by(|one, other| other.spread(now).total_cmp(&one.spread(now)));
    Ok(bars)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::baselines::{BASELINES, Baseline};
    use crate::{input, metric};

    #[test]
    fn both_ends_are_runs_and_the_widest_come_first() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let Ok(bars) = tornado(&scenario, metric::CONTRACT_NPV) else { continue };
            let now = run(&scenario).metrics.get(metric::CONTRACT_NPV).expect("a value");
            assert!(bars.len() > 5, "{}", baseline.id);
            assert!(bars.is_sorted_by(|one, other| one.spread(now) >= other.spread(now)), "{}", baseline.id);
            for bar in bars {
                for (end, told) in bar.values.into_iter().zip(bar.metric) {
                    let mut trial = scenario.clone();
                    trial.set_nearest(bar.input, end);
                    assert_eq!(run(&trial).metrics.get(metric::CONTRACT_NPV), told, "{}", bar.input.id());
                }
            }
        }
    }

    #[test]
    fn what_the_reader_changed_is_certain() {
        let mut scenario = Scenario::of(Baseline::first());
        let has = |scenario: &Scenario| {
            let bars = tornado(scenario, metric::CONTRACT_NPV).expect("a value");
            bars.iter().any(|bar| bar.input == input::FACILITY_COST)
        };
        assert!(has(&scenario));
        scenario.set_nearest(input::FACILITY_COST, 14.0);
        assert!(!has(&scenario));
    }
}
