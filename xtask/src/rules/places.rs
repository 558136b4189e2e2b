//! No file names a folder of the machine that it was written on.

use super::Finding;
use crate::shell::{printed_by, root};
use anyhow::{Context, Result};
use std::process::Command;

/// Folders that differ between machines. Each is written in two parts, because this file would break the rule
/// otherwise.
const FOLDERS: [&str; 4] =
    [concat!("/", "work/"), concat!("/", "root/"), concat!("/", "home/"), concat!("/", "Users/")];

/// Checks the files that git tracks, or would track.
pub(super) fn tracked_files() -> Result<Vec<Finding>> {
    let root = root()?;
    // Only names are read, so it does not matter who owns the folder.
    let words = ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let Ok(names) = printed_by(Command::new("git").current_dir(&root).args(words)) else {
        let reason = "not checked: git does not know this folder, so there is no list of its files".to_owned();
        return Ok(vec![Finding { place: ".".to_owned(), reason, breaks: false }]);
    };
    let mut found = Vec::new();
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let path = root.join(name);
        if !path.is_file() {
            // Deleted, but still in git's index.
            continue;
        }
        let content = std::fs::read(&path).with_context(|| format!("{name} cannot be read"))?;
        if let Ok(text) = String::from_utf8(content) {
            found.extend(in_text(name, &text));
        }
    }
    Ok(found)
}

fn in_text(name: &str, text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for (line, content) in text.lines().enumerate() {
        for folder in FOLDERS {
            if content.match_indices(folder).any(|(place, _)| starts_a_path(&content[..place])) {
                found.push(Finding {
                    place: format!("{name}:{}", line + 1),
                    reason: format!("`{folder}` exists on one machine only"),
                    breaks: true,
                });
            }
        }
    }
    found
}

/// Whether a path can start after this text; in `https://example.org/home/` it is part of an address.
fn starts_a_path(before: &str) -> bool {
    !before.ends_with(|c: char| c.is_alphanumeric() || "._~-}*)]%/".contains(c)) || before.ends_with("file://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        in_text("a.md", text).len()
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        for folder in FOLDERS {
            for text in
                [format!("{folder}x"), format!("see `{folder}x`"), format!("A={folder}x"), format!("\"{folder}\"")]
            {
                assert_eq!(found(&text), 1, "{text}");
            }
        }
        assert_eq!(in_text("a.md", &format!("one\ntwo {}", FOLDERS[0]))[0].place, "a.md:2");
    }

    #[test]
    fn other_paths_are_fine() {
        for text in
            ["model/work/a", "https://example.org/home/a", "~/.cache/rackrate", "$HOME/work/", "/usr/bin/env bash"]
        {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
