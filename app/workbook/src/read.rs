//! Reads a workbook back as a scenario.

use crate::address::Sheet;
use crate::book::{BASELINE, FACT, FORM, FORM_NAME, FORM_VERSION, ID, OWN_CHIP, VALUE_HEAD, facts, label};
use crate::book::{FIRST_DATE, MOST_COLUMNS, MOST_ROWS};
use crate::refuse;
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use model::base::month::Month;
use model::base::typed::Bare;
use model::base::units::Unit;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::choices::Returns;
use model::inputs::input::{self, ParameterId};
use model::inputs::kinds::Kind;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// Longer texts cannot be ids, values or lists of choices of ours.
const LONGEST_TEXT: usize = 1_000;
/// A switch of the first edition, for whether what is spent comes back to the investor; today it is one of several
/// options.
const INVESTOR_SUPPLIES: &str = "equity.investor_supplies";

/// The contents of a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The scenario of its assumptions.
    pub scenario: Scenario,
    /// What could not be taken as it stood, one sentence for each.
    pub notices: Vec<String>,
}

/// The content of a cell, as far as it matters here.
#[derive(Clone, Debug, PartialEq)]
enum Content {
    Number(f64),
    Switch(bool),
    Date(Dated),
    Text(String),
    Fault(String),
}

/// A number that its cell displays as a date.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Dated {
    /// The workbook's serial number, in days.
    serial: f64,
    /// The month that is displayed, whichever day the workbook counts from.
    month: Month,
}

impl Dated {
    fn of(date: &ExcelDateTime) -> Dated {
        let (year, month, ..) = date.to_ymd_hms_milli();
        Dated { serial: date.as_f64(), month: Month::of(year.into(), month.into()) }
    }

    /// The number of the month. A small number is one already, in spite of its format.
    fn months(self) -> f64 {
        if self.serial < FIRST_DATE { self.serial } else { f64::from(self.month.0) }
    }
}

type Row = BTreeMap<u32, Content>;

/// The rows of a sheet of assumptions, to be found by their labels.
struct Labelled<'a>(&'a BTreeMap<u32, Row>);

impl<'a> Labelled<'a> {
    fn row(&self, label: &str) -> Option<&'a Row> {
        self.0.values().find(|row| matches!(row.get(&0), Some(Content::Text(text)) if text == label))
    }

    /// Whether the sheet declares itself as one of ours.
    fn is_ours(&self) -> bool {
        let form = self.row(FORM).and_then(|form| form.get(&1));
        matches!(form, Some(Content::Text(name)) if name == FORM_NAME)
    }
}

fn not_ours() -> String {
    "this workbook was not written by this page: its sheet “Assumptions” is another one".to_owned()
}

/// Reads the assumptions of a workbook that [`crate::write`] made, whichever program has changed and saved it since.
///
/// A value that its input cannot have is replaced by the baseline's, with a notice. `Err` says, in words, why a whole
/// file is refused: it is not a workbook, not one of ours, damaged, or unreasonably large.
pub fn read(bytes: &[u8]) -> Result<Reading, String> {
    refuse::check(bytes)?;
    let rows = rows(bytes)?;
    let labelled = |label: &str| Labelled(&rows).row(label).ok_or_else(not_ours);
    let form = labelled(FORM)?;
    match form.get(&2) {
        Some(Content::Number(version)) if *version == FORM_VERSION => {}
        Some(Content::Number(version)) if *version > FORM_VERSION => {
            return Err("this workbook was written by a newer version of this page".to_owned());
        }
        _ => return Err("this workbook does not say in which form it was written".to_owned()),
    }
    let Some(Content::Text(id)) = labelled(BASELINE)?.get(&1) else {
        return Err("this workbook does not say from which baseline it starts".to_owned());
    };
    let baseline = Baseline::by_id(id).ok_or_else(|| {
        let known = BASELINES.iter().map(|baseline| baseline.id).collect::<Vec<_>>().join(", ");
        format!("this workbook starts from a baseline that this page does not have: “{id}” (it has {known})")
    })?;
    let head = labelled(ID)?;
    let column = head.iter().find(|(_, content)| matches!(content, Content::Text(text) if text == VALUE_HEAD));
    let (value_column, _) = column.ok_or("the sheet “Assumptions” has no column “value”")?;
    Ok(scenario(baseline, &rows, *value_column))
}

