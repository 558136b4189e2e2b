//! Which paths code may name: the model must not access anything outside itself, and only certain files of a crate may
//! call browser APIs.

use super::Finding;
use super::source::Source;
use syn::visit::Visit;
use syn::{Macro, Path, UseTree};

/// Modules of the standard library that reach outside the program.
const OUTSIDE: [&str; 8] = ["fs", "net", "time", "env", "io", "process", "thread", "os"];
const PRINTING: [&str; 5] = ["println", "print", "eprintln", "eprint", "dbg"];

/// Crates that give access to the browser.
const BROWSER: [&str; 4] = ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"];
/// The places where the page and its programs may use them.
const HOMES: [&str; 3] = ["app/src/browser/", "app/engine/src/door.rs", "app/workbook/src/door.rs"];

/// Places where the model reaches outside itself.
pub(super) fn reaches_outside(files: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in files {
        for named in Named::of(file) {
            let words: Vec<&str> = named.words.iter().map(String::as_str).collect();
            match words[..] {
                ["std", module, ..] if OUTSIDE.contains(&module) => {
                    let reason = format!("`std::{module}`: the model does no input or output, and has no clock");
                    found.push(Finding::at(file, named.line, reason));
                }
                [name, "!"] if PRINTING.contains(&name) => {
                    found.push(Finding::at(file, named.line, format!("`{name}!`: the model prints nothing")));
                }
                _ => {}
            }
        }
    }
    found
}

/// Places that name browser crates, but must not.
pub(super) fn browser_away_from_home<'a>(files: impl IntoIterator<Item = &'a Source>) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in files.into_iter().filter(|file| !HOMES.iter().any(|home| file.path.starts_with(home))) {
        for named in Named::of(file) {
            // Also through another crate, as in `leptos::web_sys`.
            let name =
                named.words.iter().take(2).find(|word| BROWSER.contains(&word.as_str()) || word.starts_with("gloo"));
            if let Some(name) = name {
                found.push(Finding::at(file, named.line, format!("`{name}` belongs in {}", HOMES.join(" or "))));
            }
        }
    }
    found
}

/// A path that a file names, and its line.
struct Named {
    words: Vec<String>,
    line: usize,
}

impl Named {
    fn of(file: &Source) -> Vec<Named> {
        let mut all = All(Vec::new());
        all.visit_file(&file.file);
        all.0
    }
}

/// Collects every path: in imports, types and expressions, and the names of macros, with a `!`.
struct All(Vec<Named>);

impl All {
    fn tree(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &syn::Ident| {
            let mut words = before.to_vec();
            words.push(name.to_string());
            (words, name.span().start().line)
        };
        match tree {
            UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident).0),
            UseTree::Name(name) => self.push(with(&name.ident)),
            UseTree::Rename(name) => self.push(with(&name.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, before)),
            UseTree::Glob(glob) => self.push((before.to_vec(), glob.star_token.spans[0].start().line)),
        }
    }

    fn push(&mut self, (words, line): (Vec<String>, usize)) {
        self.0.push(Named { words, line });
    }
}

impl<'ast> Visit<'ast> for All {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let words = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let line = path.segments.first().map_or(0, |segment| segment.ident.span().start().line);
        self.push((words, line));
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if let Some(name) = call.path.segments.last() {
            self.push((vec![name.ident.to_string(), "!".to_owned()], name.ident.span().start().line));
        }
        syn::visit::visit_macro(self, call);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, code: &str) -> Source {
        Source::read(path, code).unwrap()
    }

    #[test]
    fn a_pure_source_holds() {
        let code = "//! Reads no std::fs.\nuse std::{fmt, collections::BTreeMap};\nfn a() { b(\"println!\"); writeln!(t); }\n\
                    #[cfg(test)]\nmod tests { use std::fs; }";
        assert_eq!(reaches_outside(&[file("model/src/a.rs", code)]), []);
    }

    #[test]
    fn every_way_out_is_seen() {
        for code in [
            "use std::fs;",
            "fn a() { std::env::var(b); }",
            "use std::{fmt, time::Duration};",
            "use std::{\n    fmt,\n    net,\n};",
            "fn a() { println!(\"b\"); }",
            "fn a() -> std::time::Instant { b() }",
        ] {
            assert_eq!(reaches_outside(&[file("model/src/a.rs", code)]).len(), 1, "{code}");
        }
        let found = reaches_outside(&[file("model/src/a.rs", "fn a() {}\nuse std::fs;")]);
        assert_eq!(found[0].place, "model/src/a.rs:2");
    }

    #[test]
    fn the_browser_is_spoken_with_at_home() {
        for path in ["app/src/browser/mod.rs", "app/workbook/src/door.rs"] {
            assert_eq!(browser_away_from_home(&[file(path, "use web_sys::Window; use gloo::timers;")]), [], "{path}");
        }
        for code in [
            "use web_sys::Window;",
            "fn a() { leptos::web_sys::window(); }",
            "use gloo_timers::x;",
            "#[wasm_bindgen::prelude::wasm_bindgen]\npub fn a() {}",
        ] {
            assert_eq!(browser_away_from_home(&[file("app/src/state.rs", code)]).len(), 1, "{code}");
        }
        assert_eq!(browser_away_from_home(&[file("app/src/a.rs", "//! Not web_sys.\nfn gloom() {}")]), []);
    }
}
