//! Questions to the workbook program, and its answers.

use crate::ScenarioValue;
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
    },
    /// The assumptions of a workbook as a scenario.
    Read {
        /// The whole file.
        bytes: Vec<u8>,
    },
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

/// The largest file that is read at all, bytes: the page refuses a larger one before it is in memory.
pub const MOST_BYTES: u64 = 16 << 20;
