//! What a reader may say of uncertainty: a plain value.

use crate::inputs::input::ParameterId;
use crate::inputs::scenario::Scenario;
use std::collections::BTreeMap;

/// How draws are made. The same settings, scenario and release give the same numbers on every machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertainty {
    /// What all draws follow from.
    pub seed: u64,
    /// How many draws: 1 to [`MOST_DRAWS`].
    pub draws: u32,
    /// Inputs of which the reader says something else than the rule: those that have a range are uncertain as long as the
    /// baseline's value stands.
    pub inputs: BTreeMap<ParameterId, Certainty>,
    /// Whether watts of one vendor's chips move together, and prices too, by [`TIED_CORRELATION`].
    pub by_vendor: bool,
    /// Further ties; one between two inputs that the vendor ties takes that one's place.
    pub ties: Vec<Tie>,
    /// Whether a tranche with a probability is drawn as paid or not; else it counts at its expected value.
    pub tranches: bool,
}

/// What a reader says of an input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Certainty {
    /// It is what the scenario has.
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

/// Two inputs that move together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// One.
    pub one: ParameterId,
    /// The other.
    pub other: ParameterId,
    /// The correlation of the normal numbers that both are drawn by (a Gaussian copula), −1 to 1.
    pub correlation: f64,
}

/// The correlation of the watts of one vendor's chips with one another, and of their prices. An assumption: they rest on
/// the same tables and the same market, and no source says how far they move together.
pub const TIED_CORRELATION: f64 = 0.8;

/// How many draws are made where nobody says.
pub const USUAL_DRAWS: u32 = 10_000;

/// The most draws that may be asked for: their values are kept.
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

/// Why there are no draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// None are asked for, or more than [`MOST_DRAWS`].
    Draws(u32),
    /// An input that cannot be uncertain: a choice, a switch, or one without a range to go by.
    NotUncertain(ParameterId),
    /// Ends that do not hold the scenario's value, or may not stand there.
    Ends(ParameterId),
    /// More ties than there may be: so many.
    Ties(usize),
    /// A tie of an input with itself, or with a correlation beyond −1 to 1.
    Tie(Tie),
    /// Two inputs that the other ties leave a correlation between these two only.
    Inconsistent {
        /// What was asked for: a tie, or none, which is a correlation of 0.
        tie: Tie,
        /// The lowest that goes with the ties before it.
        low: f64,
        /// The highest.
        high: f64,
    },
}

impl Refused {
    /// Why, in a sentence.
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

/// A number that is written with a hyphen, with the sign that readers see.
pub fn signed(text: String) -> String {
    text.replace('-', "−")
}

impl Certainty {
    /// Says of an input that it is uncertain between two ends, given as text in stored units or with a unit.
    pub fn between(scenario: &Scenario, input: ParameterId, low: &str, high: &str) -> Result<Certainty, String> {
        let read = |text| input.read(text, scenario.get(input), crate::base::typed::Bare::Stored);
        let (low, high) = (read(low)?.value, read(high)?.value);
        Ok(Certainty::Between { low, high })
    }
}
