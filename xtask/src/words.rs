//! `cargo xtask words`: all text that readers may see, in one file.

use crate::shell::{self, cargo_with};
use anyhow::{Context, Result};
use std::fs::File;

/// Writes the file and says where it lies.
pub(crate) fn command() -> Result<()> {
    let folder = shell::target()?;
    let (answers, file) = (folder.join("answers.jsonl"), folder.join("words.txt"));
    // Two programs: the page is drawn without the evidence that the engine has.
    let written = File::create(&answers).with_context(|| format!("{} cannot be written", answers.display()))?;
    shell::run(cargo_with(["run", "--quiet", "-p", "engine", "--example", "answers"])?.stdout(written))?;
    let read = File::open(&answers).with_context(|| format!("{} cannot be read", answers.display()))?;
    let mut prerender = cargo_with(["run", "--quiet", "-p", "prerender", "--", "--words"])?;
    shell::run(prerender.arg(&file).stdin(read))?;
    println!("All visible text is in {}.", file.display());
    Ok(())
}
