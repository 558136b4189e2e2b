//! The first sheet: the scenario, and every headline number or the reason why it has none.

use super::binding;
use super::cells::write_link;
use super::lookup;
use crate::address::{Address, Sheet};
use crate::book::{Book, Live, date_of, here, result, serial};
use crate::formats::Formats;
use model::base::units::Unit;
use model::facts::provenance::Class;
use model::facts::sources::FACTS_READ_TO;
use model::input;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::metric::{Metric, MetricId};
use model::run::outcome::run;
use model::share::permalink;
use model::share::told::AUTHORS_REASON;
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

const HEAD_ROW: u32 = 11;
const FIRST_METRIC: u32 = HEAD_ROW + 1;
const VALUE_COLUMN: u16 = 1;
const BASELINES_COLUMN: u16 = 2;
const DIFFERENCE_COLUMN: u16 = 3;
const UNIT_COLUMN: u16 = 4;
const DATE_COLUMN: u16 = 5;
const MEANING_COLUMN: u16 = 6;
/// The last two columns have the class and the id.
const CLASS_COLUMN: u16 = 7;
const COLUMNS: [(&str, f64); 9] = [
    ("metric", 44.0),
    ("value", 36.0),
    ("baseline, as released", 36.0),
    ("difference", 18.0),
    ("stored in", 24.0),
    ("month", 12.0),
    ("meaning", 84.0),
    ("class", 10.0),
    ("id", 38.0),
];

/// The cell of a metric.
pub(crate) fn address(metric: MetricId) -> Address {
    Address::new(Sheet::Summary, FIRST_METRIC + metric.index() as u32, VALUE_COLUMN)
}

pub(crate) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let formats = &book.formats;
    for (column, (head, width)) in (0..).zip(COLUMNS) {
        let is_number = (VALUE_COLUMN..=DIFFERENCE_COLUMN).contains(&column) || column == DATE_COLUMN;
        let format = if is_number { &formats.number_head } else { &formats.head };
        sheet.write_with_format(HEAD_ROW, column, head, format)?;
        sheet.set_column_width(column, width)?;
    }
    about(sheet, book)?;
    let released = run(&Scenario::of(book.scenario.baseline()));
    for metric in MetricId::all() {
        let (row, about) = (FIRST_METRIC + metric.index() as u32, metric.row());
        let told = Told {
            label: &metric.name_in(book.scenario.names()),
            unit: about.unit.name(),
            meaning: about.meaning,
            id: &metric.id(),
        };
        told.write(sheet, row)?;
        let shown = match book.outcome.metrics.get(metric) {
            Ok(value) => result(value),
            Err(absent) => absent.reason().to_owned(),
        };
        let formula = Formula::new(here(&guarded(metric, book), Sheet::Summary)).set_result(shown);
        let (value, baselines) = (book.outcome.metrics.get(metric), released.metrics.get(metric));
        let format = &Formats::alone(about.unit, [value, baselines].into_iter().flatten());
        sheet.write_formula_with_format(row, VALUE_COLUMN, formula, format)?;
        write_baseline(sheet, row, value, baselines, format)?;
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
    let about = &binding::ABOUT;
    Told { label: about.label, unit: about.unit, meaning: about.meaning, id: about.id }.write(sheet, row)?;
    if !book.outcome.notices.is_empty() {
        let words = "Notices of the scenario as it was saved. They do not follow changes.";
        sheet.write_with_format(row + 2, 0, words, &formats.section)?;
    }
    for (row, notice) in (row + 3..).zip(&book.outcome.notices) {
        sheet.write(row, 0, notice.text_in(book.scenario.names()))?;
    }
    let last = write_changes(sheet, row + 3 + book.outcome.notices.len() as u32, book)?;
    let last = write_told(sheet, last, book)?;
    sheet.set_freeze_panes(FIRST_METRIC, 1)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    sheet.set_print_area(0, 0, last, MEANING_COLUMN)?;
    Ok(())
}

/// Writes the inputs that differ from the baseline's, with both values in words and the author's reason if there is
/// one, for those who read the first sheet only. Returns the last row.
fn write_changes(sheet: &mut Worksheet, row: u32, book: &Book<'_>) -> Result<u32, XlsxError> {
    let (scenario, baseline) = (book.scenario, book.scenario.baseline());
    if !scenario.is_modified() {
        return Ok(row);
    }
    let words = "What was changed when the workbook was saved. The column “changed” of the sheet Assumptions follows.";
    sheet.write_with_format(row + 1, 0, words, &book.formats.section)?;
    let mut last = row + 1;
    for (row, input) in (row + 2..).zip(scenario.own_changes()) {
        let [is, was] = input.show_apart(scenario.names(), [scenario.get(input), baseline.value(input)]);
        sheet.write(row, 0, input.name_in(scenario.names()))?.write(row, VALUE_COLUMN, is)?;
        sheet.write(row, BASELINES_COLUMN, was)?;
        let name = input.name_in(scenario.names());
        if let Some((_, reason)) = book.told.iter().find(|(of, _)| *of == name) {
            sheet.write_string(row, MEANING_COLUMN, format!("{AUTHORS_REASON}: {reason}"))?;
        }
        last = row;
    }
    Ok(last)
}

