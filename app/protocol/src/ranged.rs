//! Range settings as messages carry them, and acts on them.

use model::analysis::uncertainty::bands::Chance;
use model::analysis::uncertainty::settings::{Certainty, Tie};
use model::analysis::uncertainty::wanted::{Aim, Side, Target};
use model::base::month::Month;
use model::base::numbers::read_number;
use model::inputs::input::ParameterId;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::share::ranged::Ranged;
use serde::{Deserialize, Serialize};

/// Range settings as a value: stable ids, and numbers in stored units with all their bits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RangedValue {
    /// Whether ranges are shown.
    pub shown: bool,
    /// The seed from which all draws follow.
    pub seed: u64,
    /// The inputs for which the reader has changed the setting.
    pub inputs: Vec<(String, CertaintyValue)>,
    /// Whether chips of one vendor move together.
    pub by_vendor: bool,
    /// Pairs of inputs that are tied, with their correlation.
    pub ties: Vec<(String, String, f64)>,
    /// Whether a tranche with a probability is drawn as paid or not.
    pub tranches: bool,
    /// The targets.
    pub targets: Vec<TargetValue>,
}

/// The setting of an input, as a value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum CertaintyValue {
    /// Certain: it is not drawn.
    Certain,
    /// Uncertain around its value, with the same relative width.
    Uncertain,
    /// Uncertain between two ends, in stored units.
    Between(f64, f64),
}

/// A target as a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetValue {
    /// The id of the metric or series.
    pub name: String,
    /// The month of a series, counted from November 2025; `None` for a metric.
    pub month: Option<i32>,
    /// Whether it is met at or below the value, instead of at or above.
    pub at_most: bool,
    /// The value, in the unit of the metric or series.
    pub value: f64,
}

impl From<&Target> for TargetValue {
    fn from(target: &Target) -> TargetValue {
        let (name, month) = match target.of {
            Aim::Metric(metric) => (metric.id(), None),
            Aim::Series(series, month) => (series.id(), Some(month.0)),
        };
        TargetValue { name, month, at_most: target.side == Side::AtMost, value: target.level().value }
    }
}

impl TargetValue {
    /// The target as a control of the page carries it: name, month, side and value separated by spaces.
    pub fn said(&self) -> String {
        let month = self.month.map_or_else(String::new, |month| month.to_string());
        let side = if self.at_most { field::AT_MOST } else { "" };
        format!("{} {month} {side} {:?}", self.name, self.value)
    }

    /// Reads a target from a control; `None` for any other text.
    fn read(said: &str) -> Option<TargetValue> {
        let parts: Vec<&str> = said.split(' ').collect();
        let [name, month, side, value] = parts.as_slice() else { return None };
        let month = if month.is_empty() { None } else { Some(month.parse().ok()?) };
        let value = read_number(value)?;
        Some(TargetValue { name: (*name).to_owned(), month, at_most: *side == field::AT_MOST, value })
    }

    /// Reads the target back; `None` if this release does not know its metric or series.
    pub fn open(&self) -> Option<Target> {
        let of = match self.month {
            Some(month) => Aim::Series(SeriesId::parse(&self.name)?, Month(month)),
            None => Aim::Metric(MetricId::parse(&self.name)?),
        };
        Some(Target::new(of, if self.at_most { Side::AtMost } else { Side::AtLeast }, self.value))
    }
}

impl From<&Ranged> for RangedValue {
    fn from(ranged: &Ranged) -> RangedValue {
        let settings = ranged.settings();
        let certainty = |certainty: &Certainty| match *certainty {
            Certainty::Certain => CertaintyValue::Certain,
            Certainty::Uncertain => CertaintyValue::Uncertain,
            Certainty::Between { low, high } => CertaintyValue::Between(low, high),
        };
        RangedValue {
            shown: ranged.shown,
            seed: settings.seed,
            inputs: settings.inputs.iter().map(|(input, said)| (input.id(), certainty(said))).collect(),
            by_vendor: settings.by_vendor,
            ties: settings.ties.iter().map(|tie| (tie.one.id(), tie.other.id(), tie.correlation)).collect(),
            tranches: settings.tranches,
            targets: ranged.targets().iter().map(TargetValue::from).collect(),
        }
    }
}

