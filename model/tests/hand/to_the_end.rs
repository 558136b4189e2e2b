//! A small contract computed to its end, with the arithmetic of each figure written out.

use crate::{hours, same};
use model::quantities::series::SeriesId;
use model::run::outcome::{Outcome, run};
use tests_shared::by_id::{metric, row, scenario};
use tests_shared::trust;

/// 1,000 H100s for two years from November 2025, all online at the end of that month. Price $3 an hour, capital cost
/// $30,000 a chip. 1,000 W at PUE 1.2 is 1,200 W; at $10 a watt the building costs $12,000 a chip. Half of the power is
/// drawn at $0.10 a kilowatt-hour: $0.06 an hour. Running costs are 2.4% of $42,000 a year: $84 a month. Hardware lives
/// three years and keeps 30% of its book value; buildings live four years and keep all of it.
const SMALL: [(&str, &str); 20] = [
    ("agreement.base.basis", "chips"),
    ("agreement.base.chips", "1000"),
    ("agreement.base.term_months", "24"),
    ("agreement.base.first_phase_share", "1"),
    ("phase.immediate.chip_a", "h100"),
    ("phase.immediate.start", "2025-11"),
    ("phase.immediate.complete", "2025-11"),
    ("chip.h100.price_usd_per_hour", "3"),
    ("chip.h100.capex_usd", "30000"),
    ("chip.h100.it_watts", "1000"),
    ("operations.pue", "1.2"),
    ("operations.load_factor", "0.5"),
    ("operations.electricity_usd_per_kwh", "0.1"),
    ("supplier.facility_usd_per_watt", "10"),
    ("supplier.opex_share", "0.024"),
    ("supplier.hardware_life_years", "3"),
    ("supplier.hardware_residual", "0.3"),
    ("supplier.facility_life_years", "4"),
    ("supplier.wacc", "0"),
    ("view.horizon", "2034-12"),
];

fn small(changes: &[(&str, &str)]) -> Outcome {
    run(&scenario("none", &[&SMALL[..], changes].concat()))
}

/// Mean chips of a month. In the first month it is half of them.
fn mean(month: usize) -> f64 {
    if month == 0 { 500.0 } else { 1_000.0 }
}

/// The supplier's cash of a month, without the residual value.
fn cash(month: usize) -> f64 {
    let bought = if month == 0 { 30e6 + 12e6 } else { 0.0 };
    mean(month) * (hours(month) * (3.0 - 0.06) - 84.0) - bought
}

/// Without discounting, every sum can be checked on paper.
#[test]
fn a_contract_without_discounting() {
    let _held = trust::Held("numbers");
    let outcome = small(&[]);
    // November 2025 to October 2027 has 730 days, 17,520 hours. In November the chips come evenly, which costs half of
    // 720.
    let hours = 17_520.0 - 360.0;
    same(1_000.0 * hours * 3.0, metric(&outcome, "contract_pv_spend_usd")); // $51.48m
    same(30e6, metric(&outcome, "contract_pv_hardware_usd"));
    same(12e6, metric(&outcome, "contract_pv_facility_usd"));
    same(1_000.0 * hours * 0.06, metric(&outcome, "contract_pv_energy_usd")); // $1.0296m
    // 23.5 months.
    same(23.5 * 84_000.0, metric(&outcome, "contract_pv_opex_usd")); // $1.974m
    // At the end everything is 24 months old. Hardware has a third of its life left, 0.3 · 30 / 3 = $3m; buildings have
    // half, $6m.
    same(9e6, metric(&outcome, "contract_pv_residual_usd"));
    // 51.48 − 30 − 12 − 1.0296 − 1.974 + 9
    same(15.4764e6, metric(&outcome, "contract_npv_usd"));
    same(15.4764 / 51.48, metric(&outcome, "contract_margin"));
    // (30 + 12 + 1.0296 + 1.974 − 9) ÷ 51.48
    same(36.0036 / 51.48, metric(&outcome, "break_even_price"));
    same(36.0036e6 / (1_000.0 * hours), metric(&outcome, "break_even_usd_per_chip_hour.h100")); // $2.098
    // Cash is lowest after the first month: 500 · 720 · 2.94 − 42,000 − 42m = −$40.9836m.
    same(-40.9836e6, metric(&outcome, "contract_low_usd"));
    assert_eq!(metric(&outcome, "contract_low_month"), 0.0);
    // $42m ÷ (730.5 · 2,940 − 84,000) is 20.4 months, and half of the first is lost, so cash turns positive in month
    // 20.
    let to_date = |month: usize| (0..=month).map(cash).sum::<f64>();
    assert!(to_date(19) < 0.0 && to_date(20) > 0.0, "{} {}", to_date(19), to_date(20));
    assert_eq!(metric(&outcome, "contract_payback_month"), 20.0);
    // Nothing is paid after the end.
    for id in ["spend_usd", "opex_usd", "energy_cost_usd", "chip_capex_usd", "residual_usd"] {
        assert!(row(&outcome, id)[24..].iter().all(|usd| *usd == 0.0), "{id}");
    }
    same(9e6, row(&outcome, "residual_usd")[23]);
}

