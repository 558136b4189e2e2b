//! The lowest layer: units, months, numbers as text, and the keys of tables. It knows nothing of deals or chips.

pub mod dust;
pub(crate) mod keys;
pub mod month;
pub mod numbers;
pub mod scale;
pub mod show;
pub mod typed;
pub mod units;
pub mod words;
