//! The parts of a link that begin with a capital: which there are, and in which order they stand.

use super::beside::{self, COMPARED, NAME, WAY};
use super::own_chip::{self, OWN_CHIP};
use super::ranged::{self, RANGES};
use super::telling::{self, AT, NOTE, STEP};
use super::{BETWEEN_PARTS, Beside, FIGURES, Link, LinkFault, read_figures};
use crate::inputs::scenario::Scenario;
use crate::share::shown::Shown;

/// What begins the part that says how the link is shown.
const SHOWN: char = 'S';

/// The order in which they stand, so that one document has one link.
const ORDER: [char; 10] = [FIGURES, OWN_CHIP, COMPARED, WAY, NAME, NOTE, STEP, AT, RANGES, SHOWN];
/// Those of which there may be several.
const SEVERAL: [char; 3] = [COMPARED, NOTE, STEP];

/// All parts behind the headline numbers: none for what is as it is without words.
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

/// Reads parts one by one, in their order.
#[derive(Default)]
pub(super) struct Reader {
    /// The place in the order of the part that was read last.
    last: Option<usize>,
}

impl Reader {
    /// Takes one part. A part of another kind, or out of order, is a fault.
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
