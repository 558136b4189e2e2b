//! Months and quarters: `2026-06`, `Jun 26`, `Sept 2026`, `06/2026`, `Q2 2026`.

use super::{Bare, Edge, Field, Taken, is_letter, is_space, quoted};
use crate::base::month::Month;

/// A run of letters or of digits, and the marks before it.
struct Piece<'a> {
    between: String,
    text: &'a str,
}

/// The meaning of a piece.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    /// A month's name, 1 = January.
    Name(i32),
    /// The letter of a quarter or a half year: its number of months.
    Span(i32),
    /// A number, and how many digits it has.
    Figures(i32, usize),
}

/// The months that a text names: one month, a quarter or half a year.
struct Period {
    first: Month,
    months: i32,
    /// Whether the text is a usual way to write a month, so that the field need not say what it took.
    is_plain: bool,
}

/// Reads a month. If the text is a quarter or half year, the first month is taken for a start and the last for an end.
pub(super) fn month(text: &str, edge: Edge, field: &Field) -> Result<Taken, String> {
    // Some programs write 13 as 13.0. A year is not a count of months.
    let count = text.strip_suffix(".0").unwrap_or(text).parse::<i32>().ok();
    // With a plus sign it could mean so many months later.
    let may_count = field.bare == Bare::Stored && !text.starts_with('+');
    let count = count.filter(|count| may_count && !(2000..=2099).contains(count));
    let period = match count {
        Some(count) => Period { first: Month(count), months: 1, is_plain: true },
        None => period(text)?,
    };
    let month = match edge {
        Edge::First => period.first,
        Edge::Last => Month(period.first.0.saturating_add(period.months - 1)),
    };
    let value = f64::from(month.0);
    if !field.holds(value) {
        let name = |value: f64| Month(value as i32).short_name();
        // A count can be far outside any calendar, so it is quoted as it is.
        let is = if count.is_some() { quoted(text) } else { month.short_name() };
        return Err(format!("{is} is outside {} to {}", name(field.min), name(field.max)));
    }
    Ok(Taken { value, unit: field.unit, words: month.short_name(), converted: !period.is_plain })
}

fn period(text: &str) -> Result<Period, String> {
    let unknown = || format!("{} is not a month such as Dec 2027 or 2027-12", quoted(text));
    let pieces = pieces(without_time(text)).ok_or_else(unknown)?;
    let mut parts = Vec::new();
    for piece in &pieces {
        parts.push(part(piece.text).ok_or_else(unknown)?);
    }
    let marks: Vec<&str> = pieces.iter().skip(1).map(|piece| piece.between.as_str()).collect();
    let numeric = |marks: &[&str]| match marks {
        [first, rest @ ..] => matches!(*first, "-" | "/" | ".") && rest.iter().all(|mark| mark == first),
        [] => false,
    };
    let month =
        |year: i32, month_of_year: i32| (1..=12).contains(&month_of_year).then(|| Month::of(year, month_of_year));
    let on_day = |year: i32, month_of_year: i32, day: i32| {
        month(year, month_of_year).filter(|month| (1..=month.days()).contains(&day))
    };
    let one = |first: Option<Month>, is_plain| first.map(|first| Period { first, months: 1, is_plain });
    use Part::{Figures, Name, Span};
    let found = match parts.as_slice() {
        [Name(name), year] | [year @ Figures(_, 4), Name(name)] => {
            year_of(*year).and_then(|year| one(month(year, *name), true))
        }
        // A spreadsheet that takes 2027.10 for a number writes 2027.1.
        [Figures(year, 4), Figures(1, 1)] if marks == ["."] => {
            let [january, october] = [1, 10].map(|number| Month::of(*year, number));
            return Err(format!("{} can be January or October; write it as {january} or {october}", quoted(text)));
        }
        [Figures(year, 4), Figures(number, 1..=2)] | [Figures(number, 1..=2), Figures(year, 4)] if numeric(&marks) => {
            one(month(*year, *number), true)
        }
        [Figures(year, 4), Figures(number, 1..=2), Figures(day, 1..=2)] if numeric(&marks) => {
            one(on_day(*year, *number, *day), false)
        }
        [Name(name), Figures(day, 1..=2), Figures(year, 4)] | [Figures(day, 1..=2), Name(name), Figures(year, 4)] => {
            one(on_day(*year, *name, *day), false)
        }
        [Span(months), Figures(count, 1), year]
        | [Figures(count, 1), Span(months), year]
        | [year @ Figures(_, 4), Span(months), Figures(count, 1)] => {
            let first = year_of(*year).filter(|_| (1..=12 / months).contains(count));
            let first = first.and_then(|year| month(year, (count - 1) * months + 1));
            first.map(|first| Period { first, months: *months, is_plain: false })
        }
        [Figures(year @ 2000..=2099, 4)] => {
            return Err(format!("{} does not say which month of {year}; write it as {year}-06", quoted(text)));
        }
        parts if parts.iter().all(|part| matches!(part, Figures(..))) => {
            let meant = likely(parts, &marks);
            let (text, name) = (quoted(text), meant.short_name());
            return Err(format!("{text} can be read in several ways; write it as {name} or {meant}"));
        }
        _ => None,
    };
    found.ok_or_else(unknown)
}

