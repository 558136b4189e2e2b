use super::*;
use crate::inputs::baselines::{BASELINES, Baseline};
use crate::inputs::kinds::Group;
use crate::quantities::metric::HEADLINE;
use crate::record::recorder::record_symbolic;
use crate::run::outcome::run;
use crate::{input, metric};

fn with(changes: &[(ParameterId, f64)]) -> Scenario {
    let mut scenario = Scenario::of(Baseline::first());
    for (input, value) in changes {
        scenario.set_nearest(*input, *value);
    }
    scenario
}

/// By hand: power is IT watts × PUE × chips. With a times the PUE and b times the watts, the PUE adds (a − 1)p if it
/// comes first and (a − 1)bp if it comes second: on average (a − 1)(1 + b)p/2.
#[test]
fn two_factors_share_their_product() {
    let gb300 = input::chip::IT_WATTS.member(8);
    let start = with(&[]);
    let end = with(&[(input::PUE, start.get(input::PUE) * 1.2), (gb300, start.get(gb300) * 1.5)]);
    let found = attribute(&start, &end, metric::FACILITY_POWER).expect("it is told");
    let at = |changes: &[(ParameterId, f64)]| run(&with(changes)).metrics.get(metric::FACILITY_POWER).expect("power");
    let (none, pue) = (at(&[]), at(&[(input::PUE, end.get(input::PUE))]));
    let (watts, both) = (at(&[(gb300, end.get(gb300))]), run(&end).metrics.get(metric::FACILITY_POWER).expect("power"));
    let expected = ((pue - none) + (both - watts)) / 2.0;
    let of = |input| found.parts.iter().find(|part| part.inputs == [input]).expect("it differs").difference;
    assert!((of(input::PUE) / expected - 1.0).abs() < 1e-12);
    assert!(((of(input::PUE) + of(gb300)) / (both - none) - 1.0).abs() < 1e-12);
}

#[test]
fn parts_sum_to_the_difference_and_what_does_nothing_has_none() {
    let unused = input::chip::PRICE.member(0);
    let end = with(&[
        (input::SLIP, 6.0),
        (input::PUE, 1.3),
        (input::WACC, 0.1),
        (input::FACILITY_COST, 15.0),
        (input::ELECTRICITY_PRICE, 0.1),
        (input::OPEX_SHARE, 0.08),
        (unused, 3.0),
    ]);
    let found = attribute(&with(&[]), &end, metric::CONTRACT_NPV).expect("it is told");
    assert_eq!(found.parts.len(), 7);
    let sum: f64 = found.parts.iter().map(|part| part.difference).sum();
    assert!((sum - (found.to - found.from)).abs() <= 1e-9 * found.from.abs(), "{sum}: {found:?}");
    assert_eq!(found.parts.last().map(|part| (&*part.inputs, part.difference)), Some((&[unused][..], 0.0)));
    let none = attribute(&end, &end, metric::CONTRACT_NPV).expect("it is told");
    assert!(none.parts.is_empty() && none.from == none.to);
}

#[test]
fn two_that_do_the_same_get_the_same() {
    let [one, other] = [0, 1].map(|tranche| input::tranche::AMOUNT.member(tranche));
    let start = with(&[
        (one, 5e9),
        (other, 5e9),
        (input::tranche::MONTH.member(1), with(&[]).get(input::tranche::MONTH.member(0))),
    ]);
    let mut end = start.clone();
    end.set_nearest(one, 9e9);
    end.set_nearest(other, 9e9);
    end.set_nearest(input::tranche::PROBABILITY.member(1), 1.0);
    let mut start = start;
    start.set_nearest(input::tranche::PROBABILITY.member(1), 1.0);
    let found = attribute(&start, &end, metric::INVESTED_TO_DATE).expect("it is told");
    assert_eq!(found.parts.len(), 2);
    assert_eq!(found.parts[0].difference, found.parts[1].difference);
}

