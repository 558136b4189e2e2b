//! Writes a scenario as an XLSX workbook whose numbers are formulas, and reads the assumptions of such a workbook back.
//!
//! [`write`] turns a recording of the model into cells. Every input and every fact appears once, on the sheet of
//! assumptions; everything else is a formula that leads back to them. [`read`] returns the assumptions as a scenario,
//! whichever program saved the workbook in between.
//!
//! The page loads this as a program of its own, in a worker, when somebody exports or imports; [`answer`] is its entry.

// A panic ends a WASM page, so failures must be values. The workspace enables the other lints of this kind.
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
