//! The data that the sheets are written from, and the rows of inputs and facts.

use crate::address::{Address, Sheet};
use crate::formats::Formats;
use crate::formula::{Translation, number};
use crate::table::TwoInputs;
use model::base::month::Month;
use model::facts::provenance::Fact;
use model::inputs::evidence::Listed;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Group;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::quantities::cell::Cell;
use model::quantities::intermediate::IntermediateId;
use model::quantities::metric::{Absent, MetricId};
use model::quantities::series::SeriesId;
use model::record::tape::Recording;
use model::run::outcome::Outcome;
use rust_xlsxwriter::{ExcelDateTime, XlsxError};
use std::collections::BTreeMap;

/// The labels by which the sheet of assumptions is recognised. They never change.
pub(crate) const FORM: &str = "form";
pub(crate) const FORM_NAME: &str = "rackrate-workbook";
pub(crate) const FORM_VERSION: f64 = 1.0;
pub(crate) const BASELINE: &str = "baseline";
pub(crate) const OWN_CHIP: &str = "own chip";
pub(crate) const ID: &str = "id";
pub(crate) const VALUE_HEAD: &str = "value";
/// The prefix of facts' ids.
pub(crate) const FACT: &str = "fact.";

/// The row of the heads on the sheet of assumptions.
pub(crate) const HEAD_ROW: u32 = 4;
/// The first row below them, which has the first group's heading.
pub(crate) const FIRST_ASSUMPTION: u32 = HEAD_ROW + 1;
/// The column of values there.
pub(crate) const VALUE: u16 = 2;
/// Rows and columns of that sheet beyond these are ignored by formulas and by reading.
pub(crate) const MOST_ROWS: u32 = 5_000;
pub(crate) const MOST_COLUMNS: u32 = 100;
/// In a month's cell, a smaller number is the number of a month, and a larger one is a date. Spreadsheets count dates
/// in days, and this many days lead to the 1920s or 1930s.
pub(crate) const FIRST_DATE: f64 = 10_000.0;
/// The row of the first input on the sheet of lookups.
pub(crate) const FIRST_LOOKUP: u32 = 4;
/// The column there with the value that all other formulas use.
pub(crate) const LOOKUP_VALUE: u16 = 3;

/// Every fact that a formula could use.
pub(crate) fn facts() -> impl Iterator<Item = (&'static Listed, &'static Fact)> {
    model::inputs::evidence::all().iter().filter_map(|listed| Some((listed, listed.fact?)))
}

/// The label of a fact's row. A fact that is the default of an input gets a suffix.
pub(crate) fn label(listed: &Listed, names: &Names) -> String {
    let of = if listed.input.is_some() { " (data sheet)" } else { "" };
    format!("{}{of}", listed.name_in(names))
}

/// Every input, and every fact that formulas use, in the order in which they are written. Formulas refer to the sheet
/// of lookups, where they are found by id, so that the sheet of assumptions may be sorted.
pub(crate) struct Rows {
    /// The inputs, by group.
    pub(crate) inputs: Vec<ParameterId>,
    pub(crate) facts: Vec<(&'static Listed, &'static Fact)>,
}

/// The rows of the sheet of assumptions below one heading.
pub(crate) struct Block {
    /// The row of the heading.
    pub(crate) heading: u32,
    pub(crate) group: Group,
    /// The inputs, in the rows below the heading.
    pub(crate) inputs: Vec<ParameterId>,
}

impl Rows {
    /// All inputs, and the facts that are used.
    pub(crate) fn new(used: &[&'static Fact]) -> Rows {
        let facts = facts().filter(|(_, fact)| used.iter().any(|one| std::ptr::eq(*one, *fact)));
        let mut inputs: Vec<ParameterId> = Vec::new();
        for group in groups() {
            inputs.extend(ParameterId::all().filter(|input| input.row().group == group));
        }
        Rows { inputs, facts: facts.collect() }
    }

    /// The cell in which formulas find an input.
    pub(crate) fn input(&self, input: ParameterId) -> Option<Address> {
        let at = self.inputs.iter().position(|known| *known == input)?;
        Some(Address::new(Sheet::Lookup, FIRST_LOOKUP + at as u32, LOOKUP_VALUE))
    }

    /// The cell in which formulas find a fact.
    pub(crate) fn fact(&self, fact: &'static Fact) -> Option<Address> {
        let at = self.facts.iter().position(|(_, known)| std::ptr::eq(fact, *known))?;
        Some(Address::new(Sheet::Lookup, FIRST_LOOKUP + (self.inputs.len() + at) as u32, LOOKUP_VALUE))
    }

    /// The inputs in blocks, as on the sheet of assumptions.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let mut row = FIRST_ASSUMPTION;
        let mut blocks = Vec::new();
        for group in groups() {
            let inputs: Vec<_> = self.inputs.iter().filter(|input| input.row().group == group).copied().collect();
            let next = row + 1 + inputs.len() as u32;
            blocks.push(Block { heading: row, group, inputs });
            row = next;
        }
        blocks
    }

