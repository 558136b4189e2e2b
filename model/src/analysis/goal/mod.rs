//! Goal seeking ("what must be true"): the values of one input, or the smallest change of up to three, at which a
//! metric reaches a target.

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

/// The relative tolerance for reaching a target: a share of the target. For a target of 0 it is a share of the metric's
/// value in the scenario or, if that is negligible, of its largest value over the sliders of the inputs.
pub const CLOSE_SHARE: f64 = 1e-9;

/// A metric counts as negligible below this share of its largest value over the sliders of the inputs.
const NEXT_TO_NOTHING: f64 = 1e-3;

/// How often a bracket is narrowed at most; enough for every bit of a float.
const ROUNDS: usize = 200;

/// How often the way to an edge, beyond which a metric has no value, is halved at most.
const HALVINGS: usize = 30;

/// The target of a metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wish {
    /// A value, in the metric's unit.
    Value(f64),
    /// The value of another metric in the same run.
    SameAs(MetricId),
}

impl Wish {
    /// The target at which a metric breaks even: a net present value of 0, or a whole investment returned. `None` for a
    /// metric that has no break-even.
    pub fn break_even(metric: MetricId) -> Option<Wish> {
        match metric {
            metric::CONTRACT_NPV => Some(Wish::Value(0.0)),
            metric::RETURNED_SHARE => Some(Wish::Value(1.0)),
            _ => None,
        }
    }
}

/// A note that only months up to the as-of month are considered, if the target is a later month and so cannot be
/// reached. `None` otherwise, and if the as-of month itself may change.
pub fn is_too_late(scenario: &Scenario, metric: MetricId, wish: Wish, inputs: &[ParameterId]) -> Option<String> {
    let as_of = scenario.as_of();
    let is_later = matches!(wish, Wish::Value(month) if month > f64::from(as_of.0));
    metric.only_to(as_of).filter(|_| is_later && !inputs.contains(&input::AS_OF))
}

/// A note that only months up to the as-of month are considered, if the metric or the one that it is to equal may have
/// no value for that reason.
pub fn only_to(scenario: &Scenario, metric: MetricId, wish: Wish) -> Option<String> {
    let other = if let Wish::SameAs(other) = wish { Some(other) } else { None };
    [Some(metric), other].into_iter().flatten().find_map(|metric| metric.only_to(scenario.as_of()))
}

/// Why a target is not reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Because {
    /// The input is at its lowest allowed value.
    Lowest(ParameterId),
    /// The input is at its highest allowed value.
    Highest(ParameterId),
    /// A limit is on, and without it the metric would come closer; given by its switch.
    Limit(ParameterId),
    /// The metric jumps over the target at some value of the input.
    Jumps,
    /// The input does not move the metric.
    NoEffect,
    /// The metric turns back before it reaches the target.
    Turns,
    /// The metric has no value beyond.
    Ends,
    /// The metric levels off and comes no nearer. If the inputs belong to the limits, what then keeps the fleet from
    /// being larger.
    Level(Option<Binding>),
}

impl Because {
    /// The reason in words, with a scenario's names.
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
            Because::Ends => "the figure has no value beyond that".to_owned(),
            Because::Turns => "the figure turns back before it gets there".to_owned(),
            Because::Level(None | Some(Binding::Nothing)) => "the figure levels off".to_owned(),
            Because::Level(Some(binding)) => format!("the figure levels off, where the {} binds", binding.shown()),
        }
    }
}

/// The metric in a run, compared with its target.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seen {
    metric: f64,
    /// The metric minus its target.
    over: f64,
    /// The absolute value of the target, to which the tolerance relates; 0 for a target of 0.
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

    /// Whether the target is reached within the tolerance. For a target of 0 that relates to `size_of_nothing`.
    fn is_close(&self, size_of_nothing: f64) -> bool {
        self.over.abs() <= CLOSE_SHARE * if self.size > 0.0 { self.size } else { size_of_nothing }
    }
}

/// The size to which the tolerance relates if the target is 0: the metric's value now or, if that is negligible (as
/// after a change that brought it to 0), its largest value.
fn size_of_nothing(now: Option<Seen>, largest: f64) -> f64 {
    let now = now.map_or(0.0, |seen| seen.metric.abs());
    let size = if now > NEXT_TO_NOTHING * largest { now } else { largest };
    if size > 0.0 { size } else { 1.0 }
}

/// Narrows a bracket between two places until the metric reaches its target, and returns what `at` gives there; `None`
/// if the metric jumps over the target or has no value on the way. The metric minus its target is known at both ends,
/// with opposite signs. Two of three rounds are steps of regula falsi in which the weight of an end that stays is
/// halved (the Illinois rule); the third halves the bracket, so that a jump is narrowed down too.
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
        // A quarter of the tolerance, so that rounding elsewhere cannot exceed it.
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
    // The last bits of the place may be coarser than the tolerance of the metric: try both ends.
    [low, high].into_iter().find_map(|end| {
        let (tried, seen) = at(end);
        seen.filter(|seen| seen.is_close(size)).map(|_| tried)
    })
}

/// Runs between a place at which a metric has a value and one at which it has none: what `at` gives at each place with a
/// value, and the place, from the first toward the edge. Each lies half as far from the edge as the one before, because
/// a metric may grow without bounds there.
fn toward_edge<T>(
    at: &mut impl FnMut(f64) -> (T, Option<Seen>),
    mut known: f64,
    mut unknown: f64,
) -> Vec<(f64, T, Seen)> {
    let mut found = Vec::new();
    for _ in 0..HALVINGS {
        let middle = known + (unknown - known) / 2.0;
        if middle == known || middle == unknown {
            break;
        }
        match at(middle) {
            (tried, Some(seen)) => {
                found.push((middle, tried, seen));
                known = middle;
            }
            (_, None) => unknown = middle,
        }
    }
    found
}

/// The runs of [`toward_edge`] between two neighbouring places of a scan, in the scan's order; none unless the metric has
/// a value at exactly one of them. Each place comes with whether the metric has a value there.
fn beside_edge<T>(
    at: &mut impl FnMut(f64) -> (T, Option<Seen>),
    last: (f64, bool),
    next: (f64, bool),
) -> Vec<(f64, T, Seen)> {
    match (last, next) {
        ((known, true), (unknown, false)) => toward_edge(at, known, unknown),
        ((unknown, false), (known, true)) => {
            let mut found = toward_edge(at, known, unknown);
            found.reverse();
            found
        }
        _ => Vec::new(),
    }
}

/// The reason that a metric levels off at the scenario `there`, which comes nearest to the target.
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
        // A smaller gain is rounding error.
        scenario.get(*switch) != 0.0
            && without().is_some_and(|seen| seen.over.abs() < now.over.abs() * (1.0 - CLOSE_SHARE))
    };
    switches.filter(binds).map(Because::Limit).collect()
}
