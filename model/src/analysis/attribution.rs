//! Why a metric changed between two scenarios: each input's part of the difference, averaged over all orders in which the
//! inputs may have changed (Shapley).

use crate::base::dust::difference;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{Absent, Metric, MetricId};
use crate::run::outcome::run;
use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// How many inputs may differ for every order to count: twice as many runs for each.
pub const MOST: usize = 12;

/// How many orders are drawn where more differ, and each of them backwards too.
pub const ORDERS: usize = 200;

/// An input's part of the difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The input.
    pub input: ParameterId,
    /// Its part, in the metric's unit.
    pub difference: f64,
    /// The standard error of its part; 0 where every order counts.
    pub error_difference: f64,
}

/// What a metric is in two scenarios, and each differing input's part of the difference, the largest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Which metric.
    pub metric: MetricId,
    /// What it is in the first.
    pub from: f64,
    /// What it is in the second.
    pub to: f64,
    /// The parts; their sum is the difference.
    pub parts: Vec<Part>,
}

/// Each input's part of the difference of a metric between two scenarios, both seen in the months of the second: exact for
/// up to [`MOST`] inputs that differ, beyond that the mean over [`ORDERS`] orders and their opposites, the same each time.
/// The parts sum to the difference. An input without effect gets 0; two that do the same get the same, by chance apart
/// where orders are drawn. The error says why the metric has no value with some of the inputs changed and others not.
pub fn attribute(from: &Scenario, to: &Scenario, metric: MetricId) -> Result<Attribution, Absent> {
    let from = from.clone().with_view_of(to);
    let differs = |input: &ParameterId| input.row().group != Group::View && from.get(*input) != to.get(*input);
    let inputs: Vec<ParameterId> = ParameterId::all().filter(differs).collect();
    let [before, after] = [&from, &mixed(&from, to, &inputs)].map(|scenario| run(scenario).metrics.get(metric));
    let change = Change { from: &from, to, inputs: &inputs, metric, before: before?, after };
    let mut parts = if inputs.len() > MOST { change.drawn() } else { change.exact() }?;
    parts.sort_by(|one, other| other.difference.abs().total_cmp(&one.difference.abs()));
    Ok(Attribution { metric, from: change.before, to: after?, parts })
}

/// What is attributed: both scenarios, the inputs that differ, and the metric at both ends.
struct Change<'a> {
    from: &'a Scenario,
    to: &'a Scenario,
    inputs: &'a [ParameterId],
    metric: MetricId,
    before: f64,
    /// In the second; may have no value.
    after: Metric<f64>,
}

/// A scenario with some inputs as another has them.
fn mixed(from: &Scenario, to: &Scenario, inputs: &[ParameterId]) -> Scenario {
    let mut mixed = from.clone();
    inputs.iter().for_each(|input| mixed.set_nearest(*input, to.get(*input)));
    mixed
}

