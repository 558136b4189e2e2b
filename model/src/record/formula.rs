//! The pieces of a formula that is written for a reader.

use crate::base::month::Month;
use crate::base::show::show;
use crate::base::units::Unit;
use crate::inputs::names::Names;
use crate::record::question::Question;

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
    /// What the author of its scenario calls things.
    pub names: Names,
}

impl Part {
    /// Its value as a reader sees it.
    pub fn show(&self) -> String {
        match &self.question {
            Question::Input(input) => input.show_in(&self.names, self.value),
            _ => show(self.value, self.unit).text(),
        }
    }

    /// Its value as it stands in a formula: without a unit that would be read as a sign.
    pub fn in_formula(&self) -> String {
        match self.unit {
            Unit::Ratio | Unit::Switch => crate::base::numbers::three_digits(self.value),
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
    Number {
        /// The number.
        value: f64,
        /// What it counts, such as "hours of the month"; empty where it is a plain number.
        label: &'static str,
    },
    /// A month that stands in the formula itself.
    Month(Month),
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
