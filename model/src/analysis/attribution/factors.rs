//! The changes between two scenarios: inputs that only make sense together are one change.

use crate::inputs::gates::{Gate, gates};
use crate::inputs::input::{self, ParameterId};
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::record::recorder::record_symbolic;

/// Inputs that change together, in the order of the table.
pub(super) type Factor = Vec<ParameterId>;

/// The inputs that differ, grouped into factors: each alone, except that an input that counts in only one of the two
/// scenarios is joined with those that make it count. So no mix uses a number that neither scenario uses, such as the
/// power of an agreement that is sized by value.
pub(super) fn factors(from: &Scenario, to: &Scenario, inputs: &[ParameterId]) -> Vec<Factor> {
    let mut factors: Vec<Factor> = inputs.iter().map(|input| vec![*input]).collect();
    for input in inputs {
        for by in brought_in_by(from, to, *input) {
            join(&mut factors, *input, by);
        }
    }
    factors.iter_mut().for_each(|factor| factor.sort());
    factors
}

/// The inputs that decide whether `input` counts, if it counts in only one of the two scenarios; else none.
fn brought_in_by(from: &Scenario, to: &Scenario, input: ParameterId) -> Vec<ParameterId> {
    let (before, now) = (gates(from, input), gates(to, input));
    let counts = |gates: &[Gate]| gates.iter().all(|gate| gate.is_open);
    if counts(&before) == counts(&now) {
        return Vec::new();
    }
    let pairs = before.into_iter().zip(now);
    let turned = pairs.filter(|(before, now)| before.is_open != now.is_open);
    turned.flat_map(|(before, now)| before.by.into_iter().chain(now.by)).collect()
}

/// Joins the factors of two inputs into one; does nothing if one of them does not differ.
fn join(factors: &mut Vec<Factor>, one: ParameterId, other: ParameterId) {
    let place = |of: ParameterId| factors.iter().position(|factor| factor.contains(&of));
    let (Some(one), Some(other)) = (place(one), place(other)) else { return };
    if one != other {
        let moved = factors.remove(one.max(other));
        factors[one.min(other)].extend(moved);
    }
}

/// Divides the factors into those that may move a metric in some mix of the two scenarios and those that cannot. It
/// uses formulas that hold for every value of every input: an input that is not in them cannot move the metric.
pub(super) fn told_apart(
    factors: Vec<Factor>,
    from: &Scenario,
    to: &Scenario,
    metric: MetricId,
) -> (Vec<Factor>, Vec<Factor>) {
    // Formulas are of one as-of month.
    if from.get(input::AS_OF) != to.get(input::AS_OF) {
        return (factors, Vec::new());
    }
    match record_symbolic(to).may_move(metric, from.values()) {
        Some(moving) => factors.into_iter().partition(|factor| factor.iter().any(|input| moving.contains(input))),
        None => (factors, Vec::new()),
    }
}
