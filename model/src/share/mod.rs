//! What leaves the model as text: links with what they carry, reports and the catalogue.

pub mod catalogue;
pub mod compared;
pub mod permalink;
pub mod ranged;
pub mod report;
pub mod shown;
pub mod told;
