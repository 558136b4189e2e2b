//! Writes the formula of a quantity from the steps of its recording.

use crate::base::month::Month;
use crate::base::numbers::group_thousands;
use crate::inputs::evidence::entry_of;
use crate::quantities::cell::Quantity;
use crate::record::formula::{Part, Token};
use crate::record::operation::{Notation, Operation, Piece, Precedence};
use crate::record::question::Question;
use crate::record::tape::{Recording, Row, Step, StepId};
use std::fmt::Write;

/// A number of the formula itself with thousands apart, as it stands among values.
pub fn grouped(value: f64) -> String {
    let mut text = String::new();
    push_number(&mut text, value);
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        group_thousands(&mut text);
    }
    text
}

/// A number of the formula itself in words: with what it counts, where it counts something.
pub fn labelled(value: f64, label: &str) -> String {
    match label {
        "" => grouped(value),
        _ => format!("{} {label}", grouped(value)),
    }
}

pub(crate) fn push_number(text: &mut String, value: f64) {
    // Negative numbers in brackets: a − (−b). −0 is 0.
    let _ = if value < 0.0 { write!(text, "(−{})", -value) } else { write!(text, "{}", value + 0.0) };
}

pub(crate) struct Writer<'a> {
    pub(crate) recording: &'a Recording,
    /// What is explained.
    pub(crate) of: Quantity,
    pub(crate) formula: Vec<Token>,
    pub(crate) parts: Vec<Part>,
}

impl Writer<'_> {
    fn text(&mut self, words: &'static str) {
        self.formula.push(Token::Text(words));
    }

    /// What a leaf of the formula is; `None` for arithmetic.
    fn leaf(&self, id: StepId) -> Option<Part> {
        let value = self.recording.value(id);
        let part = |question, name, month, unit| Part { question, name, month, value, unit };
        match self.recording.step(id) {
            Step::Input(input) => Some(part(Question::Input(*input), input.name(), None, input.row().unit)),
            Step::Fact(fact) => {
                let listed = entry_of(fact);
                let (id, name) =
                    listed.map_or_else(Default::default, |listed| (listed.id.clone(), listed.name.clone()));
                Some(part(Question::Fact(id), name, None, fact.unit))
            }
            Step::Cell(cell) => {
                let month = cell.month.map(|month| Month(i32::from(month)));
                Some(part(Question::Cell(*cell), cell.quantity.name(), month, cell.quantity.unit()))
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

    /// What the number that is explained came to a month before, as its formula: a running sum is written as the sum that
    /// it is, not as the sum before and one month more.
    fn before(&self, id: StepId) -> StepId {
        match self.recording.step(id) {
            Step::Cell(cell) if cell.quantity == self.of => self.recording.formula(*cell).unwrap_or(id),
            _ => id,
        }
    }

    /// The terms of a sum of one quantity over consecutive months, at least four.
    fn months(&self, id: StepId) -> Option<Vec<StepId>> {
        let mut terms = Vec::new();
        let mut rest = id;
        while let Step::Apply(sum) = self.recording.step(rest)
            && sum.operation == Operation::Add
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
        (terms.len() >= 4 && in_order).then_some(terms)
    }

    fn sum_of_months(&mut self, terms: &[StepId]) {
        let first = self.parts.len();
        let parts: Vec<Part> = terms.iter().filter_map(|id| self.leaf(*id)).collect();
        let count = parts.len();
        self.parts.extend(parts);
        self.formula.push(Token::Months { first, count });
    }

    fn row(&mut self, row: Row) {
        let cells = self.recording.row(row).to_vec();
        self.sum_of_months(&cells);
    }

    /// Several steps with a text between them.
    fn list(&mut self, ids: &[StepId], between: &'static str) {
        for (place, id) in ids.iter().enumerate() {
            if place > 0 {
                self.text(between);
            }
            self.write(*id, Precedence::Loosely);
        }
    }
    /// A step compared with 0: of a difference it is the comparison of its two sides.
    fn compared(&mut self, id: StepId, sign: &'static str) {
        match self.recording.step(id).clone() {
            Step::Apply(test) if test.operation == Operation::Subtract => {
                self.write(test.operands()[0], Precedence::Sum);
                self.text(sign);
                self.write(test.operands()[1], Precedence::Sum);
            }
            _ => {
                self.write(id, Precedence::Sum);
                self.text(sign);
                self.text("0");
            }
        }
    }

    /// Writes a step; in brackets where it binds more loosely than what stands around it.
    pub(crate) fn write(&mut self, id: StepId, around: Precedence) {
        if let Some(part) = self.leaf(id) {
            return self.part(part);
        }
        let applied = match self.recording.step(id).clone() {
            Step::Apply(applied) => applied,
            Step::Constant { value, label } => return self.formula.push(Token::Number { value, label }),
            // These are leaves.
            Step::Fact(_) | Step::Input(_) | Step::Cell(_) => return,
        };
        if let Some(terms) = self.months(id) {
            self.text("sum of (");
            self.sum_of_months(&terms);
            return self.text(")");
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
                        Piece::Row => applied.row.into_iter().for_each(|row| self.row(row)),
                    }
                }
            }
            // Recordings of one scenario hold no open choices; their numbers stand for themselves.
            Notation::Special => self.formula.push(Token::Number { value: self.recording.value(id), label: "" }),
        }
        if brackets {
            self.text(")");
        }
    }
}
