//! Where a number comes from: the arithmetic of a run as it was recorded, and formulas written from it.

pub mod explain;
pub mod formula;
pub mod mixes;
pub mod operation;
pub mod question;
pub mod recorder;
pub mod replay;
pub mod tape;
pub mod writer;
