//! Where a number comes from: its formula with the values put in, and what it is made of, each to be asked in turn.
//!
//! Made from the recorded arithmetic alone; no formula is written here.

use crate::facts::{entry, entry_of};
use crate::metrics::{Metric, MetricId};
use crate::month::{MEAN_HOURS_IN_MONTH, MEAN_HOURS_IN_YEAR, Month};
use crate::parameters::ParameterId;
use crate::power::JOULES_PER_KWH;
use crate::recording::{Recording, Row, Step, StepId};
use crate::series::SeriesId;
use crate::units::{Unit, group_thousands, show};
use crate::workings::{Cell, Quantity, WorkingId};
use std::fmt::Write;

/// What can be asked about.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// A named quantity.
    Cell(Cell),
    /// An input of the scenario.
    Input(ParameterId),
    /// A fact of the catalogue, by its id in [`crate::facts`].
    Fact(String),
}

impl Question {
    /// Its stable form: `metric:stake`, `series:spend_usd:25`, `working:full_chips.full.a`, `input:operations.pue`,
    /// `fact:accelerator.gb300.fp8`. The number after a quantity is the month, 0 = November 2025.
    pub fn text(&self) -> String {
        match self {
            Question::Cell(cell) => {
                let kind = match cell.quantity {
                    Quantity::Series(_) => "series",
                    Quantity::Working(_) => "working",
                    Quantity::Metric(_) => "metric",
                };
                let month = cell.month.map_or(String::new(), |month| format!(":{month}"));
                format!("{kind}:{}{month}", cell.quantity.id())
            }
            Question::Input(input) => format!("input:{}", input.id()),
            Question::Fact(id) => format!("fact:{id}"),
        }
    }

    /// Reads that form. `None` for what it does not know.
    pub fn parse(text: &str) -> Option<Question> {
        let (kind, rest) = text.split_once(':')?;
        let (id, month) = match rest.split_once(':') {
            Some((id, month)) => (id, Some(month.parse().ok()?)),
            None => (rest, None),
        };
        let cell = |quantity, monthly: bool| (monthly == month.is_some()).then_some(Cell { quantity, month });
        match kind {
            "metric" => cell(Quantity::Metric(MetricId::parse(id)?), false).map(Question::Cell),
            "series" => cell(Quantity::Series(SeriesId::parse(id)?), true).map(Question::Cell),
            "working" => {
                let working = WorkingId::parse(id)?;
                cell(Quantity::Working(working), working.row().monthly).map(Question::Cell)
            }
            "input" => ParameterId::parse(id).map(Question::Input),
            "fact" => entry(id).map(|listed| Question::Fact(listed.id.clone())),
            _ => None,
        }
    }
}

/// One of the numbers that a formula reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// How to ask about it in turn.
    pub question: Question,
    /// What it is called.
    pub name: String,
    /// Its month, where it has one.
    pub month: Option<Month>,
    /// Its value, unrounded, in `unit`.
    pub value: f64,
    /// Its unit.
    pub unit: Unit,
}

impl Part {
    /// Its value as a reader sees it.
    pub fn show(&self) -> String {
        match &self.question {
            Question::Input(input) => input.show(self.value),
            _ => show(self.value, self.unit).text(),
        }
    }

    /// Its value as it stands in a formula: without a unit that would be read as a sign, and a month as its count.
    pub fn in_formula(&self) -> String {
        match self.unit {
            Unit::Ratio | Unit::Switch => crate::units::three_digits(self.value),
            Unit::Month => format!("{} ({})", self.value, self.show()),
            _ => self.show(),
        }
    }

    /// Its name with its month.
    pub fn full_name(&self) -> String {
        self.month.map_or_else(|| self.name.clone(), |month| format!("{}, {}", self.name, month.short_name()))
    }
}

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// Signs and words.
    Text(&'static str),
    /// A number that stands in the formula itself.
    Number(f64),
    /// One of the parts.
    Part(usize),
    /// So many parts from one on: the same quantity, month after month.
    Months {
        /// The first.
        first: usize,
        /// How many.
        count: usize,
    },
}