/// More changes than all orders are computed for, compared with the exact parts, which are known because all but eight
/// of the changes have no effect. The formulas do not show that: the limits could bind, the minimum could apply.
#[test]
fn drawn_orders_lie_within_their_error_and_sum_to_the_difference() {
    let strong = [
        (input::SLIP, 6.0),
        (input::PUE, 1.3),
        (input::WACC, 0.1),
        (input::FACILITY_COST, 15.0),
        (input::HARDWARE_LIFE, 3.0),
        (input::OPEX_SHARE, 0.02),
        (input::ELECTRICITY_PRICE, 0.09),
        (input::LOAD_FACTOR, 0.9),
    ];
    let limits = [(input::POWER_LIMITED, 1.0), (input::BUDGET_LIMITED, 1.0)];
    let wide = |times: f64| {
        [
            (input::POWER_AT_START, 9e9 * times),
            (input::POWER_ADDED, 4e9 * times),
            (input::BUDGET, 9e9 * times),
            (input::agreement::TAKE_OR_PAY.of(0), 0.3 * times),
            (input::agreement::TAKE_OR_PAY.of(1), 0.3 * times),
        ]
    };
    let start: Vec<(ParameterId, f64)> = limits.into_iter().chain(wide(1.0)).collect();
    let exact_end: Vec<(ParameterId, f64)> = start.iter().copied().chain(strong).collect();
    let drawn_end: Vec<(ParameterId, f64)> = limits.into_iter().chain(wide(2.0)).chain(strong).collect();
    let exact = attribute(&with(&start), &with(&exact_end), metric::CONTRACT_NPV).expect("it is told");
    let drawn = attribute(&with(&start), &with(&drawn_end), metric::CONTRACT_NPV).expect("it is told");
    assert!(drawn.is_drawn() && drawn.counted == 13 && !exact.is_drawn() && exact.parts.len() == 8, "{drawn:?}");
    let size = (drawn.to - drawn.from).abs();
    let sum: f64 = drawn.parts.iter().map(|part| part.difference).sum();
    assert!((sum - (drawn.to - drawn.from)).abs() <= 1e-9 * size, "{sum}: {drawn:?}");
    for part in &drawn.parts {
        match exact.parts.iter().find(|exact| exact.inputs == part.inputs) {
            Some(exact) => {
                let apart = (exact.difference - part.difference).abs();
                assert!(apart <= 4.0 * part.error_difference + 1e-9 * size, "{part:?} {exact:?}");
                assert!(part.error_difference < 0.05 * size, "{part:?}");
            }
            None => assert_eq!((part.difference, part.error_difference), (0.0, 0.0), "{part:?}"),
        }
    }
    assert_eq!(attribute(&with(&start), &with(&drawn_end), metric::CONTRACT_NPV), Ok(drawn));
}

/// By hand: at full deployment a fleet of a given value draws P at one PUE, and r times as much at r times the PUE; a
/// fleet of a given power draws G, whatever the PUE. So the PUE adds (r − 1)P if it comes before the size and nothing
/// after it, (r − 1)P/2 on average; the size adds G − P before it and G − rP after it. Neither value nor power has a
/// part of its own.
#[test]
fn a_size_changes_with_its_basis() {
    let (value, power) = (input::agreement::VALUE.of(0), input::agreement::POWER.of(0));
    let (basis, watts) = (input::agreement::BASIS.of(0), metric::FACILITY_POWER);
    let start = with(&[(input::agreement::VALUE.of(1), 0.0)]);
    let mut end = start.clone();
    for (input, value) in [(basis, 1.0), (value, 100e9), (power, 1e9), (input::PUE, start.get(input::PUE) * 1.2)] {
        end.set_nearest(input, value);
    }
    let found = attribute(&start, &end, watts).expect("it is told");
    let (p, g) = (run(&start).metrics.get(watts).expect("power"), 1e9);
    assert_eq!((found.from, found.parts.len(), found.counted), (p, 2, 2));
    let of = |inputs: &[ParameterId]| {
        found.parts.iter().find(|part| part.inputs == inputs).unwrap_or_else(|| panic!("{found:?}")).difference
    };
    assert!((of(&[input::PUE]) / (0.2 * p / 2.0) - 1.0).abs() < 1e-9, "{found:?}");
    assert!((of(&[basis, value, power]) / (g - 1.1 * p) - 1.0).abs() < 1e-9, "{found:?}");
}

