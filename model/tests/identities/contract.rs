//! The contract to its end: the effect of dearer inputs, when it ends, and the sum of its parts.

use crate::{
    ROUNDING, at_most, discount, end_of, equal, holds, is_rented, pick, present, to_the_end_of_the_calendar, with,
    with_own_terms,
};
use model::base::month::{MEAN_HOURS_IN_MONTH, Month};
use model::facts::accelerators::ACCELERATORS;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::families::{LOTS, Scope, agreement_of};
use model::inputs::input::ParameterId;
use model::inputs::kinds::{Group, Kind};
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::run::outcome::{Outcome, run};
use model::{input, metric, series};
use tests_shared::scenarios::{Case, Verdict, always, at_random};
use tests_shared::trust;

/// The parts of a contract, each as its value in month 0: spend, hardware, buildings, energy, running costs, residual.
const PARTS: [MetricId; 6] = [
    metric::CONTRACT_PV_SPEND,
    metric::CONTRACT_PV_HARDWARE,
    metric::CONTRACT_PV_FACILITY,
    metric::CONTRACT_PV_ENERGY,
    metric::CONTRACT_PV_OPEX,
    metric::CONTRACT_PV_RESIDUAL,
];

fn value(outcome: &Outcome, metric: MetricId) -> f64 {
    outcome.metrics.get(metric).unwrap_or(f64::NAN)
}

fn npv(scenario: &Scenario) -> f64 {
    value(&run(scenario), metric::CONTRACT_NPV)
}

/// Dearer hardware, buildings, energy or running costs never raise the value. The residual is a part of what was paid,
/// and comes later.
#[test]
fn dearer_costs_never_raise_what_a_contract_is_worth() {
    always(22, |Case { scenario, dice }| {
        let chip = scenario.get(crate::CHIP[0].of((4.0 * dice[1]) as usize)) as usize;
        let cost = pick(
            &[input::chip::CAPEX.of(chip), input::FACILITY_COST, input::ELECTRICITY_PRICE, input::OPEX_SHARE],
            dice[0],
        );
        let outcome = run(scenario);
        if end_of(scenario, &outcome).is_none() {
            return Ok(());
        }
        let dearer =
            with(scenario, cost, scenario.get(cost) + (cost.row().max - scenario.get(cost)) * dice[2] * dice[3]);
        let (before, after) = (value(&outcome, metric::CONTRACT_NPV), npv(&dearer));
        let size: f64 = PARTS.iter().map(|part| value(&outcome, *part).abs()).sum();
        holds(after <= before + ROUNDING * size, || format!("dearer {}: {before} becomes {after}", cost.id()))
    });
}

/// Capacity that the customer bought counts in chips, compute and power. The contract and its money are as if it did
/// not exist.
#[test]
fn what_is_bought_is_no_part_of_the_contract() {
    always(22, |Case { scenario, .. }| {
        // A limit applies to all capacity together, so less of one agreement would leave more for the other. Limits are
        // off here.
        let limits = ParameterId::all().filter(|input| input.row().group == Group::Constraints);
        let limits = limits.filter(|input| input.row().kind == Kind::Switch);
        let free = limits.fold(scenario.clone(), |scenario, limit| with(&scenario, limit, 0.0));
        let bought = with(&free, input::agreement::BOUGHT.of(1), 1.0);
        let sizes = [input::agreement::VALUE, input::agreement::POWER, input::agreement::CHIPS];
        let without = sizes.into_iter().fold(free.clone(), |scenario, size| with(&scenario, size.of(1), 0.0));
        let [all, bought, without] = [&free, &bought, &without].map(run);
        for same in [series::CHIPS_ONLINE, series::EFFECTIVE_FLOPS, series::FACILITY_POWER, series::ENERGY] {
            holds(all.sheet.row(same) == bought.sheet.row(same), || format!("bought or rented, {}", same.id()))?;
        }
        for same in [metric::CONTRACT_NPV, metric::COMMITMENT, metric::SPEND_TO_DATE, metric::CONTRACT_PV_HARDWARE] {
            let [bought, without] = [&bought, &without].map(|outcome| outcome.metrics.get(same));
            holds(bought == without, || format!("{}: {bought:?}, without it {without:?}", same.id()))?;
        }
        Ok(())
    });
}

