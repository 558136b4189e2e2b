//! The figures: one definition each, in a table.

mod claims;
mod compute;
mod fleet;
mod flows;
mod hardware;
mod investor;
mod money;
mod power;
mod series;

pub use claims::{CLAIMS, claims_in_order};
pub use compute::{COMPUTE, EFFECTIVE, MIX};
pub use fleet::FLEET;
pub use flows::FLOWS;
pub use hardware::{COST, EFFICIENCY};
pub use investor::{CASH, INVESTOR, STAKE};
pub use money::SPEND;
pub use power::POWER;

use crate::figure::{Definition, Figure, Subjects};
use crate::span::Sentence;

/// Every figure, in the order of the page.
pub static ALL: [&Definition; 13] =
    [&FLEET, &COMPUTE, &EFFECTIVE, &POWER, &MIX, &SPEND, &CASH, &STAKE, &INVESTOR, &FLOWS, &COST, &EFFICIENCY, &CLAIMS];

/// What stands below the deployment chart, in two columns; what is in one group stands close together.
pub static COLUMNS: [&[&[&Definition]]; 2] =
    [&[&[&COMPUTE, &EFFECTIVE], &[&POWER], &[&MIX]], &[&[&SPEND], &[&CASH, &STAKE], &[&INVESTOR]]];

/// Accelerators compared, side by side.
pub static COMPARED: [&Definition; 2] = [&COST, &EFFICIENCY];

/// The definition of an id; `None` for an id that no figure has.
pub fn definition(id: &str) -> Option<&'static Definition> {
    ALL.into_iter().find(|definition| definition.id == id)
}

/// The figure of an id for some subjects; `None` for an id that no figure has.
pub fn figure(id: &str, subjects: &Subjects<'_>) -> Option<Figure> {
    definition(id).map(|definition| definition.figure(subjects))
}

/// Nothing is said below the drawing.
fn no_notes(_: &Subjects<'_>) -> Vec<Sentence> {
    Vec::new()
}

/// A sentence of words alone.
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
        let mut placed: Vec<&str> = alone.into_iter().chain(columns).chain(COMPARED).map(|one| one.id).collect();
        let mut all: Vec<&str> = ALL.iter().map(|one| one.id).collect();
        placed.sort_unstable();
        all.sort_unstable();
        assert_eq!(placed, all);
    }
}
