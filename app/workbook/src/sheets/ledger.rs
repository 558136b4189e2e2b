//! The sheet of the ledger: every payment in every month, the balance of each account, and a check that nothing is
//! lost.

use super::grids;
use crate::address::{Address, Sheet, row as row_of};
use crate::book::{Book, result};
use crate::formats::Formats;
use model::base::units::Unit;
use model::facts::provenance::Class;
use model::run::ledger::{Account, TRANSFERS, balances_usd};
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

const FIRST_TRANSFER: u32 = 3;
const FIRST_BALANCE: u32 = FIRST_TRANSFER + TRANSFERS.len() as u32 + 2;
const SUM: u32 = FIRST_BALANCE + Account::ALL.len() as u32;
const CHECK: u32 = SUM + 1;
const FIRST_TO_DATE: u32 = CHECK + 3;
/// The last row.
pub(crate) const LAST_ROW: u32 = FIRST_TO_DATE + Account::ALL.len() as u32 - 1;
/// Sums of billions have rounding errors of some millionths of a dollar.
const CENT: &str = "0.01";

/// The kind of a monthly sum.
const FLOW: &str = "flow";

/// Writes unit, kind and class of a row.
fn write_about<'a>(sheet: &'a mut Worksheet, row: u32, kind: &str) -> Result<&'a mut Worksheet, XlsxError> {
    sheet.write(row, 2, Unit::Usd.name())?.write(row, 3, kind)?.write(row, grids::CLASS, Class::Derived.word())
}

/// An account with the party that it belongs to, if the baseline names it.
fn party(account: Account, book: &Book<'_>) -> String {
    let baseline = book.scenario.baseline();
    let name = match account {
        Account::Investor => baseline.investor,
        Account::Supplier => baseline.supplier,
        Account::Company => baseline.company,
        _ => "",
    };
    if name.is_empty() { account.name().to_owned() } else { format!("{} ({name})", account.name()) }
}

pub(crate) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let months = book.outcome.sheet.months();
    let formats = &book.formats;
    let words = "Every dollar of a month leaves one account and arrives in another. USD.";
    let title = grids::Title { name: "Ledger", words, column: 0 };
    grids::head(sheet, formats, &title, grids::FIRST_MONTH, months as u16)?;
    for (column, head) in (0..).zip(["from", "to", "stored in", "kind", "class", "purpose"]) {
        sheet.write_with_format(FIRST_TRANSFER - 1, column, head, &formats.head)?;
    }
    let usd = &Formats::number(Unit::Usd, []);
    sheet.group_columns_collapsed(2, grids::CLASS)?;
    for (column, width) in [(0, 30.0), (1, 30.0), (grids::MEANING, 20.0)] {
        sheet.set_column_width(column, width)?;
    }
    for (row, transfer) in (FIRST_TRANSFER..).zip(TRANSFERS) {
        sheet.write(row, 0, party(transfer.from, book))?.write(row, 1, party(transfer.to, book))?;
        write_about(sheet, row, FLOW)?.write(row, grids::MEANING, transfer.purpose)?;
        for month in 0..months {
            let column = grids::FIRST_MONTH + month as u16;
            let amount = Address::new(Sheet::Months, row_of(transfer.amount.index()), column).text();
            let formula = Formula::new(amount).set_result(result(book.outcome.sheet.get(transfer.amount, month)));
            sheet.write_formula_with_format(row, column, formula, usd)?;
        }
    }
    sheet.write_with_format(FIRST_BALANCE - 1, 0, "What each account gained or lost in the month", &formats.section)?;
    sheet.write_with_format(FIRST_TO_DATE - 1, 0, "The same from the first month on", &formats.section)?;
    for (index, account) in (0..).zip(Account::ALL) {
        for (row, kind) in [(FIRST_BALANCE + index, FLOW), (FIRST_TO_DATE + index, "total")] {
            sheet.write(row, 0, party(account, book))?;
            write_about(sheet, row, kind)?;
        }
    }
    for (row, label) in [(SUM, "Sum of all accounts"), (CHECK, "Check")] {
        sheet.write_with_format(row, 0, label, &formats.bold)?;
        sheet.write(row, grids::CLASS, Class::Derived.word())?;
    }
    write_about(sheet, SUM, FLOW)?;
    let mut to_date = [0.0; Account::ALL.len()];
    for month in 0..months {
        let column = grids::FIRST_MONTH + month as u16;
        let name = column_number_to_name(column);
        let balances = balances_usd(&book.outcome.sheet, month);
        for (index, account) in Account::ALL.into_iter().enumerate() {
            let row = FIRST_BALANCE + index as u32;
            let formula = Formula::new(balance(account, &name)).set_result(result(balances[index]));
            sheet.write_formula_with_format(row, column, formula, usd)?;
            to_date[index] += balances[index];
            let sum = format!("SUM(${}{1}:{name}{1})", column_number_to_name(grids::FIRST_MONTH), row + 1);
            let formula = Formula::new(sum).set_result(result(to_date[index]));
            sheet.write_formula_with_format(FIRST_TO_DATE + index as u32, column, formula, usd)?;
        }
        // Rounded to the cent, so that rounding errors are not displayed as a loss.
        let all = format!("ROUND(SUM({name}{}:{name}{SUM}),2)", FIRST_BALANCE + 1);
        let sum = (balances.iter().sum::<f64>() * 100.0).round() / 100.0;
        sheet.write_formula_with_format(SUM, column, Formula::new(all).set_result(result(sum)), usd)?;
        let check = format!("IF(ABS({name}{})<{CENT},\"balanced\",\"NOT BALANCED\")", SUM + 1);
        let formula = Formula::new(check).set_result(if sum.abs() < 0.01 { "balanced" } else { "NOT BALANCED" });
        sheet.write_formula_with_format(CHECK, column, formula, &formats.general)?;
    }
    Ok(())
}

/// What an account received less what it paid, in a column.
fn balance(account: Account, column: &str) -> String {
    let mut text = String::new();
    for (row, transfer) in (FIRST_TRANSFER + 1..).zip(TRANSFERS) {
        if transfer.to == account {
            if !text.is_empty() {
                text.push('+');
            }
            text.push_str(&format!("{column}{row}"));
        }
        if transfer.from == account {
            text.push_str(&format!("-{column}{row}"));
        }
    }
    text
}
