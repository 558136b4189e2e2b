//! Recordings of a run's arithmetic, which say where a number comes from, and the formulas written from them.

pub mod explain;
pub mod formula;
pub mod mixes;
pub mod operation;
pub mod question;
pub mod recorder;
pub mod replay;
pub mod tape;
pub mod writer;
