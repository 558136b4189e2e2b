//! The customer's spend.

use crate::components::time_chart::{TimeChart, rests_on};
use crate::state::use_state;
use figures::lines::line;
use figures::sentences;
use figures::time_plot::{Line, Plot, Shape};
use leptos::prelude::*;
use model::metrics::MetricId;
use model::parameters::Family;
use model::series::SeriesId;
use model::table::Of;
use model::units::Unit;

/// Cumulative spend against plan and investment.
#[component]
pub fn SpendChart() -> impl IntoView {
    const SPENT: SeriesId = SeriesId::of("spend_to_date_usd");
    const PRICE: Family = Family::find(Of::Chip, "price_usd_per_hour");
    const PLANNED: SeriesId = SeriesId::of("planned_spend_to_date_usd");
    const INVESTED: SeriesId = SeriesId::of("invested_to_date_usd");
    let state = use_state();
    let plot = Signal::derive(move || {
        let theme = state.theme.get();
        state.outcome.with(|outcome| {
            let fill = figures::theme::mix(theme.accent(), theme.paper(), 0.45);
            let mut lines = vec![line(outcome, SPENT, "Spent", fill, Shape::Stacked)];
            let last = outcome.sheet.months() - 1;
            let behind = outcome.sheet.get(PLANNED, last) - outcome.sheet.get(SPENT, last);
            if behind > 1e6 {
                lines.push(line(outcome, PLANNED, "Planned", theme.muted(), Shape::Dashed));
            }
            if outcome.sheet.get(INVESTED, last) > 0.0 {
                lines.push(line(outcome, INVESTED, "Invested", theme.attention(), Shape::Step));
            }
            Plot { lines, unit: Unit::Usd, at_least: 0.0 }
        })
    });
    let committed = Signal::derive(move || {
        let remaining = state.outcome.with(|outcome| outcome.show(MetricId::of("commitment_remaining_usd")));
        let left = remaining.map_or_else(str::to_owned, |shown| shown.text());
        format!("Cumulative spend on capacity, US dollars; {left} of the commitment remains")
    });
    view! {
        <TimeChart
            finding=Signal::derive(move || state.read(sentences::spend))
            measure=committed
            measure_asks="metric:commitment_remaining_usd"
            source=rests_on("sizes as in the inputs; prices, of the contract kind where one is known", PRICE)
            plot=plot
        />
    }
}

/// The name of a series of investments, for charts that need one.
pub fn invested(outcome: &model::outcome::Outcome, colour: figures::theme::Colour) -> Line {
    line(outcome, SeriesId::of("invested_to_date_usd"), "Paid in", colour, Shape::Step)
}
