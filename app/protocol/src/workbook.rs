//! Questions to the workbook program, and its answers.

use crate::ScenarioValue;
use crate::grid::PackedGrid;
use serde::{Deserialize, Serialize};

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// A scenario as an XLSX workbook whose numbers are formulas.
    Write {
        /// The scenario.
        scenario: ScenarioValue,
        /// The page's address, without a query: the workbook's link leads there.
        page: String,
        /// Title, notes and captions, each behind what it belongs to: they are written as text and not read back.
        told: Vec<(String, String)>,
        /// A figure over two inputs, for a sheet of its own; `None` for the scenario alone.
        table: Option<TableToday>,
    },
    /// The assumptions of a workbook as a scenario.
    Read {
        /// The whole file.
        bytes: Vec<u8>,
    },
}

/// A figure over two inputs, and when its runs were made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableToday {
    /// The table, as the engine gave it.
    pub grid: PackedGrid,
    /// The reader's date, such as 2026-11-24.
    pub today: String,
}

/// What the program answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// A workbook, the whole file.
    Written {
        /// As it is to be saved.
        bytes: Vec<u8>,
    },
    /// What a workbook says.
    Read {
        /// The scenario of its assumptions.
        scenario: ScenarioValue,
        /// What was not taken as it stood there, a sentence each.
        notices: Vec<String>,
    },
}

/// The largest file that is read at all, bytes; a workbook of ours has about a megabyte, a file of scenarios some more.
const MOST_BYTES: u64 = 16 << 20;

/// Refuses, in words, a file of more bytes than one that was saved here ever has: the page asks before the file is in
/// memory, the program before it unpacks a workbook.
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

    /// What is refused has more than what is allowed, also in whole megabytes.
    #[test]
    fn a_file_that_is_too_large_is_refused_in_words() {
        assert_eq!(fits(MOST_BYTES), Ok(()));
        for (bytes, megabytes) in [(MOST_BYTES + 1, 17), (1_500 << 20, 1_500)] {
            let why = format!("it has {megabytes} MB; a file that was saved here has at most 16");
            assert_eq!(fits(bytes), Err(why));
        }
    }
}
