//! What tests of several crates share. No program depends on it, only tests do.

pub mod by_id;
pub mod flows;
pub mod links;
pub mod office;
pub mod scenarios;
pub mod trust;
