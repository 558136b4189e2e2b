//! Which inputs move a metric, and how strongly: found by moving each input a little and running the model again, so
//! that the answer cannot contradict the model.

use crate::inputs::input::ParameterId;
use crate::inputs::kinds::{Group, Kind};
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::run::outcome::{Outcome, run};

/// How a metric responds to one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    /// The input.
    pub input: ParameterId,
    /// The elasticity: the per cent by which the metric changes for one per cent more of the input; at −1 it halves
    /// when the input doubles. `None` if the input is a month or is 0, or if the metric is 0 or absent.
    pub elasticity_ratio: Option<f64>,
    /// Whether the metric rises when the input rises; `None` if it appears or disappears.
    pub rises: Option<bool>,
    /// The relative change of the metric in the trial, without sign.
    pub strength_share: f64,
}

/// The inputs that move a metric in this scenario, the strongest first.
///
/// They mark the sliders, and tests compare explanations with them. Explanations themselves take the strengths of
/// numbers from the formula, and try the other inputs one by one ([`tried`]).
///
/// A number is tried one per cent higher, an input that counts in whole steps one step higher (lower at the upper end);
/// choices and switches are not tried.
pub fn influences(scenario: &Scenario, outcome: &Outcome, metric: MetricId) -> Vec<Influence> {
    let before = outcome.metrics.get(metric).ok();
    let mut found: Vec<Influence> = ParameterId::all()
        .filter(|input| input.row().group != Group::View)
        .filter_map(|input| {
            let (trial, relative) = nudged(scenario, input)?;
            let after = run(&trial).metrics.get(metric).ok();
            let (before, after) = match (before, after) {
                (None, None) => return None,
                (Some(before), Some(after)) => (before, after),
                // The metric appears or disappears: the strongest response there is.
                _ => return Some(Influence { input, elasticity_ratio: None, rises: None, strength_share: 1.0 }),
            };
            let moved = (after - before) / if before == 0.0 { 1.0 } else { before.abs() };
            // A relative change of a trillionth or less is rounding error.
            (moved.abs() > 1e-12).then(|| Influence {
                input,
                elasticity_ratio: relative.filter(|_| before != 0.0).map(|relative| moved / relative),
                rises: Some((moved > 0.0) == (trial.get(input) > scenario.get(input))),
                strength_share: moved.abs(),
            })
        })
        .collect();
    found.sort_by(|one, other| other.strength_share.total_cmp(&one.strength_share));
    found
}

/// The scenario with one input moved a little, and the relative move; `None` for a relative move of a month or of 0.
fn nudged(scenario: &Scenario, input: ParameterId) -> Option<(Scenario, Option<f64>)> {
    let (row, value) = (input.row(), scenario.get(input));
    let step = match row.kind {
        Kind::Choice(_) | Kind::Switch => return None,
        Kind::Number | Kind::Logarithmic => (0.01 * value.abs()).max(if value == 0.0 { row.step } else { 0.0 }),
        Kind::Stepped => row.step,
        Kind::Whole | Kind::Month => 1.0,
    };
    let target = if value + step <= row.max { value + step } else { value - step };
    let mut trial = scenario.clone();
    trial.set(input, target).ok()?;
    let relative = (value != 0.0 && matches!(row.kind, Kind::Number | Kind::Logarithmic | Kind::Stepped | Kind::Whole))
        .then_some((target - value) / value);
    Some((trial, relative))
}

/// The value of a number with another value of one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tried<A> {
    /// The input.
    pub input: ParameterId,
    /// The other value that was tried.
    pub value: f64,
    /// The number with that value, or why it has none.
    pub after: Result<f64, A>,
}

/// Tries other values of the inputs that count in steps, for which a formula gives no strength: one month or one more
/// (one less at the upper end), each other choice, the other position of a switch; and one step of the slider for
/// numbers that are 0, since a share of 0 is 0. Only values that change the number are returned.
///
/// `read` takes the number from an outcome. The model is run once for each value, some 250 times in all.
pub fn tried<A: PartialEq>(scenario: &Scenario, read: impl Fn(&Outcome) -> Result<f64, A>) -> Vec<Tried<A>> {
    let before = read(&run(scenario));
    let inputs = ParameterId::all().filter(|input| input.row().group != Group::View);
    let others = inputs.flat_map(|input| steps(input, scenario.get(input)).map(move |value| (input, value)));
    let trials = others.filter_map(|(input, value)| {
        let mut trial = scenario.clone();
        trial.set(input, value).ok()?;
        let after = read(&run(&trial));
        let same = match (&before, &after) {
            (Ok(before), Ok(after)) => (after - before).abs() <= 1e-12 * before.abs(),
            (before, after) => before == after,
        };
        (!same).then_some(Tried { input, value, after })
    });
    trials.collect()
}

