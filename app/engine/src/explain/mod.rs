//! Explanations of one number, one input or one claim.

pub(crate) mod claim;
pub(crate) mod input;
mod movers;
pub(crate) mod number;
mod rests;
mod sentence;
mod statement;
mod steps;
mod table;
