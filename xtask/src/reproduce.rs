//! `cargo xtask build --twice`: checks that two builds of one tree are equal byte for byte, wherever they are built.

use crate::build::{self, Release};
use crate::publish;
use crate::shell::{self, cargo_with, printed_by, run};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds here, and again from a copy of the tree in another folder from scratch; then compares the two.
pub(crate) fn command(made_for: &Release) -> Result<()> {
    let first = read(&build::release(made_for)?)?;
    shell::heading("the same tree in another folder, from the beginning");
    let place = shell::target()?.join("twice");
    let _ = std::fs::remove_dir_all(&place);
    let tree = place.join("tree");
    copy_tree(&tree)?;
    let mut again = cargo_with(["xtask", "build"])?;
    again.current_dir(&tree).env("CARGO_TARGET_DIR", place.join("target")).env_remove("CARGO_MANIFEST_DIR");
    for (option, address) in [("--site", &made_for.site), ("--reports", &made_for.reports)] {
        if let Some(address) = address {
            again.args([option, address]);
        }
    }
    run(&mut again)?;
    let second = read(&tree.join("dist"))?;
    let names: BTreeSet<&String> = first.keys().chain(second.keys()).collect();
    let different: Vec<&str> =
        names.into_iter().filter(|name| first.get(*name) != second.get(*name)).map(|name| &**name).collect();
    if !different.is_empty() {
        bail!("Two builds of one tree differ in {}. The second is in {}.", different.join(", "), tree.display());
    }
    let bytes: usize = first.values().map(Vec::len).sum();
    std::fs::remove_dir_all(&place).with_context(|| format!("{} cannot be removed", place.display()))?;
    println!("\nBoth builds have the same {} files, {bytes} bytes.", first.len());
    Ok(())
}

/// Copies the files that git tracks, or would track.
fn copy_tree(to: &Path) -> Result<()> {
    let root = shell::root()?;
    let words = ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let names = printed_by(Command::new("git").current_dir(&root).args(words))?;
    for name in names.split('\0').filter(|name| root.join(name).is_file()) {
        let file = to.join(name);
        let folder = file.parent().context("a file lies in a folder")?;
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::copy(root.join(name), &file))
            .with_context(|| format!("{} cannot be written", file.display()))?;
    }
    Ok(())
}

/// Every file below a folder with its content, compressed copies included.
fn read(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for file in publish::files(folder)? {
        for ending in ["", ".br", ".gz"] {
            let path = PathBuf::from(format!("{}{ending}", file.display()));
            if let Ok(content) = std::fs::read(&path) {
                found.insert(path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned(), content);
            }
        }
    }
    Ok(found)
}
