//! Rates of return: a reported rate balances its flows; a rate that is not reported does not exist, is not unique or is
//! out of range.

use crate::holds;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::scenario::Scenario;
use model::quantities::metric::{Absent, MetricId};
use model::run::notices::Notice;
use model::run::outcome::{Outcome, run};
use model::{input, metric, series};
use std::cell::{Cell as Count, RefCell};
use std::collections::BTreeMap;
use tests_shared::scenarios::{Case, Verdict, at_random, so_many_times};

/// The range of annual rates that the definition allows.
const RANGE: (f64, f64) = (-0.99, 10.0);

/// The flows behind each of the three rates.
fn flows(scenario: &Scenario, outcome: &Outcome) -> [(MetricId, Vec<f64>); 3] {
    let row = |series| outcome.sheet.row_to_the_end(series).to_vec();
    // The payments up to the exit, and the value at the exit of the shares that they bought.
    let exit = scenario.get(input::EXIT) as usize;
    let seen = run(&crate::to_the_end_of_the_calendar(scenario));
    let mut to_exit: Vec<f64> = seen.sheet.row(series::INVESTED)[..=exit].iter().map(|usd| -usd).collect();
    to_exit[exit] += seen.sheet.get(series::STAKE_BOUGHT_VALUE, exit);
    [
        (metric::CONTRACT_IRR, row(series::CONTRACT_CASH)),
        (metric::DEAL_IRR, row(series::DEAL_CASH)),
        (metric::EXIT_IRR, to_exit),
    ]
}

/// The flows, with those of at most a billionth of the largest set to 0.
fn without_dust(flows: &[f64]) -> Vec<f64> {
    let largest = flows.iter().fold(0.0_f64, |largest, usd| largest.max(usd.abs()));
    flows.iter().map(|usd| if usd.abs() <= 1e-9 * largest { 0.0 } else { *usd }).collect()
}

/// The value of the flows at ln(1 + rate) = x, and the sum of the sizes of the terms. Where x is below 0 the value is
/// in the last month instead of the first, so that nothing overflows.
fn worth(flows: &[f64], x: f64) -> (f64, f64) {
    let factor = libm::exp(-x.abs() / 12.0);
    let add = |(worth, size): (f64, f64), usd: &f64| (worth * factor + usd, size * factor + usd.abs());
    if x < 0.0 { flows.iter().fold((0.0, 0.0), add) } else { flows.iter().rev().fold((0.0, 0.0), add) }
}

#[test]
fn every_rate_balances_its_flows() {
    let found = Count::new(0);
    at_random(30, |Case { scenario, .. }| {
        let outcome = run(scenario);
        for (metric, flows) in flows(scenario, &outcome) {
            let Ok(rate) = outcome.metrics.get(metric) else { continue };
            let (worth, size) = worth(&without_dust(&flows), libm::log1p(rate));
            holds(worth.abs() <= 1e-9 * size, || format!("{} of {rate}: {worth} of {size}", metric.id()))?;
            holds((RANGE.0..=RANGE.1).contains(&rate), || format!("{} of {rate}", metric.id()))?;
            found.set(found.get() + 1);
        }
        Ok(())
    });
    assert!(found.get() > 10_000, "only {found:?} rates");
}

