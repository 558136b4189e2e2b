//! Texts about scenarios and results: links and their parts, reports, and the catalogue.

pub mod catalogue;
pub mod compared;
pub mod permalink;
pub mod ranged;
pub mod report;
pub mod shown;
pub mod told;
