//! `cargo xtask build`: builds the release in `dist/`.

use crate::shell::{self, run};
use crate::tools::Tools;
use crate::{paths, publish};
use anyhow::Result;
use std::path::PathBuf;

/// The variable that tells the prerenderer the address of the page; see the hook in Trunk.toml.
const SITE: &str = "RACKRATE_SITE";

/// The variable that tells the engine where readers report a wrong number.
const REPORTS: &str = "RACKRATE_REPORTS";

/// The options of a release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Release {
    /// The address under which the page will be served, if known.
    pub(crate) site: Option<String>,
    /// Where readers report a wrong number; `None` to offer no reports.
    pub(crate) reports: Option<String>,
}

/// Installs what is missing, and builds.
pub(crate) fn command(made_for: &Release) -> Result<()> {
    let dist = release(made_for)?;
    println!("The release is in {}. Any static host can serve it, under any path.", dist.display());
    Ok(())
}

/// Builds the release, and returns its folder.
pub(crate) fn release(made_for: &Release) -> Result<PathBuf> {
    let tools = Tools::ready()?;
    shell::heading("release build");
    let mut trunk = tools.trunk()?;
    trunk.args(["build", "--release", "--offline"]);
    for (name, address) in [(SITE, &made_for.site), (REPORTS, &made_for.reports)] {
        match address {
            Some(address) => trunk.env(name, address),
            None => trunk.env_remove(name),
        };
    }
    run(paths::without_paths(&mut trunk)?)?;
    let dist = dist()?;
    publish::finish(&dist)?;
    Ok(dist)
}

/// The folder of the release.
pub(crate) fn dist() -> Result<PathBuf> {
    Ok(shell::root()?.join("dist"))
}
