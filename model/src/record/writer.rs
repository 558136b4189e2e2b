//! Writes the formula of a quantity from the steps of its recording.

use crate::base::month::{MEAN_HOURS_IN_MONTH, MEAN_HOURS_IN_YEAR, Month};
use crate::base::numbers::group_thousands;
use crate::inputs::evidence::entry_of;
use crate::quantities::cell::Quantity;
use crate::record::formula::{Part, Token};
use crate::record::question::Question;
use crate::record::tape::Row;
use crate::record::tape::{Recording, Step, StepId};
use crate::run::power::JOULES_PER_KWH;
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

/// A number of the formula itself in words: what it counts, where it is one of the calendar's or of the units'.
pub fn told(value: f64) -> String {
    let counts = match value {
        86_400.0 => "seconds of a day",
        672.0 | 696.0 | 720.0 | 744.0 => "hours of the month",
        2_419_200.0 | 2_505_600.0 | 2_592_000.0 | 2_678_400.0 => "seconds of the month",
        MEAN_HOURS_IN_MONTH => "hours of a mean month",
        MEAN_HOURS_IN_YEAR => "hours of a mean year",
        JOULES_PER_KWH => "joules of a kWh",
        _ => return grouped(value),
    };
    format!("{} {counts}", grouped(value))
}

pub(crate) fn push_number(text: &mut String, value: f64) {
    // Negative numbers in brackets: a − (−b).
    let _ = if value < 0.0 { write!(text, "(−{})", -value) } else { write!(text, "{value}") };
}

/// How tightly an operation binds, for brackets.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(crate) enum Binds {
    Loosely,
    Sum,
    Product,
    Power,
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

    /// What the number that is explained came to a month before, as its formula: a running sum is told as the sum that
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
        while let Step::Add(before, last) = self.recording.step(rest) {
            terms.push(*last);
            rest = self.before(*before);
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

    /// Two operands with a sign between; the right one in brackets where it would bind the same.
    fn pair(&mut self, left: StepId, sign: &'static str, right: StepId, binds: Binds, right_binds: Binds) {
        self.write(left, binds);
        self.text(sign);
        self.write(right, right_binds);
    }

    fn call(&mut self, name: &'static str, operands: &[StepId]) {
        self.text(name);
        for (place, operand) in operands.iter().enumerate() {
            if place > 0 {
                self.text("; ");
            }
            self.write(*operand, Binds::Loosely);
        }
        self.text(")");
    }

    /// Writes a step; in brackets where it binds more loosely than what stands around it.
    pub(crate) fn write(&mut self, id: StepId, around: Binds) {
        if let Some(part) = self.leaf(id) {
            return self.part(part);
        }
        let step = self.recording.step(id).clone();
        let own = match step {
            Step::Add(..) | Step::Subtract(..) | Step::Negate(_) => Binds::Sum,
            Step::Multiply(..) | Step::Divide(..) => Binds::Product,
            Step::Select { .. } | Step::Rank { .. } => Binds::Loosely,
            _ => Binds::Power,
        };
        let months = self.months(id);
        let brackets = own < around && months.is_none();
        if brackets {
            self.text("(");
        }
        match step {
            _ if let Some(terms) = months => {
                self.text("sum of (");
                self.sum_of_months(&terms);
                self.text(")");
            }
            Step::Add(a, b) => self.pair(a, " + ", b, Binds::Sum, Binds::Sum),
            Step::Subtract(a, b) => self.pair(a, " − ", b, Binds::Sum, Binds::Product),
            Step::Multiply(a, b) => self.pair(a, " × ", b, Binds::Product, Binds::Product),
            Step::Divide(a, b) => self.pair(a, " ÷ ", b, Binds::Product, Binds::Power),
            Step::Power(a, b) => {
                self.text("power of (");
                self.write(a, Binds::Loosely);
                self.text("; ");
                self.write(b, Binds::Loosely);
                self.text(")");
            }
            Step::Negate(a) => {
                self.text("−");
                self.write(a, Binds::Product);
            }
            Step::Smaller(a, b) => self.call("the smaller of (", &[a, b]),
            Step::Larger(a, b) => self.call("the larger of (", &[a, b]),
            Step::Select { test, yes, no } => {
                self.write(yes, Binds::Sum);
                self.text(" if ");
                match *self.recording.step(test) {
                    Step::Subtract(a, b) => self.pair(a, " ≥ ", b, Binds::Sum, Binds::Sum),
                    _ => {
                        self.write(test, Binds::Sum);
                        self.text(" ≥ 0");
                    }
                }
                self.text(", else ");
                self.write(no, Binds::Sum);
            }
            Step::Rank { level, row } => {
                self.text("how many of (");
                self.row(row);
                self.text(") are at most ");
                self.write(level, Binds::Sum);
            }
            Step::Rate { flows } => {
                self.text("yearly rate at which these are worth 0 together (");
                for (place, (years, usd)) in flows.iter().enumerate() {
                    if place > 0 {
                        self.text("; ");
                    }
                    self.write(*usd, Binds::Loosely);
                    self.text(" after ");
                    self.write(*years, Binds::Product);
                    self.text(" years");
                }
                self.text(")");
            }
            // Recordings of one scenario hold no open choices; their numbers stand for themselves.
            Step::Constant(_)
            | Step::Fact(_)
            | Step::Input(_)
            | Step::Cell(_)
            | Step::Equals { .. }
            | Step::Pick { .. }
            | Step::Entry { .. } => self.formula.push(Token::Number(self.recording.value(id))),
        }
        if brackets {
            self.text(")");
        }
    }
}