/// The same contract at 10%, computed month by month.
#[test]
fn a_contract_at_ten_per_cent() {
    let _held = trust::Held("numbers");
    let outcome = small(&[("supplier.wacc", "0.1")]);
    let factor = |month: usize| libm::pow(1.1, -(month as f64) / 12.0);
    let worth: f64 = (0..24).map(|month| cash(month) * factor(month)).sum::<f64>() + 9e6 * factor(23);
    same(worth, metric(&outcome, "contract_npv_usd"));
    let hours: f64 = (0..24).map(|month| mean(month) * hours(month) * factor(month)).sum();
    let costs = hours * 3.0 - worth;
    same(costs / hours, metric(&outcome, "break_even_usd_per_chip_hour.h100"));
    same(worth / (hours * 3.0), metric(&outcome, "contract_margin"));
    // The rate at which the contract is worth 0, found by bisection: at 10% it is worth more than 0, at 100% less.
    let at = |rate: f64| {
        let flow = |month: usize| cash(month) + if month == 23 { 9e6 } else { 0.0 };
        (0..24).map(|month| flow(month) * libm::pow(1.0 + rate, -(month as f64) / 12.0)).sum::<f64>()
    };
    assert!(worth > 0.0 && at(1.0) < 0.0);
    let (mut low, mut high) = (0.1, 1.0);
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if at(middle) > 0.0 { low = middle } else { high = middle }
    }
    same(low, metric(&outcome, "contract_irr"));
    // A year's rent, 8,766 · 2.94, less running costs, 0.024 · 42,000, and the building at 10% over four years.
    let building = 12.0 * 12_000.0 / crate::dollar_a_month(0.1, 4);
    let payback = 30_000.0 / (8_766.0 * 2.94 - 1_008.0 - building);
    same(payback, metric(&outcome, "hardware_payback_years.h100"));
}

/// Four years of service on hardware that lives one year. Without replacement it runs to the end. With it, hardware is
/// replaced if it is still needed two years later: after one year it is (month 36 is in service), after two it is not.
#[test]
fn hardware_that_is_replaced() {
    let _held = trust::Held("numbers");
    let long = [("agreement.base.term_months", "48"), ("supplier.hardware_life_years", "1")];
    let [left, replaced] = [false, true].map(|on| {
        let refresh = ("supplier.refresh", if on { "on" } else { "off" });
        small(&[&long[..], &[refresh]].concat())
    });
    let bought = |outcome: &Outcome| row(outcome, "chip_capex_usd")[..48].to_vec();
    let months = |at: &[usize]| (0..48).map(|m| if at.contains(&m) { 30e6 } else { 0.0 }).collect::<Vec<_>>();
    assert_eq!(bought(&left), months(&[0]));
    assert_eq!(bought(&replaced), months(&[0, 12]));
    same(metric(&left, "contract_npv_usd") - 30e6, metric(&replaced, "contract_npv_usd"));
    same(metric(&replaced, "contract_npv_usd"), metric(&left, "contract_npv_other_refresh_usd"));
    same(metric(&left, "contract_npv_usd"), metric(&replaced, "contract_npv_other_refresh_usd"));
    let oldest = |outcome: &Outcome, words: &str| outcome.notices.iter().any(|notice| notice.text().contains(words));
    assert!(oldest(&left, "The oldest H100 is 48 months old"));
    assert!(oldest(&replaced, "The oldest H100 is 36 months old"));
}

