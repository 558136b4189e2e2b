//! The smallest change of up to three inputs at which a metric reaches a target.

pub use super::search::Changed;
use super::search::Search;
use super::{Because, Wish, level, limits};
use crate::analysis::ranges::Range;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;

/// How many inputs may change together.
pub const MOST: usize = 3;

/// The result of a search.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The smallest change that was found to reach the target; a run with it confirms that.
    At(Changed),
    /// No change that was tried reaches the target: the one that comes nearest, and why it comes no nearer.
    Nearest(Changed, Vec<Because>),
    /// The metric has no value in any run that was tried.
    NoValue,
    /// No inputs, more than [`MOST`], or one that is not a number that may change.
    NotThese,
}

/// The smallest change of one to three inputs at which a metric of the scenario reaches a target, measured in units of
/// each input's range: high − low in `ranges`, else that of its source around the scenario's value, else the whole
/// slider.
///
/// Never fails and always ends. Each input alone is tried first, then each pair, then all three, and the smallest
/// change wins, so that more inputs never make it larger. Lines from the scenario's values in many directions are
/// scanned for a crossing, and the direction with the nearest one is turned until turning no longer helps. Inputs that
/// count in steps are also held at their other values, the smallest change first, while the rest move along such lines.
/// So the reported change reaches the target, but it is not proved to be the smallest. Stepped inputs alone must reach
/// it within the tolerance at one of their values.
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
    let best = search.smallest();
    if best.is_none() {
        search.keep_what_stands();
    }
    match (best, search.nearest.clone()) {
        (Some(best), _) => match search.try_values(&best.values) {
            Some(seen) => Found::At(search.changed(&best.values, &seen)),
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
            if search.jumps() {
                because.push(Because::Jumps);
            } else if because.is_empty() {
                let moves = search.moves;
                because.push(match moves && search.is_level(&values, &seen) {
                    true => level(&there, inputs),
                    false if moves && search.ends(&values) => Because::Ends,
                    false if moves => Because::Turns,
                    false => Because::NoEffect,
                });
            }
            Found::Nearest(search.changed(&values, &seen), because)
        }
        (None, None) => Found::NoValue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::goal::{CLOSE_SHARE, single};
    use crate::inputs::baselines::Baseline;
    use crate::run::binding::Binding;
    use crate::run::outcome::run;
    use crate::{input, metric};

    fn first() -> Scenario {
        Scenario::of(Baseline::first())
    }

    /// In a reader's narrower range, a change of that input counts for more, so the input moves less.
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

    /// By hand: a stake of 2.5% needs an amount of 0.025 ÷ 0.975 of pre-money, V ÷ 39. In units of the ranges, a dollar
    /// of V is a 450bn-th (380 to 830), and a dollar of A a 150bn-th (its slider). The nearest point of the line A = V
    /// ÷ 39 to (500, 10) in these units: with v = V ÷ 450 and a = A ÷ 150 it is a = v ÷ 13, which is 0.018748 from
    /// (1.1111, 0.066667).
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

    /// What is reported as reached is reached, with values that are allowed.
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

    /// With the months held at the value given for each pair, the other input alone reaches the target. The answer with
    /// both inputs must be no larger a change than that.
    #[test]
    fn a_number_reaches_what_months_jump_over() {
        let pairs = [
            ("talks-2025-12", input::FACILITY_COST, input::SLIP, 19.0),
            ("all-nvidia", input::WACC, input::agreement::TERM.of(0), 36.0),
            ("anthropic-tpu", input::PUE, input::SLIP, 29.0),
        ];
        for (id, number, months, held) in pairs {
            let scenario = Scenario::of(Baseline::by_id(id).expect(id));
            let wish = Wish::Value(0.0);
            let width = |input: ParameterId| match Range::around(&scenario, input) {
                Ok(range) if range.high > range.low => range.high - range.low,
                _ => input.row().max - input.row().min,
            };
            let there = scenario.with_nearest(months, held);
            let single::Found::At(reached) = single::reach(&there, metric::CONTRACT_NPV, wish, number) else {
                panic!("{id}: it is reached there")
            };
            let by_hand = reached.iter().flat_map(single::Reached::end_values).map(|value| {
                let moved =
                    [(number, value), (months, held)].map(|(input, at)| (at - scenario.get(input)) / width(input));
                libm::hypot(moved[0], moved[1])
            });
            let by_hand = by_hand.fold(f64::INFINITY, f64::min);
            let Found::At(found) = reach(&scenario, metric::CONTRACT_NPV, wish, &[number, months], &[]) else {
                panic!("{id}: it is reached")
            };
            assert!(found.distance_share <= by_hand * (1.0 + 1e-6), "{id}: {found:?} {by_hand}");
            let mut run_there = scenario.clone();
            found.values.iter().for_each(|(input, value)| run_there.set_nearest(*input, *value));
            let value = run(&run_there).metrics.get(metric::CONTRACT_NPV).expect("a contract");
            let now = run(&scenario).metrics.get(metric::CONTRACT_NPV).expect("a contract");
            assert!(value.abs() <= CLOSE_SHARE * now.abs(), "{id}: {value}");
        }
    }

    #[test]
    fn more_inputs_never_want_a_larger_change() {
        let inputs = [input::FACILITY_COST, input::chip::PRICE.member(8), input::SLIP];
        let mut compared = 0;
        for id in ["talks-2025-12", "all-nvidia", "funded-2026-07"] {
            let scenario = Scenario::of(Baseline::by_id(id).expect(id));
            let distance = |set: usize| {
                let of: Vec<ParameterId> =
                    (0..3).filter(|place| set & (1 << place) != 0).map(|place| inputs[place]).collect();
                match reach(&scenario, metric::CONTRACT_NPV, Wish::Value(0.0), &of, &[]) {
                    Found::At(found) => found.distance_share,
                    _ => f64::INFINITY,
                }
            };
            let all: Vec<f64> = (1..8).map(distance).collect();
            for set in 1..8_usize {
                for part in (1..set).filter(|part| part & set == *part) {
                    assert!(all[set - 1] <= all[part - 1] * (1.0 + 1e-9), "{id}: {set} {part} {all:?}");
                    compared += usize::from(all[part - 1].is_finite());
                }
            }
        }
        assert!(compared >= 10, "{compared}");
    }

    #[test]
    fn an_input_without_a_range_is_named() {
        let amount = input::tranche::AMOUNT.of(0);
        assert!(Range::around(&first(), amount).is_err());
        let found = reach(&first(), metric::STAKE, Wish::Value(0.025), &[input::PRE_MONEY, amount], &[]);
        let Found::At(found) = found else { panic!("it is reached") };
        assert_eq!(found.without_range, [amount]);
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
