//! The parts of a link that begin with a capital: which exist, and their order.

use super::beside::{self, COMPARED, NAME, WAY};
use super::own_chip::{self, OWN_CHIP};
use super::ranged::{self, RANGES};
use super::telling::{self, AT, NOTE, STEP};
use super::{BETWEEN_PARTS, Beside, FIGURES, Link, LinkFault, read_figures};
use crate::inputs::scenario::Scenario;
use crate::share::shown::Shown;

/// The first letter of the part that gives the view.
const SHOWN: char = 'S';

/// The order of the parts, so that each document has one link.
const ORDER: [char; 10] = [FIGURES, OWN_CHIP, COMPARED, WAY, NAME, NOTE, STEP, AT, RANGES, SHOWN];
/// Parts that may occur several times.
const SEVERAL: [char; 3] = [COMPARED, NOTE, STEP];

/// Writes all parts after the headline figures; whatever has its default has no part.
pub(super) fn write(scenario: &Scenario, of: Beside<'_>) -> String {
    let mut body = own_chip::write(BETWEEN_PARTS, scenario);
    body += &(beside::write(of.compared) + &telling::write(of.told) + &ranged::write(of.ranged));
    let shown = of.shown.code();
    if !shown.is_empty() {
        body.push(BETWEEN_PARTS);
        body.push(SHOWN);
        body += &shown;
    }
    body
}

/// Reads the parts one by one, in their order.
#[derive(Default)]
pub(super) struct Reader {
    /// The index in [`ORDER`] of the part that was read last.
    last: Option<usize>,
}

impl Reader {
    /// Reads one part. An unknown part, or one out of order, is an error.
    pub(super) fn take(&mut self, link: &mut Link, part: &str) -> Result<(), LinkFault> {
        let fault = || LinkFault::Form(part.to_owned());
        let kind = part.chars().next().ok_or_else(fault)?;
        let place = ORDER.into_iter().position(|known| known == kind).ok_or_else(fault)?;
        let follows = self.last.is_none_or(|last| last < place || (last == place && SEVERAL.contains(&kind)));
        if !follows {
            return Err(fault());
        }
        self.last = Some(place);
        let rest = part.get(kind.len_utf8()..).unwrap_or_default();
        match kind {
            FIGURES => link.shared = read_figures(rest)?,
            OWN_CHIP => own_chip::read(&mut link.scenario, rest).ok_or_else(fault)?,
            SHOWN => link.shown = Shown::parse_code(rest).ok_or_else(fault)?,
            COMPARED => beside::pin(&mut link.compared, rest)?.then_some(()).ok_or_else(fault)?,
            WAY => beside::way(&mut link.compared, rest).ok_or_else(fault)?,
            NAME => beside::name(&mut link.compared, rest).ok_or_else(fault)?,
            NOTE => telling::note(&mut link.told, rest).ok_or_else(fault)?,
            STEP => telling::step(&mut link.told, rest)?.then_some(()).ok_or_else(fault)?,
            RANGES => link.ranged = ranged::read(rest).ok_or_else(fault)?,
            AT => telling::at(&mut link.told, rest).ok_or_else(fault)?,
            _ => return Err(fault()),
        }
        Ok(())
    }
}