impl RangedValue {
    /// Reads the settings back. The error is a sentence: this release does not know an input or a figure, or the
    /// settings contradict one another.
    pub fn open(&self) -> Result<Ranged, String> {
        let input =
            |id: &str| ParameterId::parse(id).ok_or_else(|| format!("There is no input “{id}” in this release."));
        let mut ranged = Ranged::default();
        ranged.shown = self.shown;
        ranged.draw_by(self.seed);
        ranged.draw_tranches(self.tranches);
        ranged.tie_by_vendor(self.by_vendor).map_err(|refused| refused.reason())?;
        for (id, certainty) in &self.inputs {
            let certainty = match *certainty {
                CertaintyValue::Certain => Certainty::Certain,
                CertaintyValue::Uncertain => Certainty::Uncertain,
                CertaintyValue::Between(low, high) => Certainty::Between { low, high },
            };
            ranged.say(input(id)?, certainty).map_err(|refused| refused.reason())?;
        }
        for (one, other, correlation) in &self.ties {
            let tie = Tie { one: input(one)?, other: input(other)?, correlation: *correlation };
            ranged.tie(tie).map_err(|refused| refused.reason())?;
        }
        for target in &self.targets {
            let opened = target.open().filter(|target| ranged.hope(*target));
            opened.ok_or_else(|| format!("There is no target for “{}” in this release.", target.name))?;
        }
        Ok(ranged)
    }
}

/// The chance of a target as a value: the target, the share of draws that meet it, and the standard error of that
/// share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChanceValue(TargetValue, f64, f64);

impl From<&Chance> for ChanceValue {
    fn from(chance: &Chance) -> ChanceValue {
        ChanceValue((&chance.target).into(), chance.share, chance.error_share)
    }
}

impl ChanceValue {
    /// Reads the chance back; `None` if this release does not know the target's metric or series.
    pub fn open(&self) -> Option<Chance> {
        let ChanceValue(target, share, error_share) = self;
        Some(Chance { target: target.open()?, share: *share, error_share: *error_share })
    }
}

/// An act on the range settings, with what the reader typed. Inputs and figures are given by id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RangeAct {
    /// Draw an input, or take it as certain.
    Switch {
        /// The input.
        input: String,
        /// Whether it is drawn.
        on: bool,
    },
    /// Draw an input between two ends.
    Ends {
        /// The input.
        input: String,
        /// The low end, as typed.
        low: String,
        /// The high end, as typed.
        high: String,
    },
    /// Return an input to its usual setting.
    Usual {
        /// The input.
        input: String,
    },
    /// Return everything but the targets to the usual settings.
    AllUsual,
    /// Whether chips of one vendor move together.
    ByVendor(bool),
    /// Whether tranches are drawn as paid or not.
    Tranches(bool),
    /// Use other draws, by the seed that was typed.
    Seed(String),
    /// Use the next seed.
    NextSeed,
    /// Tie two inputs, so that they move together.
    Tie {
        /// The first input.
        one: String,
        /// The second input.
        other: String,
        /// Their correlation, as typed.
        correlation: String,
    },
    /// Remove the tie between two inputs.
    Untie {
        /// The first input.
        one: String,
        /// The second input.
        other: String,
    },
    /// Set a target.
    Hope(Hope),
    /// Remove a target.
    HopeNoMore(TargetValue),
}

/// A target as entered in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hope {
    /// The id of the figure or series; empty for the default.
    pub of: String,
    /// Whether it is met at or below the value.
    pub at_most: bool,
    /// The value, as typed.
    pub typed: String,
    /// The month of a series, as typed.
    pub month: String,
}

