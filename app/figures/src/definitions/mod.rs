//! The definitions of all figures, and their places on the page.

mod actuals;
mod claims;
mod compute;
mod fleet;
mod flows;
mod hardware;
mod investor;
mod money;
mod power;
mod series;
mod versus;

pub use actuals::{ACTUALS, plan_of};
pub use claims::{CLAIMS, claims_in_order};
pub use compute::{COMPUTE, EFFECTIVE, MIX};
pub use fleet::FLEET;
pub use flows::FLOWS;
pub use hardware::{COST, EFFICIENCY, OWNER_COST};
pub use investor::{CASH, INVESTOR, STAKE};
pub use money::SPEND;
pub use power::POWER;
pub use versus::mfu_of;

use crate::figure::{Definition, Figure, Plot, Subjects};
use crate::sentences::does_most;
use crate::span::Sentence;
use model::metric;
use model::quantities::metric::MetricId;
use model::run::outcome::Outcome;

/// Every figure, in the order of the page.
pub static ALL: [&Definition; 15] = [
    &FLEET,
    &COMPUTE,
    &EFFECTIVE,
    &POWER,
    &MIX,
    &ACTUALS,
    &SPEND,
    &CASH,
    &STAKE,
    &INVESTOR,
    &FLOWS,
    &COST,
    &OWNER_COST,
    &EFFICIENCY,
    &CLAIMS,
];

/// The figures below the deployment chart, in two columns; figures of one group are stacked closely.
pub static COLUMNS: [&[&[&Definition]]; 2] =
    [&[&[&COMPUTE, &EFFECTIVE], &[&POWER], &[&MIX], &[&ACTUALS]], &[&[&SPEND], &[&CASH, &STAKE], &[&INVESTOR]]];

/// Figures that share a place on the page, each with the name by which the reader chooses it. The first is shown at
/// first.
pub type OneOf = &'static [(&'static str, &'static Definition)];

/// The comparisons of accelerators, side by side; contract price and owner's cost share a place.
pub static COMPARED: [OneOf; 2] =
    [&[("Contract price", &COST), ("Owner’s cost (TCO)", &OWNER_COST)], &[("", &EFFICIENCY)]];

/// The metric on which a figure's finding depends, as a function of the outcome, if it may turn within its inputs'
/// ranges and the figure does not examine that itself.
pub fn hinge_of(of: &Definition) -> Option<fn(&Outcome) -> Option<MetricId>> {
    match of.id {
        id if id == CASH.id => Some(|_| Some(metric::CONTRACT_PAYBACK)),
        id if id == FLOWS.id => Some(|_| Some(metric::RETURNED_SHARE)),
        id if id == MIX.id => Some(does_most),
        _ => None,
    }
}

/// A suffix of a bar chart's id that means all rows, including those that are folded away.
pub const ALL_ROWS: &str = "-all";

/// The definition for an id, with or without [`ALL_ROWS`]; `None` if no figure has it.
pub fn definition(id: &str) -> Option<&'static Definition> {
    let id = id.strip_suffix(ALL_ROWS).unwrap_or(id);
    ALL.into_iter().find(|definition| definition.id == id)
}

/// The figure for an id, with all rows if the id ends in [`ALL_ROWS`]; `None` if no figure has it.
pub fn figure(id: &str, subjects: &Subjects<'_>) -> Option<Figure> {
    let all = id.ends_with(ALL_ROWS);
    let mut figure = definition(id)?.figure(subjects);
    if let Plot::Bars(plot) = &mut figure.plot {
        plot.all = all;
    }
    Some(figure)
}

/// No notes below the drawing.
fn no_notes(_: &Subjects<'_>) -> Vec<Sentence> {
    Vec::new()
}

/// A sentence without figures.
fn words(text: impl Into<String>) -> Sentence {
    vec![crate::span::text(text)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_one_place_on_the_page() {
        let columns = COLUMNS.iter().flat_map(|column| column.iter().copied().flatten()).copied();
        let alone = [&FLEET, &FLOWS, &CLAIMS];
        let mut placed: Vec<&str> = alone.into_iter().chain(columns).map(|one| one.id).collect();
        placed.extend(COMPARED.iter().flat_map(|one_of| one_of.iter().map(|(_, one)| one.id)));
        let mut all: Vec<&str> = ALL.iter().map(|one| one.id).collect();
        placed.sort_unstable();
        all.sort_unstable();
        assert_eq!(placed, all);
    }
}
