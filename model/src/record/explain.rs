//! Explains a number: its formula with the values put in, and its parts, each of which can be explained in turn.
//!
//! The explanation is derived from the recorded arithmetic alone; no formula is written here.

use crate::base::month::Month;
use crate::inputs::input::ParameterId;
use crate::quantities::cell::{Cell, Quantity};
use crate::quantities::metric::Metric;
use crate::record::formula::{Part, Token};
use crate::record::operation::Precedence;
use crate::record::tape::{Recording, Step};
use crate::record::writer::{Writer, grouped, labelled, push_number};

/// An elasticity of at most this size is rounding error, left where two influences cancel.
const DUST: f64 = 1e-12;

/// The explanation of a named quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The quantity that is explained.
    pub cell: Cell,
    /// Its value, unrounded, or the reason why it has none.
    pub value: Metric<f64>,
    /// The formula; empty if there is no value.
    pub formula: Vec<Token>,
    /// The numbers that the formula reads, in order of appearance, each once; the months of a sum are listed one by
    /// one.
    pub parts: Vec<Part>,
    /// The elasticities, strongest first: the per cent by which the number changes for one per cent more of the input.
    /// Empty if the number is 0.
    pub elasticity_ratios: Vec<(ParameterId, f64)>,
}

impl Explanation {
    /// The formula with the names of its parts.
    pub fn in_words(&self) -> String {
        self.written(
            |part| part.full_name(),
            |first, last| format!("{} to {}", first.full_name(), month(last)),
            labelled,
        )
    }

    /// The formula with the rounded values of its parts.
    pub fn in_figures(&self) -> String {
        let months = |first: &Part, last: &Part| format!("{}; …; {}", first.in_formula(), last.in_formula());
        self.written(Part::in_formula, months, |value, _| grouped(value))
    }

    /// The formula with unrounded values in stored units, from which the number can be computed again.
    pub fn exact(&self) -> String {
        let mut text = String::new();
        for token in &self.formula {
            match token {
                Token::Text(words) => text.push_str(words),
                Token::Number { value, .. } => push_number(&mut text, *value),
                Token::Month(month) => push_number(&mut text, f64::from(month.0)),
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
        number: impl Fn(f64, &str) -> String,
    ) -> String {
        let mut text = String::new();
        for token in &self.formula {
            match token {
                Token::Text(words) => text.push_str(words),
                Token::Number { value, label } => text.push_str(&number(*value, label)),
                Token::Month(month) => text.push_str(&month.short_name()),
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

/// Explains a named quantity of a recorded run. `None` if the run has no such quantity, such as a limit that is off.
///
/// The formula is the first one that says something: it skips names that only repeat another quantity, and whatever
/// changes nothing in this scenario, such as a factor of 1 or a term of 0.
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
    let mut writer = Writer { recording, of: cell.quantity, formula: Vec::new(), parts: Vec::new() };
    let mut id = writer.plain(recording.formula(cell)?);
    let value = recording.value(id);
    while let Step::Cell(same) = recording.step(id)
        && let Some(formula) = recording.formula(*same)
    {
        writer.of = same.quantity;
        id = writer.plain(formula);
    }
    writer.write(id, Precedence::Loosely);
    let relative = |(input, slope): (ParameterId, f64)| (input, slope * input_value(recording, input) / value);
    let mut elasticity_ratios: Vec<_> = match value == 0.0 {
        true => Vec::new(),
        false => recording.gradient(cell).into_iter().map(relative).filter(|(_, e)| e.abs() > DUST).collect(),
    };
    elasticity_ratios.sort_by(|(_, one), (_, other)| other.abs().total_cmp(&one.abs()));
    let Writer { formula, parts, .. } = writer;
    Some(Explanation { cell, value: Ok(value), formula, parts, elasticity_ratios })
}

/// The value of an input in the recorded run.
fn input_value(recording: &Recording, input: ParameterId) -> f64 {
    recording.input(input).map_or(0.0, |id| recording.value(id))
}
