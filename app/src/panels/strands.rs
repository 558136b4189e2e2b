//! Slices of an outcome as series of a chart.

use crate::charts::plane::{Shape, Strand};
use crate::charts::theme::{Colour, Theme};
use crate::state::use_state;
use crate::view::text;
use crate::words::{CHIPS_OF, chips_shown};
use leptos::prelude::*;
use model::catalogue::ACCELERATORS;
use model::outcome::Outcome;
use model::parameters::Family;
use model::series::SeriesId;

/// One series of the outcome.
pub fn strand(outcome: &Outcome, series: SeriesId, name: &str, colour: Colour, shape: Shape) -> Strand {
    let values = match outcome.shown(series) {
        Some(values) => values.iter().map(|value| Some(*value)).collect(),
        None => vec![None; outcome.sheet.months()],
    };
    Strand { name: name.to_owned(), colour, values, shape, asks: format!("series:{}", series.id()) }
}

/// Chips online, accelerator by accelerator, stacked.
pub fn chips(outcome: &Outcome, theme: Theme) -> Vec<Strand> {
    let chips = chips_shown(outcome).into_iter();
    chips
        .map(|chip| strand(outcome, CHIPS_OF.member(chip), ACCELERATORS[chip].name, theme.chip(chip), Shape::Stacked))
        .collect()
}

/// The line under a chart that says what it rests on: an input of the chips in use, and with which classes.
pub fn rests_on(what: &'static str, of: Family) -> Signal<String> {
    let state = use_state();
    text(move || {
        let classes =
            state.scenario.with(|scenario| state.read(|outcome| crate::words::classes_of_chips(scenario, outcome, of)));
        format!("derived · {what}: {classes}")
    })
}
