//! The page's words are in one module, and nowhere else in the page's sources.
//!
//! Words are distinguished from names by their form. In markup, all text is words, and so is the value of any attribute
//! that is visible or read out. Elsewhere, a text counts as words if it starts a word with a capital, or has a word and
//! a space. A single lower-case word in code cannot be distinguished from an id, and is left to reviewers.

use super::Finding;
use super::source::Source;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

/// The page's sources, and the module for words among them.
const PAGE: &str = "app/src/";
const HOME: &str = "app/src/words/";

/// Attributes, and properties of components, that are visible or read out.
const SPOKEN: [&str; 12] = [
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "alt",
    "title",
    "placeholder",
    "label",
    "name",
    "show",
    "hide",
    "about",
];

/// Attributes and variables whose values are never words, nor is anything within them.
const NEVER: [&str; 3] = ["class", "d", "viewBox"];

/// Keys of a keyboard as browsers name them.
const KEYS: [&str; 10] =
    ["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown", "PageUp", "PageDown", "Home", "End", "Escape", "Enter"];

/// Exceptions: the file, what the text contains, and the reason.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("app/src/browser/theme.rs", "(prefers-color-scheme", "a question to the style sheet"),
    ("app/src/panels/timeline.rs", "calc(", "a length as styles write it"),
];

const REASON: &str = "words of the page belong in app/src/words, and are named here";

/// The places where the page has words outside their module.
pub(super) fn away_from_home<'a>(files: impl IntoIterator<Item = &'a Source>) -> Vec<Finding> {
    let of_page = |file: &&Source| file.path.starts_with(PAGE) && !file.path.starts_with(HOME);
    let mut found = Vec::new();
    for file in files.into_iter().filter(of_page) {
        let mut texts = Texts { file, found: Vec::new() };
        texts.walk(quote::ToTokens::to_token_stream(&file.file), Place::Code);
        found.extend(texts.found);
    }
    found
}

/// The kind of place that tokens are in.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// The elements of a `view!`.
    Markup,
    /// Anything else.
    Code,
    /// The value of one of [`NEVER`].
    Never,
}

/// Collects texts that are words.
struct Texts<'a> {
    file: &'a Source,
    found: Vec<Finding>,
}

impl Texts<'_> {
    fn walk(&mut self, stream: TokenStream, place: Place) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let before = |at: usize, back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
        for (at, token) in tokens.iter().enumerate() {
            match token {
                // Documentation and other attributes.
                TokenTree::Group(group)
                    if group.delimiter() == Delimiter::Bracket
                        && (is(before(at, 1), '#') || is(before(at, 1), '!') && is(before(at, 2), '#')) => {}
                TokenTree::Group(group) => {
                    let is_view = is(before(at, 1), '!')
                        && matches!(before(at, 2), Some(TokenTree::Ident(name)) if name == "view");
                    let inside = match named(&tokens, at) {
                        _ if is_view => Place::Markup,
                        _ if place == Place::Never => Place::Never,
                        Some(name) if NEVER.contains(&name.as_str()) => Place::Never,
                        _ => Place::Code,
                    };
                    self.walk(group.stream(), inside);
                }
                TokenTree::Literal(_) if place != Place::Never => {
                    let Ok(text) = syn::parse2::<LitStr>(token.clone().into()) else { continue };
                    let name = named(&tokens, at);
                    let text = bare(&text.value());
                    let says = match name.as_deref() {
                        Some(name) if NEVER.contains(&name) => false,
                        Some(name) if place == Place::Markup && SPOKEN.contains(&name) => has_letter(&text),
                        None if place == Place::Markup => has_letter(&text),
                        _ => reads_as_words(&text),
                    };
                    self.tell(says && !self.is_allowed(&text), token);
                }
                // A text without quotes, directly after a tag.
                TokenTree::Ident(_) if place == Place::Markup => {
                    let is_arrow = is(before(at, 2), '=') || is(before(at, 2), '-');
                    self.tell(is(before(at, 1), '>') && !is_arrow, token);
                }
                _ => {}
            }
        }
    }

    fn tell(&mut self, says: bool, token: &TokenTree) {
        if says {
            self.found.push(Finding::at(self.file, token.span().start().line, REASON));
        }
    }

    fn is_allowed(&self, text: &str) -> bool {
        ALLOWED.iter().any(|(file, part, _reason)| self.file.path == *file && text.contains(part))
    }
}

