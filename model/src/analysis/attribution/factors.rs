//! What changes between two scenarios, told apart: inputs that only make sense together change as one.

use crate::inputs::gates::{Gate, gates};
use crate::inputs::input::ParameterId;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::record::recorder::record_symbolic;

/// Inputs that change as one, in the order of the table.
pub(super) type Factor = Vec<ParameterId>;

/// The inputs that differ, as factors: each by itself, but one that counts in only one of the two scenarios with those that
/// bring it in. So no mix has a number that neither scenario reads, such as a power beside a basis that was a value.
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

/// On which inputs it hangs that an input counts in one of the two scenarios and not in the other.
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

/// Makes one of the factors of two inputs; an input that does not differ is in none.
fn join(factors: &mut Vec<Factor>, one: ParameterId, other: ParameterId) {
    let place = |of: ParameterId| factors.iter().position(|factor| factor.contains(&of));
    let (Some(one), Some(other)) = (place(one), place(other)) else { return };
    if one != other {
        let moved = factors.remove(one.max(other));
        factors[one.min(other)].extend(moved);
    }
}

/// The factors that may move a metric in some mix of the two scenarios, and those that cannot. The formulas that hold for
/// every value of every input tell them apart: what a metric does not rest on cannot move it.
pub(super) fn told_apart(
    factors: Vec<Factor>,
    from: &Scenario,
    to: &Scenario,
    metric: MetricId,
) -> (Vec<Factor>, Vec<Factor>) {
    match record_symbolic(to).may_move(metric, from.values()) {
        Some(moving) => factors.into_iter().partition(|factor| factor.iter().any(|input| moving.contains(input))),
        None => (factors, Vec::new()),
    }
}
