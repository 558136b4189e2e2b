//! A panic in WASM is a dead page: what can go wrong is a value.

use super::Finding;
use super::source::{SourceFile, tokens};

const METHODS: [&str; 4] = ["unwrap", "expect", "unwrap_err", "expect_err"];
const MACROS: [&str; 4] = ["panic", "todo", "unimplemented", "unreachable"];

/// Where the page would die by our own word. Tests may.
pub(super) fn calls<'a>(files: impl IntoIterator<Item = &'a SourceFile>) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in files {
        let tokens = tokens(&file.shipped);
        for (place, token) in tokens.iter().enumerate() {
            let before = place.checked_sub(1).map_or("", |place| tokens[place].text);
            let after = tokens.get(place + 1).map_or("", |next| next.text);
            let method = METHODS.contains(&token.text) && matches!(before, "." | ":") && after != ":";
            if method || (MACROS.contains(&token.text) && after == "!") {
                let reason = format!("`{}` ends the page: give a value for the case that fails", token.text);
                found.push(Finding::at(file, token.line, reason));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: &str) -> usize {
        calls(&[SourceFile::new("app/src/state.rs", code)]).len()
    }

    #[test]
    fn values_hold() {
        assert_eq!(found("a.unwrap_or(b).unwrap_or_default(); c.expected(); // .unwrap()"), 0);
        assert_eq!(found("#[cfg(test)]\nmod tests { fn a() { b().unwrap(); panic!() } }"), 0);
        assert_eq!(found("std::panic::set_hook(a); text(\"panic!\")"), 0);
    }

    #[test]
    fn panics_do_not() {
        for code in ["a.unwrap()", "a\n    .expect(\"b\")", "a.map(Option::unwrap)", "panic!(\"b\")", "todo!()"] {
            assert_eq!(found(code), 1, "{code}");
        }
    }
}
