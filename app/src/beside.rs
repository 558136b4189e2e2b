//! The scenarios that the page compares with the present one, each with its outcome.

use crate::words;
use figures::{Subject, Subjects};
use model::inputs::scenario::Scenario;
use model::run::outcome::{Outcome, run};
use model::share::compared::{Compared, Pinned, Way, letter};
use std::sync::Arc;

/// A compared scenario, with its outcome over the months at which the present scenario is looked at.
#[derive(Clone, Debug)]
pub struct Side {
    /// The title under which it is shown.
    pub title: String,
    /// The scenario itself, with the as-of month and horizon of the present one.
    pub scenario: Scenario,
    outcome: Arc<Outcome>,
}

/// The outcome is not compared, since the scenario determines it.
impl PartialEq for Side {
    fn eq(&self, other: &Side) -> bool {
        self.title == other.title && self.scenario == other.scenario
    }
}

/// All compared scenarios, and how they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// The compared scenarios in order: the first is A.
    pub others: Vec<Side>,
    /// How charts and tables show them.
    pub way: Way,
    /// The place in `others` of the scenario from which differences are counted; `None` for the baseline.
    pub reference: Option<usize>,
}

impl Beside {
    /// The scenarios compared with `scenario`. Outcomes that `before` already holds are reused, so that a moving slider
    /// runs the present scenario alone.
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

    /// Calls `of` with the subjects that figures are made from: the scenario and those compared with it. `baseline` is
    /// the outcome from which differences are counted if no compared scenario is marked as the reference.
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

    /// The outcome of the compared scenario that is marked as the reference; `None` if none is.
    pub fn marked(&self) -> Option<&Outcome> {
        self.reference.and_then(|place| self.others.get(place)).map(|side| side.outcome.as_ref())
    }

    /// The short name of the reference, from which differences are counted: "A", or "baseline".
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

    /// Only new scenarios are run: the others keep the very same outcome.
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
        // Another horizon or as-of month needs another run.
        moved.set(input::AS_OF, 5.0).expect("it may");
        let seen = Beside::of(&compared, &moved, Some(&after));
        assert!(!Arc::ptr_eq(&seen.others[0].outcome, &after.others[0].outcome));
        assert_eq!(*seen.others[0].outcome, run(&seen.others[0].scenario));
        assert_eq!(seen.others[0].outcome.as_of.0, 5);
    }
}
