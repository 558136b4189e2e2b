//! The investor's cash and stake: two aligned charts, and what they come to.

use crate::components::frame::{part, sentence};
use crate::components::time_chart::TimeChart;
use crate::state::use_state;
use crate::view::{kept_text, text};
use figures::Plot;
use figures::definitions::{CASH, INVESTOR, STAKE};
use leptos::prelude::*;

/// Cash above, stake below.
#[component]
pub fn InvestorCharts() -> impl IntoView {
    view! {
        <div class="stacked-pair">
            <TimeChart of=&CASH />
            <TimeChart of=&STAKE />
        </div>
    }
}

/// The investor's figures at the as-of month, with and without the stake.
#[component]
pub fn InvestorFigures() -> impl IntoView {
    let state = use_state();
    let rows = kept_text(move || match part(state, INVESTOR.plot) {
        Plot::Grid(grid) => grid.html(),
        _ => String::new(),
    });
    view! {
        <section class="chart investor-figures" aria-label="The investor’s figures">
            <h3 inner_html=sentence(INVESTOR.finding)></h3>
            <table inner_html=rows></table>
            <p class="source-line">{text(move || part(state, INVESTOR.source))}</p>
        </section>
    }
    .into_any()
}