/// 70 chips for 72 months and 30 for 120, all of one kind, with a life of five years. Only chips that are needed for
/// long are replaced: 30 chips once, in whichever months they were bought.
#[test]
fn what_is_replaced_does_not_hang_on_the_months_of_purchase() {
    let _held = trust::Held("numbers");
    let bought = |changes: &[(&str, &str)]| {
        let two = [
            ("agreement.base.chips", "70"),
            ("agreement.base.term_months", "72"),
            ("agreement.expansion.basis", "chips"),
            ("agreement.expansion.chips", "30"),
            ("agreement.expansion.term_months", "120"),
            ("agreement.expansion.first_phase_share", "1"),
            ("phase.expansion.chip_a", "h100"),
            ("phase.expansion.start", "2025-11"),
            ("phase.expansion.complete", "2025-11"),
            ("supplier.hardware_life_years", "5"),
            ("supplier.refresh", "on"),
            ("view.horizon", "2044-12"),
        ];
        let outcome = small(&[&two[..], changes].concat());
        let months = row(&outcome, "chip_capex_usd").iter().enumerate().map(|(m, usd)| (m, usd / 30e3));
        months.filter(|(_, chips)| *chips != 0.0).collect::<Vec<_>>()
    };
    // After 60 months all 100 are worn out. In month 84 only 30 are needed, so 30 are replaced and 70 run on.
    assert_eq!(bought(&[]), [(0, 100.0), (60, 30.0)]);
    // The 30 come a month later. In month 60 the 70 are worn out, but the other 30 are not and cover the need of month
    // 84.
    let later = [("phase.expansion.start", "2025-12"), ("phase.expansion.complete", "2025-12")];
    assert_eq!(bought(&later), [(0, 70.0), (1, 30.0), (61, 30.0)]);
    // The need for 70 ends after 48 months. After 60 all 100 are worn out: the 30 that are needed are replaced, 70 idle
    // ones retire.
    assert_eq!(bought(&[("agreement.base.term_months", "48")]), [(0, 100.0), (60, 30.0)]);
    // 100 chips for 48 months, then 30 in the same halls until month 120. The 30 are replaced after 60 months.
    let after = [
        ("agreement.base.chips", "100"),
        ("agreement.base.term_months", "48"),
        ("agreement.expansion.start", "2029-11"),
        ("agreement.expansion.term_months", "72"),
        ("phase.expansion.start", "2029-11"),
        ("phase.expansion.complete", "2029-11"),
    ];
    assert_eq!(bought(&after), [(0, 100.0), (60, 30.0)]);
}

/// A year of service, three months late. The hours lost at the start are made up for after the end of the term, whose
/// last month is October 2026.
#[test]
fn a_term_from_delivery() {
    let _held = trust::Held("numbers");
    let late = [("agreement.base.term_months", "12"), ("operations.slip_months", "3")];
    let own = small(&late);
    let on = small(&[&late[..], &[("agreement.base.term_from_delivery", "on")]].concat());
    // Planned: the 8,760 hours of the year less half of November. Delivered: half of February 2026 and all hours after
    // it.
    let planned = 1_000.0 * (8_760.0 - 360.0);
    let delivered = 1_000.0 * ((3..12).map(hours).sum::<f64>() - hours(3) / 2.0);
    same(3.0 * planned, metric(&on, "contract_usd.base"));
    same(3.0 * (planned - delivered), metric(&own, "lapsed_usd"));
    same(3.0 * (planned - delivered), metric(&own, "undelivered_usd"));
    same(0.0, metric(&on, "lapsed_usd"));
    // Lost: the 2,208 hours of the three months, less half of November, which was never planned, plus half of February:
    // 2,184.
    let left = (planned - delivered) / 1_000.0;
    same(720.0 + 744.0 + 744.0 - 360.0 + 336.0, left);
    let whole: f64 = (12..14).map(hours).sum(); // November and December 2026: 1,464 hours
    let spend = row(&on, "spend_usd");
    same(3_000.0 * hours(12), spend[12]);
    same(3_000.0 * hours(13), spend[13]);
    same(3_000.0 * (left - whole), spend[14]); // 720 of January's 744 hours
    assert_eq!(spend[15], 0.0);
    // Energy and running costs of the last month are paid in full.
    same(1_000.0 * hours(14) * 0.06, row(&on, "energy_cost_usd")[14]);
    same(84_000.0, row(&on, "opex_usd")[14]);
    assert_eq!(on.terms[0].last, 14.0);
}

/// A year of service, three months late. The customer uses half of it and owes all that was planned, so it pays for all
/// that is delivered, also in the months by which the term is extended.
#[test]
fn a_minimum_of_what_is_delivered_late() {
    let _held = trust::Held("numbers");
    let changes = [
        ("agreement.base.term_months", "12"),
        ("agreement.base.usage", "0.5"),
        ("agreement.base.take_or_pay", "1"),
        ("agreement.base.term_from_delivery", "on"),
        ("operations.slip_months", "3"),
    ];
    let outcome = small(&changes);
    let planned = 3_000.0 * (8_760.0 - 360.0);
    same(planned, row(&outcome, "spend_usd").iter().sum::<f64>());
    assert!(row(&outcome, "unused_usd").iter().all(|usd| *usd == 0.0));
    // With a minimum of three quarters, three quarters is paid in the months beyond the term.
    let part = small(&[&changes[..], &[("agreement.base.take_or_pay", "0.75")]].concat());
    same(0.75 * 3_000.0 * hours(12), row(&part, "spend_usd")[12]);
}

