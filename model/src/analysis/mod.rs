//! What follows from many runs: trials of other values, and a fingerprint of everything.

pub mod fingerprint;
pub mod trials;
