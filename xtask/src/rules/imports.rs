//! No cycles among a crate's imports, and in the model none upward.
//!
//! An import leads from a file to the file that defines the item: a name that a module re-exports (`pub use`) is
//! followed to its definition. Code for tests only is ignored.

use super::Finding;
use super::source::Source;
use proc_macro2::{Delimiter, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::{Item, UseTree, Visibility};

/// The layers of the model, from the lowest: each imports only from those before it.
const FLOORS: [&str; 8] = ["base", "facts", "inputs", "quantities", "run", "record", "analysis", "share"];

/// The path of a module within its crate, such as `run`, `number`; empty for the crate root.
type Module = Vec<String>;

/// The file of a module, with what it defines and re-exports.
struct File<'a> {
    source: &'a Source,
    /// The names that it re-exports, each with its path from the crate root.
    handed_on: BTreeMap<String, Module>,
    /// The modules of which it re-exports all names.
    all_of: Vec<Module>,
    items: BTreeSet<String>,
}

/// The files of a crate.
struct Crate<'a>(BTreeMap<Module, File<'a>>);

/// Cycles among a crate's imports; `folder` is its `src`.
pub(super) fn circles(files: &[Source], folder: &str) -> Vec<Finding> {
    let of_crate = Crate::of(files, folder);
    let edges = of_crate.edges();
    circles_of(&edges)
        .into_iter()
        .map(|circle| {
            let names: Vec<String> = circle.iter().map(|module| module.join("::")).collect();
            let inside = |from: &&Module, to: &&Module| circle.contains(*from) && circle.contains(*to);
            let ways: Vec<String> = edges
                .iter()
                .flat_map(|(from, to)| to.iter().map(move |to| (from, to)))
                .filter(|(from, to)| inside(from, to))
                .map(|(from, to)| format!("{} → {}", from.join("::"), to.join("::")))
                .collect();
            Finding {
                place: folder.to_owned(),
                reason: format!("{} import from one another: {}", names.join(", "), ways.join("; ")),
                breaks: true,
            }
        })
        .collect()
}

/// Imports of the model from a higher layer, or from a folder that is not a layer.
pub(super) fn upward(files: &[Source], folder: &str) -> Vec<Finding> {
    let of_crate = Crate::of(files, folder);
    let floor = |module: &Module| module.first().and_then(|name| FLOORS.iter().position(|floor| floor == name));
    let mut found = Vec::new();
    for (from, all) in of_crate.edges() {
        let path = of_crate.0.get(&from).map_or(String::new(), |file| file.source.path.clone());
        if !from.is_empty() && floor(&from).is_none() {
            let reason = format!("{} is on no floor: {}", from.join("::"), FLOORS.join(", "));
            found.push(Finding { place: path.clone(), reason, breaks: true });
        }
        for to in all.iter().filter(|to| floor(&from) < floor(to) && !from.is_empty()) {
            let reason = format!("it imports from {}, which lies higher", to.join("::"));
            found.push(Finding { place: path.clone(), reason, breaks: true });
        }
    }
    found
}

