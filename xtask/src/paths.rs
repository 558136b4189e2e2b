//! Keeps folders of the building machine out of the release.

use crate::shell::{self, printed_by};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The flags for code that is compiled for the browser; cargo adds them to those of `.cargo/config.toml`.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Folders of this machine, each with its replacement in compiled code, where panics and messages name source files.
fn folders() -> Result<Vec<(PathBuf, String)>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let home = home.context("Neither CARGO_HOME nor HOME is set: where are the packages?")?;
    let sysroot = printed_by(Command::new("rustc").current_dir(shell::root()?).args(["--print", "sysroot"]))?;
    let mut folders = vec![
        (PathBuf::from(sysroot.trim()).join("lib/rustlib/src/rust"), "/rust".to_owned()),
        (home.join("git/checkouts"), "/git".to_owned()),
        (shell::root()?, "/rackrate".to_owned()),
    ];
    // Each registry has a folder of its own, named after its address.
    let registries = std::fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
    folders.extend(registries.map(|registry| (registry.path(), "/crates".to_owned())));
    folders.push((home, "/cargo".to_owned()));
    // Of several matching prefixes rustc uses the last, which should be the longest.
    folders.sort_by_key(|(folder, _)| folder.as_os_str().len());
    Ok(folders)
}

/// Makes a build replace the folders of this machine in its output.
pub(crate) fn without_paths(command: &mut Command) -> Result<&mut Command> {
    let mut flags = std::env::var(FLAGS).unwrap_or_default();
    for (folder, stands_for) in folders()? {
        let folder = folder.to_string_lossy().into_owned();
        // Cargo splits the flags at spaces.
        if folder.contains(char::is_whitespace) {
            println!("{folder} has a space in its name: files of the release may name it.");
            continue;
        }
        flags.push_str(&format!(" --remap-path-prefix={folder}={stands_for}"));
    }
    Ok(command.env(FLAGS, flags.trim()))
}

/// Fails if a file contains the name of a folder of this machine.
pub(crate) fn has_no_paths(files: &[PathBuf]) -> Result<()> {
    let folders = folders()?;
    for file in files {
        let content = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        for (folder, _) in &folders {
            let name = folder.to_string_lossy();
            if !name.contains(char::is_whitespace) && holds(&content, name.as_bytes()) {
                bail!("{} names a folder of this machine: {name}", file.display());
            }
        }
    }
    Ok(())
}

fn holds(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_this_machine_are_found_in_files() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.wasm");
        std::fs::write(&file, b"\0asm panicked at /crates/a/src/lib.rs").unwrap();
        has_no_paths(std::slice::from_ref(&file)).unwrap();
        let root = shell::root().unwrap();
        std::fs::write(&file, format!("\0asm panicked at {}/app/src/lib.rs", root.display())).unwrap();
        assert!(has_no_paths(&[file]).is_err());
    }

    #[test]
    fn the_longest_folder_comes_last() {
        let folders = folders().unwrap();
        assert!(folders.windows(2).all(|two| two[0].0.as_os_str().len() <= two[1].0.as_os_str().len()));
    }
}
