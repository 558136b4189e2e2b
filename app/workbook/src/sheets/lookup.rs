//! The sheet that looks every assumption up by its id. All other formulas read it instead of the sheet of assumptions,
//! so that rows there may be sorted, moved and inserted; if one is missing or occurs twice, it says so.

use super::assumptions::step;
use super::cells::quoted;
use crate::address::{Address, Sheet};
use crate::book::{Book, FACT, FIRST_LOOKUP, LOOKUP_VALUE, MOST_ROWS, Rows, VALUE, months_of, result, serial};
use crate::formula::number;
use model::base::month::Month;
use model::base::units::Unit;
use model::inputs::input::ParameterId;
use model::inputs::kinds::{Group, Kind};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

const HEAD_ROW: u32 = FIRST_LOOKUP - 1;
const CHANGED: u16 = 5;
const STATE: u16 = 6;
const COLUMNS: [(&str, f64); 7] = [
    ("id", 38.0),
    ("row on Assumptions", 20.0),
    ("what stands there", 24.0),
    ("value", 24.0),
    ("baseline's value", 24.0),
    ("changed", 10.0),
    ("state", 26.0),
];
/// The state of an assumption that is found.
const FOUND: &str = "found";
/// The text of the check if all are found.
pub(crate) const ALL_FOUND: &str = "every assumption is found once, in its range";

/// The range of `count` cells of a column, from a row on.
fn of_rows(column: u16, first: usize, count: usize) -> String {
    let cell = |place: usize| Address::new(Sheet::Lookup, FIRST_LOOKUP + place as u32, column);
    cell(first).to(cell(first + count.saturating_sub(1)))
}

/// The cells that say for each input whether it differs from the baseline's, and those among them for the as-of month
/// and the horizon, which do not count as changes.
pub(crate) fn changed(rows: &Rows) -> [String; 2] {
    let is_view = |input: &ParameterId| input.row().group == Group::View;
    let first = rows.inputs.iter().position(is_view).unwrap_or_default();
    let count = rows.inputs.iter().filter(|input| is_view(input)).count();
    [of_rows(CHANGED, 0, rows.inputs.len()), of_rows(CHANGED, first, count)]
}

/// A formula that checks that every assumption is found once and has an allowed value.
pub(crate) fn check(rows: &Rows) -> String {
    let states = of_rows(STATE, 0, rows.inputs.len() + rows.facts.len());
    let not_found = format!("COUNTIF({states},\"<>{FOUND}\")");
    format!(
        "IF({not_found}=0,\"{ALL_FOUND}\",\"CHECK: not as they should be: \"&{not_found}&\" (see column state of the \
         sheet Lookup)\")"
    )
}

pub(crate) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let formats = &book.formats;
    sheet.write_with_format(0, 0, "Lookup", &formats.title)?;
    let words = "Finds each row of the sheet Assumptions by its id. All formulas read the column \"value\" here, so that \
                 the sheet Assumptions may be sorted.";
    sheet.write_with_format(1, 0, words, &formats.small)?;
    for (column, (head, width)) in (0..).zip(COLUMNS) {
        sheet.write_with_format(HEAD_ROW, column, head, &formats.head)?;
        sheet.set_column_width(column, width)?;
    }
    let baseline = book.scenario.baseline();
    let blocks = book.rows.blocks();
    let standing = blocks.iter().flat_map(|block| (block.heading + 1..).zip(&block.inputs));
    for (row, (stands_in, input)) in (FIRST_LOOKUP..).zip(standing) {
        let line = Line {
            id: input.id(),
            stands_in,
            value: book.scenario.get(*input),
            kind: input.row().kind,
            baselines_value: baseline.value(*input),
            wrong: wrong(*input, row),
            wrong_state: "out of its range",
        };
        line.write(sheet, row, book)?;
    }
    let first_fact = FIRST_LOOKUP + book.rows.inputs.len() as u32;
    for ((row, stands_in), (listed, fact)) in (first_fact..).zip(book.rows.first_fact()..).zip(&book.rows.facts) {
        let line = Line {
            id: format!("{FACT}{}", listed.id),
            stands_in,
            value: fact.value,
            kind: if fact.unit == Unit::Month { Kind::Month } else { Kind::Number },
            baselines_value: fact.value,
            wrong: format!("{}<>{}", at(LOOKUP_VALUE, row), at(LOOKUP_VALUE + 1, row)),
            wrong_state: "not the catalogue's",
        };
        line.write(sheet, row, book)?;
    }
    sheet.set_freeze_panes(FIRST_LOOKUP, 1)?;
    Ok(())
}

