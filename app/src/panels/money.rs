//! The customer's spend, and who paid whom.

use super::strands::strand;
use crate::charts::bars::Bar;
use crate::charts::plane::{Plot, Shape, Strand};
use crate::components::bar_chart::{BarChart, Row};
use crate::components::time_chart::TimeChart;
use crate::state::use_state;
use crate::words;
use leptos::prelude::*;
use model::ledger::{Account, TRANSFERS, paid_to_date_usd};
use model::metrics::MetricId;
use model::month::Month;
use model::series::SeriesId;
use model::units::{Unit, show};

/// Cumulative spend against plan and investment.
#[component]
pub fn SpendChart() -> impl IntoView {
    const SPENT: SeriesId = SeriesId::of("spend_to_date_usd");
    const PLANNED: SeriesId = SeriesId::of("planned_spend_to_date_usd");
    const INVESTED: SeriesId = SeriesId::of("invested_to_date_usd");
    let state = use_state();
    let plot = Signal::derive(move || {
        let theme = state.theme.get();
        state.outcome.with(|outcome| {
            let fill = crate::charts::theme::mix(theme.accent(), theme.paper(), 0.45);
            let mut strands = vec![strand(outcome, SPENT, "Spent", fill, Shape::Stacked)];
            let last = outcome.sheet.months() - 1;
            let behind = outcome.sheet.get(PLANNED, last) - outcome.sheet.get(SPENT, last);
            if behind > 1e6 {
                strands.push(strand(outcome, PLANNED, "Planned", theme.muted(), Shape::Dashed));
            }
            if outcome.sheet.get(INVESTED, last) > 0.0 {
                strands.push(strand(outcome, INVESTED, "Invested", theme.attention(), Shape::Step));
            }
            Plot { strands, unit: Unit::Usd, at_least: 0.0 }
        })
    });
    let committed = Signal::derive(move || {
        let remaining = state.outcome.with(|outcome| outcome.show(MetricId::of("commitment_remaining_usd")));
        let left = remaining.map_or_else(str::to_owned, |shown| shown.text());
        format!("Cumulative spend on capacity; {left} of the commitment remains")
    });
    view! {
        <TimeChart
            finding=Signal::derive(move || state.read(words::spend))
            measure=committed
            source="derived · contract values as in the inputs; prices: estimates of the contract kind"
            plot=plot
        />
    }
}

/// What each account paid each other, up to the as-of month.
#[component]
pub fn FlowsChart() -> impl IntoView {
    let state = use_state();
    let rows = Signal::derive(move || {
        let theme = state.theme.get();
        state.scenario.with(|scenario| {
            state.outcome.with(|outcome| {
                let month = outcome.as_of.0 as usize;
                let rows = TRANSFERS.into_iter().map(|transfer| {
                    let usd = paid_to_date_usd(&outcome.sheet, transfer, month);
                    let colour = match (transfer.from, transfer.to) {
                        (Account::Investor, Account::Company) => theme.attention(),
                        (Account::Company, Account::Supplier) => theme.accent(),
                        _ => theme.muted(),
                    };
                    Row {
                        name: words::transfer(scenario, transfer),
                        figure: show(usd, Unit::Usd).text(),
                        bar: Bar { colour, value: Some(usd), mark: None },
                        strong: transfer.to == Account::Company || transfer.from == Account::Company,
                        cells: vec![(format!("{usd}"), Some(format!("{}:{month}", transfer.to_date)))],
                    }
                });
                rows.filter(|row| row.bar.value.is_some_and(|usd| usd > 0.0)).collect::<Vec<_>>()
            })
        })
    });
    let finding = Signal::derive(move || {
        state.outcome.with(|outcome| match outcome.metrics.get(MetricId::of("returned_share")) {
            Ok(share) => format!("{} of the investment has come back as spend", show(share, Unit::Share).text()),
            Err(_) => "Where the money went".to_owned(),
        })
    });
    let measure = Signal::derive(move || {
        let month = state.outcome.with(|outcome| outcome.as_of);
        format!("Dollars paid from {} to {}", Month(0).short_name(), month.short_name())
    });
    view! {
        <BarChart
            finding=finding
            measure=measure
            source="derived · capital cost: estimates and assumptions; no replacement of worn-out hardware is counted"
            unit=Unit::Usd
            heads=vec!["Payment", "USD"]
            rows=rows
        />
    }
}

/// The name of a series of investments, for charts that need one.
pub fn invested(outcome: &model::outcome::Outcome, colour: crate::charts::theme::Colour) -> Strand {
    strand(outcome, SeriesId::of("invested_to_date_usd"), "Paid in", colour, Shape::Step)
}
