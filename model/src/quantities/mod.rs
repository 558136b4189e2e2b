//! The quantities that the model computes: the tables of series, metrics and intermediates, and the names of their
//! cells.

pub mod cell;
pub mod intermediate;
pub mod metric;
pub mod series;
