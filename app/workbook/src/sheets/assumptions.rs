//! The sheet of assumptions: a row for every input, and for every fact that a formula uses.

use super::cells::{of_same_row, quoted, write_link};
use crate::book::{BASELINE, FORM, FORM_NAME, FORM_VERSION, OWN_CHIP};
use crate::book::{Book, FACT, FIRST_ASSUMPTION, HEAD_ROW, ID, VALUE, VALUE_HEAD, label, months_of, serial};
use crate::formats::Formats;
use crate::formula::number;
use model::base::month::Month;
use model::base::units::Unit;
use model::facts::provenance::{Class, Fact};
use model::inputs::choices::Choices;
use model::inputs::evidence::Listed;
use model::inputs::input::{ParameterId, Row};
use model::inputs::kinds::Kind;
use model::inputs::scenario::Scenario;
use rust_xlsxwriter::{DataValidation, Formula, Worksheet, XlsxError};

/// The row with the name of the reader's own chip, if it has one; it is read back.
const OWN_CHIP_ROW: u32 = HEAD_ROW - 1;
const BASELINES_VALUE: u16 = 3;
const CHANGED: u16 = 4;
const READING: u16 = 5;
const UNIT: u16 = 6;
const ALLOWED: u16 = 7;
const CLASS: u16 = 8;
const LOW: u16 = 9;
const NOTE: u16 = 11;
const SOURCE: u16 = 12;
const GROUP: u16 = 17;
const LEAST: u16 = 18;
const MOST: u16 = 19;
const STEP: u16 = 20;
const CHOICES: u16 = 21;

const COLUMNS: [(&str, f64); 22] = [
    (ID, 34.0),
    ("label", 38.0),
    (VALUE_HEAD, 20.0),
    ("baseline's value", 20.0),
    ("changed", 9.0),
    ("reads as", 18.0),
    ("stored in", 20.0),
    ("allowed", 36.0),
    ("class", 11.0),
    ("low", 19.0),
    ("high", 19.0),
    ("what is measured, or the reason", 70.0),
    ("source", 8.0),
    ("title", 40.0),
    ("publisher", 20.0),
    ("date", 11.0),
    ("address", 40.0),
    ("group", 22.0),
    ("at least", 14.0),
    ("at most", 14.0),
    ("in steps of", 12.0),
    ("choices", 60.0),
];
/// The last column that is printed; sources, and columns for programs, are not.
const LAST_PRINTED: u16 = LOW + 1;

/// The contents of a row, for an input or a fact.
struct Line {
    id: String,
    label: String,
    value: f64,
    unit: Unit,
    allowed: String,
    class: &'static str,
    low: Option<f64>,
    high: Option<f64>,
    source: Option<&'static model::facts::provenance::Source>,
    note: &'static str,
    baselines_value: f64,
    group: &'static str,
    /// The least and the largest allowed value; a fact has none.
    range: Option<(f64, f64)>,
    /// The value must be a multiple of this, if it is given.
    step: Option<f64>,
    is_month: bool,
}

impl Line {
    /// The evidence is the baseline's, because the value may be changed, and changed back.
    fn of_input(input: ParameterId, book: &Book<'_>, released: &Scenario) -> Line {
        let (row, evidence) = (input.row(), released.evidence(input));
        // The table's range belongs to the table's value, and is left out if the baseline sets another one.
        let fact = input.fact().filter(|fact| fact.value == released.get(input));
        Line {
            id: input.id(),
            label: input.name_in(book.scenario.names()),
            value: book.scenario.get(input),
            unit: row.unit,
            allowed: allowed(input),
            class: evidence.class.map_or("", Class::word),
            low: fact.and_then(|fact| fact.low),
            high: fact.and_then(|fact| fact.high),
            source: evidence.source,
            note: evidence.note,
            baselines_value: released.get(input),
            group: row.group.name(),
            range: Some((row.min, row.max)),
            step: step(row),
            is_month: row.kind == Kind::Month,
        }
    }

    fn of_fact(listed: &Listed, fact: &'static Fact, book: &Book<'_>) -> Line {
        Line {
            id: format!("{FACT}{}", listed.id),
            label: label(listed, book.scenario.names()),
            value: fact.value,
            unit: fact.unit,
            allowed: String::new(),
            class: fact.class.word(),
            low: fact.low,
            high: fact.high,
            source: Some(fact.source),
            note: fact.measures,
            baselines_value: fact.value,
            group: listed.kind.word(),
            range: None,
            step: None,
            is_month: fact.unit == Unit::Month,
        }
    }

