//! Calculations made by hand, written out from the definitions in plain arithmetic. Nothing of the model is called but
//! the run itself, so that a mistake in the model is not repeated here.

mod equity;
mod first_edition;
mod to_the_end;

use model::{metric, series};
use tests_shared::trust;

use model::quantities::metric::MetricId;
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

/// The share of a phase that is online at the end of a month: evenly from its start to the end of its last month.
fn ramp(month: i32, start: i32, complete: i32) -> f64 {
    (f64::from(month + 1 - start) / f64::from(complete + 1 - start)).clamp(0.0, 1.0)
}

/// The mean of a month's two ends.
fn mean_ramp(month: usize, start: i32, complete: i32) -> f64 {
    let month = month as i32;
    (ramp(month - 1, start, complete) + ramp(month, start, complete)) / 2.0
}

/// Hours that one chip of a phase serves within a term.
fn hours_of_one(term: std::ops::Range<usize>, start: i32, complete: i32) -> f64 {
    term.map(|month| mean_ramp(month, start, complete) * hours(month)).sum()
}

/// What a dollar a month is worth over whole years, half of it in the first month.
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

/// The first baseline: $38bn over 84 months from November 2025, a quarter of it from November 2025 to February 2026,
/// the rest from March to December 2026, 40% of the money on GB200 at $4.00 and 60% on GB300 at $5.00, both less
/// 20%; $10bn over 60 months from January 2027 on Trainium3 at $1.595, complete in December 2027. $10bn paid in in December 2025 at $500
/// bn.
struct Talks;

/// Each phase: money, term, start, complete.
const PHASES: [(f64, std::ops::Range<usize>, i32, i32); 3] =
    [(0.25 * 38e9, 0..84, 0, 3), (0.75 * 38e9, 0..84, 4, 13), (10e9, 14..74, 14, 25)];
const GB200: usize = 0;
const GB300: usize = 1;
const TRN3: usize = 2;
/// Of each chip: price after the discount, IT watts, peak FP8, FP8 MFU, capital cost.
const CHIPS: [[f64; 5]; 3] = [
    [0.8 * 4.00, 1_870.0, 5_000e12, 0.395, 51_400.0],
    [0.8 * 5.00, 2_120.0, 5_000e12, 0.481, 59_000.0],
    [1.595, 1_514.0, 2_517e12, 0.30, 25_700.0],
];
const PUE: f64 = 1.15;
const GOODPUT: f64 = 0.9;

impl Talks {
    /// Chips of a phase at full deployment: its money over the price of the hours that one chip serves.
    fn full(phase: usize, chip: usize) -> f64 {
        let (money, term, start, complete) = PHASES[phase].clone();
        let share = [[0.4, 0.6, 0.0], [0.4, 0.6, 0.0], [0.0, 0.0, 1.0]][phase][chip];
        money * share / (CHIPS[chip][0] * hours_of_one(term, start, complete))
    }

    /// Chips online at the end of a month; −1 is before the first.
    fn chips(chip: usize, month: i32) -> f64 {
        (0..3).map(|phase| Talks::full(phase, chip) * ramp(month, PHASES[phase].2, PHASES[phase].3)).sum()
    }

    /// Mean of a month of what a chip counts, over all chips online.
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
    // "Hundreds of thousands" of GB200 and GB300 were announced.
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
    // The other half serves 100bn active parameters, two operations each, at a fifth of the peak.
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
    // What was spent in November 2025 is no return on what was paid in December.
    let spent: f64 = (1..=14).map(Talks::spend).sum();
    assert!(spent < 10e9);
    same(spent / 10e9, metric(&outcome, "returned_share"));
    let rate: f64 = (0..3).map(|chip| Talks::chips(chip, 14) * CHIPS[chip][0]).sum::<f64>() * 730.5;
    same(10e9 / rate, metric(&outcome, "months_covered"));
}

/// What one GB300 costs its owner in an hour: $59,000 over five years and its share of a facility of $12 a watt over 14,
/// both at 9%, in months of 730.5 hours of which the first counts half; 0.8% of both a year to run it; 80% of its power at
/// $0.0861 a kilowatt-hour.
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
    // SemiAnalysis has $2.31.
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
        // Of what is in service, not of what was ever bought.
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
    // 21% of $1,000bn post-money come to $242bn when the valuation grows by the root of 242 ÷ 210 each year.
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

/// A second tranche that is worth less at the exit than was paid for it leaves two payments and no receipt: money only
/// flows out, so there is no rate of return.
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
    // By January 2028 the stake is worth 110 × 0.4² = $17.6bn, and $100bn are paid in that same month.
    let outcome = run(&scenario("talks-2025-12", &changes));
    let irr = outcome.metrics.get(metric::EXIT_IRR);
    assert!(irr.is_err(), "{irr:?}");
}

