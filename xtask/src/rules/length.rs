//! A component can be read at a sitting.

use super::Finding;
use super::source::SourceFile;

/// Lines of code from which a component is too long, and from which that breaks the rule.
const LONG: usize = 150;
const TOO_LONG: usize = 200;

/// Components that are too long. Comments, blank lines and tests are not counted.
pub(super) fn components(files: &[SourceFile]) -> Vec<Finding> {
    let components = files.iter().filter(|file| file.path.starts_with("app/src/components/"));
    components
        .map(|file| (file, file.shipped.lines().filter(|line| !line.trim().is_empty()).count()))
        .filter(|(_, lines)| *lines > LONG)
        .map(|(file, lines)| Finding {
            place: file.path.clone(),
            reason: format!(
                "{lines} lines of code; {LONG} are meant, more than {TOO_LONG} are refused: take a part out"
            ),
            breaks: lines > TOO_LONG,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_lines(path: &str, lines: usize) -> SourceFile {
        SourceFile::new(path, &"a();\n\n// why\n".repeat(lines))
    }

    #[test]
    fn length_is_counted_in_lines_of_code() {
        assert_eq!(components(&[of_lines("app/src/components/a.rs", 150)]), []);
        assert_eq!(components(&[of_lines("app/src/panels/a.rs", 500)]), []);
        let near = components(&[of_lines("app/src/components/a.rs", 151)]);
        assert_eq!(near.iter().map(|finding| finding.breaks).collect::<Vec<_>>(), [false]);
        let over = components(&[of_lines("app/src/components/a.rs", 201)]);
        assert_eq!(over.iter().map(|finding| finding.breaks).collect::<Vec<_>>(), [true]);
    }

    #[test]
    fn tests_are_not_counted() {
        let text = format!("fn a() {{}}\n#[cfg(test)]\nmod tests {{\n{}}}\n", "b();\n".repeat(300));
        assert_eq!(components(&[SourceFile::new("app/src/components/a.rs", &text)]), []);
    }
}
