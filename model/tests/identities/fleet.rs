//! The fleet: what each step leaves of the plan, and the effects of larger and smaller inputs.

use crate::limits::supplied;
use crate::{
    CHIP, Name, ROUNDING, at_most, equal, every_month_at_most, holds, is_limited, is_supply_limited, pick, with,
    with_own_terms, without_agreement, without_limits,
};
use model::facts::accelerator::Vendor;
use model::facts::accelerators::ACCELERATORS;
use model::inputs::families::{LOTS, Scope, agreement_of};
use model::quantities::cell::Quantity;
use model::quantities::intermediate::IntermediateFamily;
use model::quantities::metric::MetricFamily;
use model::quantities::series::{SeriesFamily, SeriesId};
use model::record::recorder::record;
use model::run::ledger::{TRANSFERS, paid_to_date_usd};
use model::run::outcome::run;
use model::{input, intermediate, metric, series};
use std::cell::Cell as Count;
use tests_shared::scenarios::{Case, always, so_many_times};

/// The chips that are left after each step, from the contracted ones on, in the order of the steps.
const CHAIN: [SeriesId; 7] = [
    series::CHIPS_CONTRACTED,
    series::CHIPS_PLANNED,
    series::CHIPS_SCHEDULED,
    series::CHIPS_AVAILABLE,
    series::CHIPS_SUPPLIED,
    series::CHIPS_POWERED,
    series::CHIPS_ONLINE,
];

/// The number of scenarios that are recorded. Recording takes longer than running.
const RECORDED: u32 = 300;

#[test]
fn parts_add_up_to_the_whole() {
    const SHARE: MetricFamily = metric::vendor::COMPUTE_SHARE;
    always(5, |Case { scenario, .. }| {
        let outcome = run(scenario);
        let sheet = &outcome.sheet;
        for month in 0..sheet.months() {
            let sum = |family: SeriesFamily, of: Scope| -> f64 {
                (0..of.count()).map(|member| sheet.get(family.of(member), month)).sum()
            };
            let whole = |series| sheet.get(series, month);
            equal("chips over accelerators", sum(series::chip::CHIPS, Scope::Chip), whole(series::CHIPS_ONLINE), 0.0)?;
            equal("chips over lots", sum(series::lot::CHIPS, Scope::Lot), whole(series::CHIPS_ONLINE), 0.0)?;
            equal("spend over lots", sum(series::lot::SPEND, Scope::Lot), whole(series::SPEND), 0.0)?;
            equal(
                "compute over vendors",
                sum(series::vendor::EFFECTIVE_FLOPS, Scope::Vendor),
                whole(series::EFFECTIVE_FLOPS),
                0.0,
            )?;
        }
        let shares: Vec<_> = (0..Vendor::ALL.len()).map(|vendor| outcome.metrics.get(SHARE.of(vendor))).collect();
        let herfindahl = outcome.metrics.get(metric::HERFINDAHL);
        match shares.iter().copied().collect::<Result<Vec<f64>, _>>() {
            Ok(shares) => {
                equal("shares", shares.iter().sum(), 1.0, 1.0)?;
                holds(shares.iter().all(|share| (0.0..=1.0 + ROUNDING).contains(share)), || format!("{shares:?}"))?;
                equal("squared shares", shares.iter().map(|s| s * s).sum(), herfindahl.unwrap_or(f64::NAN), 1.0)
            }
            Err(_) => holds(shares.iter().all(Result::is_err) && herfindahl.is_err(), || {
                format!("{shares:?}, {herfindahl:?}")
            }),
        }
    });
}

#[test]
fn delivered_is_at_most_scheduled_and_scheduled_at_most_contracted() {
    always(7, |Case { scenario, .. }| {
        let outcome = run(scenario);
        for step in CHAIN.windows(2) {
            let what = format_args!("{} over {}", Name(step[1]), Name(step[0]));
            every_month_at_most(what, outcome.sheet.row(step[1]), outcome.sheet.row(step[0]))?;
        }
        holds(outcome.sheet.row(series::CHIPS_ONLINE).iter().all(|chips| *chips >= 0.0), || {
            "fewer than no chips".to_owned()
        })
    });
}