/// Names of the form's fields.
pub mod field {
    /// Whether an input is drawn: a check box for each, whose value is the input's id.
    pub const DRAWN: &str = "drawn";
    /// The prefix of the field for an input's low end; its id follows.
    pub const LOW: &str = "low:";
    /// The same for the high end.
    pub const HIGH: &str = "high:";
    /// Whether chips of one vendor move together.
    pub const BY_VENDOR: &str = "by-vendor";
    /// Whether tranches are drawn as paid or not.
    pub const TRANCHES: &str = "tranches";
    /// The seed.
    pub const SEED: &str = "seed";
    /// Two inputs to be tied, and their correlation.
    pub const TIE: [&str; 3] = ["tie-one", "tie-other", "tie-correlation"];
    /// An input without a range, and the ends of one.
    pub const ADD: [&str; 3] = ["add-input", "add-low", "add-high"];
    /// A target's figure, side, value and month.
    pub const HOPE: [&str; 4] = ["hope-of", "hope-side", "hope-typed", "hope-month"];
    /// The value of the side for targets that are met at or below their value.
    pub const AT_MOST: &str = "at-most";
}

/// The acts of controls: a word, followed by a space and what it acts on.
pub mod act {
    /// Switch an input on or off.
    pub const SWITCH: &str = "switch";
    /// Take the ends that were typed for an input.
    pub const ENDS: &str = "ends";
    /// Give a range to an input without one.
    pub const ADD: &str = "add";
    /// Return an input to its usual setting.
    pub const USUAL: &str = "usual";
    /// Return everything to the usual settings.
    pub const ALL_USUAL: &str = "all-usual";
    /// Tie the chips of one vendor, or not.
    pub const BY_VENDOR: &str = "by-vendor";
    /// Draw tranches as paid or not, or not.
    pub const TRANCHES: &str = "tranches";
    /// Take the seed that was typed.
    pub const SEED: &str = "seed";
    /// Use the next seed.
    pub const NEXT_SEED: &str = "next-seed";
    /// Tie two inputs.
    pub const TIE: &str = "tie";
    /// Remove a tie.
    pub const UNTIE: &str = "untie";
    /// Set a target.
    pub const HOPE: &str = "hope";
    /// Remove a target.
    pub const HOPE_NO_MORE: &str = "hope-no-more";
}

impl Hope {
    /// Reads the target from the form's fields.
    pub fn read(fields: &[(String, String)]) -> Hope {
        let [of, side, typed, month] = field::HOPE.map(|name| value_of(fields, name));
        Hope { of, at_most: side == field::AT_MOST, typed, month }
    }
}

