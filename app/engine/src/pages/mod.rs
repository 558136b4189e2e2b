//! Whole pages of reference, such as numbers, sources, tests and keys, and the analyses of "How sure?".

mod actuals;
pub(crate) mod beside;
pub(crate) mod brief;
mod claims;
mod compared;
pub(crate) mod corrections;
pub(crate) mod dependants;
pub(crate) mod keys;
pub(crate) mod misread;
pub(crate) mod numbers;
mod owner_costs;
mod search;
pub(crate) mod since;
pub(crate) mod sources;
mod specifications;
pub(crate) mod sure;
pub(crate) mod trust;
pub(crate) mod typed;
