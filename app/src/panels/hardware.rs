//! Accelerators compared: what a unit of work costs, and what a watt gives.

use crate::components::bar_chart::{BarChart, Row};
use crate::components::explain::about;
use crate::state::use_state;
use figures::bars::Bar;
use leptos::prelude::*;
use model::catalogue::ACCELERATORS;
use model::metrics::{Efficiency, MetricFamily};
use model::number::sort_by_number;
use model::parameters::ParameterId;
use model::table::Of;
use model::units::{Unit, show, three_digits};

const REFERENCE: ParameterId = ParameterId::of("hardware.reference_chip");
const PRECISION: ParameterId = ParameterId::of("workload.precision");

// What the table's cells are.
const AT_MFU: MetricFamily = MetricFamily::find(Of::Chip, "usd_per_effective_pflop_hour");
const AT_PEAK: MetricFamily = MetricFamily::find(Of::Chip, "usd_per_peak_pflop_hour");
const COST: MetricFamily = MetricFamily::find(Of::Chip, "tco_usd_per_chip_hour");
const MARGIN: MetricFamily = MetricFamily::find(Of::Chip, "rental_margin");
const BREAK_EVEN: MetricFamily = MetricFamily::find(Of::Chip, "break_even_mfu");
const EFFECTIVE_OF_WATT: MetricFamily = MetricFamily::find(Of::Chip, "effective_flops_per_watt");
const PEAK_OF_WATT: MetricFamily = MetricFamily::find(Of::Chip, "peak_flops_per_watt");
const PEAK_OF_USD: MetricFamily = MetricFamily::find(Of::Chip, "peak_flops_per_capex_usd");
const EFFECTIVE_OF_USD: MetricFamily = MetricFamily::find(Of::Chip, "effective_flops_per_capex_usd");

/// Efficiency of every accelerator that publishes a peak, sorted.
fn compared(by: impl Fn(&Efficiency<f64>) -> f64) -> Vec<Efficiency<f64>> {
    let state = use_state();
    let mut all: Vec<_> = state.scenario.with(|scenario| {
        state.read(|outcome| {
            (0..ACCELERATORS.len()).filter_map(|chip| outcome.metrics.efficiency(scenario, chip)).collect()
        })
    });
    sort_by_number(&mut all, by);
    all
}

/// The precision asked for, in words.
fn asked() -> String {
    use_state().scenario.with(|scenario| PRECISION.show(scenario.get(PRECISION)))
}

/// A chip's name, with the precision where it is not the one asked for.
fn name(one: &Efficiency<f64>, asked: &str) -> String {
    let used = one.precision.map_or("", model::catalogue::Precision::name);
    let chip = ACCELERATORS[one.chip].name;
    if used == asked { chip.to_owned() } else { format!("{chip} ({used})") }
}

/// Places of the chips that the scenario uses.
fn used() -> Vec<usize> {
    use_state().read(figures::sentences::chips_shown)
}