/// Baselines with a positive value lose value when deliveries slip and when capital is dearer.
#[test]
fn slip_and_dearer_capital_lower_the_value_of_every_baseline_that_has_one() {
    let _held = trust::Held("scenarios");
    let mut worth = 0;
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let mut before = npv(&scenario);
        // NaN where there is no contract.
        if before.is_nan() || before <= 0.0 {
            continue;
        }
        worth += 1;
        let dearer = npv(&with(&scenario, input::WACC, scenario.get(input::WACC) + 0.01));
        assert!(dearer < before, "{}: {before} at a point more is {dearer}", baseline.id);
        for slip in 1..=12 {
            let later = npv(&with(&scenario, input::SLIP, f64::from(slip)));
            assert!(later < before, "{}: {slip} months late, {before} becomes {later}", baseline.id);
            before = later;
            trust::tried(1);
        }
    }
    assert!(worth >= 5, "only {worth} baselines are worth something");
}

#[test]
fn after_the_last_month_of_service_nothing_is_paid() {
    always(23, |Case { scenario, .. }| {
        let outcome = run(&to_the_end_of_the_calendar(scenario));
        let after = |series: SeriesId, end: Option<usize>| {
            let first = end.map_or(0, |end| end + 1);
            let none = outcome.sheet.row(series)[first..].iter().all(|usd| *usd == 0.0);
            holds(none, || format!("{} from month {first} on", series.id()))
        };
        for series in [
            series::SPEND,
            series::CHIP_CAPEX,
            series::FACILITY_CAPEX,
            series::ENERGY_COST,
            series::OPEX,
            series::RESIDUAL,
            series::SUPPLIER_CASH,
            series::CONTRACT_CASH,
        ] {
            after(series, end_of(scenario, &outcome))?;
        }
        // Bought capacity may run longer than rented capacity.
        let sized = outcome.terms.iter().filter(|term| term.planned_chip_hours > 0.0);
        let last = sized.map(|term| term.last as usize).max();
        [series::CHIPS_ONLINE, series::FACILITY_POWER, series::OWN_COST].into_iter().try_for_each(|of| after(of, last))
    });
}

/// Spend less hardware, buildings, energy and running costs, plus the residual, checked month by month and in month 0.
#[test]
fn the_parts_of_a_contract_add_up_to_its_value() {
    always(24, |Case { scenario, .. }| {
        let outcome = run(scenario);
        let Some(end) = end_of(scenario, &outcome) else { return Ok(()) };
        let parts = PARTS.map(|part| value(&outcome, part));
        let size: f64 = parts.iter().sum();
        let [spend, hardware, facility, energy, opex, residual] = parts;
        let npv = value(&outcome, metric::CONTRACT_NPV);
        equal("parts", spend - hardware - facility - energy - opex + residual, npv, size)?;
        let wacc = scenario.get(input::WACC);
        for (part, series) in parts.iter().zip([
            series::SPEND,
            series::CHIP_CAPEX,
            series::FACILITY_CAPEX,
            series::ENERGY_COST,
            series::OPEX,
            series::RESIDUAL,
        ]) {
            equal(series.id(), present(&outcome.sheet.row_to_the_end(series)[..=end], wacc), *part, *part)?;
        }
        let cash = &outcome.sheet.row_to_the_end(series::CONTRACT_CASH)[..=end];
        equal("cash", present(cash, wacc), npv, size)?;
        match outcome.metrics.get(metric::CONTRACT_MARGIN) {
            Ok(margin) => {
                equal("margin", margin * spend, npv, size)?;
                equal("break-even", margin + value(&outcome, metric::BREAK_EVEN_PRICE), 1.0, 1.0_f64.max(margin.abs()))
            }
            Err(_) => holds(spend <= 0.0, || format!("{spend} and no margin")),
        }
    });
}

