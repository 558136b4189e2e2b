//! The sheet of assumptions: every input, and every fact that a formula uses, one row each.

use crate::formula::number;
use crate::looks::Looks;
use crate::place::{Place, Sheet};
use crate::write::{Book, date_of, serial};
use model::facts::Listed;
use model::month::Month;
use model::parameters::{Kind, ParameterId};
use model::provenance::{Class, Fact};
use model::scenario::Scenario;
use model::units::Unit;
use rust_xlsxwriter::{DataValidation, DataValidationRule, Format, Formula, Url, Worksheet, XlsxError};

/// The words by which the sheet is known again. They never change.
pub(crate) const FORM: &str = "form";
pub(crate) const FORM_NAME: &str = "rackrate-workbook";
pub(crate) const FORM_VERSION: f64 = 1.0;
pub(crate) const BASELINE: &str = "baseline";
pub(crate) const ID: &str = "id";
pub(crate) const VALUE_HEAD: &str = "value";
/// What the ids of facts begin with.
pub(crate) const FACT: &str = "fact.";

const HEAD_ROW: u32 = 4;
const FIRST_INPUT: u32 = HEAD_ROW + 1;
/// Where values stand.
pub(crate) const VALUE: u16 = 2;
const CLASS: u16 = 6;
const LOW: u16 = 7;
const SOURCE: u16 = 9;
const CHANGED: u16 = 15;
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

/// Every fact that a formula could use.
pub(crate) fn facts() -> impl Iterator<Item = (&'static Listed, &'static Fact)> {
    model::facts::all().iter().filter_map(|listed| Some((listed, listed.fact?)))
}

/// What a fact's row is called. One that an input begins with is told apart from that input.
pub(crate) fn label(listed: &Listed) -> String {
    let of = if listed.input.is_some() { " (data sheet)" } else { "" };
    format!("{}{of}", listed.name)
}

/// Which input or fact stands in which row.
pub(crate) struct Rows {
    inputs: Vec<ParameterId>,
    row_of_input: Vec<Option<u32>>,
    facts: Vec<(&'static Listed, &'static Fact)>,
}

impl Rows {
    /// All inputs, and of the facts those that are used.
    pub(crate) fn new(used: &[&'static Fact]) -> Rows {
        let inputs: Vec<_> = ParameterId::all().collect();
        let mut row_of_input = vec![None; model::parameters::COUNT];
        for (row, input) in (FIRST_INPUT..).zip(&inputs) {
            row_of_input[input.index()] = Some(row);
        }
        let facts = facts().filter(|(_, fact)| used.iter().any(|one| std::ptr::eq(*one, *fact)));
        Rows { inputs, row_of_input, facts: facts.collect() }
    }

    pub(crate) fn input(&self, input: ParameterId) -> Option<Place> {
        self.row_of_input[input.index()].map(|row| Place::new(Sheet::Assumptions, row, VALUE))
    }

    pub(crate) fn fact(&self, fact: &'static Fact) -> Option<Place> {
        let at = self.facts.iter().position(|(_, known)| std::ptr::eq(fact, *known))?;
        Some(Place::new(Sheet::Assumptions, self.first_fact() + at as u32, VALUE))
    }

    /// The cells that say of each input whether it differs from the baseline's.
    pub(crate) fn changed(&self) -> String {
        let cell = |row| Place::new(Sheet::Assumptions, row, CHANGED);
        cell(FIRST_INPUT).to(cell(FIRST_INPUT + self.inputs.len().saturating_sub(1) as u32))
    }

    fn first_fact(&self) -> u32 {
        FIRST_INPUT + self.inputs.len() as u32 + 2
    }
}

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
    let looks = &book.looks;
    let baseline = book.scenario.baseline();
    sheet.write_with_format(0, 0, "Assumptions", &looks.title)?;
    sheet.write_with_format(
        0,
        2,
        "Change the yellow cells: all other sheets follow. The page reads this sheet back.",
        &looks.small,
    )?;
    sheet.write(1, 0, FORM)?.write(1, 1, FORM_NAME)?.write(1, 2, FORM_VERSION)?;
    sheet.write(2, 0, BASELINE)?.write(2, 1, baseline.id)?.write(2, 2, baseline.name)?;
    for (column, (head, width)) in (0..).zip(COLUMNS) {
        sheet.write_with_format(HEAD_ROW, column, head, &looks.head)?;
        sheet.set_column_width(column, width)?;
    }
    let words = "Evidence for the baseline's value. Where the class is \"yours\", another value stands in the row, and \
                 none of this is about it.";
    sheet.write_with_format(HEAD_ROW - 1, SOURCE, words, &looks.small)?;
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
        write_line(sheet, row, &line, &looks.input, looks)?;
        write_reading(sheet, row, *input, line.value, looks)?;
        sheet.add_data_validation(row, VALUE, row, VALUE, &validation(*input)?)?;
    }
    let first_fact = book.rows.first_fact();
    if !book.rows.facts.is_empty() {
        let text = "Facts of the catalogue that formulas use. The page keeps its own values of them.";
        sheet.write_with_format(first_fact - 1, 0, text, &looks.section)?;
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
        write_line(sheet, row, &line, &looks.general, looks)?;
        if fact.unit == Unit::Month {
            write_date(sheet, row, fact.value, looks)?;
        }
    }
    sheet.set_freeze_panes(FIRST_INPUT, 3)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    Ok(())
}

