//! Figures below the deployment chart: two columns of groups, and what is compared side by side.

use crate::components::bar_chart::BarChart;
use crate::components::chart::Chart;
use figures::Definition;
use figures::definitions::{COLUMNS, COMPARED};
use leptos::prelude::*;

/// The two columns.
#[component]
pub fn Columns() -> impl IntoView {
    let columns = COLUMNS.map(|groups| {
        let groups = groups.iter().map(|group| group_of(group)).collect::<Vec<_>>();
        view! { <div class="chart-column">{groups}</div> }
    });
    view! { <div class="chart-grid">{columns.into_iter().collect::<Vec<_>>()}</div> }
}

/// One figure, or several that stand close together on one time axis.
fn group_of(group: &'static [&'static Definition]) -> AnyView {
    match group {
        [of] => view! { <Chart of=*of /> }.into_any(),
        group => {
            let charts = group.iter().map(|of| view! { <Chart of=*of /> }).collect::<Vec<_>>();
            view! { <div class="stacked-pair">{charts}</div> }.into_any()
        }
    }
}

/// Accelerators compared.
#[component]
pub fn Compared() -> impl IntoView {
    let charts = COMPARED.map(|of| view! { <BarChart of=of /> });
    view! { <div class="chart-grid">{charts.into_iter().collect::<Vec<_>>()}</div> }
}
