//! A figure that is a table: rows of statements, with figures beside them.

use crate::markup::escape;
use crate::span::{Sentence, html};

/// The table.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The column heads, of which the first stands over the names.
    pub heads: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<GridRow>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct GridRow {
    /// The row's name, a sentence that may have figures.
    pub name: Sentence,
    /// A cell for each column after the first.
    pub cells: Vec<GridCell>,
}

/// A cell of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum GridCell {
    /// A figure with its question.
    Value {
        /// The figure as displayed.
        text: String,
        /// The question for it.
        question: String,
    },
    /// A sentence with figures, about what follows from several numbers.
    Words(Sentence),
    /// The reason why there is no figure.
    Nothing(&'static str),
    /// The reason in the cell above holds for this cell too.
    AsAbove,
}

impl Grid {
    /// The inner HTML of the `<table>`.
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
                    GridCell::Words(words) => format!("<td>{}</td>", html(words)),
                    GridCell::Nothing("") => "<td>–</td>".to_owned(),
                    GridCell::Nothing(reason) => {
                        // A reason that holds for several rows is given once.
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

    /// How many rows a cell spans.
    pub(crate) fn stands_for(&self, row: usize, column: usize) -> usize {
        let below = self.rows.iter().skip(row + 1).take_while(|row| row.cells.get(column) == Some(&GridCell::AsAbove));
        1 + below.count()
    }
}
