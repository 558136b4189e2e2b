//! `cargo xtask build`: the release, in `dist/`.

use crate::shell::{self, run};
use crate::tools::Tools;
use crate::{paths, publish};
use anyhow::Result;
use std::path::PathBuf;

/// Tells the prerenderer under which address the page will stand: see Trunk.toml's hook.
const SITE: &str = "RACKRATE_SITE";

/// Installs what is missing and builds.
pub(crate) fn command(site: Option<&str>) -> Result<()> {
    let dist = release(site)?;
    println!("The release is in {}. Any static host can serve it, under any path.", dist.display());
    Ok(())
}

/// Builds the release and gives its folder.
pub(crate) fn release(site: Option<&str>) -> Result<PathBuf> {
    let tools = Tools::ready()?;
    shell::heading("release build");
    let mut trunk = tools.trunk()?;
    trunk.args(["build", "--release", "--offline"]);
    match site {
        Some(site) => trunk.env(SITE, site),
        None => trunk.env_remove(SITE),
    };
    run(paths::without_paths(&mut trunk)?)?;
    let dist = dist()?;
    publish::finish(&dist)?;
    Ok(dist)
}

/// Where the release lies once it has been built.
pub(crate) fn dist() -> Result<PathBuf> {
    Ok(shell::root()?.join("dist"))
}