/// A month that numbers could mean, as a suggestion; June 2026 if they could mean none. With points the day is first.
fn likely(parts: &[Part], marks: &[&str]) -> Month {
    use Part::Figures;
    let (year, month) = match *parts {
        [Figures(month @ 1..=12, 1..=2), Figures(year, 2)] => (2000 + year, month),
        [Figures(year, 2), Figures(month @ 1..=12, 1..=2)] => (2000 + year, month),
        [Figures(..), Figures(month @ 1..=12, 1..=2), Figures(year @ 2000..=2099, 4)] if marks == [".", "."] => {
            (year, month)
        }
        [Figures(month @ 1..=12, 1..=2), Figures(..), Figures(year @ 2000..=2099, 4)] => (year, month),
        [Figures(both @ 200_001..=209_912, 6)] if (1..=12).contains(&(both % 100)) => (both / 100, both % 100),
        _ => (2026, 6),
    };
    Month::of(year, month)
}

/// A year of two digits (20xx) or of four (2000 to 2099).
fn year_of(part: Part) -> Option<i32> {
    match part {
        Part::Figures(year, 2) => Some(2000 + year),
        Part::Figures(year @ 2000..=2099, 4) => Some(year),
        _ => None,
    }
}

/// Removes the time from a date such as "2026-06-01T00:00:00", as workbooks write it.
fn without_time(text: &str) -> &str {
    match text.split_once(['T', ' ']) {
        Some((date, time))
            if date.len() == 10
                && time.contains(':')
                && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z')) =>
        {
            date
        }
        _ => text,
    }
}

fn is_letter_or_figure(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit()
}

/// Divides a text into runs of letters and of digits; `None` if there are marks between them that dates do not have.
fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let start = rest.find(is_letter_or_figure).unwrap_or(rest.len());
        let (between, after) = rest.split_at_checked(start)?;
        let letters = after.starts_with(is_letter);
        let end = after.find(|c: char| !is_letter_or_figure(c) || is_letter(c) != letters).unwrap_or(after.len());
        let (text, beyond) = after.split_at_checked(end)?;
        let between: String = between.chars().filter(|c| !is_space(*c)).collect();
        let known = match pieces.is_empty() {
            true => start == 0,
            false => matches!(between.as_str(), "" | "," | "-" | "/" | "." | "'" | "’" | "–"),
        };
        if text.is_empty() || !known {
            return None;
        }
        pieces.push(Piece { between, text });
        rest = beyond;
    }
    Some(pieces)
}

fn part(text: &str) -> Option<Part> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Part::Figures(text.parse().ok()?, text.len()));
    }
    let text = text.to_ascii_lowercase();
    match text.as_str() {
        "q" => return Some(Part::Span(3)),
        "h" => return Some(Part::Span(6)),
        _ => {}
    }
    let is_named = |month: &i32| Month::of(2026, *month).name().to_ascii_lowercase().starts_with(&text);
    (1..=12).find(|month| text.len() >= 3 && is_named(month)).map(Part::Name)
}
