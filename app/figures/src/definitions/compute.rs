//! Compute, in two aligned figures instead of one with a second axis, and each vendor's share of it.

use super::series::{line, newcomers_last, of_others};
use super::{no_notes, words};
use crate::figure::{Beside, Definition, Plot, Subjects};
use crate::sentences::{chips_shown, compute, effective, mix, own_peaks};
use crate::span::{figure, text};
use crate::theme::{Colour, Hue};
use crate::time::{Height, Line, Shape, TimePlot};
use model::base::units::Unit;
use model::facts::accelerator::Vendor;
use model::facts::accelerators::ACCELERATORS;
use model::intermediate;
use model::quantities::cell::Quantity;
use model::quantities::series::SeriesId;

/// Compute in H100-equivalents.
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
    source: |subjects| format!("derived · {}", peaks(subjects)),
    plot: |subjects| one(subjects, series::H100_EQUIVALENTS, "H100e", Unit::H100Equivalents),
    notes: no_notes,
    beside: Beside::Series(series::H100_EQUIVALENTS),
};
use model::{input, series};

/// An accelerator for which its vendor has published only ratios to an earlier one.
const ONLY_RATIOS: &str = "trainium4";

/// Where the 8-bit peaks of the chips in the drawing come from.
fn peaks(subjects: &Subjects<'_>) -> String {
    let drawn = || std::iter::once(subjects.first).chain(subjects.others.iter().copied());
    let is_of_ratios = |chip: &usize| ACCELERATORS.get(*chip).is_some_and(|of| of.id == ONLY_RATIOS);
    let mut of_ratios: Vec<&str> = Vec::new();
    for case in drawn() {
        for chip in chips_shown(case.outcome).into_iter().filter(is_of_ratios) {
            let name = case.scenario.names().chip(chip);
            if !of_ratios.contains(&name) {
                of_ratios.push(name);
            }
        }
    }
    let of_ratios = match of_ratios.is_empty() {
        true => String::new(),
        false => format!("; {}’s from its vendor’s ratios", of_ratios.join(" and ")),
    };
    let own = drawn().map(|case| own_peaks(case.scenario, case.outcome, &[input::chip::PEAK_FP8]));
    let own = own.reduce(|most, one| if one.is_empty() || most.contains(&one) { most } else { most + &one });
    format!("peaks official, dense{of_ratios}{}", own.unwrap_or_default())
}

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
            asked_to: None,
        })
    };
    let lines = newcomers_last(Vendor::ALL.into_iter().enumerate().filter_map(share).collect());
    Plot::Months(TimePlot { at_least: 1.0, ..TimePlot::new(Unit::Share, Height::Tall, lines) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::facts::provenance::Class;
    use model::run::outcome::run;
    use tests_shared::scenarios::first_with;

    /// The source line names only chips in use, and never calls a placeholder official.
    #[test]
    fn peaks_are_from_where_those_of_the_chips_in_use_are() {
        let source = |changes: &[(&str, &str)]| {
            let scenario = first_with(changes);
            let outcome = run(&scenario);
            (COMPUTE.source)(&Subjects::one(&scenario, &outcome))
        };
        let full = "phase.full.chip_a";
        assert_eq!(source(&[]), "derived · peaks official, dense");
        assert!(source(&[(full, "Trainium4")]).ends_with("dense; Trainium4’s from its vendor’s ratios"));
        assert!(
            source(&[(full, "Own chip")]).ends_with("dense; of Own chip: assumption"),
            "{}",
            source(&[(full, "Own chip")])
        );
        let set = source(&[(full, "Own chip"), ("chip.own.peak_fp8", "3e15")]);
        assert!(set.ends_with("dense; of Own chip: yours"), "{set}");
        assert!(ACCELERATORS.iter().any(|one| one.id == ONLY_RATIOS));
        // Every other chip's peak is its vendor's own figure, from the vendor or as relayed by others; one chip has
        // only ratios.
        for one in ACCELERATORS.iter().filter(|one| !one.is_own()) {
            let class = one.eight_bit_peak().expect("a peak").class;
            assert!(matches!(class, Class::Official | Class::Relayed) || one.id == ONLY_RATIOS, "{}", one.id);
        }
    }
}
