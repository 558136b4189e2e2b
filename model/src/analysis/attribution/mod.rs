//! Why a metric changed between two scenarios: each change's part of the difference, averaged over all orders in which the
//! changes may have come (Shapley). A change is an input that differs, or several that only make sense together.

mod factors;

use self::factors::{Factor, factors, told_apart};
use crate::base::dust::difference;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{Absent, MetricId};
use crate::run::asked::metric_of;
use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// How many changes may count for every order to be tried: twice as many runs for each.
pub const MOST: usize = 12;

/// How many orders are drawn where more count, and each of them backwards too.
pub const ORDERS: usize = 200;

/// A change's part of the difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The inputs that change as one, in the order of the table, at least one. What counts in only one of the two scenarios
    /// is here with what brings it in: a size with its basis, a limit's level with its switch.
    pub inputs: Vec<ParameterId>,
    /// Its part, in the metric's unit.
    pub difference: f64,
    /// The standard error of its part; 0 where every order counts.
    pub error_difference: f64,
}

/// What a metric is in two scenarios, and each change's part of the difference, the largest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Which metric.
    pub metric: MetricId,
    /// What it is in the first.
    pub from: f64,
    /// What it is in the second.
    pub to: f64,
    /// The parts; their sum is the difference. Each input that differs is in one of them.
    pub parts: Vec<Part>,
    /// How many of the changes may move the metric, as far as that was asked. The others have no part.
    pub counted: usize,
}

impl Attribution {
    /// Whether some orders were drawn, because too many changes count for all: then parts have standard errors.
    pub fn is_drawn(&self) -> bool {
        self.counted > MOST
    }
}

/// Each change's part of the difference of a metric between two scenarios, both seen in the months of the second: exact for
/// up to [`MOST`] changes that may move it, beyond that the mean over [`ORDERS`] orders and their opposites, the same each time.
/// Where more than [`MOST`] inputs differ, those that cannot move the metric in any mix of the two scenarios are found from
/// its formulas and not counted. The parts sum to the difference. A change without effect gets 0; two that do the same get the
/// same, by chance apart where orders are drawn. The error says why the metric has no value with some changed and others not.
pub fn attribute(from: &Scenario, to: &Scenario, metric: MetricId) -> Result<Attribution, Absent> {
    let from = from.clone().with_view_of(to);
    let differs = |input: &ParameterId| input.row().group != Group::View && from.get(*input) != to.get(*input);
    let inputs: Vec<ParameterId> = ParameterId::all().filter(differs).collect();
    let [before, after] = [&from, &mixed(&from, to, &inputs)].map(|scenario| metric_of(scenario, metric));
    let (before, after) = (before?, after?);
    let all = factors(&from, to, &inputs);
    let (factors, idle) = if all.len() > MOST { told_apart(all, &from, to, metric) } else { (all, Vec::new()) };
    let change = Change { from: &from, to, factors: &factors, metric, before, after };
    let mut parts = if factors.len() > MOST { change.drawn() } else { change.exact() }?;
    parts.extend(idle.into_iter().map(|inputs| Part { inputs, difference: 0.0, error_difference: 0.0 }));
    let by_size = |one: &Part, other: &Part| other.difference.abs().total_cmp(&one.difference.abs());
    parts.sort_by(|one, other| by_size(one, other).then_with(|| one.inputs.cmp(&other.inputs)));
    Ok(Attribution { metric, from: before, to: after, parts, counted: factors.len() })
}

/// What is attributed: both scenarios, what changes, and the metric at both ends.
struct Change<'a> {
    from: &'a Scenario,
    to: &'a Scenario,
    factors: &'a [Factor],
    metric: MetricId,
    before: f64,
    after: f64,
}

/// A scenario with some inputs as another has them.
fn mixed<'a>(from: &Scenario, to: &Scenario, inputs: impl IntoIterator<Item = &'a ParameterId>) -> Scenario {
    let mut mixed = from.clone();
    inputs.into_iter().for_each(|input| mixed.set_nearest(*input, to.get(*input)));
    mixed
}

impl Change<'_> {
    /// The parts over all orders.
    fn exact(&self) -> Result<Vec<Part>, Absent> {
        let Change { from, to, factors, metric, .. } = *self;
        let count = factors.len();
        let all = (1_usize << count) - 1;
        // Of every set of changes, a bit each.
        let mut values = Vec::with_capacity(1 << count);
        for set in 0..=all {
            let changed = factors.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
            values.push(match set {
                0 => self.before,
                set if set == all => self.after,
                _ => metric_of(&mixed(from, to, changed.flat_map(|(_, factor)| factor)), metric)?,
            });
        }
        // The share of orders in which exactly so many others come before: 1 ÷ (count · (count − 1 over others)).
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

    /// The parts over some orders, each with its opposite: a change that comes early in one comes late in the other.
    fn drawn(&self) -> Result<Vec<Part>, Absent> {
        let Change { from, to, factors, metric, .. } = *self;
        let mut chance = ChaCha8Rng::from_seed(*b"orders of a change, the same now");
        let mut order: Vec<usize> = (0..factors.len()).collect();
        // The sum and the sum of squares of each change's mean over an order and its opposite.
        let mut sums = vec![[0.0; 2]; factors.len()];
        for _ in 0..ORDERS {
            // Fisher and Yates; a bias of a part in 2⁵⁰ is none.
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