/// Writes title, notes and captions as text, whatever they contain. Returns the last row.
fn write_told(sheet: &mut Worksheet, row: u32, book: &Book<'_>) -> Result<u32, XlsxError> {
    if book.told.is_empty() {
        return Ok(row);
    }
    let words = "What its author says. It is not read back: the link and the JSON file hold title, notes and story.";
    sheet.write_with_format(row + 2, 0, words, &book.formats.section)?;
    for (row, (of, text)) in (row + 3..).zip(book.told) {
        sheet.write_string(row, 0, of)?.write_string(row, VALUE_COLUMN, text)?;
    }
    Ok(row + 2 + book.told.len() as u32)
}

/// The description of a row.
pub(crate) struct Told<'a> {
    pub(crate) label: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) meaning: &'a str,
    pub(crate) id: &'a str,
}

impl Told<'_> {
    pub(crate) fn write(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        sheet.write(row, 0, self.label)?.write(row, UNIT_COLUMN, self.unit)?;
        sheet.write(row, MEANING_COLUMN, self.meaning)?.write(row, CLASS_COLUMN, Class::Derived.word())?;
        sheet.write(row, CLASS_COLUMN + 1, self.id)?;
        Ok(())
    }
}

/// Writes the baseline's value, which is fixed, and the difference from it, which is a formula.
fn write_baseline(
    sheet: &mut Worksheet,
    row: u32,
    value: Metric<f64>,
    baselines: Metric<f64>,
    format: &Format,
) -> Result<(), XlsxError> {
    match baselines {
        Ok(number) if number.is_finite() => sheet.write_with_format(row, BASELINES_COLUMN, number, format)?,
        Ok(_) => sheet,
        Err(absent) => sheet.write_with_format(row, BASELINES_COLUMN, absent.reason(), format)?,
    };
    let at = |column| Address::new(Sheet::Summary, row, column).address();
    let (here, there) = (at(VALUE_COLUMN), at(BASELINES_COLUMN));
    let text = format!("IF(AND(ISNUMBER({here}),ISNUMBER({there})),{here}-{there},\"\")");
    let difference = match (value, baselines) {
        (Ok(value), Ok(baselines)) => result(value - baselines),
        _ => String::new(),
    };
    sheet.write_formula_with_format(row, DIFFERENCE_COLUMN, Formula::new(text).set_result(difference), format)?;
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
        // A metric without a recorded formula never has a value.
        None => text.push_str("\"\""),
    }
    text.extend(std::iter::repeat_n(')', close));
    text
}

/// A formula for the as-of month, counted from month 0.
fn as_of(book: &Book<'_>) -> String {
    let month = |input: ParameterId| book.rows.input(input).map_or_else(String::new, |address| address.text());
    format!("MIN({},{})", month(input::AS_OF), month(input::HORIZON))
}

/// A formula for the number of inputs that differ from the baseline's.
fn how_many_changed(book: &Book<'_>) -> String {
    let [all, months] = lookup::changed(book.rows).map(|range| format!("COUNTIF({range},\"yes\")"));
    format!("IF({all}={months},\"as released\",\"inputs changed: \"&({all}-{months}))")
}

/// Writes what the workbook is about.
fn about(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let (formats, scenario) = (&book.formats, book.scenario);
    let baseline = scenario.baseline();
    sheet.write_with_format(0, 0, format!("Rackrate: {}", baseline.name), &formats.title)?;
    sheet.merge_range(1, 0, 1, MEANING_COLUMN, baseline.summary, &formats.wrapped)?;
    sheet.set_row_height(1, 32)?;
    let link = format!("{}?{}={}", book.page, permalink::PARAMETER, permalink::write(scenario, book.outcome));
    let lines = [
        ("Baseline", baseline.id),
        ("Facts read to", FACTS_READ_TO),
        ("Version of the model", env!("CARGO_PKG_VERSION")),
    ];
    for (row, (label, words)) in (2..).zip(lines) {
        sheet.write_with_format(row, 0, label, &formats.bold)?.write(row, 1, words)?;
    }
    let changed = Formula::new(how_many_changed(book)).set_result(match scenario.own_changes().count() {
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
