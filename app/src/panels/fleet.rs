//! Accelerators online, and what keeps them from being more.

use crate::components::time_chart::TimeChart;
use figures::definitions::FLEET;
use leptos::prelude::*;

/// Accelerators online by kind, below the timeline and on its months.
#[component]
pub fn FleetChart() -> impl IntoView {
    view! { <TimeChart of=&FLEET aligned=true /> }
}
