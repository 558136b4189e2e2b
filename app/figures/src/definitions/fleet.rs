//! Accelerators online, and what limits their number.

use super::series::{line, newcomers_last, of_others, with_dots};
use super::words;
use crate::figure::{Beside, Definition, Plot, Subjects};
use crate::sentences::{binding_runs, chips_shown, deployment, shortfall};
use crate::theme::{Colour, Hue};
use crate::time::{Height, Shape, Strip, TimePlot, first_forecast_month};
use model::base::month::Month;
use model::base::units::Unit;

/// Accelerators online by kind, stacked, with the plan if it was not met.
pub static FLEET: Definition = Definition {
    id: "fleet",
    finding: |subjects| deployment(subjects.scenario(), subjects.outcome()),
    measure: |subjects| {
        let shown = chips_shown(subjects.outcome()).into_iter();
        let series = shown.map(|chip| series::chip::CHIPS.member(chip)).collect::<Vec<_>>();
        with_dots(subjects, &series, words("Accelerators online, month end"))
    },
    source: |_| {
        let first = Month(first_forecast_month() as i32).name();
        format!("derived · sizes, dates and prices as in the inputs; shaded: from {first}, a projection")
    },
    plot,
    notes: |subjects| vec![shortfall(subjects.outcome())],
    beside: Beside::Series(series::CHIPS_ONLINE),
};
use model::series;

fn plot(subjects: &Subjects<'_>) -> Plot {
    let outcome = subjects.outcome();
    let chip = |chip: usize| {
        let name = subjects.scenario().names().chip(chip);
        line(subjects, series::chip::CHIPS.member(chip), name, Colour::chip(chip), Shape::Stacked)
    };
    let mut lines = newcomers_last(chips_shown(outcome).into_iter().map(chip).collect());
    if lines.len() > 1 {
        lines.push(line(subjects, series::CHIPS_ONLINE, "Total", Colour::of(Hue::Ink), Shape::Line));
    }
    let behind =
        |month: usize| outcome.sheet.get(series::CHIPS_PLANNED, month) - outcome.sheet.get(series::CHIPS_ONLINE, month);
    if (0..outcome.sheet.months()).any(|month| behind(month) > 0.5) {
        lines.push(line(subjects, series::CHIPS_PLANNED, "Plan", Colour::of(Hue::Muted), Shape::Dashed));
    }
    lines.extend(of_others(subjects, series::CHIPS_ONLINE));
    let strip = Some(Strip { runs: binding_runs(outcome) });
    Plot::Months(TimePlot { strip, ..TimePlot::new(Unit::Chips, Height::Tall, lines) })
}
