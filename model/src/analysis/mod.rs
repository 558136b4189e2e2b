//! Analyses that take many runs: trials of other values, the inputs that move a number most, ranges, uncertainty,
//! sensitivity, goal seeking ("what must be true"), attribution of a change, two-way tables, and a fingerprint of
//! everything.

pub mod attribution;
pub mod fingerprint;
pub mod goal;
pub mod grid;
pub mod ranges;
pub mod ranking;
pub mod tornado;
pub mod trials;
pub mod uncertainty;
