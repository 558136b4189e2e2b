//! The smallest change of up to three inputs at which a metric reaches a target.

use super::{Because, Seen, Wish, limits, narrowed};
use crate::analysis::ranges::Range;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;

/// How many inputs may change together.
pub const MOST: usize = 3;

/// In how many steps of a direction a crossing is looked for; they grow with the distance.
const STEPS: usize = 48;
/// How far a direction is turned at first, and at last.
const TURNS: [f64; 2] = [0.3, 1e-4];

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

/// What is found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The smallest change that was found to reach the target; a run there gives it.
    At(Changed),
    /// No change that was tried reaches it: the one that comes nearest, and why it comes no nearer.
    Nearest(Changed, Vec<Because>),
    /// The metric has no value anywhere that was tried.
    NoValue,
    /// None, or more than [`MOST`], of the inputs are numbers that may change.
    NotThese,
}

/// The smallest change of one to three inputs at which a metric of the scenario is what is wished, in units of each input's
/// range: high − low of the one that is given, else of its source's around the scenario's value, else the whole of its slider.
///
/// Never fails and always ends. Lines from the scenario's values in many directions are scanned and narrowed, and the
/// direction with the nearest crossing is turned until turning it helps no more. So what is reported reaches the target;
/// that nothing smaller does is not proved. An input that counts in steps is rounded on the way, and reaches a target
/// only where it does so exactly.
pub fn reach(scenario: &Scenario, metric: MetricId, wish: Wish, inputs: &[ParameterId], ranges: &[Range]) -> Found {
    let may_change = |input: &ParameterId| {
        let row = input.row();
        row.group != Group::View && !row.kind.is_chosen()
    };
    if !(1..=MOST).contains(&inputs.len()) || !inputs.iter().all(may_change) {
        return Found::NotThese;
    }
    let mut search = Search::new(scenario, metric, wish, inputs, ranges);
    if let Some(at) = search.try_values(&search.start.clone())
        && at.is_close(search.size)
    {
        return Found::At(search.changed(&search.start.clone(), &at));
    }
    let mut best: Option<(f64, Vec<f64>, Vec<f64>)> = None;
    for direction in directions(inputs.len()) {
        search.improve(&mut best, direction);
    }
    if best.is_some() {
        let [mut turn, last] = TURNS;
        while turn > last {
            let Some((_, direction, _)) = best.clone() else { break };
            let mut better = false;
            for (place, sign) in (0..inputs.len()).flat_map(|place| [(place, 1.0), (place, -1.0)]) {
                let mut turned = direction.clone();
                turned[place] += sign * turn;
                better |= search.improve(&mut best, turned);
            }
            if !better {
                turn /= 2.0;
            }
        }
    }
    match (best, search.nearest.clone()) {
        (Some((_, _, values)), _) => match search.try_values(&values) {
            Some(seen) => Found::At(search.changed(&values, &seen)),
            None => Found::NoValue,
        },
        (None, Some((values, seen))) => {
            let mut there = scenario.clone();
            inputs.iter().zip(&values).for_each(|(input, value)| there.set_nearest(*input, *value));
            let mut because = limits(&there, metric, wish, &seen);
            for (input, value) in inputs.iter().zip(&values) {
                let row = input.row();
                if *value == row.min {
                    because.push(Because::Lowest(*input));
                } else if *value == row.max {
                    because.push(Because::Highest(*input));
                }
            }
            if search.jumps {
                because.push(Because::Jumps);
            } else if because.is_empty() {
                because.push(if search.moves { Because::Turns } else { Because::NoEffect });
            }
            Found::Nearest(search.changed(&values, &seen), because)
        }
        (None, None) => Found::NoValue,
    }
}

/// Directions to begin with: along each input, and along every combination of them.
fn directions(count: usize) -> Vec<Vec<f64>> {
    let all = (0..3_usize.pow(count as u32))
        .map(|code| (0..count).map(|place| (code / 3_usize.pow(place as u32) % 3) as f64 - 1.0).collect::<Vec<f64>>());
    all.filter(|direction| direction.iter().any(|part| *part != 0.0)).collect()
}

struct Search<'a> {
    scenario: Scenario,
    metric: MetricId,
    wish: Wish,
    inputs: &'a [ParameterId],
    start: Vec<f64>,
    widths: Vec<f64>,
    /// What the metric is in the scenario: the size by which a target of 0 is measured.
    size: f64,
    nearest: Option<(Vec<f64>, Seen)>,
    first: Option<f64>,
    moves: bool,
    jumps: bool,
}

