//! What stands beside the scenario on the page, each with what it comes to.

use crate::words;
use figures::{Subject, Subjects};
use model::inputs::scenario::Scenario;
use model::run::outcome::{Outcome, run};
use model::share::compared::{Compared, Pinned, Way, letter};
use std::sync::Arc;

/// Another scenario, with what it comes to in the months of the one that it stands beside.
#[derive(Clone, Debug)]
pub struct Side {
    /// What it is called.
    pub title: String,
    /// The scenario.
    pub scenario: Scenario,
    outcome: Arc<Outcome>,
}

/// What a scenario comes to follows from it.
impl PartialEq for Side {
    fn eq(&self, other: &Side) -> bool {
        self.title == other.title && self.scenario == other.scenario
    }
}

/// All that stands beside the scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// In their order: A is the first.
    pub others: Vec<Side>,
    /// How they are shown.
    pub way: Way,
    /// The place of the one that differences are to; none for the baseline.
    pub reference: Option<usize>,
}

impl Beside {
    /// What stands beside a scenario. Only what was not there before is run: a slider moves the scenario alone.
    pub fn of(compared: &Compared, scenario: &Scenario, before: Option<&Beside>) -> Beside {
        let side = |(pinned, title): (&Pinned, String)| {
            let of = pinned.scenario().clone().with_view_of(scenario);
            let known = before.and_then(|before| before.others.iter().find(|side| side.scenario == of));
            let outcome = known.map_or_else(|| Arc::new(run(&of)), |side| side.outcome.clone());
            Side { title, scenario: of, outcome }
        };
        let others = compared.pinned().iter().zip(compared.names()).map(side).collect();
        Beside { others, way: compared.way(), reference: compared.reference() }
    }

    /// What figures are made from: the scenario with those beside it. `baseline` is what differences are to where none of
    /// them is marked.
    pub fn subjects<T>(
        &self,
        (scenario, outcome): (&Scenario, &Outcome),
        baseline: &Outcome,
        of: impl FnOnce(&Subjects<'_>) -> T,
    ) -> T {
        let others: Vec<Subject<'_>> =
            self.others.iter().enumerate().map(|(place, side)| side.subject(letter(place))).collect();
        let reference = match self.reference.and_then(|place| others.get(place)) {
            Some(marked) => *marked,
            None => Subject { name: words::compare::THE_BASELINE, title: "", scenario, outcome: baseline },
        };
        of(&Subjects { others: &others, way: self.way, reference: Some(reference), ..Subjects::one(scenario, outcome) })
    }

    /// What the one comes to that differences are to, where one is marked.
    pub fn marked(&self) -> Option<&Outcome> {
        self.reference.and_then(|place| self.others.get(place)).map(|side| side.outcome.as_ref())
    }

    /// What differences are to, in a word: "A", "baseline".
    pub fn reference_name(&self) -> &'static str {
        self.reference.map_or(words::compare::BASELINE, letter)
    }
}

impl Side {
    fn subject(&self, name: &'static str) -> Subject<'_> {
        Subject { name, title: &self.title, scenario: &self.scenario, outcome: &self.outcome }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::input;
    use model::inputs::baselines::Baseline;

    /// Only what is new is run: the others keep the very outcome that they had.
    #[test]
    fn a_slider_runs_the_present_scenario_alone() {
        let scenario = Scenario::of(Baseline::first());
        let mut compared = Compared::default();
        for id in ["all-nvidia", "all-trainium3"] {
            compared.pin(&Scenario::of(Baseline::by_id(id).expect(id)), "");
        }
        let before = Beside::of(&compared, &scenario, None);
        let mut moved = scenario.clone();
        moved.set(input::SLIP, 3.0).expect("it may");
        compared.pin(&scenario, "");
        compared.rename(0, "Another name");
        let after = Beside::of(&compared, &moved, Some(&before));
        for (one, other) in before.others.iter().zip(&after.others) {
            assert!(Arc::ptr_eq(&one.outcome, &other.outcome));
        }
        assert_eq!((after.others.len(), after.others[0].title.as_str()), (3, "Another name"));
        // Other months are another run.
        moved.set(input::AS_OF, 5.0).expect("it may");
        let seen = Beside::of(&compared, &moved, Some(&after));
        assert!(!Arc::ptr_eq(&seen.others[0].outcome, &after.others[0].outcome));
        assert_eq!(*seen.others[0].outcome, run(&seen.others[0].scenario));
        assert_eq!(seen.others[0].outcome.as_of.0, 5);
    }
}
