//! What each account paid to each other, up to the as-of month.

use super::words;
use crate::figure::{Beside, Definition, Plot, Subjects};
use crate::flows::FlowPlot;
use crate::sentences::{account, bought, came_back, investor_supplies, pocket, returned};
use model::base::month::Month;
use model::run::ledger::{Account, TRANSFERS, paid_to_date_usd};

/// Who paid whom.
pub static FLOWS: Definition = Definition {
    id: "flows",
    finding: |subjects| {
        came_back(subjects.scenario(), subjects.outcome()).unwrap_or_else(|| words("Where the money goes"))
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
    notes: |subjects| {
        let (scenario, outcome) = (subjects.scenario(), subjects.outcome());
        std::iter::once(returned(scenario, outcome)).chain(bought(scenario, outcome)).collect()
    },
    beside: Beside::ApartIfAsked,
};
use model::input;

fn plot(subjects: &Subjects<'_>) -> Plot {
    let (scenario, outcome, as_of) = (subjects.scenario(), subjects.outcome(), subjects.as_of());
    let paid = TRANSFERS.map(|of| (of, paid_to_date_usd(&outcome.sheet, of, as_of)));
    Plot::Flows(FlowPlot {
        paid: paid.to_vec(),
        as_of,
        one_party: investor_supplies(scenario),
        parties: Account::ALL.map(|of| account(scenario, of)).to_vec(),
        pockets: Account::ALL.map(|of| pocket(scenario, of)).to_vec(),
        apart: Vec::new(),
    })
}
