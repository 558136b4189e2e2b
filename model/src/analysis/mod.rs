//! What follows from many runs: trials of other values, what moves a number most, and a fingerprint of everything.

pub mod fingerprint;
pub mod ranking;
pub mod trials;
