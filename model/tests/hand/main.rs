//! Calculations made by hand, written out from the definitions in plain arithmetic. They call nothing of the model
//! except the run itself, so that they cannot repeat a mistake of the model.

mod equity;
mod first_edition;
mod fleet;
mod to_the_end;

use model::metric;
use tests_shared::trust;

use model::run::outcome::run;
use tests_shared::by_id::{metric, row, scenario};

/// Days of the months from November 2025 to December 2034.
const DAYS: [i32; 110] = {
    const OF_YEAR: [i32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut days = [30; 110];
    days[1] = 31;
    let mut month = 2;
    while month < 110 {
        let (year, of_year) = (2026 + (month - 2) / 12, (month - 2) % 12);
        let leap_day = of_year == 1 && year % 4 == 0;
        days[month] = OF_YEAR[of_year] + leap_day as i32;
        month += 1;
    }
    days
};

fn hours(month: usize) -> f64 {
    f64::from(DAYS[month]) * 24.0
}

/// The share of a phase that is online at the end of a month. It grows evenly from the phase's start to the end of its
/// last month.
fn ramp(month: i32, start: i32, complete: i32) -> f64 {
    (f64::from(month + 1 - start) / f64::from(complete + 1 - start)).clamp(0.0, 1.0)
}

/// The mean of the ramp at the two ends of a month.
fn mean_ramp(month: usize, start: i32, complete: i32) -> f64 {
    let month = month as i32;
    (ramp(month - 1, start, complete) + ramp(month, start, complete)) / 2.0
}

/// Hours that one chip of a phase serves within a term.
fn hours_of_one(term: std::ops::Range<usize>, start: i32, complete: i32) -> f64 {
    term.map(|month| mean_ramp(month, start, complete) * hours(month)).sum()
}

/// The value in month 0 of a dollar a month over whole years. The first month counts half.
fn dollar_a_month(rate: f64, years: usize) -> f64 {
    (0..12 * years).map(|month| libm::pow(1.0 + rate, -(month as f64) / 12.0)).sum::<f64>() - 0.5
}

#[track_caller]
fn same(ours: f64, models: f64) {
    let size = ours.abs().max(models.abs());
    assert!((ours - models).abs() <= 1e-9 * size, "by hand {ours}, by the model {models}");
    trust::tried(1);
    if size > 0.0 {
        trust::differed((ours - models).abs() / size);
    }
}

/// The first baseline. $38bn over 84 months from November 2025, a quarter of it delivered from November 2025 to
/// February 2026 and the rest from March to December 2026; 40% of the money buys GB200 at $4.00 and 60% GB300 at $5.00,
/// both less 20%. $10bn over 60 months from January 2027 on Trainium3 at $1.595, complete in December 2027. $10bn is
/// invested in December 2025 at $500bn.
struct Talks;

/// For each phase: money, term, start, completion.
const PHASES: [(f64, std::ops::Range<usize>, i32, i32); 3] =
    [(0.25 * 38e9, 0..84, 0, 3), (0.75 * 38e9, 0..84, 4, 13), (10e9, 14..74, 14, 25)];
const GB200: usize = 0;
const GB300: usize = 1;
const TRN3: usize = 2;
/// For each chip: price after the discount, IT watts, peak FP8, FP8 MFU, capital cost.
const CHIPS: [[f64; 5]; 3] = [
    [0.8 * 4.00, 1_870.0, 5_000e12, 0.395, 51_400.0],
    [0.8 * 5.00, 2_120.0, 5_000e12, 0.481, 59_000.0],
    [1.595, 1_514.0, 2_517e12, 0.30, 25_700.0],
];
const PUE: f64 = 1.15;
const GOODPUT: f64 = 0.9;

impl Talks {
    /// Chips of a phase at full deployment: the chip's share of the money over the price of the hours that one chip
    /// serves.
    fn full(phase: usize, chip: usize) -> f64 {
        let (money, term, start, complete) = PHASES[phase].clone();
        let share = [[0.4, 0.6, 0.0], [0.4, 0.6, 0.0], [0.0, 0.0, 1.0]][phase][chip];
        money * share / (CHIPS[chip][0] * hours_of_one(term, start, complete))
    }

    /// Chips online at the end of a month; −1 is before the first.
    fn chips(chip: usize, month: i32) -> f64 {
        (0..3).map(|phase| Talks::full(phase, chip) * ramp(month, PHASES[phase].2, PHASES[phase].3)).sum()
    }

    /// Monthly mean of a quantity of the chips online, given its value for one chip.
    fn mean(month: usize, of_one: impl Fn(usize) -> f64) -> f64 {
        let at = |month| (0..3).map(|chip| Talks::chips(chip, month) * of_one(chip)).sum::<f64>();
        (at(month as i32 - 1) + at(month as i32)) / 2.0
    }

    fn spend(month: usize) -> f64 {
        Talks::mean(month, |chip| CHIPS[chip][0]) * hours(month)
    }
}

#[test]
fn chips_of_the_first_baseline() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario("talks-2025-12", &[]));
    for (chip, id) in [(GB200, "gb200"), (GB300, "gb300"), (TRN3, "trainium3")] {
        let row = row(&outcome, &format!("chips.{id}"));
        for month in [0, 3, 4, 13, 14, 20, 25] {
            same(Talks::chips(chip, month), row[month as usize]);
        }
    }
    // The announcement says "hundreds of thousands" of GB200 and GB300.
    let nvidia = Talks::chips(GB200, 25) + Talks::chips(GB300, 25);
    assert!((180_000.0..200_000.0).contains(&nvidia), "{nvidia}");
}

