//! Slices of an outcome as series of a chart.

use crate::sentences::{CHIPS_OF, chips_shown, classes_of_chips};
use crate::theme::{Colour, Theme};
use crate::time_plot::{Line, Shape};
use model::catalogue::ACCELERATORS;
use model::outcome::Outcome;
use model::parameters::Family;
use model::scenario::Scenario;
use model::series::SeriesId;

/// One series of the outcome.
pub fn line(outcome: &Outcome, series: SeriesId, name: &str, colour: Colour, shape: Shape) -> Line {
    let values = match outcome.shown(series) {
        Some(values) => values.iter().map(|value| Some(*value)).collect(),
        None => vec![None; outcome.sheet.months()],
    };
    Line { name: name.to_owned(), colour, values, shape, asks: format!("series:{}", series.id()) }
}

/// Chips online, accelerator by accelerator, stacked.
pub fn chips(outcome: &Outcome, theme: Theme) -> Vec<Line> {
    let chips = chips_shown(outcome).into_iter();
    chips
        .map(|chip| line(outcome, CHIPS_OF.member(chip), ACCELERATORS[chip].name, theme.chip(chip), Shape::Stacked))
        .collect()
}

/// The line under a chart that says what it rests on: an input of the chips in use, and with which classes.
pub fn rests_on(scenario: &Scenario, outcome: &Outcome, what: &str, of: Family) -> String {
    format!("derived · {what}: {}", classes_of_chips(scenario, outcome, of))
}
