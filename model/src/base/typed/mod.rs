//! Reads what people type.
//!
//! Fields of the page, `--set` on the command line and cells of a workbook all use this module: a text and the field
//! into which it was typed give a value in stored units, or a refusal in plain words. The rules ensure that no number
//! is taken for another: a text is refused if something is left over, or if it can be read in two ways and the usual
//! one does not fit. The table in `tests/typed.rs` gives examples.
//!
//! - [`numeral`]: points, commas, spaces, apostrophes, exponents.
//! - [`vocabulary`] and [`quantity`]: currency, scale words, units, and their conversion.
//! - [`change`]: `=38*1.1`, `*1.1`, `+10% of it`.
//! - [`date`]: months and quarters.

mod change;
mod date;
mod numeral;
mod quantity;
mod vocabulary;

use super::month::Month;
use super::scale::Scale;
use super::show::show_typed;
use super::units::Unit;

/// Longer texts, in characters, cannot be a value of any field.
const LONGEST_TEXT: usize = 80;
/// A refusal quotes at most this many characters of a text.
const LONGEST_QUOTE: usize = 40;

/// The unit of a number without a word or a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bare {
    /// The unit shown next to the field.
    Displayed,
    /// The unit in which values are stored, used on the command line and in a workbook.
    Stored,
}

/// Which month of a quarter or half year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The first month, for a start.
    First,
    /// The last month, for a completion, a payment or an end.
    Last,
}

/// One item of a list of choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its stable identifier.
    pub id: &'static str,
    /// The displayed words.
    pub label: &'static str,
}

/// The kind of values that a field takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Takes {
    /// Any number in range.
    Number,
    /// A whole number in range.
    Whole,
    /// A multiple of a step, in range.
    Steps(f64),
    /// A calendar month.
    Month(Edge),
    /// One item of a list; the value is its index.
    Choice(Vec<Named>),
    /// On (1) or off (0).
    Switch,
}

/// What the reader of a text must know about a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The kind of values.
    pub takes: Takes,
    /// The unit of the stored number.
    pub unit: Unit,
    /// The unit shown next to the field.
    pub scale: Scale,
    /// Smallest value, in stored units.
    pub min: f64,
    /// Largest value, in stored units.
    pub max: f64,
    /// Values of a smaller size are refused, except 0; in stored units.
    pub low: f64,
    /// The present value, in stored units, to which changes apply.
    pub value: f64,
    /// The unit of a number without a word or a unit.
    pub bare: Bare,
}

/// A value that was accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The value, in stored units.
    pub value: f64,
    /// The unit of the value.
    pub unit: Unit,
    /// The value in words: "600 MW".
    pub words: String,
    /// Whether the field should say what it took: something was converted or computed, or another value may have been
    /// meant, as by "+5" or by 0.09 in a field of per cent.
    pub converted: bool,
}

/// A number as it was understood, before its range is checked.
struct Reading {
    /// The value, in stored units.
    value: f64,
    /// The value of the text in another possible reading.
    other: Option<f64>,
    converted: bool,
}

/// Reads what somebody typed into a field.
///
/// `Err` says in plain words, without a full stop, why the text is refused.
///
/// ```
/// use model::base::typed::{Bare, Field, Takes, read};
/// use model::base::{scale::scales, units::Unit};
/// let power = Field {
///     takes: Takes::Number, unit: Unit::Watt, scale: scales::GW,
///     min: 0.0, max: 20e9, low: 20.0, value: 0.5e9, bare: Bare::Displayed,
/// };
/// let taken = read("600 MW", &power).expect("reads");
/// assert_eq!((taken.value, taken.words.replace('\u{202f}', " ")), (600e6, "600 MW".to_owned()));
/// assert_eq!(read("0,6", &power).expect("reads").value, 0.6e9);
/// assert!(read("600", &power).is_err());
/// assert!(read("5 potatoes", &power).is_err());
/// ```
pub fn read(text: &str, field: &Field) -> Result<Taken, String> {
    let text = text.trim_matches(is_space);
    if text.is_empty() {
        return Err("there is nothing to read".to_owned());
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(format!("{} is longer than any value", quoted(text)));
    }
    match &field.takes {
        Takes::Switch => switch(text, field.bare),
        Takes::Choice(list) => choice(text, list, field.bare),
        Takes::Month(edge) => date::month(text, *edge, field),
        Takes::Number | Takes::Whole | Takes::Steps(_) => number(text, field),
    }
}

/// Reads a number of a unit that belongs to no field, such as a target's value: of any size, in stored units if the
/// text names no unit; a month must be one of the calendar. Changes are refused, since there is no present value.
///
/// ```
/// use model::base::{typed::read_stored, units::Unit};
/// assert_eq!(read_stored("$10bn", Unit::Usd), Ok(10e9));
/// assert_eq!(read_stored("-0.05", Unit::Share), Ok(-0.05));
/// assert_eq!(read_stored("2027-12", Unit::Month), Ok(25.0));
/// assert!(read_stored("2027-12", Unit::Usd).is_err());
/// ```
pub fn read_stored(text: &str, unit: Unit) -> Result<f64, String> {
    let scale = Scale { factor: 1.0, symbol: "" };
    let (takes, min, max) = match unit {
        Unit::Month => (Takes::Month(Edge::Last), 0.0, f64::from(Month::LAST.0)),
        _ => (Takes::Number, f64::MIN, f64::MAX),
    };
    let field = Field { takes, unit, scale, min, max, low: 0.0, value: f64::NAN, bare: Bare::Stored };
    read(text, &field).map(|taken| taken.value)
}

