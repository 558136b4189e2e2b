//! What must hold whatever the inputs are: the identities of the model, at every corner of the input space and for
//! tens of thousands of scenarios at random.

use model::{input, intermediate, metric, series};
use tests_shared::{scenarios, trust};

use model::base::month::{MEAN_HOURS_IN_MONTH, Month};
use model::facts::accelerator::{Accelerator, Vendor};
use model::facts::accelerators::ACCELERATORS;
use model::inputs::families::{AGREEMENTS, LOTS, PHASES, Scope, agreement_of};
use model::inputs::input::{Family, ParameterId};
use model::inputs::kinds::Kind;
use model::inputs::scenario::Scenario;
use model::quantities::cell::Quantity;
use model::quantities::intermediate::IntermediateFamily;
use model::quantities::metric::{MetricFamily, MetricId};
use model::quantities::series::{SeriesFamily, SeriesId};
use model::record::recorder::record;
use model::run::binding::Binding;
use model::run::ledger::{Account, TRANSFERS, balances_usd, paid_to_date_usd};
use model::run::outcome::{Outcome, run};
use scenarios::{Case, Verdict, always, at_random, so_many_times};
use std::cell::{Cell as Count, RefCell};
use std::fmt::{Display, Formatter};

const CHIP: [Family; 2] = [input::phase::CHIP_A, input::phase::CHIP_B];

/// What is left of the contracted chips after each step, in the order of the steps.
const CHAIN: [SeriesId; 7] = [
    series::CHIPS_CONTRACTED,
    series::CHIPS_PLANNED,
    series::CHIPS_SCHEDULED,
    series::CHIPS_AVAILABLE,
    series::CHIPS_SUPPLIED,
    series::CHIPS_POWERED,
    series::CHIPS_ONLINE,
];

/// How many scenarios are recorded, which takes longer than to run them.
const RECORDED: u32 = 300;

/// How far sums of rounded numbers may lie apart, as a share of their size.
const ROUNDING: f64 = 1e-9;

fn holds(condition: bool, otherwise: impl FnOnce() -> String) -> Verdict {
    if condition { Ok(()) } else { Err(otherwise()) }
}

/// Equal but for rounding in numbers of a size.
fn equal(what: impl Display, a: f64, b: f64, size: f64) -> Verdict {
    let size = size.max(a.abs()).max(b.abs());
    if size > 0.0 {
        trust::differed((a - b).abs() / size);
    }
    holds((a - b).abs() <= ROUNDING * size, || format!("{what}: {a:e} is not {b:e}"))
}

/// Equal to the cent, however large: a contract has at most $500bn, of which the last digit that is kept is $0.00006.
fn to_the_cent(what: impl Display, a: f64, b: f64, size: f64) -> Verdict {
    trust::differed((a - b).abs() / size.max(1.0));
    holds((a - b).abs() <= 0.01, || format!("{what}: ${a} is not ${b}, by ${}", (a - b).abs()))
}

/// Not more, but for rounding in numbers of their size.
fn at_most(what: impl Display, a: f64, b: f64) -> Verdict {
    holds(a <= b + ROUNDING * a.abs().max(b.abs()), || format!("{what}: {a:e} is more than {b:e}"))
}

fn every_month_at_most(what: impl Display, a: &[f64], b: &[f64]) -> Verdict {
    let mut months = a.iter().zip(b).enumerate();
    months.try_for_each(|(month, (a, b))| at_most(format_args!("{what}, month {month}"), *a, *b))
}

/// A series by its id, which is made only when it is written.
struct Name(SeriesId);

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.id())
    }
}

/// A scenario with one more input changed.
fn with(scenario: &Scenario, input: ParameterId, value: f64) -> Scenario {
    let mut changed = scenario.clone();
    changed.set_nearest(input, value);
    changed
}

fn pick<T: Copy>(of: &[T], die: f64) -> T {
    of[((of.len() as f64 * die) as usize).min(of.len() - 1)]
}

/// The accelerator of a lot: chip A or chip B of its phase.
fn chip_of(scenario: &Scenario, lot: usize) -> &'static Accelerator {
    &ACCELERATORS[scenario.get(CHIP[lot % 2].of(lot / 2)) as usize]
}

