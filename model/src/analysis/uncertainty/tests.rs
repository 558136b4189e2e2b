//! Tests that draws are the same on every machine and however they are divided, and have the stated distributions.

use super::bands::Bands;
use super::part::Part;
use super::plan::{DrawnSeries, Plan};
use super::settings::{Certainty, Refused, Tie, Uncertainty};
use super::wanted::{Aim, Side, Target, Wanted};
use crate::analysis::ranges::Fixed;
use crate::base::month::Month;
use crate::inputs::baselines::{BASELINES, Baseline};
use crate::inputs::input::ParameterId;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{Absent, Metric, MetricId};
use crate::quantities::series::{Kind, SeriesId};
use crate::run::outcome::run;
use crate::{input, metric, series};

fn first() -> Scenario {
    Scenario::of(Baseline::first())
}

fn draws(draws: u32, seed: u64) -> Uncertainty {
    Uncertainty { draws, seed, ..Uncertainty::default() }
}

/// Settings with which only some inputs are uncertain.
fn only(inputs: &[ParameterId], settings: Uncertainty) -> Uncertainty {
    let others = ParameterId::all().filter(|input| !inputs.contains(input)).map(|input| (input, Certainty::Certain));
    Uncertainty { inputs: others.collect(), ..settings }
}

fn plan(scenario: &Scenario, settings: &Uncertainty) -> Plan {
    Plan::new(scenario, settings).expect("settings that do not contradict themselves")
}

#[test]
fn every_draw_is_a_scenario_and_a_run() {
    let all = Wanted { metrics: MetricId::all().collect(), series: SeriesId::all().collect() };
    // The numbers of the page's charts take the short cut: only the stages and inputs on which they depend.
    let charts = Wanted::charts();
    for (baseline, wanted) in BASELINES.iter().flat_map(|baseline| [(baseline, &all), (baseline, &charts)]) {
        let scenario = Scenario::of(baseline);
        let plan = plan(&scenario, &draws(40, 7));
        let chunk = plan.chunk(wanted, 0, 40);
        for draw in [0, 1, 17, 39] {
            let outcome = run(&plan.scenario_of(draw));
            for (id, column) in wanted.metrics.iter().zip(&chunk.metrics) {
                assert_eq!(column[draw as usize], outcome.metrics.get(*id), "{} {}", baseline.id, id.id());
            }
            assert_eq!(chunk.series.len(), wanted.series.len());
            for (id, DrawnSeries { series, months }) in wanted.series.iter().zip(&chunk.series) {
                assert_eq!(series, id);
                let sheet = &outcome.sheet;
                let to_the_end = series::TO_THE_END.contains(id);
                let row = if to_the_end { sheet.row_to_the_end(*id) } else { sheet.row(*id) };
                assert_eq!(months.len(), plan.months(*id), "{}", id.id());
                for (month, column) in months.iter().enumerate() {
                    // After a draw's end a flow is 0, and a stock keeps its last value.
                    let after = row.last().filter(|_| id.row().kind != Kind::Flow);
                    let expected = row.get(month).or(after).copied().unwrap_or(0.0);
                    assert_eq!(column[draw as usize].to_bits(), expected.to_bits(), "{} {}", baseline.id, id.id());
                }
            }
        }
        // All inputs except those of the view are either uncertain or fixed.
        let told = plan.uncertain().count() + plan.fixed().len();
        assert_eq!(told, ParameterId::all().count() - 2, "{}", baseline.id);
    }
}

