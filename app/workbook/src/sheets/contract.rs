//! The sheet of months to the end of the calendar. A contract's result does not end with the months that are shown, and
//! a change of a term or an exit moves its end; so formulas run through all months, and the sheet of months reads the
//! first of them here.

use super::grids::{FIRST_MONTH, Left, Title, fold, head, kind_word, print, write_left, write_month};
use crate::address::{MONTHS_HEAD_ROW, Sheet};
use crate::book::Book;
use crate::formats::Formats;
use model::base::month::Month;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::series::{SeriesId, TO_THE_END};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::BTreeMap;

const FIRST_ROW: u32 = MONTHS_HEAD_ROW + 1;
/// The row that separates the series with values to the end from those that they are computed from.
const PARTING_ROW: u32 = FIRST_ROW + TO_THE_END.len() as u32;
/// The scale of printing, per cent, as on the sheet of months.
const PRINTED_AT: u16 = 53;

/// The series that have formulas beyond the months shown, each with its row; those with values to the end come first.
pub(crate) fn rows(cells: impl Iterator<Item = Cell>, shown: usize) -> BTreeMap<SeriesId, u32> {
    let mut rows = BTreeMap::new();
    for cell in cells.filter(|cell| cell.month.is_some_and(|month| usize::from(month) >= shown)) {
        if let Quantity::Series(series) = cell.quantity {
            rows.insert(series, 0);
        }
    }
    let mut below = PARTING_ROW + 1;
    for (series, row) in &mut rows {
        let told = TO_THE_END.iter().position(|told| told == series);
        *row = told.map_or(below, |place| FIRST_ROW + place as u32);
        below += u32::from(told.is_none());
    }
    rows
}

pub(crate) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let words = "Month by month to the end of the last agreement or to the exit, whichever is later. From there to the end \
                 of the calendar nothing is left to come, unless a term or an exit is changed.";
    let title = Title { name: "To the end of the contract", words, column: 1 };
    head(sheet, &book.formats, &title, FIRST_MONTH, Month::COUNT as u16)?;
    fold(sheet)?;
    sheet.write_with_format(PARTING_ROW, 1, "What it is computed from", &book.formats.section)?;
    for (series, at) in &book.long {
        let about = series.row();
        let (id, label, kind) = (series.id(), series.name_in(book.scenario.names()), kind_word(about.kind));
        write_left(
            sheet,
            *at,
            &Left { id: &id, label: &label, unit: about.unit.name(), kind, meaning: about.meaning },
        )?;
        let cells = (0..Month::COUNT).map(|month| Cell::series(*series, month));
        let values = cells.clone().filter_map(|cell| book.cells.get(&cell).map(|live| live.value));
        let format = Formats::number(about.unit, values);
        for (column, cell) in (FIRST_MONTH..).zip(cells) {
            write_month(sheet, book, (Sheet::Contract, *at, column), cell, &format)?;
        }
    }
    print(sheet, 1, PARTING_ROW.saturating_sub(1), book.outcome.sheet.months_to_the_end() as u16, PRINTED_AT)
}
