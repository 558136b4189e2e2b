//! Rust sources as rules see them: without comments, without the content of texts, and, where asked, without tests.

use anyhow::{Context, Result};
use std::path::Path;

/// One source file.
#[derive(Clone, Debug)]
pub(super) struct SourceFile {
    /// Its path from the workspace's folder, with forward slashes.
    pub(super) path: String,
    /// Its code, in which comments and the content of texts are blank. Line numbers are kept.
    pub(super) code: String,
    /// The same without what is compiled for tests only.
    pub(super) shipped: String,
}

impl SourceFile {
    pub(super) fn new(path: &str, text: &str) -> SourceFile {
        let code = code_only(text);
        let tests_only = path.ends_with("/tests.rs") || path.contains("/tests/");
        let shipped = if tests_only { String::new() } else { without_tests(&code) };
        SourceFile { path: path.to_owned(), code, shipped }
    }
}

/// The Rust files of a folder, deepest included, in order of their paths. A folder that is not there has none.
pub(super) fn rust_files(root: &Path, folder: &str) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.with_context(|| format!("{} cannot be listed", folder.display()))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text =
                    std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
                let relative = path.strip_prefix(root).unwrap_or(&path);
                files.push(SourceFile::new(&relative.to_string_lossy().replace('\\', "/"), &text));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// A word (a name or a number) or a single mark, with its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) line: usize,
}

impl Token<'_> {
    /// Whether it is a name or a number and not a mark.
    pub(super) fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    }
}

/// The words and marks of code that has no comments or texts in it.
pub(super) fn tokens(code: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (text, after) = rest.split_at(length);
        if first == '\n' {
            line += 1;
        } else if !first.is_whitespace() {
            found.push(Token { text, line });
        }
        rest = after;
    }
    found
}

/// The place after the mark that closes the one at `open`, which is one of `(`, `[`, `{`.
pub(super) fn after_closing(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return place + 1;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

/// The text with comments and the content of texts replaced by blanks.
fn code_only(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let next = |ahead: usize| chars.get(at + ahead).copied().unwrap_or('\0');
        let end = match chars[at] {
            '/' if next(1) == '/' => end_of_line(&chars, at),
            '/' if next(1) == '*' => end_of_comment(&chars, at),
            '"' => end_of_text(&chars, at),
            '\'' if next(1) == '\\' => end_of_char(&chars, at),
            '\'' if next(2) == '\'' => at + 3,
            'r' if !inside_a_name(&chars, at) => match raw_text(&chars, at) {
                Some(end) => end,
                None => at,
            },
            _ => at,
        };
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            let quoted = chars[at] != '/';
            // A text leaves its quotes behind, so that what stands around it does not grow together.
            code.extend((at..end).map(|place| match chars[place] {
                '\n' => '\n',
                _ if quoted && (place == at || place == end - 1) => '"',
                _ => ' ',
            }));
            at = end;
        }
    }
    code
}

fn inside_a_name(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|place| chars[place]);
    // `br"…"` and `cr"…"` are raw texts too.
    before.is_some_and(|c| (c.is_alphanumeric() || c == '_') && !matches!(c, 'b' | 'c'))
}

fn end_of_line(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|c| *c == '\n').map_or(chars.len(), |length| at + length)
}

fn end_of_comment(chars: &[char], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => {
                depth += 1;
                at += 2;
            }
            ('*', '/') => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    chars.len()
}