fn scenario(baseline: &'static Baseline, rows: &BTreeMap<u32, Row>, value_column: u32) -> Reading {
    let mut scenario = Scenario::of(baseline);
    if let Some(Content::Text(name)) = Labelled(rows).row(OWN_CHIP).and_then(|row| row.get(&1)) {
        scenario.name_own_chip(name);
    }
    let mut notices = Vec::new();
    let mut seen = BTreeSet::new();
    let inputs: BTreeMap<String, ParameterId> = ParameterId::all().map(|input| (input.id(), input)).collect();
    for (row, cells) in rows {
        let Some(Content::Text(id)) = cells.get(&0) else { continue };
        // Title and heads may have been sorted among the other rows.
        if [Sheet::Assumptions.name(), FORM, BASELINE, OWN_CHIP, ID].contains(&&**id) {
            continue;
        }
        let (line, value) = (row + 1, cells.get(&value_column));
        if let Some(fact) = id.strip_prefix(FACT) {
            check_fact(fact, line, value, scenario.names(), &mut notices);
        } else if let Some(input) = inputs.get(id) {
            if !seen.insert(id.clone()) {
                notices.push(format!("Row {line}: {id} stands there a second time; its first row counts."));
            } else if let Err(why) = set(&mut scenario, *input, value, cells) {
                let kept = input.show_in(scenario.names(), scenario.get(*input));
                notices.push(format!("Row {line}: {id}: {why}. The baseline’s value was kept: {kept}."));
            }
        } else if let (INVESTOR_SUPPLIES, Some(Content::Number(value))) = (&**id, value) {
            // A row of today's input, before or after this one, overrides it.
            let (returns, words) = match *value {
                0.0 => (Returns::Nothing, "nothing"),
                _ => (Returns::CloudSpend, "cloud spend"),
            };
            seen.insert(input::RETURNS.id());
            notices.push(match scenario.set(input::RETURNS, returns.index() as f64) {
                Ok(()) => format!(
                    "Row {line}: whether the investor supplies the capacity is now one of the ways in which money comes back \
                     to it: here {words}."
                ),
                Err(why) => format!("Row {line}: {id}: {why}."),
            });
        } else if value.is_some() {
            notices.push(format!("Row {line}: there is no input “{id}”; the row was passed over."));
        }
    }
    let missing: Vec<&str> = inputs.keys().filter(|id| !seen.contains(*id)).map(|id| &**id).collect();
    if !missing.is_empty() {
        notices.push(format!("The baseline’s values were kept for inputs that have no row: {}.", missing.join(", ")));
    }
    Reading { scenario, notices }
}

/// Sets an input to its cell's content: a number, or a text or date that stands for one.
fn set(scenario: &mut Scenario, input: ParameterId, value: Option<&Content>, row: &Row) -> Result<(), String> {
    match value {
        Some(Content::Number(value)) if matches!(input.row().kind, Kind::Choice(_)) => {
            scenario.set(input, chosen(input, *value, row)?)
        }
        None => Err("there is no value".to_owned()),
        Some(Content::Number(value)) => scenario.set(input, unrounded(*value, scenario.get(input))),
        Some(Content::Switch(on)) if input.row().kind == Kind::Switch => scenario.set(input, f64::from(u8::from(*on))),
        Some(Content::Switch(_)) => Err("a truth value is not a number".to_owned()),
        Some(Content::Date(date)) if input.row().kind == Kind::Month => scenario.set(input, date.months()),
        // A cell that was given a date format still contains the number.
        Some(Content::Date(date)) => scenario.set(input, date.serial),
        Some(Content::Text(text)) => {
            let taken = input.read(text, scenario.get(input), Bare::Stored)?;
            scenario.set(input, taken.value)
        }
        Some(Content::Fault(fault)) => Err(format!("its formula has no value ({fault})")),
    }
}

