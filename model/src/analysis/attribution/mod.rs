//! Why a metric differs between two scenarios: each change's part of the difference, averaged over all orders in which
//! the changes could be made (Shapley values). A change is an input that differs, or several that only make sense
//! together.

mod factors;

use self::factors::{Factor, factors, told_apart};
use crate::base::dust::difference;
use crate::inputs::input::{self, ParameterId};
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{Absent, MetricId};
use crate::run::asked::metric_of;
use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// Up to this many changes, all orders are computed; each further change doubles the number of runs.
pub const MOST: usize = 12;

/// The number of orders drawn for more changes; each is also taken backwards.
pub const ORDERS: usize = 200;

/// One change and its part of the difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The inputs that change together, in the order of the table, at least one. An input that counts in only one of
    /// the two scenarios is grouped with the input that makes it count: a size with its basis, a limit's level with its
    /// switch.
    pub inputs: Vec<ParameterId>,
    /// The part of the difference, in the metric's unit.
    pub difference: f64,
    /// The standard error of the part; 0 if all orders were computed.
    pub error_difference: f64,
}

/// A metric in two scenarios, and each change's part of the difference, the largest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The metric.
    pub metric: MetricId,
    /// Its value in the first scenario.
    pub from: f64,
    /// Its value in the second scenario.
    pub to: f64,
    /// The parts, which sum to the difference. Each input that differs is in exactly one of them.
    pub parts: Vec<Part>,
    /// How many of the changes may move the metric, as far as that was checked. The others have a part of 0.
    pub counted: usize,
}

impl Attribution {
    /// Whether orders were drawn, because too many changes count to compute all; then the parts have standard errors.
    pub fn is_drawn(&self) -> bool {
        self.counted > MOST
    }
}

/// Each change's part of the difference of a metric between two scenarios. The as-of month is a change like any other;
/// the number of months shown is none.
///
/// A part is exact for up to [`MOST`] changes that may move the metric; for more it is the mean over [`ORDERS`] orders
/// and their reverses, the same at each call. If there are more than [`MOST`] changes, those that cannot move the metric
/// in any mix of the two scenarios are found from its formulas and not counted. The parts sum to the difference. A
/// change without effect gets 0; two changes with the same effect get the same, apart from chance if orders are drawn.
/// The error says why the metric has no value in one of the scenarios or mixes.
pub fn attribute(from: &Scenario, to: &Scenario, metric: MetricId) -> Result<Attribution, Absent> {
    let [from, to] = &over_the_same_months(from, to);
    let differs = |input: &ParameterId| from.get(*input) != to.get(*input);
    let inputs: Vec<ParameterId> = ParameterId::all().filter(differs).collect();
    let [before, after] = [from, &mixed(from, to, &inputs)].map(|scenario| metric_of(scenario, metric));
    let (before, after) = (before?, after?);
    let all = factors(from, to, &inputs);
    let (factors, idle) = if all.len() > MOST { told_apart(all, from, to, metric) } else { (all, Vec::new()) };
    let change = Change { from, to, factors: &factors, metric, before, after };
    let mut parts = if factors.len() > MOST { change.drawn() } else { change.exact() }?;
    parts.extend(idle.into_iter().map(|inputs| Part { inputs, difference: 0.0, error_difference: 0.0 }));
    let by_size = |one: &Part, other: &Part| other.difference.abs().total_cmp(&one.difference.abs());
    parts.sort_by(|one, other| by_size(one, other).then_with(|| one.inputs.cmp(&other.inputs)));
    Ok(Attribution { metric, from: before, to: after, parts, counted: factors.len() })
}

/// Both scenarios with the months shown that the longer one has, each as of the month of which its own figures are.
fn over_the_same_months(from: &Scenario, to: &Scenario) -> [Scenario; 2] {
    let longest = from.get(input::HORIZON).max(to.get(input::HORIZON));
    [from, to].map(|scenario| {
        let as_of = scenario.get(input::AS_OF).min(scenario.get(input::HORIZON));
        scenario.with_nearest(input::HORIZON, longest).with_nearest(input::AS_OF, as_of)
    })
}

