//! What a reader sees, one file a section.

pub mod agreement;
pub mod claims;
pub mod compute;
pub mod deals;
pub mod fleet;
pub mod flows;
pub mod hardware;
pub mod headline;
pub mod inputs;
pub mod investor;
pub mod money;
pub mod page;
pub mod power;
pub mod prices;
pub mod timeline;
pub mod top_bar;
