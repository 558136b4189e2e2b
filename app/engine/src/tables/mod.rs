//! Tables that stand in the page itself.

pub(crate) mod deals;
pub(crate) mod prices;