/// The choice that a number stands for. Lists of choices grow, so the list in the same row decides, as it was when the
/// workbook was saved.
fn chosen(input: ParameterId, number: f64, row: &Row) -> Result<f64, String> {
    let Kind::Choice(choices) = input.row().kind else { return Ok(number) };
    let texts = row.values().filter_map(|content| match content {
        Content::Text(text) => Some(text),
        _ => None,
    });
    let listed = texts.flat_map(|text| text.split("; ")).filter_map(|choice| choice.split_once(" = "));
    let named = listed.filter_map(|(place, label)| Some((place.trim().parse::<f64>().ok()?, label)));
    // If the list was cut short or removed, only the number is left.
    let Some((_, label)) = named.into_iter().find(|(place, _)| *place == number) else { return Ok(number) };
    let place = choices.all().position(|choice| choice.label == label);
    place.map(|place| place as f64).ok_or_else(|| format!("there is no choice “{label}” any more"))
}

/// Some programs keep only 15 digits of a number, so that a third is no longer the baseline's third. If a number has no
/// more digits, and the baseline's would be saved as the same, it is taken as the baseline's.
fn unrounded(value: f64, baselines: f64) -> f64 {
    // Programs differ in how they round a number halfway between two others.
    const HALF: f64 = 0.501;
    let saved = format!("{value:.14e}");
    let is_short = model::base::numbers::read_number(&saved) == Some(value);
    let last_digit = saved
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse::<i32>().ok())
        .and_then(|exponent| model::base::numbers::read_number(&format!("1e{}", exponent - 14)));
    let is_near = last_digit.is_some_and(|digit| (value - baselines).abs() <= HALF * digit);
    if is_short && is_near { baselines } else { value }
}

/// A fact is not an input, so a scenario cannot have another value for it.
fn check_fact(id: &str, line: u32, value: Option<&Content>, names: &Names, notices: &mut Vec<String>) {
    let Some((listed, fact)) = facts().find(|(listed, _)| listed.id == id) else {
        notices.push(format!("Row {line}: the catalogue has no fact “{id}”; the row was passed over."));
        return;
    };
    let value = match value {
        Some(Content::Number(value)) => Some(*value),
        Some(Content::Date(date)) if fact.unit == Unit::Month => Some(date.months()),
        _ => None,
    };
    if value.is_none_or(|value| unrounded(value, fact.value) != fact.value) {
        notices.push(format!(
            "Row {line}: {} is a fact of the catalogue, not an input; the catalogue's value counts: {}.",
            label(listed, names),
            model::base::show::show(fact.value, fact.unit).text()
        ));
    }
}

/// The rows of the sheet of assumptions: the sheet of that name or, if it was renamed, the first that declares itself
/// as ours.
fn rows(bytes: &[u8]) -> Result<BTreeMap<u32, Row>, String> {
    let mut workbook = <Xlsx<_> as Reader<_>>::new(Cursor::new(bytes)).map_err(unreadable)?;
    let own = Sheet::Assumptions.name();
    let names = workbook.sheet_names();
    let mut why = format!("this workbook was not written by this page: it has no sheet “{own}”");
    if names.iter().any(|name| name == own) {
        match rows_of(&mut workbook, own) {
            Ok(rows) if Labelled(&rows).is_ours() => return Ok(rows),
            Ok(_) => why = not_ours(),
            Err(fault) => why = unreadable(fault),
        }
    }
    let others = names.into_iter().filter(|name| name != own);
    let found = others.filter_map(|name| rows_of(&mut workbook, &name).ok()).find(|rows| Labelled(rows).is_ours());
    found.ok_or(why)
}

fn unreadable(why: XlsxError) -> String {
    format!("the workbook cannot be read ({why})")
}

/// The cells of a sheet by row. Cells are read one by one, so that a distant one costs nothing.
fn rows_of(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<BTreeMap<u32, Row>, XlsxError> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            continue;
        }
        if let Some(content) = content(cell.get_value()) {
            // The first content counts, as with rows.
            rows.entry(row).or_default().entry(column).or_insert(content);
        }
    }
    Ok(rows)
}

fn content(value: &DataRef<'_>) -> Option<Content> {
    let text = |text: &str| {
        let end = (0..=LONGEST_TEXT.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        (!text.trim().is_empty()).then(|| Content::Text(text[..end].to_owned()))
    };
    match value {
        DataRef::Int(value) => Some(Content::Number(*value as f64)),
        DataRef::Float(value) => Some(Content::Number(*value)),
        DataRef::Bool(value) => Some(Content::Switch(*value)),
        DataRef::DateTime(value) => Some(Content::Date(Dated::of(value))),
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text(value),
        DataRef::Error(fault) => Some(Content::Fault(fault.to_string())),
        DataRef::Empty => None,
    }
}