/// A notice about one rate appears only where that rate is reported, and a notice about several rates only where they
/// are the reason that none is reported. An auditor found that AMD's deal, in which nothing is laid out, had a notice
/// that its rate says nothing.
#[test]
fn no_notice_tells_of_a_rate_that_is_not_there() {
    let counts: RefCell<BTreeMap<&'static str, u32>> = RefCell::default();
    let hold = |scenario: &Scenario| -> Verdict {
        let outcome = run(scenario);
        for notice in &outcome.notices {
            let (what, kind, is_of_one) = match notice {
                Notice::CostOfFunds(what) => (*what, "a cost of funds", true),
                Notice::NeverOutOfPocket(what) => (*what, "never out of pocket", true),
                Notice::SeveralRates(what, _) => (*what, "several", false),
                _ => continue,
            };
            *counts.borrow_mut().entry(kind).or_default() += 1;
            let rate = if what == "deal" { metric::DEAL_IRR } else { metric::CONTRACT_IRR };
            let told = outcome.metrics.get(rate);
            let holds_true = if is_of_one { told.is_ok() } else { told == Err(Absent::SeveralRates) };
            holds(holds_true, || format!("{}: {:?}, but {told:?}", scenario.baseline().id, notice))?;
        }
        Ok(())
    };
    for baseline in BASELINES {
        hold(&Scenario::of(baseline)).expect(baseline.id);
    }
    at_random(32, |Case { scenario, .. }| hold(scenario));
    // With an outlay the same deal has a rate, and a notice about it.
    let mut pays_in = Scenario::of(Baseline::by_id("openai-amd").expect("released"));
    for (of, text) in [(input::tranche::AMOUNT, "1 bn"), (input::tranche::MONTH, "2030-06")] {
        assert_eq!(pays_in.set_text(of.of(0), text), Ok(()));
    }
    hold(&pays_in).expect("it holds");
    assert!(run(&pays_in).notices.contains(&Notice::NeverOutOfPocket("deal")));
    let counts = counts.into_inner();
    println!("{counts:?}");
    assert!(!counts.is_empty(), "no such notice was met");
}

/// A dense scan of 20,000 points, which does not know how the model looks for a rate, confirms every rate that is
/// absent: there is none, there are several, or it is out of range.
#[test]
fn every_absent_rate_is_absent_or_one_of_several() {
    const POINTS: i32 = 20_000;
    let counts: RefCell<BTreeMap<&'static str, u32>> = RefCell::default();
    so_many_times(1_000, 31, |Case { scenario, .. }| -> Verdict {
        let outcome = run(scenario);
        for (metric, flows) in flows(scenario, &outcome) {
            let Err(reason) = outcome.metrics.get(metric) else { continue };
            *counts.borrow_mut().entry(reason.reason()).or_default() += 1;
            let flows = without_dust(&flows);
            let nothing = flows.iter().all(|usd| *usd == 0.0);
            let (low, high) = (libm::log1p(RANGE.0), libm::log1p(RANGE.1));
            let x_of = |point: i32| low + (high - low) * f64::from(point) / f64::from(POINTS);
            let crossings = |from: f64| {
                let mut count = 0;
                let mut before = 0.0_f64;
                for x in (0..=POINTS).map(x_of).filter(|x| *x >= from) {
                    let (worth, size) = worth(&flows, x);
                    // A value within rounding is 0 and has no sign.
                    let worth = if worth.abs() <= 1e-14 * size { 0.0 } else { worth };
                    count += u32::from(before * worth < 0.0);
                    before = if worth == 0.0 { before } else { worth };
                }
                count
            };
            let confirmed = match reason {
                Absent::NoFlows | Absent::NoDeal | Absent::NoContract | Absent::NothingInvestedByExit => nothing,
                // By rule there is no rate where nothing is laid out.
                Absent::NothingLaidOut => {
                    metric == metric::DEAL_IRR
                        && outcome.metrics.get(metric::EXIT_IRR) == Err(Absent::NothingInvestedByExit)
                }
                Absent::NoRate => crossings(low) == 0,
                Absent::SeveralRates => crossings(low) >= 2,
                // Where the running sums change sign once, only the rate above 0 is meant.
                Absent::RateAbove => crossings(0.0) == 0,
                Absent::RateBelow => crossings(low) == 0,
                _ => false,
            };
            holds(confirmed, || format!("{}: {reason:?}, but {} crossings, {flows:?}", metric.id(), crossings(low)))?;
        }
        Ok(())
    });
    let counts = counts.into_inner();
    println!("{counts:?}");
    for reason in
        [Absent::NoRate, Absent::SeveralRates, Absent::RateAbove, Absent::RateBelow, Absent::NothingInvestedByExit]
    {
        assert!(counts.contains_key(reason.reason()), "no {reason:?} among {counts:?}");
    }
}
