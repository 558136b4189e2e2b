//! Series of an outcome as lines of a plot.

use crate::beside::{self, values};
use crate::figure::Subjects;
use crate::order::by_number;
use crate::sentences::classes_of_chips;
use crate::span::{Sentence, text};
use crate::theme::Colour;
use crate::time::{Dot, Line, Shape};
use model::facts::actuals::Actual;
use model::inputs::input::Family;
use model::quantities::cell::Quantity;
use model::quantities::series::SeriesId;

/// How far the fill of a stacked area is faded, per cent.
pub(super) const FILL: u8 = 45;

/// The line of a series of the first scenario.
pub(super) fn line(subjects: &Subjects<'_>, series: SeriesId, name: &str, colour: Colour, shape: Shape) -> Line {
    Line {
        name: name.to_owned(),
        colour,
        values: values(subjects.outcome(), series, false),
        shape,
        of: Quantity::Series(series),
        dots: dots(subjects, series),
        asked_to: None,
    }
}

/// The actual readings of a series, for the scenario's baseline, in the months shown.
pub(super) fn dots(subjects: &Subjects<'_>, series: SeriesId) -> Vec<Dot> {
    let months = subjects.outcome().sheet.months();
    let dot = |actual: &'static Actual| {
        let month = usize::try_from(actual.month.0).ok().filter(|month| *month < months)?;
        let fact = actual.fact.as_ref().filter(|fact| fact.unit == series.row().unit)?;
        Some(Dot { month, value: fact.value, actual: actual.id })
    };
    Actual::of(subjects.scenario().baseline().id, &series.id()).filter_map(dot).collect()
}

/// The measure, with a remark if one of these series has dots.
pub(super) fn with_dots(subjects: &Subjects<'_>, series: &[SeriesId], mut measure: Sentence) -> Sentence {
    if series.iter().any(|series| !dots(subjects, *series).is_empty()) {
        measure.push(text("; dots: what happened"));
    }
    measure
}

/// Sorts the lines of a stack so that stable ones are at its base: by the first month above 0, then by the last month
/// of change. Otherwise an area would seem to grow because a newcomer below lifts it.
pub(super) fn newcomers_last(lines: Vec<Line>) -> Vec<Line> {
    by_number(lines, |line| {
        let begins = line.values.iter().position(|value| value.is_some_and(|value| value > 0.0));
        let last = line.values.last().copied().flatten().unwrap_or(0.0);
        let moves = line.values.iter().rposition(|value| (value.unwrap_or(0.0) - last).abs() > 1e-3 * last.abs());
        let months = line.values.len().max(1);
        (begins.unwrap_or(months) * (months + 1) + moves.map_or(0, |month| month + 1)) as f64
    })
}

/// The line of a series of the first scenario to the end of the last agreement or to the exit, whichever is later,
/// independent of the horizon.
pub(super) fn line_to_the_end(
    subjects: &Subjects<'_>,
    series: SeriesId,
    name: &str,
    colour: Colour,
    shape: Shape,
) -> Line {
    Line { values: values(subjects.outcome(), series, true), ..line(subjects, series, name, colour, shape) }
}

/// The same series of compared scenarios, each to its own end.
pub(super) fn of_others_to_the_end(subjects: &Subjects<'_>, series: SeriesId) -> Vec<Line> {
    beside_of(subjects, series, true)
}

/// The same series of compared scenarios.
pub(super) fn of_others(subjects: &Subjects<'_>, series: SeriesId) -> Vec<Line> {
    beside_of(subjects, series, false)
}

fn beside_of(subjects: &Subjects<'_>, series: SeriesId, to_the_end: bool) -> Vec<Line> {
    let others = subjects.others.iter().enumerate();
    others.map(|(place, other)| beside::line(place, other, series, values(other.outcome, series, to_the_end))).collect()
}

/// The source line that says what a figure rests on: an input of the chips in use, with its evidence classes.
pub(super) fn rests_on(subjects: &Subjects<'_>, what: &str, of: Family) -> String {
    match classes_of_chips(subjects.scenario(), subjects.outcome(), of) {
        none if none.is_empty() => "derived · no chips are in use".to_owned(),
        classes => format!("derived · {what}: {classes}"),
    }
}
