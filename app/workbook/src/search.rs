//! The layout of the search for a rate of return on its sheet: findings about the flows, the flows themselves, a scan
//! of log rates, and halvings of the interval that contains the rate.

use crate::address::{Address, Sheet};
use model::record::tape::Row;

/// The number of steps of the log rate in a scan, which is made if there may be several rates; the model uses the same.
pub(crate) const SCANS: u32 = 140;
/// The number of halvings of the interval: enough for the last bit.
pub(crate) const HALVINGS: u32 = 64;

/// The columns of the flows: month, USD, the amount that counts, its running sum, and the last signs of both so far.
pub(crate) const MONTH: u16 = 3;
pub(crate) const USD: u16 = 4;
pub(crate) const COUNTED: u16 = 5;
pub(crate) const SUM: u16 = 6;
pub(crate) const SIGN: u16 = 7;
pub(crate) const SIGN_OF_SUM: u16 = 8;
/// The columns of the scan: steps, log rates, the present value of the flows, and where a rate lies.
pub(crate) const SCAN: u16 = 10;
pub(crate) const SCAN_RATE: u16 = 11;
pub(crate) const SCAN_WORTH: u16 = 12;
pub(crate) const FOUND: u16 = 13;
/// The columns of the halvings: number, both ends, the middle, and the present value of the flows there.
pub(crate) const HALVING: u16 = 15;
pub(crate) const LOW: u16 = 16;
pub(crate) const HIGH: u16 = 17;
pub(crate) const MIDDLE: u16 = 18;
pub(crate) const WORTH: u16 = 19;

/// The findings about the flows, in the order of their rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// The largest flow.
    Largest,
    /// The limit up to which a flow counts as 0.
    Nothing,
    /// The sign of the first flow.
    First,
    /// How often the flows change sign.
    Changes,
    /// How often their running sums change sign.
    ChangesOfSums,
    /// The sum of all flows.
    Total,
    /// How many rates the scan finds.
    Rates,
    /// Which case applies: the flows change sign once, their sums do, or the scan decides.
    Case,
    /// Whether there is one rate, or the number of the reason why not.
    Kind,
    /// The sign of the present value at the lower end of the interval.
    Toward,
    /// The rate.
    Rate,
}

impl Finding {
    /// All findings, each with its label.
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

/// The search for one rate of return.
pub(crate) struct Search {
    /// The row of its title.
    pub(crate) row: u32,
    /// The row of flows, one for each month.
    pub(crate) of: Row,
    /// The cells of the flows.
    pub(crate) flows: Vec<Address>,
}

impl Search {
    /// The row of the first search.
    pub(crate) const FIRST: u32 = 3;

    /// The first row of its tables, below their heads.
    pub(crate) fn first(&self) -> u32 {
        self.row + 2
    }

    /// The row of the next search.
    pub(crate) fn next(&self) -> u32 {
        self.first() + (self.flows.len() as u32).max(SCANS + 1).max(HALVINGS + 1) + 2
    }

    /// The cell of a finding.
    pub(crate) fn at(&self, finding: Finding) -> Address {
        Address::new(Sheet::Return, self.first() + finding as u32, 1)
    }

    /// The cell of the rate.
    pub(crate) fn rate(&self) -> Address {
        self.at(Finding::Rate)
    }

    /// The cell that says whether there is a rate.
    pub(crate) fn kind(&self) -> Address {
        self.at(Finding::Kind)
    }
}
