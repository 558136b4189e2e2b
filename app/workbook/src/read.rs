//! From a workbook back to a scenario.

use crate::address::Sheet;
use crate::book::{BASELINE, FACT, FORM, FORM_NAME, FORM_VERSION, ID, VALUE_HEAD, facts, label};
use crate::refuse;
use calamine::{DataRef, Xlsx};
use model::base::typed::Bare;
use model::baselines::{BASELINES, Baseline};
use model::month::Month;
use model::parameters::{Kind, ParameterId};
use model::scenario::Scenario;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// Rows and columns of the sheet of assumptions beyond these are not ours.
const MOST_ROWS: u32 = 5_000;
const MOST_COLUMNS: u32 = 100;
/// Texts longer than any of ours are no ids and no values.
const LONGEST_TEXT: usize = 300;

/// What a workbook says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The scenario of its assumptions.
    pub scenario: Scenario,
    /// What was not taken as it stood there, a sentence each.
    pub notices: Vec<String>,
}

/// What stands in a cell, as far as it matters here.
#[derive(Clone, Debug, PartialEq)]
enum Content {
    Number(f64),
    Switch(bool),
    Date(f64),
    Text(String),
    Fault(String),
}

type Row = BTreeMap<u32, Content>;

/// Reads the assumptions of a workbook that [`crate::write`] made, whoever changed and saved it since.
///
/// A value that may not stand where it does is left at the baseline's, and a notice says so. `Err` says, in words, why
/// a file is refused whole: it is no workbook, none of ours, damaged, or unreasonably large.
pub fn read(bytes: &[u8]) -> Result<Reading, String> {
    refuse::check(bytes)?;
    let rows = rows(bytes)?;
    let not_ours = || "this workbook was not written by this page: its sheet \"Assumptions\" is another one".to_owned();
    let labelled = |label: &str| {
        rows.values().find(|row| matches!(row.get(&0), Some(Content::Text(text)) if text == label)).ok_or_else(not_ours)
    };
    let form = labelled(FORM)?;
    if !matches!(form.get(&1), Some(Content::Text(name)) if name == FORM_NAME) {
        return Err(not_ours());
    }
    match form.get(&2) {
        Some(Content::Number(version)) if *version == FORM_VERSION => {}
        _ => return Err("this workbook was written by a newer version of this page".to_owned()),
    }
    let Some(Content::Text(id)) = labelled(BASELINE)?.get(&1) else {
        return Err("this workbook does not say from which baseline it starts".to_owned());
    };
    let baseline = Baseline::by_id(id).ok_or_else(|| {
        let known = BASELINES.iter().map(|baseline| baseline.id).collect::<Vec<_>>().join(", ");
        format!("this workbook starts from a baseline that this page does not have: {id:?} (it has {known})")
    })?;
    let head = labelled(ID)?;
    let column = head.iter().find(|(_, content)| matches!(content, Content::Text(text) if text == VALUE_HEAD));
    let (value_column, _) = column.ok_or("the sheet \"Assumptions\" has no column \"value\"")?;
    Ok(scenario(baseline, &rows, *value_column))
}

fn scenario(baseline: &'static Baseline, rows: &BTreeMap<u32, Row>, value_column: u32) -> Reading {
    let mut scenario = Scenario::of(baseline);
    let mut notices = Vec::new();
    let mut seen = BTreeSet::new();
    let inputs: BTreeMap<String, ParameterId> = ParameterId::all().map(|input| (input.id(), input)).collect();
    let mut below_head = false;
    for (row, cells) in rows {
        let Some(Content::Text(id)) = cells.get(&0) else { continue };
        if !below_head {
            below_head = id == ID;
            continue;
        }
        let (line, value) = (row + 1, cells.get(&value_column));
        if let Some(fact) = id.strip_prefix(FACT) {
            check_fact(fact, line, value, &mut notices);
        } else if let Some(input) = inputs.get(id) {
            if !seen.insert(id.clone()) {
                notices.push(format!("Row {line}: {id} stands there a second time; its first row counts."));
            } else if let Err(why) = set(&mut scenario, *input, value) {
                let kept = input.show(scenario.get(*input));
                notices.push(format!("Row {line}: {id}: {why}. The baseline's value was kept: {kept}."));
            }
        } else if value.is_some() {
            notices.push(format!("Row {line}: there is no input {id:?}; the row was passed over."));
        }
    }
    let missing: Vec<&str> = inputs.keys().filter(|id| !seen.contains(*id)).map(|id| &**id).collect();
    if !missing.is_empty() {
        notices.push(format!("The baseline's values were kept for inputs that have no row: {}.", missing.join(", ")));
    }
    Reading { scenario, notices }
}

