//! A scenario, and the scenarios compared with it, as messages carry them.

use model::inputs::baselines::Baseline;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::share::compared::{Compared, Way};
use serde::{Deserialize, Serialize};

/// A scenario as a value: the baseline and every input that differs from it, by stable id, and with all bits of its
/// value in stored units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScenarioValue {
    /// The baseline's id.
    pub baseline: String,
    /// The id and value of each input that differs from the baseline.
    pub changed: Vec<(String, f64)>,
    /// The author's name for the reader's own chip; empty if it has none.
    pub own_chip: String,
}

impl From<&Scenario> for ScenarioValue {
    fn from(scenario: &Scenario) -> ScenarioValue {
        let changed = scenario.changes().map(|input| (input.id(), scenario.get(input)));
        ScenarioValue {
            baseline: scenario.baseline().id.to_owned(),
            changed: changed.collect(),
            own_chip: scenario.names().own_chip().to_owned(),
        }
    }
}

impl ScenarioValue {
    /// Reads the scenario back. The error is a sentence: this release does not know the baseline or an input, or a
    /// value is out of bounds.
    pub fn open(&self) -> Result<Scenario, String> {
        let baseline = Baseline::by_id(&self.baseline)
            .ok_or_else(|| format!("There is no baseline “{}” in this release.", self.baseline))?;
        let mut scenario = Scenario::of(baseline);
        scenario.name_own_chip(&self.own_chip);
        for (id, value) in &self.changed {
            let input = ParameterId::parse(id).ok_or_else(|| format!("There is no input “{id}” in this release."))?;
            scenario.set(input, *value).map_err(|why| format!("The input {id} cannot be {value}: {why}."))?;
        }
        Ok(scenario)
    }
}

/// The compared scenarios, as a value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ComparedValue {
    /// The title of the present scenario; empty if it has none.
    pub name: String,
    /// The compared scenarios in order, each with its name.
    pub pinned: Vec<(String, ScenarioValue)>,
    /// How they are shown, by id.
    pub way: String,
    /// The place of the reference, from which differences are counted.
    pub reference: Option<u8>,
}

impl From<&Compared> for ComparedValue {
    fn from(compared: &Compared) -> ComparedValue {
        let pinned = compared.pinned().iter();
        ComparedValue {
            name: compared.own_name().to_owned(),
            pinned: pinned.map(|one| (one.own_name().to_owned(), one.scenario().into())).collect(),
            way: compared.way().id().to_owned(),
            reference: compared.reference().map(|place| place as u8),
        }
    }
}

impl ComparedValue {
    /// Reads the comparison back. The error is a sentence.
    pub fn open(&self) -> Result<Compared, String> {
        let mut compared = Compared::default();
        compared.rename_own(&self.name);
        for (name, scenario) in &self.pinned {
            let opened = scenario.open()?;
            compared.pin(&opened, name).ok_or_else(|| "There are too many scenarios to compare.".to_owned())?;
        }
        if let Some(way) = Way::ALL.into_iter().find(|way| way.id() == self.way) {
            compared.show(way);
        }
        compared.refer_to(self.reference.map(usize::from));
        Ok(compared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{from_bytes, to_bytes};
    use model::inputs::baselines::BASELINES;

    #[test]
    fn every_scenario_comes_back_to_the_bit() {
        for baseline in BASELINES {
            let mut scenario = Scenario::of(baseline);
            scenario.name_own_chip("Zephyr 1");
            for (index, input) in ParameterId::all().enumerate() {
                let row = input.row();
                let between = row.min + (row.max - row.min) * (index as f64 * 0.618_033_988_749_895).fract();
                scenario.set_nearest(input, between);
            }
            let value = ScenarioValue::from(&scenario);
            let back: ScenarioValue = from_bytes(&to_bytes(&value)).expect("it is a scenario");
            let opened = back.open().expect("it is one of ours");
            let bits = |scenario: &Scenario| scenario.values().map(f64::to_bits);
            assert_eq!(bits(&opened), bits(&scenario));
            assert_eq!((opened.baseline().id, opened.names().own_chip()), (baseline.id, "Zephyr 1"));
        }
    }

    #[test]
    fn a_comparison_comes_back_whole() {
        let mut compared = Compared::default();
        for baseline in &BASELINES[..4] {
            compared.pin(&Scenario::of(baseline), baseline.id);
        }
        compared.rename_own("Mine");
        compared.show(Way::Differences);
        compared.refer_to(Some(2));
        let value = ComparedValue::from(&compared);
        let back: ComparedValue = from_bytes(&to_bytes(&value)).expect("it is a comparison");
        assert_eq!(back.open(), Ok(compared));
        assert_eq!(ComparedValue::default().open(), Ok(Compared::default()));
        let mut twice = value;
        twice.pinned.push(twice.pinned[0].clone());
        assert!(twice.open().is_err());
    }

    #[test]
    fn what_is_not_known_is_refused() {
        let of = |baseline: &str, id: &str, value: f64| {
            ScenarioValue {
                baseline: baseline.to_owned(),
                changed: vec![(id.to_owned(), value)],
                own_chip: String::new(),
            }
            .open()
        };
        let first = Baseline::first().id;
        assert!(of(first, "operations.pue", 1.3).is_ok());
        assert!(of("no-such-baseline", "operations.pue", 1.3).is_err());
        assert!(of(first, "operations.none", 1.3).is_err());
        assert!(of(first, "operations.pue", f64::NAN).is_err());
        assert!(of(first, "operations.pue", 0.5).is_err());
    }
}
