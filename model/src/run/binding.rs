//! What keeps a month's fleet from being larger.

use crate::quantities::series::{self, SeriesId};
use crate::run::number::Number;
use crate::run::sheet::Sheet;

/// What keeps a month's fleet from being larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binding {
    /// Nothing: all that is contracted runs, or nothing is contracted.
    Nothing,
    /// The phases' dates, with slip.
    Schedule,
    /// The accelerator is not on sale yet.
    Availability,
    /// The vendor cannot deliver more.
    Supply,
    /// There is no power for more.
    Power,
    /// The customer's budget.
    Budget,
}

impl Binding {
    /// Stable id, in reports and workbooks.
    pub const fn word(self) -> &'static str {
        match self {
            Binding::Nothing => "nothing",
            Binding::Schedule => "schedule",
            Binding::Availability => "availability",
            Binding::Supply => "supply",
            Binding::Power => "power",
            Binding::Budget => "budget",
        }
    }

    /// In the words of the page, after "what limits growth".
    pub const fn shown(self) -> &'static str {
        match self {
            Binding::Nothing => "nothing",
            Binding::Schedule => "rollout schedule",
            Binding::Availability => "date of sale",
            Binding::Supply => "vendors’ supply",
            Binding::Power => "power",
            Binding::Budget => "budget",
        }
    }
}

/// The chain from what is contracted to what runs, its end first: the month's total before, the total after, and what
/// binds where fewer are left.
pub const CHAIN: [(SeriesId, SeriesId, Binding); 5] = [
    (series::CHIPS_POWERED, series::CHIPS_ONLINE, Binding::Budget),
    (series::CHIPS_SUPPLIED, series::CHIPS_POWERED, Binding::Power),
    (series::CHIPS_AVAILABLE, series::CHIPS_SUPPLIED, Binding::Supply),
    (series::CHIPS_SCHEDULED, series::CHIPS_AVAILABLE, Binding::Availability),
    (series::CHIPS_CONTRACTED, series::CHIPS_SCHEDULED, Binding::Schedule),
];

/// A difference of two totals that is no larger than this share of what is contracted is rounding.
pub const ROUNDING_SHARE: f64 = 1e-9;

/// What binds in a month: the last limit in the chain that took chips away, so the one that must be eased first.
pub(crate) fn binding<N: Number>(sheet: &Sheet<N>, month: usize) -> Binding {
    let at = |series| sheet.get(series, month).value();
    let contracted = at(series::CHIPS_CONTRACTED);
    let took = |before: f64, after: f64| before - after > ROUNDING_SHARE * contracted;
    CHAIN
        .into_iter()
        .find(|(before, after, _)| took(at(*before), at(*after)))
        .map_or(Binding::Nothing, |(_, _, binding)| binding)
}