fn number(text: &str, field: &Field) -> Result<Taken, String> {
    let reading = match change::read(text, field)? {
        Some(reading) => reading,
        None => quantity::read(text, field)?,
    };
    field.taken(text, reading)
}

fn switch(text: &str, bare: Bare) -> Result<Taken, String> {
    let stored = bare == Bare::Stored;
    let value = match text.to_ascii_lowercase().as_str() {
        "on" | "yes" | "true" => 1.0,
        "off" | "no" | "false" => 0.0,
        "1" if stored => 1.0,
        "0" if stored => 0.0,
        _ => return Err(format!("{} is not on or off", quoted(text))),
    };
    let words = if value == 1.0 { "on" } else { "off" };
    Ok(Taken { value, unit: Unit::Switch, words: words.to_owned(), converted: false })
}

fn choice(text: &str, list: &[Named], bare: Bare) -> Result<Taken, String> {
    let same = |other: &str| {
        let words = |text: &str| text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        words(&text.to_ascii_lowercase()) == words(&other.to_ascii_lowercase())
    };
    let named = list.iter().position(|choice| same(choice.id) || same(choice.label));
    // An index is what a scenario stores.
    let index = named.or_else(|| if bare == Bare::Stored { text.parse().ok() } else { None });
    match index.and_then(|index| Some((index, list.get(index)?))) {
        Some((index, choice)) => {
            Ok(Taken { value: index as f64, unit: Unit::Choice, words: choice.label.to_owned(), converted: false })
        }
        None => {
            let ids = list.iter().map(|choice| choice.id).collect::<Vec<_>>().join(", ");
            Err(format!("{} is not one of {ids}", quoted(text)))
        }
    }
}

impl Field {
    /// Whether the field may have this value.
    pub fn holds(&self, value: f64) -> bool {
        let counts = value == 0.0 || value.abs() >= self.low;
        let fits = match self.takes {
            Takes::Number => true,
            Takes::Steps(step) => value / step == (value / step).trunc(),
            _ => value == value.trunc(),
        };
        value.is_finite() && (self.min..=self.max).contains(&value) && counts && fits
    }

    /// A value in words, with all the digits that somebody would type.
    fn in_words(&self, value: f64) -> String {
        show_typed(value, self.unit).text()
    }

    /// Accepts a number if the field may have it; else the error says why not.
    fn taken(&self, text: &str, reading: Reading) -> Result<Taken, String> {
        let Reading { value, other, converted } = reading;
        // Adding 0 turns −0 into 0; otherwise two equal scenarios could have two links.
        let value = value + 0.0;
        if self.holds(value) {
            return Ok(Taken { value, unit: self.unit, words: self.in_words(value), converted });
        }
        let is = format!("{} is {}", quoted(text), self.in_words(value));
        let range = format!("{} to {}", self.in_words(self.min), self.in_words(self.max));
        let outside = value < self.min || value > self.max;
        let other = other.filter(|other| self.holds(*other)).map(|other| (other, self.in_words(other)));
        // Another reading is suggested only if it can be typed.
        let reads_back = |(other, meant): &(f64, String)| {
            quantity::read(meant, self).is_ok_and(|reading| (reading.value - other).abs() <= 1e-9 * other.abs())
        };
        if let Some((_, meant)) = other.filter(reads_back) {
            return Err(format!("{is}, which cannot be here ({range}); if {meant} is meant, write {meant}"));
        }
        Err(match self.takes {
            _ if outside => format!("{is}, outside {range}"),
            Takes::Whole if value != value.trunc() => format!("{is}, not a whole number"),
            Takes::Steps(step) => format!("{is}, not a multiple of {}", self.in_words(step)),
            _ => format!("{} is too little to count; say 0", quoted(text)),
        })
    }
}

/// A text as a refusal quotes it, shortened if necessary.
fn quoted(text: &str) -> String {
    if text.chars().count() <= LONGEST_QUOTE {
        return format!("“{text}”");
    }
    let start: String = text.chars().take(LONGEST_QUOTE).collect();
    format!("“{start}…”")
}

/// Whether a character is a space of any width, or one without width that some programs put between digits.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character is a letter of any script. Known words are English and others are only quoted, so this
/// approximation saves the page Unicode's tables.
fn is_letter(c: char) -> bool {
    let sign = matches!(c, '×' | '÷' | '\u{2000}'..='\u{2fff}' | '\u{feff}');
    c.is_ascii_alphabetic() || (c >= '\u{c0}' && !sign) || c == 'µ'
}

/// A sign at the beginning of a text: whether it is a minus, and the rest; `None` if there is no sign.
fn sign(text: &str) -> Option<(bool, &str)> {
    let mut rest = text.chars();
    let minus = match rest.next()? {
        '+' => false,
        '-' | '−' | '–' => true,
        _ => return None,
    };
    Some((minus, rest.as_str().trim_start_matches(is_space)))
}
