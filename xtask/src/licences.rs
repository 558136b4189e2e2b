//! `cargo xtask licences`: the licence notices of everything that the page and its programs are compiled from.
//!
//! They are read from the packages that cargo has downloaded; nothing is requested from the network. A text that
//! several packages share is printed once.

use crate::shell::{cargo_with, printed_by};
use crate::tools::WASM;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// The packages that readers download: the page and its programs.
const SHIPPED: [&str; 3] = ["app", "engine", "workbook"];

/// The beginnings of the names of files with a licence or notice.
const TEXTS: [&str; 6] = ["licen", "copying", "copyright", "notice", "unlicense", "authors"];

/// The MIT licence, for packages that come without its text.
const MIT: &str = "\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    license_file: Option<PathBuf>,
    #[serde(default)]
    authors: Vec<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
    source: Option<String>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// `None` for a normal dependency, otherwise `dev` or `build`.
    kind: Option<String>,
}

/// Prints the notices.
pub(crate) fn command() -> Result<()> {
    print!("{}", notices()?);
    Ok(())
}

/// The notices as one text.
pub(crate) fn notices() -> Result<String> {
    let words = ["metadata", "--format-version", "1", "--offline", "--filter-platform", WASM];
    let metadata: Metadata =
        serde_json::from_str(&printed_by(&mut cargo_with(words)?)?).context("cargo's metadata cannot be understood")?;
    let packages = compiled_in(&metadata);
    if packages.is_empty() {
        bail!("No package is compiled into the page: something is wrong with the list of what is shipped.");
    }
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut list = String::new();
    for package in &packages {
        let label = format!("{} {}", package.name, package.version);
        let licence = package.license.as_deref().unwrap_or("see its text below");
        let home = package.repository.as_deref().unwrap_or_default();
        list.push_str(&format!("{label}: {licence}  {home}\n"));
        for text in texts_of(package)? {
            texts.entry(text).or_default().insert(label.clone());
        }
    }
    let mut told = format!(
        "What Rackrate is made of\n\nThe page and its programs are compiled from the packages below and from Rust's \
         standard library\n(MIT OR Apache-2.0, https://github.com/rust-lang/rust). Their licences and notices \
         follow.\n\n{list}"
    );
    for (text, of) in texts {
        let of: Vec<String> = of.into_iter().collect();
        told.push_str(&format!("\n{}\n{}\n\n{text}\n", "-".repeat(80), of.join(", ")));
    }
    Ok(told)
}

/// The packages of others that are compiled into the programs, by name and version; not those that only run while
/// compiling.
fn compiled_in(metadata: &Metadata) -> Vec<&Package> {
    let packages: HashMap<&str, &Package> = metadata.packages.iter().map(|one| (one.id.as_str(), one)).collect();
    let nodes: HashMap<&str, &Node> = metadata.resolve.nodes.iter().map(|one| (one.id.as_str(), one)).collect();
    let mut unread: Vec<&str> = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_none() && SHIPPED.contains(&package.name.as_str()))
        .map(|package| package.id.as_str())
        .collect();
    let mut seen: BTreeSet<&str> = unread.iter().copied().collect();
    while let Some(id) = unread.pop() {
        for dependency in nodes.get(id).into_iter().flat_map(|node| &node.deps) {
            let linked = dependency.dep_kinds.iter().any(|kind| kind.kind.is_none());
            let runs_while_compiling = packages.get(dependency.pkg.as_str()).is_some_and(|package| {
                package.targets.iter().any(|target| target.kind.iter().any(|kind| kind == "proc-macro"))
            });
            if linked && !runs_while_compiling && seen.insert(&dependency.pkg) {
                unread.push(&dependency.pkg);
            }
        }
    }
    let of_others = seen.into_iter().filter_map(|id| packages.get(id)).filter(|package| package.source.is_some());
    let mut found: Vec<&Package> = of_others.copied().collect();
    found.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    found
}

/// A package's licence texts, from its folder; the MIT licence if it has none and is under MIT.
fn texts_of(package: &Package) -> Result<Vec<String>> {
    let folder = package.manifest_path.parent().unwrap_or(Path::new("."));
    let mut files: Vec<PathBuf> = package.license_file.iter().map(|file| folder.join(file)).collect();
    for entry in std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_file() && TEXTS.iter().any(|start| name.starts_with(start)) && !files.contains(&path) {
            files.push(path);
        }
    }
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let lines: Vec<String> =
            String::from_utf8_lossy(&bytes).lines().map(|line| line.trim_end().to_owned()).collect();
        texts.push(lines.join("\n").trim_matches('\n').to_owned());
    }
    if texts.is_empty() {
        // If a package offers a choice of licences, we choose MIT, in its own words.
        if !package.license.as_deref().unwrap_or_default().contains("MIT") {
            bail!("{} {} holds no text of its licence. Add it to licences.rs.", package.name, package.version);
        }
        let by = if package.authors.is_empty() { "its authors".to_owned() } else { package.authors.join(", ") };
        texts.push(format!("The MIT License\n\nCopyright (c) {by}\n\n{MIT}"));
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compiled_in_has_its_notices() {
        let notices = notices().unwrap();
        for package in ["leptos ", "plotters ", "wasm-bindgen ", "serde "] {
            assert!(notices.lines().any(|line| line.starts_with(package)), "{package}is not listed");
        }
        assert!(notices.contains("Permission is hereby granted"), "MIT's text");
        // Neither our packages, nor those that only run while compiling, nor those that only tests and commands use.
        for package in ["model ", "serde_derive ", "proptest ", "thirtyfour ", "lexopt "] {
            assert!(!notices.lines().any(|line| line.starts_with(package)), "{package}is listed");
        }
    }
}
