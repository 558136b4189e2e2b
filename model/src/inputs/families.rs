//! Scopes of table rows: a row may stand for a family, with one input, series or metric for each agreement, phase,
//! vendor or chip.
//!
//! `numbered!` numbers the members of all rows of a table in one sequence at compile time. So the values of a table are
//! one array, and an unknown key is a build error.

use crate::facts::accelerator::Vendor;
use crate::facts::accelerators::ACCELERATORS;
use crate::facts::claims::CLAIMS;
use crate::facts::systems::SYSTEMS;
use crate::inputs::names::Names;

/// The scope of a row: a single item, or one for each member of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// A single item for the whole scenario.
    Scenario,
    /// One for each tranche of the investor's money.
    Tranche,
    /// One for each agreement.
    Agreement,
    /// One for each phase.
    Phase,
    /// One for each lot: chip A and chip B of each phase.
    Lot,
    /// One for each vendor of accelerators.
    Vendor,
    /// One for each accelerator of the catalogue.
    Chip,
    /// One for each system of the catalogue.
    System,
    /// One for each vendor's claim of the catalogue.
    Claim,
    /// One for each limit: the supply of each vendor, power, budget.
    Limit,
    /// One for each stage of limits (supply, power, budget) on each lot.
    AfterLimit,
}

/// Ids of the agreements, in order.
pub const AGREEMENTS: [&str; 2] = ["base", "expansion"];
/// Displayed names of the agreements.
pub const AGREEMENT_NAMES: [&str; 2] = ["Base agreement", "Expansion agreement"];
/// Ids of the phases, in order; the first two belong to the first agreement, the other two to the second.
pub const PHASES: [&str; 4] = ["immediate", "full", "expansion", "beyond"];
/// Displayed names of the phases.
pub const PHASE_NAMES: [&str; 4] = ["Immediate", "Full deployment", "Expansion", "Beyond"];
/// The number of tranches in which the investor may pay.
pub const TRANCHES: usize = 3;
/// The number of lots: two chips in each phase.
pub const LOTS: usize = 2 * PHASES.len();

/// The number of limits: the supply of each vendor, power, budget.
pub const LIMITS: usize = Vendor::ALL.len() + 2;

/// The stages of limits in the order in which they apply; the supply limits of all vendors are one stage.
pub const STAGES: [&str; 3] = ["supply", "power", "budget"];

/// The index of the agreement to which a phase belongs.
pub const fn agreement_of(phase: usize) -> usize {
    phase / 2
}

impl Scope {
    /// The number of members.
    pub const fn count(self) -> usize {
        match self {
            Scope::Scenario => 1,
            Scope::Tranche => TRANCHES,
            Scope::Agreement => AGREEMENTS.len(),
            Scope::Phase => PHASES.len(),
            Scope::Lot => LOTS,
            Scope::Vendor => Vendor::ALL.len(),
            Scope::Chip => ACCELERATORS.len(),
            Scope::System => SYSTEMS.len(),
            Scope::Claim => CLAIMS.len(),
            Scope::Limit => LIMITS,
            Scope::AfterLimit => STAGES.len() * LOTS,
        }
    }

    /// The stable id of a member; empty for a single item.
    pub fn member_id(self, member: usize) -> String {
        match self {
            Scope::Scenario => String::new(),
            Scope::Tranche => format!("tranche{}", member + 1),
            Scope::Agreement => AGREEMENTS[member].to_owned(),
            Scope::Phase => PHASES[member].to_owned(),
            Scope::Lot => format!("{}.{}", PHASES[member / 2], ["a", "b"][member % 2]),
            Scope::Vendor => Vendor::ALL[member].id().to_owned(),
            Scope::Chip => ACCELERATORS[member].id.to_owned(),
            Scope::System => SYSTEMS[member].id.to_owned(),
            Scope::Claim => CLAIMS[member].id.to_owned(),
            Scope::Limit => match Vendor::ALL.get(member) {
                Some(vendor) => format!("supply-{}", vendor.id()),
                None => ["power", "budget"][member - Vendor::ALL.len()].to_owned(),
            },
            Scope::AfterLimit => format!("{}.{}", STAGES[member / LOTS], Scope::Lot.member_id(member % LOTS)),
        }
    }

    /// The displayed name of a member, in a scenario with these names; empty for a single item.
    pub fn member_name_in(self, names: &Names, member: usize) -> String {
        match self {
            Scope::Scenario => String::new(),
            Scope::Tranche => format!("Tranche {}", member + 1),
            Scope::Agreement => AGREEMENT_NAMES[member].to_owned(),
            Scope::Phase => PHASE_NAMES[member].to_owned(),
            Scope::Lot => format!("{}, chip {}", PHASE_NAMES[member / 2], ["A", "B"][member % 2]),
            Scope::Vendor => Vendor::ALL[member].name().to_owned(),
            Scope::Chip => names.chip(member).to_owned(),
            Scope::System => SYSTEMS[member].name.to_owned(),
            Scope::Claim => CLAIMS[member].statement.to_owned(),
            Scope::Limit => match Vendor::ALL.get(member) {
                Some(vendor) => format!("Supply of {}", vendor.name()),
                None => ["Power", "Budget"][member - Vendor::ALL.len()].to_owned(),
            },
            Scope::AfterLimit => {
                format!("Limit on {}, {}", STAGES[member / LOTS], Scope::Lot.member_name_in(names, member % LOTS))
            }
        }
    }
}