fn end_of_text(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

fn end_of_char(chars: &[char], start: usize) -> usize {
    // The character after the backslash may itself be a quote.
    chars[(start + 3).min(chars.len())..]
        .iter()
        .position(|c| *c == '\'')
        .map_or(chars.len(), |length| start + 4 + length)
}

/// The end of a raw text that starts at `r`; nothing where `r` starts something else.
fn raw_text(chars: &[char], start: usize) -> Option<usize> {
    let marks = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    let open = start + 1 + marks;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let mut at = open + 1;
    while at < chars.len() {
        if chars[at] == '"' && chars[at + 1..].iter().take(marks).filter(|c| **c == '#').count() == marks {
            return Some(at + 1 + marks);
        }
        at += 1;
    }
    Some(chars.len())
}

/// The code with every item under `#[cfg(test)]` replaced by blanks.
fn without_tests(code: &str) -> String {
    let mut kept = code.to_owned();
    let mut from = 0;
    while let Some(place) = kept[from..].find("#[cfg(").or_else(|| kept[from..].find("#![cfg(")) {
        let start = from + place;
        let attribute_end = closing(&kept, start + 1);
        let predicate = &kept[start..attribute_end];
        let words = tokens(predicate);
        let tests = words.iter().any(|token| token.text == "test") && !words.iter().any(|token| token.text == "not");
        if !tests {
            from = attribute_end;
            continue;
        }
        let end = if predicate.starts_with("#!") { kept.len() } else { end_of_item(&kept, attribute_end) };
        let blank: String = kept[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        kept.replace_range(start..end, &blank);
        from = start + blank.len();
    }
    kept
}

/// The place after the bracket that closes the first one at or after `from`.
fn closing(code: &str, from: usize) -> usize {
    let mut depth = 0_usize;
    for (place, c) in code[from..].char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return from + place + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

/// The end of the item that starts at `from`, further attributes included: its `;`, or its closing brace.
fn end_of_item(code: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(place) = code[at..].find(['(', '[', '{', ';']) {
        let here = at + place;
        match &code[here..=here] {
            ";" => return here + 1,
            "{" => return closing(code, here),
            _ => at = closing(code, here),
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(code: &str) -> Vec<&str> {
        tokens(code).into_iter().filter(Token::is_word).map(|token| token.text).collect()
    }

    #[test]
    fn comments_and_texts_are_blank() {
        let code =
            code_only("a // web_sys\n/* b /* c */ d */ e \"f \\\" g\" r#\"h \" i\"# 'j' '\\'' k::<'l>() br\"m\"");
        assert_eq!(words(&code), ["a", "e", "k", "l", "b"]);
        assert_eq!(code.lines().count(), 2);
    }

    #[test]
    fn lines_are_kept() {
        let code = code_only("/* one\ntwo */\n\"three\nfour\" here");
        let here = tokens(&code).into_iter().find(|token| token.text == "here").map(|token| token.line);
        assert_eq!(here, Some(4));
    }

    #[test]
    fn tests_are_not_shipped() {
        let text = "fn a() { b[0]; }\n#[cfg(test)]\n#[allow(x)]\nmod tests { fn c() { if d {} } }\nfn e() {}\n\
                    #[cfg(test)]\nuse f::g;\n#[cfg(not(test))]\nfn h() {}\n#[cfg(feature = \"x\")]\nfn i() {}";
        let file = SourceFile::new("app/src/a.rs", text);
        let kept = words(&file.shipped);
        for gone in ["tests", "c", "d", "f", "g"] {
            assert!(!kept.contains(&gone), "{gone} in {kept:?}");
        }
        for there in ["a", "b", "e", "h", "i"] {
            assert!(kept.contains(&there), "{there} not in {kept:?}");
        }
        assert_eq!(file.shipped.lines().count(), text.lines().count());
    }

    #[test]
    fn a_file_of_tests_is_not_shipped() {
        assert_eq!(SourceFile::new("app/src/tests.rs", "fn a() {}").shipped, "");
        assert_eq!(words(&SourceFile::new("app/src/a.rs", "#![cfg(test)]\nfn a() {}").shipped), Vec::<&str>::new());
    }

    #[test]
    fn brackets_are_matched() {
        let found = tokens("f(a, [b], {c}) d");
        assert_eq!(found.get(after_closing(&found, 1)).map(|token| token.text), Some("d"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_fine() {
        assert_eq!(rust_files(Path::new("/nowhere"), "app/src").map(|files| files.len()).ok(), Some(0));
    }
}
