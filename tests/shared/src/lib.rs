//! Code that tests of several crates share. No program depends on it.

pub mod by_id;
pub mod flows;
pub mod links;
pub mod office;
pub mod scenarios;
pub mod trust;

use std::path::PathBuf;

/// The folder of the package whose test runs.
///
/// Cargo passes it to the running test. The path in `env!` is where the test was compiled: if several clones share a
/// target folder, that may be another clone, which may no longer exist.
pub fn package() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).expect("cargo runs the tests")
}
