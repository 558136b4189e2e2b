//! The ledger: every dollar leaves one account and arrives in another, and each account agrees with the rest of the
//! model.

use crate::{ROUNDING, at_most, equal, holds, is_rented};
use model::inputs::choices::Returns;
use model::inputs::families::{AGREEMENTS, LOTS, Scope, agreement_of};
use model::inputs::input::{Family, ParameterId};
use model::quantities::series::SeriesId;
use model::run::ledger::{Account, TRANSFERS, balances_usd};
use model::run::outcome::run;
use model::{input, series};
use tests_shared::scenarios::{Case, always};

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

/// The month of the round, computed from the inputs alone: the first payment at the round's price; if there is none,
/// the first payment; if there is none, month 0.
fn round_month(scenario: &model::inputs::scenario::Scenario) -> f64 {
    let there = |k: &usize| {
        scenario.get(input::tranche::AMOUNT.of(*k)) * scenario.get(input::tranche::PROBABILITY.of(*k)) > 0.0
    };
    let month = |k: usize| scenario.get(input::tranche::MONTH.of(k));
    let at_rounds_price = |k: &usize| scenario.get(input::tranche::PRICE.of(*k)) == 0.0;
    let all = || (0..Scope::Tranche.count()).filter(there);
    all().filter(at_rounds_price).map(month).reduce(f64::min).or(all().map(month).reduce(f64::min)).unwrap_or(0.0)
}

/// The ledger sums to 0 by construction, because what leaves one account arrives in another. So each account is also
/// compared with what other series say it must have, in the month and to date.
#[test]
fn every_account_has_what_other_series_say() {
    const CAPEX: Family = input::chip::CAPEX;
    const ELECTRICITY: ParameterId = input::ELECTRICITY_PRICE;
    always(15, |Case { scenario, .. }| {
        let outcome = run(scenario);
        let at = |series: &str, month: usize| outcome.sheet.get(SeriesId::of(series), month);
        let first = round_month(scenario);
        let life = 12.0 * scenario.get(input::HARDWARE_LIFE);
        let returns = Returns::ALL[scenario.get(input::RETURNS) as usize];
        let kept = scenario.get(input::VENDOR_CONTENT) * scenario.get(input::VENDOR_MARGIN);
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
            let own = match returns {
                Returns::Nothing => 0.0,
                Returns::CloudSpend => supplier,
                Returns::ChipPurchases => kept * at("vendor_capex_usd", month),
            };
            same(Account::Investor, at("investor_cash_usd", month) - own)?;
            // The customer pays the energy of capacity that it owns.
            let all_rented = (0..AGREEMENTS.len()).all(|agreement| is_rented(scenario, agreement));
            let energy_usd = at("energy_joules", month) / 3.6e6 * scenario.get(ELECTRICITY);
            if all_rented {
                same(Account::Utilities, energy_usd)?;
            } else {
                at_most("energy of what is rented", balances[Account::Utilities as usize], energy_usd)?;
            }

            for (sum, balance) in to_date.iter_mut().zip(balances) {
                *sum += balance;
            }
            let mut rented_chips = vec![0.0; most_chips.len()];
            for lot in (0..LOTS).filter(|lot| is_rented(scenario, agreement_of(lot / 2))) {
                let chip = scenario.get(crate::CHIP[lot % 2].of(lot / 2)) as usize;
                rented_chips[chip] += outcome.sheet.get(series::lot::CHIPS.of(lot), month);
            }
            let watts = |chip: usize| scenario.get(input::chip::IT_WATTS.of(chip)) * scenario.get(input::PUE);
            most_watts = most_watts.max(rented_chips.iter().enumerate().map(|(chip, chips)| chips * watts(chip)).sum());
            for (most, chips) in most_chips.iter_mut().zip(rented_chips) {
                *most = most.max(chips);
            }
            let bought: f64 =
                most_chips.iter().enumerate().map(|(chip, most)| most * scenario.get(CAPEX.of(chip))).sum();
            let built = most_watts * scenario.get(input::FACILITY_COST);
            let others = if month as f64 >= first { scenario.get(input::OTHERS_MONEY) } else { 0.0 };
            let (invested, spent) = (at("invested_to_date_usd", month), at("spend_to_date_usd", month));
            // The capital cost of the capacity in service, as the mean of the month. A lot without chips at the month's
            // end was not in service.
            let in_service: f64 = (0..LOTS)
                .filter(|lot| is_rented(scenario, agreement_of(lot / 2)))
                .map(|lot| {
                    let row = outcome.sheet.row(series::lot::CHIPS.of(lot));
                    let before = if month == 0 { 0.0 } else { row[month - 1] };
                    let mean = if row[month] > 0.0 { (before + row[month]) / 2.0 } else { 0.0 };
                    let chip = scenario.get(crate::CHIP[lot % 2].of(lot / 2)) as usize;
                    mean * (scenario.get(CAPEX.of(chip)) + watts(chip) * scenario.get(input::FACILITY_COST))
                })
                .sum();
            same(Account::Operations, in_service * scenario.get(input::OPEX_SHARE) / 12.0)?;
            for (account, expected) in [
                (Account::Investor, -invested),
                (Account::OtherInvestors, -others),
                (Account::Company, invested + others - spent),
                (Account::Builders, built),
            ] {
                let what = format_args!("{account:?} to date in month {month}");
                equal(what, to_date[account as usize], expected, moved_to_date)?;
            }
            // Until hardware is worn out, the purchases equal the most that was ever needed; after that they may exceed
            // it.
            let paid = to_date[Account::ChipVendors as usize];
            if (month as f64) < life {
                equal(format_args!("hardware to date in month {month}"), paid, bought, moved_to_date)?;
            } else {
                holds(paid >= bought - ROUNDING * moved_to_date, || format!("{paid} bought, {bought} needed"))?;
            }
        }
        Ok(())
    });
}
