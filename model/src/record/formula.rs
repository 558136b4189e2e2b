//! The pieces of a formula that is written for a reader.

use crate::base::month::Month;
use crate::base::show::show;
use crate::base::units::Unit;
use crate::inputs::names::Names;
use crate::record::question::Question;

/// One of the numbers that a formula reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The question that explains this part.
    pub question: Question,
    /// The name of the part.
    pub name: String,
    /// Its month, for a monthly quantity.
    pub month: Option<Month>,
    /// Its value, unrounded, in `unit`.
    pub value: f64,
    /// Its unit.
    pub unit: Unit,
    /// The names that the scenario's author gives to parties and chips.
    pub names: Names,
}

impl Part {
    /// The value as a reader sees it.
    pub fn show(&self) -> String {
        match &self.question {
            Question::Input(input) => input.show_in(&self.names, self.value),
            _ => show(self.value, self.unit).text(),
        }
    }

    /// The value as it stands in a formula: without a unit that could be taken for an operator.
    pub fn in_formula(&self) -> String {
        match self.unit {
            Unit::Ratio | Unit::Switch => crate::base::numbers::three_digits(self.value),
            _ => self.show(),
        }
    }

    /// The name with the month.
    pub fn full_name(&self) -> String {
        self.month.map_or_else(|| self.name.clone(), |month| format!("{}, {}", self.name, month.short_name()))
    }
}

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// Operators and words.
    Text(&'static str),
    /// A constant of the formula.
    Number {
        /// The value of the constant.
        value: f64,
        /// What it counts, such as "hours of the month"; empty for a plain number.
        label: &'static str,
    },
    /// A constant that is a month of the calendar.
    Month(Month),
    /// One of the parts, by its index.
    Part(usize),
    /// Consecutive parts: the same quantity, month after month.
    Months {
        /// The index of the first part.
        first: usize,
        /// The number of parts.
        count: usize,
    },
}