fn at(column: u16, row: u32) -> String {
    Address::new(Sheet::Lookup, row, column).address()
}

/// A condition that holds if the value in a row is not allowed for the input.
fn wrong(input: ParameterId, row: u32) -> String {
    let (about, value) = (input.row(), at(LOOKUP_VALUE, row));
    let range = format!("{value}<{},{value}>{}", number(about.min), number(about.max));
    match step(about) {
        None => format!("OR({range})"),
        Some(1.0) => format!("OR({range},{value}<>INT({value}))"),
        Some(step) => format!("OR({range},{value}/{step}<>INT({value}/{step}))", step = number(step)),
    }
}

/// One assumption that is looked up.
struct Line {
    id: String,
    /// Its row on the sheet of assumptions, as written.
    stands_in: u32,
    value: f64,
    kind: Kind,
    baselines_value: f64,
    /// The condition for a value that is not allowed, and the state in that case.
    wrong: String,
    wrong_state: &'static str,
}

impl Line {
    fn write(&self, sheet: &mut Worksheet, row: u32, book: &Book<'_>) -> Result<(), XlsxError> {
        let formats = &book.formats;
        let column = |column: u16| {
            let first = Address { sheet: Sheet::Assumptions, row: 0, column };
            first.to(Address { row: MOST_ROWS - 1, ..first })
        };
        let (ids, values) = (column(0), column(VALUE));
        let (id, place, found) = (at(0, row), at(1, row), at(2, row));
        let (value, baselines) = (at(LOOKUP_VALUE, row), at(LOOKUP_VALUE + 1, row));
        sheet.write(row, 0, &self.id)?;
        let formula = Formula::new(format!("MATCH({id},{ids},0)")).set_result((self.stands_in + 1).to_string());
        sheet.write_formula(row, 1, formula)?;
        // An empty cell is not 0.
        let cell = format!("INDEX({values},{place})");
        let text = format!("IF(ISBLANK({cell}),\"\",{cell})");
        let stands = if self.kind == Kind::Month { serial(Month(self.value as i32))? } else { self.value };
        sheet.write_formula_with_format(row, 2, Formula::new(text).set_result(result(stands)), &formats.general)?;
        let otherwise = match self.kind {
            Kind::Switch => format!("IF(ISLOGICAL({found}),N({found}),NA())"),
            _ => "NA()".to_owned(),
        };
        let as_number = if self.kind == Kind::Month { months_of(&found) } else { found.clone() };
        let text = format!("IF(ISNUMBER({found}),{as_number},{otherwise})");
        let formula = Formula::new(text).set_result(result(self.value));
        sheet.write_formula_with_format(row, LOOKUP_VALUE, formula, &formats.general)?;
        sheet.write_with_format(row, LOOKUP_VALUE + 1, self.baselines_value, &formats.general)?;
        let is_changed = if self.value == self.baselines_value { "no" } else { "yes" };
        let text = format!("IF(ISNUMBER({value}),IF({value}={baselines},\"no\",\"yes\"),\"yes\")");
        sheet.write_formula(row, CHANGED, Formula::new(text).set_result(is_changed))?;
        let text = format!(
            "IF(ISNA({place}),\"missing\",IF(COUNTIF({ids},{id})>1,\"stands there twice\",IF(NOT(ISNUMBER({value})),\
             \"not a number\",IF({},\"{}\",\"{FOUND}\"))))",
            self.wrong,
            quoted(self.wrong_state)
        );
        sheet.write_formula(row, STATE, Formula::new(text).set_result(FOUND))?;
        Ok(())
    }
}
