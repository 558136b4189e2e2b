//! Effects of limits, late starts, ramps and prices on a fleet, month by month.

use crate::{CHIPS, GB200, GB300, GOODPUT, PUE, TRN3, Talks, hours, hours_of_one, mean_ramp, ramp, same};
use model::quantities::metric::MetricId;
use model::run::outcome::run;
use model::series;
use tests_shared::by_id::{metric, row, scenario};
use tests_shared::trust;

/// A power limit of 0.3 GW and 0.35 GW more a year. In December 2027, 25 months on, the fleet is the one that the plan
/// had when it first took that much power: all NVIDIA chips run, Trainium3 takes the rest of the power, and no
/// Trainium4 is switched on.
#[test]
fn a_month_that_power_binds() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario("power-bound", &[]));
    let limit = 0.3e9 + 0.35e9 * 25.0 / 12.0;
    let nvidia = (Talks::chips(GB200, 25) * 1_870.0 + Talks::chips(GB300, 25) * 2_120.0) * PUE;
    let trainium3 = (limit - nvidia) / (1_514.0 * PUE);
    // By the end of September 2027, before Trainium4's first month, the plan had switched on this share of 1 GW.
    assert!(trainium3 * 1_514.0 * PUE < 1e9 * ramp(22, 14, 25));
    same(limit, metric(&outcome, "facility_power_watts"));
    same(Talks::chips(GB200, 25), row(&outcome, "chips.gb200")[25]);
    same(Talks::chips(GB300, 25), row(&outcome, "chips.gb300")[25]);
    same(trainium3, row(&outcome, "chips.trainium3")[25]);
    assert_eq!(row(&outcome, "chips.trainium4")[25], 0.0);
    assert_eq!(outcome.metrics.binding.word(), "power");
}

/// 10,000 NVIDIA chips a month make 140,000 by December 2026. The immediate phase is complete, and the later phase's
/// two chips share the rest in the proportion of the phase. NVIDIA's supply does not limit Trainium3, which comes on
/// time.
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
    // Five months later all chips have come.
    same(Talks::chips(GB300, 18), row(&outcome, "chips.gb300")[18]);
}

/// An agreement ends after half a year, having received 30,000 chips of many more that it waited for. It has used
/// 30,000 of the vendor's chips, and the next agreement does not queue behind those that the first never got.
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
    // 21 × 5,000 − 30,000 chips are available by July 2027, and only seven twelfths of 50,000 are planned.
    same(50_000.0 * ramp(20, 14, 25), chips[20]);
}

/// $300m a month pays for the immediate phase and part of the next. Trainium3, which was planned later, waits.
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

/// 100,000 H100s that come from November 2025 to February 2026, and no other chips.
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

/// With a slip of three months, each month has the chips planned for three months earlier. The term does not move, so
/// the hours lost at the beginning are never delivered.
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

/// A price is locked when its agreement starts: here two years on at 10% less each year, and with 20% off.
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

/// At the list price of a reserved GB200, $10.58, $38bn would pay for some 60,000 of them.
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

/// A power limit of 0 is a limit, not the absence of one.
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

/// Numbers that are 0 by hand are shown as 0 despite rounding: the gain of a stake at its entry valuation, the return
/// of an investment that keeps its value, and the shortfall of an agreement that is on plan.
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