/// Totals do not show a fault in which one lot has too many chips and another too few. Recordings have each step of
/// each lot.
#[test]
fn no_step_gives_any_lot_more_than_the_step_before() {
    const BEFORE_LIMITS: [IntermediateFamily; 3] =
        [intermediate::lot::PLANNED_CHIPS, intermediate::lot::SCHEDULED_CHIPS, intermediate::lot::AVAILABLE_CHIPS];
    const ALLOWED: IntermediateFamily = intermediate::after_limit::ALLOWED_CHIPS;
    const HELD: IntermediateFamily = intermediate::after_limit::CHIPS;
    const AFTER_ALL: IntermediateFamily = intermediate::lot::ONLINE_CHIPS;
    const IN_SERVICE: IntermediateFamily = intermediate::agreement::IN_SERVICE;
    let (compared, limited) = (Count::new(0), Count::new(0));
    so_many_times(RECORDED, 16, |Case { scenario, .. }| {
        let (recording, outcome) = (record(scenario), run(scenario));
        let value = |cell| recording.formula(cell).map(|step| recording.value(step));
        for lot in 0..LOTS {
            let Some(contracted) = value(intermediate::lot::FULL_CHIPS.of(lot).once()) else { continue };
            for month in 0..outcome.sheet.months() {
                let stages = (0..Scope::AfterLimit.count()).step_by(LOTS).map(|stage| HELD.of(stage + lot));
                let steps = BEFORE_LIMITS.iter().map(|step| step.of(lot)).chain(stages);
                let mut before = ("contracted".to_owned(), contracted);
                // A step that changes nothing has no name: for example no slip, or a limit that is off.
                for (step, chips) in steps.filter_map(|step| Some((step, value(step.at(month))?))) {
                    let what = format_args!("{} over {}, month {month}", step.id(), before.0);
                    at_most(what, chips, before.1)?;
                    holds(chips >= 0.0, || format!("{} in month {month}: {chips}", step.id()))?;
                    before = (step.id(), chips);
                    compared.set(compared.get() + 1);
                }
                for stage in (0..Scope::AfterLimit.count()).step_by(LOTS) {
                    let cell = |of: IntermediateFamily| value(of.of(stage + lot).at(month));
                    if let (Some(held), Some(allowed)) = (cell(HELD), cell(ALLOWED)) {
                        at_most(format_args!("held of allowed, lot {lot}, month {month}"), held, allowed)?;
                        limited.set(limited.get() + 1);
                    }
                }
                let runs = value(IN_SERVICE.of(agreement_of(lot / 2)).at(month)).unwrap_or(f64::NAN);
                let online = value(AFTER_ALL.of(lot).at(month)).unwrap_or(f64::NAN);
                holds(online == before.1, || format!("lot {lot}, month {month}: {online} online, {} left", before.1))?;
                let shown = outcome.sheet.get(series::lot::CHIPS.of(lot), month);
                equal(format_args!("lot {lot} in month {month}"), shown, runs * online, 0.0)?;
            }
        }
        // The same recordings name payments to date of which no series is the sum.
        for transfer in TRANSFERS {
            let Quantity::Intermediate(to_date) = transfer.to_date else { continue };
            for month in 0..outcome.sheet.months() {
                let named = value(to_date.at(month)).unwrap_or(f64::NAN);
                equal(transfer.purpose, named, paid_to_date_usd(&outcome.sheet, transfer, month), 0.0)?;
            }
        }
        Ok(())
    });
    assert!(compared.get() > 50_000 && limited.get() > 5_000, "{compared:?} steps, {limited:?} of them limits");
}

/// The agreements keep their own terms. If they were extended until delivery, more slip would give more chips after the
/// term.
#[test]
fn more_slip_never_means_more_chips() {
    always(11, |case| {
        let less = (case.dice[0] * 36.0).floor();
        let more = (less + 1.0 + case.dice[1] * case.dice[1] * 36.0).floor().min(36.0);
        let [before, after] = [less, more].map(|slip| run(&with(&with_own_terms(&case.scenario), input::SLIP, slip)));
        let of_chips = (0..Scope::Chip.count()).map(|chip| series::chip::CHIPS.of(chip));
        let of_lots = (0..LOTS).map(|lot| series::lot::CHIPS.of(lot));
        for series in [series::CHIPS_ONLINE, series::SPEND_TO_DATE].into_iter().chain(of_chips).chain(of_lots) {
            let what = format_args!("slip {less} to {more}: {}", Name(series));
            every_month_at_most(what, after.sheet.row(series), before.sheet.row(series))?;
        }
        Ok(())
    });
}