fn write_line(sheet: &mut Worksheet, row: u32, line: &Line<'_>, look: &Format, looks: &Looks) -> Result<(), XlsxError> {
    sheet.write(row, 0, &line.id)?.write(row, 1, line.label)?;
    sheet.write_with_format(row, VALUE, line.value, look)?;
    sheet.write(row, 4, line.unit.name())?.write(row, 5, &line.allowed)?;
    let is_changed = line.value != line.baselines_value;
    let (value, baselines) =
        (Place::new(Sheet::Assumptions, row, VALUE), Place::new(Sheet::Assumptions, row, BASELINES_VALUE));
    let unless_changed = |same: &str, changed: &str| {
        let formula = format!("IF({}={},\"{same}\",\"{changed}\")", value.address(), baselines.address());
        Formula::new(formula).set_result(if is_changed { changed } else { same })
    };
    sheet.write_formula(row, CLASS, unless_changed(line.class, YOURS))?;
    for (column, end) in [(LOW, line.low), (LOW + 1, line.high)] {
        if let Some(end) = end {
            sheet.write_with_format(row, column, end, &looks.general)?;
        }
    }
    if let Some(source) = line.source {
        sheet.write(row, SOURCE, source.id)?.write(row, SOURCE + 1, source.title)?;
        sheet.write(row, SOURCE + 2, source.publisher)?.write(row, SOURCE + 3, source.date)?;
        write_address(sheet, row, SOURCE + 4, source.url, looks)?;
    }
    sheet.write(row, SOURCE + 5, line.note)?;
    sheet.write_formula(row, CHANGED, unless_changed("no", "yes"))?;
    sheet.write_with_format(row, BASELINES_VALUE, line.baselines_value, &looks.general)?;
    Ok(())
}

/// An address, to be followed where that is possible.
pub(crate) fn write_address(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    address: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    // Excel refuses to open what is longer.
    const LONGEST: usize = 2_000;
    let is_link = address.starts_with("https://") || address.starts_with("http://");
    if is_link && address.len() < LONGEST {
        sheet.write_url_with_format(row, column, Url::new(address), &looks.link)?;
    } else if !address.is_empty() {
        sheet.write(row, column, address)?;
    }
    Ok(())
}

/// What the number means, beside it: a date, a choice's name, on or off, or the number in the unit in which it is
/// typed on the page.
fn write_reading(
    sheet: &mut Worksheet,
    row: u32,
    input: ParameterId,
    value: f64,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let cell = format!("C{}", row + 1);
    match input.row().kind {
        Kind::Month => return write_date(sheet, row, value, looks),
        Kind::Choice(choices) => {
            let labels: Vec<_> = choices.all().map(|choice| format!("\"{}\"", quoted(choice.label))).collect();
            let label = choices.get(value as usize).map_or("", |choice| choice.label);
            let formula = Formula::new(format!("CHOOSE({cell}+1,{})", labels.join(","))).set_result(label);
            sheet.write_formula_with_format(row, 3, formula, &looks.general)?;
        }
        Kind::Switch => {
            let formula = Formula::new(format!("IF({cell}=0,\"off\",\"on\")"));
            let formula = formula.set_result(if value == 0.0 { "off" } else { "on" });
            sheet.write_formula_with_format(row, 3, formula, &looks.general)?;
        }
        _ => {
            let scale = input.row().scale;
            let text = if scale.factor == 1.0 { cell } else { format!("{cell}/{}", number(scale.factor)) };
            let look = looks.general.clone().set_num_format(format!("General\" {}\"", scale.symbol));
            let formula = Formula::new(text).set_result(number(value / scale.factor));
            sheet.write_formula_with_format(row, 3, formula, &look)?;
        }
    }
    Ok(())
}

fn write_date(sheet: &mut Worksheet, row: u32, month: f64, looks: &Looks) -> Result<(), XlsxError> {
    let formula = Formula::new(date_of(&format!("C{}", row + 1)));
    sheet.write_formula_with_format(row, 3, formula.set_result(number(serial(Month(month as i32)))), &looks.date)?;
    Ok(())
}

fn quoted(text: &str) -> String {
    text.replace('"', "\"\"")
}

/// What may stand in an input's cell, in words.
fn allowed(input: ParameterId) -> String {
    let row = input.row();
    match row.kind {
        Kind::Choice(choices) => {
            let named = choices.all().enumerate().map(|(place, choice)| format!("{place} = {}", choice.label));
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
