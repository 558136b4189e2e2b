//! Where the bytes of a program come from: the machine code of its functions, by crate.
//!
//! Read from the output of rustc, which still has the functions' names; wasm-opt makes all of it smaller afterwards.

use anyhow::{Context, Result};
use rustc_demangle::demangle;
use std::collections::BTreeMap;
use std::path::Path;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Bytes of code by crate, and bytes of data.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    pub(crate) code: BTreeMap<String, usize>,
    pub(crate) data: usize,
}

impl Weight {
    /// Measures a module as rustc writes it.
    pub(crate) fn of_file(file: &Path) -> Result<Weight> {
        let wasm = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        Weight::of(&wasm).with_context(|| format!("{} cannot be understood", file.display()))
    }

    fn of(wasm: &[u8]) -> Result<Weight> {
        let mut weight = Weight::default();
        // Imported functions are numbered first, and have no code.
        let mut imported = 0_u32;
        let mut sizes: Vec<usize> = Vec::new();
        let mut names: BTreeMap<u32, String> = BTreeMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => sizes.push(length(&body.range())),
                Payload::DataSection(data) => weight.data += length(&data.range()),
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(sections) = section.as_known() else { continue };
                    for section in sections {
                        let Name::Function(functions) = section? else { continue };
                        for naming in functions {
                            let naming = naming?;
                            names.insert(naming.index, naming.name.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
        for (index, size) in (imported..).zip(sizes) {
            let name = names.get(&index).map_or("", String::as_str);
            *weight.code.entry(crate_of(name)).or_default() += size;
        }
        Ok(weight)
    }

    /// The largest crates in descending order, then all others together.
    pub(crate) fn ranked(&self, most: usize) -> Vec<(&str, usize)> {
        let mut all: Vec<(&str, usize)> = self.code.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        all.sort_by_key(|(name, bytes)| (std::cmp::Reverse(*bytes), *name));
        let rest: usize = all.iter().skip(most).map(|(_, bytes)| bytes).sum();
        let others = all.len().saturating_sub(most);
        all.truncate(most);
        if others > 0 {
            all.push(("others", rest));
        }
        all
    }
}

fn length(range: &std::ops::Range<u64>) -> usize {
    (range.end - range.start) as usize
}

/// The crate of a function: for an implementation that of its type, or else that of its trait.
fn crate_of(symbol: &str) -> String {
    let name = demangle(symbol).to_string();
    let of_type = name.split(" as ");
    of_type.filter_map(first_crate).next().unwrap_or_else(|| "without a crate".to_owned())
}

/// The crate of the first path in a text: a word before `::`, or before a hash in brackets.
fn first_crate(text: &str) -> Option<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    for word in text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()) {
        let place = at + text.get(at..)?.find(word)?;
        at = place + word.len();
        let rest = text.get(at..)?;
        if rest.starts_with("::") || rest.starts_with('[') {
            return Some(word.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_of_the_crate_of_their_type() {
        for (symbol, expected) in [
            ("_ZN4core3fmt9Formatter3pad17h0123456789abcdefE", "core"),
            ("_ZN51_$LT$leptos..View$u20$as$u20$core..fmt..Display$GT$3fmt17h0123456789abcdefE", "leptos"),
            ("_ZN50_$LT$$RF$mut$u20$model..Run$u20$as$u20$core..A$GT$1a17h0123456789abcdefE", "model"),
            ("_ZN54_$LT$$LP$A$C$B$RP$$u20$as$u20$tachys..view..Render$GT$5build17h0123456789abcdefE", "tachys"),
            ("memcpy", "without a crate"),
            ("", "without a crate"),
        ] {
            assert_eq!(crate_of(symbol), expected, "{}", demangle(symbol));
        }
    }

    #[test]
    fn a_module_without_code_weighs_nothing() {
        assert_eq!(Weight::of(b"\0asm\x01\0\0\0").unwrap(), Weight::default());
        assert!(Weight::of(b"not wasm").is_err());
    }

    #[test]
    fn the_largest_come_first() {
        let code = [("a", 1), ("b", 30), ("c", 20), ("d", 2)].map(|(name, bytes)| (name.to_owned(), bytes));
        let weight = Weight { code: code.into_iter().collect(), data: 0 };
        assert_eq!(weight.ranked(2), [("b", 30), ("c", 20), ("others", 3)]);
    }
}