    /// A value as its cell stores it: a month as a date.
    fn stored(&self, value: f64) -> Result<f64, XlsxError> {
        if self.is_month { serial(Month(value as i32)) } else { Ok(value) }
    }
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
    if !book.scenario.names().own_chip().is_empty() {
        sheet.write(OWN_CHIP_ROW, 0, OWN_CHIP)?.write_string(OWN_CHIP_ROW, 1, book.scenario.names().own_chip())?;
    }
    for (column, (head, width)) in (0..).zip(COLUMNS) {
        let is_number = [VALUE, BASELINES_VALUE, READING, LOW, LOW + 1, LEAST, MOST].contains(&column);
        let format = if is_number { &formats.number_head } else { &formats.head };
        sheet.write_with_format(HEAD_ROW, column, head, format)?;
        sheet.set_column_width(column, width)?;
    }
    let words = "Evidence for the baseline's value. Where the class is \"yours\", another value stands in the row, and \
                 none of this is about it.";
    sheet.write_with_format(HEAD_ROW - 1, SOURCE, words, &formats.small)?;
    // Each heading is above its rows.
    sheet.group_symbols_above(true);
    let released = Scenario::of(baseline);
    for block in book.rows.blocks() {
        sheet.write_with_format(block.heading, 1, block.group.name(), &formats.section)?;
        let first = block.heading + 1;
        sheet.group_rows(first, (first + block.inputs.len() as u32).saturating_sub(1))?;
        for (row, input) in (first..).zip(&block.inputs) {
            let line = Line::of_input(*input, book, &released);
            write_line(sheet, row, &line, true, formats)?;
            write_reading(sheet, row, *input, book.scenario, formats)?;
            if let Kind::Choice(choices) = input.row().kind {
                sheet.write(row, CHOICES, all_of(choices))?;
            }
        }
    }
    let first_fact = book.rows.first_fact();
    if !book.rows.facts.is_empty() {
        let text = "Facts of the catalogue that formulas use. The page keeps its own values of them.";
        sheet.write_with_format(first_fact - 1, 1, text, &formats.section)?;
        sheet.group_rows(first_fact, book.rows.last())?;
    }
    for (row, (listed, fact)) in (first_fact..).zip(&book.rows.facts) {
        let line = Line::of_fact(listed, fact, book);
        write_line(sheet, row, &line, false, formats)?;
        if line.is_month {
            write_month(sheet, row, fact.value, formats)?;
        }
    }
    let last = book.rows.last();
    sheet.add_data_validation(FIRST_ASSUMPTION, VALUE, last, VALUE, &validation()?)?;
    // Sorting by a head does no harm, because formulas find their rows by id.
    sheet.autofilter(HEAD_ROW, 0, last, STEP)?;
    sheet.set_freeze_panes(FIRST_ASSUMPTION, 3)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    sheet.set_print_area(0, 0, last, LAST_PRINTED)?;
    Ok(())
}

fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    line: &Line,
    is_input: bool,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.write(row, 0, &line.id)?.write(row, 1, &line.label)?;
    let format = |is_input: bool| match (is_input, line.is_month) {
        (true, true) => formats.input_date.clone(),
        (false, true) => formats.date.clone(),
        (is_input, false) => formats.assumption(line.unit, is_input),
    };
    let (of_value, of_other) = (&format(is_input), &format(false));
    sheet.write_with_format(row, VALUE, line.stored(line.value)?, of_value)?;
    sheet.write(row, UNIT, line.unit.name())?.write(row, ALLOWED, &line.allowed)?;
    let is_changed = line.value != line.baselines_value;
    let (value, baselines) = (of_same_row(VALUE, row), of_same_row(BASELINES_VALUE, row));
    // Another day of the same month is no change, nor is the month's number.
    let (value, baselines) =
        if line.is_month { (months_of(&value), months_of(&baselines)) } else { (value, baselines) };
    let unless_changed = |same: &str, changed: &str| {
        let formula = format!("IF({value}={baselines},\"{same}\",\"{changed}\")");
        Formula::new(formula).set_result(if is_changed { changed } else { same })
    };
    sheet.write_formula(row, CLASS, unless_changed(line.class, Class::YOURS))?;
    for (column, end) in [(LOW, line.low), (LOW + 1, line.high)] {
        if let Some(end) = end {
            sheet.write_with_format(row, column, line.stored(end)?, of_other)?;
        }
    }
    if let Some(source) = line.source {
        sheet.write(row, SOURCE, source.id)?.write(row, SOURCE + 1, source.title)?;
        sheet.write(row, SOURCE + 2, source.publisher)?.write(row, SOURCE + 3, source.date)?;
        write_link(sheet, row, SOURCE + 4, source.url, formats)?;
    }
    sheet.write(row, NOTE, line.note)?;
    sheet.write_formula(row, CHANGED, unless_changed("no", "yes"))?;
    sheet.write_with_format(row, BASELINES_VALUE, line.stored(line.baselines_value)?, of_other)?;
    sheet.write(row, GROUP, line.group)?;
    if let Some((least, most)) = line.range {
        // Any day of the last month may stand for it.
        let most = if line.is_month { line.stored(most + 1.0)? - 1.0 } else { most };
        sheet.write_with_format(row, LEAST, line.stored(least)?, of_other)?;
        sheet.write_with_format(row, MOST, most, of_other)?;
        if let Some(step) = line.step {
            sheet.write(row, STEP, step)?;
        }
    }
    Ok(())
}

/// The model's number of a month, beside its date.
fn write_month(sheet: &mut Worksheet, row: u32, month: f64, formats: &Formats) -> Result<(), XlsxError> {
    let formula = Formula::new(months_of(&of_same_row(VALUE, row))).set_result(number(month));
    sheet.write_formula_with_format(row, READING, formula, &formats.month_number)?;
    Ok(())
}

