//! Changes of the present value, and arithmetic: `*1.1`, `/2`, `+10% of it`, `=38*1.1`.

use super::quantity::{self, Operand, Tail};
use super::vocabulary::{PER_CENT, vocabulary};
use super::{Bare, Field, Reading, is_space, numeral, quoted, sign};
use crate::base::dust::without_dust;
use crate::base::units::Unit;

/// Reads a change or an expression; `Ok(None)` if the text is neither, `Err` if it cannot be computed.
pub(super) fn read(text: &str, field: &Field) -> Result<Option<Reading>, String> {
    if let Some(expression) = text.strip_prefix('=') {
        let value = value_of(expression, field).map_err(|why| format!("{} cannot be computed: {why}", quoted(text)))?;
        return Ok(Some(Reading { value, other: None, converted: true }));
    }
    let mut rest = text.chars();
    match rest.next() {
        // In a field with a plain ratio, "×" could be its unit.
        Some('×') if field.unit == Unit::Ratio => {
            Err(format!("{} can be a ratio or a change; write the ratio without ×, the change with *", quoted(text)))
        }
        Some('*' | '×') => scaled(text, rest.as_str(), field, |value, by| value * by),
        Some('/' | '÷') => scaled(text, rest.as_str(), field, |value, by| value / by),
        _ => share_of_it(text, field),
    }
}

/// `*1.1` and `/2`: the present value, multiplied or divided.
fn scaled(text: &str, by: &str, field: &Field, change: fn(f64, f64) -> f64) -> Result<Option<Reading>, String> {
    let not_a_change = || format!("{} is no change such as *1.1 or /2", quoted(text));
    let (numeral, rest) = numeral::read(by.trim_start_matches(is_space))?.ok_or_else(not_a_change)?;
    let (by, other) = numeral.times_ten_to(0).filter(|_| rest.is_empty()).ok_or_else(not_a_change)?;
    let changed = |by: f64| {
        let value = change(field.value, by);
        without_dust(value, value)
    };
    let other = other.map(changed).filter(|other| field.holds(*other));
    Ok(Some(Reading { value: finite(text, changed(by))?, other, converted: true }))
}

/// `+10% of it`: a share of the present value more or less. In a field of per cent, a signed number is a value, so that
/// only the words "of it" make it a change.
fn share_of_it(text: &str, field: &Field) -> Result<Option<Reading>, String> {
    let (minus, rest) = sign(text).map_or((None, text), |(minus, rest)| (Some(minus), rest));
    let Some((numeral, rest)) = numeral::read(rest)? else { return Ok(None) };
    let mut tail = Tail::of(rest);
    if tail.take_one_of(PER_CENT).is_none() {
        return Ok(None);
    }
    let of_it = tail.take("of it");
    let is_share = matches!(field.unit, Unit::Share | Unit::SharePerYear);
    if tail.left_over().is_some() || (!of_it && (is_share || minus.is_none())) {
        return Ok(None);
    }
    let Some(minus) = minus else {
        return Err(format!("{} has no sign; write +10% of it, −10% of it, or *0.1", quoted(text)));
    };
    let changed = |share: f64| {
        let value = field.value * (1.0 + if minus { -share } else { share });
        without_dust(value, field.value)
    };
    let (share, other) = numeral.times_ten_to(-2).ok_or_else(|| format!("{} is too large", quoted(text)))?;
    let other = other.map(changed).filter(|other| field.holds(*other));
    Ok(Some(Reading { value: finite(text, changed(share))?, other, converted: true }))
}

fn finite(text: &str, value: f64) -> Result<f64, String> {
    if value.is_finite() { Ok(value) } else { Err(format!("{} makes no number", quoted(text))) }
}

