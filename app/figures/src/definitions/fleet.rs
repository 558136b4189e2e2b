//! Accelerators online, and what keeps them from being more.

use super::series::{line, of_others};
use super::words;
use crate::figure::{Definition, Plot, Subjects};
use crate::sentences::{CHIPS_OF, binding_runs, chips_shown, deployment, shortfall};
use crate::theme::{Colour, Hue};
use crate::time::{Height, Shape, Strip, TimePlot, first_forecast_month};
use model::catalogue::ACCELERATORS;
use model::month::Month;
use model::series::SeriesId;
use model::units::Unit;

const PLANNED: SeriesId = SeriesId::of("chips_planned");
const ONLINE: SeriesId = SeriesId::of("chips_online");

/// Accelerators online by kind, stacked, with the plan beside them where it was not met.
pub static FLEET: Definition = Definition {
    id: "fleet",
    finding: |subjects| deployment(subjects.outcome()),
    measure: |_| words("Accelerators online, month end"),
    source: |_| {
        let first = Month(first_forecast_month() as i32).name();
        format!("derived · sizes, dates and prices as in the inputs; shaded: from {first}, a projection")
    },
    plot,
    notes: |subjects| vec![shortfall(subjects.outcome())],
};

fn plot(subjects: &Subjects<'_>) -> Plot {
    let outcome = subjects.outcome();
    let chip = |chip: usize| {
        let name = ACCELERATORS.get(chip).map_or("", |accelerator| accelerator.name);
        line(subjects, CHIPS_OF.member(chip), name, Colour::chip(chip), Shape::Stacked)
    };
    let mut lines: Vec<_> = chips_shown(outcome).into_iter().map(chip).collect();
    let behind = |month: usize| outcome.sheet.get(PLANNED, month) - outcome.sheet.get(ONLINE, month);
    if (0..outcome.sheet.months()).any(|month| behind(month) > 0.5) {
        lines.push(line(subjects, PLANNED, "Plan", Colour::of(Hue::Muted), Shape::Dashed));
    }
    lines.extend(of_others(subjects, ONLINE));
    let strip = Some(Strip { runs: binding_runs(outcome) });
    Plot::Months(TimePlot { strip, ..TimePlot::new(Unit::Chips, Height::Tall, lines) })
}
