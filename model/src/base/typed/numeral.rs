//! Digits with the marks of any country: decides which marks group digits and which is the decimal point.

use super::{is_space, quoted};
use crate::base::numbers::read_number;

/// A number as decimal text, so that a power of ten can be applied without loss of precision.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Numeral {
    /// The digits with at most one point.
    digits: String,
    /// The digits in another possible reading of the same marks.
    other: Option<String>,
    exponent: i32,
}

impl Numeral {
    /// The number times a power of ten, and the same for its other reading; `None` if it is too large. A number too
    /// small to represent does not become 0, but a tiny positive number, so that it is not taken for 0.
    pub(super) fn times_ten_to(&self, power: i32) -> Option<(f64, Option<f64>)> {
        let number = |digits: &str| {
            let exponent = self.exponent.saturating_add(power);
            let is_nothing = digits.chars().all(|digit| matches!(digit, '0' | '.'));
            read_number(&format!("{digits}e{exponent}"))
                .map(|number| if number == 0.0 && !is_nothing { f64::MIN_POSITIVE } else { number })
        };
        Some((number(&self.digits)?, self.other.as_deref().and_then(number)))
    }
}

/// A mark between digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Point,
    Comma,
    Apostrophe,
    /// One or several spaces, of any width.
    Space,
}

impl Mark {
    /// The mark at the beginning of a text, and the rest.
    fn at(text: &str) -> Option<(Mark, &str)> {
        let mut rest = text.chars();
        match rest.next()? {
            '.' => Some((Mark::Point, rest.as_str())),
            ',' => Some((Mark::Comma, rest.as_str())),
            '\'' | '’' => Some((Mark::Apostrophe, rest.as_str())),
            c if is_space(c) => Some((Mark::Space, rest.as_str().trim_start_matches(is_space))),
            _ => None,
        }
    }
}

/// Reads the number at the beginning of a text, and returns it with the rest. `Ok(None)` if the text begins otherwise;
/// `Err` if digits and marks do not form a number.
pub(super) fn read(text: &str) -> Result<Option<(Numeral, &str)>, String> {
    let (first, mut rest) = figures(text);
    let mut groups: Vec<(Mark, &str)> = Vec::new();
    while let Some((mark, after)) = Mark::at(rest) {
        let (next, beyond) = figures(after);
        if next.is_empty() {
            break;
        }
        groups.push((mark, next));
        rest = beyond;
    }
    if first.is_empty() && groups.is_empty() {
        return Ok(None);
    }
    // A text such as "38." occurs while somebody is still typing.
    if groups.is_empty() && rest == "." {
        rest = "";
    }
    let end = text.len() - rest.len();
    let written = text.get(..end).unwrap_or(text);
    let (digits, other) = digits(first, &groups).map_err(|why| format!("{} {why}", quoted(written)))?;
    let (exponent, rest) = exponent(rest);
    Ok(Some((Numeral { digits, other, exponent }, rest)))
}

/// The digits at the beginning of a text, and the rest.
fn figures(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The digits for which a text with marks stands, and those of another possible reading.
fn digits(first: &str, groups: &[(Mark, &str)]) -> Result<(String, Option<String>), &'static str> {
    let Some(((last_mark, last), before)) = groups.split_last() else {
        return Ok((first.to_owned(), None));
    };
    // "1,234" and "1 234 567": one to three digits, the first not 0, then groups of three.
    let grouped = |groups: &[(Mark, &str)]| -> Option<String> {
        let one_mark = groups.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a == b));
        let threes = groups.iter().all(|(_, figures)| figures.len() == 3);
        let whole = (1..=3).contains(&first.len()) && !first.starts_with('0');
        let digits = groups.iter().fold(first.to_owned(), |digits, (_, figures)| digits + figures);
        (one_mark && threes && whole).then_some(digits)
    };
    let decimal = || format!("{first}.{last}");
    match (last_mark, before) {
        // A single point is always the decimal point.
        (Mark::Point, []) => Ok((decimal(), grouped(groups))),
        // A single comma before three digits separates thousands, unless it follows a leading 0.
        (Mark::Comma, []) if last.len() == 3 && !first.is_empty() && !first.starts_with('0') => match grouped(groups) {
            Some(digits) => Ok((digits, Some(decimal()))),
            None => Err("can be read in two ways; leave the comma out, or write a point"),
        },
        (Mark::Comma, []) => Ok((decimal(), None)),
        // If there are two kinds of marks, the last is the decimal point.
        (Mark::Point | Mark::Comma, _) if before.iter().all(|(mark, _)| mark != last_mark) => match grouped(before) {
            Some(whole) => Ok((format!("{whole}.{last}"), None)),
            None => Err("is not grouped in threes"),
        },
        _ => grouped(groups).map(|digits| (digits, None)).ok_or("is not grouped in threes"),
    }
}

