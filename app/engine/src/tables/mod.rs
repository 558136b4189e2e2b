//! Tables that are part of the page itself.

pub(crate) mod deals;
pub(crate) mod prices;