#[test]
fn draws_are_the_same_to_the_bit_however_they_are_parted() {
    let (plan, wanted) = (plan(&first(), &draws(600, 3)), Wanted::charts());
    let whole = Bands::of(&plan, &wanted, &[]);
    for parts in [vec![600], vec![1, 255, 256, 88], vec![300, 300], vec![7; 86]] {
        let mut from = 0;
        let mut chunks = Vec::new();
        for part in parts {
            chunks.push(plan.chunk(&wanted, from, part));
            from += part;
        }
        // Workers may finish in any order.
        chunks.reverse();
        assert_eq!(Bands::gather(&plan, &wanted, &[], Part::WHOLE, &chunks), Some(whole.clone()));
    }
    // Several workers each summarise some of the numbers, over all draws.
    let chunks: Vec<_> = (0..6).map(|k| plan.chunk(&wanted, 100 * k, 100)).collect();
    let targets = [
        Target::new(Aim::Metric(metric::STAKE_VALUE), Side::AtLeast, 1e10),
        Target::new(Aim::Series(series::FACILITY_POWER, Month(7)), Side::AtMost, 1e9),
    ];
    let whole = Bands::of(&plan, &wanted, &targets);
    for among in [1, 2, 3, 4, 200] {
        let parts: Vec<_> = (0..among).filter_map(|number| Part::new(number, among)).collect();
        assert_eq!((parts.len(), Part::new(among, among)), (among, None));
        let parts = parts.into_iter().map(|part| {
            let chunks: Vec<_> = chunks.iter().map(|chunk| chunk.part(part)).collect();
            Bands::gather(&plan, &wanted, &targets, part, &chunks).expect("every draw of these numbers")
        });
        let mut parts: Vec<Bands> = parts.collect();
        assert_eq!(Bands::join(&parts, &targets), Some(whole.clone()), "among {among}");
        // In the wrong order the parts do not fit together.
        parts.reverse();
        if among == 4 {
            assert_eq!(Bands::join(&parts, &targets), None);
        }
    }
    let missing = [plan.chunk(&wanted, 0, 100), plan.chunk(&wanted, 101, 499)];
    assert_eq!(Bands::gather(&plan, &wanted, &[], Part::WHOLE, &missing), None);
    let twice = [plan.chunk(&wanted, 0, 600), plan.chunk(&wanted, 0, 600)];
    assert_eq!(Bands::gather(&plan, &wanted, &[], Part::WHOLE, &twice), None);
}

#[test]
fn a_seed_gives_its_numbers_and_another_gives_others() {
    let of = |seed| Bands::of(&plan(&first(), &draws(300, seed)), &Wanted::headline(), &[]);
    assert_eq!(of(7), of(7));
    assert_ne!(of(7), of(8));
    // Fixed numbers that every machine and every release with these streams must draw.
    let one = plan(&first(), &draws(10, 7));
    let drawn = [0, 9].map(|draw| one.scenario_of(draw).get(input::GOODPUT));
    assert_eq!(drawn.map(f64::to_bits), GOODPUT_OF_SEED_7, "{drawn:?}");
}

/// Goodput in draws 0 and 9 of seed 7, as bits.
const GOODPUT_OF_SEED_7: [u64; 2] = [4_606_616_689_677_107_557, 4_607_023_459_982_574_268];

#[test]
fn what_else_is_uncertain_changes_no_input_s_draws() {
    let all = plan(&first(), &draws(50, 5));
    let gb300 = input::chip::PRICE.of(8);
    for alone in [input::GOODPUT, input::SLIP, gb300, input::chip::IT_WATTS.of(1)] {
        let few = plan(&first(), &only(&[alone, input::WACC], draws(50, 5)));
        assert_eq!(few.uncertain().count(), 2);
        for draw in 0..50 {
            assert_eq!(few.scenario_of(draw).get(alone), all.scenario_of(draw).get(alone), "{}", alone.id());
        }
    }
    // A larger number of draws begins with the same draws.
    let more = plan(&first(), &draws(5_000, 5));
    assert_eq!(more.scenario_of(49), all.scenario_of(49));
}

#[test]
fn drawn_inputs_have_their_percentiles_and_their_ties() {
    let settings = Uncertainty {
        ties: vec![Tie { one: input::GOODPUT, other: input::FACILITY_COST, correlation: -0.6 }],
        ..draws(4_000, 11)
    };
    let plan = plan(&first(), &settings);
    let scenarios: Vec<Scenario> = (0..4_000).map(|draw| plan.scenario_of(draw)).collect();
    for distribution in plan.uncertain() {
        let id = distribution.input();
        for probability in [0.05, 0.5, 0.95] {
            let at = distribution.value_at(probability);
            let below = scenarios.iter().filter(|scenario| scenario.get(id) < at).count() as f64 / 4_000.0;
            let up_to = scenarios.iter().filter(|scenario| scenario.get(id) <= at).count() as f64 / 4_000.0;
            // Four standard errors; for a stepped input many draws lie exactly at the percentile.
            let error = 4.0 * (probability * (1.0 - probability) / 4_000.0_f64).sqrt();
            assert!(below <= probability + error && up_to >= probability - error, "{}: {below} {up_to}", id.id());
        }
    }
    // Two normal numbers with correlation r are both above their medians with probability ¼ + asin r ÷ 2π.
    let both = |one: ParameterId, other: ParameterId| {
        let above = |scenario: &&Scenario, id| scenario.get(id) > first().get(id);
        let both = scenarios.iter().filter(|scenario| above(scenario, one) && above(scenario, other)).count();
        both as f64 / 4_000.0
    };
    let expected = |correlation: f64| 0.25 + correlation.asin() / std::f64::consts::TAU;
    let [price, other_price] = [8, 7].map(|chip| input::chip::PRICE.of(chip));
    for (one, other, correlation) in [
        (input::GOODPUT, input::FACILITY_COST, -0.6),
        (price, other_price, 0.8),
        (price, input::chip::PRICE.of(0), 0.0),
        (price, input::chip::CAPEX.of(8), 0.0),
    ] {
        let seen = both(one, other);
        assert!((seen - expected(correlation)).abs() < 4.0 * 0.5 / 4_000.0_f64.sqrt(), "{}: {seen}", one.id());
    }
}

