//! Who paid whom: bands between accounts, as wide as the dollars.

use crate::charts::flows::{Flows, draw};
use crate::components::time_chart::watched;
use crate::components::values::{Table, Values};
use crate::state::use_state;
use crate::view::{block, flag, kept_flag, kept_text, slice, text};
use crate::words;
use leptos::prelude::*;
use model::ledger::{Account, TRANSFERS, Transfer, paid_to_date_usd};
use model::metrics::MetricId;
use model::month::Month;
use model::units::{Unit, show};
use std::sync::Arc;

/// Space for the labels at the right side, CSS pixels.
const LABELS: f64 = 176.0;
const FEW_LABELS: f64 = 96.0;
/// Below this width amounts stand without their purposes, which are then in a list.
const NARROW: f64 = 700.0;

type Paid = Vec<(Transfer, f64)>;

fn usd(usd: f64) -> String {
    show(usd, Unit::Usd).text()
}

/// "OpenAI → Amazon, cloud spend: $10.4 bn", of what was paid.
fn lines(paid: &Paid) -> Vec<String> {
    use_state().scenario.with(|scenario| {
        let paid = paid.iter().filter(|(_, sum)| *sum > 0.0);
        paid.map(|(transfer, sum)| format!("{}: {}", words::transfer(scenario, *transfer), usd(*sum))).collect()
    })
}

/// What each account paid each other, up to the as-of month.
#[component]
pub fn FlowsChart() -> impl IntoView {
    let state = use_state();
    let (width, seen) = (RwSignal::new(600.0), RwSignal::new(true));
    let frame = watched(width, 8.0, seen);
    let whole = Signal::derive(move || -> Paid {
        state.outcome.with(|outcome| {
            let month = outcome.as_of.0 as usize;
            TRANSFERS.into_iter().map(|of| (of, paid_to_date_usd(&outcome.sheet, of, month))).collect()
        })
    });
    let paid = slice(state, seen, whole);
    let narrow = kept_flag(move || width.get() < NARROW);
    let flows = Memo::new(move |_| {
        let labels = if narrow.get() { FEW_LABELS } else { LABELS };
        let supplies = state.scenario.with(words::investor_supplies);
        paid.with(|paid| Flows::new(paid, width.get(), labels, supplies))
    });
    let svg = kept_text(move || flows.with(|flows| draw(flows, state.theme.get())));
    let spoken = kept_text(move || match paid.with(lines) {
        none if none.is_empty() => "Nothing was paid by this month".to_owned(),
        all => format!("Who paid whom. {}", all.join("; ")),
    });
    let labels = block(move || {
        let narrow = narrow.get();
        flows.with(|flows| (names(flows), amounts(flows, narrow))).into_any()
    });
    let list = block(move || {
        let lines = if narrow.get() { paid.with(lines) } else { Vec::new() };
        lines.into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>().into_any()
    });
    let finding = kept_text(move || {
        state.outcome.with(|outcome| match outcome.show(MetricId::of("returned_share")) {
            Ok(share) => format!("{} of the investment has come back as spend", share.text()),
            Err(_) => "Where the money went".to_owned(),
        })
    });
    let measure = text(move || {
        let month = state.outcome.with(|outcome| outcome.as_of);
        format!("Dollars paid from {} to {}", Month(0).short_name(), month.short_name())
    });
    let key = move || flows.with(Flows::key);
    let bar = text(move || key().map_or("display:none".to_owned(), |(_, height)| format!("height:{height:.1}px")));
    let scale = text(move || scale(key(), &paid.get()));
    let table = Arc::new(move || Table {
        head: vec!["Payment".to_owned(), "USD".to_owned()],
        rows: state.scenario.with(|scenario| {
            let rows = whole.get().into_iter();
            rows.map(|(transfer, usd)| vec![words::transfer(scenario, transfer), usd.to_string()]).collect()
        }),
    });
    view! {
        <figure class="chart flows" role="group" aria-label=finding>
            <figcaption>
                <h3>{finding}</h3>
                <p class="measure">{measure}</p>
            </figcaption>
            <div class="flow-frame" class:narrow=flag(move || narrow.get()) node_ref=frame role="img" aria-label=spoken>
                <div
                    class="plane"
                    style=text(move || flows.with(|flows| format!("width:{}px;height:{:.1}px", flows.width, flows.height)))
                    inner_html=svg
                ></div>
                {labels}
            </div>
            <ul class="flow-list" aria-hidden="true">{list}</ul>
            <p class="flow-scale"><i style=bar></i> <span>{scale}</span></p>
            <p>{text(move || state.scenario.with(|scenario| state.outcome.with(|outcome| words::returned(scenario, outcome))))}</p>
            <p class="source-line">
                "derived · capital cost: estimates and assumptions; no replacement of worn-out hardware is counted"
            </p>
            <Values of=finding table=table />
        </figure>
    }
    .into_any()
}

