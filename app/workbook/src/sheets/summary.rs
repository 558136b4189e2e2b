//! The first sheet: what the scenario is, and every headline number or the reason why it has none.

use super::binding;
use super::cells::write_link;
use super::lookup;
use crate::address::{Address, Sheet};
use crate::book::{Book, Live, date_of, here, result, serial};
use model::base::units::Unit;
use model::facts::provenance::Class;
use model::facts::sources::FACTS_DATE;
use model::input;
use model::inputs::input::ParameterId;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::metric::MetricId;
use model::share::permalink;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

const HEAD_ROW: u32 = 11;
const FIRST_METRIC: u32 = HEAD_ROW + 1;
const VALUE_COLUMN: u16 = 1;
const DATE_COLUMN: u16 = 3;
const COLUMNS: [(&str, f64); 7] = [
    ("metric", 44.0),
    ("value", 26.0),
    ("unit", 24.0),
    ("month", 12.0),
    ("meaning", 88.0),
    ("class", 10.0),
    ("id", 38.0),
];

/// Where a metric stands.
pub(crate) fn address(metric: MetricId) -> Address {
    Address::new(Sheet::Summary, FIRST_METRIC + metric.index() as u32, VALUE_COLUMN)
}

pub(crate) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let formats = &book.formats;
    for (column, (head, width)) in (0..).zip(COLUMNS) {
        sheet.write_with_format(HEAD_ROW, column, head, &formats.head)?;
        sheet.set_column_width(column, width)?;
    }
    about(sheet, book)?;
    for metric in MetricId::all() {
        let (row, about) = (FIRST_METRIC + metric.index() as u32, metric.row());
        sheet.write(row, 0, metric.name())?.write(row, 2, about.unit.name())?.write(row, 4, about.meaning)?;
        sheet.write(row, 5, Class::Derived.word())?.write(row, 6, metric.id())?;
        let shown = match book.outcome.metrics.get(metric) {
            Ok(value) => result(value),
            Err(absent) => absent.reason().to_owned(),
        };
        let formula = Formula::new(here(&guarded(metric, book), Sheet::Summary)).set_result(shown);
        sheet.write_formula_with_format(row, VALUE_COLUMN, formula, formats.number(about.unit))?;
        if about.unit == Unit::Month {
            let cell = address(metric).address();
            let date = match book.outcome.metrics.get(metric) {
                Ok(value) => result(serial(model::base::month::Month(value as i32))?),
                Err(_) => String::new(),
            };
            let formula = Formula::new(format!("IF(ISNUMBER({cell}),{},\"\")", date_of(&cell))).set_result(date);
            sheet.write_formula_with_format(row, DATE_COLUMN, formula, &formats.date)?;
        }
    }
    let row = FIRST_METRIC + model::quantities::metric::COUNT as u32;
    binding::write_summary(sheet, Address::new(Sheet::Summary, row, VALUE_COLUMN), &as_of(book), book)?;
    if !book.outcome.notices.is_empty() {
        let words = "Notices of the scenario as it was saved. They do not follow changes.";
        sheet.write_with_format(row + 2, 0, words, &formats.section)?;
    }
    for (row, notice) in (row + 3..).zip(&book.outcome.notices) {
        sheet.write(row, 0, notice.text())?;
    }
    sheet.set_freeze_panes(FIRST_METRIC, 1)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    Ok(())
}

/// A metric's formula: the first reason that applies, else its number.
fn guarded(metric: MetricId, book: &Book<'_>) -> String {
    let cell = Cell { quantity: Quantity::Metric(metric), month: None };
    let (mut text, mut close) = (String::new(), 0);
    for (Live { text: test, .. }, reason) in book.guards.get(&metric).into_iter().flatten() {
        text.push_str(&format!("IF({test}<=0,\"{}\",", reason.reason().replace('"', "\"\"")));
        close += 1;
    }
    match book.cells.get(&cell) {
        Some(live) => text.push_str(&live.text),
        // A metric that no formula was recorded for never has a value.
        None => text.push_str("\"\""),
    }
    text.extend(std::iter::repeat_n(')', close));
    text
}

/// The as-of month as a formula, counted from month 0.
fn as_of(book: &Book<'_>) -> String {
    let month = |input: ParameterId| book.rows.input(input).map_or_else(String::new, |address| address.text());
    format!("MIN({},{})", month(input::AS_OF), month(input::HORIZON))
}

/// How many inputs differ from the baseline's, as a formula.
fn how_many_changed(book: &Book<'_>) -> String {
    let range = lookup::changed(book.rows);
    format!("IF(COUNTIF({range},\"yes\")=0,\"as released\",\"inputs changed: \"&COUNTIF({range},\"yes\"))")
}

/// What the workbook is about.
fn about(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let (formats, scenario) = (&book.formats, book.scenario);
    let baseline = scenario.baseline();
    sheet.write_with_format(0, 0, format!("Rackrate: {}", baseline.name), &formats.title)?;
    sheet.merge_range(1, 0, 1, 4, baseline.summary, &formats.wrapped)?;
    sheet.set_row_height(1, 32)?;
    let link = format!("{}?{}={}", book.page, permalink::PARAMETER, permalink::write(scenario, book.outcome));
    let lines =
        [("Baseline", baseline.id), ("Facts read on", FACTS_DATE), ("Version of the model", env!("CARGO_PKG_VERSION"))];
    for (row, (label, words)) in (2..).zip(lines) {
        sheet.write_with_format(row, 0, label, &formats.bold)?.write(row, 1, words)?;
    }
    let changed = Formula::new(how_many_changed(book)).set_result(match scenario.changes().count() {
        0 => "as released".to_owned(),
        count => format!("inputs changed: {count}"),
    });
    sheet.write_formula(2, 2, changed)?;
    sheet.write_with_format(5, 0, "Link to the scenario as saved", &formats.bold)?;
    write_link(sheet, 5, 1, &link, formats)?;
    sheet.write_with_format(6, 0, "Numbers as of the end of", &formats.bold)?;
    let as_of = Formula::new(date_of(&as_of(book))).set_result(result(serial(book.outcome.as_of)?));
    sheet.write_formula_with_format(6, 1, as_of, &formats.date)?;
    sheet.write_with_format(7, 0, "Check of the assumptions", &formats.bold)?;
    let check = Formula::new(lookup::check(book.rows)).set_result(lookup::ALL_FOUND);
    sheet.write_formula(7, 1, check)?;
    let words = "Change the yellow cells of the sheet Assumptions: every number here follows. A month that is not on \
                 the sheet Months needs a workbook with a later horizon.";
    sheet.write_with_format(8, 0, words, &formats.small)?;
    Ok(())
}
