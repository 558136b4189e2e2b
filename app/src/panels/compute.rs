//! Compute, in two aligned charts, and who does the work.

use crate::components::time_chart::TimeChart;
use crate::state::use_state;
use figures::lines::line;
use figures::sentences;
use figures::time_plot::{Line, Plot, Shape};
use leptos::prelude::*;
use model::catalogue::Vendor;
use model::parameters::ParameterId;
use model::series::{SeriesFamily, SeriesId};
use model::table::Of;
use model::units::Unit;

const EFFECTIVE: SeriesId = SeriesId::of("effective_flops");
const EFFECTIVE_OF: SeriesFamily = SeriesFamily::find(Of::Vendor, "effective_flops");

/// H100-equivalents above, effective compute below: two charts on one time axis instead of a second axis.
#[component]
pub fn ComputeCharts() -> impl IntoView {
    const H100E: SeriesId = SeriesId::of("h100_equivalents");
    const PRECISION: ParameterId = ParameterId::of("workload.precision");
    let state = use_state();
    let one = move |series: SeriesId, name: &'static str, unit: Unit| {
        Signal::derive(move || {
            let colour = state.theme.get().accent();
            let lines = state.outcome.with(|outcome| vec![line(outcome, series, name, colour, Shape::Line)]);
            Plot { lines, unit, at_least: 0.0 }
        })
    };
    let equivalents = one(H100E, "H100e", Unit::H100Equivalents);
    let effective = one(EFFECTIVE, "Effective", Unit::FlopPerSecond);
    let precision = Signal::derive(move || {
        let words = state.scenario.with(|scenario| PRECISION.show(scenario.get(PRECISION)));
        format!("Effective FLOP/s at {words}: peak × MFU × goodput")
    });
    view! {
        <div class="stacked-pair">
            <TimeChart
                finding=Signal::derive(move || state.read(sentences::compute))
                measure_asks="fact:accelerator.h100.equivalent"
                measure="H100-equivalents: dense 8-bit peak ÷ 1,979 TFLOP/s (Epoch AI’s rule)"
                source="derived · peaks official, dense; Trainium4’s from its vendor’s ratios"
                plot=equivalents
                height=128.0
            />
            <TimeChart
                finding=Signal::derive(move || state.read(sentences::effective))
                measure=precision
                source="derived · MFU: see Hardware; no independent FP8 figure exists for Trainium"
                plot=effective
                height=128.0
            />
        </div>
    }
}

/// Each vendor's share of effective compute.
#[component]
pub fn VendorMix() -> impl IntoView {
    let state = use_state();
    let plot = Signal::derive(move || {
        let theme = state.theme.get();
        state.outcome.with(|outcome| {
            let total = outcome.sheet.row(EFFECTIVE);
            let lines = (0..Vendor::ALL.len()).filter_map(|place| {
                let part = outcome.sheet.row(EFFECTIVE_OF.member(place));
                part.iter().any(|flops| *flops > 0.0).then(|| Line {
                    name: Vendor::ALL[place].name().to_owned(),
                    colour: theme.vendor(Vendor::ALL[place]),
                    values: part.iter().zip(total).map(|(part, all)| (*all > 0.0).then(|| part / all)).collect(),
                    shape: Shape::Stacked,
                    asks: format!("working:compute_share.{}", Of::Vendor.member_id(place)),
                })
            });
            Plot { lines: lines.collect(), unit: Unit::Share, at_least: 1.0 }
        })
    });
    view! {
        <TimeChart
            finding=Signal::derive(move || state.read(sentences::mix))
            measure="Share of effective compute by vendor of the chips"
            source="derived · from chips online, peaks and MFU"
            plot=plot
        />
    }
}
