//! `cargo xtask bench`: the speed of the model in native code, and of the page in a browser.

use crate::browser::Browser;
use crate::build;
use crate::shell::{cargo_with, heading, root, run, target};
use crate::trust::{self, Writer};
use anyhow::Result;
use std::process::Command;

/// Another program that makes draws, for comparison.
const SQUIGGLE: &str = "@quri/squiggle-lang@0.10.0";

/// Runs all measurements.
pub(crate) fn command() -> Result<()> {
    heading("the model");
    run(&mut cargo_with(["bench", "-p", "model"])?)?;
    heading("ten thousand draws beside plain JavaScript and Squiggle");
    sampling()?;
    build::release(&build::Release::default())?;
    heading("the page, in a browser");
    // Compiled for speed instead of size, because it also times the model natively.
    let mut page = cargo_with(["run", "--profile", "bench", "-p", "journeys", "--bin", "page-bench"])?;
    run(trust::name_in(Browser::ready()?.name_in(&mut page)?, Writer::Measurements)?)
}

/// Compares our draws with those of others. Since this is no part of the project, it is skipped if Node is missing, and
/// so is Squiggle if npm cannot install it.
fn sampling() -> Result<()> {
    let succeeds = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    if !succeeds(Command::new("node").arg("--version")) {
        println!("It is left out: there is no node on the PATH.");
        return Ok(());
    }
    run(&mut cargo_with(["build", "--profile", "bench", "-p", "model", "--example", "evaluate"])?)?;
    let folder = target()?.join("beside");
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(SQUIGGLE);
    let mut node = Command::new("node");
    node.arg(root()?.join("xtask/src/sampling.mjs")).arg(target()?.join("release/examples/evaluate"));
    if succeeds(&mut npm) {
        node.arg(folder);
    }
    run(&mut node)
}