/// The break-even price of each chip times its hours, summed over all chips, equals all costs less the residual.
#[test]
fn break_even_prices_times_hours_are_the_costs_less_what_is_left() {
    always(25, |Case { scenario, .. }| {
        let outcome = run(&to_the_end_of_the_calendar(scenario));
        if end_of(scenario, &outcome).is_none() {
            return Ok(());
        }
        let wacc = scenario.get(input::WACC);
        // Mean chips in service of each rented lot × hours, discounted.
        let mut hours = vec![0.0; Scope::Chip.count()];
        for lot in 0..LOTS {
            let row = outcome.sheet.row(series::lot::CHIPS.of(lot));
            let chip = scenario.get(crate::CHIP[lot % 2].of(lot / 2)) as usize;
            let rented = is_rented(scenario, agreement_of(lot / 2));
            for (month, chips) in row.iter().enumerate().filter(|(_, chips)| rented && **chips > 0.0) {
                let before = if month == 0 { 0.0 } else { row[month - 1] };
                let of_month = 24.0 * f64::from(Month(month as i32).days());
                hours[chip] += (before + chips) / 2.0 * of_month * discount(wacc, month);
            }
        }
        let [_, hardware, facility, energy, opex, residual] = PARTS.map(|part| value(&outcome, part));
        let mut earned = 0.0;
        for (chip, hours) in hours.iter().enumerate() {
            let price = outcome.metrics.get(metric::chip::BREAK_EVEN_PRICE.of(chip));
            holds(price.is_ok() == (*hours > 0.0), || format!("{}: {price:?} of {hours}", ACCELERATORS[chip].id))?;
            earned += price.unwrap_or(0.0) * hours;
        }
        let costs = hardware + facility + energy + opex;
        equal("break-even × hours", earned, costs - residual, costs)
    });
}

/// One chip rented at its cost for the life of its hardware, with its building written off over its own life, earns its
/// capital back to the dollar. The schedule is the one of the stated cost: months of 730.5 hours, half of the first.
#[test]
fn a_chip_rented_at_its_cost_earns_its_capital_back() {
    at_random(26, |Case { scenario, dice }| {
        let mut scenario = scenario.clone();
        scenario.set_nearest(input::FACILITY_LIFE, scenario.get(input::FACILITY_LIFE).round());
        let outcome = run(&scenario);
        let chip = ((ACCELERATORS.len() as f64) * dice[0]) as usize;
        let get = |id: ParameterId| scenario.get(id);
        let Ok(cost) = outcome.metrics.get(metric::chip::TCO.of(chip)) else { return Ok(()) };
        let watts = get(input::chip::IT_WATTS.of(chip)) * get(input::PUE);
        let (capex, building) = (get(input::chip::CAPEX.of(chip)), watts * get(input::FACILITY_COST));
        let energy = watts / 1_000.0 * get(input::LOAD_FACTOR) * get(input::ELECTRICITY_PRICE);
        let running = (capex + building) * get(input::OPEX_SHARE) / 12.0;
        let months = |life: f64| (12.0 * life).round() as usize;
        // The value of a dollar a month over a life, half of it in the first month.
        let a_month = |life: f64| -> f64 {
            (0..months(life)).map(|m| discount(get(input::WACC), m) * if m == 0 { 0.5 } else { 1.0 }).sum()
        };
        let (of_hardware, of_building) = (a_month(get(input::HARDWARE_LIFE)), a_month(get(input::FACILITY_LIFE)));
        let kept = ((cost - energy) * MEAN_HOURS_IN_MONTH - running) * of_hardware;
        let paid = capex + building / of_building * of_hardware;
        equal(ACCELERATORS[chip].id, kept, paid, capex + building)
    });
}

