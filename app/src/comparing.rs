//! How what stands beside the scenario is changed: the part of [`State`] that acts on it.

use crate::state::{Origin, State};
use crate::words;
use leptos::prelude::*;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::share::compared::{Compared, MOST, Way, letter};

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

    /// Puts the present scenario, as it is now, beside what it will become; its title goes with it.
    pub fn pin_this(self) {
        let name = self.document.with_untracked(|document| document.compared.own_name().to_owned());
        self.pin_as(&self.scenario.with_untracked(Clone::clone), &name);
    }

    /// Takes one away.
    pub fn unpin(self, place: usize) {
        self.compare(|compared, _| compared.remove(place));
        self.say(words::compare::removed(letter(place)));
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
            Some(()) => words::compare::swapped(letter(place)),
            None => words::compare::is_scenario(letter(place)),
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
        self.say(words::compare::against(first.name, second.name));
    }
}
