//! `cargo xtask bless`: accepts today's numbers as the expected ones, which should be read before they are committed.

use crate::shell::{self, cargo_with, heading, printed_by, run};
use anyhow::Result;
use std::process::Command;

/// The variable that tells the golden tests to write the numbers that they would otherwise compare.
const BLESS: (&str, &str) = ("RACKRATE_BLESS", "1");

/// Rewrites the expected numbers, and shows what changed.
pub(crate) fn command() -> Result<()> {
    heading("rewriting the expected numbers; what moved is told as it is written");
    let golden = ["test", "-q", "-p", "model", "--test", "golden", "--", "--nocapture"];
    run(cargo_with(golden)?.env(BLESS.0, BLESS.1))?;

    heading("which files changed");
    let git = |words: &[&str]| -> Result<String> {
        printed_by(Command::new("git").current_dir(shell::root()?).args(words).args(["--", "model"]))
    };
    let changed = git(&["diff", "--stat"])?;
    let new = git(&["ls-files", "--others", "--exclude-standard"])?;
    print!("{changed}");
    for file in new.lines() {
        println!(" {file} (new)");
    }
    if changed.is_empty() && new.is_empty() {
        println!("Nothing: the numbers are the ones that were expected.");
    } else {
        println!("\nRead `git diff` before committing, and say in CHANGELOG.md which numbers moved and why.");
    }
    Ok(())
}
