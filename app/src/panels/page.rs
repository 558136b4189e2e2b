//! The whole page, and its edges: address bar, title and theme.

use super::{
    claims, compute, deals, fleet, flows, hardware, headline, inputs, investor, money, power, timeline, top_bar,
};
use crate::browser;
use crate::components::explain::{self, Explain};
use crate::components::export;
use crate::components::notices::Notices;
use crate::components::reference::{Reference, ReferenceLinks};
use crate::state::State;
use crate::view::{edge, kept_text};
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use model::catalogue::FACTS_DATE;

/// How long the scenario rests before the address bar and the charts out of sight follow: browsers refuse more than some writes a second.
const SETTLED_MS: u32 = 350;

/// Said once where the browser refuses workers.
const IN_PAGE: &str = "This browser refuses workers, so explanations and exports are worked out in the page itself, \
    which may halt for a moment meanwhile.";

/// Puts the page into the document.
pub fn start() {
    mount_to_body(Page);
}

/// The effects of the page; all of them write outwards, none writes a signal that the model reads.
fn edges(state: State) {
    let pending = StoredValue::new_local(None::<browser::timer::Wait>);
    edge(move |first| {
        state.scenario.track();
        if first {
            // A refused link stays in the address bar until the reader changes something: it can still be mended.
            if state.link_notice.with_untracked(|notice| !matches!(notice, Some(crate::state::LinkNotice::Refused(_))))
            {
                browser::address::replace(&state.link());
            }
            return;
        }
        // The earlier wait is dropped, and so never fires.
        pending.set_value(Some(browser::timer::after(SETTLED_MS, move || {
            browser::address::write(&state.link());
            state.rested.update(|rested| *rested = !*rested);
        })));
    });
    browser::address::on_travel(move || {
        pending.set_value(None);
        state.open_address();
    });
    let title = kept_text(move || {
        let modified = if state.scenario.with(|scenario| scenario.is_modified()) { ", modified" } else { "" };
        format!("{}{modified} – Rackrate", state.baseline().name)
    });
    edge(move |_| browser::address::set_title(&title.get()));
    edge(move |first| {
        let theme = state.theme.get();
        browser::theme::show(theme);
        if !first {
            browser::theme::keep(theme);
        }
    });
}

/// The page.
#[component]
pub fn Page() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    edges(state);
    explain::listen(state);
    browser::files::on_file(move |file| export::open(state, file));
    browser::engine::start_when_idle(move || state.remark.set(IN_PAGE));
    view! {
        <a class="skip" href="#figures">"Skip to the figures"</a>
        <top_bar::TopBar />
        <main>
            <Notices />
            <headline::Headline />
            <div class="columns">
                <inputs::InputsPanel />
                <div class="charts">
                    <timeline::Timeline />
                    <fleet::FleetChart />
                    <div class="chart-grid">
                        <div class="chart-column">
                            <compute::ComputeCharts />
                            <power::PowerChart />
                            <compute::VendorMix />
                        </div>
                        <div class="chart-column">
                            <money::SpendChart />
                            <investor::InvestorCharts />
                            <investor::InvestorFigures />
                        </div>
                    </div>
                    <flows::FlowsChart />
                    <div class="chart-grid">
                        <hardware::CostChart />
                        <hardware::WattChart />
                    </div>
                    <deals::Deals />
                    <claims::Claims />
                </div>
            </div>
        </main>
        <div><Explain over=false /></div>
        <footer>
            <p>
                "Facts as of " {FACTS_DATE} ". "
                "Classes: official, reported, estimate, derived, assumption. Vendors’ claims are shown as claims. "
                "Nothing here is investment advice."
            </p>
            <ReferenceLinks />
        </footer>
        <Reference />
    }
}
