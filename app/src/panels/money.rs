//! The customer's spend.

use crate::components::time_chart::TimeChart;
use figures::definitions::SPEND;
use leptos::prelude::*;

/// Cumulative spend against plan and investment.
#[component]
pub fn SpendChart() -> impl IntoView {
    view! { <TimeChart of=&SPEND /> }
}
