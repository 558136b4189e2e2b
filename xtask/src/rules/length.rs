//! Files, and components above all, must not be too long to be read in one go.

use super::{Finding, source::Source};

/// The most lines of a component, and of any other file of browser code: with more, there is a warning, or the rule is
/// broken.
const COMPONENT: (usize, usize) = (150, 200);
const FILE: (usize, usize) = (400, 500);

/// Files that are too long: the lines of their items are counted, without tests and without empty lines between items.
pub(super) fn files<'a>(files: impl IntoIterator<Item = &'a Source>) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in files {
        let lines = file.file.items.iter().map(|item| {
            let span = syn::spanned::Spanned::span(item);
            span.end().line + 1 - span.start().line
        });
        let lines: usize = lines.sum();
        let (long, too_long) = if file.path.contains("/components/") { COMPONENT } else { FILE };
        if lines > long {
            let reason = format!("{lines} lines; {long} are meant, more than {too_long} are refused: take a part out");
            found.push(Finding { place: file.path.clone(), reason, breaks: lines > too_long });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_lines(path: &str, lines: usize) -> Source {
        let text = format!(
            "fn a() {{\n{}}}\n#[cfg(test)]\nmod tests {{\n{}}}\n",
            "    b();\n".repeat(lines - 2),
            "\n".repeat(900)
        );
        Source::read(path, &text).unwrap()
    }

    #[test]
    fn long_files_are_told_and_too_long_ones_refused() {
        let verdict = |path: &str, lines: usize| files(&[of_lines(path, lines)]).pop().map(|finding| finding.breaks);
        assert_eq!(
            [150, 151, 200, 201].map(|lines| verdict("app/src/components/a.rs", lines)),
            [None, Some(false), Some(false), Some(true)]
        );
        assert_eq!([400, 401, 501].map(|lines| verdict("app/src/state.rs", lines)), [None, Some(false), Some(true)]);
    }
}
