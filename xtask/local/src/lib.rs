//! Code that `cargo xtask` and the journeys share: serving a folder with the headers that a host would send, finding
//! the files that a page names, and child processes that end with their parent.

pub mod child;
pub mod headers;
pub mod page;
pub mod site;

pub use site::Site;