/// Power for 0.3 GW and 0.35 GW more a year: by December 2027, 25 months on, the plan is held where it was when it had
/// taken that much. All NVIDIA chips run by then, the rest of the power is Trainium3's, and no Trainium4 is switched on.
#[test]
fn a_month_that_power_binds() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario("power-bound", &[]));
    let limit = 0.3e9 + 0.35e9 * 25.0 / 12.0;
    let nvidia = (Talks::chips(GB200, 25) * 1_870.0 + Talks::chips(GB300, 25) * 2_120.0) * PUE;
    let trainium3 = (limit - nvidia) / (1_514.0 * PUE);
    // The plan had switched on this share of 1 GW before Trainium4's first month, October 2027.
    assert!(trainium3 * 1_514.0 * PUE < 1e9 * ramp(22, 14, 25));
    same(limit, metric(&outcome, "facility_power_watts"));
    same(Talks::chips(GB200, 25), row(&outcome, "chips.gb200")[25]);
    same(Talks::chips(GB300, 25), row(&outcome, "chips.gb300")[25]);
    same(trainium3, row(&outcome, "chips.trainium3")[25]);
    assert_eq!(row(&outcome, "chips.trainium4")[25], 0.0);
    assert_eq!(outcome.metrics.binding.word(), "power");
}

/// 10,000 NVIDIA chips a month are 140,000 by December 2026: the immediate phase is complete, and the later phase's two
/// chips share what is left as they share the phase. Trainium3 is not NVIDIA's to deliver and comes on time.
#[test]
fn a_month_that_supply_binds() {
    let _held = trust::Held("numbers");
    let changes = [("supply.nvidia.limited", "on"), ("supply.nvidia.chips_per_month", "10000")];
    let outcome = run(&scenario("talks-2025-12", &changes));
    let [first, second] = [0, 1].map(|phase| Talks::full(phase, GB200) + Talks::full(phase, GB300));
    let share = (140_000.0 - first) / second;
    for (chip, id) in [(GB200, "chips.gb200"), (GB300, "chips.gb300")] {
        same(Talks::full(0, chip) + share * Talks::full(1, chip), row(&outcome, id)[13]);
    }
    assert_eq!(outcome.binding()[13].word(), "supply");
    same(Talks::chips(TRN3, 20), row(&outcome, "chips.trainium3")[20]);
    // Five months later all have come.
    same(Talks::chips(GB300, 18), row(&outcome, "chips.gb300")[18]);
}

/// An agreement that ends after half a year with 30,000 chips of many more it waited for has used 30,000 of the vendor's
/// chips. The next agreement does not queue behind what the first one never got.
#[test]
fn an_agreement_that_is_over_waits_for_nothing() {
    let _held = trust::Held("numbers");
    let changes = [
        ("supply.nvidia.limited", "on"),
        ("supply.nvidia.chips_per_month", "5000"),
        ("agreement.base.term_months", "6"),
        ("agreement.expansion.basis", "chips"),
        ("agreement.expansion.chips", "50000"),
        ("phase.expansion.chip_a", "gb300"),
    ];
    let outcome = run(&scenario("talks-2025-12", &changes));
    let chips = row(&outcome, "chips_online");
    same(6.0 * 5_000.0, chips[5]);
    assert_eq!(chips[6], 0.0);
    // 21 × 5,000 − 30,000 chips are left by July 2027, and only seven twelfths of 50,000 are planned.
    same(50_000.0 * ramp(20, 14, 25), chips[20]);
}

/// $300m a month pay for the immediate phase and a part of the next; Trainium3, which was planned later, waits.
#[test]
fn a_month_that_the_budget_binds() {
    let _held = trust::Held("numbers");
    let changes = [("limit.budget", "on"), ("limit.budget_usd_per_month", "300e6")];
    let outcome = run(&scenario("talks-2025-12", &changes));
    let rate = |phase: usize| -> f64 {
        [GB200, GB300].iter().map(|chip| Talks::full(phase, *chip) * CHIPS[*chip][0] * 730.5).sum()
    };
    let share = (300e6 - rate(0)) / rate(1);
    assert!((0.0..1.0).contains(&share));
    for (chip, id) in [(GB200, "chips.gb200"), (GB300, "chips.gb300")] {
        same(Talks::full(0, chip) + share * Talks::full(1, chip), row(&outcome, id)[25]);
    }
    assert_eq!(row(&outcome, "chips.trainium3")[25], 0.0);
    same(300e6, metric(&outcome, "rental_usd_per_month"));
    assert_eq!(outcome.metrics.binding.word(), "budget");
}

/// 100,000 H100s from November 2025 to February 2026 and nothing else.
const H100S: [(&str, &str); 7] = [
    ("agreement.base.basis", "chips"),
    ("agreement.base.chips", "100000"),
    ("agreement.base.first_phase_share", "1"),
    ("agreement.expansion.value_usd", "0"),
    ("phase.immediate.chip_a", "h100"),
    ("phase.immediate.share_b", "0"),
    ("phase.immediate.complete", "2026-02"),
];

