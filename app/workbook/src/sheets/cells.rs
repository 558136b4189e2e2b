//! Helpers for the cells of several sheets.

use crate::formats::Formats;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// Writes an address, as a link if possible.
pub(crate) fn write_link(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    address: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    // Excel refuses to open a file with a longer one.
    const LONGEST: usize = 2_000;
    let is_link = address.starts_with("https://") || address.starts_with("http://");
    if is_link && address.len() < LONGEST {
        sheet.write_url_with_format(row, column, Url::new(address), &formats.link)?;
    } else if !address.is_empty() {
        sheet.write(row, column, address)?;
    }
    Ok(())
}

/// A text to be put between quotation marks in a formula.
pub(crate) fn quoted(text: &str) -> String {
    text.replace('"', "\"\"")
}

/// A reference to a column in the same row, with the column absolute, so that it remains correct when rows are sorted.
pub(crate) fn of_same_row(column: u16, row: u32) -> String {
    format!("${}{}", column_number_to_name(column), row + 1)
}
