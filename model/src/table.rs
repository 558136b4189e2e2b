//! Tables whose rows may stand for families: one input, series or metric for each agreement, phase, vendor or chip.
//!
//! [`numbered!`](crate::table) numbers the members of all rows of a table in one sequence while compiling, so that
//! the values of a table are one array and an unknown key is a build error.

use crate::catalogue::{ACCELERATORS, CLAIMS, SYSTEMS, Vendor};

/// What a row stands for: one thing, or one for each member of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// One thing.
    Scenario,
    /// Each tranche of the investor's money.
    Tranche,
    /// Each agreement.
    Agreement,
    /// Each phase.
    Phase,
    /// Each phase's chip A and chip B.
    Lot,
    /// Each vendor of accelerators.
    Vendor,
    /// Each accelerator of the catalogue.
    Chip,
    /// Each system of the catalogue.
    System,
    /// Each vendor's claim of the catalogue.
    Claim,
    /// Each limit: the supply of every vendor, power, budget.
    Limit,
    /// Each stage of limits (supply, power, budget) on each lot.
    Held,
}

/// Ids of the agreements, in order.
pub const AGREEMENTS: [&str; 2] = ["base", "expansion"];
/// Names of the agreements as they are shown.
pub const AGREEMENT_NAMES: [&str; 2] = ["Base agreement", "Expansion agreement"];
/// Ids of the phases, in order; the first two belong to the first agreement, the others to the second.
pub const PHASES: [&str; 4] = ["immediate", "full", "expansion", "beyond"];
/// Names of the phases as they are shown.
pub const PHASE_NAMES: [&str; 4] = ["Immediate", "Full deployment", "Expansion", "Beyond"];
/// How many tranches an investor's money may come in.
pub const TRANCHES: usize = 3;
/// How many lots there are: two chips in each phase.
pub const LOTS: usize = 2 * PHASES.len();

/// How many limits there are: the supply of each vendor, power, budget.
pub const LIMITS: usize = Vendor::ALL.len() + 2;

/// Limits in the order in which they are looked at, those of all vendors' supply together.
pub const STAGES: [&str; 3] = ["supply", "power", "budget"];

/// The agreement to which a phase belongs.
pub const fn agreement_of(phase: usize) -> usize {
    phase / 2
}

impl Of {
    /// How many members the family has.
    pub const fn count(self) -> usize {
        match self {
            Of::Scenario => 1,
            Of::Tranche => TRANCHES,
            Of::Agreement => AGREEMENTS.len(),
            Of::Phase => PHASES.len(),
            Of::Lot => LOTS,
            Of::Vendor => Vendor::ALL.len(),
            Of::Chip => ACCELERATORS.len(),
            Of::System => SYSTEMS.len(),
            Of::Claim => CLAIMS.len(),
            Of::Limit => LIMITS,
            Of::Held => STAGES.len() * LOTS,
        }
    }

    /// The stable id of a member.
    pub fn member_id(self, member: usize) -> String {
        match self {
            Of::Scenario => String::new(),
            Of::Tranche => format!("tranche{}", member + 1),
            Of::Agreement => AGREEMENTS[member].to_owned(),
            Of::Phase => PHASES[member].to_owned(),
            Of::Lot => format!("{}.{}", PHASES[member / 2], ["a", "b"][member % 2]),
            Of::Vendor => Vendor::ALL[member].id().to_owned(),
            Of::Chip => ACCELERATORS[member].id.to_owned(),
            Of::System => SYSTEMS[member].id.to_owned(),
            Of::Claim => CLAIMS[member].id.to_owned(),
            Of::Limit => match Vendor::ALL.get(member) {
                Some(vendor) => format!("supply-{}", vendor.id()),
                None => ["power", "budget"][member - Vendor::ALL.len()].to_owned(),
            },
            Of::Held => format!("{}.{}", STAGES[member / LOTS], Of::Lot.member_id(member % LOTS)),
        }
    }

