//! What each account paid each other, up to the as-of month.

use super::words;
use crate::figure::{Definition, Plot, Subjects};
use crate::flows::FlowPlot;
use crate::sentences::{account, investor_supplies, pocket, returned};
use crate::span::{figure, of_metric, text};
use model::base::month::Month;
use model::run::ledger::{Account, TRANSFERS, paid_to_date_usd};

/// Who paid whom.
pub static FLOWS: Definition = Definition {
    id: "flows",
    finding: |subjects| match subjects.outcome().show(metric::RETURNED_SHARE) {
        Ok(share) => {
            vec![
                figure(share.text(), of_metric(metric::RETURNED_SHARE)),
                text(" of the investment has come back as spend"),
            ]
        }
        Err(_) => words("Where the money went"),
    },
    measure: |subjects| {
        let month = subjects.outcome().as_of;
        words(format!("Dollars paid from {} to {}", Month(0).short_name(), month.short_name()))
    },
    source: |_| {
        "derived · capital cost as in Hardware and Supplier; no replacement of worn-out hardware is counted".to_owned()
    },
    plot,
    notes: |subjects| vec![returned(subjects.scenario(), subjects.outcome())],
};
use model::metric;

fn plot(subjects: &Subjects<'_>) -> Plot {
    let (scenario, outcome, as_of) = (subjects.scenario(), subjects.outcome(), subjects.as_of());
    let paid = TRANSFERS.map(|of| (of, paid_to_date_usd(&outcome.sheet, of, as_of)));
    Plot::Flows(FlowPlot {
        paid: paid.to_vec(),
        as_of,
        one_party: investor_supplies(scenario),
        parties: Account::ALL.map(|of| account(scenario, of)).to_vec(),
        pockets: Account::ALL.map(|of| pocket(scenario, of)).to_vec(),
    })
}
