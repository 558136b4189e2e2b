//! A number with the words around it: sign, currency, scale word, unit.

use super::numeral::{self, Numeral};
use super::vocabulary::{DOLLARS, Factor, OTHER_CURRENCIES, SCALES, Vocabulary, Words, vocabulary};
use super::{Bare, Field, Reading, is_letter, is_space, quoted, sign};
use crate::base::units::Unit;

/// A number in an expression.
#[derive(Clone, Copy)]
pub(super) enum Operand {
    /// A number without a unit.
    Plain(f64),
    /// A number with a unit, in stored units.
    Stored(f64),
}

/// Reads a number with the words around it; nothing may be left over.
pub(super) fn read(text: &str, field: &Field) -> Result<Reading, String> {
    let words = vocabulary(field.unit);
    let no_number = || format!("{} is not a number; this field takes {}", quoted(text), words.takes);
    let (sign_before, rest) = sign(text).map_or((None, text), |(minus, rest)| (Some(minus), rest));
    let (currency, rest) = currency_before(rest);
    let money = match currency {
        None => false,
        Some(word) if is_own_currency(word, &words) => true,
        Some(word) => return Err(other_currency(word, &words).unwrap_or_else(no_number)),
    };
    // "−$5" and "$−5" mean the same.
    let (minus, rest) = match (sign_before, sign(rest)) {
        (None, Some((minus, rest))) => (minus, rest),
        _ => (sign_before.unwrap_or(false), rest),
    };
    let (numeral, rest) = numeral::read(rest)?.ok_or_else(no_number)?;
    let mut tail = Tail::of(rest);
    let around = Around::read(&mut tail, &words, money);
    if let Some(left) = tail.left_over() {
        return Err(left_over(left, around.money, &words));
    }
    let readings = around.readings(&numeral, field);
    if readings.iter().any(|value| *value != 0.0) {
        around.checked(text, field, &words)?;
    }
    let (value, others) = readings.split_first().ok_or_else(|| format!("{} is too large", quoted(text)))?;
    let signed = |value: f64| if minus { -value } else { value };
    Ok(Reading {
        value: signed(*value),
        other: others.iter().map(|other| signed(*other)).find(|other| field.holds(*other)),
        converted: around != Around::default() || sign_before == Some(false) || is_small_share(*value, field),
    })
}

/// Whether a number without words, typed in a field of per cent, is less than 1%: it may have been meant as a fraction.
fn is_small_share(value: f64, field: &Field) -> bool {
    let is_share = matches!(field.unit, Unit::Share | Unit::SharePerYear);
    is_share && field.bare == Bare::Displayed && value != 0.0 && value.abs() < field.scale.factor
}

/// Reads a number in an expression with its words. Rates are not allowed, because `/` divides.
pub(super) fn operand(numeral: &Numeral, rest: &str, field: &Field) -> Result<Operand, String> {
    let words = Vocabulary { per: &[], ..vocabulary(field.unit) };
    let mut tail = Tail::of(rest);
    let around = Around::read(&mut tail, &words, false);
    if let Some(left) = tail.left_over() {
        return Err(left_over(left, around.money, &words));
    }
    around.checked(rest, field, &words)?;
    let too_large = || "a number in it is too large".to_owned();
    if around.scale.is_some() || around.name.is_some() {
        let value = around.readings(numeral, field).first().copied();
        return value.map(Operand::Stored).ok_or_else(too_large);
    }
    numeral.times_ten_to(0).map(|(number, _)| Operand::Plain(number)).ok_or_else(too_large)
}

/// The words around a number, as far as they are known.
#[derive(Clone, Copy, Default, PartialEq)]
struct Around {
    money: bool,
    scale: Option<Factor>,
    name: Option<Factor>,
    per: Option<Factor>,
}

