//! Who paid whom: bands between accounts, as wide as the dollars.
//!
//! All that changes together is one piece of markup: its words are names of the baseline and of the ledger, and figures.

use crate::components::explain::sentence;
use crate::components::time_chart::watched;
use crate::components::values::{Table, Values};
use crate::state::use_state;
use crate::view::{kept_text, text};
use figures::flows::{Flows, draw};
use figures::sentences;
use figures::theme::Theme;
use leptos::prelude::*;
use model::explain::Question;
use model::ledger::{Account, TRANSFERS, Transfer, paid_to_date_usd};
use model::metrics::MetricId;
use model::month::Month;
use model::outcome::Outcome;
use model::scenario::Scenario;
use model::units::{Unit, show};
use std::fmt::Write;
use std::sync::Arc;

/// Space for the labels at the right side, CSS pixels.
const LABELS: f64 = 176.0;
const FEW_LABELS: f64 = 96.0;
/// Below this width amounts stand without their purposes, which are then in a list.
const NARROW: f64 = 700.0;
/// A band shorter than this has no room for its purpose.
const SHORT: f64 = 200.0;

fn usd(usd: f64) -> String {
    show(usd, Unit::Usd).text()
}

/// What was paid of each kind up to the as-of month, USD.
fn paid(outcome: &Outcome) -> [(Transfer, f64); TRANSFERS.len()] {
    TRANSFERS.map(|of| (of, paid_to_date_usd(&outcome.sheet, of, outcome.as_of.0 as usize)))
}

/// What the finding and the sentence below the drawing tell.
const RETURNED: &str = "metric:returned_share metric:round_trip_month metric:invested_to_date_usd";

/// The question for what was paid of a kind.
fn asks(outcome: &Outcome, of: Transfer) -> String {
    Question::Cell(of.to_date.at(outcome.as_of.0 as usize)).text()
}

/// What each account paid each other, up to the as-of month.
#[component]
pub fn FlowsChart() -> impl IntoView {
    let state = use_state();
    let (width, seen) = (RwSignal::new(600.0), RwSignal::new(true));
    let frame = watched(width, 8.0, seen);
    let whole = text(move || {
        let (width, theme) = (width.get(), state.theme.get());
        state.scenario.with(|scenario| state.read(|outcome| markup(scenario, outcome, width, theme)))
    });
    // Out of sight it follows when the scenario rests, as all charts do; but its height hangs on its width, and the page
    // must not jump when it comes into sight.
    let body = kept_text(move || {
        width.track();
        if seen.get() {
            return whole.get();
        }
        state.rested.track();
        whole.get_untracked()
    });
    let finding = kept_text(move || {
        state.read(|outcome| match outcome.show(MetricId::of("returned_share")) {
            Ok(share) => format!("{} of the investment has come back as spend", share.text()),
            Err(_) => "Where the money went".to_owned(),
        })
    });
    let measure = text(move || {
        let month = state.read(|outcome| outcome.as_of);
        format!("Dollars paid from {} to {}", Month(0).short_name(), month.short_name())
    });
    let table = Arc::new(move || Table {
        head: vec!["Payment".to_owned(), "USD".to_owned()],
        rows: state.scenario.with(|scenario| {
            state.read(|outcome| {
                let row = |(of, usd): (Transfer, f64)| {
                    vec![(sentences::transfer(scenario, of), None), (usd.to_string(), Some(asks(outcome, of)))]
                };
                paid(outcome).map(row).to_vec()
            })
        }),
    });
    view! {
        <figure class="chart flows" aria-label=finding>
            <figcaption>
                <h3>{sentence(text(|| RETURNED), finding.into())}</h3>
                <p class="measure">{measure}</p>
            </figcaption>
            <div node_ref=frame inner_html=body></div>
            <p class="source-line">
                "derived · capital cost as in Hardware and Supplier; no replacement of worn-out hardware is counted"
            </p>
            <Values of=finding table=table />
        </figure>
    }
    .into_any()
}

