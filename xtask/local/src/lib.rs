//! What `cargo xtask` and the journeys need of this machine: a folder of files, served with the headers that a host
//! would send, and programs that end with the one that started them.

pub mod child;
pub mod headers;
pub mod site;

pub use site::Site;
