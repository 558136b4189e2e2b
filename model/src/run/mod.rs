//! How it is computed: from a scenario's inputs, stage by stage, to an outcome.

pub mod binding;
pub(crate) mod cash;
pub(crate) mod chip;
pub(crate) mod chips;
pub(crate) mod claims;
pub mod compared;
pub(crate) mod compute;
pub(crate) mod equity;
pub(crate) mod fleet;
pub mod inputs;
pub(crate) mod label;
pub mod ledger;
pub(crate) mod limits;
pub(crate) mod metrics;
pub mod number;
pub mod outcome;
pub(crate) mod plan;
pub(crate) mod power;
pub(crate) mod rate;
pub mod reading;
pub mod sheet;
pub mod spend;
pub(crate) mod supplier;