fn is(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// The name that a token is the value of: an attribute such as `aria-label`, or a variable; `None` for others, such as
/// a text between tags.
fn named(tokens: &[TokenTree], at: usize) -> Option<String> {
    let mut place = at;
    loop {
        place = place.checked_sub(1)?;
        match &tokens[place] {
            TokenTree::Punct(sign) if sign.as_char() == '=' => {
                let arrow = is(tokens.get(place + 1), '>');
                let compares = is(tokens.get(place + 1), '=')
                    || place > 0 && ['=', '!'].iter().any(|c| is(tokens.get(place - 1), *c));
                if arrow {
                    return None;
                }
                if !compares {
                    break;
                }
            }
            TokenTree::Punct(sign) if [';', ',', '<', '>'].contains(&sign.as_char()) => return None,
            _ => {}
        }
    }
    let mut name = String::new();
    while let Some(before) = place.checked_sub(1) {
        match &tokens[before] {
            TokenTree::Ident(word) if name.is_empty() || name.starts_with(['-', ':']) => {
                name.insert_str(0, &word.to_string())
            }
            TokenTree::Punct(sign) if ['-', ':'].contains(&sign.as_char()) => name.insert(0, sign.as_char()),
            _ => break,
        }
        place = before;
    }
    Some(name)
}

/// A text without its placeholders for values, and without tags.
fn bare(text: &str) -> String {
    let mut inside = None;
    let mut kept = String::new();
    for sign in text.chars() {
        match (inside, sign) {
            (None, '{') => inside = Some('}'),
            (None, '<') => inside = Some('>'),
            (None, sign) => kept.push(sign),
            (Some(end), sign) if sign == end => inside = None,
            _ => {}
        }
    }
    kept
}

fn has_letter(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Whether a text in code reads as words: it starts a word with a capital, or has a word and a space.
fn reads_as_words(text: &str) -> bool {
    let begins = |sign: char| text.strip_prefix(sign).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let is_selector = begins('.') || text.starts_with('#') || text.contains('[');
    if KEYS.contains(&text) || is_selector {
        return false;
    }
    let words = || text.split(|sign: char| !sign.is_alphabetic()).filter(|word| word.chars().count() > 1);
    let is_capital =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some_and(char::is_lowercase);
    words().any(is_capital) || text.contains(' ') && words().next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, code: &str) -> Vec<String> {
        away_from_home(&[Source::read(path, code).unwrap()]).into_iter().map(|finding| finding.place).collect()
    }

    fn in_page(code: &str) -> usize {
        lines("app/src/panels/a.rs", &format!("fn a() {{ {code} }}")).len()
    }

    #[test]
    fn names_are_no_words() {
        for code in [
            "view! { <p class=\"quiet wide-only\" id=\"a\" role=\"status\">{words::a::B} \": \" \"↺\"</p> }",
            "view! { <i class=text(move || format!(\"drawing {}\", b)) aria-label=words::a::B data-ask=\"a:\"></i> }",
            "view! { <C of=d show=words::a::B hide=words::a::C about=\"\" /> }",
            "view! { <p title=words::a::B>{move || c.map(|d| -> E { d })}</p> }",
            "let class = move || b.with(|c| if c { \"chart aligned\" } else { \"chart\" });",
            "match key { \"ArrowRight\" | \"Escape\" => b(\".reference [data-part={c}]\"), \"a\" => c(\"#{d} .e, #{d} f\") }",
            "let b = format!(\"{c} · {d}: {e}\"); f(\"image/svg+xml\", \"rackrate-{}{}\", \"BUTTON\");",
            "b(\"<div class=\\\"answer two\\\">{c}</div>\");",
            "words::a::b(c);",
        ] {
            assert_eq!(in_page(code), 0, "{code}");
        }
        assert!(lines("app/src/words/a.rs", "const A: &str = \"All of it\";").is_empty());
        assert!(lines("app/engine/src/a.rs", "const A: &str = \"All of it\";").is_empty());
        assert!(
            lines(
                "app/src/a.rs",
                "//! All of it.\n/// All of it.\n#[must_use = \"all of it\"]\nfn a() {}\n\
             #[cfg(test)]\nmod tests { fn b() { c(\"All of it\"); } }"
            )
            .is_empty()
        );
    }

    #[test]
    fn words_are_found_wherever_they_stand() {
        for code in [
            "view! { <p>\"a\"</p> }",
            "view! { <p>Close</p> }",
            "view! { <p class=\"b\">{c} \" inputs\"</p> }",
            "view! { <i aria-label=\"baseline\"></i> }",
            "view! { <i class=\"b c\" title=\"d\"></i> }",
            "view! { <C of=d show=\"deals\" /> }",
            "view! { <p>{move || if b { \"Fewer\" } else { c }}</p> }",
            "view! { <p aria-label=text(move || format!(\"{}, typed\", b))></p> }",
            "state.say(format!(\"{} is no longer compared\", b));",
            "state.say(format!(\"{b} vs {}\", c));",
            "Status::good(\"Copied.\");",
            "const B: &str = \"nothing yet\";",
            "b(\"<p>Not so</p>\");",
            "if class == \"not so\" {}",
        ] {
            assert_eq!(in_page(code), 1, "{code}");
        }
        let found = lines("app/src/state.rs", "fn a() {}\nfn b() {\n    c(\"Not here\");\n}");
        assert_eq!(found, ["app/src/state.rs:3"]);
    }

    #[test]
    fn what_is_let_pass_is_let_pass_in_its_place_alone() {
        let length = "fn a() { b(format!(\"calc({} + 24px)\", c)); }";
        assert!(lines("app/src/panels/timeline.rs", length).is_empty());
        assert_eq!(lines("app/src/panels/search.rs", length).len(), 1);
        assert!(ALLOWED.iter().all(|(_, _, reason)| reason.len() > 10));
    }
}
