//! Comparisons of accelerators: the cost of a unit of work, at contract prices or to the owner, and compute per watt.

use super::versus::{Comparison, Wording, finding, reference, sorted, turns_on};
use super::words;
use crate::bars::{BarPlot, BarRow};
use crate::figure::{Beside, Definition, Plot, Subjects};
use crate::sentences::{chips_shown, own_peaks};
use crate::span::of_metric;
use crate::table::Cell;
use crate::theme::Colour;
use model::base::units::Unit;
use model::facts::accelerator::{Precision, PriceKind};
use model::facts::accelerators::ACCELERATORS;
use model::facts::provenance::Class;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricFamily;
use model::record::question::Question;
use model::run::compared::Efficiency;
use model::{input, metric};

const AT_CONTRACT: Comparison = Comparison {
    of: |one| one.usd_per_effective_pflop_hour,
    metric: metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR,
    at_peak: Some(|one| one.usd_per_peak_pflop_hour),
    unit: Unit::UsdPerPflopHour,
    wording: Wording {
        nothing: "What a unit of work costs",
        alone: ("A PFLOP-hour of work on ", " costs ", ""),
        two: ("A unit of work on ", " costs "),
        than: ("", " on"),
    },
    least: true,
    rests_on: (input::chip::PRICE, "assumed"),
    of_chip: &[input::chip::PRICE],
    shared: &[],
};

const TO_OWNER: Comparison = Comparison {
    of: |one| one.owner_usd_per_effective_pflop_hour,
    metric: metric::chip::OWNER_COST_PER_EFFECTIVE_PFLOP_HOUR,
    at_peak: None,
    unit: Unit::UsdPerPflopHour,
    wording: Wording {
        nothing: "What a unit of work costs the owner",
        alone: ("A PFLOP-hour of work on ", " costs its owner ", ""),
        two: ("A unit of work on ", " costs its owner "),
        than: ("", " on"),
    },
    least: true,
    rests_on: (input::chip::CAPEX, "assumed"),
    of_chip: &[input::chip::CAPEX, input::chip::IT_WATTS],
    shared: &[
        input::PUE,
        input::LOAD_FACTOR,
        input::ELECTRICITY_PRICE,
        input::HARDWARE_LIFE,
        input::WACC,
        input::OPEX_SHARE,
        input::FACILITY_COST,
        input::FACILITY_LIFE,
    ],
};

const PER_WATT: Comparison = Comparison {
    of: |one| one.effective_flops_per_watt,
    metric: metric::chip::EFFECTIVE_PER_WATT,
    at_peak: Some(|one| one.peak_flops_per_watt),
    unit: Unit::FlopPerSecondPerWatt,
    wording: Wording {
        nothing: "What a watt gives",
        alone: ("", " does ", " per watt"),
        two: ("Per watt, ", " does "),
        than: (" work", ""),
    },
    least: false,
    rests_on: (input::chip::IT_WATTS, "assumed"),
    of_chip: &[input::chip::IT_WATTS],
    shared: &[],
};

/// The price of a unit of effective compute.
pub static COST: Definition = Definition {
    id: "cost",
    finding: |subjects| finding(&AT_CONTRACT, subjects),
    measure: |subjects| {
        let scenario = subjects.scenario();
        let reference = input::REFERENCE_CHIP.show_in(scenario.names(), scenario.get(input::REFERENCE_CHIP));
        words(format!(
            "Dollars a PFLOP-hour at contract prices, before discounts: bar at achieved MFU, line at peak; hatched where the price is an assumption. Break-even MFU against {reference} in the values"
        ))
    },
    source: |subjects| {
        format!(
            "derived · peaks official{}; contract prices of one survey where it has the chip, else implied or assumed, see Hardware; chips in use in bold",
            of_own(subjects)
        )
    },
    plot: |subjects| {
        let heads = [
            "Accelerator",
            "At MFU (USD/PFLOP-hour)",
            "At peak (USD/PFLOP-hour)",
            "Margin of renting (share)",
            "Break-even MFU (share)",
        ];
        bars(&AT_CONTRACT, subjects, &heads, |one| {
            vec![
                of_chip(one.usd_per_peak_pflop_hour, metric::chip::PRICE_PER_PEAK_PFLOP_HOUR, one),
                of_chip(one.rental_margin_share, metric::chip::RENTAL_MARGIN, one),
                one.break_even_mfu_share.map_or(Cell::NONE, |share| of_chip(share, metric::chip::BREAK_EVEN_MFU, one)),
            ]
        })
    },
    notes: |subjects| turns_on(&AT_CONTRACT, subjects),
    beside: Beside::Rows,
};

