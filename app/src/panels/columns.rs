//! The figures below the deployment chart: two columns of groups, and the comparisons of accelerators.

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

/// One figure, or several that are stacked on one time axis. The group has the id of its first figure, to which links
/// lead.
fn group_of(group: &'static [&'static Definition]) -> AnyView {
    let charts = group.iter().map(|of| view! { <Chart of=*of /> }).collect::<Vec<_>>();
    let place = group.first().map(|of| of.id);
    view! { <div class="place stacked-pair" id=place tabindex="-1">{charts}</div> }.into_any()
}

/// The comparisons of accelerators.
#[component]
pub fn Compared() -> impl IntoView {
    let charts = COMPARED.map(|of| {
        let place = of.first().map(|(_, of)| of.id);
        view! { <div class="place" id=place tabindex="-1"><BarChart of=of /></div> }
    });
    view! { <div class="chart-grid">{charts.into_iter().collect::<Vec<_>>()}</div> }
}