#[test]
fn power_and_energy_of_the_first_baseline() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario("talks-2025-12", &[]));
    let watts = |chip: usize| CHIPS[chip][1] * PUE;
    let at_end: f64 = (0..3).map(|chip| Talks::chips(chip, 25) * watts(chip)).sum();
    same(at_end, metric(&outcome, "facility_power_watts"));
    let joules = Talks::mean(20, watts) * 0.8 * hours(20) * 3_600.0;
    same(joules, row(&outcome, "energy_joules")[20]);
    same(joules / 3.6e6 * 0.0861, row(&outcome, "energy_cost_usd")[20]);
}

#[test]
fn compute_of_the_first_baseline() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario("talks-2025-12", &[]));
    let sum = |of_one: &dyn Fn([f64; 5]) -> f64| -> f64 {
        (0..3).map(|chip| Talks::chips(chip, 25) * of_one(CHIPS[chip])).sum()
    };
    same(sum(&|[_, _, peak, ..]| peak / 1_979e12), metric(&outcome, "h100_equivalents"));
    let effective = sum(&|[_, _, peak, mfu, _]| peak * mfu * GOODPUT);
    same(effective, metric(&outcome, "effective_flops"));
    let hourly = sum(&|[price, ..]| price);
    same(hourly / (effective / 1e15), metric(&outcome, "usd_per_effective_pflop_hour"));
    let trainium = Talks::chips(TRN3, 25) * 2_517e12 * 0.30 * GOODPUT;
    same(1.0 - trainium / effective, metric(&outcome, "nvidia_share"));
    // Half of the fleet trains GPT-4.5's 3.8e26 FLOP.
    let days = 3.8e26 / (effective * 0.5) / 86_400.0;
    same(days, metric(&outcome, "training_days"));
    same(hourly * 0.5 * days * 24.0, metric(&outcome, "training_usd"));
    // The other half serves a model of 100bn active parameters, two operations each, at a fifth of the peak.
    let peak = sum(&|[_, _, peak, ..]| peak);
    let tokens = peak * 0.2 * GOODPUT * 0.5 * 86_400.0 / (2.0 * 100e9);
    same(tokens, metric(&outcome, "tokens_per_day"));
    same(hourly * 0.5 * 24.0 / (tokens / 1e6), metric(&outcome, "usd_per_million_tokens"));
}

#[test]
fn spend_of_the_first_baseline() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario("talks-2025-12", &[]));
    same(Talks::spend(7), row(&outcome, "spend_usd")[7]);
    let spent: f64 = (0..=25).map(Talks::spend).sum();
    same(spent, metric(&outcome, "spend_to_date_usd"));
    same(48e9 - spent, metric(&outcome, "commitment_remaining_usd"));
}

#[test]
fn deal_of_the_first_baseline() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario("talks-2025-12", &[("view.as_of", "2027-01"), ("equity.valuation_change", "0.2")]));
    same(10.0 / 510.0, metric(&outcome, "stake"));
    // Thirteen months after the payment.
    let growth = libm::pow(1.2, 13.0 / 12.0);
    same(10e9 * growth, metric(&outcome, "stake_value_usd"));
    same(growth, metric(&outcome, "moic"));
    // The spend of November 2025 does not count as returned, because the investment was paid in December.
    let spent: f64 = (1..=14).map(Talks::spend).sum();
    assert!(spent < 10e9);
    same(spent / 10e9, metric(&outcome, "returned_share"));
    let rate: f64 = (0..3).map(|chip| Talks::chips(chip, 14) * CHIPS[chip][0]).sum::<f64>() * 730.5;
    same(10e9 / rate, metric(&outcome, "months_covered"));
}

