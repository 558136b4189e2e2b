//! A figure that is a table of its own: rows of statements with figures beside them.

use crate::markup::escape;
use crate::span::{Sentence, html};

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The columns' heads, the first one over the rows' names.
    pub heads: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<GridRow>,
}

/// A row of it.
#[derive(Clone, Debug, PartialEq)]
pub struct GridRow {
    /// What it is about.
    pub name: Sentence,
    /// A cell for each column after the first.
    pub cells: Vec<GridCell>,
}

/// A cell of it.
#[derive(Clone, Debug, PartialEq)]
pub enum GridCell {
    /// A figure with its question.
    Value {
        /// As it is read.
        text: String,
        /// What it is asked with.
        question: String,
    },
    /// There is no figure; why not.
    Nothing(&'static str),
    /// The reason of the cell above stands for this one too.
    AsAbove,
}

impl Grid {
    /// The inside of the table's element.
    pub fn html(&self) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let mut out = "<thead><tr>".to_owned();
        for head in &self.heads {
            out += if head.is_empty() { "<td></td>" } else { "<th scope=\"col\">" };
            out += &escape(head);
            out += if head.is_empty() { "" } else { "</th>" };
        }
        out += "</tr></thead><tbody>";
        for (place, row) in self.rows.iter().enumerate() {
            out += &format!("<tr><th scope=\"row\">{}</th>", html(&row.name));
            for (column, cell) in row.cells.iter().enumerate() {
                out += &match cell {
                    GridCell::Value { text, question } => format!(
                        "<td><button type=\"button\" class=\"ask\" data-ask=\"{}\">{}</button></td>",
                        escape(question),
                        escape(text)
                    ),
                    GridCell::Nothing("") => "<td>–</td>".to_owned(),
                    GridCell::Nothing(reason) => {
                        // What is said of several rows is said once.
                        format!(
                            "<td rowspan=\"{}\">– <small>{}</small></td>",
                            self.stands_for(place, column),
                            escape(reason)
                        )
                    }
                    GridCell::AsAbove => String::new(),
                };
            }
            out += "</tr>";
        }
        out + "</tbody>"
    }

    /// For how many rows the cell of a row and column stands.
    pub(crate) fn stands_for(&self, row: usize, column: usize) -> usize {
        let below = self.rows.iter().skip(row + 1).take_while(|row| row.cells.get(column) == Some(&GridCell::AsAbove));
        1 + below.count()
    }
}
