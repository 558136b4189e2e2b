//! A file can be read at a sitting, a component before one has forgotten its beginning.

use super::{Finding, source::Source};

/// Lines from which a component, or any other file of what runs in a browser, is too long; and from which that breaks
/// the rule.
const COMPONENT: (usize, usize) = (150, 200);
const FILE: (usize, usize) = (400, 500);

/// Files that are too long: from their first line of code to their last, without tests.
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