/// The cost of a unit of effective compute to the owner of the chip.
pub static OWNER_COST: Definition = Definition {
    id: "owner-cost",
    finding: |subjects| finding(&TO_OWNER, subjects),
    measure: |_| {
        words(
            "TCO of a PFLOP-hour, US dollars: capital, building, energy and running cost, at achieved MFU; hatched where the capital cost is an assumption. Beside the published cost in the values",
        )
    },
    source: |_| {
        "derived · capital cost and watts as in Hardware, the rest as in Operations and Supplier; differences to the published cost: see Sources; chips in use in bold".to_owned()
    },
    plot: |subjects| {
        let heads = [
            "Accelerator",
            "At MFU (USD/PFLOP-hour)",
            "Owner’s cost (USD/chip-hour)",
            "Published (USD/chip-hour)",
            "Over the published (share)",
        ];
        bars(&TO_OWNER, subjects, &heads, |one| {
            let over = metric::chip::TCO_OVER_PUBLISHED.member(one.chip);
            let over = subjects.outcome().metrics.get(over).map(|share| Cell::of(share, of_metric(over)));
            vec![
                of_chip(one.tco_usd_per_chip_hour, metric::chip::TCO, one),
                published(one.chip).unwrap_or(Cell::NONE),
                over.unwrap_or(Cell::NONE),
            ]
        })
    },
    notes: |subjects| turns_on(&TO_OWNER, subjects),
    beside: Beside::Rows,
};

/// Compute per watt.
pub static EFFICIENCY: Definition = Definition {
    id: "efficiency",
    finding: |subjects| finding(&PER_WATT, subjects),
    measure: |_| {
        words(
            "TFLOP/s for each facility watt: bar at achieved MFU, line at peak; hatched where the watts are an assumption",
        )
    },
    source: |subjects| {
        format!(
            "derived · peaks official{}; IT watts: mostly estimated or assumed, no vendor publishes them for a chip",
            of_own(subjects)
        )
    },
    plot: |subjects| {
        let heads = [
            "Accelerator",
            "At MFU (FLOP/s/W)",
            "At peak (FLOP/s/W)",
            "At peak (FLOP/s/USD of capital)",
            "At MFU (FLOP/s/USD of capital)",
        ];
        bars(&PER_WATT, subjects, &heads, |one| {
            vec![
                of_chip(one.peak_flops_per_watt, metric::chip::PEAK_PER_WATT, one),
                of_chip(one.peak_flops_per_capex_usd, metric::chip::PEAK_PER_CAPEX, one),
                of_chip(one.effective_flops_per_capex_usd, metric::chip::EFFECTIVE_PER_CAPEX, one),
            ]
        })
    },
    notes: |subjects| turns_on(&PER_WATT, subjects),
    beside: Beside::Rows,
};

/// What the peaks of the reader's own chip rest on, if it is in use.
fn of_own(subjects: &Subjects<'_>) -> String {
    let peaks = [input::chip::PEAK_BF16, input::chip::PEAK_FP8, input::chip::PEAK_FP4];
    own_peaks(subjects.scenario(), subjects.outcome(), &peaks)
}

fn of_chip(value: f64, of: MetricFamily, one: &Efficiency<f64>) -> Cell {
    Cell::of(value, of_metric(of.member(one.chip)))
}

/// The published owner's cost of an accelerator; `None` if there is none.
fn published(chip: usize) -> Option<Cell> {
    let accelerator = ACCELERATORS.get(chip)?;
    let published = accelerator.owner_cost_usd_per_chip_hour.as_ref()?;
    let id = format!("accelerator.{}.owner_cost_usd_per_chip_hour", accelerator.id);
    Some(Cell::of(published.value, Question::Fact(id).text()))
}

