//! Accelerators compared: what a unit of work costs, and what a watt gives.

use crate::components::bar_chart::BarChart;
use figures::definitions::{COST, EFFICIENCY};
use leptos::prelude::*;

/// Price of a unit of effective compute.
#[component]
pub fn CostChart() -> impl IntoView {
    view! { <BarChart of=&COST /> }
}

/// Compute for each watt.
#[component]
pub fn WattChart() -> impl IntoView {
    view! { <BarChart of=&EFFICIENCY /> }
}