/// By hand: the stake is A ÷ (V + A) with A = $10bn. V is log-normal with median $500bn, between $380bn and $830bn. The
/// stake falls as V rises: each percentile is the stake at the opposite percentile of V. V's 75th is 500 · (830 ÷
/// 500)^0.41006.
#[test]
fn one_input_by_hand() {
    let settings = only(&[input::PRE_MONEY], draws(20_000, 1));
    let wanted = Wanted { metrics: vec![metric::STAKE], series: Vec::new() };
    let target = Target::new(Aim::Metric(metric::STAKE), Side::AtLeast, 10.0 / 510.0);
    let bands = Bands::of(&plan(&first(), &settings), &wanted, &[target]);
    let values = bands.spreads[0].values.expect("a stake in every draw");
    let stake = |valuation_bn: f64| 10.0 / (valuation_bn + 10.0);
    let quarter = 500.0 * libm::pow(830.0 / 500.0, 0.674_489_750_196_082 / 1.644_853_626_951_473);
    for (place, valuation_bn) in [(0, 830.0), (1, quarter), (2, 500.0), (4, 380.0)] {
        let [low, high] = values.error_values[place].map(known);
        // Twice the half-width of the 95% confidence interval.
        let (middle, half) = (known(values.values[place]), (high - low) / 2.0);
        assert!((stake(valuation_bn) - middle).abs() <= 2.0 * half, "{place}: {values:?}");
        assert!(half < 0.01 * middle, "{place}: {values:?}");
    }
    let chance = bands.chances[0];
    assert!((chance.share - 0.5).abs() < 4.0 * chance.error_share, "{chance:?}");
}

#[test]
fn a_conditional_tranche_is_paid_or_not() {
    let scenario = Scenario::of(Baseline::by_id("announced-2026-02").expect("exists"));
    let chance = input::tranche::PROBABILITY.of(1);
    let (plan, wanted) =
        (plan(&scenario, &draws(4_000, 2)), Wanted { metrics: vec![metric::INVESTED_TO_DATE], ..Wanted::default() });
    let paid = (0..4_000).filter(|draw| plan.scenario_of(*draw).get(chance) == 1.0).count();
    assert!((0..4_000).all(|draw| [0.0, 1.0].contains(&plan.scenario_of(draw).get(chance))));
    assert!((paid as f64 / 4_000.0 - 0.7).abs() < 0.03, "{paid}");
    // The investment is then one of two sums, and its mean is the scenario's own value.
    let values = Bands::of(&plan, &wanted, &[]).spreads[0].values.expect("it is invested");
    let expected = run(&scenario).metrics.get(metric::INVESTED_TO_DATE).expect("a sum");
    let mean = values.mean.expect("a mean");
    assert!((mean.value - expected).abs() < 4.0 * mean.mean_error, "{values:?} {expected}");
    let [lowest, _, middle, _, highest] = values.values.map(known);
    assert!(lowest < middle && middle == highest, "{values:?}");
    let settings = Uncertainty { tranches: false, ..draws(10, 2) };
    assert!(Plan::new(&scenario, &settings).expect("settings").scenario_of(3).get(chance) == 0.7);
}

#[test]
fn draws_without_a_value_are_counted_with_their_reasons_and_dates_are_distributions() {
    let wanted = Wanted { metrics: vec![metric::CONTRACT_PAYBACK, metric::PAYBACK_MONTH], series: Vec::new() };
    let target = Target::new(Aim::Metric(metric::CONTRACT_PAYBACK), Side::AtMost, 84.0);
    let bands = Bands::of(&plan(&first(), &draws(1_000, 9)), &wanted, &[target]);
    let spread = &bands.spreads[0];
    let absent: u32 = spread.absent.iter().map(|(_, count)| count).sum();
    assert_eq!(spread.count + absent, 1_000);
    assert!(absent > 0 && spread.count > 0, "{spread:?}");
    assert_eq!(spread.months.iter().map(|(_, count)| count).sum::<u32>(), spread.count);
    assert!(spread.months.is_sorted() && spread.months.len() > 5, "{spread:?}");
    // "Never" does not count as on or before any month.
    let by = spread.months.iter().filter(|(month, _)| month.0 <= 84).map(|(_, count)| count).sum::<u32>();
    assert_eq!(bands.chances[0].share, f64::from(by) / 1_000.0);
}