/// How much a band of the key's height is, and what was left out.
fn scale(key: Option<(f64, f64)>, paid: &Paid) -> String {
    let scale = match key {
        Some((sum, _)) => format!("Bands are to scale: this high is {}.", usd(sum)),
        None => "Nothing was paid by this month.".to_owned(),
    };
    let none: Vec<&str> = paid.iter().filter(|(_, usd)| *usd <= 0.0).map(|(transfer, _)| transfer.purpose).collect();
    if none.is_empty() || key.is_none() {
        scale
    } else {
        format!("{scale} Not drawn, because zero: {}.", none.join(", "))
    }
}

/// The accounts' names. Whoever the supplier pays has its name and its sum beside it.
fn names(flows: &Flows) -> Vec<AnyView> {
    let state = use_state();
    let (baseline, supplies) = (state.baseline(), state.scenario.with(words::investor_supplies));
    let named = flows.nodes.iter().map(|node| {
        let name = match node.account {
            Account::Investor if supplies => format!("{}, as investor", baseline.investor),
            Account::Supplier if supplies => format!("{}, as supplier ({})", baseline.investor, baseline.supplier),
            account => state.scenario.with(|scenario| words::account(scenario, account).to_owned()),
        };
        let paid_by =
            flows.bands.iter().find(|band| band.transfer.to == node.account && band.transfer.from == Account::Supplier);
        match paid_by {
            Some(band) => {
                let style = format!("left:{:.0}px;top:{:.0}px", node.x + 14.0, node.top + node.height / 2.0 - 14.0);
                let sum = format!("{} ", usd(band.usd));
                view! {
                    <p class="paid" style=style aria-hidden="true">
                        <b>{name}</b>
                        {sum}
                        <span class="purpose">{band.transfer.purpose}</span>
                    </p>
                }
                .into_any()
            }
            None => {
                let room = if node.account == Account::Supplier { flows.width - node.x } else { flows.reach };
                let bottom = flows.height - node.top + 2.0;
                let style = format!("left:{:.0}px;bottom:{bottom:.0}px;max-width:{room:.0}px", node.x);
                view! { <p class="party" style=style aria-hidden="true"><b>{name}</b></p> }.into_any()
            }
        }
    });
    named.collect()
}

/// The sums on the bands that do not end at a label, with the way that the money goes.
fn amounts(flows: &Flows, narrow: bool) -> Vec<AnyView> {
    let bands = flows.bands.iter().filter(|band| band.transfer.from != Account::Supplier);
    let amounts = bands.map(|band| {
        let (x, y) = band.middle();
        let purpose = if narrow || flows.reach < 200.0 { "" } else { band.transfer.purpose };
        let sum = format!("{purpose} {}", usd(band.usd));
        let words = if band.from.0 < band.to.0 { format!("{sum} →") } else { format!("← {sum}") };
        let style = format!("left:{x:.0}px;top:{:.0}px", y - 9.0);
        view! { <p class="amount" style=style aria-hidden="true">{words}</p> }.into_any()
    });
    amounts.collect()
}