/// An input that both scenarios use has a part of its own; one that only one of them uses is grouped with its cause.
#[test]
fn what_only_one_scenario_reads_goes_with_what_brings_it_in() {
    let together = |before: &[(&str, f64)], after: &[(&str, f64)]| {
        let set = |values: &[(&str, f64)], scenario: &Scenario| {
            let known = |id: &str| ParameterId::parse(id).expect(id);
            values.iter().fold(scenario.clone(), |scenario, (id, value)| scenario.with_nearest(known(id), *value))
        };
        let start = set(before, &with(&[]));
        let found = attribute(&start, &set(after, &start), metric::INVESTED_TO_DATE).expect("always there");
        let mut ids: Vec<Vec<String>> = Vec::new();
        ids.extend(found.parts.iter().map(|part| part.inputs.iter().map(|input| input.id()).collect()));
        ids.sort();
        ids
    };
    let (on, start, added) = ("limit.power", "limit.power_start_watts", "limit.power_added_watts_per_year");
    assert_eq!(together(&[], &[(on, 1.0), (start, 2e9), (added, 1e9)]), [vec![on, start, added]]);
    assert_eq!(together(&[(on, 1.0)], &[(start, 2e9), (added, 1e9)]), [[added], [start]]);
    let (basis, value, chips) = ("agreement.base.basis", "agreement.base.value_usd", "agreement.base.chips");
    // Neither basis uses the number of chips.
    let power = "agreement.base.power_watts";
    let all = [(basis, 1.0), (value, 9e9), (power, 2e9), (chips, 1e5)];
    assert_eq!(together(&[], &all), [vec![basis, value, power], vec![chips]]);
    assert_eq!(together(&[], &[(value, 9e9), (power, 2e9)]), [[power], [value]]);
    let (amount, month, price) = ("equity.tranche3.amount_usd", "equity.tranche3.month", "equity.tranche3.price");
    let new = [(amount, 5e9), (month, 9.0), (price, 2.0), ("equity.tranche3.valuation_usd", 1e12)];
    assert_eq!(together(&[], &new), [[amount, month, price, "equity.tranche3.valuation_usd"]]);
    assert_eq!(together(&[(amount, 1e9)], &new[..2]), [[amount], [month]]);
    let (share, chip) = ("phase.full.share_b", "phase.full.chip_b");
    assert_eq!(together(&[(share, 0.0)], &[(share, 0.5), (chip, 1.0)]), [[chip, share]]);
}