/// The agreements keep their own terms, because an extension depends on the price. Limits may be on: power or budget
/// that a dearer chip frees goes to other chips, never to the same chip. Supply that it frees may go to the same chip
/// under a later agreement, so there the test compares deliveries, which never grow. With a second limit, which may
/// withhold supplied chips from an agreement until its end, it compares only the months until the first agreement ends.
#[test]
fn a_higher_price_never_buys_more_chips_of_a_contract_value() {
    always(12, |case| {
        let agreement = pick(&[0, 1], case.dice[0]);
        let lot = 4 * agreement + pick(&[0, 1, 2, 3], case.dice[1]);
        let scenario = with(&with_own_terms(&case.scenario), input::agreement::BASIS.of(agreement), 0.0);
        let chip = scenario.get(CHIP[lot % 2].of(lot / 2)) as usize;
        let price = input::chip::PRICE.of(chip);
        let higher = scenario.get(price) * (1.0 + 3.0 * case.dice[2] * case.dice[2]);
        let [before, after] = [run(&scenario), run(&with(&scenario, price, higher))];

        let what = format!("{} at {higher}", ACCELERATORS[chip].id);
        every_month_at_most(
            &what,
            after.sheet.row(series::CHIPS_CONTRACTED),
            before.sheet.row(series::CHIPS_CONTRACTED),
        )?;
        if !is_limited(&scenario) {
            every_month_at_most(&what, after.sheet.row(series::CHIPS_ONLINE), before.sheet.row(series::CHIPS_ONLINE))?;
        }
        if !is_supply_limited(&scenario) {
            let series = series::chip::CHIPS.of(chip);
            return every_month_at_most(&what, after.sheet.row(series), before.sheet.row(series));
        }
        let end = |agreement| {
            scenario.get(input::agreement::START.of(agreement)) + scenario.get(input::agreement::TERM.of(agreement))
        };
        let months = match scenario.get(input::POWER_LIMITED) + scenario.get(input::BUDGET_LIMITED) {
            0.0 => before.sheet.months(),
            _ => before.sheet.months().min(end(0).min(end(1)) as usize),
        };
        let delivered = |outcome| supplied(&scenario, outcome, |a| a.id == ACCELERATORS[chip].id);
        every_month_at_most(&what, &delivered(&after)[..months], &delivered(&before)[..months])
    });
}

#[test]
fn twice_the_chips_are_twice_the_power_and_twice_the_spend() {
    always(13, |case| {
        let agreement = pick(&[0, 1], case.dice[0]);
        let mut scenario = without_agreement(&without_limits(&case.scenario), 1 - agreement);
        let most = input::agreement::CHIPS.of(agreement).row().max;
        let size =
            if case.dice[1] < 0.5 { scenario.get(input::agreement::CHIPS.of(agreement)) } else { most * case.dice[2] };
        // Half of less than a chip may be too small to count as a size.
        let size = if size > 0.0 { size.max(1.0) } else { size };
        scenario.set_nearest(input::agreement::BASIS.of(agreement), 2.0);
        let [once, twice] =
            [size / 2.0, size].map(|size| run(&with(&scenario, input::agreement::CHIPS.of(agreement), size)));
        let whole = [
            series::CHIPS_CONTRACTED,
            series::CHIPS_ONLINE,
            series::FACILITY_POWER,
            series::SPEND,
            series::SPEND_TO_DATE,
            series::OWN_COST,
            series::EFFECTIVE_FLOPS,
        ];
        let of_chips = (0..Scope::Chip.count()).map(|chip| series::chip::CHIPS.of(chip));
        for series in whole.into_iter().chain(of_chips) {
            for (once, twice) in once.sheet.row(series).iter().zip(twice.sheet.row(series)) {
                equal(Name(series), 2.0 * once, *twice, 0.0)?;
            }
        }
        equal("contract", 2.0 * once.terms[agreement].contract_usd, twice.terms[agreement].contract_usd, 0.0)
    });
}