impl Search<'_> {
    fn new<'a>(
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
    fn try_values(&mut self, values: &[f64]) -> Option<Seen> {
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

    fn distance(&self, values: &[f64]) -> f64 {
        let parts =
            values.iter().zip(&self.start).zip(&self.widths).map(|((value, start), width)| (value - start) / width);
        libm::sqrt(parts.map(|part| part * part).sum())
    }

    /// Looks along a direction, as far as would be better than the best so far; whether it is.
    fn improve(&mut self, best: &mut Option<(f64, Vec<f64>, Vec<f64>)>, direction: Vec<f64>) -> bool {
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

    fn changed(&self, values: &[f64], seen: &Seen) -> Changed {
        Changed {
            values: self.inputs.iter().copied().zip(values.iter().copied()).collect(),
            metric: self.metric,
            value: seen.metric,
            distance_share: self.distance(values),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::goal::CLOSE_SHARE;
    use crate::inputs::baselines::Baseline;
    use crate::run::outcome::run;
    use crate::{input, metric};

    fn first() -> Scenario {
        Scenario::of(Baseline::first())
    }

    /// By hand: a stake of 2.5% is an amount of 0.025 ÷ 0.975 of pre-money, V ÷ 39. A dollar more of V is a 450bn-th of its
    /// range (380 to 830), one more of A a 150bn-th of its slider. The nearest point of the line A = V ÷ 39 to (500, 10) in
    /// these units: with v = V ÷ 450 and a = A ÷ 150 it is a = v ÷ 13, from (1.1111, 0.066667), 0.018748 away.
    /// A reader's range makes a change of one input larger, and so the other moves more.
    #[test]
    fn a_given_range_is_the_unit_of_its_inputs_change() {
        let (scenario, inputs) = (first(), [input::PUE, input::WACC]);
        let now = run(&scenario).metrics.get(metric::CONTRACT_NPV).expect("a contract");
        let wish = Wish::Value(0.9 * now);
        let pue = |width: f64| {
            let low = scenario.get(input::PUE) - width / 2.0;
            let range = Range { low, high: low + width, ..Range::around(&scenario, input::PUE).expect("it has one") };
            match reach(&scenario, metric::CONTRACT_NPV, wish, &inputs, &[range]) {
                Found::At(found) => (found.values[0].1 - scenario.get(input::PUE)).abs(),
                other => panic!("{other:?}"),
            }
        };
        assert!(pue(0.01) < pue(0.4), "{} {}", pue(0.01), pue(0.4));
    }

    #[test]
    fn two_inputs_change_least_along_the_steepest_way() {
        let amount = input::tranche::AMOUNT.of(0);
        let Found::At(found) = reach(&first(), metric::STAKE, Wish::Value(0.025), &[input::PRE_MONEY, amount], &[])
        else {
            panic!("it is reached")
        };
        assert!((found.distance_share - 0.018_748_0).abs() < 1e-6, "{found:?}");
        let [(_, valuation), (_, paid)] = found.values[..] else { panic!("two") };
        assert!((paid / (valuation + paid) / 0.025 - 1.0).abs() < 1e-8, "{found:?}");
    }

    #[test]
    fn one_input_is_the_nearest_of_its_values() {
        let Found::At(found) = reach(&first(), metric::STAKE, Wish::Value(0.025), &[input::PRE_MONEY], &[]) else {
            panic!()
        };
        assert!((found.values[0].1 / 390e9 - 1.0).abs() < 1e-8, "{found:?}");
    }

    /// Whatever is reported as reached is, with values that may stand there.
    #[test]
    fn every_reported_change_reaches_its_target() {
        let mut reached = 0;
        for id in ["talks-2025-12", "power-bound", "all-nvidia"] {
            let scenario = Scenario::of(Baseline::by_id(id).expect(id));
            let inputs = [input::PUE, input::FACILITY_COST, input::GOODPUT];
            for metric in [metric::CONTRACT_NPV, metric::COST_PER_EFFECTIVE_PFLOP_HOUR] {
                let Ok(now) = run(&scenario).metrics.get(metric) else { continue };
                let target = now * 0.97;
                let Found::At(found) = reach(&scenario, metric, Wish::Value(target), &inputs, &[]) else { continue };
                let mut there = scenario.clone();
                for (input, value) in &found.values {
                    there.set(*input, *value).expect("it may stand there");
                }
                let value = run(&there).metrics.get(metric).expect("it has a value");
                assert_eq!(value, found.value);
                assert!((value - target).abs() <= CLOSE_SHARE * target.abs(), "{id}: {found:?}");
                reached += 1;
            }
        }
        assert!(reached >= 5, "{reached}");
    }

    #[test]
    fn what_is_not_reached_says_what_is_in_the_way() {
        let inputs = [input::PRE_MONEY, input::OTHERS_MONEY];
        let found = reach(&first(), metric::STAKE, Wish::Value(0.9), &inputs, &[]);
        let Found::Nearest(changed, because) = found else { panic!("{found:?}") };
        assert_eq!(changed.values[0].1, input::PRE_MONEY.row().min);
        assert!(because.contains(&Because::Lowest(input::PRE_MONEY)), "{because:?}");
        let none = Scenario::of(Baseline::by_id("none").expect("exists"));
        assert_eq!(reach(&none, metric::CONTRACT_NPV, Wish::Value(0.0), &[input::PUE], &[]), Found::NoValue);
        assert_eq!(reach(&first(), metric::STAKE, Wish::Value(0.9), &[], &[]), Found::NotThese);
        assert_eq!(reach(&first(), metric::STAKE, Wish::Value(0.9), &[input::REFRESH], &[]), Found::NotThese);
    }
}
