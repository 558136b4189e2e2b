//! Changing the scenarios that are compared: the part of [`State`] that adds, removes, renames and swaps them.

use crate::state::{Origin, State};
use crate::words;
use leptos::prelude::*;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::share::compared::{Compared, MOST, Way, letter};

/// The two baselines, by id, that the page offers to compare at a press.
pub const PAIR: (&str, &str) = ("all-nvidia", "all-trainium3");

impl State {
    /// Changes the compared scenarios, or swaps one with the present scenario, as one undo step. `None` if `change` did
    /// not run.
    fn compare<T>(self, change: impl FnOnce(&mut Compared, &mut Scenario) -> T) -> Option<T> {
        let mut done = None;
        self.change(Origin::Reader, |document| done = Some(document.compare(change)));
        done
    }

    /// Adds a scenario to the compared ones, and announces its letter, or why it was not added.
    pub fn pin(self, scenario: &Scenario) {
        self.pin_as(scenario, "");
    }

    fn pin_as(self, scenario: &Scenario, name: &str) {
        let place = self.compare(|compared, _| compared.pin(scenario, &compared.free(name))).flatten();
        let there = || self.document.with_untracked(|document| document.compared.place_of(scenario));
        self.say(match (place, there()) {
            (Some(place), _) => words::compare::pinned(letter(place)),
            (None, Some(place)) => words::compare::pinned_already(letter(place)),
            (None, None) => words::compare::no_more(MOST),
        });
    }

    /// Adds the present scenario, as it is now and with its title, to the compared ones.
    pub fn pin_this(self) {
        let name = self.document.with_untracked(|document| document.compared.own_name().to_owned());
        self.pin_as(&self.scenario.with_untracked(Clone::clone), &name);
    }

    /// Removes the compared scenario at `place`.
    pub fn unpin(self, place: usize) {
        self.compare(|compared, _| compared.remove(place));
        self.say(words::compare::removed(letter(place)));
    }

    /// Renames the compared scenario at `place`.
    pub fn rename(self, place: usize, name: &str) {
        self.compare(|compared, _| compared.rename(place, name));
    }

    /// Swaps the compared scenario at `place` with the present one.
    pub fn swap(self, place: usize) {
        let swapped = self.compare(|compared, scenario| {
            let out = compared.swap(place, scenario)?;
            *scenario = out;
            Some(())
        });
        self.link_notice.set(None);
        self.say(match swapped.flatten() {
            Some(()) => words::compare::swapped(letter(place)),
            None => words::compare::is_scenario(letter(place)),
        });
    }

    /// Changes how compared scenarios are shown.
    pub fn show_others(self, way: Way) {
        self.compare(|compared, _| compared.show(way));
    }

    /// Marks the compared scenario from which differences are counted; `None` for the baseline.
    pub fn refer_to(self, place: Option<usize>) {
        self.compare(|compared, _| compared.refer_to(place));
    }

    /// Opens one baseline, by id, compared with a second one; whatever was compared before is dropped.
    pub fn pair(self, (first, second): (&str, &str)) {
        let (Some(first), Some(second)) = (Baseline::by_id(first), Baseline::by_id(second)) else { return };
        self.compare(|compared, scenario| {
            *scenario = Scenario::of(first).with_view_of(scenario);
            *compared = Compared::default();
            compared.pin(&Scenario::of(second), "")
        });
        self.link_notice.set(None);
        self.say(words::compare::against(first.name, second.name));
    }
}