/// An hour of one GB300 at its owner's cost: $59,000 over five years, and its share of a facility at $12 a watt over 14
/// years, both at 9%, in months of 730.5 hours of which the first counts half; running costs of 0.8% of both a year;
/// 80% of its power at $0.0861 a kilowatt-hour.
#[test]
fn total_cost_of_a_chip_hour() {
    let _held = trust::Held("numbers");
    let changes = [
        ("agreement.base.basis", "chips"),
        ("agreement.base.chips", "1000"),
        ("agreement.expansion.value_usd", "0"),
        ("phase.immediate.share_b", "1"),
        ("phase.full.share_b", "1"),
    ];
    let outcome = run(&scenario("talks-2025-12", &changes));
    let watts = 2_120.0 * 1.15;
    let (chip, facility) = (59_000.0, watts * 12.0);
    let monthly =
        chip / dollar_a_month(0.09, 5) + facility / dollar_a_month(0.09, 14) + (chip + facility) * 0.008 / 12.0;
    let hourly = monthly / 730.5 + watts * 0.8 / 1_000.0 * 0.0861;
    same(1_000.0 * hourly, row(&outcome, "tco_usd_per_hour")[25]);
    same(1.0 - hourly / (0.8 * 5.00), metric(&outcome, "gross_margin"));
    // SemiAnalysis gives $2.31.
    assert!((2.25..2.40).contains(&hourly), "{hourly}");
}

#[test]
fn investors_cash_of_the_first_baseline() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario("talks-2025-12", &[]));
    let (mut cash, mut lowest) = (0.0, 0.0_f64);
    for month in 0..=25_usize {
        let added = |of_one: &dyn Fn(usize) -> f64| -> f64 {
            let at = |month| (0..3).map(|chip| Talks::chips(chip, month) * of_one(chip)).sum::<f64>();
            at(month as i32) - at(month as i32 - 1)
        };
        let chips = added(&|chip| CHIPS[chip][4]);
        let facilities = added(&|chip| CHIPS[chip][1] * PUE) * 12.0;
        let energy = Talks::mean(month, |chip| CHIPS[chip][1] * PUE) * 0.8 * hours(month) / 1_000.0 * 0.0861;
        // Running costs are paid for what is in service, not for everything that was ever bought.
        let running = Talks::mean(month, |chip| CHIPS[chip][4] + CHIPS[chip][1] * PUE * 12.0) * 0.008 / 12.0;
        let invested = if month == 1 { 10e9 } else { 0.0 };
        let flow = Talks::spend(month) - chips - facilities - energy - running - invested;
        cash += flow;
        lowest = lowest.min(cash);
        same(cash, row(&outcome, "investor_cash_to_date_usd")[month]);
    }
    same(cash, metric(&outcome, "investor_cash_to_date_usd"));
    same(lowest, metric(&outcome, "cash_low_usd"));
}

/// $100bn now and $110bn in a year are worth $242bn in two years: 100 × 1.1² + 110 × 1.1 = 242.
#[test]
fn return_of_two_tranches() {
    let _held = trust::Held("numbers");
    // 21% of $1,000bn post-money is worth $242bn when the valuation grows each year by the factor √(242 ÷ 210).
    let growth = (242.0_f64 / 210.0).sqrt() - 1.0;
    let changes = [
        ("equity.pre_money_usd", "790e9"),
        ("equity.tranche1.amount_usd", "100e9"),
        ("equity.tranche1.month", "2026-01"),
        ("equity.tranche2.amount_usd", "110e9"),
        ("equity.tranche2.month", "2027-01"),
        ("equity.exit", "2028-01"),
        ("equity.valuation_change", &growth.to_string()),
    ];
    let outcome = run(&scenario("talks-2025-12", &changes));
    same(1e12, metric(&outcome, "post_money_usd"));
    same(0.1, metric(&outcome, "exit_irr"));
    same(0.21, metric(&outcome, "stake"));
}

/// Where the stake is worth less at the exit than the second tranche cost, there are two payments and no receipt. Money
/// only flows out, so there is no rate of return.
#[test]
fn no_return_where_money_only_flows_out() {
    let _held = trust::Held("numbers");
    let changes = [
        ("equity.tranche1.amount_usd", "10e9"),
        ("equity.tranche1.month", "2026-01"),
        ("equity.tranche2.amount_usd", "100e9"),
        ("equity.tranche2.month", "2028-01"),
        ("equity.exit", "2028-01"),
        ("equity.valuation_change", "-0.6"),
    ];
    // In January 2028 the stake is worth 110 × 0.4² = $17.6bn, and $100bn is paid in the same month.
    let outcome = run(&scenario("talks-2025-12", &changes));
    let irr = outcome.metrics.get(metric::EXIT_IRR);
    assert!(irr.is_err(), "{irr:?}");
}
