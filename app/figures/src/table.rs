//! The values behind a figure, as a table.

use crate::span::of_other;
use model::base::numbers::digits;

/// The table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The column heads with their units, of which the first stands over the names.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Its name.
    pub name: String,
    /// Its values.
    pub cells: Vec<Cell>,
}

/// A value as a table shows it, in seven digits; files and tooltips have all.
pub fn seven_digits(value: f64) -> String {
    digits(value, 7)
}

/// A cell of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The value, unrounded; `None` if there is none.
    pub value: Option<f64>,
    /// The question for it, if there is a value.
    pub question: Option<String>,
}

impl Cell {
    /// A cell without a value.
    pub const NONE: Cell = Cell { value: None, question: None };

    /// A value with its question.
    pub fn of(value: f64, question: String) -> Cell {
        Cell { value: Some(value), question: Some(question) }
    }

    /// The same cell for a compared scenario, by its place.
    pub(crate) fn of_other(&self, place: usize) -> Cell {
        Cell { value: self.value, question: self.question.as_ref().map(|question| of_other(place, question)) }
    }

    /// The value in seven digits, or a dash.
    pub fn text(&self) -> String {
        self.value.map_or_else(|| "–".to_owned(), seven_digits)
    }

    /// The value in all its digits, if seven are not all.
    pub fn in_full(&self) -> Option<String> {
        let value = self.value?;
        let full = value.to_string();
        let is_whole = full == seven_digits(value).replace(',', "").replace('−', "-");
        (!is_whole).then_some(full)
    }
}