/// A remark on the number that a bar rests on, and whether it is an assumption; otherwise it is of another kind than
/// the others.
fn caveat(of: &Comparison, scenario: &Scenario, chip: usize) -> Option<(&'static str, bool)> {
    let (family, words) = of.rests_on;
    let input = family.member(chip);
    if scenario.evidence(input).class == Some(Class::Assumption) {
        return Some((words, true));
    }
    let kind = ACCELERATORS.get(chip).map(|accelerator| accelerator.price.kind);
    match kind.filter(|_| input == input::chip::PRICE.member(chip) && !scenario.is_changed(input)) {
        Some(kind @ (PriceKind::OnDemand | PriceKind::CapacityBlock | PriceKind::Spot)) => Some((kind.name(), false)),
        _ => None,
    }
}

fn bars(
    of: &Comparison,
    subjects: &Subjects<'_>,
    heads: &[&'static str],
    cells: impl Fn(&Efficiency<f64>) -> Vec<Cell>,
) -> Plot {
    let rows = rows_of(of, subjects, &cells);
    // Each compared scenario's row goes below this scenario's row of the same chip, if its number differs.
    let others: Vec<Vec<(String, BarRow)>> =
        subjects.others.iter().map(|other| rows_of(of, &Subjects::alone(*other), &cells)).collect();
    let is_used =
        |row: &BarRow| others.iter().flatten().any(|(_, other)| other.strong && other.question() == row.question());
    let mut grouped = Vec::new();
    for (_, row) in rows {
        let row = BarRow { folded: row.folded && !is_used(&row), ..row };
        let others = others.iter().zip(subjects.others).enumerate().filter_map(|(place, (rows, other))| {
            let (name, same) = rows.iter().find(|(_, other)| other.question() == row.question())?;
            (same.value() != row.value() || same.mark != row.mark).then(|| BarRow {
                name: format!("{name} · {}", other.name),
                folded: row.folded,
                beside: true,
                cells: same.cells.iter().map(|cell| cell.of_other(place)).collect(),
                ..same.clone()
            })
        });
        let others: Vec<BarRow> = others.collect();
        grouped.push(row);
        grouped.extend(others);
    }
    Plot::Bars(BarPlot { unit: of.unit, heads: heads.to_vec(), rows: grouped, all: false })
}

/// The rows of one scenario, each with the accelerator's name without the remark on its number.
fn rows_of(
    of: &Comparison,
    subjects: &Subjects<'_>,
    cells: impl Fn(&Efficiency<f64>) -> Vec<Cell>,
) -> Vec<(String, BarRow)> {
    let used = chips_shown(subjects.outcome());
    let (scenario, all) = (subjects.scenario(), sorted(of, subjects));
    let asked = input::PRECISION.show(scenario.get(input::PRECISION));
    let reference = reference(scenario);
    let row = |one: &Efficiency<f64>| {
        // The precision is named if it is not the one asked for.
        let precision = one.precision.map_or("", Precision::name);
        let mut name = scenario.names().chip(one.chip).to_owned();
        if precision != asked {
            name += &format!(" ({precision})");
        }
        let bare = name.clone();
        let caveat = caveat(of, scenario, one.chip);
        if let Some((words, _)) = caveat {
            name += &format!(", {words}");
        }
        let value = (of.of)(one);
        let row = BarRow {
            name,
            shown: of.shown(value),
            colour: Colour::chip(one.chip),
            mark: of.at_peak.map(|at_peak| at_peak(one)),
            strong: used.contains(&one.chip),
            assumed: caveat.is_some_and(|(_, assumed)| assumed),
            // Chips in use and the reference are shown; all of them if none is in use.
            folded: !used.is_empty() && !used.contains(&one.chip) && one.chip != reference,
            beside: false,
            cells: std::iter::once(of_chip(value, of.metric, one)).chain(cells(one)).collect(),
        };
        (bare, row)
    };
    all.iter().map(row).collect()
}
