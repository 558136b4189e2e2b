//! `cargo xtask build`: the release, in `dist/`.

use crate::shell::{self, run};
use crate::tools::Tools;
use crate::{paths, publish};
use anyhow::Result;
use std::path::PathBuf;

/// Tells the prerenderer under which address the page will stand: see Trunk.toml's hook.
const SITE: &str = "RACKRATE_SITE";

/// Tells the engine where readers report a wrong number.
const REPORTS: &str = "RACKRATE_REPORTS";

/// What a release is made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Release {
    /// The address under which the page will stand.
    pub(crate) site: Option<String>,
    /// Where readers report a wrong number.
    pub(crate) reports: Option<String>,
}

/// Installs what is missing and builds.
pub(crate) fn command(made_for: &Release) -> Result<()> {
    let dist = release(made_for)?;
    println!("The release is in {}. Any static host can serve it, under any path.", dist.display());
    Ok(())
}

/// Builds the release and gives its folder.
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

/// Where the release lies once it has been built.
pub(crate) fn dist() -> Result<PathBuf> {
    Ok(shell::root()?.join("dist"))
}