fn is_supply_limited(scenario: &Scenario) -> bool {
    (0..Vendor::ALL.len()).any(|vendor| scenario.get(input::vendor::SUPPLY_LIMITED.of(vendor)) != 0.0)
}

fn is_limited(scenario: &Scenario) -> bool {
    is_supply_limited(scenario)
        || scenario.get(input::POWER_LIMITED) != 0.0
        || scenario.get(input::BUDGET_LIMITED) != 0.0
}

fn without_limits(scenario: &Scenario) -> Scenario {
    let supply = (0..Vendor::ALL.len()).map(|vendor| input::vendor::SUPPLY_LIMITED.of(vendor));
    supply.chain([input::POWER_LIMITED, input::BUDGET_LIMITED]).fold(scenario.clone(), |s, limit| with(&s, limit, 0.0))
}

/// An agreement of size 0 on every basis.
fn without_agreement(scenario: &Scenario, agreement: usize) -> Scenario {
    [input::agreement::VALUE, input::agreement::POWER, input::agreement::CHIPS]
        .into_iter()
        .fold(scenario.clone(), |s, size| with(&s, size.of(agreement), 0.0))
}

/// An identity proves little where nothing happens: the scenarios at random must be held back by each limit often.
#[test]
fn the_scenarios_meet_every_limit() {
    const LIMITS: [Binding; 6] =
        [Binding::Nothing, Binding::Schedule, Binding::Availability, Binding::Supply, Binding::Power, Binding::Budget];
    let met = RefCell::new([0_u32; LIMITS.len()]);
    at_random(0, |case| {
        let binding = run(&case.scenario).binding();
        for (times, limit) in met.borrow_mut().iter_mut().zip(LIMITS) {
            *times += u32::from(binding.contains(&limit));
        }
        Ok(())
    });
    let met = met.into_inner();
    assert!(met.iter().all(|times| *times > 1_000), "{LIMITS:?} in {met:?} scenarios");
}

fn finite(scenario: &Scenario) -> Verdict {
    let outcome = run(scenario);
    let check = |what: &dyn Fn() -> String, value: f64| holds(value.is_finite(), || format!("{}: {value}", what()));
    for series in SeriesId::all() {
        for (month, value) in outcome.sheet.row(series).iter().enumerate() {
            check(&|| format!("{} in month {month}", series.id()), *value)?;
        }
    }
    for metric in MetricId::all() {
        // An absent metric has a reason instead of a value.
        check(&|| metric.id(), outcome.metrics.get(metric).unwrap_or(0.0))?;
    }
    for (agreement, term) in outcome.terms.iter().enumerate() {
        for value in [term.contract_usd, term.delivered_usd, term.planned_chip_hours, term.planned_watt_hours] {
            check(&|| format!("{}: {term:?}", AGREEMENTS[agreement]), value)?;
        }
    }
    Ok(())
}

#[test]
fn nothing_is_infinite_or_not_a_number() {
    always(1, |case| finite(&case.scenario));
}