/// Price of a unit of effective compute.
#[component]
pub fn CostChart() -> impl IntoView {
    let state = use_state();
    let all = move || compared(|one| one.usd_per_effective_pflop_hour);
    let rows = Signal::derive(move || {
        let (used, asked, theme) = (used(), asked(), state.theme.get());
        let rows = all().into_iter().map(|one| Row {
            name: name(&one, &asked),
            figure: show(one.usd_per_effective_pflop_hour, Unit::UsdPerPflopHour).figures,
            bar: Bar {
                colour: theme.chip(one.chip),
                value: Some(one.usd_per_effective_pflop_hour),
                mark: Some(one.usd_per_peak_pflop_hour),
            },
            strong: used.contains(&one.chip),
            cells: [
                (one.usd_per_effective_pflop_hour, AT_MFU),
                (one.usd_per_peak_pflop_hour, AT_PEAK),
                (one.tco_usd_per_chip_hour, COST),
                (one.rental_margin_share, MARGIN),
                (one.break_even_mfu_share, BREAK_EVEN),
            ]
            .map(|(value, of)| (format!("{value}"), Some(about(of.member(one.chip)))))
            .to_vec(),
        });
        rows.collect::<Vec<_>>()
    });
    let finding = Signal::derive(move || {
        let (all, used) = (all(), used());
        let mut of_used = all.iter().filter(|one| used.contains(&one.chip));
        match (of_used.next(), of_used.next_back()) {
            (Some(first), Some(last)) => format!(
                "Of the chips used, {} does a unit of work for {} less than {}",
                ACCELERATORS[first.chip].name,
                show(1.0 - first.usd_per_effective_pflop_hour / last.usd_per_effective_pflop_hour, Unit::Share).text(),
                ACCELERATORS[last.chip].name
            ),
            (Some(only), None) => format!(
                "{} does a PFLOP-hour of work for {}",
                ACCELERATORS[only.chip].name,
                show(only.usd_per_effective_pflop_hour, Unit::UsdPerPflopHour).figures
            ),
            _ => "What a unit of work costs".to_owned(),
        }
    });
    let measure = Signal::derive(move || {
        let reference = state.scenario.with(|scenario| REFERENCE.show(scenario.get(REFERENCE)));
        format!(
            "Dollars a PFLOP-hour: bar at achieved MFU, line at peak. Break-even MFU against {reference} in the values"
        )
    });
    view! {
        <BarChart
            finding=finding
            measure=measure
            source="derived · peaks official; prices of different kinds: contract, list, implied or assumed, see Hardware; chips in use in bold"
            unit=Unit::UsdPerPflopHour
            heads=vec![
                "Accelerator",
                "At MFU (USD/PFLOP-hour)",
                "At peak (USD/PFLOP-hour)",
                "Supplier’s cost (USD/chip-hour)",
                "Margin of renting (share)",
                "Break-even MFU (share)",
            ]
            rows=rows
        />
    }
}

/// Compute for each watt.
#[component]
pub fn WattChart() -> impl IntoView {
    let state = use_state();
    let all = move || compared(|one| -one.effective_flops_per_watt);
    let rows = Signal::derive(move || {
        let (used, asked, theme) = (used(), asked(), state.theme.get());
        let rows = all().into_iter().map(|one| Row {
            name: name(&one, &asked),
            figure: three_digits(one.effective_flops_per_watt / 1e12),
            bar: Bar {
                colour: theme.chip(one.chip),
                value: Some(one.effective_flops_per_watt),
                mark: Some(one.peak_flops_per_watt),
            },
            strong: used.contains(&one.chip),
            cells: [
                (one.effective_flops_per_watt, EFFECTIVE_OF_WATT),
                (one.peak_flops_per_watt, PEAK_OF_WATT),
                (one.peak_flops_per_capex_usd, PEAK_OF_USD),
                (one.effective_flops_per_capex_usd, EFFECTIVE_OF_USD),
            ]
            .map(|(value, of)| (format!("{value}"), Some(about(of.member(one.chip)))))
            .to_vec(),
        });
        rows.collect::<Vec<_>>()
    });
    let finding = Signal::derive(move || {
        let used = used();
        match all().iter().find(|one| used.contains(&one.chip)) {
            Some(best) => format!(
                "Of the chips used, {} gives the most for a watt: {} TFLOP/s",
                ACCELERATORS[best.chip].name,
                three_digits(best.effective_flops_per_watt / 1e12)
            ),
            None => "What a watt gives".to_owned(),
        }
    });
    view! {
        <BarChart
            finding=finding
            measure="TFLOP/s for each facility watt: bar at achieved MFU, line at peak"
            source="derived · peaks official; IT watts: mostly estimated or assumed, no vendor publishes them for a chip"
            unit=Unit::FlopPerSecondPerWatt
            heads=vec![
                "Accelerator",
                "At MFU (FLOP/s/W)",
                "At peak (FLOP/s/W)",
                "At peak (FLOP/s/USD of capital)",
                "At MFU (FLOP/s/USD of capital)",
            ]
            rows=rows
        />
    }
}
