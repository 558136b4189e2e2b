//! The ground: units, months, numbers as text, and what tables are numbered by. Knows nothing of deals or chips.

pub mod dust;
pub(crate) mod keys;
pub mod month;
pub mod numbers;
pub mod scale;
pub mod show;
pub mod typed;
pub mod units;
pub mod words;
