//! The command line of the prerenderer.

use anyhow::{Result, bail};
use std::ffi::OsString;
use std::path::PathBuf;

/// The text for `--help`.
pub(crate) const HELP: &str =
    "Usage: prerender --page FOLDER/index.html [--site ADDRESS], or prerender --words FILE < ANSWERS

  --page FILE      the page into which the first scenario is drawn; its style sheet is written beside it, and every
                   baseline's own page below it, in b/
  --site ADDRESS   where the page will be: writes a picture for previews of each page and names it there
  --words FILE     writes all visible text into a file, to be read; the engine's answers come on standard input";

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Render the first scenario into a page, and each baseline into a page of its own.
    Page {
        /// The page, an `index.html`.
        page: PathBuf,
        /// The address of the folder from which it will be served, with a slash at its end.
        site: Option<String>,
    },
    /// Write all visible text into this file.
    Words(PathBuf),
}

/// Reads the arguments; `None` if help is requested.
pub(crate) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Option<Asked>> {
    use lexopt::prelude::*;
    let (mut page, mut site, mut all_words) = (None, None, None);
    let mut parser = lexopt::Parser::from_args(words);
    while let Some(word) = parser.next()? {
        match word {
            Long("page") => page = Some(PathBuf::from(parser.value()?)),
            Long("site") => site = Some(address(parser.value()?.string()?)?),
            Long("words") => all_words = Some(PathBuf::from(parser.value()?)),
            Long("help") | Short('h') => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    match (page, all_words) {
        (Some(page), None) => Ok(Some(Asked::Page { page, site })),
        (None, Some(file)) => Ok(Some(Asked::Words(file))),
        _ => bail!("one of --page and --words is wanted\n\n{HELP}"),
    }
}

fn address(mut site: String) -> Result<String> {
    let absolute = site.starts_with("https://") || site.starts_with("http://");
    if !absolute || site.contains(['?', '#', '"', '<', ' ']) {
        bail!("\"{site}\" is no address of a folder, such as https://example.org/rackrate/");
    }
    if !site.ends_with('/') {
        site.push('/');
    }
    Ok(site)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Result<Option<Asked>> {
        parse(words.iter().map(OsString::from))
    }

    #[test]
    fn words_are_read() {
        let asked = parsed(&["--page", "dist/index.html", "--site=https://example.org/a"]).unwrap().unwrap();
        let site = Some("https://example.org/a/".to_owned());
        assert_eq!(asked, Asked::Page { page: PathBuf::from("dist/index.html"), site });
        assert_eq!(parsed(&["--words", "a.txt"]).unwrap(), Some(Asked::Words(PathBuf::from("a.txt"))));
        assert_eq!(parsed(&["--help"]).unwrap(), None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for words in [&["--site", "https://a.b/"][..], &["--page"], &["--page", "a", "--site", "example.org"], &["x"]] {
            assert!(parsed(words).is_err(), "{words:?}");
        }
    }
}
