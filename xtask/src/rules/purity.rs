//! The model is pure: what it may not depend on, and what it may not reach for.

use super::Finding;
use super::source::{SourceFile, Token, after_closing, tokens};
use crate::shell::{cargo_with, printed_by};
use crate::tools::WASM;
use anyhow::Result;

/// Crates of the browser, of the clock and of the machine's randomness; a `*` stands for any ending. Seeded generators
/// (`rand_core`, `rand_chacha`) are pure.
const FOREIGN_CRATES: [&str; 13] = [
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

/// Parts of the standard library that reach outside the program.
const FOREIGN_MODULES: [&str; 7] = ["fs", "net", "time", "env", "io", "process", "thread"];
const FOREIGN_NAMES: [&str; 3] = ["SystemTime", "Instant", "thread_rng"];
const FOREIGN_MACROS: [&str; 5] = ["println", "print", "eprintln", "eprint", "dbg"];

/// The names of the crates that the model is made of when it is compiled for the browser.
pub(super) fn model_tree() -> Result<String> {
    let words = ["tree", "-p", "model", "-e", "normal", "--target", WASM, "--prefix", "none", "--format", "{p}"];
    printed_by(&mut cargo_with(words)?)
}

/// What should not be in that tree.
pub(super) fn dependencies(tree: &str) -> Vec<Finding> {
    let mut names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    names.sort_unstable();
    names.dedup();
    let foreign = |name: &&str| {
        FOREIGN_CRATES.iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == pattern,
        })
    };
    names
        .into_iter()
        .filter(foreign)
        .map(|name| Finding {
            place: "model/Cargo.toml".to_owned(),
            reason: format!("the model depends on `{name}`; `cargo tree -p model -i {name}` says by which way"),
            breaks: true,
        })
        .collect()
}

/// The page's packages and their features, as the page is built.
pub(super) fn page_features() -> Result<String> {
    let words = ["tree", "-p", "app", "-e", "features,normal", "--target", WASM, "--prefix", "none"];
    printed_by(&mut cargo_with(words)?)
}

/// Where the page carries the evidence after all.
pub(super) fn evidence(features: &str) -> Vec<Finding> {
    let carries = features.lines().any(|line| line.starts_with("model feature \"evidence\""));
    let reason =
        "something turns the model's feature `evidence` on; `cargo tree -p app -e features -i model` says what";
    let found = || Finding { place: "app/Cargo.toml".to_owned(), reason: reason.to_owned(), breaks: true };
    carries.then(found).into_iter().collect()
}

/// Where the model reaches outside itself.
pub(super) fn sources(files: &[SourceFile]) -> Vec<Finding> {
    files.iter().flat_map(in_file).collect()
}

fn in_file(file: &SourceFile) -> Vec<Finding> {
    let tokens = tokens(&file.shipped);
    let mut found = Vec::new();
    let text = |place: usize| tokens.get(place).map_or("", |token| token.text);
    for (place, token) in tokens.iter().enumerate() {
        if FOREIGN_NAMES.contains(&token.text) {
            found.push(Finding::at(file, token.line, format!("`{}`: the model has no clock and no dice", token.text)));
        }
        if FOREIGN_MACROS.contains(&token.text) && text(place + 1) == "!" {
            found.push(Finding::at(file, token.line, format!("`{}!`: the model prints nothing", token.text)));
        }
        if token.text == "std" && text(place + 1) == ":" && text(place + 2) == ":" {
            for module in modules(&tokens, place + 3) {
                if FOREIGN_MODULES.contains(&module.text) {
                    let reason = format!("`std::{}`: the model does no input or output", module.text);
                    found.push(Finding::at(file, module.line, reason));
                }
            }
        }
    }
    found
}

/// The modules named after `std::`: one, or several in braces.
fn modules<'a>(tokens: &[Token<'a>], at: usize) -> Vec<Token<'a>> {
    let Some(first) = tokens.get(at) else {
        return Vec::new();
    };
    if first.text != "{" {
        return vec![*first];
    }
    let mut named = Vec::new();
    let end = after_closing(tokens, at);
    let mut place = at + 1;
    let mut starts = true;
    while place < end {
        let token = tokens[place];
        if token.text == "{" {
            place = after_closing(tokens, place);
            continue;
        }
        if starts && token.is_word() {
            named.push(token);
        }
        starts = token.text == ",";
        place += 1;
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(code: &str) -> Vec<String> {
        sources(&[SourceFile::new("model/src/a.rs", code)]).into_iter().map(|finding| finding.place).collect()
    }

    #[test]
    fn a_pure_tree_holds() {
        assert_eq!(
            dependencies("model v0.1.0 (/x)\nlibm v0.2.1\nrand_chacha v0.9.0\nrand_core v0.9.0\nserde v1\n"),
            []
        );
    }

    #[test]
    fn a_tree_with_the_browser_in_it_does_not() {
        let tree = "model v0.1.0\nwasm-bindgen-macro v0.2\ngloo-timers v1\nleptos v0.8\nrand v0.9\ngetrandom v0.3\n\
                    time v0.3\nrand v0.9 (*)\n";
        let found = dependencies(tree);
        assert_eq!(found.len(), 6, "{found:?}");
        assert!(found.iter().all(|finding| finding.breaks));
    }

    #[test]
    fn a_page_without_evidence_holds() {
        assert_eq!(evidence("app v0.1.0\nmodel v0.1.0 (/x)\nlibm feature \"default\"\n"), []);
        assert_eq!(evidence("app v0.1.0\nmodel feature \"evidence\"\nmodel v0.1.0 (/x)\n").len(), 1);
    }

    #[test]
    fn a_pure_source_holds() {
        let code = "//! Reads no std::fs.\nuse std::{fmt, collections::{BTreeMap, env}};\nfn a(){ b(\"println!\"); writeln!(t) }\n\
                    #[cfg(test)]\nmod tests { use std::fs; }";
        assert_eq!(places(code), Vec::<String>::new());
    }

    #[test]
    fn every_way_out_is_seen() {
        for code in [
            "use std::fs;",
            "fn a() { std::env::var(b); }",
            "use std::{fmt, time::Duration};",
            "use std::{\n    fmt,\n    net,\n};",
            "fn a() { println!(b); }",
            "fn a() { Instant::now(); }",
            "fn a() -> SystemTime {}",
            "fn a() { rand::thread_rng() }",
        ] {
            assert_eq!(places(code).len(), 1, "{code}");
        }
        assert_eq!(places("fn a() {}\nuse std::fs;"), ["model/src/a.rs:2"]);
    }
}
