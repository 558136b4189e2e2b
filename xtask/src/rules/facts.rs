//! A fact has a source, a date and a class. The constructors in `provenance.rs` ask for them and the compiler checks
//! them; here it is checked that nobody goes round the constructors.

use super::Finding;
use super::source::{SourceFile, Token, after_closing, tokens};

/// Where a fact is written out field by field.
pub(super) fn literals(files: &[SourceFile]) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !file.path.ends_with("/provenance.rs")) {
        let tokens = tokens(&file.code);
        for (place, token) in tokens.iter().enumerate() {
            let opens = tokens.get(place + 1).is_some_and(|next| next.text == "{");
            if token.text == "Fact" && opens && !is_signature(&tokens, place) && !is_pattern(&tokens, place + 1) {
                let reason = "a fact is made by official, reported, estimate, derived or assumption";
                found.push(Finding::at(file, token.line, reason));
            }
        }
    }
    found
}

/// Whether the brace after this name opens the body of a function that gives it, or of an `impl`.
fn is_signature(tokens: &[Token<'_>], name: usize) -> bool {
    let before = |place: usize| place.checked_sub(1).map_or("", |place| tokens[place].text);
    let mut at = name;
    // Back over a path (`crate::provenance::`), a reference, its lifetime and `mut`.
    loop {
        match before(at) {
            ":" | "&" | "mut" | "'" | "static" | "crate" | "provenance" | "model" => at -= 1,
            _ if at >= 2 && before(at - 1) == "'" => at -= 1,
            _ => break,
        }
    }
    match before(at) {
        ">" => at >= 2 && before(at - 1) == "-",
        "impl" | "for" | "struct" => true,
        _ => false,
    }
}

/// Whether the braces take a fact apart: they end in `..`.
fn is_pattern(tokens: &[Token<'_>], open: usize) -> bool {
    let close = after_closing(tokens, open).saturating_sub(1);
    let text = |back: usize| close.checked_sub(back).map_or("", |place| tokens[place].text);
    text(1) == "." && text(2) == "."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(code: &str) -> usize {
        literals(&[SourceFile::new("model/data/chips.rs", code)]).len()
    }

    #[test]
    fn facts_that_come_from_constructors_hold() {
        for code in [
            "static A: Fact = official(1.0, Watt, &S1, \"chip\");",
            "fn a() -> Fact { b() }",
            "fn a() -> &'static Fact { b() }",
            "fn a<'x>(b: &'x B) -> &'x crate::provenance::Fact { b.c }",
            "impl Fact { }",
            "impl Display for Fact { }",
            "fn a(fact: &Fact) { let Fact { value, unit, .. } = fact; }",
            "// Fact { value: 1.0 }",
            "struct Factory { a: u8 }",
        ] {
            assert_eq!(lines(code), 0, "{code}");
        }
    }

    #[test]
    fn facts_written_out_do_not() {
        for code in [
            "static A: Fact = Fact { value: 1.0, unit: Watt };",
            "static A: &Fact = &Fact { value: 1.0 };",
            "fn a() -> Option<Fact> { Some(Fact { value: 1.0 }) }",
            "fn a() -> Fact { crate::provenance::Fact { value: 1.0, ..b } }",
        ] {
            assert_eq!(lines(code), 1, "{code}");
        }
    }

    #[test]
    fn the_constructors_may() {
        assert_eq!(literals(&[SourceFile::new("model/src/provenance.rs", "fn a() { Fact { b } }")]), []);
    }
}
