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
/// scenario, or, where that is next to nothing, of the largest that it is over the ranges of the inputs.
pub const CLOSE_SHARE: f64 = 1e-9;

/// Less than this share of the largest that a metric is over the ranges of the inputs is next to nothing.
const NEXT_TO_NOTHING: f64 = 1e-3;

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

/// That only months to the as-of month are looked at, in words, where a metric cannot be what is wished because of it: it is to be
/// a later month. `None` otherwise, and where the as-of month itself is to change.
pub fn is_too_late(scenario: &Scenario, metric: MetricId, wish: Wish, inputs: &[ParameterId]) -> Option<String> {
    let as_of = scenario.as_of();
    let is_later = matches!(wish, Wish::Value(month) if month > f64::from(as_of.0));
    metric.only_to(as_of).filter(|_| is_later && !inputs.contains(&input::AS_OF))
}

/// That only months to the as-of month are looked at, in words, where a metric or the one that it is to be the same as may
/// have no value because of it.
pub fn only_to(scenario: &Scenario, metric: MetricId, wish: Wish) -> Option<String> {
    let other = if let Wish::SameAs(other) = wish { Some(other) } else { None };
    [Some(metric), other].into_iter().flatten().find_map(|metric| metric.only_to(scenario.as_of()))
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

/// The size by which a target of 0 is measured: what the metric is now; the largest that it is anywhere where it is next to
/// nothing now, as after a change that brought it to 0.
fn size_of_nothing(now: Option<Seen>, largest: f64) -> f64 {
    let now = now.map_or(0.0, |seen| seen.metric.abs());
    let size = if now > NEXT_TO_NOTHING * largest { now } else { largest };
    if size > 0.0 { size } else { 1.0 }
}

/// What is tried between two places and reaches the target; `None` where the metric jumps over it, or has no value there.
/// `at` tries a place; how far the metric lies over its target at both is known. Two rounds go where a straight line would
/// cross, the weight of an end that stays being halved (the Illinois rule), and the third halves, so that a jump is narrowed too.
fn narrowed<T>(
    at: &mut impl FnMut(f64) -> (T, Option<Seen>),
    size: f64,
    [mut low, mut high]: [f64; 2],
    [mut over_low, mut over_high]: [f64; 2],
) -> Option<T> {
    let rises = over_low < 0.0;
    let mut last_was_low = None;
    for round in 0..ROUNDS {
        let half = low + (high - low) / 2.0;
        if half <= low || half >= high {
            break;
        }
        let chord = low - over_low * (high - low) / (over_high - over_low);
        let middle = if round % 3 < 2 && chord > low && chord < high { chord } else { half };
        let (tried, seen) = at(middle);
        let seen = seen?;
        // A quarter, so that it is close by any rounding.
        if (Seen { over: seen.over * 4.0, ..seen }).is_close(size) {
            return Some(tried);
        }
        let is_low = (seen.over < 0.0) == rises;
        if is_low {
            (low, over_low) = (middle, seen.over);
        } else {
            (high, over_high) = (middle, seen.over);
        }
        if last_was_low == Some(is_low) {
            *(if is_low { &mut over_high } else { &mut over_low }) /= 2.0;
        }
        last_was_low = Some(is_low);
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
