//! Writes the formula of a quantity, from the steps of its recording, for readers.

use crate::base::month::Month;
use crate::base::numbers::digits;
use crate::base::units::Unit;
use crate::inputs::evidence::entry_of;
use crate::quantities::cell::Quantity;
use crate::record::formula::{Part, Token};
use crate::record::operation::{Notation, Operation, Piece, Precedence};
use crate::record::question::Question;
use crate::record::tape::{Recording, Row, Step, StepId};
use std::fmt::Write;

/// A constant as it stands among values: with separators of thousands, and at most six significant digits.
pub fn grouped(value: f64) -> String {
    // The factor from months to years.
    if value == 1.0 / 12.0 {
        return "(1 ÷ 12)".to_owned();
    }
    let text = digits(value.abs(), 6);
    if value < 0.0 { format!("(−{text})") } else { text }
}

/// A constant in words: with its label, if it has one.
pub fn labelled(value: f64, label: &str) -> String {
    match label {
        "" => grouped(value),
        _ => format!("{} {label}", grouped(value)),
    }
}

pub(crate) fn push_number(text: &mut String, value: f64) {
    // Negative numbers are in brackets: a − (−b). Adding 0 turns −0 into 0.
    let _ = if value < 0.0 { write!(text, "(−{})", -value) } else { write!(text, "{}", value + 0.0) };
}

pub(crate) struct Writer<'a> {
    pub(crate) recording: &'a Recording,
    /// The quantity that is explained.
    pub(crate) of: Quantity,
    pub(crate) formula: Vec<Token>,
    pub(crate) parts: Vec<Part>,
}

