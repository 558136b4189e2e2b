//! The investor's stakes.

use crate::{ROUNDING, equal, every_month_at_most, holds, with};
use model::inputs::choices::TranchePrice;
use model::inputs::families::{Scope, TRANCHES};
use model::run::outcome::run;
use model::{input, metric, series};
use tests_shared::scenarios::{Case, always};

/// All tranches are at the round's price.
#[test]
fn stake_times_post_money_is_the_amounts_in() {
    always(10, |case| {
        let mut scenario = with(&with(&case.scenario, input::DILUTION, 0.0), input::HELD_BEFORE, 0.0);
        for tranche in 0..TRANCHES {
            scenario.set_nearest(input::tranche::PRICE.of(tranche), 0.0);
        }
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
        Ok(())
    });
}

#[test]
fn a_stake_is_a_part_of_the_whole_and_dilution_makes_it_no_larger() {
    always(20, |Case { scenario, .. }| {
        let [diluted, whole] = [scenario.clone(), with(scenario, input::DILUTION, 0.0)].map(|scenario| run(&scenario));
        for series in [series::STAKE, series::STAKE_BOUGHT, series::HELD_BEFORE_STAKE] {
            let (diluted, whole) = (diluted.sheet.row(series), whole.sheet.row(series));
            every_month_at_most("diluted", diluted, whole)?;
            let within = |stake: &f64| (0.0..=1.0 + ROUNDING).contains(stake);
            holds(whole.iter().all(within), || format!("{}: {whole:?}", series.id()))?;
        }
        Ok(())
    });
}

/// Whatever else is paid, even in the same month.
#[test]
fn a_tranche_at_the_markets_price_gains_nothing_at_its_payment() {
    always(22, |Case { scenario, dice }| {
        let mut scenario = scenario.clone();
        if dice[0] < 0.5 {
            let month = scenario.get(input::tranche::MONTH.of(0));
            scenario.set_nearest(input::tranche::MONTH.of(1), month);
        }
        let outcome = run(&scenario);
        for tranche in 0..TRANCHES {
            let market = TranchePrice::Market.index() as f64;
            if scenario.get(input::tranche::PRICE.of(tranche)) == market
                && let Ok(gain) = outcome.metrics.get(metric::tranche::GAIN.of(tranche))
            {
                equal("gain", gain, 0.0, scenario.get(input::tranche::AMOUNT.of(tranche)))?;
            }
        }
        Ok(())
    });
}

/// A payment at the market's price gains nothing in its month, and leaves the value of the earlier holding as it was.
#[test]
fn money_at_the_markets_price_neither_gains_nor_loses() {
    always(21, |case| {
        let mut scenario = with(&with(&case.scenario, input::DILUTION, 0.0), input::VALUATION_CHANGE, 0.0);
        let amount = 1e9 + 100e9 * case.dice[0];
        for (tranche, price, month) in [(0, 0.0, 10.0), (1, 1.0, 20.0)] {
            scenario.set_nearest(input::tranche::PRICE.of(tranche), price);
            scenario.set_nearest(input::tranche::MONTH.of(tranche), month);
            scenario.set_nearest(input::tranche::AMOUNT.of(tranche), amount);
            scenario.set_nearest(input::tranche::PROBABILITY.of(tranche), 1.0);
        }
        scenario.set_nearest(input::tranche::AMOUNT.of(2), 0.0);
        for (id, month) in [(input::HORIZON, 24.0), (input::AS_OF, 24.0)] {
            scenario.set_nearest(id, month);
        }
        let outcome = run(&scenario);
        let value = outcome.sheet.row(series::STAKE_VALUE);
        equal("value of both", value[20], value[19] + amount, value[20])?;
        let gain = outcome.metrics.get(metric::tranche::GAIN.of(1)).unwrap_or(f64::NAN);
        equal("gain", gain, 0.0, value[20])
    });
}
