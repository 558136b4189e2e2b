//! What follows from many runs: trials of other values, what moves a number most, ranges, uncertainty, sensitivity, what
//! must be true, why a number changed, two-way tables, and a fingerprint of everything.

pub mod attribution;
pub mod fingerprint;
pub mod goal;
pub mod grid;
pub mod ranges;
pub mod ranking;
pub mod tornado;
pub mod trials;
pub mod uncertainty;
