//! The file `_headers`, as hosts of static sites read it: a line with a pattern of paths, followed by indented lines
//! with one header each. The journeys and `serve` send these headers, so that they are tested.

use anyhow::{Context, Result, ensure};

/// Patterns of paths, with their headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    rules: Vec<(String, Vec<(String, String)>)>,
}

impl Headers {
    /// Parses the file's text.
    ///
    /// # Errors
    ///
    /// If a line is neither a pattern nor a header below one; the line is named by its number.
    pub fn read(text: &str) -> Result<Headers> {
        let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let bare = line.trim();
            if bare.is_empty() || bare.starts_with('#') {
                continue;
            }
            let here = || format!("_headers, line {}", at + 1);
            if line.starts_with(char::is_whitespace) {
                let (name, value) = bare.split_once(':').with_context(|| format!("{}: no header", here()))?;
                let rule = rules.last_mut().with_context(|| format!("{}: no path stands above", here()))?;
                rule.1.push((name.trim().to_owned(), value.trim().to_owned()));
            } else {
                ensure!(bare.starts_with('/'), "{}: a path begins with /", here());
                rules.push((bare.to_owned(), Vec::new()));
            }
        }
        Ok(Headers { rules })
    }

    /// The headers for a path such as `/index.html`, from every pattern that matches; values of the same header are
    /// joined.
    pub fn of(&self, path: &str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        let rules = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        for (name, value) in rules.flat_map(|(_, headers)| headers) {
            match found.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
                Some((_, values)) => *values = format!("{values}, {value}"),
                None => found.push((name.clone(), value.clone())),
            }
        }
        found
    }
}

/// Whether a path matches a pattern, in which `*` stands for any characters.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => path.strip_prefix(before).is_some_and(|rest| {
            rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| fits(after, &rest[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_that_fits_adds_its_headers() {
        let text = "# a comment\n/*\n  X-A: 1\n  Content-Security-Policy: default-src 'none'; img-src data:\n\n\
                    /*.js\n  Cache-Control: immutable\n  x-a: 2\n/\n  Cache-Control: no-cache\n";
        let headers = Headers::read(text).unwrap();
        let of = |path: &str| headers.of(path).into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        let policy = "Content-Security-Policy=default-src 'none'; img-src data:";
        let (page, script): (Vec<String>, Vec<String>) = (of("/"), of("/a/b.js"));
        assert_eq!(page, ["X-A=1", policy, "Cache-Control=no-cache"]);
        assert_eq!(script, ["X-A=1, 2", policy, "Cache-Control=immutable"]);
        let other: Vec<String> = of("/a.json");
        assert_eq!(other, ["X-A=1", policy]);
    }

    #[test]
    fn what_is_no_header_is_refused_with_its_line() {
        for (text, line) in [("/*\n  nothing", "line 2"), ("  X-A: 1", "line 1"), ("index.html\n  X-A: 1", "line 1")] {
            let error = Headers::read(text).unwrap_err().to_string();
            assert!(error.contains(line), "{error}");
        }
    }
}
