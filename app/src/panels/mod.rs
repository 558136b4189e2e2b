//! The sections of the page, one file each.

pub mod agreement;
pub mod anchors;
pub mod brief;
pub mod changes;
pub mod claims;
pub mod columns;
pub mod compare;
pub mod deals;
pub mod embedded;
pub mod headline;
pub mod inputs;
pub mod more;
pub mod movers;
pub mod offer;
pub mod page;
pub mod prices;
pub mod search;
pub mod story;
pub mod timeline;
pub mod top_bar;
