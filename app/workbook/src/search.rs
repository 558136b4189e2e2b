//! Where the search for a rate of return stands on its sheet: what is found of the flows, the flows themselves, a scan of
//! log rates, and halvings of the interval in which the rate lies.

use crate::address::{Address, Sheet};
use model::record::tape::Row;

/// Steps of the log rate in which rates are sought where there may be several, as the model does.
pub(crate) const SCANS: u32 = 140;
/// Halvings of the interval in which the rate lies: enough for the last bit.
pub(crate) const HALVINGS: u32 = 64;

/// The columns of the flows: month, USD, what counts, its running sum, and the last signs of both so far.
pub(crate) const MONTH: u16 = 3;
pub(crate) const USD: u16 = 4;
pub(crate) const COUNTED: u16 = 5;
pub(crate) const SUM: u16 = 6;
pub(crate) const SIGN: u16 = 7;
pub(crate) const SIGN_OF_SUM: u16 = 8;
/// The columns of the scan: its steps, log rates, what the flows are worth there, and where a rate lies.
pub(crate) const SCAN: u16 = 10;
pub(crate) const SCAN_RATE: u16 = 11;
pub(crate) const SCAN_WORTH: u16 = 12;
pub(crate) const FOUND: u16 = 13;
/// The columns of the halvings: their numbers, both ends, the middle, and what the flows are worth there.
pub(crate) const HALVING: u16 = 15;
pub(crate) const LOW: u16 = 16;
pub(crate) const HIGH: u16 = 17;
pub(crate) const MIDDLE: u16 = 18;
pub(crate) const WORTH: u16 = 19;

/// What is found of the flows, in the order in which it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// The largest flow.
    Largest,
    /// What counts as 0.
    Nothing,
    /// The sign of the first flow.
    First,
    /// How often flows change sign.
    Changes,
    /// How often their running sums do.
    ChangesOfSums,
    /// All flows together.
    Total,
    /// How many rates the scan finds.
    Rates,
    /// Which of the cases it is: flows change sign once, their sums do, or the scan decides.
    Case,
    /// Whether there is one rate, or the number of the reason.
    Kind,
    /// The sign of what the flows are worth at the lower end of the interval.
    Toward,
    /// The rate.
    Rate,
}

impl Finding {
    /// All, each with its words.
    pub(crate) const ALL: [(Finding, &'static str); 11] = [
        (Finding::Largest, "largest flow"),
        (Finding::Nothing, "what is no larger counts as 0"),
        (Finding::First, "sign of the first flow"),
        (Finding::Changes, "changes of sign of the flows"),
        (Finding::ChangesOfSums, "changes of sign of their running sums"),
        (Finding::Total, "all flows together"),
        (Finding::Rates, "rates that the scan finds"),
        (Finding::Case, "1: flows change sign once; 2: their sums do; 3: the scan decides"),
        (Finding::Kind, "1: there is a rate; else 2 no flows, 3 above 1,000%, 4 below -99%, 5 several, 6 none"),
        (Finding::Toward, "sign of the worth at the low end"),
        (Finding::Rate, "rate a year"),
    ];
}

/// A rate of return that is sought.
pub(crate) struct Search {
    /// The row of its title.
    pub(crate) row: u32,
    /// Which row of flows, a flow a month.
    pub(crate) of: Row,
    /// Where they stand.
    pub(crate) flows: Vec<Address>,
}

impl Search {
    /// The row of the first.
    pub(crate) const FIRST: u32 = 3;

    /// The first row of its tables, below their heads.
    pub(crate) fn first(&self) -> u32 {
        self.row + 2
    }

    /// The row of the next search.
    pub(crate) fn next(&self) -> u32 {
        self.first() + (self.flows.len() as u32).max(SCANS + 1).max(HALVINGS + 1) + 2
    }

    /// Where something stands that is found.
    pub(crate) fn at(&self, finding: Finding) -> Address {
        Address::new(Sheet::Return, self.first() + finding as u32, 1)
    }

    /// Where the rate stands.
    pub(crate) fn rate(&self) -> Address {
        self.at(Finding::Rate)
    }

    /// Where it stands whether there is one.
    pub(crate) fn kind(&self) -> Address {
        self.at(Finding::Kind)
    }
}
