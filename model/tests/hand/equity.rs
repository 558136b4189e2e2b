//! Prices of tranches, the stake held before, returns to the investor, warrants and the deal, computed on paper.

use crate::same;
use model::quantities::metric::Absent;
use model::run::outcome::run;
use tests_shared::by_id::{metric, row, scenario};
use tests_shared::trust;

/// $10bn at a pre-money valuation of $90bn. A year later, when the company has grown by a fifth, $25bn at the market's
/// price and $10bn at a price of its own, $50bn. The investor held half of the company before.
const THREE: [(&str, &str); 15] = [
    ("equity.pre_money_usd", "90e9"),
    ("equity.valuation_change", "0.2"),
    ("equity.held_before", "0.5"),
    ("equity.tranche1.amount_usd", "10e9"),
    ("equity.tranche1.month", "2025-12"),
    ("equity.tranche2.amount_usd", "25e9"),
    ("equity.tranche2.month", "2026-12"),
    ("equity.tranche2.price", "market"),
    ("equity.tranche3.amount_usd", "40e9"),
    ("equity.tranche3.probability", "0.25"),
    ("equity.tranche3.month", "2026-12"),
    ("equity.tranche3.price", "own"),
    ("equity.tranche3.valuation_usd", "50e9"),
    ("view.as_of", "2026-12"),
    ("equity.exit", "2026-12"),
];

#[test]
fn three_tranches_at_three_prices() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario("none", &THREE));
    same(100e9, metric(&outcome, "post_money_usd"));
    // December 2025: 10 of 100 is bought. The half held before shrinks to 90/100 of itself.
    same(0.1, row(&outcome, "stake_bought")[1]);
    assert_eq!(row(&outcome, "held_before_stake")[0], 0.5);
    same(0.45, row(&outcome, "held_before_stake")[1]);
    same(100e9, row(&outcome, "valuation_usd")[1]);
    // A year later: 100 · 1.2 = 120; after the market-priced 25, 145; after the other 10, 155.
    same(155e9, row(&outcome, "valuation_usd")[13]);
    // Bought: 25 of 145, then 10 of 50. Each dilutes the shares bought before it.
    let (second, third) = (25.0 / 145.0, 10.0 / 50.0);
    let bought = (0.1 * (1.0 - second) + second) * (1.0 - third) + third;
    same(bought, row(&outcome, "stake_bought")[13]);
    same(0.45 * (1.0 - second) * (1.0 - third), row(&outcome, "held_before_stake")[13]);
    same(bought * 155e9, row(&outcome, "stake_bought_value_usd")[13]);
    // A tranche at the market's price gains nothing: 25 of 145 is worth 25. At $50bn the other tranche buys a fifth of
    // 155 for 10.
    same(21e9, metric(&outcome, "tranche_gain_usd.tranche3"));
    same(0.2 * 155e9 - 10e9, metric(&outcome, "tranche_gain_usd.tranche3"));
    assert_eq!(metric(&outcome, "tranche_gain_usd.tranche2"), 0.0);
    // Gain and multiple count only the shares that were bought.
    same(bought * 155e9 - 45e9, metric(&outcome, "gain_usd"));
    same(bought * 155.0 / 45.0, metric(&outcome, "moic"));
    same((bought + 0.45 * (1.0 - second) * (1.0 - third)) * 155e9, metric(&outcome, "stake_value_usd"));
}

/// In one month $10bn at the round's price of $100bn and $50bn at the market's price. The other $10bn of the round
/// comes a year later, or in the same month. The company has not grown, so each payment is worth what was paid.
#[test]
fn payments_at_the_price_of_the_day_gain_nothing_whatever_else_is_paid() {
    let _held = trust::Held("numbers");
    let paid = |late: &str| {
        run(&scenario(
            "none",
            &[
                ("equity.pre_money_usd", "80e9"),
                ("equity.tranche1.amount_usd", "10e9"),
                ("equity.tranche1.month", "2026-09"),
                ("equity.tranche2.amount_usd", "50e9"),
                ("equity.tranche2.month", "2026-09"),
                ("equity.tranche2.price", "market"),
                ("equity.tranche3.amount_usd", "10e9"),
                ("equity.tranche3.month", late),
                ("view.as_of", "2027-09"),
            ],
        ))
    };
    // 10 of 100 first; then 50 of 150, which leaves two thirds of the first share.
    let outcome = paid("2027-09");
    same(0.1 * 2.0 / 3.0 + 1.0 / 3.0, row(&outcome, "stake_bought")[10]);
    // With the rest of the round: 20 of 100 at the round, diluted to two thirds by the 50, in a company worth 150.
    same((0.2 * 2.0 / 3.0 + 1.0 / 3.0) * 150e9, row(&outcome, "stake_bought_value_usd")[22]);
    for outcome in [outcome, paid("2026-09")] {
        for tranche in ["tranche1", "tranche2", "tranche3"] {
            assert_eq!(metric(&outcome, &format!("tranche_gain_usd.{tranche}")), 0.0, "{tranche}");
        }
        same(0.0, metric(&outcome, "gain_usd"));
    }
}

