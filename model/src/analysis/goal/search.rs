//! A search for the smallest change of a few inputs: along lines from the scenario's values, and one by one.

use super::single::{is_as_near, is_counted, values};
use super::{Seen, Wish, narrowed};
use crate::analysis::ranges::Range;
use crate::base::dust::difference;
use crate::inputs::input::ParameterId;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;

/// In how many steps of a direction a crossing is looked for; they grow with the distance.
const STEPS: usize = 48;
/// Of inputs that count in steps fewer combinations than so many are tried one by one.
const MOST_TRIED: usize = 10_000;

/// The best so far: how large the change is, its direction, and the values.
pub(super) type Best = (f64, Vec<f64>, Vec<f64>);

/// Values of some inputs, and what the metric is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The inputs with their values.
    pub values: Vec<(ParameterId, f64)>,
    /// Which metric.
    pub metric: MetricId,
    /// Its value there.
    pub value: f64,
    /// How large the change is: the root of the sum of squares of each input's change in units of its range.
    pub distance_share: f64,
}

/// A search for the smallest change.
pub(super) struct Search<'a> {
    scenario: Scenario,
    metric: MetricId,
    wish: Wish,
    inputs: &'a [ParameterId],
    pub(super) start: Vec<f64>,
    widths: Vec<f64>,
    /// What the metric is in the scenario: the size by which a target of 0 is measured.
    pub(super) size: f64,
    pub(super) nearest: Option<(Vec<f64>, Seen)>,
    first: Option<f64>,
    pub(super) moves: bool,
    pub(super) jumps: bool,
}

