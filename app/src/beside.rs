//! What stands beside the scenario on the page, and how that is changed.

use crate::state::{Origin, State};
use figures::{Subject, Subjects};
use leptos::prelude::*;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::run::outcome::{Outcome, run};
use model::share::compared::{Compared, MOST, Way, letter};
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
        let side = |pinned: &model::share::compared::Pinned| {
            let of = pinned.scenario().clone().with_view_of(scenario);
            let known = before.and_then(|before| before.others.iter().find(|side| side.scenario == of));
            let outcome = known.map_or_else(|| Arc::new(run(&of)), |side| side.outcome.clone());
            Side { title: pinned.name(), scenario: of, outcome }
        };
        let others = compared.pinned().iter().map(side).collect();
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
            None => Subject { name: "the baseline", title: "", scenario, outcome: baseline },
        };
        of(&Subjects { others: &others, way: self.way, reference: Some(reference), ..Subjects::one(scenario, outcome) })
    }

    /// What differences are to, in a word: "A", "the baseline".
    pub fn reference_name(&self) -> &'static str {
        self.reference.map_or("the baseline", letter)
    }
}

impl Side {
    fn subject(&self, name: &'static str) -> Subject<'_> {
        Subject { name, title: &self.title, scenario: &self.scenario, outcome: &self.outcome }
    }
}

/// Two baselines to be seen against each other at once.
pub const PAIR: (&str, &str) = ("all-nvidia", "all-trainium3");

impl State {
    /// Changes what stands beside the scenario, or its place; a step of its own.
    fn compare<T>(self, change: impl FnOnce(&mut Compared, &mut Scenario) -> T) -> Option<T> {
        let mut done = None;
        self.change(Origin::Reader, |document| done = Some(document.compare(change)));
        done
    }

    /// Puts a scenario beside the present one, and says where.
    pub fn pin(self, scenario: &Scenario) {
        let place = self.compare(|compared, _| compared.pin(scenario, "")).flatten();
        let there = || self.document.with_untracked(|document| document.compared.place_of(scenario));
        self.say(match (place, there()) {
            (Some(place), _) => format!("Pinned as {}", letter(place)),
            (None, Some(place)) => format!("It is pinned as {} already", letter(place)),
            (None, None) => format!("No more than {MOST} scenarios can be pinned"),
        });
    }

    /// Puts the present scenario, as it is now, beside what it will become.
    pub fn pin_this(self) {
        self.pin(&self.scenario.with_untracked(Clone::clone));
    }

    /// Takes one away.
    pub fn unpin(self, place: usize) {
        self.compare(|compared, _| compared.remove(place));
        self.say(format!("{} is no longer compared", letter(place)));
    }

    /// Gives one a name.
    pub fn rename(self, place: usize, name: &str) {
        self.compare(|compared, _| compared.rename(place, name));
    }

    /// Makes one the present scenario, which takes its place.
    pub fn swap(self, place: usize) {
        let swapped = self.compare(|compared, scenario| {
            let out = compared.swap(place, scenario)?;
            *scenario = out;
            Some(())
        });
        self.link_notice.set(None);
        self.say(match swapped.flatten() {
            Some(()) => format!("{} is the scenario now, and what was it is {0}", letter(place)),
            None => "The scenario stands beside itself; remove that first".to_owned(),
        });
    }

    /// Shows those beside it in another way.
    pub fn show_others(self, way: Way) {
        self.compare(|compared, _| compared.show(way));
    }

    /// Marks the one that differences are to; none for the baseline.
    pub fn refer_to(self, place: Option<usize>) {
        self.compare(|compared, _| compared.refer_to(place));
    }

    /// Opens two baselines against each other, and nothing else.
    pub fn pair(self, (first, second): (&str, &str)) {
        let (Some(first), Some(second)) = (Baseline::by_id(first), Baseline::by_id(second)) else { return };
        self.compare(|compared, scenario| {
            *scenario = Scenario::of(first).with_view_of(scenario);
            *compared = Compared::default();
            compared.pin(&Scenario::of(second), "")
        });
        self.link_notice.set(None);
        self.say(format!("{} against {}", first.name, second.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::input;

    /// Only what is new is run: the others keep the very outcome that they had.
    #[test]
    fn a_slider_runs_the_present_scenario_alone() {
        let scenario = Scenario::of(Baseline::first());
        let mut compared = Compared::default();
        for id in [PAIR.0, PAIR.1] {
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
