//! The sheets, in a file for each, or for two that are alike.

pub(crate) mod assumptions;
pub(crate) mod binding;
mod cells;
pub(crate) mod charts;
pub(crate) mod contract;
pub(crate) mod grids;
pub(crate) mod ledger;
pub(crate) mod lookup;
pub(crate) mod periods;
pub(crate) mod returns;
pub(crate) mod steps;
pub(crate) mod summary;
pub(crate) mod two_inputs;
