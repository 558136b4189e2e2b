//! What tests of several crates share. No program depends on it, only tests do.

pub mod by_id;
pub mod flows;
pub mod links;
pub mod office;
pub mod scenarios;
pub mod trust;

use std::path::PathBuf;

/// The folder of the package whose test runs.
///
/// Cargo says it at the start. The one that `env!` has is where the test was compiled: with a target folder that several
/// clones share, that is another clone, which may be gone.
pub fn package() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).expect("cargo runs the tests")
}