impl Around {
    /// Takes the known words after a number: currency and scale word in any order, unit, rate.
    fn read(tail: &mut Tail<'_>, words: &Vocabulary, money: bool) -> Around {
        let currency =
            |tail: &mut Tail<'_>, money: bool| !money && words.is_money && DOLLARS.iter().any(|word| tail.take(word));
        let mut around = Around { money, ..Around::default() };
        around.money |= currency(tail, around.money);
        // In a field of time, "m" means month, so names come before scale words.
        around.name = tail.take_one_of(words.names);
        if around.name.is_none() {
            around.scale = tail.take_one_of(SCALES);
            around.money |= currency(tail, around.money);
            around.name = tail.take_one_of(words.names);
        }
        around.per = tail.take_per(words.per);
        around
    }

    /// Refuses what could be mistaken for something else.
    fn checked(self, text: &str, field: &Field, words: &Vocabulary) -> Result<(), String> {
        // A scale word is allowed only if a thousand displayed units are in range, or if the denominator of the rate is
        // scaled too: "$12m/MW" is $12/W.
        let both_scaled = self.per.is_some_and(|per| per.power != 0);
        if self.scale.is_some() && !both_scaled && !scales_fit(field) {
            // Before a unit, a scale word need not be too large: "600 million W".
            let why =
                if self.name.is_some() { "counts a unit in thousands or more" } else { "is too large for this field" };
            let which = if self.name.is_some() { "; this field takes" } else { ", which takes" };
            return Err(format!("{} {why}{which} {}", quoted(text), words.takes));
        }
        // A rate without a unit is ambiguous if the field's unit has a scale: "20 a month" in a field of "$m a month".
        let is_named = self.money || self.scale.is_some() || self.name.is_some();
        if self.per.is_some() && !is_named && field.bare == Bare::Displayed && field.scale.factor != 1.0 {
            return Err(format!("{} does not say in what; this field takes {}", quoted(text), words.takes));
        }
        Ok(())
    }

    /// The value of a number with these words, in stored units, followed by other possible readings; empty if it is too
    /// large.
    fn readings(self, numeral: &Numeral, field: &Field) -> Vec<f64> {
        let displayed = of_scale(field.scale.factor);
        let words = [self.scale, self.name, self.per].into_iter().flatten().reduce(Factor::and);
        let (factor, others) = match (words, field.bare) {
            (None, Bare::Displayed) => (displayed, Some(Factor::ONE)),
            (None, Bare::Stored) => (Factor::ONE, Some(displayed)),
            // "$40 a chip" in a field of "$k a chip".
            (Some(words), _) if self.scale.is_none() && self.name.is_none() => (words, Some(words.and(displayed))),
            (Some(words), _) => (words, None),
        };
        let all = |factor: Factor| {
            let (number, other) = numeral.times_ten_to(factor.power).unzip();
            let each = [number, other.flatten()].into_iter().flatten();
            each.map(move |number| number * factor.times / factor.over).filter(|value| value.is_finite())
        };
        // Nobody who writes 600 in a field of GW means watts.
        let is_meant = |value: &f64| self.per.is_some() || value.abs() >= field.scale.factor / 1000.0;
        all(factor).chain(others.into_iter().flat_map(all).filter(is_meant)).collect()
    }
}

/// Whether a thousand displayed units, scale words apart, are in range.
fn scales_fit(field: &Field) -> bool {
    let displayed = match field.unit {
        Unit::Watt | Unit::WattPerYear | Unit::Share | Unit::SharePerYear => field.scale.factor,
        _ => 1.0,
    };
    1000.0 * displayed <= field.max
}

/// A scale's factor, as a power of ten if it is one.
fn of_scale(factor: f64) -> Factor {
    match format!("{factor:e}").strip_prefix("1e").map(str::parse) {
        Some(Ok(power)) => Factor { power, ..Factor::ONE },
        _ => Factor { times: factor, ..Factor::ONE },
    }
}

/// The word before a number, such as a currency, and the rest; `None` if no number follows.
fn currency_before(text: &str) -> (Option<&str>, &str) {
    let end = text.find(|c: char| c.is_ascii_digit() || is_space(c) || matches!(c, '.' | ',' | '+' | '-' | '−' | '–'));
    match end.and_then(|end| text.split_at_checked(end)) {
        Some((word, rest)) if !word.is_empty() => (Some(word), rest.trim_start_matches(is_space)),
        _ => (None, text),
    }
}