    /// The row of the first fact on the sheet of assumptions, below the inputs and a heading.
    pub(crate) fn first_fact(&self) -> u32 {
        FIRST_ASSUMPTION + (groups().count() + self.inputs.len()) as u32 + 1
    }

    /// The last row of that sheet.
    pub(crate) fn last(&self) -> u32 {
        (self.first_fact() + self.facts.len() as u32).saturating_sub(1)
    }
}

/// The groups that have inputs, in the order in which they first occur.
fn groups() -> impl Iterator<Item = Group> {
    let mut known: Vec<Group> = Vec::new();
    ParameterId::all().filter_map(move |input| {
        let group = input.row().group;
        let is_new = !known.contains(&group);
        if is_new {
            known.push(group);
        }
        is_new.then_some(group)
    })
}

/// A formula, with its value when it was recorded.
pub(crate) struct Live {
    /// The text without the equals sign, in which all references name their sheets.
    pub(crate) text: String,
    pub(crate) value: f64,
}

impl Live {
    /// The formula for a cell of a sheet, with the value for viewers that compute nothing.
    pub(crate) fn on(&self, sheet: Sheet) -> rust_xlsxwriter::Formula {
        rust_xlsxwriter::Formula::new(here(&self.text, sheet)).set_result(result(self.value))
    }
}

/// A formula as its own sheet writes it, without that sheet's name.
pub(crate) fn here(text: &str, sheet: Sheet) -> String {
    text.replace(&format!("{}!", sheet.name()), "")
}

/// A value as cells store it beside their formula.
pub(crate) fn result(value: f64) -> String {
    // A division by 0 is not used by anything, or its user has a guard.
    if value.is_finite() { number(value) } else { "#DIV/0!".to_owned() }
}

/// A formula for the date of a month, given by its number.
pub(crate) fn date_of(month: &str) -> String {
    format!("EDATE(DATE(2025,11,1),{month})")
}

/// A formula for the number of a month, from a cell with a date or with that number.
pub(crate) fn months_of(cell: &str) -> String {
    format!("IF({cell}<{FIRST_DATE},{cell},(YEAR({cell})-2025)*12+MONTH({cell})-11)")
}

/// The first day of a month as a spreadsheet's serial number. Fails for a month before 1900.
pub(crate) fn serial(month: Month) -> Result<f64, XlsxError> {
    let part = |number: i32| u16::try_from(number).unwrap_or_default();
    Ok(ExcelDateTime::from_ymd(part(month.year()), part(month.month_of_year()) as u8, 1)?.to_excel())
}

/// All data that the sheets are written from.
pub(crate) struct Book<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) outcome: &'a Outcome,
    pub(crate) recording: &'a Recording,
    pub(crate) rows: &'a Rows,
    pub(crate) formats: Formats,
    pub(crate) page: &'a str,
    /// Title, notes and captions, as pairs of a heading and a text.
    pub(crate) told: &'a [(String, String)],
    /// A figure over two inputs, if one is included.
    pub(crate) table: Option<&'a TwoInputs>,
    /// The formula of every named quantity.
    pub(crate) cells: BTreeMap<Cell, Live>,
    /// The conditions under which a metric has no value.
    pub(crate) guards: BTreeMap<MetricId, Vec<(Live, Absent)>>,
    /// The series that have values to the end of the calendar, each with its row on that sheet.
    pub(crate) long: BTreeMap<SeriesId, u32>,
    /// The workings that exist, each with its row.
    pub(crate) workings: BTreeMap<IntermediateId, u32>,
    pub(crate) translation: Translation,
}
