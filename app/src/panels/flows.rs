//! Who paid whom.

use crate::components::flow_chart::FlowChart;
use figures::definitions::FLOWS;
use leptos::prelude::*;

/// What each account paid each other, up to the as-of month.
#[component]
pub fn FlowsChart() -> impl IntoView {
    view! { <FlowChart of=&FLOWS /> }
}
