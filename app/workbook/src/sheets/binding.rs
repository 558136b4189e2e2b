//! The binding limit, the only output that is a word. It is in no table of the model; here it has the id and the place
//! that `evaluate` gives it, last among the series and last among the metrics.

use super::grids::{FIRST_MONTH, Left, write_left};
use crate::address::{Address, Sheet, row};
use crate::book::Book;
use crate::formula::number;
use model::quantities::series::{COUNT, SeriesId};
use model::run::binding::{Binding, CHAIN, ROUNDING_SHARE};
use model::series;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

/// Its texts.
pub(crate) const ABOUT: Left<'_> = Left {
    id: "binding",
    label: "What keeps the fleet from being larger",
    unit: "a word",
    kind: "stock",
    meaning: "The last limit in the chain from contracted to online chips that took some away, the one that must be \
              eased first: budget, power, supply, availability or schedule; or nothing.",
};

/// The cell of a month in the row of a series.
const fn cell(series: usize, month: u16) -> Address {
    Address::new(Sheet::Months, row(series), FIRST_MONTH + month)
}

/// Writes the row below all series.
pub(crate) fn write_months(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    write_left(sheet, row(COUNT), &ABOUT)?;
    for (month, binds) in (0..).zip(book.outcome.binding()) {
        let at = cell(COUNT, month);
        let formula = Formula::new(what_binds(month)).set_result(binds.word());
        sheet.write_formula_with_format(at.row, at.column, formula, &book.formats.general)?;
    }
    Ok(())
}

/// The model's rule as a formula: the first place in its chain at which chips are taken away.
fn what_binds(month: u16) -> String {
    let total = |series: SeriesId| cell(series.index(), month).address();
    let contracted = total(series::CHIPS_CONTRACTED);
    let nothing = format!("\"{}\"", Binding::Nothing.word());
    CHAIN.iter().rev().fold(nothing, |otherwise, (before, after, binds)| {
        let (before, after, word) = (total(*before), total(*after), binds.word());
        format!("IF({before}-{after}>{}*{contracted},\"{word}\",{otherwise})", number(ROUNDING_SHARE))
    })
}

/// Writes the row below all metrics: the word of the as-of month, whose number `as_of` computes.
pub(crate) fn write_summary(sheet: &mut Worksheet, at: Address, as_of: &str, book: &Book<'_>) -> Result<(), XlsxError> {
    let last = book.outcome.sheet.months().saturating_sub(1) as u16;
    let formula = format!("INDEX({},1,{as_of}+1)", cell(COUNT, 0).to(cell(COUNT, last)));
    let formula = Formula::new(formula).set_result(book.outcome.metrics.binding.word());
    sheet.write_formula_with_format(at.row, at.column, formula, &book.formats.general)?;
    Ok(())
}
