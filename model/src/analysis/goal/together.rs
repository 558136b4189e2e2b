//! The smallest change of up to three inputs at which a metric reaches a target.

pub use super::search::Changed;
use super::search::{Best, Search};
use super::{Because, Wish, level, limits};
use crate::analysis::ranges::Range;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;

/// How many inputs may change together.
pub const MOST: usize = 3;

/// How far a direction is turned at first, and at last.
const TURNS: [f64; 2] = [0.3, 1e-4];

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
    let mut best: Option<Best> = None;
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
    if best.is_none() {
        best = search.all_counted();
        search.keep_what_stands();
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
                let moves = search.moves;
                because.push(match moves && search.is_level(&values, &seen) {
                    true => level(&there, inputs),
                    false if moves => Because::Turns,
                    false => Because::NoEffect,
                });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::goal::CLOSE_SHARE;
    use crate::inputs::baselines::Baseline;
    use crate::run::binding::Binding;
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
    fn what_counts_in_steps_comes_as_near_as_it_can() {
        let inputs = [input::agreement::TERM.of(0), input::SLIP];
        let wish = Wish::Value(0.3);
        let Found::Nearest(changed, because) = reach(&first(), metric::CONTRACT_IRR, wish, &inputs, &[]) else {
            panic!("whole months do not reach it")
        };
        assert_eq!(changed.values.iter().map(|(_, value)| *value).collect::<Vec<_>>(), [78.0, 7.0]);
        assert_eq!(because, [Because::Jumps]);
    }

    #[test]
    fn what_levels_off_is_not_blamed_on_an_end() {
        let bound = Scenario::of(Baseline::by_id("power-bound").expect("exists"));
        let inputs = [input::POWER_AT_START, input::POWER_ADDED];
        let Found::Nearest(changed, because) = reach(&bound, metric::CHIPS_ONLINE, Wish::Value(1e6), &inputs, &[])
        else {
            panic!("the schedule does not let it")
        };
        assert_eq!(because, [Because::Level(Some(Binding::Schedule))], "{changed:?}");
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
