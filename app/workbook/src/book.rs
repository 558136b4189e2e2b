//! What the sheets are written from, and which input or fact stands in which row.

use crate::address::{Address, Sheet};
use crate::formats::Formats;
use crate::formula::{Translation, number};
use model::facts::Listed;
use model::metrics::{Absent, MetricId};
use model::month::Month;
use model::outcome::Outcome;
use model::parameters::ParameterId;
use model::provenance::Fact;
use model::recording::Recording;
use model::scenario::Scenario;
use model::workings::{Cell, IntermediateId};
use std::collections::BTreeMap;

/// The words by which the sheet is known again. They never change.
pub(crate) const FORM: &str = "form";
pub(crate) const FORM_NAME: &str = "rackrate-workbook";
pub(crate) const FORM_VERSION: f64 = 1.0;
pub(crate) const BASELINE: &str = "baseline";
pub(crate) const ID: &str = "id";
pub(crate) const VALUE_HEAD: &str = "value";
/// What the ids of facts begin with.
pub(crate) const FACT: &str = "fact.";

/// The row of the heads on the sheet of assumptions.
pub(crate) const HEAD_ROW: u32 = 4;
/// The row of the first input there.
pub(crate) const FIRST_INPUT: u32 = HEAD_ROW + 1;
/// The column in which values stand there.
pub(crate) const VALUE: u16 = 2;
/// The column there that says whether a value differs from the baseline's.
pub(crate) const CHANGED: u16 = 15;

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
    pub(crate) inputs: Vec<ParameterId>,
    row_of_input: Vec<Option<u32>>,
    pub(crate) facts: Vec<(&'static Listed, &'static Fact)>,
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

    pub(crate) fn input(&self, input: ParameterId) -> Option<Address> {
        self.row_of_input[input.index()].map(|row| Address::new(Sheet::Assumptions, row, VALUE))
    }

    pub(crate) fn fact(&self, fact: &'static Fact) -> Option<Address> {
        let at = self.facts.iter().position(|(_, known)| std::ptr::eq(fact, *known))?;
        Some(Address::new(Sheet::Assumptions, self.first_fact() + at as u32, VALUE))
    }

    /// The cells that say of each input whether it differs from the baseline's.
    pub(crate) fn changed(&self) -> String {
        let cell = |row| Address::new(Sheet::Assumptions, row, CHANGED);
        cell(FIRST_INPUT).to(cell(FIRST_INPUT + self.inputs.len().saturating_sub(1) as u32))
    }

    pub(crate) fn first_fact(&self) -> u32 {
        FIRST_INPUT + self.inputs.len() as u32 + 2
    }
}

/// A formula with the value that it had when it was recorded.
pub(crate) struct Live {
    /// Without the equals sign, with every sheet's name.
    pub(crate) text: String,
    pub(crate) value: f64,
}

impl Live {
    /// As a cell of a sheet holds it, with the value for viewers that compute nothing.
    pub(crate) fn on(&self, sheet: Sheet) -> rust_xlsxwriter::Formula {
        rust_xlsxwriter::Formula::new(here(&self.text, sheet)).set_result(result(self.value))
    }
}

/// A formula as its own sheet writes it: without that sheet's name.
pub(crate) fn here(text: &str, sheet: Sheet) -> String {
    text.replace(&format!("{}!", sheet.name()), "")
}

/// A value as cells keep it beside their formula.
pub(crate) fn result(value: f64) -> String {
    // What is divided by nothing is not used by anything, or its user has a guard.
    if value.is_finite() { number(value) } else { "#DIV/0!".to_owned() }
}

/// A number of months as a date.
pub(crate) fn date_of(month: &str) -> String {
    format!("EDATE(DATE(2025,11,1),{month})")
}

/// The first day of a month as spreadsheets count days.
pub(crate) fn serial(month: Month) -> f64 {
    // 1 November 2025.
    (0..month.0).map(|month| f64::from(Month(month).days())).sum::<f64>()
        - (month.0..0).map(|month| f64::from(Month(month).days())).sum::<f64>()
        + 45_962.0
}

/// Everything that the sheets are written from.
pub(crate) struct Book<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) outcome: &'a Outcome,
    pub(crate) recording: &'a Recording,
    pub(crate) rows: &'a Rows,
    pub(crate) formats: Formats,
    pub(crate) page: &'a str,
    /// The formula of every named quantity.
    pub(crate) cells: BTreeMap<Cell, Live>,
    /// The tests that keep a metric from having a value.
    pub(crate) guards: BTreeMap<MetricId, Vec<(Live, Absent)>>,
    /// The workings that there are, each with its row.
    pub(crate) workings: BTreeMap<IntermediateId, u32>,
    pub(crate) translation: Translation,
}