/// Two payments of $10bn at the round's price of $120bn, two years apart, with a tenth of the company newly issued each
/// year. Both bought the same number of shares, and hold the same stake.
#[test]
fn later_issues_dilute_all_parts_of_a_round_alike() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario(
        "none",
        &[
            ("equity.pre_money_usd", "100e9"),
            ("equity.dilution", "0.1"),
            ("equity.tranche1.amount_usd", "10e9"),
            ("equity.tranche1.month", "2025-11"),
            ("equity.tranche2.amount_usd", "10e9"),
            ("equity.tranche2.month", "2027-11"),
            ("view.horizon", "2030-11"),
            ("view.as_of", "2027-11"),
        ],
    ));
    // 10 of 120, of which 0.9 · 0.9 is left.
    let each = 0.81 / 12.0;
    same(2.0 * each, row(&outcome, "stake_bought")[24]);
    same(each * 120e9 - 10e9, metric(&outcome, "tranche_gain_usd.tranche2"));
}

/// $10bn buys a fifth at a price of $50bn, before the company's round at $80bn pre-money. $20bn of the round was paid a
/// month earlier; it added to the valuation and diluted the fifth by the same factor.
#[test]
fn a_share_bought_before_the_round_is_a_part_of_what_was_there_before_it() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario(
        "none",
        &[
            ("equity.pre_money_usd", "80e9"),
            ("equity.tranche1.amount_usd", "20e9"),
            ("equity.tranche1.month", "2026-01"),
            ("equity.tranche1.price", "market"),
            ("equity.tranche2.amount_usd", "10e9"),
            ("equity.tranche2.month", "2026-02"),
            ("equity.tranche2.price", "own"),
            ("equity.tranche2.valuation_usd", "50e9"),
            ("equity.tranche3.amount_usd", "10e9"),
            ("equity.tranche3.month", "2026-09"),
            ("view.as_of", "2026-09"),
        ],
    ));
    assert_eq!(metric(&outcome, "tranche_gain_usd.tranche1"), 0.0);
    // A fifth of 80, for 10.
    same(6e9, metric(&outcome, "tranche_gain_usd.tranche2"));
    assert_eq!(metric(&outcome, "tranche_gain_usd.tranche3"), 0.0);
    // A fifth of 80 of 110, plus 20 of 110 and 10 of 110.
    same((0.2 * 80.0 / 110.0 + 30.0 / 110.0) * 110e9, row(&outcome, "stake_bought_value_usd")[10]);
    same(6e9, metric(&outcome, "gain_usd"));
}

/// A chip vendor invests $1bn, sells 100,000 chips at $30,000 and gives warrants on 60 million shares in six steps to
/// 240 MW. The chips take 120 MW, half of it.
#[test]
fn a_chip_vendor_that_invests_in_its_customer() {
    let _held = trust::Held("numbers");
    let changes = [
        ("agreement.base.basis", "chips"),
        ("agreement.base.chips", "100000"),
        ("agreement.base.term_months", "24"),
        ("phase.immediate.chip_a", "h100"),
        ("phase.immediate.complete", "2025-11"),
        ("chip.h100.capex_usd", "30000"),
        ("chip.h100.it_watts", "1000"),
        ("operations.pue", "1.2"),
        ("equity.returns", "chip-purchases"),
        ("equity.pre_money_usd", "99e9"),
        ("equity.tranche1.amount_usd", "1e9"),
        ("equity.tranche1.month", "2025-11"),
        ("equity.exit", "2026-11"),
        ("equity.valuation_change", "0.5"),
        ("warrant.shares", "60e6"),
        ("warrant.steps", "6"),
        ("warrant.full_watts", "240e6"),
        ("warrant.strike_usd", "10"),
        ("warrant.share_price_usd", "30"),
    ];
    let outcome = run(&scenario("none", &changes));
    // All $3bn of chips is bought in November 2025. 70% of it is NVIDIA's content, and 70% of that is its margin.
    same(3e9, row(&outcome, "vendor_capex_usd")[0]);
    same(2.1e9, row(&outcome, "returned_usd")[0]);
    same(2.1, metric(&outcome, "returned_share"));
    assert_eq!(metric(&outcome, "round_trip_month"), 0.0);
    same(1.47e9 - 1e9, metric(&outcome, "investor_cash_to_date_usd"));
    // 120 MW at 40 MW a step is three steps of six, at $20 a share over the strike.
    same(30e6, metric(&outcome, "warrants_vested"));
    same(600e6, metric(&outcome, "warrant_value_usd"));
    same(600e6 / metric(&outcome, "spend_to_date_usd"), metric(&outcome, "warrant_rebate"));
    same(600e6 / metric(&outcome, "commitment_usd"), metric(&outcome, "warrant_rebate_contract"));
    // All cash but the stake falls in month 0: 1.47 − 1 − 0.6. The stake is 1% of $150bn a year later, discounted at
    // 15%.
    same(-0.13e9, outcome.sheet.row_to_the_end(model::series::DEAL_CASH)[0]);
    same(-0.13e9 + 1.5e9 / 1.15, metric(&outcome, "deal_npv_usd"));
    // 1.5 a year after 0.13 is 1,054% a year.
    let irr = outcome.metrics.get(model::metric::DEAL_IRR);
    assert_eq!(irr.map_err(|absent| absent.reason()), Err("over 1,000% a year"));
}