impl<'a> Crate<'a> {
    fn of(files: &'a [Source], folder: &str) -> Crate<'a> {
        let of_folder = files.iter().filter_map(|source| {
            let path = source.path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".rs")?;
            let mut module: Module = path.split('/').map(str::to_owned).collect();
            if module.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
                module.pop();
            }
            // A binary beside a library is a program of its own, which imports the library by name.
            (!path.starts_with("bin/") && path != "main").then_some((module, source))
        });
        let mut of_crate = Crate(BTreeMap::new());
        for (module, source) in of_folder {
            let file = File { source, handed_on: BTreeMap::new(), all_of: Vec::new(), items: BTreeSet::new() };
            of_crate.0.insert(module, file);
        }
        let modules: BTreeSet<Module> = of_crate.0.keys().cloned().collect();
        for (module, file) in &mut of_crate.0 {
            for item in &file.source.file.items {
                match item {
                    Item::Use(item) if !matches!(item.vis, Visibility::Inherited) => {
                        leaves(&item.tree, &[], &mut |words, known_as| {
                            let Some(path) = from_root(words, module, &modules) else { return };
                            match known_as {
                                Some(name) => drop(file.handed_on.insert(name, path)),
                                None => file.all_of.push(path),
                            }
                        });
                    }
                    other => file.items.extend(name_of(other)),
                }
            }
        }
        of_crate
    }

    /// The file that defines the item of a path; `None` for a path that leads out of the crate.
    fn place(&self, path: &[String], depth: usize) -> Option<Module> {
        let mut at: Module = Vec::new();
        for (place, word) in path.iter().enumerate() {
            let deeper: Module = at.iter().chain([word]).cloned().collect();
            if self.0.contains_key(&deeper) {
                at = deeper;
                continue;
            }
            let file = self.0.get(&at)?;
            if depth > 8 || file.items.contains(word) {
                return Some(at);
            }
            let rest = path.get(place + 1..).unwrap_or_default();
            let on = |to: &Module| -> Module { to.iter().chain(rest).cloned().collect() };
            if let Some(to) = file.handed_on.get(word) {
                return self.place(&on(to), depth + 1).or(Some(at));
            }
            // One of the modules of which all names are re-exported.
            for all in &file.all_of {
                let to: Module = all.iter().chain([word]).cloned().collect();
                let has = self.place(all, depth + 1).and_then(|there| self.0.get(&there));
                if has.is_some_and(|there| there.items.contains(word) || there.handed_on.contains_key(word)) {
                    return self.place(&on(&to), depth + 1);
                }
            }
            return Some(at);
        }
        Some(at)
    }

    /// For each file, the files that it imports from. Re-exports alone do not count as imports.
    fn edges(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let modules: BTreeSet<Module> = self.0.keys().cloned().collect();
        let mut edges = BTreeMap::new();
        for (module, file) in &self.0 {
            let mut named: Vec<Module> = Vec::new();
            for item in &file.source.file.items {
                if let Item::Use(item) = item
                    && matches!(item.vis, Visibility::Inherited)
                {
                    leaves(&item.tree, &[], &mut |words, _| named.extend(from_root(words, module, &modules)));
                }
            }
            named.extend(
                written_out(&file.source.tokens()).iter().filter_map(|words| from_root(words, module, &modules)),
            );
            let to: BTreeSet<Module> =
                named.iter().filter_map(|path| self.place(path, 0)).filter(|to| to != module).collect();
            edges.insert(module.clone(), to);
        }
        edges
    }
}

/// Every path in a tree of imports; without a name if it ends in `*`.
fn leaves(tree: &UseTree, before: &[String], take: &mut impl FnMut(&[String], Option<String>)) {
    let with = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>();
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &with(&path.ident), take),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, before, take)),
        UseTree::Glob(_) => take(before, None),
        UseTree::Name(name) if name.ident == "self" => take(before, before.last().cloned()),
        UseTree::Name(name) => take(&with(&name.ident), Some(name.ident.to_string())),
        UseTree::Rename(name) => take(&with(&name.ident), Some(name.rename.to_string())),
    }
}

/// A path from the crate root; `None` for one of another crate.
fn from_root(words: &[String], module: &Module, modules: &BTreeSet<Module>) -> Option<Module> {
    let (first, rest) = words.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some(module.iter().chain(rest).cloned().collect()),
        "super" => {
            let up = module.split_last().map_or(Module::new(), |(_, up)| up.to_vec());
            match rest.first().is_some_and(|word| word == "super") {
                true => from_root(rest, &up, modules),
                false => Some(up.iter().chain(rest).cloned().collect()),
            }
        }
        // A module below this one.
        name => {
            let below: Module = module.iter().cloned().chain([name.to_owned()]).collect();
            modules.contains(&below).then(|| module.iter().chain(words).cloned().collect())
        }
    }
}

/// Paths that are written out in code, also within macro calls: `crate::run::number::Number`.
fn written_out(tokens: &[TokenTree]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let word = |at: usize| match tokens.get(at) {
        Some(TokenTree::Ident(name)) => Some(name.to_string()),
        _ => None,
    };
    let colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(sign)) if sign.as_char() == ':');
    for at in 0..tokens.len() {
        let starts = word(at).is_some_and(|name| name == "crate" || name == "super");
        if !starts || !colon(at + 1) || (at > 0 && colon(at - 1)) {
            continue;
        }
        let mut words = vec![word(at).unwrap_or_default()];
        let mut next = at + 1;
        while colon(next) && colon(next + 1) {
            match word(next + 2) {
                Some(name) => words.push(name),
                None => break,
            }
            next += 3;
        }
        // A group of imports is read as imports.
        let group =
            matches!(tokens.get(next + 2), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
        if words.len() > 1 && !(group && colon(next)) {
            found.push(words);
        }
    }
    found
}

fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(one) => &one.ident,
        Item::Enum(one) => &one.ident,
        Item::Fn(one) => &one.sig.ident,
        Item::Macro(one) => one.ident.as_ref()?,
        Item::Static(one) => &one.ident,
        Item::Struct(one) => &one.ident,
        Item::Trait(one) => &one.ident,
        Item::Type(one) => &one.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// Sets of modules that can all be reached from one another.
fn circles_of(edges: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reached = |from: &Module| {
        let mut seen: BTreeSet<&Module> = BTreeSet::new();
        let mut unread: Vec<&Module> = edges.get(from).into_iter().flatten().collect();
        while let Some(module) = unread.pop() {
            if seen.insert(module) {
                unread.extend(edges.get(module).into_iter().flatten());
            }
        }
        seen
    };
    let all: BTreeMap<&Module, BTreeSet<&Module>> = edges.keys().map(|module| (module, reached(module))).collect();
    let mut circles: Vec<BTreeSet<Module>> = Vec::new();
    for (module, reaches) in all.iter().filter(|(module, reaches)| reaches.contains(*module)) {
        if !circles.iter().any(|circle| circle.contains(*module)) {
            let back = reaches.iter().filter(|other| all.get(*other).is_some_and(|theirs| theirs.contains(module)));
            circles.push(back.map(|other| (*other).clone()).collect());
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(files: &[(&str, &str)]) -> Vec<Source> {
        files.iter().map(|(path, code)| Source::read(&format!("a/src/{path}"), code).unwrap()).collect()
    }

    fn count(files: &[(&str, &str)]) -> usize {
        circles(&sources(files), "a/src").len()
    }

    #[test]
    fn a_way_down_is_no_circle() {
        let files = [
            ("lib.rs", "pub mod b; pub mod c; pub use b::B;"),
            ("b.rs", "use crate::c::C; pub struct B; #[cfg(test)] mod tests { use super::*; }"),
            ("c.rs", "pub struct C; #[cfg(test)] mod tests { use crate::b::B; }"),
        ];
        assert_eq!(count(&files), 0);
    }

    #[test]
    fn circles_are_found_however_they_are_written() {
        for back in [
            "use crate::b::B;",
            "use crate::{b::B, d::D};",
            "use super::b;",
            "fn x() { crate::b::y() }",
            "fn x() { z!(1, crate::b::y) }",
            // Through a name that the crate re-exports.
            "use crate::B;",
        ] {
            let files = [
                ("lib.rs", "mod b; mod c; pub use b::B;"),
                ("b.rs", "use crate::c::C; pub struct B; pub fn y() {}"),
                ("c.rs", &format!("{back} pub struct C;")),
            ];
            assert_eq!(count(&files), 1, "{back}");
        }
    }

    #[test]
    fn what_a_module_hands_on_is_followed() {
        // `d` re-exports what `e` and `f` define; `f` uses `e` through it.
        for hands_on in ["pub use e::E; pub use f::F;", "pub use e::*; pub use f::*;"] {
            let files = [
                ("lib.rs", "mod d;"),
                ("d/mod.rs", &*format!("mod e; mod f; {hands_on}")),
                ("d/e.rs", "pub struct E;"),
                ("d/f.rs", "use super::E; use crate::d::E as Other; pub struct F;"),
            ];
            assert_eq!(count(&files), 0, "{hands_on}");
            let back = [("d/e.rs", "use super::F; pub struct E;")];
            let files: Vec<_> = files.iter().filter(|(path, _)| *path != "d/e.rs").chain(&back).copied().collect();
            assert_eq!(count(&files), 1, "{hands_on}");
        }
    }

    #[test]
    fn floors_are_not_climbed() {
        let files = |low: &'static str| {
            sources(&[
                ("base/x.rs", low),
                ("facts/y.rs", "use crate::base::x::X; pub struct Y;"),
                ("facts/mod.rs", "pub mod y;"),
            ])
        };
        assert_eq!(upward(&files("pub struct X;"), "a/src"), []);
        assert_eq!(upward(&files("use crate::facts::y::Y; pub struct X;"), "a/src").len(), 1);
        assert_eq!(upward(&sources(&[("attic/x.rs", "")]), "a/src").len(), 1);
    }
}