/// 3x² − 2x³ at a quarter, a half, three quarters and the whole.
#[test]
fn an_s_curve() {
    let _held = trust::Held("numbers");
    let changes = [&H100S[..], &[("phase.immediate.ramp", "s-curve")]].concat();
    let outcome = run(&scenario("talks-2025-12", &changes));
    let chips = row(&outcome, "chips_online");
    for (month, expected) in [15_625.0, 50_000.0, 84_375.0, 100_000.0, 100_000.0].into_iter().enumerate() {
        same(expected, chips[month]);
    }
    same((15_625.0 + 50_000.0) / 2.0 * 31.0 * 24.0 * 0.8 * 2.00, row(&outcome, "spend_usd")[1]);
}

/// Three months late, everything stands where it would have stood three months earlier, and the term does not wait: the
/// hours lost at the beginning are never delivered.
#[test]
fn a_slip_of_three_months() {
    let _held = trust::Held("numbers");
    let changes = [&H100S[..], &[("operations.slip_months", "3")]].concat();
    let outcome = run(&scenario("talks-2025-12", &changes));
    let expected = [0.0, 0.0, 0.0, 25_000.0, 50_000.0, 75_000.0, 100_000.0, 100_000.0];
    let chips = row(&outcome, "chips_online");
    for (month, expected) in expected.into_iter().enumerate() {
        same(expected, chips[month]);
        let on_time = row(&outcome, "chips_planned")[month];
        same([25_000.0, 50_000.0, 75_000.0, 100_000.0][month.min(3)], on_time);
    }
    let mean = |m: usize, slip: i32| 100_000.0 * mean_ramp(m, slip, 3 + slip) * hours(m) * 0.8 * 2.00;
    let lost: f64 = (0..84).map(|month| mean(month, 0) - mean(month, 3)).sum();
    same(lost, metric(&outcome, "undelivered_usd"));
    same(lost, metric(&outcome, "shortfall_to_date_usd"));
    assert_eq!(outcome.binding()[5].word(), "schedule");
    assert_eq!(outcome.binding()[7].word(), "nothing");
}

/// A price is locked when its agreement starts: two years on at 10% less each year, and with 20% off.
#[test]
fn a_locked_price() {
    let _held = trust::Held("numbers");
    let changes = [
        &H100S[..],
        &[
            ("agreement.base.discount", "0.2"),
            ("operations.rental_change", "-0.1"),
            ("agreement.base.start", "2027-11"),
            ("phase.immediate.start", "2027-11"),
            ("phase.immediate.complete", "2027-11"),
        ],
    ]
    .concat();
    let outcome = run(&scenario("talks-2025-12", &changes));
    same(2.00 * 0.9 * 0.9 * 0.8, row(&outcome, "rental_usd_per_hour")[25] / 100_000.0);
    same(2.00 * 0.9 * 0.9 * 0.8 * 100_000.0 * 31.0 * 24.0, row(&outcome, "spend_usd")[25]);
}

/// $38bn at the list price of a reserved GB200, $10.58, would be some 60,000 of them.
#[test]
fn list_prices_do_not_buy_what_was_announced() {
    let _held = trust::Held("numbers");
    let changes = [
        ("agreement.base.discount", "0"),
        ("chip.gb200.price_usd_per_hour", "10.58"),
        ("phase.immediate.share_b", "0"),
        ("phase.full.share_b", "0"),
    ];
    let outcome = run(&scenario("talks-2025-12", &changes));
    let chips = row(&outcome, "chips.gb200")[13];
    let by_hand =
        0.25 * 38e9 / (10.58 * hours_of_one(0..84, 0, 3)) + 0.75 * 38e9 / (10.58 * hours_of_one(0..84, 4, 13));
    same(by_hand, chips);
    assert!((58_000.0..66_000.0).contains(&chips), "{chips}");
}

/// No power at all is a limit, not the absence of one.
#[test]
fn a_limit_of_nothing() {
    let _held = trust::Held("numbers");
    let changes = [("limit.power", "on"), ("limit.power_start_watts", "0"), ("limit.power_added_watts_per_year", "0")];
    let outcome = run(&scenario("talks-2025-12", &changes));
    assert!(row(&outcome, "chips_online").iter().all(|chips| *chips == 0.0));
    assert_eq!(outcome.metrics.binding.word(), "power");
    let available = outcome.shown(series::POWER_LIMIT);
    assert_eq!(available, Some(&[0.0; 26][..]), "shown as if power were not limited");
}

/// What is nothing by hand is shown as nothing, whatever the last bits of a sum are: a stake at its entry valuation has
/// gained $0, an investment that keeps its value returns 0%, and what came on plan is not short.
#[test]
fn nothing_is_shown_as_nothing() {
    let _held = trust::Held("numbers");
    for (baseline, id, shown) in [
        ("funded-2026-07", "gain_usd", "$0"),
        ("openai-nvidia-loi", "exit_irr", "0%"),
        ("anthropic-trainium", "shortfall_to_date_usd", "$0"),
    ] {
        let outcome = run(&scenario(baseline, &[]));
        let figures = outcome.show(MetricId::parse(id).expect(id)).map(|shown| shown.figures);
        assert_eq!(figures, Ok(shown.to_owned()), "{baseline}: {id} is {}", metric(&outcome, id));
    }
}
