//! The sheet of steps: parts that several formulas share.

use crate::address::Sheet;
use crate::book::{Book, Live};
use crate::formula::{FIRST_HELPER, HELPER_COLUMN};
use rust_xlsxwriter::{Worksheet, XlsxError};

pub(crate) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let formats = &book.formats;
    sheet.write_with_format(0, 0, "Steps", &formats.title)?;
    sheet.write_with_format(
        1,
        0,
        "Parts of formulas that several others use, or that would make one too long. All of them are derived.",
        &formats.small,
    )?;
    sheet.write_with_format(FIRST_HELPER - 1, 0, "step", &formats.head)?;
    sheet.write_with_format(FIRST_HELPER - 1, HELPER_COLUMN, "value", &formats.head)?;
    sheet.set_column_width(0, 8)?.set_column_width(HELPER_COLUMN, 24)?;
    sheet.set_freeze_panes(FIRST_HELPER, 0)?;
    for (index, helper) in book.translation.helpers.iter().enumerate() {
        let row = FIRST_HELPER + index as u32;
        sheet.write(row, 0, index as u32 + 1)?;
        let live = Live { text: helper.text.clone(), value: book.recording.value(helper.step) };
        sheet.write_formula_with_format(row, HELPER_COLUMN, live.on(Sheet::Steps), &formats.general)?;
    }
    Ok(())
}
