//! What `cargo xtask` and the journeys share: a folder of files, served with the headers that a host would send; what a
//! page in it names; and programs that end with the one that started them.

pub mod child;
pub mod headers;
pub mod page;
pub mod site;

pub use site::Site;
