//! A scenario as an XLSX workbook whose numbers are formulas, and the assumptions of such a workbook as a scenario.
//!
//! [`write`] turns a recording of the model into cells: every input and every fact stands once, on the sheet of
//! assumptions, and everything else is a formula that leads back to them. [`read`] takes the assumptions back, whoever
//! saved the workbook in between.
//!
//! The page loads this as a program of its own, in a worker, when somebody exports or imports; [`answer`] is its door.

// A panic in WASM is a dead page: what can go wrong is a value. The workspace has the other lints of this kind.
#![cfg_attr(not(test), warn(clippy::expect_used, clippy::unreachable, clippy::get_unwrap, clippy::exit))]

mod address;
mod book;
mod door;
mod formats;
mod formula;
mod read;
mod refuse;
mod search;
mod sheets;
mod table;
mod write;

pub use door::answer;
pub use read::{Reading, read};
pub use table::TwoInputs;
pub use write::{write, write_for, write_with_table};