/// The meaning of the number, beside it: a month's number, a choice's name, on or off, or the number in the unit in
/// which it is typed on the page.
fn write_reading(
    sheet: &mut Worksheet,
    row: u32,
    input: ParameterId,
    scenario: &Scenario,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let (value, names) = (scenario.get(input), scenario.names());
    let cell = of_same_row(VALUE, row);
    match input.row().kind {
        Kind::Month => return write_month(sheet, row, value, formats),
        Kind::Choice(choices) => {
            let label = |place: usize| names.choice(choices, place);
            let labels: Vec<_> = (0..choices.count()).map(|place| format!("\"{}\"", quoted(label(place)))).collect();
            let label = label(value as usize);
            let formula = Formula::new(format!("CHOOSE({cell}+1,{})", labels.join(","))).set_result(label);
            sheet.write_formula_with_format(row, READING, formula, &formats.general)?;
        }
        Kind::Switch => {
            let formula = Formula::new(format!("IF({cell}=0,\"off\",\"on\")"));
            let formula = formula.set_result(if value == 0.0 { "off" } else { "on" });
            sheet.write_formula_with_format(row, READING, formula, &formats.general)?;
        }
        _ => {
            let scale = input.row().scale;
            let text = if scale.factor == 1.0 { cell } else { format!("{cell}/{}", number(scale.factor)) };
            let format = match scale.symbol.strip_prefix('$') {
                Some(of_dollars) => format!("\"$\"General\"{of_dollars}\""),
                // As in its cell; otherwise some programs write all its zeros.
                None if input.row().unit == Unit::Flop => format!("0.0########E+00\" {}\"", scale.symbol),
                None => format!("General\" {}\"", scale.symbol),
            };
            let format = formats.general.clone().set_num_format(format);
            let formula = Formula::new(text).set_result(number(value / scale.factor));
            sheet.write_formula_with_format(row, READING, formula, &format)?;
        }
    }
    Ok(())
}

/// Every choice with its number, which is read back. The reader's own chip has its neutral name here, which every
/// release knows.
fn all_of(choices: Choices) -> String {
    let named = choices.all().enumerate().map(|(index, choice)| format!("{index} = {}", choice.label));
    named.collect::<Vec<_>>().join("; ")
}

/// The allowed values of an input's cell, in words that fit theirs.
fn allowed(input: ParameterId) -> String {
    const FITS: usize = 40;
    let row = input.row();
    match row.kind {
        Kind::Choice(choices) => {
            let (all, last) = (all_of(choices), choices.all().count().saturating_sub(1));
            if all.chars().count() <= FITS { all } else { format!("0 to {last}: see the column choices") }
        }
        Kind::Switch => "0 = off; 1 = on".to_owned(),
        Kind::Month => {
            let name = |month: f64| Month(month as i32).short_name();
            format!("{} to {}", name(row.min), name(row.max))
        }
        Kind::Stepped => format!("steps of {}, {} to {}", typed(row.step), typed(row.min), typed(row.max)),
        Kind::Whole => format!("whole, {} to {}", typed(row.min), typed(row.max)),
        Kind::Number | Kind::Logarithmic => format!("{} to {}", typed(row.min), typed(row.max)),
    }
}

/// The number of which an input's value must be a multiple. For months it is 1, although any day of a month may stand
/// for it.
pub(crate) fn step(row: &Row) -> Option<f64> {
    match row.kind {
        Kind::Number | Kind::Logarithmic => None,
        Kind::Stepped => Some(row.step),
        Kind::Whole | Kind::Month | Kind::Choice(_) | Kind::Switch => Some(1.0),
    }
}

/// A number as it is typed into a cell: in the stored unit, with a power of ten to avoid many zeros.
fn typed(value: f64) -> String {
    const POWERS: [(f64, &str); 4] = [(1e24, "E24"), (1e12, "E12"), (1e9, "E9"), (1e6, "E6")];
    match POWERS.iter().find(|(power, _)| value.abs() >= *power) {
        Some((power, name)) => format!("{}{name}", number(value / power)),
        None => number(value),
    }
}

/// One validation rule for all rows, which reads the row's own columns, because rules do not move when rows are sorted.
fn validation() -> Result<DataValidation, XlsxError> {
    let at = |column| of_same_row(column, FIRST_ASSUMPTION);
    let (value, least, most, step) = (at(VALUE), at(LEAST), at(MOST), at(STEP));
    let rule = format!(
        "AND(ISNUMBER({value}),OR(NOT(ISNUMBER({least})),AND({value}>={least},{value}<={most})),\
         OR(NOT(ISNUMBER({step})),{value}/{step}=INT({value}/{step})))"
    );
    DataValidation::new()
        .allow_custom(Formula::new(rule))
        .set_input_title("Allowed")?
        .set_input_message("See column H, allowed, of this row.")?
        .set_error_title("Out of range")?
        .set_error_message("What may stand here is said in column H of this row.")
}
