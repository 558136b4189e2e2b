//! What a reader sees, one file a section.

pub mod agreement;
pub mod claims;
pub mod columns;
pub mod compare;
pub mod deals;
pub mod headline;
pub mod inputs;
pub mod page;
pub mod prices;
pub mod timeline;
pub mod top_bar;