/// Where a named quantity's number comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What is explained.
    pub cell: Cell,
    /// Its value, unrounded; or why it has none.
    pub value: Metric<f64>,
    /// The formula; empty where there is no value.
    pub formula: Vec<Token>,
    /// What the formula reads, in the order in which it does, each once (but months of a sum one by one).
    pub parts: Vec<Part>,
    /// How strongly the number answers to each input, strongest first: by how many per cent it changes for one per
    /// cent more of the input. Empty where the number is 0.
    pub elasticity_ratios: Vec<(ParameterId, f64)>,
}

impl Explanation {
    /// The formula in words.
    pub fn in_words(&self) -> String {
        self.written(|part| part.full_name(), |first, last| format!("{} to {}", first.full_name(), month(last)), told)
    }

    /// The formula with the values put in, as a reader sees them.
    pub fn in_figures(&self) -> String {
        let months = |first: &Part, last: &Part| format!("{}; …; {}", first.in_formula(), last.in_formula());
        self.written(Part::in_formula, months, grouped)
    }

    /// The formula with unrounded values in stored units: what can be computed again.
    pub fn exact(&self) -> String {
        let mut text = String::new();
        for token in &self.formula {
            match token {
                Token::Text(words) => text.push_str(words),
                Token::Number(value) => push_number(&mut text, *value),
                Token::Part(at) => push_number(&mut text, self.parts[*at].value),
                Token::Months { first, count } => {
                    for (place, part) in self.parts[*first..first + count].iter().enumerate() {
                        text.push_str(if place > 0 { "; " } else { "" });
                        push_number(&mut text, part.value);
                    }
                }
            }
        }
        text
    }

    fn written(
        &self,
        one: impl Fn(&Part) -> String,
        months: impl Fn(&Part, &Part) -> String,
        number: impl Fn(f64) -> String,
    ) -> String {
        let mut text = String::new();
        for token in &self.formula {
            match token {
                Token::Text(words) => text.push_str(words),
                Token::Number(value) => text.push_str(&number(*value)),
                Token::Part(at) => text.push_str(&one(&self.parts[*at])),
                Token::Months { first, count } => {
                    text.push_str(&months(&self.parts[*first], &self.parts[first + count - 1]));
                }
            }
        }
        text
    }
}

fn month(part: &Part) -> String {
    part.month.map_or(String::new(), Month::short_name)
}

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

fn push_number(text: &mut String, value: f64) {
    // Negative numbers in brackets: a − (−b).
    let _ = if value < 0.0 { write!(text, "(−{})", -value) } else { write!(text, "{value}") };
}

/// Explains a named quantity of a recorded run. `None` where the run has no such quantity, such as a limit that is
/// off.
pub fn explain(recording: &Recording, cell: Cell) -> Option<Explanation> {
    if let Quantity::Metric(metric) = cell.quantity {
        let absent = recording.guards(metric).iter().find(|(test, _)| recording.value(*test) <= 0.0);
        if let Some((_, reason)) = absent {
            let value = Err(*reason);
            return Some(Explanation {
                cell,
                value,
                formula: Vec::new(),
                parts: Vec::new(),
                elasticity_ratios: Vec::new(),
            });
        }
    }
    let id = recording.formula(cell)?;
    let value = recording.value(id);
    let mut writer = Writer { recording, of: cell.quantity, formula: Vec::new(), parts: Vec::new() };
    writer.write(id, Binds::Loosely);
    let relative = |(input, slope): (ParameterId, f64)| (input, slope * input_value(recording, input) / value);
    let mut elasticity_ratios: Vec<_> = match value == 0.0 {
        true => Vec::new(),
        false => recording.gradient(cell).into_iter().map(relative).filter(|(_, e)| *e != 0.0).collect(),
    };
    crate::number::sort_by_number(&mut elasticity_ratios, |(_, elasticity)| -elasticity.abs());
    let Writer { formula, parts, .. } = writer;
    Some(Explanation { cell, value: Ok(value), formula, parts, elasticity_ratios })
}

/// An input's value in the run; recordings begin with the inputs.
fn input_value(recording: &Recording, input: ParameterId) -> f64 {
    recording.input(input).map_or(0.0, |id| recording.value(id))
}

/// How tightly an operation binds, for brackets.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Binds {
    Loosely,
    Sum,
    Product,
    Power,
}

struct Writer<'a> {
    recording: &'a Recording,
    /// What is explained.
    of: Quantity,
    formula: Vec<Token>,
    parts: Vec<Part>,
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
    fn write(&mut self, id: StepId, around: Binds) {
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