/// Sets an input to what stands in its cell: a number, or the text or date that stands for one.
fn set(scenario: &mut Scenario, input: ParameterId, value: Option<&Content>) -> Result<(), String> {
    match value {
        None => Err("there is no value".to_owned()),
        Some(Content::Number(value)) => scenario.set(input, unrounded(*value, scenario.get(input))),
        Some(Content::Switch(on)) if input.row().kind == Kind::Switch => scenario.set(input, f64::from(u8::from(*on))),
        Some(Content::Switch(_)) => Err("a truth value is not a number".to_owned()),
        Some(Content::Date(serial)) if input.row().kind == Kind::Month => {
            scenario.set(input, f64::from(month_of_serial(*serial).ok_or("the date cannot be read")?.0))
        }
        // A cell that somebody gave a date's format still holds the number.
        Some(Content::Date(serial)) => scenario.set(input, *serial),
        Some(Content::Text(text)) => {
            let taken = input.read(text, scenario.get(input), Bare::Stored)?;
            scenario.set(input, taken.value)
        }
        Some(Content::Fault(fault)) => Err(format!("its formula has no value ({fault})")),
    }
}

/// Some programs keep only 15 digits of a number when they save: a third is then no longer the baseline's third. Where
/// a number has no more digits and the baseline's would be saved as the same, it is the baseline's.
fn unrounded(value: f64, baselines: f64) -> f64 {
    let saved = |value: f64| format!("{value:.14e}");
    let is_short = model::number::read_number(&saved(value)) == Some(value);
    if is_short && saved(value) == saved(baselines) { baselines } else { value }
}

/// A fact is not an input: a scenario cannot hold another value of it.
fn check_fact(id: &str, line: u32, value: Option<&Content>, notices: &mut Vec<String>) {
    match facts().find(|(listed, _)| listed.id == id) {
        Some((_, fact)) if matches!(value, Some(Content::Number(value)) if unrounded(*value, fact.value) == fact.value) =>
            {}
        Some((listed, fact)) => notices.push(format!(
            "Row {line}: {} is a fact of the catalogue, not an input; the catalogue's value counts: {}.",
            label(listed),
            model::units::show(fact.value, fact.unit).text()
        )),
        None => notices.push(format!("Row {line}: the catalogue has no fact {id:?}; the row was passed over.")),
    }
}

/// The month of a spreadsheet's date: days since 30 December 1899.
fn month_of_serial(serial: f64) -> Option<Month> {
    // 1 November 2025 is day 45,962; nothing before it or a century after it can be an input.
    let mut left = serial.floor() - 45_962.0;
    if !(0.0..36_500.0).contains(&left) {
        return None;
    }
    let mut month = Month(0);
    while left >= f64::from(month.days()) {
        left -= f64::from(month.days());
        month = Month(month.0 + 1);
    }
    Some(month)
}

/// The cells of the sheet of assumptions, row by row. Cells come one by one, so that one far off costs nothing.
fn rows(bytes: &[u8]) -> Result<BTreeMap<u32, Row>, String> {
    let unreadable = |why: calamine::XlsxError| format!("the workbook cannot be read ({why})");
    let mut workbook = <Xlsx<_> as calamine::Reader<_>>::new(Cursor::new(bytes)).map_err(unreadable)?;
    let name = Sheet::Assumptions.name();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|why| match why {
        calamine::XlsxError::WorksheetNotFound(_) => {
            format!("this workbook was not written by this page: it has no sheet {name:?}")
        }
        why => unreadable(why),
    })?;
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            continue;
        }
        if let Some(content) = content(cell.get_value()) {
            // What stands first counts, as with rows.
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
        DataRef::DateTime(value) => Some(Content::Date(value.as_f64())),
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text(value),
        DataRef::Error(fault) => Some(Content::Fault(fault.to_string())),
        DataRef::Empty => None,
    }
}
