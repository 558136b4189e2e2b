//! The binding limit: what keeps the fleet of a month from being larger.

use crate::quantities::series::{self, SeriesId};
use crate::run::number::Number;
use crate::run::sheet::Sheet;

/// What keeps the fleet of a month from being larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binding {
    /// Nothing: all contracted chips run, or none are contracted.
    Nothing,
    /// The dates of the phases, slip included.
    Schedule,
    /// The accelerator is not on sale yet.
    Availability,
    /// The vendor cannot deliver more chips.
    Supply,
    /// There is no power for more chips.
    Power,
    /// The customer's budget is used up.
    Budget,
}

impl Binding {
    /// Stable identifier, used in reports and workbooks.
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

    /// The words of the page, shown after "what limits growth".
    pub const fn shown(self) -> &'static str {
        match self {
            Binding::Nothing => "nothing",
            Binding::Schedule => "rollout schedule",
            Binding::Availability => "chip availability",
            Binding::Supply => "vendors’ supply",
            Binding::Power => "power",
            Binding::Budget => "budget",
        }
    }
}

/// The chain from contracted to online chips, last step first. Each step has the series before it, the series after it,
/// and the limit that binds if the second is smaller.
pub const CHAIN: [(SeriesId, SeriesId, Binding); 5] = [
    (series::CHIPS_POWERED, series::CHIPS_ONLINE, Binding::Budget),
    (series::CHIPS_SUPPLIED, series::CHIPS_POWERED, Binding::Power),
    (series::CHIPS_AVAILABLE, series::CHIPS_SUPPLIED, Binding::Supply),
    (series::CHIPS_SCHEDULED, series::CHIPS_AVAILABLE, Binding::Availability),
    (series::CHIPS_CONTRACTED, series::CHIPS_SCHEDULED, Binding::Schedule),
];

/// A difference of two totals is rounding error if it is at most this share of the contracted chips.
pub const ROUNDING_SHARE: f64 = 1e-9;

/// The binding limit of a month: the last one in the chain that took chips away, so the first that must be eased.
pub(crate) fn binding<N: Number>(sheet: &Sheet<N>, month: usize) -> Binding {
    let at = |series| sheet.get(series, month).value();
    let contracted = at(series::CHIPS_CONTRACTED);
    let took = |before: f64, after: f64| before - after > ROUNDING_SHARE * contracted;
    CHAIN
        .into_iter()
        .find(|(before, after, _)| took(at(*before), at(*after)))
        .map_or(Binding::Nothing, |(_, _, binding)| binding)
}
