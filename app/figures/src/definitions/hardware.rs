//! Accelerators compared: what a unit of work costs, and what a watt gives.

use super::{no_notes, words};
use crate::bars::{BarPlot, BarRow};
use crate::figure::{Definition, Plot, Subjects};
use crate::order::by_number;
use crate::sentences::chips_shown;
use crate::span::{Sentence, figure, of_metric, text};
use crate::theme::Colour;
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::Precision;
use model::facts::accelerators::ACCELERATORS;
use model::quantities::metric::MetricFamily;
use model::run::compared::Efficiency;
use model::{input, metric};

/// Price of a unit of effective compute.
pub static COST: Definition = Definition {
    id: "cost",
    finding: cheapest,
    measure: |subjects| {
        let reference = input::REFERENCE_CHIP.show(subjects.scenario().get(input::REFERENCE_CHIP));
        words(format!(
            "Dollars a PFLOP-hour: bar at achieved MFU, line at peak. Break-even MFU against {reference} in the values"
        ))
    },
    source: |_| {
        "derived · peaks official; prices of different kinds: contract, list, implied or assumed, see Hardware; chips in use in bold".to_owned()
    },
    plot: |subjects| {
        bars(
            subjects,
            Unit::UsdPerPflopHour,
            by_cost(subjects),
            &[
                "Accelerator",
                "At MFU (USD/PFLOP-hour)",
                "At peak (USD/PFLOP-hour)",
                "Supplier’s cost (USD/chip-hour)",
                "Margin of renting (share)",
                "Break-even MFU (share)",
            ],
            |one| Compared {
                shown: show(one.usd_per_effective_pflop_hour, Unit::UsdPerPflopHour).figures,
                mark: one.usd_per_peak_pflop_hour,
                cells: vec![
                    (one.usd_per_effective_pflop_hour, metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR),
                    (one.usd_per_peak_pflop_hour, metric::chip::PRICE_PER_PEAK_PFLOP_HOUR),
                    (one.tco_usd_per_chip_hour, metric::chip::TCO),
                    (one.rental_margin_share, metric::chip::RENTAL_MARGIN),
                    (one.break_even_mfu_share, metric::chip::BREAK_EVEN_MFU),
                ],
            },
        )
    },
    notes: no_notes,
};

/// Compute for each watt.
pub static EFFICIENCY: Definition = Definition {
    id: "efficiency",
    finding: most_for_a_watt,
    measure: |_| words("TFLOP/s for each facility watt: bar at achieved MFU, line at peak"),
    source: |_| {
        "derived · peaks official; IT watts: mostly estimated or assumed, no vendor publishes them for a chip"
            .to_owned()
    },
    plot: |subjects| {
        bars(
            subjects,
            Unit::FlopPerSecondPerWatt,
            by_watt(subjects),
            &[
                "Accelerator",
                "At MFU (FLOP/s/W)",
                "At peak (FLOP/s/W)",
                "At peak (FLOP/s/USD of capital)",
                "At MFU (FLOP/s/USD of capital)",
            ],
            |one| Compared {
                shown: three_digits(one.effective_flops_per_watt / 1e12),
                mark: one.peak_flops_per_watt,
                cells: vec![
                    (one.effective_flops_per_watt, metric::chip::EFFECTIVE_PER_WATT),
                    (one.peak_flops_per_watt, metric::chip::PEAK_PER_WATT),
                    (one.peak_flops_per_capex_usd, metric::chip::PEAK_PER_CAPEX),
                    (one.effective_flops_per_capex_usd, metric::chip::EFFECTIVE_PER_CAPEX),
                ],
            },
        )
    },
    notes: no_notes,
};

/// What is drawn and told of one accelerator.
struct Compared {
    shown: String,
    mark: f64,
    cells: Vec<(f64, MetricFamily)>,
}

/// Efficiency of every accelerator that publishes a peak, by price of the work.
fn by_cost(subjects: &Subjects<'_>) -> Vec<Efficiency<f64>> {
    sorted(subjects, |one| one.usd_per_effective_pflop_hour)
}

/// The same, by compute for a watt, the most first.
fn by_watt(subjects: &Subjects<'_>) -> Vec<Efficiency<f64>> {
    sorted(subjects, |one| -one.effective_flops_per_watt)
}

fn sorted(subjects: &Subjects<'_>, by: impl Fn(&Efficiency<f64>) -> f64) -> Vec<Efficiency<f64>> {
    let of = |chip| subjects.outcome().metrics.efficiency(subjects.scenario(), chip);
    by_number((0..ACCELERATORS.len()).filter_map(of).collect(), by)
}

fn name_of(chip: usize) -> &'static str {
    ACCELERATORS.get(chip).map_or("", |accelerator| accelerator.name)
}

fn bars(
    subjects: &Subjects<'_>,
    unit: Unit,
    all: Vec<Efficiency<f64>>,
    heads: &[&'static str],
    of: impl Fn(&Efficiency<f64>) -> Compared,
) -> Plot {
    let used = chips_shown(subjects.outcome());
    let asked = input::PRECISION.show(subjects.scenario().get(input::PRECISION));
    let row = |one: &Efficiency<f64>| {
        let Compared { shown, mark, cells } = of(one);
        // With the precision where it is not the one asked for.
        let precision = one.precision.map_or("", Precision::name);
        let chip = name_of(one.chip);
        BarRow {
            name: if precision == asked { chip.to_owned() } else { format!("{chip} ({precision})") },
            shown,
            colour: Colour::chip(one.chip),
            mark: Some(mark),
            strong: used.contains(&one.chip),
            cells: cells.into_iter().map(|(value, of)| (value, of.member(one.chip))).collect(),
        }
    };
    Plot::Bars(BarPlot { unit, heads: heads.to_vec(), rows: all.iter().map(row).collect() })
}

fn cheapest(subjects: &Subjects<'_>) -> Sentence {
    let (all, used) = (by_cost(subjects), chips_shown(subjects.outcome()));
    let mut of_used = all.iter().filter(|one| used.contains(&one.chip));
    let question = |one: &Efficiency<f64>| of_metric(metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR.member(one.chip));
    match (of_used.next(), of_used.next_back()) {
        (Some(first), Some(last)) => vec![
            text(format!("Of the chips used, {} does a unit of work for ", name_of(first.chip))),
            figure(
                show(1.0 - first.usd_per_effective_pflop_hour / last.usd_per_effective_pflop_hour, Unit::Share).text(),
                format!("{} {}", question(first), question(last)),
            ),
            text(format!(" less than {}", name_of(last.chip))),
        ],
        (Some(only), None) => vec![
            text(format!("{} does a PFLOP-hour of work for ", name_of(only.chip))),
            figure(show(only.usd_per_effective_pflop_hour, Unit::UsdPerPflopHour).figures, question(only)),
        ],
        _ => words("What a unit of work costs"),
    }
}

fn most_for_a_watt(subjects: &Subjects<'_>) -> Sentence {
    let used = chips_shown(subjects.outcome());
    match by_watt(subjects).iter().find(|one| used.contains(&one.chip)) {
        Some(best) => vec![
            text(format!("Of the chips used, {} gives the most for a watt: ", name_of(best.chip))),
            figure(
                format!("{} TFLOP/s", three_digits(best.effective_flops_per_watt / 1e12)),
                of_metric(metric::chip::EFFECTIVE_PER_WATT.member(best.chip)),
            ),
        ],
        None => words("What a watt gives"),
    }
}
