//! Compute, in two aligned figures instead of a second axis, and who does the work.

use super::series::{line, newcomers_last, of_others};
use super::{no_notes, words};
use crate::figure::{Beside, Definition, Plot, Subjects};
use crate::sentences::{compute, effective, mix};
use crate::span::{figure, text};
use crate::theme::{Colour, Hue};
use crate::time::{Height, Line, Shape, TimePlot};
use model::base::units::Unit;
use model::facts::accelerator::Vendor;
use model::intermediate;
use model::quantities::cell::Quantity;
use model::quantities::series::SeriesId;

/// H100-equivalents.
pub static COMPUTE: Definition = Definition {
    id: "compute",
    finding: |subjects| compute(subjects.outcome()),
    measure: |_| {
        vec![
            text("H100-equivalents: dense 8-bit peak ÷ "),
            figure("1,979 TFLOP/s", "fact:accelerator.h100.equivalent"),
            text(" (Epoch AI’s rule)"),
        ]
    },
    source: |_| "derived · peaks official, dense; Trainium4’s from its vendor’s ratios".to_owned(),
    plot: |subjects| one(subjects, series::H100_EQUIVALENTS, "H100e", Unit::H100Equivalents),
    notes: no_notes,
    beside: Beside::Series(series::H100_EQUIVALENTS),
};
use model::{input, series};

/// Effective compute.
pub static EFFECTIVE: Definition = Definition {
    id: "effective",
    finding: |subjects| effective(subjects.outcome()),
    measure: |subjects| {
        let precision = input::PRECISION.show(subjects.scenario().get(input::PRECISION));
        words(format!("Effective FLOP/s at {precision}: peak × MFU × goodput"))
    },
    source: |_| "derived · MFU: see Hardware; no independent FP8 figure exists for Trainium".to_owned(),
    plot: |subjects| one(subjects, series::EFFECTIVE_FLOPS, "Effective", Unit::FlopPerSecond),
    notes: no_notes,
    beside: Beside::Series(series::EFFECTIVE_FLOPS),
};

/// Each vendor's share of effective compute.
pub static MIX: Definition = Definition {
    id: "mix",
    finding: |subjects| mix(subjects.scenario(), subjects.outcome()),
    measure: |_| words("Share of effective compute by vendor of the chips"),
    source: |subjects| {
        let draws = if subjects.bands.is_some() { " · draws are not shown of parts of a whole" } else { "" };
        format!("derived · from chips online, peaks and MFU{draws}")
    },
    plot: shares,
    notes: no_notes,
    beside: Beside::Apart,
};

fn one(subjects: &Subjects<'_>, series: SeriesId, name: &str, unit: Unit) -> Plot {
    let mut lines = vec![line(subjects, series, name, Colour::of(Hue::Accent), Shape::Line)];
    lines.extend(of_others(subjects, series));
    Plot::Months(TimePlot::new(unit, Height::Short, lines))
}

fn shares(subjects: &Subjects<'_>) -> Plot {
    let outcome = subjects.outcome();
    let total = outcome.sheet.row(series::EFFECTIVE_FLOPS);
    let share = |(place, vendor): (usize, Vendor)| {
        let part = outcome.sheet.row(series::vendor::EFFECTIVE_FLOPS.member(place));
        part.iter().any(|flops| *flops > 0.0).then(|| Line {
            name: subjects.scenario().names().maker(vendor).to_owned(),
            colour: Colour::vendor(vendor),
            values: part.iter().zip(total).map(|(part, all)| (*all > 0.0).then(|| part / all)).collect(),
            shape: Shape::Stacked,
            of: Quantity::Intermediate(intermediate::vendor::COMPUTE_SHARE.member(place)),
            dots: Vec::new(),
        })
    };
    let lines = newcomers_last(Vendor::ALL.into_iter().enumerate().filter_map(share).collect());
    Plot::Months(TimePlot { at_least: 1.0, ..TimePlot::new(Unit::Share, Height::Tall, lines) })
}
