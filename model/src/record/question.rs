//! Questions that can be asked about a scenario: about a quantity, an input or a fact.

use crate::inputs::evidence::entry;
use crate::inputs::input::ParameterId;
use crate::quantities::cell::{Cell, Quantity};
use crate::quantities::intermediate::IntermediateId;
use crate::quantities::metric::MetricId;
use crate::quantities::series::SeriesId;

/// The subject of a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// A named quantity.
    Cell(Cell),
    /// An input of the scenario.
    Input(ParameterId),
    /// A fact of the catalogue, by its id in [`crate::inputs::evidence`].
    Fact(String),
}

impl Question {
    /// The stable text form: `metric:stake`, `series:spend_usd:25`, `working:full_chips.full.a`,
    /// `input:operations.pue`, `fact:accelerator.gb300.fp8`. The number after a quantity is the month, counted from 0 =
    /// November 2025.
    pub fn text(&self) -> String {
        match self {
            Question::Cell(cell) => {
                let kind = match cell.quantity {
                    Quantity::Series(_) => "series",
                    Quantity::Intermediate(_) => "working",
                    Quantity::Metric(_) => "metric",
                };
                let month = cell.month.map_or(String::new(), |month| format!(":{month}"));
                format!("{kind}:{}{month}", cell.quantity.id())
            }
            Question::Input(input) => format!("input:{}", input.id()),
            Question::Fact(id) => format!("fact:{id}"),
        }
    }

    /// Reads the stable text form. `None` for an unknown kind or id, or if a month is missing or superfluous.
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
                let intermediate = IntermediateId::parse(id)?;
                cell(Quantity::Intermediate(intermediate), intermediate.row().monthly).map(Question::Cell)
            }
            "input" => ParameterId::parse(id).map(Question::Input),
            "fact" => entry(id).map(|listed| Question::Fact(listed.id.clone())),
            _ => None,
        }
    }
}
