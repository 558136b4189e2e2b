//! Whole pages of reference: every number, every source, every test, every key; and what if.

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