fn value_of(fields: &[(String, String)], name: &str) -> String {
    fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

impl RangeAct {
    /// The act that a control requests, from its `data-range` and the form's fields. `None` if it requests none.
    pub fn read(said: &str, fields: &[(String, String)]) -> Option<RangeAct> {
        let (word, to) = said.split_once(' ').unwrap_or((said, ""));
        let of = |name: &str| value_of(fields, name);
        let has = |name: &str, value: &str| fields.iter().any(|(field, one)| field == name && one == value);
        let is_on = |name: &str| fields.iter().any(|(field, _)| field == name);
        let input = || to.to_owned();
        Some(match word {
            act::SWITCH => RangeAct::Switch { input: input(), on: has(field::DRAWN, to) },
            act::ENDS => {
                let end = |side: &str| of(&format!("{side}{to}"));
                RangeAct::Ends { input: input(), low: end(field::LOW), high: end(field::HIGH) }
            }
            act::ADD => {
                let [input, low, high] = field::ADD.map(of);
                RangeAct::Ends { input, low, high }
            }
            act::USUAL => RangeAct::Usual { input: input() },
            act::ALL_USUAL => RangeAct::AllUsual,
            act::BY_VENDOR => RangeAct::ByVendor(is_on(field::BY_VENDOR)),
            act::TRANCHES => RangeAct::Tranches(is_on(field::TRANCHES)),
            act::SEED => RangeAct::Seed(of(field::SEED)),
            act::NEXT_SEED => RangeAct::NextSeed,
            act::TIE => {
                let [one, other, correlation] = field::TIE.map(of);
                RangeAct::Tie { one, other, correlation }
            }
            act::UNTIE => {
                let (one, other) = to.split_once(' ')?;
                RangeAct::Untie { one: one.to_owned(), other: other.to_owned() }
            }
            act::HOPE => RangeAct::Hope(Hope::read(fields)),
            act::HOPE_NO_MORE => RangeAct::HopeNoMore(TargetValue::read(to)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{from_bytes, to_bytes};
    use model::{input, metric};

    #[test]
    fn what_is_said_arrives_whole() {
        let mut ranged = Ranged::default();
        ranged.shown = true;
        ranged.draw_by(7);
        ranged.draw_tranches(false);
        ranged.tie_by_vendor(false).expect("it may be");
        ranged.say(input::PUE, Certainty::Certain).expect("it has a range");
        ranged.say(input::FACILITY_COST, Certainty::Between { low: 9.1, high: 15.0 }).expect("it may be");
        ranged.tie(Tie { one: input::PUE, other: input::WACC, correlation: -0.5 }).expect("nothing contradicts it");
        assert!(ranged.hope(Target::new(Aim::Metric(metric::STAKE), Side::AtMost, 0.02)));
        let chips = model::quantities::series::CHIPS_ONLINE;
        assert!(ranged.hope(Target::new(Aim::Series(chips, Month(13)), Side::AtLeast, 1e6)));
        let value: RangedValue = from_bytes(&to_bytes(&RangedValue::from(&ranged))).expect("it can be read");
        assert_eq!(value.open(), Ok(ranged));
        let unknown = RangedValue { inputs: vec![("no.input".to_owned(), CertaintyValue::Certain)], ..value };
        assert!(unknown.open().is_err());
    }

    #[test]
    fn a_control_says_what_it_does() {
        let all = [
            ("drawn", "operations.pue"),
            ("low:operations.pue", "1.1"),
            ("high:operations.pue", "1.4"),
            ("by-vendor", "on"),
            ("hope-of", "stake"),
            ("hope-side", "at-most"),
            ("hope-typed", "2%"),
        ];
        let fields: Vec<_> = all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let pue = || "operations.pue".to_owned();
        for (said, expected) in [
            ("switch operations.pue", RangeAct::Switch { input: pue(), on: true }),
            ("switch supplier.wacc", RangeAct::Switch { input: "supplier.wacc".to_owned(), on: false }),
            ("ends operations.pue", RangeAct::Ends { input: pue(), low: "1.1".to_owned(), high: "1.4".to_owned() }),
            ("by-vendor", RangeAct::ByVendor(true)),
            ("tranches", RangeAct::Tranches(false)),
            ("untie operations.pue supplier.wacc", RangeAct::Untie { one: pue(), other: "supplier.wacc".to_owned() }),
            (
                "hope",
                RangeAct::Hope(Hope {
                    of: "stake".to_owned(),
                    at_most: true,
                    typed: "2%".to_owned(),
                    month: String::new(),
                }),
            ),
        ] {
            assert_eq!(RangeAct::read(said, &fields), Some(expected), "{said}");
        }
        for (aim, value) in [
            (Aim::Metric(metric::STAKE), 0.1 + 0.2),
            (Aim::Series(model::quantities::series::CHIPS_ONLINE, Month(13)), 1e6),
        ] {
            for side in [Side::AtLeast, Side::AtMost] {
                let target = TargetValue::from(&Target::new(aim, side, value));
                let said = format!("{} {}", act::HOPE_NO_MORE, target.said());
                assert_eq!(RangeAct::read(&said, &fields), Some(RangeAct::HopeNoMore(target)), "{said}");
            }
        }
        assert_eq!(RangeAct::read("untie x", &fields), None);
        assert_eq!(RangeAct::read("hope-no-more stake 5", &fields), None);
        assert_eq!(RangeAct::read("nothing", &fields), None);
    }
}