/// The same for a contract, in the calendar's own hours: the value is within half a per cent of the capital.
#[test]
fn a_contract_at_cost_is_worth_nothing_within_half_a_per_cent() {
    let _held = trust::Held("contracts");
    for (chip, accelerator) in ACCELERATORS.iter().enumerate() {
        for (years, wacc) in [(3.0, 0.0), (3.0, 0.09), (5.0, 0.103), (7.5, 0.09), (12.0, 0.15)] {
            let mut scenario = Scenario::of(Baseline::by_id("none").expect("exists"));
            let at = accelerator.available.value.max(0.0);
            for (input, value) in [
                (input::agreement::BASIS.of(0), 2.0),
                (input::agreement::CHIPS.of(0), 1e5),
                (input::agreement::START.of(0), at),
                (input::agreement::TERM.of(0), 12.0 * years),
                (input::phase::START.of(0), at),
                (input::phase::COMPLETE.of(0), at),
                (input::phase::CHIP_A.of(0), chip as f64),
                (input::HARDWARE_LIFE, years),
                (input::FACILITY_LIFE, years),
                (input::WACC, wacc),
            ] {
                assert_eq!(scenario.set(input, value), Ok(()), "{}", input.id());
            }
            let cost = value(&run(&scenario), metric::chip::TCO.of(chip));
            scenario.set_nearest(input::chip::PRICE.of(chip), cost);
            assert_eq!(scenario.get(input::chip::PRICE.of(chip)), cost, "{}", accelerator.id);
            let outcome = run(&scenario);
            let capital = value(&outcome, metric::CONTRACT_PV_HARDWARE) + value(&outcome, metric::CONTRACT_PV_FACILITY);
            let share = value(&outcome, metric::CONTRACT_NPV) / capital;
            assert!(share.abs() < 0.005, "{}, {years} years at {wacc}: {share}", accelerator.id);
            trust::tried(1);
        }
    }
}

/// An agreement whose term is extended until it is delivered runs at most twice its term, delivers at least what it
/// delivered within its term, and never more than its value.
#[test]
fn a_term_from_delivery_delivers_more_and_never_too_much() {
    always(27, |Case { scenario, .. }| {
        let own = with_own_terms(scenario);
        let mut on = own.clone();
        for agreement in 0..2 {
            on.set_nearest(input::agreement::TERM_FROM_DELIVERY.of(agreement), 1.0);
        }
        // Limits are off, so that neither agreement takes anything from the other.
        let [own, on] = [own, on].map(|scenario| run(&crate::without_limits(&scenario)));
        for agreement in 0..2 {
            let (before, after) = (own.terms[agreement], on.terms[agreement]);
            let start = scenario.get(input::agreement::START.of(agreement));
            let term = scenario.get(input::agreement::TERM.of(agreement));
            at_most("delivered in its term", before.delivered_usd, after.delivered_usd)?;
            at_most("delivered of the value", after.delivered_usd, after.contract_usd)?;
            let latest = (start + 2.0 * term - 1.0).min(f64::from(Month::LAST.0));
            holds(after.last <= latest, || format!("runs to {} of {latest}", after.last))?;
            equal("value", before.contract_usd, after.contract_usd, 0.0)?;
        }
        Ok(())
    });
}

fn with_rate(id: &str) -> Verdict {
    let outcome = run(&Scenario::of(Baseline::by_id(id).expect(id)));
    let rate = outcome.metrics.get(metric::CONTRACT_IRR);
    holds(rate.is_ok(), || format!("{id}: {rate:?}"))
}

/// The first edition gave no rate for `all-nvidia`, and its calendar ended before the agreement of
/// `anthropic-trainium`.
#[test]
fn all_nvidia_has_a_rate_and_anthropics_trainium_ends_in_the_calendar() {
    assert_eq!(with_rate("all-nvidia"), Ok(()));
    let scenario = Scenario::of(Baseline::by_id("anthropic-trainium").expect("exists"));
    let outcome = run(&scenario);
    let last = end_of(&scenario, &outcome).expect("it has a size");
    // Ten years from May 2026.
    assert_eq!(Month(last as i32), Month::of(2036, 4));
    assert!(last < Month::COUNT && outcome.sheet.months_to_the_end() > last);
    let spent: f64 = outcome.sheet.row_to_the_end(series::SPEND).iter().sum();
    assert!((spent / value(&outcome, metric::COMMITMENT) - 1.0).abs() < 1e-9, "{spent}");
}
