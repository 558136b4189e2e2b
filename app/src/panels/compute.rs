//! Compute, in two aligned charts, and who does the work.

use crate::components::time_chart::TimeChart;
use figures::definitions::{COMPUTE, EFFECTIVE, MIX};
use leptos::prelude::*;

/// H100-equivalents above, effective compute below: two charts on one time axis instead of a second axis.
#[component]
pub fn ComputeCharts() -> impl IntoView {
    view! {
        <div class="stacked-pair">
            <TimeChart of=&COMPUTE />
            <TimeChart of=&EFFECTIVE />
        </div>
    }
}

/// Each vendor's share of effective compute.
#[component]
pub fn VendorMix() -> impl IntoView {
    view! { <TimeChart of=&MIX /> }
}
