//! The sheets with a row for each quantity and a column for each month.

use crate::address::{Address, MONTHS_HEAD_ROW as HEAD_ROW, ONCE, Sheet, row};
use crate::book::{Book, Live, here, result, serial};
use crate::formats::Formats;
use model::base::month::Month;
use model::facts::provenance::Class;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::intermediate::IntermediateId;
use model::quantities::series::{Kind, SeriesId};
use model::{input, series};
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};
use std::collections::BTreeMap;

const LEFT: [(&str, f64); 6] =
    [("id", 34.0), ("label", 36.0), ("stored in", 16.0), ("kind", 9.0), ("class", 9.0), ("meaning", 60.0)];
/// The column of the evidence class.
pub(crate) const CLASS: u16 = 4;
/// The column of the unit in which cells store their values, however they display them.
const UNIT: u16 = 2;
/// The last column before the numbers.
pub(crate) const MEANING: u16 = 5;
const WIDTH_OF_MONTH: f64 = 13.5;
/// The column of month 0 on the sheets of series.
pub(crate) const FIRST_MONTH: u16 = LEFT.len() as u16;
/// The column of month 0 on the sheet of workings.
pub(crate) const FIRST_WORKING_MONTH: u16 = ONCE + 1;

/// A series that is empty if its limit is off.
pub(crate) const POWER_LIMIT: SeriesId = series::POWER_LIMIT;

/// The title of a sheet, and a sentence on what it shows.
pub(crate) struct Title<'a> {
    pub(crate) name: &'a str,
    pub(crate) words: &'a str,
    /// The first column that is printed.
    pub(crate) column: u16,
}

/// Writes title, sentence, and a head for every column.
pub(crate) fn head(
    sheet: &mut Worksheet,
    formats: &Formats,
    title: &Title<'_>,
    first_month: u16,
    months: u16,
) -> Result<(), XlsxError> {
    head_left(sheet, formats, title)?;
    for month in 0..months {
        let column = first_month + month;
        sheet.write_with_format(HEAD_ROW, column, serial(Month(i32::from(month)))?, &formats.date_head)?;
        sheet.set_column_width(column, WIDTH_OF_MONTH)?;
    }
    Ok(())
}

/// Writes title, sentence, and the heads left of the numbers.
pub(crate) fn head_left(sheet: &mut Worksheet, formats: &Formats, title: &Title<'_>) -> Result<(), XlsxError> {
    sheet.write_with_format(0, title.column, title.name, &formats.title)?;
    sheet.write_with_format(1, title.column, title.words, &formats.small)?;
    for (column, (head, width)) in (0..).zip(LEFT) {
        sheet.write_with_format(HEAD_ROW, column, head, &formats.head)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(HEAD_ROW + 1, 2)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    sheet.set_repeat_columns(1, 1)?;
    Ok(())
}

/// Prints a sheet of months from a column on, about a year on a page, and repeats what is left of the numbers on each.
/// `scale` is the scale of printing, per cent: fourteen months and what is left of them fill a page of A4.
pub(crate) fn print(
    sheet: &mut Worksheet,
    first_column: u16,
    last_row: u32,
    months: u16,
    scale: u16,
) -> Result<(), XlsxError> {
    sheet.set_print_area(0, first_column, last_row, (FIRST_MONTH + months).saturating_sub(1))?;
    sheet.set_repeat_columns(first_column, 1)?;
    // From November 2025 to December 2026, then year by year.
    let breaks: Vec<u32> = (14..months).step_by(12).map(|month| u32::from(FIRST_MONTH + month)).collect();
    sheet.set_vertical_page_breaks(&breaks)?;
    // If a sheet is fitted to pages, its page breaks are ignored.
    sheet.set_print_scale(scale);
    Ok(())
}

/// Folds the columns that describe the rows; unfolded, they are printed too.
pub(crate) fn fold(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.group_columns_collapsed(UNIT, MEANING)?;
    Ok(())
}

/// The name of a kind of series.
pub(crate) const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Stock => "stock",
        Kind::Flow => "flow",
        Kind::Total => "total",
    }
}

/// The description of a row, left of its numbers.
pub(crate) struct Left<'a> {
    pub(crate) id: &'a str,
    pub(crate) label: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) meaning: &'a str,
}

pub(crate) fn write_left(sheet: &mut Worksheet, row: u32, left: &Left<'_>) -> Result<(), XlsxError> {
    sheet.write(row, 0, left.id)?.write(row, 1, left.label)?.write(row, 2, left.unit)?;
    sheet.write(row, 3, left.kind)?.write(row, CLASS, Class::Derived.word())?.write(row, MEANING, left.meaning)?;
    Ok(())
}