/// 100,000 of the reader's own chip, all online from the end of the first month, with the reader's peaks, watts, price
/// and cost. Each precision uses the peak that was typed, and H100-equivalents use FP8.
#[test]
fn a_fleet_of_a_chip_of_one_s_own() {
    let _held = trust::Held("numbers");
    let changes = [
        ("agreement.base.basis", "chips"),
        ("agreement.base.chips", "100000"),
        ("agreement.base.term_months", "60"),
        ("phase.immediate.chip_a", "own"),
        ("phase.immediate.start", "2025-11"),
        ("phase.immediate.complete", "2025-11"),
        ("chip.own.peak_bf16", "1.5 PFLOP/s"),
        ("chip.own.peak_fp8", "3e15"),
        ("chip.own.peak_fp4", "7 PFLOPS"),
        ("chip.own.it_watts", "1200"),
        ("chip.own.price_usd_per_hour", "2.5"),
        ("chip.own.capex_usd", "40000"),
        ("chip.own.mfu_bf16", "0.42"),
        ("chip.own.mfu_fp8", "0.35"),
        ("chip.own.mfu_fp4", "0.25"),
        ("view.as_of", "2026-12"),
    ];
    let effective = |peak: f64, mfu: f64| 100_000.0 * peak * mfu * GOODPUT;
    for (precision, peak, mfu) in [("bf16", 1.5e15, 0.42), ("fp8", 3e15, 0.35), ("fp4", 7e15, 0.25)] {
        let changes: Vec<_> = changes.into_iter().chain([("workload.precision", precision)]).collect();
        let outcome = run(&scenario("none", &changes));
        same(100_000.0, metric(&outcome, "chips_online"));
        same(100_000.0, row(&outcome, "chips.own")[0]);
        same(100_000.0 * 3e15 / 1_979e12, metric(&outcome, "h100_equivalents"));
        same(100_000.0 * 1_200.0 * PUE, metric(&outcome, "facility_power_watts"));
        // A month of all of them; in the first month half of them.
        same(100_000.0 * 2.5 * hours(13), row(&outcome, "spend_usd")[13]);
        same(50_000.0 * 2.5 * hours(0), row(&outcome, "spend_usd")[0]);
        same(100_000.0 * 40_000.0, row(&outcome, "chip_capex_usd")[0]);
        same(100_000.0 * 1.5e15, row(&outcome, "peak_flops_bf16")[13]);
        same(100_000.0 * 3e15, row(&outcome, "peak_flops_fp8")[13]);
        same(100_000.0 * 7e15, row(&outcome, "peak_flops_fp4")[13]);
        same(effective(peak, mfu), row(&outcome, "effective_flops")[13]);
        same(effective(peak, mfu), row(&outcome, "effective_flops.other")[13]);
        same(1.0, metric(&outcome, "compute_share.other"));
        same(2.5 / (peak * mfu * GOODPUT / 1e15), metric(&outcome, "usd_per_effective_pflop_hour"));
        same(2.5 / (peak / 1e15), metric(&outcome, "usd_per_peak_pflop_hour.own"));
        same(peak / (1_200.0 * PUE), metric(&outcome, "peak_flops_per_watt.own"));
        same(peak / 40_000.0, metric(&outcome, "peak_flops_per_capex_usd.own"));
        // Half of the fleet serves, at 20% of the 8-bit peak, 2 operations for each of 100 billion parameters.
        let tokens = 100_000.0 * 3e15 * 0.2 * GOODPUT * 0.5 * 86_400.0 / (2.0 * 100e9);
        same(tokens, metric(&outcome, "tokens_per_day"));
    }
}

/// The maker of the reader's own chip has a supply of its own. 2,000 a month make 42,000 by July 2027, of the 291,667
/// planned by then, and no other vendor's chips are held back.
#[test]
fn the_supply_of_a_chip_of_one_s_own() {
    let _held = trust::Held("numbers");
    let changes = [
        ("phase.expansion.chip_a", "own"),
        ("agreement.expansion.basis", "chips"),
        ("agreement.expansion.chips", "500000"),
        ("supply.other.limited", "on"),
        ("supply.other.chips_per_month", "2000"),
    ];
    let outcome = run(&scenario("talks-2025-12", &changes));
    same(2_000.0 * 21.0, row(&outcome, "chips.own")[20]);
    same(Talks::chips(GB300, 20), row(&outcome, "chips.gb300")[20]);
    assert_eq!(outcome.binding()[20].word(), "supply");
}