/// Both scenarios, the changes between them, and the metric in both.
struct Change<'a> {
    from: &'a Scenario,
    to: &'a Scenario,
    factors: &'a [Factor],
    metric: MetricId,
    before: f64,
    after: f64,
}

/// The scenario `from`, with some inputs taken from `to`.
fn mixed<'a>(from: &Scenario, to: &Scenario, inputs: impl IntoIterator<Item = &'a ParameterId>) -> Scenario {
    let mut mixed = from.clone();
    inputs.into_iter().for_each(|input| mixed.set_nearest(*input, to.get(*input)));
    mixed
}

impl Change<'_> {
    /// The parts, computed over all orders.
    fn exact(&self) -> Result<Vec<Part>, Absent> {
        let Change { from, to, factors, metric, .. } = *self;
        let count = factors.len();
        let all = (1_usize << count) - 1;
        // The metric for each set of changes; bit `place` of a set says whether that change is made.
        let mut values = Vec::with_capacity(1 << count);
        for set in 0..=all {
            let changed = factors.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
            values.push(match set {
                0 => self.before,
                set if set == all => self.after,
                _ => metric_of(&mixed(from, to, changed.flat_map(|(_, factor)| factor)), metric)?,
            });
        }
        // The share of orders in which a given set of `others` changes comes before: 1 ÷ (count · C(count − 1,
        // others)), where C is the binomial coefficient.
        let mut weights = vec![1.0 / count.max(1) as f64; count];
        for others in 1..count {
            weights[others] = weights[others - 1] * others as f64 / (count - others) as f64;
        }
        let part = |(place, inputs): (usize, &Factor)| {
            let without = (0..values.len()).filter(|set| set >> place & 1 == 0);
            let difference = without
                .map(|set| weights[set.count_ones() as usize] * difference(values[set | 1 << place], values[set]))
                .sum();
            Part { inputs: inputs.clone(), difference, error_difference: 0.0 }
        };
        Ok(factors.iter().enumerate().map(part).collect())
    }

    /// The parts, estimated from drawn orders and their reverses: a change that comes early in one comes late in the
    /// other, which reduces the error.
    fn drawn(&self) -> Result<Vec<Part>, Absent> {
        let Change { from, to, factors, metric, .. } = *self;
        let mut chance = ChaCha8Rng::from_seed(*b"orders of a change, the same now");
        let mut order: Vec<usize> = (0..factors.len()).collect();
        // Sum and sum of squares of each change's mean over an order and its reverse.
        let mut sums = vec![[0.0; 2]; factors.len()];
        for _ in 0..ORDERS {
            // Fisher–Yates shuffle; the bias of the remainder, below one part in 2⁵⁰, is negligible.
            for last in (1..order.len()).rev() {
                order.swap(last, (chance.next_u64() % (last as u64 + 1)) as usize);
            }
            let mut of_pair = vec![0.0; factors.len()];
            for backwards in [false, true] {
                let mut scenario = from.clone();
                let mut before = self.before;
                for step in 0..order.len() {
                    let place = order[if backwards { order.len() - 1 - step } else { step }];
                    scenario = mixed(&scenario, to, &factors[place]);
                    let is_last = step + 1 == order.len();
                    let after = if is_last { self.after } else { metric_of(&scenario, metric)? };
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
        let part = |(inputs, [sum, squares]): (&Factor, [f64; 2])| {
            let variance = (squares - sum * sum / count).max(0.0) / (count - 1.0);
            Part { inputs: inputs.clone(), difference: sum / count, error_difference: libm::sqrt(variance / count) }
        };
        Ok(factors.iter().zip(sums).map(part).collect())
    }
}

#[cfg(test)]
mod tests;
