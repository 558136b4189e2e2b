//! Which crate may depend on which, according to cargo.

use super::Finding;
use crate::shell::{cargo_with, printed_by};
use crate::tools::WASM;
use anyhow::{Context, Result};
use serde::Deserialize;

/// External crates, or several by a prefix (`*`), and the only crates of ours that may depend on them.
const ONLY: &[(&str, &[&str])] = &[
    ("plotters*", &["figures"]),
    ("leptos*", &["app", "prerender"]),
    ("web-sys", &["app", "engine", "workbook"]),
    ("js-sys", &["app", "engine", "workbook"]),
    ("wasm-bindgen*", &["app", "engine", "workbook"]),
    ("gloo*", &["app"]),
    ("rust_xlsxwriter", &["workbook"]),
    ("calamine", &["workbook"]),
    ("thirtyfour", &["journeys"]),
];

/// The crates of ours that a crate must not depend on: browser code must not depend on tests and commands, nor lower
/// layers on higher ones.
const NEVER: &[(&str, &[&str])] = &[
    ("model", &["protocol", "figures", "engine", "workbook", "app", "prerender"]),
    ("protocol", &["figures", "engine", "workbook", "app", "prerender"]),
    ("figures", &["engine", "workbook", "app", "prerender"]),
    ("engine", &["workbook", "app", "prerender"]),
    ("workbook", &["figures", "engine", "app", "prerender"]),
    ("app", &["engine", "workbook", "prerender"]),
];

/// Crates for the browser, the clock and the machine's randomness. Seeded generators are pure, and not among them.
const IMPURE: [&str; 13] = [
    "web-sys",
    "js-sys",
    "wasm-bindgen*",
    "gloo*",
    "leptos*",
    "rand",
    "fastrand",
    "getrandom",
    "chrono",
    "time",
    "instant",
    "web-time",
    "tokio",
];

#[derive(Deserialize)]
pub(super) struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `None` for a normal dependency, otherwise `dev` or `build`.
    kind: Option<String>,
}

/// The workspace's packages, with the dependencies in their manifests.
pub(super) fn workspace() -> Result<Metadata> {
    let words = ["metadata", "--format-version", "1", "--no-deps", "--offline"];
    serde_json::from_str(&printed_by(&mut cargo_with(words)?)?).context("cargo's metadata cannot be understood")
}

fn fits(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => pattern == name,
    }
}

/// Dependencies that are not allowed.
pub(super) fn borders(workspace: &Metadata) -> Vec<Finding> {
    let mut found = Vec::new();
    for package in &workspace.packages {
        for dependency in package.dependencies.iter().filter(|one| one.kind.is_none()) {
            let name = dependency.name.as_str();
            let only = ONLY.iter().find(|(pattern, _)| fits(pattern, name));
            if let Some((_, users)) = only.filter(|(_, users)| !users.contains(&package.name.as_str())) {
                found.push(Finding::of_package(&package.name, format!("only {} may use {name}", users.join(", "))));
            }
            let never = NEVER.iter().any(|(of, higher)| *of == package.name && higher.contains(&name));
            if never || name == "tests-shared" && package.name != "journeys" {
                found.push(Finding::of_package(&package.name, format!("it may not know of {name}")));
            }
        }
    }
    found
}

/// The names of the crates that the model depends on when compiled for the browser.
pub(super) fn model_tree() -> Result<String> {
    let words = ["tree", "-p", "model", "-e", "normal", "--target", WASM, "--prefix", "none", "--format", "{p}"];
    printed_by(&mut cargo_with(words)?)
}

/// Crates in that tree that the model must not depend on.
pub(super) fn impure(tree: &str) -> Vec<Finding> {
    let mut names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    names.sort_unstable();
    names.dedup();
    let impure = names.into_iter().filter(|name| IMPURE.iter().any(|pattern| fits(pattern, name)));
    let way = |name: &str| format!("it depends on {name}; `cargo tree -p model -i {name}` says by which way");
    impure.map(|name| Finding::of_package("model", way(name))).collect()
}

/// The page's packages with their features, as the page is built.
pub(super) fn page_features() -> Result<String> {
    let words = ["tree", "-p", "app", "-e", "features,normal", "--target", WASM, "--prefix", "none"];
    printed_by(&mut cargo_with(words)?)
}

/// A finding if the page includes the evidence.
pub(super) fn evidence(features: &str) -> Vec<Finding> {
    let carries = features.lines().any(|line| line.starts_with("model feature \"evidence\""));
    let reason =
        "something turns the model's feature `evidence` on; `cargo tree -p app -e features -i model` says what";
    carries.then(|| Finding::of_package("app", reason)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(packages: &str) -> Vec<String> {
        let metadata = format!(r#"{{ "packages": [{packages}] }}"#);
        borders(&serde_json::from_str(&metadata).unwrap()).into_iter().map(|one| one.reason).collect()
    }

    fn package(name: &str, dependency: &str, kind: &str) -> String {
        format!(r#"{{ "name": "{name}", "dependencies": [{{ "name": "{dependency}", "kind": {kind} }}] }}"#)
    }

    #[test]
    fn borders_are_kept() {
        for (name, dependency) in [("figures", "plotters"), ("app", "figures"), ("engine", "model"), ("model", "libm")]
        {
            assert_eq!(found(&package(name, dependency, "null")), Vec::<String>::new(), "{name} {dependency}");
        }
        assert_eq!(found(&package("model", "tests-shared", "\"dev\"")), Vec::<String>::new());
        for (name, dependency) in [
            ("app", "plotters"),
            ("engine", "plotters-svg"),
            ("app", "engine"),
            ("model", "protocol"),
            ("figures", "leptos"),
            ("app", "tests-shared"),
        ] {
            assert_eq!(found(&package(name, dependency, "null")).len(), 1, "{name} {dependency}");
        }
    }

    #[test]
    fn a_tree_with_the_browser_in_it_is_not_pure() {
        assert_eq!(impure("model v0.1.0 (/x)\nlibm v0.2.1\nrand_chacha v0.9.0\nserde v1\n"), []);
        let tree = "model v0.1.0\nwasm-bindgen-macro v0.2\ngloo-timers v1\nrand v0.9\ntime v0.3\nrand v0.9 (*)\n";
        assert_eq!(impure(tree).len(), 4);
    }

    #[test]
    fn a_page_without_evidence_holds() {
        assert_eq!(evidence("app v0.1.0\nmodel v0.1.0 (/x)\nlibm feature \"default\"\n"), []);
        assert_eq!(evidence("app v0.1.0\nmodel feature \"evidence\"\nmodel v0.1.0 (/x)\n").len(), 1);
    }
}