impl Writer<'_> {
    fn text(&mut self, words: &'static str) {
        self.formula.push(Token::Text(words));
    }

    /// Whether a step is a month of the calendar: directly, or computed from such months.
    fn is_month(&self, id: StepId) -> bool {
        match self.recording.step(id) {
            Step::Input(input) => input.row().unit == Unit::Month,
            Step::Fact(fact) => fact.unit == Unit::Month,
            Step::Cell(cell) => cell.quantity.unit() == Unit::Month,
            Step::Constant { .. } => false,
            Step::Apply(applied) => {
                let through = matches!(
                    applied.operation.but_for_rounding(),
                    Operation::Add | Operation::Subtract | Operation::Smaller | Operation::Larger | Operation::Select
                );
                through && applied.operands().iter().any(|operand| self.is_month(*operand))
            }
        }
    }

    /// The step without what changes nothing in this scenario: factors of 1, terms of 0, and branches not taken, unless
    /// the branch taken is a mere constant.
    pub(crate) fn plain(&self, id: StepId) -> StepId {
        let Step::Apply(applied) = self.recording.step(id) else { return id };
        // Month 0 is a date, and adding it is no idle arithmetic.
        let is = |operand: StepId, value: f64| self.recording.value(operand) == value && !self.is_month(operand);
        let same = match (applied.operation.but_for_rounding(), applied.operands()) {
            // A sum over months that is 0 throughout is still written as that sum, not as its last month.
            (Operation::Add, &[one, other]) if is(one, 0.0) && is(other, 0.0) && self.months(id).is_some() => {
                return id;
            }
            (Operation::Multiply, &[one, other]) if is(one, 1.0) => other,
            (Operation::Multiply | Operation::Divide, &[one, other]) if is(other, 1.0) => one,
            (Operation::Add, &[one, other]) if is(one, 0.0) => other,
            (Operation::Add | Operation::Subtract, &[one, other]) if is(other, 0.0) => one,
            (Operation::Select, &[test, yes, no]) => {
                let taken = if self.recording.value(test) >= 0.0 { yes } else { no };
                match self.recording.step(taken) {
                    Step::Constant { .. } => return id,
                    _ => taken,
                }
            }
            _ => return id,
        };
        self.plain(same)
    }

    /// The part for a step that is a leaf of the formula; `None` for arithmetic.
    fn leaf(&self, id: StepId) -> Option<Part> {
        let value = self.recording.value(id);
        let names = self.recording.names();
        let part = |question, name, month, unit| Part { question, name, month, value, unit, names: names.clone() };
        match self.recording.step(id) {
            Step::Input(input) => Some(part(Question::Input(*input), input.name_in(names), None, input.row().unit)),
            Step::Fact(fact) => {
                let listed = entry_of(fact);
                let (id, name) =
                    listed.map_or_else(Default::default, |listed| (listed.id.clone(), listed.name_in(names)));
                Some(part(Question::Fact(id), name, None, fact.unit))
            }
            Step::Cell(cell) => {
                let month = cell.month.map(|month| Month(i32::from(month)));
                Some(part(Question::Cell(*cell), cell.quantity.name_in(names), month, self.recording.unit_of(*cell)))
            }
            _ => None,
        }
    }

    fn part(&mut self, part: Part) {
        let known = self.parts.iter().position(|known| known.question == part.question);
        let at = known.unwrap_or_else(|| {
            self.parts.push(part);
            self.parts.len() - 1
        });
        self.formula.push(Token::Part(at));
    }

    /// For the explained quantity in an earlier month, its formula, else the step itself: a running sum is written as
    /// the whole sum, not as the previous sum plus one month.
    fn before(&self, id: StepId) -> StepId {
        match self.recording.step(id) {
            Step::Cell(cell) if cell.quantity == self.of => self.recording.formula(*cell).unwrap_or(id),
            _ => id,
        }
    }

    /// The terms of a sum of one quantity over at least four consecutive months, from the first that is not 0 to the
    /// last; `None` for any other step.
    fn months(&self, id: StepId) -> Option<Vec<StepId>> {
        let mut terms = Vec::new();
        let mut rest = id;
        while let Step::Apply(sum) = self.recording.step(rest)
            && sum.operation.but_for_rounding() == Operation::Add
        {
            terms.push(sum.operands()[1]);
            rest = self.before(sum.operands()[0]);
        }
        terms.push(rest);
        terms.reverse();
        let cell = |id: &StepId| match self.recording.step(*id) {
            Step::Cell(cell) => Some((cell.quantity, cell.month?)),
            _ => None,
        };
        let (quantity, first) = cell(terms.first()?)?;
        let in_order = terms.iter().zip(first..).all(|(id, month)| cell(id) == Some((quantity, month)));
        let is_something = |id: &StepId| self.recording.value(*id) != 0.0;
        let (from, to) = (terms.iter().position(is_something), terms.iter().rposition(is_something));
        let (months, in_sight) = (terms.len(), from.zip(to).and_then(|(from, to)| terms.get(from..=to)));
        (months >= 4 && in_order).then(|| in_sight.unwrap_or(&terms).to_vec())
    }

    fn sum_of_months(&mut self, terms: &[StepId]) {
        let first = self.parts.len();
        let parts: Vec<Part> = terms.iter().filter_map(|id| self.leaf(*id)).collect();
        let count = parts.len();
        self.parts.extend(parts);
        self.formula.push(Token::Months { first, count });
    }

    /// Writes the months of a row. A rate of return depends only on the flows from the first that is not 0 to the last,
    /// so only these are written. In any other row positions count, so all months are written.
    fn row(&mut self, row: Row, operation: Operation) {
        let cells = self.recording.row(row);
        let is_something = |id: &StepId| self.recording.value(*id) != 0.0;
        let (from, to) = (cells.iter().position(is_something), cells.iter().rposition(is_something));
        let ends = from.zip(to).filter(|_| matches!(operation, Operation::Rate | Operation::RateKind));
        let cells = ends.and_then(|(from, to)| cells.get(from..=to)).unwrap_or(cells).to_vec();
        self.sum_of_months(&cells);
    }

    /// Writes several steps with a text between them.
    fn list(&mut self, ids: &[StepId], between: &'static str) {
        for (place, id) in ids.iter().enumerate() {
            if place > 0 {
                self.text(between);
            }
            self.write(*id, Precedence::Loosely);
        }
    }
    /// Writes a step compared with 0; for a difference, the comparison of its two sides.
    fn compared(&mut self, id: StepId, sign: &'static str) {
        match self.recording.step(id).clone() {
            Step::Apply(test) if test.operation.but_for_rounding() == Operation::Subtract => {
                let (one, other) = (test.operands()[0], test.operands()[1]);
                self.side(one, other);
                self.text(sign);
                self.side(other, one);
            }
            _ => {
                self.write(id, Precedence::Sum);
                self.text(sign);
                self.text("0");
            }
        }
    }

    /// Writes one side of a comparison. A constant that is compared with a month is written as a month.
    fn side(&mut self, id: StepId, against: StepId) {
        match *self.recording.step(id) {
            Step::Constant { value, label: "" } if self.is_month(against) => {
                self.formula.push(Token::Month(Month(value as i32)));
            }
            _ => self.write(id, Precedence::Sum),
        }
    }

    /// Writes a step; in brackets if it binds more loosely than its surroundings require.
    pub(crate) fn write(&mut self, id: StepId, around: Precedence) {
        let id = self.plain(id);
        if let Some(part) = self.leaf(id) {
            return self.part(part);
        }
        let applied = match self.recording.step(id).clone() {
            Step::Apply(applied) => applied,
            // A month that was found by a walk is recorded as a constant, and still is a month.
            Step::Constant { value: value @ 0.0.., label: "" }
                if self.formula.is_empty() && self.of.unit() == Unit::Month =>
            {
                return self.formula.push(Token::Month(Month(value as i32)));
            }
            Step::Constant { value, label } => return self.formula.push(Token::Number { value, label }),
            // Leaves were handled above.
            Step::Fact(_) | Step::Input(_) | Step::Cell(_) => return,
        };
        match self.months(id).as_deref() {
            None => {}
            // A sum that is 0 in all months but a few is written as those few.
            Some(&[month]) => return self.write(month, around),
            Some(terms) if terms.len() < 4 => {
                self.text(if Precedence::Sum < around { "(" } else { "" });
                self.list(terms, " + ");
                return self.text(if Precedence::Sum < around { ")" } else { "" });
            }
            Some(terms) => {
                self.text("sum of (");
                self.sum_of_months(terms);
                return self.text(")");
            }
        }
        let notation = applied.operation.row().in_words;
        let own = match notation {
            Notation::Prefix { precedence, .. }
            | Notation::Infix { precedence, .. }
            | Notation::Pieces { precedence, .. } => precedence,
            Notation::Call(_) | Notation::Special => Precedence::Whole,
        };
        let brackets = own < around;
        if brackets {
            self.text("(");
        }
        let operands = applied.operands();
        match notation {
            Notation::Prefix { sign, operand, .. } => {
                self.text(sign);
                self.write(operands[0], operand);
            }
            Notation::Infix { sign, precedence, right } => {
                self.write(operands[0], precedence);
                self.text(sign);
                self.write(operands[1], right);
            }
            Notation::Call(name) => {
                self.text(name);
                self.list(operands, "; ");
                self.text(")");
            }
            Notation::Pieces { pieces, .. } => {
                for piece in pieces {
                    match *piece {
                        Piece::Text(text) => self.text(text),
                        Piece::Operand(place, at_least) => self.write(operands[place], at_least),
                        Piece::Compared(place, sign) => self.compared(operands[place], sign),
                        Piece::Row => applied.row.into_iter().for_each(|row| self.row(row, applied.operation)),
                    }
                }
            }
            // The recording of one scenario has no open choices; here the value itself is written.
            Notation::Special => self.formula.push(Token::Number { value: self.recording.value(id), label: "" }),
        }
        if brackets {
            self.text(")");
        }
    }
}