/// The value of an expression, in stored units.
fn value_of(expression: &str, field: &Field) -> Result<f64, String> {
    let mut expression = Expression { rest: expression.trim_start_matches(is_space), field };
    let total = expression.sum()?;
    match expression.rest.is_empty() {
        true => {
            Some(in_stored(total, field)).filter(|value| value.is_finite()).ok_or_else(|| "it is too large".to_owned())
        }
        false => Err(format!("{} is left over", quoted(expression.rest))),
    }
}

fn in_stored(operand: Operand, field: &Field) -> f64 {
    match (operand, field.bare) {
        (Operand::Plain(number), Bare::Displayed) => field.scale.exact(number),
        (Operand::Plain(value), Bare::Stored) | (Operand::Stored(value), _) => value,
    }
}

/// A parser of numbers with `+ − × ÷` and brackets, by recursive descent. The text is short, so brackets cannot nest
/// deeply.
struct Expression<'a> {
    rest: &'a str,
    field: &'a Field,
}

impl Expression<'_> {
    fn sum(&mut self) -> Result<Operand, String> {
        let mut total = self.product()?;
        while let Some(operator) = self.take(&['+', '-', '−', '–']) {
            let term = self.product()?;
            let add = |a: f64, b: f64| {
                let value = if operator == '+' { a + b } else { a - b };
                without_dust(value, a.abs().max(b.abs()))
            };
            total = match (total, term) {
                (Operand::Plain(a), Operand::Plain(b)) => Operand::Plain(add(a, b)),
                // A number without a unit has the unit of the field.
                (a, b) => Operand::Stored(add(in_stored(a, self.field), in_stored(b, self.field))),
            };
        }
        Ok(total)
    }

    fn product(&mut self) -> Result<Operand, String> {
        let mut product = self.factor()?;
        while let Some(operator) = self.take(&['*', '×', '/', '÷']) {
            let divides = matches!(operator, '/' | '÷');
            let by = self.factor()?;
            let times = |a: f64, b: f64| {
                let value = if divides { a / b } else { a * b };
                without_dust(value, value)
            };
            product = match (product, by) {
                (_, Operand::Plain(0.0)) if divides => return Err("nothing can be divided by 0".to_owned()),
                (Operand::Plain(a), Operand::Plain(b)) => Operand::Plain(times(a, b)),
                (Operand::Stored(a), Operand::Plain(b)) => Operand::Stored(times(a, b)),
                (Operand::Plain(a), Operand::Stored(b)) if !divides => Operand::Stored(times(a, b)),
                _ if divides => return Err("only a number without a unit can divide".to_owned()),
                _ => return Err("one of two factors must have no unit".to_owned()),
            };
        }
        Ok(product)
    }

    fn factor(&mut self) -> Result<Operand, String> {
        if let Some(sign) = self.take(&['+', '-', '−', '–']) {
            let negated = |value: f64| if sign == '+' { value } else { -value };
            return Ok(match self.factor()? {
                Operand::Plain(value) => Operand::Plain(negated(value)),
                Operand::Stored(value) => Operand::Stored(negated(value)),
            });
        }
        if self.take(&['(']).is_some() {
            let inside = self.sum()?;
            return self.take(&[')']).map(|_| inside).ok_or_else(|| "a bracket is not closed".to_owned());
        }
        if vocabulary(self.field.unit).is_money {
            self.take(&['$']);
        }
        let missing = || "a number is missing".to_owned();
        let (numeral, rest) = numeral::read(self.rest)?.ok_or_else(missing)?;
        let end = rest.find(['+', '-', '−', '–', '*', '×', '/', '÷', '(', ')']).unwrap_or(rest.len());
        let (words, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
        self.rest = rest;
        quantity::operand(&numeral, words, self.field)
    }

    /// Takes one of some signs if it comes next, and the spaces after it.
    fn take(&mut self, signs: &[char]) -> Option<char> {
        let mut rest = self.rest.trim_start_matches(is_space).chars();
        let sign = rest.next().filter(|sign| signs.contains(sign))?;
        self.rest = rest.as_str().trim_start_matches(is_space);
        Some(sign)
    }
}