/// If payback never comes in many draws, percentiles still cover all of them and agree with the chances of targets,
/// however the draws are divided.
#[test]
fn what_never_comes_is_among_the_percentiles_of_when() {
    // With expensive hardware the money comes back in some draws only.
    let mut scenario = first();
    scenario.set_nearest(input::FACILITY_COST, 20.0);
    let gb300 = input::chip::CAPEX.of(8);
    scenario.set_nearest(gb300, 1.3 * first().get(gb300));
    let wanted = Wanted { metrics: vec![metric::CONTRACT_PAYBACK, metric::CONTRACT_NPV], series: Vec::new() };
    let by = |side, month| Target::new(Aim::Metric(metric::CONTRACT_PAYBACK), side, month);
    let plan = plan(&scenario, &draws(1_000, 9));
    let targets = [by(Side::AtMost, 84.0), by(Side::AtLeast, 85.0)];
    let bands = Bands::of(&plan, &wanted, &targets);
    let spread = &bands.spreads[0];
    let (why, never) = spread.never().expect("in some draws it never comes");
    assert_eq!((why, spread.ranked()), (Absent::NotByTheEnd, spread.count + never));
    assert!(never > 100 && spread.count > 100, "{spread:?}");
    // All draws in ascending order, with "never" last.
    let chunk = plan.chunk(&wanted, 0, 1_000);
    let asked = |drawn: &&Metric<f64>| drawn.is_ok() || **drawn == Err(Absent::NotByTheEnd);
    let mut ranked: Vec<Metric<f64>> = chunk.metrics[0].iter().filter(asked).copied().collect();
    let months = |drawn: &Metric<f64>| drawn.unwrap_or(f64::INFINITY);
    ranked.sort_by(|one, other| months(one).total_cmp(&months(other)));
    let at = |share: f64| ranked[(share * ranked.len() as f64).ceil() as usize - 1];
    assert_eq!(spread.values.expect("values").values, [0.05, 0.25, 0.5, 0.75, 0.95].map(at));
    assert_eq!(spread.values.expect("values").values[4], Err(Absent::NotByTheEnd));
    // By a month or after it: together these are all draws that are ranked.
    let shares: f64 = bands.chances.iter().map(|chance| chance.share).sum();
    assert!((shares - f64::from(spread.ranked()) / 1_000.0).abs() < 1e-12, "{:?}", bands.chances);
    for among in [2, 3] {
        let parts = (0..among).filter_map(|number| Part::new(number, among)).map(|part| {
            Bands::gather(&plan, &wanted, &targets, part, &[chunk.part(part)]).expect("every draw of these numbers")
        });
        assert_eq!(Bands::join(&parts.collect::<Vec<_>>(), &targets), Some(bands.clone()), "among {among}");
    }
}

#[test]
fn fans_hold_their_months_and_a_target_in_a_month_is_counted() {
    let plan = plan(&first(), &draws(800, 4));
    let wanted =
        Wanted { metrics: vec![metric::CHIPS_ONLINE], series: vec![series::CHIPS_ONLINE, series::FACILITY_POWER] };
    let month = first().as_of();
    let target = |value| Target::new(Aim::Series(series::CHIPS_ONLINE, month), Side::AtLeast, value);
    let bands = Bands::of(&plan, &wanted, &[target(0.0), target(400e3), target(1e9)]);
    let fan = &bands.fans[0];
    assert_eq!(fan.values.len(), 26);
    assert!(fan.values.iter().chain(&bands.fans[1].values).all(|values| values.is_sorted()));
    assert_eq!(fan.values[month.0 as usize].map(Ok), bands.spreads[0].values.expect("chips").values);
    assert_eq!((bands.chances[0].share, bands.chances[2].share), (1.0, 0.0));
    // No hit in 800 draws does not prove a chance of 0: the estimate is (0 + 2) ÷ 804, with its standard error.
    assert!((bands.chances[2].error_share - 0.001_757).abs() < 1e-6, "{:?}", bands.chances);
    assert!(bands.chances[1].share > 0.0 && bands.chances[1].share < 1.0, "{:?}", bands.chances);
}

