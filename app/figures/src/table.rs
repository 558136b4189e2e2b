//! Values behind a figure, as a table.

use crate::span::of_other;

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

    /// The value in all its digits, or a dash.
    pub fn text(&self) -> String {
        self.value.map_or_else(|| "–".to_owned(), |value| value.to_string())
    }
}