/// The drawing with its names and sums, its scale, and what of the investment came back.
fn markup(scenario: &Scenario, outcome: &Outcome, width: f64, theme: Theme) -> String {
    let paid = paid(outcome);
    let narrow = width < NARROW;
    let labels = if narrow { FEW_LABELS } else { LABELS };
    let flows = Flows::new(&paid, width, labels, sentences::investor_supplies(scenario));
    let lines = flows.bands.iter();
    let lines: Vec<String> =
        lines.map(|band| format!("{}: {}", sentences::transfer(scenario, band.transfer), usd(band.usd))).collect();
    let back = sentences::returned(scenario, outcome);
    let back = format!("<p><span role=button tabindex=0 class=said data-ask=\"{RETURNED}\">{back}</span></p>");
    let Some((sum, high)) = flows.key() else {
        return format!("<p class=\"flow-scale\">Nothing was paid by {}.</p>{back}", outcome.as_of.name());
    };
    let mut html = format!(
        "<div class=\"flow-frame\" role=\"img\" aria-label=\"Who paid whom. {}\"><div class=\"plane\" style=\"height:{:.1}px\">{}</div>",
        lines.join("; "),
        flows.height,
        draw(&flows, theme),
    );
    // Writing into a text cannot fail.
    for node in &flows.nodes {
        let band =
            flows.bands.iter().find(|band| (band.transfer.from, band.transfer.to) == (Account::Supplier, node.account));
        let name = name(scenario, node.account);
        let _ = match band {
            Some(band) => write!(
                html,
                "<p data-ask=\"{}\" style=\"left:{:.0}px;top:{:.0}px\"><b>{name}</b><br>{} {}</p>",
                asks(outcome, band.transfer),
                node.x + 14.0,
                node.top + node.height / 2.0 - 14.0,
                usd(band.usd),
                if narrow { "" } else { band.transfer.purpose },
            ),
            None => write!(
                html,
                "<p style=\"left:{:.0}px;bottom:{:.0}px;max-width:{:.0}px\"><b>{name}</b></p>",
                // Beside the line that joins the pockets.
                if node.account == Account::Supplier { node.x + 6.0 } else { node.x },
                flows.height - node.top + 3.0,
                if node.account == Account::Supplier { width - node.x - 6.0 } else { flows.reach },
            ),
        };
    }
    // Sums on the bands that do not end at a label, with the way that the money goes.
    for band in flows.bands.iter().filter(|band| band.transfer.from != Account::Supplier) {
        let (x, y) = band.middle();
        let purpose = if narrow || flows.reach < SHORT { "" } else { band.transfer.purpose };
        let (before, after) = if band.from.0 < band.to.0 { ("", " →") } else { ("← ", "") };
        let _ = write!(
            html,
            "<p class=\"amount\" data-ask=\"{}\" style=\"left:{x:.0}px;top:{:.0}px\">{before}{purpose} {}{after}</p>",
            asks(outcome, band.transfer),
            y - 9.0,
            usd(band.usd),
        );
    }
    html.push_str("</div>");
    if narrow {
        let _ = write!(html, "<ul class=\"flow-list\" aria-hidden=\"true\"><li>{}</li></ul>", lines.join("</li><li>"));
    }
    let none =
        paid.iter().filter(|(_, usd)| *usd <= 0.0).map(|(of, _)| of.purpose.to_owned()).collect::<Vec<_>>().join(", ");
    let _ = write!(
        html,
        "<p class=\"flow-scale\"><i style=\"height:{high:.1}px\"></i><span>Bands are to scale: this high is {}.{}{none}</span></p>{back}",
        usd(sum),
        if none.is_empty() { "" } else { " Not drawn, because zero: " },
    );
    html
}

/// An account's name in the drawing, which shows the two pockets of one party apart.
fn name(scenario: &Scenario, account: Account) -> String {
    let baseline = scenario.baseline();
    match account {
        Account::Investor if sentences::investor_supplies(scenario) => format!("{}, as investor", baseline.investor),
        Account::Supplier if sentences::investor_supplies(scenario) => {
            format!("{}, as supplier ({})", baseline.investor, baseline.supplier)
        }
        _ => sentences::account(scenario, account).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::baselines::BASELINES;
    use model::outcome::run;

    #[test]
    fn every_payment_is_named_with_its_sum_or_said_to_be_zero() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            for width in [984.0, 328.0] {
                let html = markup(&scenario, &outcome, width, Theme::Light);
                for (of, sum) in paid(&outcome) {
                    let line = format!("{}: {}", sentences::transfer(&scenario, of), usd(sum));
                    let none = html.split_once("because zero: ").map_or("", |(_, after)| after);
                    let none =
                        none.split("</span>").next().unwrap_or_default().split(", ").any(|one| one == of.purpose);
                    assert_eq!((html.contains(&line), none), (sum > 0.0, sum <= 0.0), "{line}: {html}");
                }
                assert!(html.contains(&sentences::returned(&scenario, &outcome)) && !html.contains("NaN"), "{html}");
                assert_eq!(html.contains("as investor"), sentences::investor_supplies(&scenario), "{html}");
            }
        }
    }
}
