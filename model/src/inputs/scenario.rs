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
    /// The class of the evidence; `None` for a value that the reader chose.
    pub class: Option<Class>,
    /// The source; `None` for a value that the reader chose.
    pub source: Option<&'static Source>,
    /// What the value measures, or why it was assumed.
    pub note: &'static str,
}

/// A complete set of inputs, all within their ranges, and the names that its author gives.
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
    /// A baseline as it was released, without changes.
    pub fn of(baseline: &'static Baseline) -> Scenario {
        Scenario { baseline, values: baseline.values(), names: Names::NEUTRAL }
    }

    /// The baseline on which this scenario is based.
    pub fn baseline(&self) -> &'static Baseline {
        self.baseline
    }

    /// The names that the author gives.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Names the own chip, within the rules of [`Names::with_own_chip`]; an empty text removes the name.
    pub fn name_own_chip(&mut self, name: &str) {
        self.names = Names::with_own_chip(name);
    }

    /// The value of an input, in the row's stored unit.
    pub fn get(&self, input: ParameterId) -> f64 {
        self.values[input.index()]
    }

    /// The values of all inputs, in the order of the table.
    pub fn values(&self) -> &[f64; COUNT] {
        &self.values
    }

    /// Changes an input. If the value is not allowed, nothing changes and the error says why.
    pub fn set(&mut self, input: ParameterId, value: f64) -> Result<(), String> {
        input.check(value)?;
        // Adding 0 turns −0 into 0; otherwise two equal scenarios could have two links.
        self.values[input.index()] = value + 0.0;
        Ok(())
    }

    /// Changes an input to the nearest allowed value; never fails, as sliders and drags need.
    pub fn set_nearest(&mut self, input: ParameterId, value: f64) {
        // An input that does not exist keeps its value.
        if input.fact().is_some() {
            self.values[input.index()] = input.nearest_value(value);
        }
    }

    /// Resets an input to the baseline's value.
    pub fn reset(&mut self, input: ParameterId) {
        self.values[input.index()] = self.baseline.value(input);
    }

    /// The inputs that differ from the baseline, in the order of the table; including those of the view.
    pub fn changes(&self) -> impl Iterator<Item = ParameterId> {
        ParameterId::all().filter(|input| self.is_changed(*input))
    }

    /// The inputs that a reader has changed, as they are counted and listed everywhere: those that differ from the
    /// baseline, except those of the view.
    pub fn own_changes(&self) -> impl Iterator<Item = ParameterId> {
        self.changes().filter(|input| input.row().group != Group::View)
    }

    /// Whether an input differs from the baseline.
    pub fn is_changed(&self, input: ParameterId) -> bool {
        self.get(input) != self.baseline.value(input)
    }

    /// A copy of the scenario with the nearest allowed value of an input.
    pub fn with_nearest(&self, input: ParameterId, value: f64) -> Scenario {
        let mut other = self.clone();
        other.set_nearest(input, value);
        other
    }

    /// The unchanged baseline with the scenario's view (as-of month and horizon), for comparison with the scenario.
    pub fn as_released(&self) -> Scenario {
        Scenario::of(self.baseline).with_view_of(self)
    }

    /// The scenario with another one's view: as-of month and horizon.
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

    /// The default title: the baseline's name, and whether the scenario was changed, as in "The talks, December 2025,
    /// modified".
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

    /// A conditional clause if the deal was not closed in this form, opening a sentence in "would", such as "Had the
    /// talks closed on these terms"; empty if it was closed. It says nothing about what the reader has changed.
    pub fn supposes(&self) -> &'static str {
        let holds = |setting: &Setting| self.get(setting.input) == setting.value;
        let said =
            self.baseline.supposes.iter().find(|(held, _)| held.iter().flat_map(|settings| settings.iter()).all(holds));
        said.map_or("", |(_, words)| words)
    }

    /// The last month that is shown.
    pub fn horizon(&self) -> Month {
        Month(self.get(input::HORIZON) as i32)
    }

    /// The month at which headline figures are read: at most the last month that is shown.
    pub fn as_of(&self) -> Month {
        Month(self.get(input::AS_OF) as i32).min(self.horizon())
    }

    /// Sets an input from text, as the command line and the cells of a workbook do. A bare number is in stored units; a
    /// number with a word or unit is converted (`600 MW`, `Q2 2027`); see [`ParameterId::read`]. The error names the
    /// input and says why.
    pub fn set_text(&mut self, input: ParameterId, text: &str) -> Result<(), String> {
        let taken = input.read(text, self.get(input), Bare::Stored);
        taken.and_then(|taken| self.set(input, taken.value)).map_err(|why| format!("{}: {why}", input.id()))
    }
}

/// `{"operations.pue": 1.15, "agreement.base.basis": "contract-value", "limit.power": false, …}`: choices as their ids,
/// switches as booleans, months as their number from 0 = 2025-11, everything else in stored units.
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
