//! Accelerators online, and what keeps them from being more.

use super::binding::BindingStrip;
use crate::components::time_chart::TimeChart;
use crate::state::use_state;
use figures::lines::{chips, line};
use figures::sentences;
use figures::time_plot::{Plot, Shape, first_forecast_month};
use leptos::prelude::*;
use model::month::Month;
use model::series::SeriesId;
use model::units::Unit;

/// Accelerators online by kind, stacked, with the plan beside them where it was not met.
#[component]
pub fn FleetChart() -> impl IntoView {
    const PLANNED: SeriesId = SeriesId::of("chips_planned");
    const ONLINE: SeriesId = SeriesId::of("chips_online");
    let state = use_state();
    let first_forecast = || Month(first_forecast_month() as i32);
    let finding = Signal::derive(move || state.read(sentences::deployment));
    let plot = Signal::derive(move || {
        let theme = state.theme.get();
        state.outcome.with(|outcome| {
            let mut lines = chips(outcome, theme);
            let behind = |month: usize| outcome.sheet.get(PLANNED, month) - outcome.sheet.get(ONLINE, month);
            if (0..outcome.sheet.months()).any(|month| behind(month) > 0.5) {
                lines.push(line(outcome, PLANNED, "Plan", theme.muted(), Shape::Dashed));
            }
            Plot { lines, unit: Unit::Chips, at_least: 0.0 }
        })
    });
    view! {
        <TimeChart
            finding=finding
            measure="Accelerators online, month end"
            source=format!("derived · sizes, dates and prices as in the inputs; shaded: from {}, a projection", first_forecast().name())
            plot=plot
            aligned=true
            below=BindingStrip().into_any()
        />
    }
}