fn is_own_currency(word: &str, words: &Vocabulary) -> bool {
    words.is_money && DOLLARS.contains(&word.to_ascii_lowercase().as_str())
}

/// Why a currency is refused; `None` if the word is no currency.
fn other_currency(word: &str, words: &Vocabulary) -> Option<String> {
    let word = word.to_ascii_lowercase();
    let dollars = DOLLARS.contains(&word.as_str()).then_some("US dollars");
    let other = OTHER_CURRENCIES.iter().find(|(other, _)| *other == word).map(|(_, name)| *name);
    dollars.or(other).map(|name| format!("this field takes {}, not {name}", words.takes))
}

/// Why a word that is left over after a number is refused; `money` says whether a currency was given before.
fn left_over(word: &str, money: bool, words: &Vocabulary) -> String {
    if money && is_own_currency(word, words) {
        return format!("{} says the unit once more; once is enough", quoted(word));
    }
    if let Some(why) = other_currency(word, words) {
        return why;
    }
    let shown = quoted(word);
    let takes = words.takes;
    if word == "FLOPS" {
        return format!("{shown} could be operations a second; this field takes {takes}");
    }
    format!("{shown} cannot stand here; this field takes {takes}")
}

/// The words after a number, taken one after another.
pub(super) struct Tail<'a> {
    words: Vec<&'a str>,
    next: usize,
}

impl<'a> Tail<'a> {
    /// The words of a text: runs of letters, with a `$` if it ends them, and single signs. A hyphen between two words
    /// is ignored: "chip-hour" is "chip hour".
    pub(super) fn of(text: &'a str) -> Tail<'a> {
        let mut words: Vec<&str> = Vec::new();
        let mut rest = text.trim_start_matches(is_space);
        while let Some(first) = rest.chars().next() {
            let letters = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
            let with_dollar = rest.get(letters..).is_some_and(|after| after.starts_with('$'));
            let end = match letters {
                0 => first.len_utf8(),
                _ if with_dollar => letters + 1,
                _ => letters,
            };
            let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            words.push(word);
            let joined = after.strip_prefix(['-', '‑']).filter(|joined| joined.starts_with(is_letter));
            rest = match joined {
                Some(joined) if letters > 0 => joined,
                _ => after.trim_start_matches(is_space),
            };
        }
        Tail { words, next: 0 }
    }

    /// The first word that has not been taken.
    pub(super) fn left_over(&self) -> Option<&'a str> {
        self.words.get(self.next).copied()
    }

    /// Takes a phrase if it comes next.
    pub(super) fn take(&mut self, phrase: &str) -> bool {
        let mut at = self.next;
        for wanted in phrase.split(' ') {
            match self.words.get(at) {
                // In capitals it mostly means operations a second.
                Some(&"FLOPS") => return false,
                Some(word) if word.to_ascii_lowercase() == wanted => at += 1,
                _ => return false,
            }
        }
        self.next = at;
        true
    }

    /// Takes the longest of some phrases that comes next.
    pub(super) fn take_one_of(&mut self, phrases: Words) -> Option<Factor> {
        let start = self.next;
        let mut best: Option<(usize, Factor)> = None;
        for (phrase, factor) in phrases {
            self.next = start;
            if self.take(phrase) && best.is_none_or(|(end, _)| self.next > end) {
                best = Some((self.next, *factor));
            }
        }
        self.next = best.map_or(start, |(end, _)| end);
        best.map(|(_, factor)| factor)
    }

    /// Takes the denominator of a rate: "a month", "/month", "per annum", "p.a.".
    fn take_per(&mut self, per: Words) -> Option<Factor> {
        let start = self.next;
        let factor = if ["p . a .", "p . a", "pa", "annually", "yearly"].into_iter().any(|words| self.take(words)) {
            per.iter().find(|(word, _)| *word == "annum").map(|(_, factor)| *factor)
        } else if ["/", "per", "a", "an"].into_iter().any(|word| self.take(word)) {
            self.take_one_of(per)
        } else {
            None
        };
        if factor.is_none() {
            self.next = start;
        }
        factor
    }
}
