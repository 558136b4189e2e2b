//! What leaves the model as text: links, reports and the catalogue.

pub mod catalogue;
pub mod compared;
pub mod permalink;
pub mod report;
