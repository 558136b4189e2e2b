//! Power at the meter.

use crate::components::time_chart::TimeChart;
use figures::definitions::POWER;
use leptos::prelude::*;

/// Facility power, with the limit where there is one.
#[component]
pub fn PowerChart() -> impl IntoView {
    view! { <TimeChart of=&POWER /> }
}