/// The customer uses half of the capacity online and owes four fifths of the plan, as far as the capacity is online.
#[test]
fn a_minimum_that_is_paid() {
    let _held = trust::Held("numbers");
    let changes = [
        ("agreement.base.usage", "0.5"),
        ("agreement.base.take_or_pay", "0.8"),
        ("operations.slip_months", "3"),
        ("view.as_of", "2026-04"),
    ];
    let outcome = small(&changes);
    let (paid, unused) = (row(&outcome, "spend_usd"), row(&outcome, "unused_usd"));
    // Nothing is online until the end of January 2026. In February half of the chips are, less than four fifths, so all
    // of it is paid.
    assert_eq!(paid[..3], [0.0; 3]);
    same(500.0 * hours(3) * 3.0, paid[3]);
    assert_eq!(unused[3], 0.0);
    // From March on four fifths is paid, more than the half that is used.
    for month in [4, 5, 20] {
        same(800.0 * hours(month) * 3.0, paid[month]);
        same(200.0 * hours(month) * 3.0, unused[month]);
    }
    // Energy is paid for all capacity online, used or not.
    same(1_000.0 * hours(4) * 0.06, row(&outcome, "energy_cost_usd")[4]);
    // Unused capacity was delivered. It is not part of what remains, nor of the shortfall behind the plan.
    let there: f64 = 500.0 * hours(3) + 1_000.0 * (hours(4) + hours(5));
    let contract = 3_000.0 * (17_520.0 - 360.0);
    same(contract - 3.0 * there, metric(&outcome, "commitment_remaining_usd"));
    same(3.0 * 200.0 * (hours(4) + hours(5)), metric(&outcome, "unused_to_date_usd"));
    let planned: f64 = (0..=5).map(|month| mean(month) * hours(month)).sum();
    same(3.0 * (planned - there), metric(&outcome, "shortfall_to_date_usd"));
}

/// MI455X is available from January 2027. Chips that were planned to come evenly from November 2026 to February 2027
/// come evenly from January to April.
#[test]
fn a_chip_that_comes_late() {
    let _held = trust::Held("numbers");
    let changes = [
        ("phase.immediate.chip_a", "mi455x"),
        ("phase.immediate.start", "2026-11"),
        ("phase.immediate.complete", "2027-02"),
    ];
    let outcome = small(&changes);
    let chips = |id: &str| row(&outcome, id)[11..18].to_vec();
    assert_eq!(chips("chips_planned"), [0.0, 250.0, 500.0, 750.0, 1_000.0, 1_000.0, 1_000.0]);
    assert_eq!(chips("chips_available"), [0.0, 0.0, 0.0, 250.0, 500.0, 750.0, 1_000.0]);
    assert_eq!(chips("chips_online"), chips("chips_available"));
    assert_eq!(outcome.binding()[13].word(), "availability");
    let series = SeriesId::of("chip_capex_usd");
    let bought: Vec<f64> = outcome.sheet.row(series)[13..18].to_vec();
    assert!(bought.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-6 || pair[0] == 0.0 || pair[1] == 0.0));
}

/// 100,000 H100s for three months, half of them in the first: 36 + 74.4 + 74.4 = 184.8m chip-hours. At $1.38 less $0.07
/// of energy they pay $242.088m, exactly the cost of the chips at $1,420.88 and a site of 100,000 kW at $1 a watt. The
/// contract pays back in its last month, although in another order the sum of the months comes out slightly below 0 by
/// rounding.
#[test]
fn what_pays_for_itself_just_so_pays_back() {
    let _held = trust::Held("numbers");
    let outcome = small(&[
        ("agreement.base.chips", "100000"),
        ("agreement.base.term_months", "3"),
        ("chip.h100.price_usd_per_hour", "1.38"),
        ("chip.h100.capex_usd", "1420.88"),
        ("operations.pue", "1"),
        ("operations.load_factor", "1"),
        ("operations.electricity_usd_per_kwh", "0.07"),
        ("supplier.opex_share", "0"),
        ("supplier.facility_usd_per_watt", "1"),
        ("supplier.facility_residual", "0"),
        ("supplier.hardware_residual", "0"),
    ]);
    same(242.088e6, row(&outcome, "chip_capex_usd")[0] + row(&outcome, "facility_capex_usd")[0]);
    same(-242.088e6 + 36e6 * 1.31, metric(&outcome, "contract_low_usd"));
    assert_eq!(metric(&outcome, "contract_payback_month"), 2.0);
}