pub(crate) fn write_months(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let months = book.outcome.sheet.months() as u16;
    let words = "A row a series, a column a month. A limit that is off is empty. Unfold the columns C to F for units and \
                 meanings.";
    head(sheet, &book.formats, &Title { name: "Months", words, column: 1 }, FIRST_MONTH, months)?;
    fold(sheet)?;
    for series in SeriesId::all() {
        let (at, about) = (row(series.index()), series.row());
        let kind = kind_word(about.kind);
        let (id, label) = (series.id(), series.name_in(book.scenario.names()));
        write_left(sheet, at, &Left { id: &id, label: &label, unit: about.unit.name(), kind, meaning: about.meaning })?;
        let format = &Formats::number(about.unit, book.outcome.sheet.row(series).iter().copied());
        for month in 0..months {
            let column = FIRST_MONTH + month;
            if let Some(there) = book.long.get(&series) {
                // The formula is on the sheet with all months.
                let value = book.outcome.sheet.get(series, usize::from(month));
                let is_empty = series == POWER_LIMIT && !book.outcome.power_limited;
                let kept = if is_empty { String::new() } else { result(value) };
                let formula = Formula::new(Address::new(Sheet::Contract, *there, column).text()).set_result(kept);
                sheet.write_formula_with_format(at, column, formula, format)?;
            } else {
                write_month(
                    sheet,
                    book,
                    (Sheet::Months, at, column),
                    Cell::series(series, usize::from(month)),
                    format,
                )?;
            }
        }
    }
    Ok(())
}

/// Writes the formula of a series in a month.
pub(crate) fn write_month(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    (on, row, column): (Sheet, u32, u16),
    cell: Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match book.cells.get(&cell) {
        Some(live) if cell.quantity == Quantity::Series(POWER_LIMIT) => {
            sheet.write_formula_with_format(row, column, where_limited(book, live, on), format)?;
        }
        Some(live) => {
            sheet.write_formula_with_format(row, column, live.on(on), format)?;
        }
        // A quantity that was never written.
        None => {
            sheet.write_with_format(row, column, 0.0, format)?;
        }
    }
    Ok(())
}

/// A limit that is off has no level, so its cell is empty instead of 0.
fn where_limited(book: &Book<'_>, live: &Live, on: Sheet) -> Formula {
    match book.rows.input(input::POWER_LIMITED) {
        Some(switch) if book.outcome.power_limited => {
            Formula::new(where_on(&switch.text(), live, on)).set_result(result(live.value))
        }
        Some(switch) => Formula::new(where_on(&switch.text(), live, on)).set_result(""),
        None => live.on(on),
    }
}

fn where_on(switch: &str, live: &Live, on: Sheet) -> String {
    format!("IF({switch}=0,\"\",{})", here(&live.text, on))
}

pub(crate) fn write_workings(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let months = book.cells.keys().filter(|cell| matches!(cell.quantity, Quantity::Intermediate(_)));
    let months = months.filter_map(|cell| cell.month).max().map_or(0, |last| last + 1);
    let words = "What is computed on the way, through the end of the agreements.";
    head(sheet, &book.formats, &Title { name: "Workings", words, column: 0 }, FIRST_WORKING_MONTH, months)?;
    sheet.write_with_format(HEAD_ROW, ONCE, "once", &book.formats.head)?;
    sheet.set_column_width(ONCE, WIDTH_OF_MONTH)?;
    for (working, at) in &book.workings {
        let (id, label) = (working.id(), working.name_in(book.scenario.names()));
        let kind = if working.row().monthly { "monthly" } else { "once" };
        let left = Left { id: &id, label: &label, unit: working.unit().name(), kind, meaning: working.row().meaning };
        write_left(sheet, *at, &left)?;
    }
    let mut values: BTreeMap<IntermediateId, Vec<f64>> = BTreeMap::new();
    for (cell, live) in &book.cells {
        if let Quantity::Intermediate(working) = cell.quantity {
            values.entry(working).or_default().push(live.value);
        }
    }
    let formats: BTreeMap<_, _> =
        values.into_iter().map(|(working, values)| (working, Formats::number(working.unit(), values))).collect();
    for (cell, live) in &book.cells {
        let Quantity::Intermediate(working) = cell.quantity else { continue };
        let (Some(at), Some(format)) = (book.workings.get(&working), formats.get(&working)) else { continue };
        let column = cell.month.map_or(ONCE, |month| FIRST_WORKING_MONTH + month);
        sheet.write_formula_with_format(*at, column, live.on(Sheet::Workings), format)?;
    }
    Ok(())
}
