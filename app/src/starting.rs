//! Starting over: a baseline, or a reset, replaces all inputs at once, and can be undone.

use crate::offer::Offer;
use crate::state::{Origin, State};
use crate::words;
use crate::words::everywhere::changes as counted;
use figures::unused;
use leptos::prelude::*;
use model::inputs::baselines::Baseline;
use model::inputs::input::ParameterId;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;

impl State {
    /// Resets all inputs to the baseline's values, announces it, and offers to undo it.
    pub fn start_over(self) {
        let (baseline, dropped) = self.scenario.with_untracked(|scenario| (scenario.baseline(), changed(scenario)));
        let left = words::changes::left(dropped.len(), self.has_title());
        self.replace_by(baseline);
        let words = words::changes::reset_to(baseline.name, &left);
        self.offer(Offer { words, carried: Vec::new(), names: Names::NEUTRAL, can_undo: true });
    }

    /// Starts over from another baseline in the same view, announces it, and offers to undo it or to carry the changes
    /// over.
    pub fn start_from(self, baseline: &'static Baseline) {
        let (dropped, names) = self.scenario.with_untracked(|scenario| (changed(scenario), scenario.names().clone()));
        let has_title = self.has_title();
        self.replace_by(baseline);
        let words = match dropped.len() {
            0 if !has_title => words::changes::baseline(baseline.name),
            count => words::changes::baseline_without(baseline.name, &words::changes::left(count, has_title)),
        };
        self.offer(Offer { words, carried: dropped, names, can_undo: true });
    }

    /// Applies changes that were dropped to the present baseline, except those that would have no effect there.
    pub fn carry_over(self, carried: &[(ParameterId, f64)], names: &Names) {
        let (mut after, mut left) = (self.scenario.with_untracked(Clone::clone), Vec::new());
        after.name_own_chip(names.own_chip());
        for (input, value) in carried {
            after.set_nearest(*input, *value);
        }
        // Whether a change has an effect may depend on the others, so this is tested once all have been made.
        for (input, _) in carried {
            if unused::why(&after, *input).is_some() {
                left.push(*input);
            }
        }
        left.iter().for_each(|input| after.reset(*input));
        let is_step = self.scenario.with_untracked(|now| *now != after);
        self.change(Origin::Reader, |document| document.scenario = after);
        let words = match left.len() {
            0 => words::changes::carried_over(&counted(carried.len())),
            _ => words::changes::partly_carried_over(
                carried.len() - left.len(),
                &counted(carried.len()),
                &left.iter().map(|input| input.name_in(names)).collect::<Vec<_>>().join(", "),
            ),
        };
        self.offer(Offer { words, carried: Vec::new(), names: Names::NEUTRAL, can_undo: is_step });
    }

    /// Whether the scenario has a title of its own.
    fn has_title(self) -> bool {
        self.document.with_untracked(|document| !document.compared.own_name().is_empty())
    }

    fn replace_by(self, baseline: &'static Baseline) {
        self.change(Origin::Reader, |document| {
            document.replace(Scenario::of(baseline).with_view_of(&document.scenario));
        });
        self.link_notice.set(None);
    }

    fn offer(self, offer: Offer) {
        self.say(words::changes::with_way_back(&offer.words));
        self.offered.set(Some(offer));
    }
}

/// The reader's changes with their values.
fn changed(scenario: &Scenario) -> Vec<(ParameterId, f64)> {
    scenario.own_changes().map(|input| (input, scenario.get(input))).collect()
}
