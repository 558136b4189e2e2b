//! `cargo xtask words`: the text of the page and of the engine, in one file; not that of the workbook, `index.html`,
//! `assets/given.js` and `assets/boot.js`.

use crate::rules::source::{Source, sources};
use crate::shell::{self, cargo_with};
use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::HashSet;
use std::fs::File;
use syn::visit::Visit;
use syn::{Attribute, LitStr, Macro};

/// The folder of the page's own words.
const OF_PAGE: &str = "app/src/words";

/// Writes the file, and prints where it is.
pub(crate) fn command() -> Result<()> {
    let folder = shell::target()?;
    let (answers, file) = (folder.join("answers.jsonl"), folder.join("words.txt"));
    // Two programs, because the page is compiled without the evidence that the engine has.
    let written = File::create(&answers).with_context(|| format!("{} cannot be written", answers.display()))?;
    shell::run(cargo_with(["run", "--quiet", "-p", "engine", "--example", "answers"])?.stdout(written))?;
    let read = File::open(&answers).with_context(|| format!("{} cannot be read", answers.display()))?;
    let mut prerender = cargo_with(["run", "--quiet", "-p", "prerender", "--", "--words"])?;
    shell::run(prerender.arg(&file).stdin(read))?;
    let shown = std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let all = with_words(shown, &sources(&shell::root()?, OF_PAGE)?);
    std::fs::write(&file, all).with_context(|| format!("{} cannot be written", file.display()))?;
    println!("The text of the page and of the engine is in {}.", file.display());
    Ok(())
}

/// The text that is shown at first or answered, followed by what the page says only after a press or a failure: all of
/// its words that are not there yet, with placeholders for values in braces.
fn with_words(mut shown: String, words: &[Source]) -> String {
    let mut known: HashSet<String> = shown.lines().map(str::to_owned).collect();
    for file in words {
        let mut texts = Texts(Vec::new());
        texts.visit_file(&file.file);
        let lines = texts.0.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let new: Vec<String> =
            lines.filter(|line| line.chars().any(char::is_alphabetic) && known.insert(line.clone())).collect();
        if !new.is_empty() {
            shown.push_str(&format!("\n# {}\n\n{}\n", file.path, new.join("\n")));
        }
    }
    shown
}

/// Collects every text of a source, apart from documentation.
struct Texts(Vec<String>);

impl<'ast> Visit<'ast> for Texts {
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_lit_str(&mut self, text: &'ast LitStr) {
        self.0.push(text.value());
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(call.tokens.clone());
    }
}

impl Texts {
    fn tokens(&mut self, stream: TokenStream) {
        for token in stream {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(one) => {
                    self.0.extend(syn::parse2::<LitStr>(TokenTree::from(one).into()).map(|text| text.value()));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_not_shown_yet_follow_by_their_topic() {
        let code = "//! About it.\n/// Shown.\nconst A: &str = \"Close\";\nconst B: [&str; 2] = [\"Taken as \", \".\"];\n\
                    fn c(d: u8) -> String { format!(\"{d} change{}\", if d == 1 { \"\" } else { \"s\" }) }";
        let words = [Source::read("app/src/words/a.rs", code).unwrap()];
        let all = with_words("# The page\n\nClose\n".to_owned(), &words);
        assert_eq!(all, "# The page\n\nClose\n\n# app/src/words/a.rs\n\nTaken as\n{d} change{}\ns\n");
    }
}
