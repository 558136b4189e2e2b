//! What each account paid each other, up to the as-of month.

use super::words;
use crate::figure::{Definition, Plot, Subjects};
use crate::flows::FlowPlot;
use crate::sentences::{account, comes_back_as, investor_supplies, is_to_come, pocket, returned};
use crate::span::{figure, of_metric, text};
use model::base::month::Month;
use model::run::ledger::{Account, TRANSFERS, paid_to_date_usd};

/// Who paid whom.
pub static FLOWS: Definition = Definition {
    id: "flows",
    finding: |subjects| match subjects.outcome().show(metric::RETURNED_SHARE) {
        Ok(share) => {
            let tense = if is_to_come(subjects.outcome()) { "will have come back" } else { "had come back" };
            let how = comes_back_as(subjects.scenario());
            vec![
                figure(share.text(), of_metric(metric::RETURNED_SHARE)),
                text(format!(" of what was paid in {tense} as {how}; what it took to earn it stands beside")),
            ]
        }
        Err(_) => words("Where the money goes"),
    },
    measure: |subjects| {
        let month = subjects.outcome().as_of;
        words(format!("Dollars paid from {} to {}", Month(0).short_name(), month.short_name()))
    },
    source: |subjects| {
        let replaced = if subjects.scenario().get(input::REFRESH) == 0.0 { "is not replaced" } else { "is replaced" };
        format!(
            "derived · capital cost as in Hardware and Supplier; worn-out hardware {replaced}; nominal, before tax and working capital"
        )
    },
    plot,
    notes: |subjects| vec![returned(subjects.scenario(), subjects.outcome())],
};
use model::{input, metric};

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
