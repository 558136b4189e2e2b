//! What must be true: the values of one input, or the smallest change of up to three, at which a metric reaches a target.

mod search;
pub mod single;
pub mod together;

use crate::base::dust::difference;
use crate::facts::accelerator::Vendor;
use crate::inputs::input::{self, ParameterId};
use crate::inputs::kinds::Group;
use crate::inputs::names::Names;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{self, MetricId};
use crate::run::binding::Binding;
use crate::run::outcome::run;

/// How close a metric must come to its target, as a share of the target; where that is 0, of what the metric is in the
/// scenario.
pub const CLOSE_SHARE: f64 = 1e-9;

/// How often a bracket is narrowed at most: enough for every bit of a number.
const ROUNDS: usize = 200;

/// What a metric is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wish {
    /// A value, in the metric's unit.
    Value(f64),
    /// What another metric is in the same run.
    SameAs(MetricId),
}

impl Wish {
    /// That a metric breaks even: a contract is worth nothing, an investment is spent back whole. `None` for a metric of
    /// which that cannot be said.
    pub fn break_even(metric: MetricId) -> Option<Wish> {
        match metric {
            metric::CONTRACT_NPV => Some(Wish::Value(0.0)),
            metric::RETURNED_SHARE => Some(Wish::Value(1.0)),
            _ => None,
        }
    }
}

/// Why a target is not reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Because {
    /// The input may not be less.
    Lowest(ParameterId),
    /// The input may not be more.
    Highest(ParameterId),
    /// A limit is on, and without it the metric comes closer: its switch.
    Limit(ParameterId),
    /// The metric jumps over the target at some value of the input.
    Jumps,
    /// The input does not move the metric.
    NoEffect,
    /// The metric turns back before it gets there.
    Turns,
    /// The metric stays as it is from there on, and comes no nearer: what then keeps the fleet from being larger, where the
    /// input is one of the limits.
    Level(Option<Binding>),
}

impl Because {
    /// The reason in words, of a scenario with these names.
    pub fn reason_in(self, names: &Names) -> String {
        match self {
            Because::Lowest(input) | Because::Highest(input) if input.row().kind.is_chosen() => {
                format!("no other choice of {} comes as near", input.name_in(names))
            }
            Because::Lowest(input) => {
                format!("{} may not be less than {}", input.name_in(names), input.show_in(names, input.row().min))
            }
            Because::Highest(input) => {
                format!("{} may not be more than {}", input.name_in(names), input.show_in(names, input.row().max))
            }
            Because::Limit(switch) => format!("{} is on and binds", switch.name_in(names)),
            Because::Jumps => "the figure jumps over the target".to_owned(),
            Because::NoEffect => "the input does not move the figure".to_owned(),
            Because::Turns => "the figure turns back before it gets there".to_owned(),
            Because::Level(None | Some(Binding::Nothing)) => "the figure levels off".to_owned(),
            Because::Level(Some(binding)) => format!("the figure levels off, where the {} binds", binding.shown()),
        }
    }
}

/// What a run says of the metric and of its target.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seen {
    metric: f64,
    /// The metric less its target.
    over: f64,
    /// The size of the target, by which closeness is measured; 0 for a target of 0.
    size: f64,
}

impl Seen {
    fn of(scenario: &Scenario, metric: MetricId, wish: Wish) -> Option<Seen> {
        let metrics = run(scenario).metrics;
        let metric = metrics.get(metric).ok()?;
        let target = match wish {
            Wish::Value(value) => value,
            Wish::SameAs(other) => metrics.get(other).ok()?,
        };
        Some(Seen { metric, over: difference(metric, target), size: target.abs() })
    }

    /// Whether the target is reached; a target of 0 takes another size.
    fn is_close(&self, size_of_nothing: f64) -> bool {
        self.over.abs() <= CLOSE_SHARE * if self.size > 0.0 { self.size } else { size_of_nothing }
    }
}

/// What is tried between two places and reaches the target, by halving; `None` where the metric jumps over it, or has no
/// value there. `at` tries a place, `over_at_low` is how far the metric lies over its target at the first.
fn narrowed<T>(
    at: &mut impl FnMut(f64) -> (T, Option<Seen>),
    size: f64,
    [mut low, mut high]: [f64; 2],
    over_at_low: f64,
) -> Option<T> {
    let rises = over_at_low < 0.0;
    for _ in 0..ROUNDS {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        let (tried, seen) = at(middle);
        let seen = seen?;
        // A quarter, so that it is close by any rounding.
        if (Seen { over: seen.over * 4.0, ..seen }).is_close(size) {
            return Some(tried);
        }
        if (seen.over < 0.0) == rises {
            low = middle;
        } else {
            high = middle;
        }
    }
    // The last bits of a place may be coarser than the metric wants.
    [low, high].into_iter().find_map(|end| {
        let (tried, seen) = at(end);
        seen.filter(|seen| seen.is_close(size)).map(|_| tried)
    })
}

/// That a metric stays as it is beyond a scenario that comes nearest to a target by these inputs.
fn level(there: &Scenario, inputs: &[ParameterId]) -> Because {
    let of_limits = inputs.iter().all(|input| input.row().group == Group::Constraints);
    Because::Level(of_limits.then(|| run(there).metrics.binding))
}

/// The limits that are on and without which the metric would come closer to its target.
fn limits(scenario: &Scenario, metric: MetricId, wish: Wish, now: &Seen) -> Vec<Because> {
    let supplies = (0..Vendor::ALL.len()).map(|vendor| input::vendor::SUPPLY_LIMITED.of(vendor));
    let switches = supplies.chain([input::POWER_LIMITED, input::BUDGET_LIMITED]);
    let binds = |switch: &ParameterId| {
        let without = || Seen::of(&scenario.with_nearest(*switch, 0.0), metric, wish);
        // Less is rounding.
        scenario.get(*switch) != 0.0
            && without().is_some_and(|seen| seen.over.abs() < now.over.abs() * (1.0 - CLOSE_SHARE))
    };
    switches.filter(binds).map(Because::Limit).collect()
}