#[test]
fn what_the_reader_changed_is_certain_unless_switched_on_again() {
    let mut scenario = first();
    scenario.set_nearest(input::FACILITY_COST, 6.0);
    let has = |settings: &Uncertainty| {
        let plan = plan(&scenario, settings);
        let found = plan.uncertain().find(|distribution| distribution.input() == input::FACILITY_COST).copied();
        (found, plan.fixed().iter().find(|(input, _)| *input == input::FACILITY_COST).map(|(_, why)| *why))
    };
    assert_eq!(has(&draws(10, 1)), (None, Some(Fixed::Changed)));
    let said = |certainty| Uncertainty { inputs: [(input::FACILITY_COST, certainty)].into(), ..draws(10, 1) };
    let again = has(&said(Certainty::Uncertain)).0.expect("it is uncertain");
    assert!((again.value_at(0.05) - 3.5).abs() < 1e-12 && (again.value_at(0.95) - 10.0).abs() < 1e-12);
    let between = has(&said(Certainty::Between { low: 5.0, high: 7.0 })).0.expect("it is uncertain");
    assert!((between.value_at(0.05) - 5.0).abs() < 1e-12 && (between.value_at(0.95) - 7.0).abs() < 1e-12);
    assert_eq!(has(&said(Certainty::Certain)), (None, Some(Fixed::SaidCertain)));
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let refused = |settings: Uncertainty| Plan::new(&first(), &settings).expect_err("it is refused");
    let said = |input, certainty| Uncertainty { inputs: [(input, certainty)].into(), ..Uncertainty::default() };
    assert_eq!(refused(draws(0, 1)), Refused::Draws(0));
    assert_eq!(refused(said(input::REFRESH, Certainty::Uncertain)), Refused::NotUncertain(input::REFRESH));
    assert_eq!(refused(said(input::EXIT, Certainty::Uncertain)), Refused::NotUncertain(input::EXIT));
    let ends = |low, high| refused(said(input::PUE, Certainty::Between { low, high }));
    assert_eq!(ends(1.2, 1.3), Refused::Ends(input::PUE));
    assert_eq!(ends(0.5, 1.3), Refused::Ends(input::PUE));
    assert!(ends(1.2, 1.3).reason().starts_with("PUE"));
    let [one, other, third] = [8, 7, 6].map(|chip| input::chip::PRICE.of(chip));
    let ties = vec![Tie { one, other, correlation: -1.0 }];
    let Refused::Inconsistent { tie, .. } = refused(Uncertainty { ties, ..Uncertainty::default() }) else { panic!() };
    assert!([tie.one, tie.other].iter().any(|input| [one, other, third].contains(input)), "{tie:?}");
}

/// The value of a percentile that must have one.
fn known(told: Metric<f64>) -> f64 {
    told.expect("a value, and not that it never comes")
}

/// Compares a small number of draws with a large one: every percentile lies within twice its stated error.
fn against(few: u32, many: u32) {
    let of = |count, seed| Bands::of(&plan(&first(), &draws(count, seed)), &Wanted::headline(), &[]);
    let (few, many) = (of(few, 1), of(many, 2));
    let mut outside = 0;
    for (few, many) in few.spreads.iter().zip(&many.spreads) {
        let (few, many) = (few.values.expect("values"), many.values.expect("values"));
        let [mean, other] = [few, many].map(|values| values.mean.expect("a mean"));
        let error = mean.mean_error + other.mean_error;
        assert!((mean.value - other.value).abs() <= 4.0 * error, "{few:?} {many:?}");
        for place in 0..5 {
            let ([low, high], value) = (few.error_values[place].map(known), known(many.values[place]));
            let slack = high - low;
            assert!(low - slack <= value && value <= high + slack, "{place}: {few:?} {many:?}");
            outside += u32::from(value < low || value > high);
        }
    }
    // Of thirty percentiles at 95% confidence, one or two lie outside; those of one figure are correlated.
    assert!(outside <= 7, "{outside} of 30");
}

#[test]
fn two_thousand_draws_lie_within_their_stated_error_of_sixty_thousand() {
    against(2_000, 60_000);
}

/// Takes some 40 seconds: run by name, `cargo test -p model --release -- --ignored ten_thousand`.
#[test]
#[ignore = "a million runs"]
fn ten_thousand_draws_lie_within_their_stated_error_of_a_million() {
    against(10_000, 1_000_000);
}