    /// What a member is called.
    pub fn member_name(self, member: usize) -> String {
        match self {
            Of::Scenario => String::new(),
            Of::Tranche => format!("Tranche {}", member + 1),
            Of::Agreement => AGREEMENT_NAMES[member].to_owned(),
            Of::Phase => PHASE_NAMES[member].to_owned(),
            Of::Lot => format!("{}, chip {}", PHASE_NAMES[member / 2], ["A", "B"][member % 2]),
            Of::Vendor => Vendor::ALL[member].name().to_owned(),
            Of::Chip => ACCELERATORS[member].name.to_owned(),
            Of::System => SYSTEMS[member].name.to_owned(),
            Of::Claim => CLAIMS[member].statement.to_owned(),
            Of::Limit => match Vendor::ALL.get(member) {
                Some(vendor) => format!("Supply of {}", vendor.name()),
                None => ["Power", "Budget"][member - Vendor::ALL.len()].to_owned(),
            },
            Of::Held => format!("Limit on {}, {}", STAGES[member / LOTS], Of::Lot.member_name(member % LOTS)),
        }
    }
}

/// Whether two texts are equal, while compiling.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Numbers the members of a table's rows: `numbered!(Id, Family, "input")` in a module that has a static `ROWS` whose
/// items have `of: Of` and `key: &'static str`, and imports `Of`.
macro_rules! numbered {
    ($Id:ident, $Family:ident, $what:literal) => {
        #[doc = concat!("The number of ", $what, "s, families counted member by member.")]
        pub const COUNT: usize = {
            let (mut total, mut row) = (0, 0);
            while row < ROWS.len() {
                total += ROWS[row].of.count();
                row += 1;
            }
            total
        };

        static ROW_OF: [u8; COUNT] = {
            let mut rows = [0; COUNT];
            let (mut at, mut row) = (0, 0);
            while row < ROWS.len() {
                let mut member = 0;
                while member < ROWS[row].of.count() {
                    rows[at] = row as u8;
                    at += 1;
                    member += 1;
                }
                row += 1;
            }
            rows
        };

        static FIRST_OF: [u16; ROWS.len()] = {
            let mut first = [0; ROWS.len()];
            let (mut at, mut row) = (0, 0);
            while row < ROWS.len() {
                first[row] = at as u16;
                at += ROWS[row].of.count();
                row += 1;
            }
            first
        };

        #[doc = concat!("All members of one row of the table of ", $what, "s. Looked up while compiling.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $Family {
            first: u16,
        }

        impl $Family {
            /// The family with this key. An unknown key does not compile where it is used for a constant.
            pub const fn of(of: Of, key: &str) -> $Family {
                let mut row = 0;
                while row < ROWS.len() {
                    if ROWS[row].of as u8 == of as u8 && $crate::table::same(ROWS[row].key, key) {
                        return $Family { first: FIRST_OF[row] };
                    }
                    row += 1;
                }
                panic!("no row of this table has this key")
            }

            /// One member.
            pub const fn member(self, member: usize) -> $Id {
                $Id(self.first + member as u16)
            }
        }

        #[doc = concat!("Which ", $what, ": its place in the table. Not stable between releases; its id is.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Id(u16);

        impl $Id {
            #[doc = concat!("The single ", $what, " with this key. An unknown one does not compile in a constant.")]
            pub const fn of(key: &str) -> $Id {
                $Family::of(Of::Scenario, key).member(0)
            }

            /// Its place in an array of the whole table.
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// Its row.
            pub fn row(self) -> &'static Row {
                &ROWS[usize::from(ROW_OF[self.index()])]
            }

            /// Which member of its row's family it is.
            pub fn member(self) -> usize {
                usize::from(self.0 - FIRST_OF[usize::from(ROW_OF[self.index()])])
            }
        }
    };
}
pub(crate) use numbered;

/// Ids and names of a numbered table whose rows also have a `label`, and whose ids are the row's key and the member's:
/// `named!(Id, "series")`.
macro_rules! named {
    ($Id:ident, $what:literal) => {
        impl $Id {
            #[doc = concat!("Every ", $what, " in the order of the table.")]
            pub fn all() -> impl Iterator<Item = $Id> {
                (0..COUNT as u16).map($Id)
            }

            #[doc = concat!("The ", $what, " with this id.")]
            pub fn parse(id: &str) -> Option<$Id> {
                $Id::all().find(|one| one.id() == id)
            }

            /// Its stable id: the row's, and of a family the member's after a point, such as `chips.gb300`.
            pub fn id(self) -> String {
                match self.row().of {
                    Of::Scenario => self.row().key.to_owned(),
                    of => format!("{}.{}", self.row().key, of.member_id(self.member())),
                }
            }

            /// Its whole name.
            pub fn name(self) -> String {
                match self.row().of {
                    Of::Scenario => self.row().label.to_owned(),
                    of => format!("{}: {}", of.member_name(self.member()), self.row().label),
                }
            }
        }
    };
}
pub(crate) use named;
