//! A scenario: a frozen baseline and the inputs that differ from it.

use crate::base::month::Month;
use crate::base::typed::Bare;
use crate::facts::provenance::{Class, Source};
use crate::inputs::baselines::{Baseline, Setting};
use crate::inputs::input::{self, COUNT, ParameterId};
use crate::inputs::kinds::{Group, Kind};
use crate::inputs::names::Names;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The evidence for one input's value in a scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// Its class; `None` for a value that the reader chose.
    pub class: Option<Class>,
    /// Its source; `None` for a value that the reader chose.
    pub source: Option<&'static Source>,
    /// What it measures, or why it was assumed.
    pub note: &'static str,
}

/// A complete set of inputs: every value in range, always; and what its author calls a chip of one's own.
#[derive(Clone, PartialEq)]
pub struct Scenario {
    baseline: &'static Baseline,
    values: [f64; COUNT],
    names: Names,
}

impl std::fmt::Debug for Scenario {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let changes: Vec<_> = self.changes().map(|id| format!("{}={}", id.id(), self.get(id))).collect();
        write!(f, "{} {{ {} }}", self.baseline.id, changes.join(", "))?;
        if self.names == Names::NEUTRAL { Ok(()) } else { write!(f, " {:?}", self.names.own_chip()) }
    }
}

impl Scenario {
    /// A baseline as it was released.
    pub fn of(baseline: &'static Baseline) -> Scenario {
        Scenario { baseline, values: baseline.values(), names: Names::NEUTRAL }
    }

    /// The baseline that this scenario is measured against.
    pub fn baseline(&self) -> &'static Baseline {
        self.baseline
    }

    /// What its author calls things.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Calls a chip of one's own so, as far as [`Names::with_own_chip`] keeps it; an empty text takes its name away.
    pub fn name_own_chip(&mut self, name: &str) {
        self.names = Names::with_own_chip(name);
    }

    /// An input's value, in the row's stored unit.
    pub fn get(&self, input: ParameterId) -> f64 {
        self.values[input.index()]
    }

    /// All values in the order of the table.
    pub fn values(&self) -> &[f64; COUNT] {
        &self.values
    }

    /// Changes an input. A value that may not stand there changes nothing; the message says why.
    pub fn set(&mut self, input: ParameterId, value: f64) -> Result<(), String> {
        input.check(value)?;
        // −0 would make two equal scenarios write two links.
        self.values[input.index()] = value + 0.0;
        Ok(())
    }

    /// Changes an input to the nearest value that may stand there: for sliders and drags, which know no failure.
    pub fn set_nearest(&mut self, input: ParameterId, value: f64) {
        // An input that does not exist stays as it is.
        if input.fact().is_some() {
            self.values[input.index()] = input.nearest_value(value);
        }
    }

    /// Puts an input back to the baseline's value.
    pub fn reset(&mut self, input: ParameterId) {
        self.values[input.index()] = self.baseline.value(input);
    }

    /// The inputs that differ from the baseline, the months that are looked at among them, in the order of the table.
    pub fn changes(&self) -> impl Iterator<Item = ParameterId> {
        ParameterId::all().filter(|input| self.is_changed(*input))
    }

    /// The inputs that a reader has changed, which are counted and listed everywhere: those that differ from the baseline,
    /// the months that are looked at left out.
    pub fn own_changes(&self) -> impl Iterator<Item = ParameterId> {
        self.changes().filter(|input| input.row().group != Group::View)
    }

    /// Whether an input differs from the baseline.
    pub fn is_changed(&self, input: ParameterId) -> bool {
        self.get(input) != self.baseline.value(input)
    }

    /// The same scenario with another value of an input: the nearest that may stand there.
    pub fn with_nearest(&self, input: ParameterId, value: f64) -> Scenario {
        let mut other = self.clone();
        other.set_nearest(input, value);
        other
    }

    /// Its baseline, looked at as the scenario is: what it is held against.
    pub fn as_released(&self) -> Scenario {
        Scenario::of(self.baseline).with_view_of(self)
    }

    /// The same scenario, looked at as another is: its months.
    pub fn with_view_of(mut self, other: &Scenario) -> Scenario {
        for input in ParameterId::all().filter(|input| input.row().group == Group::View) {
            self.set_nearest(input, other.get(input));
        }
        self
    }

    /// Whether anything but the view differs from the baseline.
    pub fn is_modified(&self) -> bool {
        self.own_changes().next().is_some()
    }

    /// What it is called where its author gives it no title: its baseline's name, and whether it was changed, as
    /// "The talks, December 2025, modified".
    pub fn title(&self) -> String {
        format!("{}{}", self.baseline.name, if self.is_modified() { ", modified" } else { "" })
    }

    /// The evidence for an input's value: the reader's choice, the baseline's setting or the table's default.
    pub fn evidence(&self, input: ParameterId) -> Evidence {
        if self.is_changed(input) {
            return Evidence { class: None, source: None, note: "Your value" };
        }
        if let Some(setting) = self.baseline.setting(input) {
            return Evidence { class: Some(setting.class), source: Some(setting.source), note: setting.note };
        }
        match input.fact() {
            Some(fact) => Evidence { class: Some(fact.class), source: Some(fact.source), note: fact.measures },
            None => Evidence { class: None, source: None, note: "" },
        }
    }

    /// On what its numbers rest where the deal does not stand as it is here: a clause that opens a sentence in “would”, as
    /// “Had the talks closed on these terms”; empty where the deal was closed. It claims nothing that the reader has changed.
    pub fn supposes(&self) -> &'static str {
        let holds = |setting: &Setting| self.get(setting.input) == setting.value;
        let said = self.baseline.supposes.iter().find(|(held, _)| held.iter().all(holds));
        said.map_or("", |(_, words)| words)
    }

    /// The last month that is shown.
    pub fn horizon(&self) -> Month {
        Month(self.get(input::HORIZON) as i32)
    }

    /// The month at which headline numbers are read: at most the last month shown.
    pub fn as_of(&self) -> Month {
        Month(self.get(input::AS_OF) as i32).min(self.horizon())
    }

    /// Sets an input from text, as the command line and a workbook's cell take it: a bare number is in stored units; with
    /// a word or a unit it is converted (`600 MW`, `Q2 2027`); see [`ParameterId::read`].
    pub fn set_text(&mut self, input: ParameterId, text: &str) -> Result<(), String> {
        let taken = input.read(text, self.get(input), Bare::Stored);
        taken.and_then(|taken| self.set(input, taken.value)).map_err(|why| format!("{}: {why}", input.id()))
    }
}

/// `{"operations.pue": 1.15, "agreement.base.basis": "contract-value", "limit.power": false, …}`: choices as their
/// ids, switches as truth values, months as their count from 2025-11, everything else in stored units.
impl Serialize for Scenario {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for input in ParameterId::all() {
            let value = self.get(input);
            match input.row().kind {
                Kind::Choice(choices) => {
                    map.serialize_entry(&input.id(), choices.get(value as usize).map_or("", |choice| choice.id))?;
                }
                Kind::Switch => map.serialize_entry(&input.id(), &(value != 0.0))?,
                Kind::Whole | Kind::Month => map.serialize_entry(&input.id(), &(value as i64))?,
                Kind::Number | Kind::Logarithmic | Kind::Stepped => map.serialize_entry(&input.id(), &value)?,
            }
        }
        map.end()
    }
}
