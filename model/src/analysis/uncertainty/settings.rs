//! The reader's settings of uncertainty, as a plain value.

use crate::inputs::input::ParameterId;
use crate::inputs::scenario::Scenario;
use std::collections::BTreeMap;

/// How draws are made. The same settings, scenario and release give the same numbers on every machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertainty {
    /// The seed of all random numbers.
    pub seed: u64,
    /// The number of draws: 1 to [`MOST_DRAWS`].
    pub draws: u32,
    /// Inputs that the reader treats otherwise than by default. By default, an input with a range is uncertain as long
    /// as it has the baseline's value.
    pub inputs: BTreeMap<ParameterId, Certainty>,
    /// Whether the watts of one vendor's chips are correlated, and their prices too, by [`TIED_CORRELATION`].
    pub by_vendor: bool,
    /// Further correlations; one between two inputs that are tied by vendor replaces that tie.
    pub ties: Vec<Tie>,
    /// Whether a tranche with a probability is drawn as paid or not; if false, it counts at its expected value.
    pub tranches: bool,
}

/// How the reader treats an input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Certainty {
    /// It always has the scenario's value.
    Certain,
    /// It is uncertain, with the same relative width around the scenario's value as the table gives.
    Uncertain,
    /// It is uncertain between these ends, in the unit of its row: the 5th and the 95th percentile, with the scenario's
    /// value between them as the median.
    Between {
        /// The low end.
        low: f64,
        /// The high end.
        high: f64,
    },
}

/// Two correlated inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// The first input.
    pub one: ParameterId,
    /// The second input.
    pub other: ParameterId,
    /// The correlation, −1 to 1, of the two normal numbers by which the inputs are drawn (a Gaussian copula).
    pub correlation: f64,
}

/// The correlation between the watts of one vendor's chips, and between their prices. An assumption: they depend on the
/// same tables and the same market, but no source says how strongly they move together.
pub const TIED_CORRELATION: f64 = 0.8;

/// The default number of draws.
pub const USUAL_DRAWS: u32 = 10_000;

/// The largest number of draws; all their values are kept in memory.
pub const MOST_DRAWS: u32 = 5_000_000;

impl Default for Uncertainty {
    fn default() -> Uncertainty {
        Uncertainty {
            seed: 1,
            draws: USUAL_DRAWS,
            inputs: BTreeMap::new(),
            by_vendor: true,
            ties: Vec::new(),
            tranches: true,
        }
    }
}

/// Why settings are refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// The number of draws is 0 or above [`MOST_DRAWS`].
    Draws(u32),
    /// An input that cannot be uncertain: a choice, a switch, or one without a range.
    NotUncertain(ParameterId),
    /// Ends of a range that do not enclose the scenario's value, or are not allowed for the input.
    Ends(ParameterId),
    /// More ties than this maximum.
    Ties(usize),
    /// A tie of an input with itself, or with a correlation outside −1 to 1.
    Tie(Tie),
    /// A correlation that contradicts the other ties.
    Inconsistent {
        /// The pair and its correlation, which is 0 if the two are not tied.
        tie: Tie,
        /// The lowest consistent correlation.
        low: f64,
        /// The highest consistent correlation.
        high: f64,
    },
}

impl Refused {
    /// The reason in a sentence.
    pub fn reason(&self) -> String {
        match self {
            Refused::Draws(draws) => format!("{draws} draws: there may be 1 to {MOST_DRAWS}."),
            Refused::NotUncertain(input) => format!("{} has no range to be drawn from.", input.name()),
            Refused::Ends(input) => format!("{}: its range must hold its value, within its limits.", input.name()),
            Refused::Ties(most) => format!("There may be {most} ties."),
            Refused::Tie(Tie { one, other, correlation }) => {
                format!("{} and {} cannot be tied by {correlation}.", one.name(), other.name())
            }
            Refused::Inconsistent { tie: Tie { one, other, correlation }, low, high } => format!(
                "{} and {} cannot have a correlation of {}: with the other ties it lies between {} and {}.",
                one.name(),
                other.name(),
                signed(format!("{correlation}")),
                signed(format!("{low:.2}")),
                signed(format!("{high:.2}"))
            ),
        }
    }
}

/// The text of a number with its hyphen replaced by a minus sign.
pub fn signed(text: String) -> String {
    text.replace('-', "−")
}

impl Certainty {
    /// A range between two ends, given as text in stored units or with a unit. The error says why a text cannot be
    /// read.
    pub fn between(scenario: &Scenario, input: ParameterId, low: &str, high: &str) -> Result<Certainty, String> {
        let read = |text| input.read(text, scenario.get(input), crate::base::typed::Bare::Stored);
        let (low, high) = (read(low)?.value, read(high)?.value);
        Ok(Certainty::Between { low, high })
    }
}
