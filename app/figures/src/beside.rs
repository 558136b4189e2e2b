//! Scenarios beside the one that a figure is about: their lines, and differences to one of them.

use crate::figure::{Subject, Subjects};
use crate::theme::{Colour, Hue};
use crate::time::{Line, Shape, TimePlot};
use model::quantities::cell::Quantity;
use model::quantities::series::SeriesId;
use model::run::outcome::Outcome;

/// The colours of the lines beside; dashes and weights tell them apart, too.
const COLOURS: [(Hue, u8); 6] =
    [(Hue::Attention, 0), (Hue::Ink, 0), (Hue::Muted, 0), (Hue::Attention, 30), (Hue::Ink, 30), (Hue::Muted, 25)];

/// The colour of the line of a place.
pub(crate) fn colour_of(place: usize) -> Colour {
    let (hue, faded) = COLOURS.get(place).copied().unwrap_or((Hue::Muted, 0));
    Colour::of(hue).faded(faded)
}

/// A series' values, in the months that are shown or to the end of the contract.
pub(crate) fn values(outcome: &Outcome, series: SeriesId, to_the_end: bool) -> Vec<Option<f64>> {
    if to_the_end {
        return outcome.sheet.row_to_the_end(series).iter().map(|value| Some(*value)).collect();
    }
    match outcome.shown(series) {
        Some(values) => values.iter().map(|value| Some(*value)).collect(),
        None => vec![None; outcome.sheet.months()],
    }
}

/// The line of one of the others.
pub(crate) fn line(place: usize, other: &Subject<'_>, series: SeriesId, values: Vec<Option<f64>>) -> Line {
    Line {
        name: other.name.to_owned(),
        colour: colour_of(place),
        values,
        shape: Shape::Beside(place as u8),
        of: Quantity::Series(series),
        quantiles: Vec::new(),
        dots: Vec::new(),
    }
}

/// By how much each subject's series differs from the reference's, in the months that both have. The reference itself
/// is the line at 0.
pub(crate) fn differences(subjects: &Subjects<'_>, series: SeriesId, to_the_end: bool, alone: &TimePlot) -> TimePlot {
    let Some(reference) = subjects.reference else { return alone.clone() };
    let of_reference = values(reference.outcome, series, to_the_end);
    let less = |outcome: &Outcome| {
        let own = values(outcome, series, to_the_end).into_iter();
        own.zip(&of_reference).map(|(own, reference)| Some(own? - (*reference)?)).collect::<Vec<_>>()
    };
    let this = Line {
        name: "This".to_owned(),
        colour: Colour::of(Hue::Accent),
        values: less(subjects.outcome()),
        shape: if alone.lines.first().is_some_and(|line| line.shape == Shape::Step) {
            Shape::Step
        } else {
            Shape::Line
        },
        of: Quantity::Series(series),
        quantiles: Vec::new(),
        dots: Vec::new(),
    };
    let others = subjects.others.iter().enumerate().filter(|(_, other)| other.name != reference.name);
    let others = others.map(|(place, other)| line(place, other, series, less(other.outcome)));
    TimePlot { lines: std::iter::once(this).chain(others).collect(), at_least: 0.0, differs: true, ..alone.clone() }
}
