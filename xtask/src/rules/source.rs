//! Parsed Rust sources, without code for tests only.

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::path::Path;
use syn::visit_mut::VisitMut;
use syn::{Attribute, File, Item};

/// A file of a crate.
#[derive(Clone)]
pub(crate) struct Source {
    /// Its path from the workspace's folder, with slashes.
    pub(crate) path: String,
    /// Its items, without tests.
    pub(crate) file: File,
}

impl Source {
    /// Parses a text; `path` is where it is, or would be.
    pub(crate) fn read(path: &str, text: &str) -> Result<Source> {
        let mut file = syn::parse_file(text).with_context(|| format!("{path} cannot be parsed"))?;
        if file.attrs.iter().any(is_for_tests) || path.ends_with("/tests.rs") {
            file.items.clear();
        }
        Shipped.visit_file_mut(&mut file);
        Ok(Source { path: path.to_owned(), file })
    }

    /// All its tokens in order, including those in braces and macro calls.
    pub(crate) fn tokens(&self) -> Vec<TokenTree> {
        let mut found = Vec::new();
        flatten(quote::ToTokens::to_token_stream(&self.file), &mut found);
        found
    }
}

/// Removes code that is compiled for tests only.
struct Shipped;

impl VisitMut for Shipped {
    fn visit_file_mut(&mut self, file: &mut File) {
        file.items.retain(|item| !attributes(item).iter().any(is_for_tests));
        syn::visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if let Some((_, items)) = &mut module.content {
            items.retain(|item| !attributes(item).iter().any(is_for_tests));
        }
        syn::visit_mut::visit_item_mod_mut(self, module);
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(one) => &one.attrs,
        Item::Enum(one) => &one.attrs,
        Item::Fn(one) => &one.attrs,
        Item::Impl(one) => &one.attrs,
        Item::Macro(one) => &one.attrs,
        Item::Mod(one) => &one.attrs,
        Item::Static(one) => &one.attrs,
        Item::Struct(one) => &one.attrs,
        Item::Trait(one) => &one.attrs,
        Item::Type(one) => &one.attrs,
        Item::Use(one) => &one.attrs,
        _ => &[],
    }
}

/// Whether an attribute is `#[cfg(test)]`, also among others in `all(…)`.
fn is_for_tests(attribute: &Attribute) -> bool {
    let Ok(list) = attribute.meta.require_list() else { return false };
    let words: Vec<String> = list.tokens.clone().into_iter().map(|token| token.to_string()).collect();
    list.path.is_ident("cfg")
        && (words == ["test"] || (words.first().is_some_and(|word| word == "all") && words.concat().contains("(test")))
}

/// Flattens tokens in order; a group's brackets become an empty group before its content.
fn flatten(stream: TokenStream, into: &mut Vec<TokenTree>) {
    for token in stream {
        if let TokenTree::Group(group) = &token {
            if group.delimiter() != Delimiter::None {
                let mut opening = proc_macro2::Group::new(group.delimiter(), TokenStream::new());
                opening.set_span(group.span_open());
                into.push(TokenTree::Group(opening));
            }
            flatten(group.stream(), into);
        } else {
            into.push(token);
        }
    }
}

/// Every Rust file below a folder, sorted by name; none if the folder does not exist.
pub(crate) fn sources(root: &Path, folder: &str) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    let mut unread = vec![root.join(folder)];
    while let Some(folder) = unread.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry?.path();
            if path.is_dir() {
                unread.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let text = std::fs::read_to_string(&path).with_context(|| format!("{name} cannot be read"))?;
                found.push(Source::read(&name, &text)?);
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_not_shipped() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\n#[cfg(not(test))]\nfn c() {}\n\
                    mod d { #[cfg(test)] use e::f; fn g() {} }";
        let source = Source::read("app/src/a.rs", text).unwrap();
        let words: Vec<String> = source.tokens().iter().map(ToString::to_string).collect();
        for (word, shipped) in [("a", true), ("b", false), ("c", true), ("e", false), ("g", true)] {
            assert_eq!(words.iter().any(|one| one == word), shipped, "{word}");
        }
        assert!(Source::read("app/src/tests.rs", "fn a() {}").unwrap().file.items.is_empty());
        assert!(Source::read("app/src/a.rs", "fn a( {}").is_err());
    }
}
