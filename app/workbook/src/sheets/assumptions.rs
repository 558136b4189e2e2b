//! The sheet of assumptions: every input, and every fact that a formula uses, one row each.

use super::cells::{quoted, write_date, write_link};
use crate::address::{Address, Sheet};
use crate::book::{BASELINE, FORM, FORM_NAME, FORM_VERSION};
use crate::book::{Book, CHANGED, FACT, FIRST_INPUT, HEAD_ROW, ID, VALUE, VALUE_HEAD, label};
use crate::formats::Formats;
use crate::formula::number;
use model::month::Month;
use model::parameters::{Kind, ParameterId};
use model::provenance::Class;
use model::scenario::Scenario;
use model::units::Unit;
use rust_xlsxwriter::{DataValidation, DataValidationRule, Format, Formula, Worksheet, XlsxError};

const CLASS: u16 = 6;
const LOW: u16 = 7;
const SOURCE: u16 = 9;
const BASELINES_VALUE: u16 = 16;
/// The class of a value that is not the baseline's: the page's word for a reader's own.
const YOURS: &str = "yours";

const COLUMNS: [(&str, f64); 17] = [
    (ID, 34.0),
    ("label", 38.0),
    (VALUE_HEAD, 20.0),
    ("reads as", 18.0),
    ("unit", 20.0),
    ("allowed", 30.0),
    ("class", 11.0),
    ("low", 14.0),
    ("high", 14.0),
    ("source", 8.0),
    ("title", 40.0),
    ("publisher", 20.0),
    ("date", 11.0),
    ("address", 40.0),
    ("what is measured, or the reason", 70.0),
    ("changed", 9.0),
    ("baseline's value", 20.0),
];

/// What a row says, whether of an input or of a fact.
struct Line<'a> {
    id: String,
    label: &'a str,
    value: f64,
    unit: Unit,
    allowed: String,
    class: &'a str,
    low: Option<f64>,
    high: Option<f64>,
    source: Option<&'static model::provenance::Source>,
    note: &'a str,
    baselines_value: f64,
}

pub(crate) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let formats = &book.formats;
    let baseline = book.scenario.baseline();
    sheet.write_with_format(0, 0, "Assumptions", &formats.title)?;
    sheet.write_with_format(
        0,
        2,
        "Change the yellow cells: all other sheets follow. The page reads this sheet back.",
        &formats.small,
    )?;
    sheet.write(1, 0, FORM)?.write(1, 1, FORM_NAME)?.write(1, 2, FORM_VERSION)?;
    sheet.write(2, 0, BASELINE)?.write(2, 1, baseline.id)?.write(2, 2, baseline.name)?;
    for (column, (head, width)) in (0..).zip(COLUMNS) {
        sheet.write_with_format(HEAD_ROW, column, head, &formats.head)?;
        sheet.set_column_width(column, width)?;
    }
    let words = "Evidence for the baseline's value. Where the class is \"yours\", another value stands in the row, and \
                 none of this is about it.";
    sheet.write_with_format(HEAD_ROW - 1, SOURCE, words, &formats.small)?;
    // Of the baseline: somebody may change the value, and change it back.
    let released = Scenario::of(baseline);
    for (row, input) in (FIRST_INPUT..).zip(&book.rows.inputs) {
        let evidence = released.evidence(*input);
        let fact = input.fact();
        let line = Line {
            id: input.id(),
            label: &input.name(),
            value: book.scenario.get(*input),
            unit: input.row().unit,
            allowed: allowed(*input),
            class: evidence.class.map_or("", Class::word),
            low: fact.and_then(|fact| fact.low),
            high: fact.and_then(|fact| fact.high),
            source: evidence.source,
            note: evidence.note,
            baselines_value: baseline.value(*input),
        };
        write_line(sheet, row, &line, &formats.input, formats)?;
        write_reading(sheet, row, *input, line.value, formats)?;
        sheet.add_data_validation(row, VALUE, row, VALUE, &validation(*input)?)?;
    }
    let first_fact = book.rows.first_fact();
    if !book.rows.facts.is_empty() {
        let text = "Facts of the catalogue that formulas use. The page keeps its own values of them.";
        sheet.write_with_format(first_fact - 1, 0, text, &formats.section)?;
    }
    for (row, (listed, fact)) in (first_fact..).zip(&book.rows.facts) {
        let line = Line {
            id: format!("{FACT}{}", listed.id),
            label: &label(listed),
            value: fact.value,
            unit: fact.unit,
            allowed: String::new(),
            class: fact.class.word(),
            low: fact.low,
            high: fact.high,
            source: Some(fact.source),
            note: fact.measures,
            baselines_value: fact.value,
        };
        write_line(sheet, row, &line, &formats.general, formats)?;
        if fact.unit == Unit::Month {
            write_date(sheet, row, fact.value, formats)?;
        }
    }
    sheet.set_freeze_panes(FIRST_INPUT, 3)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    Ok(())
}

fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    line: &Line<'_>,
    format: &Format,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.write(row, 0, &line.id)?.write(row, 1, line.label)?;
    sheet.write_with_format(row, VALUE, line.value, format)?;
    sheet.write(row, 4, line.unit.name())?.write(row, 5, &line.allowed)?;
    let is_changed = line.value != line.baselines_value;
    let (value, baselines) =
        (Address::new(Sheet::Assumptions, row, VALUE), Address::new(Sheet::Assumptions, row, BASELINES_VALUE));
    let unless_changed = |same: &str, changed: &str| {
        let formula = format!("IF({}={},\"{same}\",\"{changed}\")", value.address(), baselines.address());
        Formula::new(formula).set_result(if is_changed { changed } else { same })
    };
    sheet.write_formula(row, CLASS, unless_changed(line.class, YOURS))?;
    for (column, end) in [(LOW, line.low), (LOW + 1, line.high)] {
        if let Some(end) = end {
            sheet.write_with_format(row, column, end, &formats.general)?;
        }
    }
    if let Some(source) = line.source {
        sheet.write(row, SOURCE, source.id)?.write(row, SOURCE + 1, source.title)?;
        sheet.write(row, SOURCE + 2, source.publisher)?.write(row, SOURCE + 3, source.date)?;
        write_link(sheet, row, SOURCE + 4, source.url, formats)?;
    }
    sheet.write(row, SOURCE + 5, line.note)?;
    sheet.write_formula(row, CHANGED, unless_changed("no", "yes"))?;
    sheet.write_with_format(row, BASELINES_VALUE, line.baselines_value, &formats.general)?;
    Ok(())
}

/// What the number means, beside it: a date, a choice's name, on or off, or the number in the unit in which it is
/// typed on the page.
fn write_reading(
    sheet: &mut Worksheet,
    row: u32,
    input: ParameterId,
    value: f64,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let cell = format!("C{}", row + 1);
    match input.row().kind {
        Kind::Month => return write_date(sheet, row, value, formats),
        Kind::Choice(choices) => {
            let labels: Vec<_> = choices.all().map(|choice| format!("\"{}\"", quoted(choice.label))).collect();
            let label = choices.get(value as usize).map_or("", |choice| choice.label);
            let formula = Formula::new(format!("CHOOSE({cell}+1,{})", labels.join(","))).set_result(label);
            sheet.write_formula_with_format(row, 3, formula, &formats.general)?;
        }
        Kind::Switch => {
            let formula = Formula::new(format!("IF({cell}=0,\"off\",\"on\")"));
            let formula = formula.set_result(if value == 0.0 { "off" } else { "on" });
            sheet.write_formula_with_format(row, 3, formula, &formats.general)?;
        }
        _ => {
            let scale = input.row().scale;
            let text = if scale.factor == 1.0 { cell } else { format!("{cell}/{}", number(scale.factor)) };
            let format = formats.general.clone().set_num_format(format!("General\" {}\"", scale.symbol));
            let formula = Formula::new(text).set_result(number(value / scale.factor));
            sheet.write_formula_with_format(row, 3, formula, &format)?;
        }
    }
    Ok(())
}

/// What may stand in an input's cell, in words.
fn allowed(input: ParameterId) -> String {
    let row = input.row();
    match row.kind {
        Kind::Choice(choices) => {
            let named = choices.all().enumerate().map(|(index, choice)| format!("{index} = {}", choice.label));
            named.collect::<Vec<_>>().join("; ")
        }
        Kind::Switch => "0 = off; 1 = on".to_owned(),
        Kind::Month => {
            let name = |month: f64| format!("{} ({})", number(month), Month(month as i32));
            format!("{} to {}", name(row.min), name(row.max))
        }
        Kind::Whole => format!("whole, {} to {}", number(row.min), number(row.max)),
        Kind::Number | Kind::Logarithmic => format!("{} to {}", number(row.min), number(row.max)),
    }
}

fn validation(input: ParameterId) -> Result<DataValidation, XlsxError> {
    // What Excel takes.
    const TITLE: usize = 32;
    const MESSAGE: usize = 255;
    let row = input.row();
    let rule = match row.kind {
        Kind::Number | Kind::Logarithmic => {
            DataValidation::new().allow_decimal_number(DataValidationRule::Between(row.min, row.max))
        }
        _ => DataValidation::new().allow_whole_number(DataValidationRule::Between(row.min as i32, row.max as i32)),
    };
    let words = allowed(input);
    rule.set_input_title(first(row.label, TITLE))?
        .set_input_message(first(&words, MESSAGE))?
        .set_error_title("Out of range")?
        .set_error_message(first(&format!("Allowed: {words}"), MESSAGE))
}

/// The beginning of a text, as much as there is room for.
fn first(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    text.chars().take(room - 1).chain(['…']).collect()
}