impl Search<'_> {
    pub(super) fn new<'a>(
        scenario: &Scenario,
        metric: MetricId,
        wish: Wish,
        inputs: &'a [ParameterId],
        ranges: &[Range],
    ) -> Search<'a> {
        let given = |input: &ParameterId| ranges.iter().find(|range| range.input == *input).copied();
        let width = |input: &ParameterId| match given(input).map_or_else(|| Range::around(scenario, *input), Ok) {
            Ok(range) if range.high > range.low => range.high - range.low,
            _ => input.row().max - input.row().min,
        };
        let now = Seen::of(scenario, metric, wish).map(|seen| seen.metric.abs());
        Search {
            scenario: scenario.clone(),
            metric,
            wish,
            inputs,
            start: inputs.iter().map(|input| scenario.get(*input)).collect(),
            widths: inputs.iter().map(width).collect(),
            size: now.filter(|size| *size > 0.0).unwrap_or(1.0),
            nearest: None,
            first: None,
            moves: false,
            jumps: false,
        }
    }

    /// Runs the model with other values of the inputs, and remembers what comes nearest.
    pub(super) fn try_values(&mut self, values: &[f64]) -> Option<Seen> {
        self.inputs.iter().zip(values).for_each(|(input, value)| self.scenario.set_nearest(*input, *value));
        let seen = Seen::of(&self.scenario, self.metric, self.wish)?;
        self.moves |= *self.first.get_or_insert(seen.metric) != seen.metric;
        if self.nearest.as_ref().is_none_or(|(_, nearest)| seen.over.abs() < nearest.over.abs()) {
            self.nearest = Some((values.to_vec(), seen));
        }
        Some(seen)
    }

    /// The values so far along a direction, as they may stand.
    fn along(&self, direction: &[f64], far: f64) -> Vec<f64> {
        let moved = |((input, start), (width, part)): ((&ParameterId, &f64), (&f64, &f64))| {
            if *part == 0.0 { *start } else { input.nearest_value(start + far * width * part) }
        };
        self.inputs.iter().zip(&self.start).zip(self.widths.iter().zip(direction)).map(moved).collect()
    }

    /// The smallest change that reaches the target among all there are, where the inputs count in steps and all can be
    /// tried; what comes nearest is remembered.
    pub(super) fn all_counted(&mut self) -> Option<Best> {
        if self.inputs.iter().any(|input| !is_counted(*input)) {
            return None;
        }
        let all: Vec<Vec<f64>> = self.inputs.iter().map(|input| values(*input)).collect();
        let count = all.iter().map(Vec::len).product::<usize>();
        if count >= MOST_TRIED {
            return None;
        }
        let mut best: Option<Best> = None;
        for code in 0..count {
            let mut rest = code;
            let digit = |of: &Vec<f64>| {
                let value = of[rest % of.len()];
                rest /= of.len();
                value
            };
            let values: Vec<f64> = all.iter().map(digit).collect();
            let is_reached = self.try_values(&values).is_some_and(|seen| seen.is_close(self.size));
            let distance = self.distance(&values);
            if is_reached && best.as_ref().is_none_or(|(before, ..)| distance < *before) {
                best = Some((distance, Vec::new(), values));
            }
        }
        best
    }

    /// Takes back each input's change without which what comes nearest is as near.
    pub(super) fn keep_what_stands(&mut self) {
        for place in 0..self.inputs.len() {
            let Some((mut values, seen)) = self.nearest.clone() else { return };
            let (Some(value), Some(start)) = (values.get_mut(place), self.start.get(place)) else { return };
            if value == start {
                continue;
            }
            *value = *start;
            let without = self.try_values(&values);
            let least = seen.over.abs();
            if let Some(without) = without.filter(|without| is_as_near(without.over.abs(), least, without.metric)) {
                self.nearest = Some((values, without));
            }
        }
    }

    /// Whether the metric stays what it is where the values go on by a hundredth of their change, and by twice as much.
    pub(super) fn is_level(&mut self, values: &[f64], seen: &Seen) -> bool {
        [1.01, 2.0].into_iter().all(|more| {
            let on = |((input, start), value): ((&ParameterId, &f64), &f64)| {
                input.nearest_value(start + more * (value - start))
            };
            let beyond: Vec<f64> = self.inputs.iter().zip(&self.start).zip(values).map(on).collect();
            beyond != values
                && self.try_values(&beyond).is_some_and(|other| difference(other.metric, seen.metric) == 0.0)
        })
    }

    fn distance(&self, values: &[f64]) -> f64 {
        let parts =
            values.iter().zip(&self.start).zip(&self.widths).map(|((value, start), width)| (value - start) / width);
        libm::sqrt(parts.map(|part| part * part).sum())
    }

    /// Looks along a direction, as far as would be better than the best so far; whether it is.
    pub(super) fn improve(&mut self, best: &mut Option<Best>, direction: Vec<f64>) -> bool {
        let length = libm::sqrt(direction.iter().map(|part| part * part).sum());
        if length == 0.0 {
            return false;
        }
        let direction: Vec<f64> = direction.into_iter().map(|part| part / length).collect();
        let end = |((input, start), (width, part)): ((&ParameterId, &f64), (&f64, &f64))| {
            let row = input.row();
            let room = if *part > 0.0 { row.max - start } else { start - row.min };
            if *part == 0.0 { 0.0 } else { room / (width * part.abs()) }
        };
        let ends = self.inputs.iter().zip(&self.start).zip(self.widths.iter().zip(&direction)).map(end);
        let farthest = ends.fold(0.0, f64::max);
        let farthest = best.as_ref().map_or(farthest, |(distance, ..)| farthest.min(*distance));
        let Some(values) = self.crossing(&direction, farthest) else { return false };
        let distance = self.distance(&values);
        if best.as_ref().is_some_and(|(before, ..)| distance >= *before * (1.0 - 1e-9)) {
            return false;
        }
        *best = Some((distance, direction, values));
        true
    }

    /// The first values along a direction at which the target is reached.
    fn crossing(&mut self, direction: &[f64], farthest: f64) -> Option<Vec<f64>> {
        let size = self.size;
        let mut before: Option<(f64, f64)> = None;
        for step in 0..=STEPS {
            let share = step as f64 / STEPS as f64;
            let far = farthest * share * share;
            let values = self.along(direction, far);
            let Some(seen) = self.try_values(&values) else {
                before = None;
                continue;
            };
            if seen.is_close(size) {
                return Some(values);
            }
            if let Some((last, over)) = before.filter(|(_, over)| (*over < 0.0) != (seen.over < 0.0)) {
                let mut at = |far: f64| {
                    let values = self.along(direction, far);
                    let seen = self.try_values(&values);
                    (values, seen)
                };
                let found = narrowed(&mut at, size, [last, far], over);
                self.jumps |= found.is_none();
                if found.is_some() {
                    return found;
                }
            }
            before = Some((far, seen.over));
        }
        None
    }

    pub(super) fn changed(&self, values: &[f64], seen: &Seen) -> Changed {
        Changed {
            values: self.inputs.iter().copied().zip(values.iter().copied()).collect(),
            metric: self.metric,
            value: seen.metric,
            distance_share: self.distance(values),
        }
    }
}