/// The values at which an input is tried; none for a number that is not 0, whose strength a formula gives.
fn steps(input: ParameterId, now: f64) -> impl Iterator<Item = f64> {
    let row = input.row();
    let (first, last) = match row.kind {
        Kind::Choice(_) | Kind::Switch => (row.min, row.max),
        Kind::Whole | Kind::Month if now < row.max => (now + 1.0, now + 1.0),
        Kind::Whole | Kind::Month => (now - 1.0, now - 1.0),
        Kind::Stepped if now < row.max => (now + row.step, now + row.step),
        Kind::Stepped => (now - row.step, now - row.step),
        Kind::Number | Kind::Logarithmic if now == 0.0 => (row.step, row.step),
        Kind::Number | Kind::Logarithmic => (1.0, 0.0),
    };
    std::iter::successors(Some(first), |value| Some(value + 1.0))
        .take_while(move |value| *value <= last)
        .filter(move |value| *value != now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::baselines::Baseline;
    use crate::quantities::metric;

    #[test]
    fn steps_are_tried_one_by_one() {
        let scenario = Scenario::of(Baseline::first());
        let of = |id: &str| tried(&scenario, move |outcome| outcome.metrics.get(MetricId::parse(id).expect(id)));
        let steps_of = |id: &str, input: &str| -> Vec<Tried<_>> {
            of(id).into_iter().filter(|one| one.input.id() == input).collect()
        };
        // Where no returns are counted, nothing comes back; where chip purchases are, something does.
        let [nothing, chips] = steps_of("returned_share", "equity.returns")[..] else { panic!("two other values") };
        assert_eq!((nothing.value, nothing.after), (0.0, Err(metric::Absent::NothingComesBack)));
        assert!(chips.value == 2.0 && chips.after.is_ok(), "{chips:?}");
        // One more month of slip must give what the model says when it is set.
        let [slip] = steps_of("chips_online", "operations.slip_months")[..] else { panic!("one more") };
        let mut late = scenario.clone();
        late.set(slip.input, slip.value).expect("it may be");
        assert_eq!(slip.value, scenario.get(slip.input) + 1.0);
        assert_eq!(Ok(run(&late).metrics.get(metric::CHIPS_ONLINE).expect("chips run")), slip.after);
        // All other chips of a phase are tried; inputs of the view are not.
        let chips = steps_of("chips_online", "phase.full.chip_a");
        assert!(chips.len() > 10 && chips.iter().all(|one| one.value != scenario.get(one.input)), "{chips:?}");
        assert!(of("stake").iter().all(|one| one.input.row().group != Group::View));
        let all = ParameterId::all().map(|input| steps(input, scenario.get(input)).count()).sum::<usize>();
        assert!(all <= 300, "{all} runs");
    }

    #[test]
    fn finds_what_the_formula_says() {
        let scenario = Scenario::of(Baseline::first());
        let outcome = run(&scenario);
        let stake = influences(&scenario, &outcome, metric::STAKE);
        let ids: Vec<_> = stake.iter().map(|i| i.input.id()).collect();
        for id in ["equity.pre_money_usd", "equity.tranche1.amount_usd", "equity.tranche1.probability"] {
            assert!(ids.iter().any(|found| found == id), "{id} not in {ids:?}");
        }
        assert!(!ids.iter().any(|id| id.starts_with("chip.") || id.starts_with("operations.")), "{ids:?}");
        // 10 ÷ (500 + 10): one per cent more pre-money lowers it by 500 ÷ 510 of one per cent.
        let pre_money = stake.iter().find(|i| i.input.id() == "equity.pre_money_usd").expect("found");
        assert!((pre_money.elasticity_ratio.expect("a number") + 500.0 / 510.0).abs() < 0.02);
        assert_eq!(pre_money.rises, Some(false));
        let power = influences(&scenario, &outcome, metric::FACILITY_POWER);
        let pue = power.iter().find(|i| i.input.id() == "operations.pue").expect("found");
        assert!((pue.elasticity_ratio.expect("a number") - 1.0).abs() < 1e-9);
        assert_eq!(pue.rises, Some(true));
    }

    #[test]
    fn what_can_only_be_less_is_tried_downwards_and_told_upwards() {
        let pue = ParameterId::parse("operations.pue").expect("an input");
        let scenario = Scenario::of(Baseline::first()).with_nearest(pue, pue.row().max);
        let found = influences(&scenario, &run(&scenario), metric::FACILITY_POWER);
        let of_pue = found.iter().find(|one| one.input == pue).expect("power answers to it");
        assert_eq!(of_pue.rises, Some(true));
        assert!((of_pue.elasticity_ratio.expect("a number") - 1.0).abs() < 1e-9);
    }
}
