//! The questions to the workbook program and its answers.

use crate::ScenarioValue;
use crate::grid::PackedGrid;
use serde::{Deserialize, Serialize};

/// A question to the workbook program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Write a scenario as an XLSX workbook whose numbers are formulas.
    Write {
        /// The scenario.
        scenario: ScenarioValue,
        /// The address of the page without a query, to which the workbook's link leads.
        page: String,
        /// Title, notes and captions as pairs of a heading and a text. They are written as text and never read back.
        told: Vec<(String, String)>,
        /// A figure over two inputs, for an extra sheet; `None` for no such sheet.
        table: Option<TableToday>,
    },
    /// Read the assumptions of a workbook as a scenario.
    Read {
        /// The whole file.
        bytes: Vec<u8>,
    },
}

/// A figure over two inputs, and the date of its runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableToday {
    /// The table, as the engine made it.
    pub grid: PackedGrid,
    /// The reader's date, such as 2026-11-24.
    pub today: String,
}

/// An answer of the workbook program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// A workbook.
    Written {
        /// The whole file.
        bytes: Vec<u8>,
    },
    /// The contents of a workbook.
    Read {
        /// The scenario of its assumptions.
        scenario: ScenarioValue,
        /// What could not be taken as it stood, one sentence for each.
        notices: Vec<String>,
    },
}

/// The largest file that is read, bytes; a workbook from here has about a megabyte, a file of scenarios somewhat more.
const MOST_BYTES: u64 = 16 << 20;

/// Refuses a file that is larger than any that was saved here; the error is part of a sentence. The page asks before it
/// reads the file, the program before it unpacks a workbook.
pub fn fits(bytes: u64) -> Result<(), String> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let megabytes = [bytes, MOST_BYTES].map(|bytes| bytes.div_ceil(1 << 20));
    Err(format!("it has {} MB; a file that was saved here has at most {}", megabytes[0], megabytes[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sizes in the error are whole megabytes, and the refused size always exceeds the allowed one.
    #[test]
    fn a_file_that_is_too_large_is_refused_in_words() {
        assert_eq!(fits(MOST_BYTES), Ok(()));
        for (bytes, megabytes) in [(MOST_BYTES + 1, 17), (1_500 << 20, 1_500)] {
            let why = format!("it has {megabytes} MB; a file that was saved here has at most 16");
            assert_eq!(fits(bytes), Err(why));
        }
    }
}
