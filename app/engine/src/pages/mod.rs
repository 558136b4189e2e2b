//! Whole pages of reference: every number, every source, every test.

mod claims;
mod compared;
pub(crate) mod dependants;
pub(crate) mod misread;
pub(crate) mod numbers;
mod search;
pub(crate) mod sources;
pub(crate) mod trust;
