//! What the cells of several sheets have in common.

use crate::book::{date_of, serial};
use crate::formats::Formats;
use crate::formula::number;
use model::month::Month;
use rust_xlsxwriter::{Formula, Url, Worksheet, XlsxError};

/// An address, to be followed where that is possible.
pub(crate) fn write_link(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    address: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    // Excel refuses to open what is longer.
    const LONGEST: usize = 2_000;
    let is_link = address.starts_with("https://") || address.starts_with("http://");
    if is_link && address.len() < LONGEST {
        sheet.write_url_with_format(row, column, Url::new(address), &formats.link)?;
    } else if !address.is_empty() {
        sheet.write(row, column, address)?;
    }
    Ok(())
}

/// The date that stands for the month number beside it.
pub(crate) fn write_date(sheet: &mut Worksheet, row: u32, month: f64, formats: &Formats) -> Result<(), XlsxError> {
    let formula = Formula::new(date_of(&format!("C{}", row + 1)));
    sheet.write_formula_with_format(row, 3, formula.set_result(number(serial(Month(month as i32)))), &formats.date)?;
    Ok(())
}

/// A text within the quotation marks of a formula.
pub(crate) fn quoted(text: &str) -> String {
    text.replace('"', "\"\"")
}
