//! Values behind a figure, as a table.

use crate::span::of_other;
use model::base::numbers::digits;

/// The values behind a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns' heads with their units, the first one over the rows' names.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// What the row is called.
    pub name: String,
    /// Its values.
    pub cells: Vec<Cell>,
}

/// A value as a table shows it: as many digits as are read; a file and the pointer have all.
pub fn seven_digits(value: f64) -> String {
    digits(value, 7)
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The value, unrounded; `None` where there is none.
    pub value: Option<f64>,
    /// The question that it is asked with, where there is a value.
    pub question: Option<String>,
}

impl Cell {
    /// No value.
    pub const NONE: Cell = Cell { value: None, question: None };

    /// A value with its question.
    pub fn of(value: f64, question: String) -> Cell {
        Cell { value: Some(value), question: Some(question) }
    }

    /// The same cell of another scenario, by its place.
    pub(crate) fn of_other(&self, place: usize) -> Cell {
        Cell { value: self.value, question: self.question.as_ref().map(|question| of_other(place, question)) }
    }

    /// The value in as many digits as a reader takes in, or a dash.
    pub fn text(&self) -> String {
        self.value.map_or_else(|| "–".to_owned(), seven_digits)
    }

    /// The value in all its digits, where those that are read are not all.
    pub fn in_full(&self) -> Option<String> {
        let value = self.value?;
        let full = value.to_string();
        let is_whole = full == seven_digits(value).replace(',', "").replace('−', "-");
        (!is_whole).then_some(full)
    }
}
