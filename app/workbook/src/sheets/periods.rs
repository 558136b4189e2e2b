//! The sheets of years and quarters: every monthly series, aggregated by kind: flows are summed, for stocks and totals
//! the last month counts.

use super::grids::{FIRST_MONTH, Left, POWER_LIMIT, Title, fold, head_left, kind_word, write_left};
use crate::address::{Address, MONTHS_HEAD_ROW, Sheet, row};
use crate::book::{Book, result};
use crate::formats::Formats;
use model::base::month::Month;
use model::quantities::series::{Kind, SeriesId};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

/// Years or quarters on a page.
const A_PAGE: u16 = 12;

/// A year or a quarter, as far as the workbook shows it.
struct Period {
    name: String,
    first: u16,
    last: u16,
}

impl Period {
    /// The months, grouped by the name of their period.
    fn all(months: u16, name: impl Fn(Month) -> String) -> Vec<Period> {
        let mut periods: Vec<Period> = Vec::new();
        for month in 0..months {
            let name = name(Month(i32::from(month)));
            match periods.last_mut() {
                Some(period) if period.name == name => period.last = month,
                _ => periods.push(Period { name, first: month, last: month }),
            }
        }
        periods
    }
}

pub(crate) fn write_years(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    write(sheet, book, "Years", |month| month.year().to_string())
}

pub(crate) fn write_quarters(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    write(sheet, book, "Quarters", |month| format!("Q{} {}", (month.month_of_year() + 2) / 3, month.year()))
}

fn write(sheet: &mut Worksheet, book: &Book<'_>, title: &str, name: impl Fn(Month) -> String) -> Result<(), XlsxError> {
    let words = "Of the months on the sheet Months: what flows is added up, and of a stock or a total the last month \
                 counts. The first and the last may have fewer months.";
    head_left(sheet, &book.formats, &Title { name: title, words, column: 1 })?;
    let periods = Period::all(book.outcome.sheet.months() as u16, name);
    for (column, period) in (FIRST_MONTH..).zip(&periods) {
        sheet.write_with_format(MONTHS_HEAD_ROW, column, &period.name, &book.formats.number_head)?;
        sheet.set_column_width(column, 16)?;
    }
    for series in SeriesId::all() {
        let (at, about) = (row(series.index()), series.row());
        let (id, label, kind) = (series.id(), series.name_in(book.scenario.names()), kind_word(about.kind));
        write_left(sheet, at, &Left { id: &id, label: &label, unit: about.unit.name(), kind, meaning: about.meaning })?;
        let format = &Formats::number(about.unit, book.outcome.sheet.row(series).iter().copied());
        for (column, period) in (FIRST_MONTH..).zip(&periods) {
            let cell = |month: u16| Address::new(Sheet::Months, at, FIRST_MONTH + month);
            let value = |month: u16| book.outcome.sheet.get(series, usize::from(month));
            let (text, value) = match about.kind {
                Kind::Flow => {
                    let sum = (period.first..=period.last).map(value).sum::<f64>();
                    (format!("SUM({})", cell(period.first).to(cell(period.last))), sum)
                }
                Kind::Stock | Kind::Total => (cell(period.last).text(), value(period.last)),
            };
            let is_empty = series == POWER_LIMIT && !book.outcome.power_limited;
            let formula = Formula::new(text).set_result(if is_empty { String::new() } else { result(value) });
            sheet.write_formula_with_format(at, column, formula, format)?;
        }
    }
    let (last, width) = (row(model::quantities::series::COUNT), FIRST_MONTH + periods.len() as u16);
    fold(sheet)?;
    sheet.set_print_area(0, 1, last.saturating_sub(1), width.saturating_sub(1))?;
    // In portrait format a page has room for all rows and a dozen columns.
    sheet.set_portrait().set_print_fit_to_pages((periods.len() as u16).div_ceil(A_PAGE), 1);
    Ok(())
}
