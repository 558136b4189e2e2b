//! The investor's cash and stake, in two aligned charts.

use super::money::invested;
use super::strands::strand;
use crate::charts::plane::{Plot, Shape};
use crate::components::time_chart::TimeChart;
use crate::state::use_state;
use crate::words;
use leptos::prelude::*;
use model::series::SeriesId;
use model::units::Unit;

/// Cash above, stake below.
#[component]
pub fn InvestorCharts() -> impl IntoView {
    const CASH: SeriesId = SeriesId::of("investor_cash_to_date_usd");
    const STAKE_VALUE: SeriesId = SeriesId::of("stake_value_usd");
    let state = use_state();
    let cash = Signal::derive(move || {
        let colour = state.theme.get().accent();
        let strands = state.outcome.with(|outcome| vec![strand(outcome, CASH, "Cash to date", colour, Shape::Line)]);
        Plot { strands, unit: Unit::Usd, at_least: 0.0 }
    });
    let stake = Signal::derive(move || {
        let theme = state.theme.get();
        let strands = state.outcome.with(|outcome| {
            vec![
                strand(outcome, STAKE_VALUE, "Value", theme.accent(), Shape::Step),
                invested(outcome, theme.attention()),
            ]
        });
        Plot { strands, unit: Unit::Usd, at_least: 0.0 }
    });
    let whose = move |words: &str| format!("{} {words}", state.baseline().investor);
    view! {
        <div class="stacked-pair">
            <TimeChart
                finding=Signal::derive(move || {
                    state.scenario.with(|scenario| state.outcome.with(|outcome| words::cash(scenario, outcome)))
                })
                measure=Signal::derive(move || whose("and its cloud: spend received − capital cost − running cost − investment"))
                source="derived · capital cost: estimates and assumptions"
                plot=cash
                height=128.0
            />
            <TimeChart
                finding=Signal::derive(move || state.read(words::stake))
                measure="Stake × valuation, against what was paid in (expected values)"
                source="derived · amounts and valuation as in the inputs; later dilution is not known"
                plot=stake
                height=128.0
            />
        </div>
    }
}