impl Change<'_> {
    /// The parts over all orders.
    fn exact(&self) -> Result<Vec<Part>, Absent> {
        let Change { from, to, inputs, metric, .. } = *self;
        let count = inputs.len();
        let all = (1_usize << count) - 1;
        // Of every set of changed inputs, a bit each.
        let mut values = Vec::with_capacity(1 << count);
        for set in 0..=all {
            let changed =
                || inputs.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1).map(|(_, input)| *input);
            values.push(match set {
                0 => self.before,
                set if set == all => self.after?,
                _ => run(&mixed(from, to, &changed().collect::<Vec<_>>())).metrics.get(metric)?,
            });
        }
        // The share of orders in which exactly so many others come before: 1 ÷ (count · (count − 1 over others)).
        let mut weights = vec![1.0 / count.max(1) as f64; count];
        for others in 1..count {
            weights[others] = weights[others - 1] * others as f64 / (count - others) as f64;
        }
        let part = |(place, input): (usize, &ParameterId)| {
            let without = (0..values.len()).filter(|set| set >> place & 1 == 0);
            let difference = without
                .map(|set| weights[set.count_ones() as usize] * difference(values[set | 1 << place], values[set]))
                .sum();
            Part { input: *input, difference, error_difference: 0.0 }
        };
        Ok(inputs.iter().enumerate().map(part).collect())
    }

    /// The parts over some orders, each with its opposite: an input that comes early in one comes late in the other.
    fn drawn(&self) -> Result<Vec<Part>, Absent> {
        let Change { from, to, inputs, metric, .. } = *self;
        let mut chance = ChaCha8Rng::from_seed(*b"orders of a change, the same now");
        let mut order: Vec<usize> = (0..inputs.len()).collect();
        // The sum and the sum of squares of each input's mean over an order and its opposite.
        let mut sums = vec![[0.0; 2]; inputs.len()];
        for _ in 0..ORDERS {
            // Fisher and Yates; a bias of a part in 2⁵⁰ is none.
            for last in (1..order.len()).rev() {
                order.swap(last, (chance.next_u64() % (last as u64 + 1)) as usize);
            }
            let mut of_pair = vec![0.0; inputs.len()];
            for backwards in [false, true] {
                let mut scenario = from.clone();
                let mut before = self.before;
                for step in 0..order.len() {
                    let place = order[if backwards { order.len() - 1 - step } else { step }];
                    scenario.set_nearest(inputs[place], to.get(inputs[place]));
                    let is_last = step + 1 == order.len();
                    let after = if is_last { self.after } else { run(&scenario).metrics.get(metric) }?;
                    of_pair[place] += difference(after, before) / 2.0;
                    before = after;
                }
            }
            for (sums, part) in sums.iter_mut().zip(of_pair) {
                sums[0] += part;
                sums[1] += part * part;
            }
        }
        let count = ORDERS as f64;
        let part = |(input, [sum, squares]): (&ParameterId, [f64; 2])| {
            let variance = (squares - sum * sum / count).max(0.0) / (count - 1.0);
            Part { input: *input, difference: sum / count, error_difference: libm::sqrt(variance / count) }
        };
        Ok(inputs.iter().zip(sums).map(part).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::baselines::{BASELINES, Baseline};
    use crate::{input, metric};

    fn with(changes: &[(ParameterId, f64)]) -> Scenario {
        let mut scenario = Scenario::of(Baseline::first());
        for (input, value) in changes {
            scenario.set_nearest(*input, *value);
        }
        scenario
    }

    /// By hand: power is IT watts × PUE × chips. With PUE a and watts b times as large, a alone adds (a − 1)p and after b
    /// (a − 1)bp: on average (a − 1)(1 + b)p/2.
    #[test]
    fn two_factors_share_their_product() {
        let gb300 = input::chip::IT_WATTS.member(8);
        let start = with(&[]);
        let end = with(&[(input::PUE, start.get(input::PUE) * 1.2), (gb300, start.get(gb300) * 1.5)]);
        let found = attribute(&start, &end, metric::FACILITY_POWER).expect("it is told");
        let at =
            |changes: &[(ParameterId, f64)]| run(&with(changes)).metrics.get(metric::FACILITY_POWER).expect("power");
        let (none, pue) = (at(&[]), at(&[(input::PUE, end.get(input::PUE))]));
        let (watts, both) =
            (at(&[(gb300, end.get(gb300))]), run(&end).metrics.get(metric::FACILITY_POWER).expect("power"));
        let expected = ((pue - none) + (both - watts)) / 2.0;
        let of = |input| found.parts.iter().find(|part| part.input == input).expect("it differs").difference;
        assert!((of(input::PUE) / expected - 1.0).abs() < 1e-12);
        assert!(((of(input::PUE) + of(gb300)) / (both - none) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn parts_sum_to_the_difference_and_what_does_nothing_has_none() {
        let unused = input::chip::PRICE.member(0);
        let end = with(&[
            (input::SLIP, 6.0),
            (input::PUE, 1.3),
            (input::WACC, 0.1),
            (input::FACILITY_COST, 15.0),
            (input::ELECTRICITY_PRICE, 0.1),
            (input::OPEX_SHARE, 0.08),
            (unused, 3.0),
        ]);
        let found = attribute(&with(&[]), &end, metric::CONTRACT_NPV).expect("it is told");
        assert_eq!(found.parts.len(), 7);
        let sum: f64 = found.parts.iter().map(|part| part.difference).sum();
        assert!((sum - (found.to - found.from)).abs() <= 1e-9 * found.from.abs(), "{sum}: {found:?}");
        assert_eq!(found.parts.last().map(|part| (part.input, part.difference)), Some((unused, 0.0)));
        let none = attribute(&end, &end, metric::CONTRACT_NPV).expect("it is told");
        assert!(none.parts.is_empty() && none.from == none.to);
    }

    #[test]
    fn two_that_do_the_same_get_the_same() {
        let [one, other] = [0, 1].map(|tranche| input::tranche::AMOUNT.member(tranche));
        let start = with(&[
            (one, 5e9),
            (other, 5e9),
            (input::tranche::MONTH.member(1), with(&[]).get(input::tranche::MONTH.member(0))),
        ]);
        let mut end = start.clone();
        end.set_nearest(one, 9e9);
        end.set_nearest(other, 9e9);
        end.set_nearest(input::tranche::PROBABILITY.member(1), 1.0);
        let mut start = start;
        start.set_nearest(input::tranche::PROBABILITY.member(1), 1.0);
        let found = attribute(&start, &end, metric::INVESTED_TO_DATE).expect("it is told");
        assert_eq!(found.parts.len(), 2);
        assert_eq!(found.parts[0].difference, found.parts[1].difference);
    }

    /// More inputs than all orders are counted for: against the exact parts of the same change, which are known because
    /// all but five of its inputs do nothing.
    #[test]
    fn drawn_orders_lie_within_their_error_and_sum_to_the_difference() {
        let strong = [
            (input::SLIP, 6.0),
            (input::PUE, 1.3),
            (input::WACC, 0.1),
            (input::FACILITY_COST, 15.0),
            (input::HARDWARE_LIFE, 3.0),
        ];
        let idle: Vec<(ParameterId, f64)> = (0..10).map(|k| (input::chip::MFU_BF16.of(k), 0.5)).collect();
        let idle: Vec<_> = idle.into_iter().filter(|(input, _)| input.fact().is_some()).collect();
        let all: Vec<(ParameterId, f64)> = strong.iter().copied().chain(idle.iter().copied()).collect();
        let exact = attribute(&with(&[]), &with(&strong), metric::CONTRACT_NPV).expect("it is told");
        let drawn = attribute(&with(&[]), &with(&all), metric::CONTRACT_NPV).expect("it is told");
        assert!(drawn.parts.len() > MOST && exact.parts.len() == 5);
        let size = (drawn.to - drawn.from).abs();
        let sum: f64 = drawn.parts.iter().map(|part| part.difference).sum();
        assert!((sum - (drawn.to - drawn.from)).abs() <= 1e-9 * size, "{sum}: {drawn:?}");
        for part in &drawn.parts {
            match exact.parts.iter().find(|exact| exact.input == part.input) {
                Some(exact) => {
                    let apart = (exact.difference - part.difference).abs();
                    assert!(apart <= 4.0 * part.error_difference + 1e-9 * size, "{part:?} {exact:?}");
                    assert!(part.error_difference < 0.05 * size, "{part:?}");
                }
                None => assert_eq!((part.difference, part.error_difference), (0.0, 0.0), "{part:?}"),
            }
        }
        assert_eq!(attribute(&with(&[]), &with(&all), metric::CONTRACT_NPV), Ok(drawn));
    }

    /// Of changes tried at random, and between baselines that differ by more than twelve inputs: the parts sum to the
    /// difference.
    #[test]
    fn parts_sum_to_the_difference_wherever_there_is_one() {
        let sums_up = |one: &Scenario, other: &Scenario, metric: MetricId| {
            let Ok(found) = attribute(one, other, metric) else { return false };
            let sum: f64 = found.parts.iter().map(|part| part.difference).sum();
            let size = found.from.abs().max(found.to.abs());
            assert!((sum - (found.to - found.from)).abs() <= 1e-9 * size, "{one:?} {other:?}: {sum}");
            true
        };
        let mut state = 1_u64;
        let mut next = |count: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % count
        };
        let inputs: Vec<ParameterId> = ParameterId::all().filter(|input| input.row().group != Group::View).collect();
        let mut told = 0;
        for case in 0..120 {
            let one = Scenario::of(&BASELINES[case % BASELINES.len()]);
            let mut other = one.clone();
            for _ in 0..1 + next(5) {
                let input = inputs[next(inputs.len())];
                let (row, share) = (input.row(), next(101) as f64 / 100.0);
                other.set_nearest(input, row.min + (row.max - row.min) * share);
            }
            for metric in [metric::CONTRACT_NPV, metric::STAKE, metric::FACILITY_POWER] {
                told += u32::from(sums_up(&one, &other, metric));
            }
        }
        assert!(told > 200, "{told}");
        let [first, amd] = ["talks-2025-12", "openai-amd"].map(|id| Scenario::of(Baseline::by_id(id).expect(id)));
        assert!(sums_up(&first, &amd, metric::FACILITY_POWER) && sums_up(&amd, &first, metric::CHIPS_ONLINE));
    }

    #[test]
    fn what_cannot_be_told_says_why() {
        let none = Scenario::of(Baseline::by_id("none").expect("exists"));
        assert_eq!(attribute(&none, &none, metric::CONTRACT_NPV), Err(Absent::NoContract));
    }
}
