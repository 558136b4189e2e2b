//! Power at the meter.

use crate::components::time_chart::{TimeChart, rests_on};
use crate::state::use_state;
use figures::lines::line;
use figures::sentences;
use figures::time_plot::{Plot, Shape};
use leptos::prelude::*;
use model::parameters::Family;
use model::series::SeriesId;
use model::table::Of;
use model::units::Unit;

/// Facility power, with the limit where there is one.
#[component]
pub fn PowerChart() -> impl IntoView {
    const POWER: SeriesId = SeriesId::of("facility_power_watts");
    const IT_WATTS: Family = Family::find(Of::Chip, "it_watts");
    const LIMIT: SeriesId = SeriesId::of("power_limit_watts");
    let state = use_state();
    let plot = Signal::derive(move || {
        let theme = state.theme.get();
        state.outcome.with(|outcome| {
            let fill = figures::theme::mix(theme.accent(), theme.paper(), 0.45);
            let mut lines = vec![line(outcome, POWER, "In use", fill, Shape::Stacked)];
            if outcome.shown(LIMIT).is_some() {
                lines.push(line(outcome, LIMIT, "Available", theme.attention(), Shape::Dashed));
            }
            Plot { lines, unit: Unit::Watt, at_least: 0.0 }
        })
    });
    view! {
        <TimeChart
            finding=Signal::derive(move || state.read(sentences::power))
            measure="Facility power, provisioned: IT watts × PUE, month end"
            source=rests_on("PUE as in Operations; IT watts, which no vendor publishes for a chip", IT_WATTS)
            plot=plot
        />
    }
}