/// An input may be any number in its range, so also one that no slider has a step for.
#[test]
fn the_smallest_numbers_are_numbers_too() {
    let _held = trust::Held("scenarios");
    let mut broken = Vec::new();
    for baseline in model::inputs::baselines::BASELINES {
        for input in ParameterId::all().filter(|input| matches!(input.row().kind, Kind::Number | Kind::Logarithmic)) {
            let row = input.row();
            for tiny in [5e-324, 1e-310, 1e-300, 1e-200, 1e-100, 1e-30, 1e-12] {
                for value in [row.min + tiny, row.max - tiny * row.max] {
                    trust::tried(1);
                    if let Err(fault) = finite(&with(&Scenario::of(baseline), input, value)) {
                        broken.push(format!("{} with {} = {value:e}: {fault}", baseline.id, input.id()));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{} scenarios:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn what_is_delivered_and_what_is_not_make_up_the_contract() {
    const CONTRACT: MetricFamily = metric::agreement::CONTRACT_VALUE;
    const NEVER: MetricFamily = metric::agreement::UNDELIVERED;
    let value = |outcome: &Outcome, metric| outcome.metrics.get(metric).unwrap_or(f64::NAN);
    always(2, |Case { scenario, .. }| {
        let outcome = run(scenario);
        let (mut contracted, mut delivered) = (0.0, 0.0);
        for (agreement, term) in outcome.terms.iter().enumerate() {
            let (contract, never) = (value(&outcome, CONTRACT.of(agreement)), value(&outcome, NEVER.of(agreement)));
            equal("delivered + undelivered", term.delivered_usd + never, contract, contract)?;
            at_most("delivered of the contract", term.delivered_usd, contract)?;
            equal("contract", term.contract_usd, contract, contract)?;
            contracted += contract;
            delivered += term.delivered_usd;
        }
        let undelivered = value(&outcome, metric::UNDELIVERED);
        equal("undelivered of both", contracted - delivered, undelivered, contracted)?;
        equal("both contracts", value(&outcome, metric::COMMITMENT), contracted, contracted)?;
        for metric in ["commitment_remaining_usd", "shortfall_to_date_usd", "spend_to_date_usd"] {
            let at_end = outcome.metrics.get(MetricId::of(metric)).unwrap_or(f64::NAN);
            at_most(metric, at_end, contracted)?;
            holds(at_end >= -ROUNDING * contracted, || format!("{metric}: {at_end} is negative"))?;
        }
        let remaining = outcome.sheet.row(series::COMMITMENT_REMAINING);
        let spent = outcome.sheet.row(series::SPEND_TO_DATE);
        for (month, (remaining, spent)) in remaining.iter().zip(spent).enumerate() {
            equal(format_args!("remaining in month {month}"), *remaining, contracted - spent, contracted)?;
        }
        Ok(())
    });
}

/// On a value basis the contract is the value, whatever becomes of it: a part that its phases cannot deliver within
/// the term is undelivered, not unsaid.
#[test]
fn a_value_agreement_comes_to_its_value() {
    always(3, |case| {
        let agreement = pick(&[0, 1], case.dice[0]);
        let scenario = with(&case.scenario, input::agreement::BASIS.of(agreement), 0.0);
        let value = scenario.get(input::agreement::VALUE.of(agreement));
        equal(AGREEMENTS[agreement], run(&scenario).terms[agreement].contract_usd, value, value)
    });
}

#[test]
fn a_value_agreement_that_nothing_holds_back_is_spent_to_the_cent() {
    always(4, |case| {
        let agreement = pick(&[0, 1], case.dice[0]);
        let mut scenario = without_agreement(&without_limits(&case.scenario), 1 - agreement);
        let value = if case.scenario.get(input::agreement::VALUE.of(agreement)) == 0.0 {
            1e9 + 499e9 * case.dice[1]
        } else {
            case.scenario.get(input::agreement::VALUE.of(agreement))
        };
        for (input, value) in [
            (input::agreement::BASIS.of(agreement), 0.0),
            (input::agreement::VALUE.of(agreement), value),
            (input::SLIP, 0.0),
            (input::HORIZON, f64::from(Month::DEC_2034.0)),
            (input::AS_OF, f64::from(Month::DEC_2034.0)),
        ] {
            scenario.set_nearest(input, value);
        }
        // The term must end where the sheet can show it, each phase begin within it, and each chip be on sale by then.
        let first = scenario.get(input::agreement::START.of(agreement));
        let term = scenario.get(input::agreement::TERM.of(agreement)).min(f64::from(Month::DEC_2034.0) + 1.0 - first);
        scenario.set_nearest(input::agreement::TERM.of(agreement), term);
        for phase in (0..PHASES.len()).filter(|phase| agreement_of(*phase) == agreement) {
            let start = scenario.get(input::phase::START.of(phase));
            if start > first + term - 1.0 {
                scenario.set_nearest(input::phase::START.of(phase), first + ((term - 1.0) * case.dice[2]).floor());
            }
            let start = scenario.get(input::phase::START.of(phase)).max(first);
            for chip in CHIP {
                if ACCELERATORS[scenario.get(chip.of(phase)) as usize].available.value > start {
                    let on_sale = ACCELERATORS.iter().position(|a| a.available.value <= start).unwrap_or(0);
                    scenario.set_nearest(chip.of(phase), on_sale as f64);
                }
            }
        }
        let outcome = run(&scenario);
        let spent: f64 = outcome.sheet.row(series::SPEND).iter().sum();
        to_the_cent("spent over the term", spent, value, value)?;
        to_the_cent("delivered over the term", outcome.terms[agreement].delivered_usd, value, value)?;
        let left = outcome.metrics.get(metric::COMMITMENT_REMAINING).unwrap_or(f64::NAN);
        to_the_cent("left after the term", left, 0.0, value)
    });
}

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
fn every_month_of_the_ledger_sums_to_nothing() {
    always(6, |Case { scenario, .. }| {
        let outcome = run(scenario);
        let sheet = &outcome.sheet;
        for month in 0..sheet.months() {
            let moved: f64 = TRANSFERS.iter().map(|transfer| sheet.get(transfer.amount, month).abs()).sum();
            let balances = balances_usd(sheet, month);
            equal("the ledger", balances.iter().sum(), 0.0, moved)?;
            for transfer in TRANSFERS {
                let usd = sheet.get(transfer.amount, month);
                holds(usd >= 0.0, || format!("{} of {usd} in month {month}", transfer.purpose))?;
            }
        }
        Ok(())
    });
}

/// That the ledger sums to nothing follows from how it is made: what leaves one account is what arrives in another. So
/// each account is also held to what the rest of the model says that it must have, in the month and to date.
#[test]
fn every_account_has_what_other_series_say() {
    const SUPPLIES: ParameterId = input::INVESTOR_SUPPLIES;
    const OTHERS: ParameterId = input::OTHERS_MONEY;
    const BUILDING: ParameterId = input::FACILITY_COST;
    const OPEX_SHARE: ParameterId = input::OPEX_SHARE;
    const ELECTRICITY: ParameterId = input::ELECTRICITY_PRICE;
    const CAPEX: Family = input::chip::CAPEX;
    const AMOUNT: Family = input::tranche::AMOUNT;
    const PAID_IN: Family = input::tranche::MONTH;
    always(15, |Case { scenario, .. }| {
        let outcome = run(scenario);
        let at = |series: &str, month: usize| outcome.sheet.get(SeriesId::of(series), month);
        let tranches = (0..Scope::Tranche.count()).filter(|tranche| scenario.get(AMOUNT.of(*tranche)) > 0.0);
        let first = tranches.map(|tranche| scenario.get(PAID_IN.of(tranche))).reduce(f64::min).unwrap_or(0.0);
        let (mut to_date, mut moved_to_date) = ([0.0; Account::ALL.len()], 0.0);
        let (mut most_chips, mut most_watts) = (vec![0.0_f64; Scope::Chip.count()], 0.0_f64);
        for month in 0..outcome.sheet.months() {
            let balances = balances_usd(&outcome.sheet, month);
            let moved: f64 = TRANSFERS.iter().map(|transfer| outcome.sheet.get(transfer.amount, month)).sum();
            moved_to_date += moved;
            let same = |account: Account, expected: f64| {
                equal(format_args!("{account:?} in month {month}"), balances[account as usize], expected, moved)
            };
            let supplier = at("supplier_cash_usd", month);
            same(Account::Supplier, supplier)?;
            let own = if scenario.get(SUPPLIES) == 0.0 { 0.0 } else { supplier };
            same(Account::Investor, at("investor_cash_usd", month) - own)?;
            same(Account::Utilities, at("energy_joules", month) / 3.6e6 * scenario.get(ELECTRICITY))?;

            for (sum, balance) in to_date.iter_mut().zip(balances) {
                *sum += balance;
            }
            for (chip, most) in most_chips.iter_mut().enumerate() {
                *most = most.max(outcome.sheet.get(series::chip::CHIPS.of(chip), month));
            }
            most_watts = most_watts.max(outcome.sheet.get(series::FACILITY_POWER, month));
            let bought: f64 =
                most_chips.iter().enumerate().map(|(chip, most)| most * scenario.get(CAPEX.of(chip))).sum();
            let built = most_watts * scenario.get(BUILDING);
            let others = if month as f64 >= first { scenario.get(OTHERS) } else { 0.0 };
            let (invested, spent) = (at("invested_to_date_usd", month), at("spend_to_date_usd", month));
            same(Account::Operations, (bought + built) * scenario.get(OPEX_SHARE) / 12.0)?;
            for (account, expected) in [
                (Account::Investor, -invested),
                (Account::OtherInvestors, -others),
                (Account::Company, invested + others - spent),
                (Account::ChipVendors, bought),
                (Account::Builders, built),
            ] {
                let what = format_args!("{account:?} to date in month {month}");
                equal(what, to_date[account as usize], expected, moved_to_date)?;
            }
        }
        Ok(())
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

/// What one lot has too much, another may have too little of, and the totals show neither. Recordings name each step of
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
                // A step that changes nothing has no name: no slip, a limit that is off.
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
        // The same recordings have payments to date by name, where no series is their sum.
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

/// Not more than a limit. A limit cuts the plan at a share of a month that is exact to some 14 digits of the plan, so
/// what a very small limit leaves of a very large plan is not exact to 9 digits of itself.
fn within(what: impl Display, a: &[f64], limit: impl Fn(usize) -> f64, unlimited: &[f64]) -> Verdict {
    let plan = unlimited.iter().copied().fold(0.0, f64::max);
    let mut months = a.iter().zip(0..);
    months.try_for_each(|(a, month)| at_most(format_args!("{what}, month {month}"), *a, limit(month) + 1e-12 * plan))
}

/// For each month the chips that were ever online until then, of the lots whose accelerator is asked for: what has been
/// supplied does not come back when its agreement ends.
fn supplied(scenario: &Scenario, outcome: &Outcome, wanted: impl Fn(&Accelerator) -> bool) -> Vec<f64> {
    let mut sum = vec![0.0; outcome.sheet.months()];
    for lot in (0..LOTS).filter(|lot| wanted(chip_of(scenario, *lot))) {
        let mut most = 0.0_f64;
        for (sum, chips) in sum.iter_mut().zip(outcome.sheet.row(series::lot::CHIPS.of(lot))) {
            most = most.max(*chips);
            *sum += most;
        }
    }
    sum
}

#[test]
fn limits_are_respected() {
    always(8, |Case { scenario, .. }| {
        let (outcome, unlimited) = (run(scenario), run(&without_limits(scenario)));
        let row = |series| outcome.sheet.row(series);
        if scenario.get(input::POWER_LIMITED) != 0.0 {
            let limit = |month: usize| {
                scenario.get(input::POWER_AT_START) + scenario.get(input::POWER_ADDED) * month as f64 / 12.0
            };
            within("power", row(series::FACILITY_POWER), limit, unlimited.sheet.row(series::FACILITY_POWER))?;
            for (month, watts) in row(series::POWER_LIMIT).iter().enumerate() {
                equal(format_args!("power available in month {month}"), *watts, limit(month), 0.0)?;
            }
        }
        if scenario.get(input::BUDGET_LIMITED) != 0.0 {
            let limit = |_| scenario.get(input::BUDGET) / MEAN_HOURS_IN_MONTH;
            within("hourly spend", row(series::RENTAL), limit, unlimited.sheet.row(series::RENTAL))?;
        }
        for (place, vendor) in Vendor::ALL.into_iter().enumerate() {
            if scenario.get(input::vendor::SUPPLY_LIMITED.of(place)) != 0.0 {
                let limit =
                    |month: usize| scenario.get(input::vendor::CHIPS_PER_MONTH.of(place)) * (month as f64 + 1.0);
                let [limited, plan] = [&outcome, &unlimited].map(|run| supplied(scenario, run, |a| a.vendor == vendor));
                within(vendor.name(), &limited, limit, &plan)?;
            }
        }
        Ok(())
    });
}

/// A limit makes what is new wait; it never switches off what runs.
#[test]
fn what_runs_is_never_switched_off_within_its_term() {
    always(9, |Case { scenario, .. }| {
        let outcome = run(scenario);
        for lot in 0..LOTS {
            let agreement = agreement_of(lot / 2);
            let over = scenario.get(input::agreement::START.of(agreement))
                + scenario.get(input::agreement::TERM.of(agreement));
            let row = outcome.sheet.row(series::lot::CHIPS.of(lot));
            for (month, pair) in row.windows(2).enumerate().take_while(|(month, _)| ((month + 1) as f64) < over) {
                at_most(format_args!("lot {lot} after month {month}"), pair[0], pair[1])?;
            }
        }
        Ok(())
    });
}

#[test]
fn stake_times_post_money_is_the_amounts_in() {
    always(10, |case| {
        let scenario = with(&case.scenario, input::DILUTION, 0.0);
        let outcome = run(&scenario);
        let post_money = outcome.metrics.get(metric::POST_MONEY).unwrap_or(f64::NAN);
        let (amount, paid, probability) = (input::tranche::AMOUNT, input::tranche::MONTH, input::tranche::PROBABILITY);
        for (month, stake) in outcome.sheet.row(series::STAKE).iter().enumerate() {
            let amounts_in: f64 = (0..Scope::Tranche.count())
                .filter(|tranche| scenario.get(paid.of(*tranche)) <= month as f64)
                .map(|tranche| scenario.get(amount.of(tranche)) * scenario.get(probability.of(tranche)))
                .sum();
            equal(format_args!("month {month}"), stake * post_money, amounts_in, 0.0)?;
            equal("invested", outcome.sheet.get(series::INVESTED_TO_DATE, month), amounts_in, 0.0)?;
        }
        // With dilution a stake is never more than without.
        let diluted = run(&case.scenario);
        let stake = series::STAKE;
        every_month_at_most("diluted", diluted.sheet.row(stake), outcome.sheet.row(stake))
    });
}

#[test]
fn more_slip_never_means_more_chips() {
    always(11, |case| {
        let less = (case.dice[0] * 36.0).floor();
        let more = (less + 1.0 + case.dice[1] * case.dice[1] * 36.0).floor().min(36.0);
        let [before, after] = [less, more].map(|slip| run(&with(&case.scenario, input::SLIP, slip)));
        let of_chips = (0..Scope::Chip.count()).map(|chip| series::chip::CHIPS.of(chip));
        let of_lots = (0..LOTS).map(|lot| series::lot::CHIPS.of(lot));
        for series in [series::CHIPS_ONLINE, series::SPEND_TO_DATE].into_iter().chain(of_chips).chain(of_lots) {
            let what = format_args!("slip {less} to {more}: {}", Name(series));
            every_month_at_most(what, after.sheet.row(series), before.sheet.row(series))?;
        }
        Ok(())
    });
}

/// With limits too: what a dearer chip leaves of power or budget goes to others, never to itself. What it leaves of a
/// vendor's supply may go to the same chip under a later agreement, so there it is the deliveries that never grow; and
/// with a second limit on top, which may keep what was supplied to an agreement from it to its end, they are compared
/// until an agreement ends.
#[test]
fn a_higher_price_never_buys_more_chips_of_a_contract_value() {
    always(12, |case| {
        let agreement = pick(&[0, 1], case.dice[0]);
        let lot = 4 * agreement + pick(&[0, 1, 2, 3], case.dice[1]);
        let scenario = with(&case.scenario, input::agreement::BASIS.of(agreement), 0.0);
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
        scenario.set_nearest(input::agreement::BASIS.of(agreement), 2.0);
        let [once, twice] =
            [size / 2.0, size].map(|size| run(&with(&scenario, input::agreement::CHIPS.of(agreement), size)));
        let whole = [
            series::CHIPS_CONTRACTED,
            series::CHIPS_ONLINE,
            series::FACILITY_POWER,
            series::SPEND,
            series::SPEND_TO_DATE,
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

/// To the last bit: the view is only a view.
#[test]
fn the_view_never_changes_a_value() {
    always(14, |case| {
        let (min, max) = (input::HORIZON.row().min, input::HORIZON.row().max);
        let near = (min + (max - min) * case.dice[0]).floor();
        let far = (near + (max - near) * case.dice[1]).floor();
        let as_of = ((near + 1.0) * case.dice[2]).floor();
        let [short, long, later] = [(near, as_of), (far, as_of), (far, far)]
            .map(|(horizon, as_of)| run(&with(&with(&case.scenario, input::HORIZON, horizon), input::AS_OF, as_of)));
        for series in SeriesId::all() {
            let months = short.sheet.months();
            let same = short.sheet.row(series) == &long.sheet.row(series)[..months];
            holds(same && long.sheet.row(series) == later.sheet.row(series), || {
                format!("{}: horizon {near} or {far}, as of {as_of}", series.id())
            })?;
        }
        holds(short.metrics == long.metrics, || format!("metrics: horizon {near} or {far}, as of {as_of}"))?;
        holds(short.terms == long.terms && long.terms == later.terms, || "terms".to_owned())?;
        holds(short.notices == long.notices && long.notices == later.notices, || "notices".to_owned())?;
        holds(long.binding().starts_with(&short.binding()), || "binding".to_owned())
    });
}