/// For every baseline: where a gate of an input is closed, the input's highest value moves no headline figure.
#[test]
fn what_has_a_closed_gate_moves_nothing() {
    let mut tried = 0;
    for scenario in BASELINES.iter().map(Scenario::of) {
        let before = run(&scenario);
        let is_closed = |of: &ParameterId| crate::inputs::gates::gates(&scenario, *of).iter().any(|gate| !gate.is_open);
        for of in ParameterId::all().filter(is_closed) {
            let after = run(&scenario.with_nearest(of, of.row().max));
            for figure in HEADLINE {
                let (is, was) = (after.metrics.get(figure), before.metrics.get(figure));
                assert_eq!(is, was, "{}: {} moves {}", scenario.baseline().id, of.id(), figure.id());
            }
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried}");
}

/// Between baselines with some random inputs: an input that is not counted moves the metric in none of the mixes tried,
/// apart from rounding, and more than a third of the inputs that differ is not counted.
#[test]
fn what_is_not_counted_moves_the_metric_in_no_mix() {
    let mut next = dice();
    let (mut tried, mut differing, mut counted) = (0, 0, 0);
    for (place, baseline) in BASELINES.iter().enumerate() {
        let from = changed(&Scenario::of(baseline), 6, &mut next);
        let recording = record_symbolic(&from);
        let others = BASELINES.iter().cycle().skip(place + 1).take(2);
        for other in others.map(|baseline| Scenario::of(baseline).with_view_of(&from)) {
            let inputs: Vec<_> = ParameterId::all().filter(|input| from.get(*input) != other.get(*input)).collect();
            for metric in [metric::CONTRACT_NPV, metric::STAKE, metric::FACILITY_POWER, metric::EXIT_IRR] {
                let moving = recording.may_move(metric, other.values()).expect("it is named");
                (differing, counted) = (differing + inputs.len(), counted + moving.len());
                for _ in 0..8 {
                    let mix = mixed(&from, &other, inputs.iter().filter(|_| next(2) == 0));
                    let idle = inputs.iter().filter(|input| !moving.contains(input));
                    let moved = mixed(&mix, &other, idle);
                    let [one, two] = [&mix, &moved].map(|scenario| metric_of(scenario, metric));
                    let same = match (one, two) {
                        (Ok(one), Ok(two)) => (one - two).abs() <= 1e-9 * one.abs(),
                        (one, two) => one == two,
                    };
                    assert!(same, "{} {mix:?} {moved:?}: {one:?} {two:?}", metric.id());
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 500 && 3 * counted < 2 * differing, "{tried}: {counted} of {differing}");
}

/// A scenario with some inputs at random.
fn changed(scenario: &Scenario, count: usize, next: &mut impl FnMut(usize) -> usize) -> Scenario {
    let inputs: Vec<ParameterId> = ParameterId::all().filter(|input| input.row().group != Group::View).collect();
    (0..count).fold(scenario.clone(), |scenario, _| {
        let input = inputs[next(inputs.len())];
        let (row, share) = (input.row(), next(101) as f64 / 100.0);
        scenario.with_nearest(input, row.min + (row.max - row.min) * share)
    })
}

/// Random numbers below a count, the same in each run of the test.
fn dice() -> impl FnMut(usize) -> usize {
    let mut state = 1_u64;
    move |count| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % count
    }
}

/// For random changes, and between baselines that differ in more than twelve inputs, the parts sum to the difference.
#[test]
fn parts_sum_to_the_difference_wherever_there_is_one() {
    let sums_up = |one: &Scenario, other: &Scenario, metric: MetricId| {
        let Ok(found) = attribute(one, other, metric) else { return false };
        let sum: f64 = found.parts.iter().map(|part| part.difference).sum();
        let size = found.from.abs().max(found.to.abs());
        assert!((sum - (found.to - found.from)).abs() <= 1e-9 * size, "{one:?} {other:?}: {sum}");
        let differs = |of: &ParameterId| of.row().group != Group::View && one.get(*of) != other.get(*of);
        let mut inputs: Vec<_> = found.parts.iter().flat_map(|part| part.inputs.clone()).collect();
        inputs.sort();
        assert_eq!(inputs, ParameterId::all().filter(differs).collect::<Vec<_>>(), "each is in one part");
        true
    };
    let mut next = dice();
    let mut told = 0;
    for case in 0..120 {
        let one = Scenario::of(&BASELINES[case % BASELINES.len()]);
        let count = 1 + next(5);
        let other = changed(&one, count, &mut next);
        for metric in [metric::CONTRACT_NPV, metric::STAKE, metric::FACILITY_POWER] {
            told += u32::from(sums_up(&one, &other, metric));
        }
    }
    assert!(told > 200, "{told}");
    let [first, amd] = ["talks-2025-12", "openai-amd"].map(|id| Scenario::of(Baseline::by_id(id).expect(id)));
    assert!(sums_up(&first, &amd, metric::FACILITY_POWER) && sums_up(&amd, &first, metric::CHIPS_ONLINE));
}

#[test]
fn what_cannot_be_told_says_why() {
    let none = Scenario::of(Baseline::by_id("none").expect("exists"));
    assert_eq!(attribute(&none, &none, metric::CONTRACT_NPV), Err(Absent::NoContract));
}

/// The as-of month is a change with a part of its own, and the months shown are none.
#[test]
fn another_month_is_a_change() {
    let (later, earlier) = (with(&[]), with(&[(input::AS_OF, 13.0), (input::HORIZON, 13.0)]));
    let found = attribute(&earlier, &later, metric::CHIPS_ONLINE).expect("it is told");
    let of = |scenario: &Scenario| run(scenario).metrics.get(metric::CHIPS_ONLINE).expect("chips");
    assert_eq!((found.from, found.to), (of(&earlier), of(&later)));
    let [part] = &found.parts[..] else { panic!("{:?}", found.parts) };
    assert_eq!((&part.inputs[..], part.difference), (&[crate::input::AS_OF][..], of(&later) - of(&earlier)));
    let cut = with(&[(input::HORIZON, 13.0)]);
    assert_eq!(attribute(&cut, &later, metric::CHIPS_ONLINE).expect("it is told").parts, found.parts);
}