/// The exponent at the beginning of a text, `e26` or `× 10²⁶`, and the rest; 0 if there is none.
fn exponent(text: &str) -> (i32, &str) {
    plain_exponent(text).or_else(|| power_of_ten(text)).unwrap_or((0, text))
}

fn plain_exponent(text: &str) -> Option<(i32, &str)> {
    signed_figures(text.strip_prefix(['e', 'E'])?)
}

fn power_of_ten(text: &str) -> Option<(i32, &str)> {
    let after = text.trim_start_matches(is_space).strip_prefix(['×', 'x', 'X', '*', '·'])?;
    let power = after.trim_start_matches(is_space).strip_prefix("10")?;
    match power.strip_prefix('^') {
        Some(power) => signed_figures(power),
        None => raised_figures(power),
    }
}

fn signed_figures(text: &str) -> Option<(i32, &str)> {
    let (minus, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (figures, rest) = figures(text);
    let exponent: i32 = figures.parse().ok()?;
    Some((if minus { -exponent } else { exponent }, rest))
}

fn raised_figures(text: &str) -> Option<(i32, &str)> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let (minus, text) = text.strip_prefix('⁻').map_or((false, text), |rest| (true, rest));
    let end = text.find(|c| !RAISED.contains(c)).unwrap_or(text.len());
    let (raised, rest) = text.split_at_checked(end)?;
    let figure = |c| RAISED.chars().position(|raised| raised == c).map(|figure| figure.to_string());
    let exponent: i32 = raised.chars().filter_map(figure).collect::<String>().parse().ok()?;
    Some((if minus { -exponent } else { exponent }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<f64> {
        let (numeral, rest) = read(text).ok()??;
        (rest.is_empty()).then(|| numeral.times_ten_to(0).map(|(number, _)| number))?
    }

    #[test]
    fn marks() {
        for (text, value) in [
            ("38", 38.0),
            ("38.5", 38.5),
            ("38,5", 38.5),
            ("1.374", 1.374),
            ("1,500", 1500.0),
            ("0,600", 0.6),
            ("1.234.567", 1_234_567.0),
            ("1,234,567", 1_234_567.0),
            ("4.500,00", 4500.0),
            ("4,500.00", 4500.0),
            ("1.234.567,8", 1_234_567.8),
            ("1,234,567.8", 1_234_567.8),
            ("1 234,5", 1234.5),
            ("1\u{a0}234", 1234.0),
            ("1\u{202f}234\u{2009}567", 1_234_567.0),
            ("1'234.5", 1234.5),
            ("1’234,5", 1234.5),
            (".5", 0.5),
            (",5", 0.5),
            ("38.", 38.0),
            ("1e3", 1000.0),
            ("1.5E-3", 0.0015),
            ("1,5e3", 1500.0),
            ("2e−1", 0.2),
            ("5 × 10²⁶", 5e26),
            ("5x10^26", 5e26),
            ("2 × 10⁻³", 0.002),
            ("1,5000", 1.5),
            ("1 234,567", 1234.567),
            ("007", 7.0),
            ("1.2345", 1.2345),
            ("0,05", 0.05),
            ("12,50", 12.5),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for text in [
            "",
            "bn",
            "1.2.3",
            "1,23,456",
            "0,234,567",
            "1,23.4",
            "4.50,00",
            "38 5",
            "0 600",
            "1234 567",
            "1500,000",
            "1 234'567",
            "1,234 567",
            "1.234 567",
            "1,,2",
            "1..2",
            "1,",
            "1.234,",
            "1,2,3",
            "1,234.567,8",
            "1e",
            "1e999",
            "5 × 10",
            "1_000",
            "１２",
            "1.2.345",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn another_reading_of_the_same_marks_is_kept() {
        let other = |text: &str| read(text).expect(text).expect(text).0.times_ten_to(0).expect(text).1;
        assert_eq!(other("1,150"), Some(1.15));
        assert_eq!(other("1.374"), Some(1374.0));
        for text in ["1.37", "0.374", "38,5", "1,234,567", "4.500,00", "1500.000"] {
            assert_eq!(other(text), None, "{text}");
        }
    }
}
