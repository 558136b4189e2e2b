//! `cargo xtask build`: the release, in `dist/`.

use crate::shell::{self, run};
use crate::tools::Tools;
use anyhow::Result;
use std::path::PathBuf;

/// Installs what is missing and builds.
pub(crate) fn command() -> Result<()> {
    let dist = release()?;
    println!("The release is in {}. Any static host can serve it, under any path.", dist.display());
    Ok(())
}

/// Builds the release and gives its folder.
pub(crate) fn release() -> Result<PathBuf> {
    let tools = Tools::ready()?;
    shell::heading("release build");
    run(tools.trunk()?.args(["build", "--release", "--offline"]))?;
    dist()
}

/// Where the release lies once it has been built.
pub(crate) fn dist() -> Result<PathBuf> {
    Ok(shell::root()?.join("dist"))
}