/// The value of a deal to a supplier: the contract is discounted at the cost of capital, the equity at the return asked
/// of a stake.
#[test]
fn a_deal_has_two_rates_of_discount() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario("talks-2025-12", &[("equity.valuation_change", "0.1")]));
    // $10bn in December 2025 buys 10 of 510 of a company that grows for five years, to December 2030, month 61.
    let grown = 10e9 * libm::pow(1.1, 5.0);
    let equity = -10e9 / libm::pow(1.15, 1.0 / 12.0) + grown / libm::pow(1.15, 61.0 / 12.0);
    same(metric(&outcome, "contract_npv_usd") + equity, metric(&outcome, "deal_npv_usd"));
    same(0.1, metric(&outcome, "exit_irr"));
    // A tranche after the exit is not in the deal's cash, but its money is in the round's post-money.
    let later = [
        ("equity.valuation_change", "0.1"),
        ("equity.tranche2.amount_usd", "5e9"),
        ("equity.tranche2.month", "2031-01"),
    ];
    let outcome = run(&scenario("talks-2025-12", &later));
    let share = 10.0 / 515.0;
    let grown = share * 515e9 * libm::pow(1.1, 5.0);
    let equity = -10e9 / libm::pow(1.15, 1.0 / 12.0) + grown / libm::pow(1.15, 61.0 / 12.0);
    same(metric(&outcome, "contract_npv_usd") + equity, metric(&outcome, "deal_npv_usd"));
    assert!(outcome.notices.iter().any(|notice| notice.text().starts_with("Payment 2 comes after the exit")));
}

/// A chip vendor invests $1.47bn and sells chips for $3bn in the same month, of which 0.7 · 0.7 · 3 = 1.47 comes back
/// to it. In floating point 0.7 · 0.7 is below 0.49 by its last bit; this rounding error must not count as money out of
/// pocket.
#[test]
fn what_comes_back_at_once_was_never_out_of_pocket() {
    let _held = trust::Held("numbers");
    let outcome = run(&scenario(
        "none",
        &[
            ("agreement.base.basis", "chips"),
            ("agreement.base.chips", "100000"),
            ("agreement.base.term_months", "24"),
            ("agreement.base.first_phase_share", "1"),
            ("phase.immediate.chip_a", "h100"),
            ("phase.immediate.share_b", "0"),
            ("phase.immediate.complete", "2025-11"),
            ("chip.h100.capex_usd", "30000"),
            ("equity.returns", "chip-purchases"),
            ("equity.vendor", "nvidia"),
            ("equity.vendor_content", "0.7"),
            ("equity.vendor_margin", "0.7"),
            ("equity.pre_money_usd", "99e9"),
            ("equity.tranche1.amount_usd", "1.47e9"),
            ("equity.tranche1.month", "2025-11"),
            ("equity.exit", "2026-11"),
        ],
    ));
    same(3e9, row(&outcome, "vendor_capex_usd")[0]);
    assert_eq!(row(&outcome, "investor_cash_to_date_usd")[0], 0.0);
    assert_eq!(metric(&outcome, "cash_low_usd"), 0.0);
    assert_eq!(outcome.metrics.get(model::metric::PAYBACK_MONTH), Err(Absent::NeverNegative));
}

/// $10bn is paid in December 2025 and the stake is valued in the same month at what was paid. A deal with no payments
/// has no value at all.
#[test]
fn an_exit_in_the_month_of_the_only_payment() {
    let _held = trust::Held("numbers");
    let exit = [("equity.exit", "2025-12"), ("equity.returns", "nothing")];
    let outcome = run(&scenario("talks-2025-12", &exit));
    assert_eq!(metric(&outcome, "deal_npv_usd"), 0.0);
    assert!(row(&outcome, "deal_cash_usd").iter().all(|usd| *usd == 0.0));
    for rate in [model::metric::DEAL_IRR, model::metric::EXIT_IRR] {
        assert_eq!(outcome.metrics.get(rate), Err(Absent::NoFlows), "{}", rate.id());
    }
    let none = run(&scenario("none", &[]));
    assert_eq!(none.metrics.get(model::metric::DEAL_NPV), Err(Absent::NoDeal));
}
