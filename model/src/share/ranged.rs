//! The reader's settings of ranges: whether they are displayed, how the inputs are drawn, and the targets.

use crate::analysis::ranges::Range;
use crate::analysis::uncertainty::plan::{is_probability, ranges};
use crate::analysis::uncertainty::settings::{Certainty, Refused, Tie, USUAL_DRAWS, Uncertainty};
use crate::analysis::uncertainty::wanted::{Aim, Target};
use crate::base::month::Month;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use std::collections::BTreeMap;

/// The maximum number of targets.
pub const MOST_TARGETS: usize = 4;
/// The maximum number of ties, besides those of one vendor's chips.
pub const MOST_TIES: usize = 12;

/// The reader's settings of ranges. They can be drawn for any scenario: contradictions are refused when a setting is
/// made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranged {
    /// Whether the page displays ranges.
    pub shown: bool,
    settings: Uncertainty,
    targets: Vec<Target>,
}

impl Ranged {
    /// How draws are made for any scenario, with the default number of draws.
    pub fn settings(&self) -> &Uncertainty {
        &self.settings
    }

    /// How draws of a scenario are made, with `draws` of them. A range belongs to the value for which it was given: if
    /// the scenario's value is outside it, the input counts as certain ([`Ranged::is_left_by`]).
    pub fn settings_for(&self, scenario: &Scenario, draws: u32) -> Uncertainty {
        let mut settings = Uncertainty { draws, ..self.settings.clone() };
        for (input, certainty) in &mut settings.inputs {
            if is_left(*certainty, scenario.get(*input)) {
                *certainty = Certainty::Certain;
            }
        }
        settings
    }

    /// The ranges of a scenario's inputs, in the order of the table: those of the settings, else those of the sources.
    pub fn ranges_of(&self, scenario: &Scenario) -> Vec<Range> {
        // The settings are free of contradictions, so there is no error.
        ranges(scenario, &self.settings_for(scenario, USUAL_DRAWS)).unwrap_or_default()
    }

    /// Whether a scenario's value of an input is outside the range that the reader gave it.
    pub fn is_left_by(&self, scenario: &Scenario, input: ParameterId) -> bool {
        self.certainty(input).is_some_and(|certainty| is_left(certainty, scenario.get(input)))
    }

    /// The setting of an input; `None` if it has the default.
    pub fn certainty(&self, input: ParameterId) -> Option<Certainty> {
        self.settings.inputs.get(&input).copied()
    }

    /// The targets, in the order in which they were set.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// The values of the targets for a metric, in its unit.
    pub fn target_values_of(&self, metric: MetricId) -> impl Iterator<Item = f64> {
        self.targets.iter().filter(move |target| target.of == Aim::Metric(metric)).map(|target| target.level().value)
    }

    /// Whether both settings have the same draws and the same targets, whether or not ranges are displayed.
    pub fn is_drawn_as(&self, other: &Ranged) -> bool {
        self.settings == other.settings && self.targets == other.targets
    }

    /// The same targets, with default draws.
    pub fn as_usual(&self) -> Ranged {
        Ranged { shown: self.shown, settings: Uncertainty::default(), targets: self.targets.clone() }
    }

    /// Whether draws have their default settings.
    pub fn is_usual(&self) -> bool {
        self.settings == Uncertainty::default()
    }

    /// Whether an input may have a range: not a choice, a switch, an input of the view, or the probability of a
    /// tranche, which is drawn as paid or not.
    pub fn may_draw(input: ParameterId) -> bool {
        !input.row().kind.is_chosen() && input.row().group != Group::View && !is_probability(input)
    }

    /// Sets how an input is treated. The error says why that is not possible.
    pub fn say(&mut self, input: ParameterId, certainty: Certainty) -> Result<(), Refused> {
        if !Ranged::may_draw(input) {
            return Err(Refused::NotUncertain(input));
        }
        match certainty {
            Certainty::Certain | Certainty::Uncertain if !Range::is_given(input) => {
                return Err(Refused::NotUncertain(input));
            }
            Certainty::Between { low, high }
                if low >= high || input.check(low).is_err() || input.check(high).is_err() =>
            {
                return Err(Refused::Ends(input));
            }
            _ => {}
        }
        self.settings.inputs.insert(input, certainty);
        Ok(())
    }

    /// Resets an input to its default.
    pub fn forget(&mut self, input: ParameterId) {
        self.settings.inputs.remove(&input);
    }

    /// Resets all inputs to their defaults: another baseline has other values, and so other ranges.
    pub fn forget_all(&mut self) {
        self.settings.inputs.clear();
    }

    /// Sets the seed of the random numbers.
    pub fn draw_by(&mut self, seed: u64) {
        self.settings.seed = seed;
    }

    /// Sets whether a tranche with a probability is drawn as paid or not, instead of at its expected value.
    pub fn draw_tranches(&mut self, tranches: bool) {
        self.settings.tranches = tranches;
    }

    /// Sets whether one vendor's chips are correlated. The error names a pair that contradicts the other ties.
    pub fn tie_by_vendor(&mut self, by_vendor: bool) -> Result<(), Refused> {
        // The present setting was checked against the other ties when it was made.
        if by_vendor == self.settings.by_vendor {
            return Ok(());
        }
        self.put(Uncertainty { by_vendor, ..self.settings.clone() }, None)
    }

    /// Ties two inputs, in place of any tie between them. The error names a pair that contradicts the other ties, or
    /// says that there are too many.
    pub fn tie(&mut self, tie: Tie) -> Result<(), Refused> {
        if let Some(never) = [tie.one, tie.other].into_iter().find(|input| !Ranged::may_draw(*input)) {
            return Err(Refused::NotUncertain(never));
        }
        let mut settings = self.settings.clone();
        let (one, other) = (tie.one.min(tie.other), tie.one.max(tie.other));
        settings.ties.retain(|known| (known.one, known.other) != (one, other));
        settings.ties.push(Tie { one, other, ..tie });
        if settings.ties.len() > MOST_TIES {
            return Err(Refused::Ties(MOST_TIES));
        }
        self.put(settings, Some(&tie))
    }

    /// Removes the tie between two inputs, if there is one. The error names a pair whose correlation is possible only
    /// with this tie.
    pub fn untie(&mut self, one: ParameterId, other: ParameterId) -> Result<(), Refused> {
        let mut settings = self.settings.clone();
        let (one, other) = (one.min(other), one.max(other));
        settings.ties.retain(|known| (known.one, known.other) != (one, other));
        self.put(settings, None)
    }

    fn put(&mut self, settings: Uncertainty, newest: Option<&Tie>) -> Result<(), Refused> {
        settings.check_ties(newest)?;
        self.settings = settings;
        Ok(())
    }

    /// Adds a target. `false` if there is no room, if it is there already, or if its month or value is not valid.
    pub fn hope(&mut self, target: Target) -> bool {
        let is_there = match target.of {
            Aim::Metric(_) => true,
            Aim::Series(_, month) => (0..=Month::LAST.0).contains(&month.0),
        };
        let fits = self.targets.len() < MOST_TARGETS && !self.targets.contains(&target);
        if is_there && fits && target.level().value.is_finite() {
            self.targets.push(target);
            return true;
        }
        false
    }

    /// Removes a target, if it is there.
    pub fn hope_no_more(&mut self, target: &Target) {
        self.targets.retain(|known| known != target);
    }

    /// The settings of inputs, in the order of the table.
    pub fn said(&self) -> &BTreeMap<ParameterId, Certainty> {
        &self.settings.inputs
    }
}

fn is_left(certainty: Certainty, value: f64) -> bool {
    matches!(certainty, Certainty::Between { low, high } if !(low..=high).contains(&value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::uncertainty::plan::Plan;
    use crate::analysis::uncertainty::wanted::Side;
    use crate::input;
    use crate::inputs::baselines::BASELINES;
    use crate::metric;

    const BETWEEN: Certainty = Certainty::Between { low: 9.0, high: 15.0 };

    #[test]
    fn what_cannot_be_drawn_is_refused() {
        let mut ranged = Ranged::default();
        for never in [input::REFRESH, input::AS_OF, input::tranche::PROBABILITY.of(1)] {
            assert_eq!(ranged.say(never, BETWEEN), Err(Refused::NotUncertain(never)));
        }
        // The input has no range from a source, but the reader may give it one.
        let exit = input::EXIT;
        assert_eq!(ranged.say(exit, Certainty::Uncertain), Err(Refused::NotUncertain(exit)));
        assert_eq!(ranged.say(exit, Certainty::Between { low: 40.0, high: 60.0 }), Ok(()));
        for (low, high) in [(15.0, 9.0), (9.0, 9.0), (-1.0, 9.0), (9.0, f64::INFINITY)] {
            let cost = input::FACILITY_COST;
            assert_eq!(ranged.say(cost, Certainty::Between { low, high }), Err(Refused::Ends(cost)), "{low} {high}");
        }
        assert_eq!(ranged.said().len(), 1);
        ranged.forget(exit);
        assert!(ranged.is_usual());
    }

    /// A plan can be made from the settings for every baseline, also where a value has left its range.
    #[test]
    fn a_range_that_the_value_has_left_is_taken_for_certain() {
        let cost = input::FACILITY_COST;
        let mut ranged = Ranged::default();
        assert_eq!(ranged.say(cost, BETWEEN), Ok(()));
        for baseline in BASELINES {
            let mut scenario = Scenario::of(baseline);
            scenario.set_nearest(cost, 12.0);
            let drawn = |scenario: &Scenario| {
                let plan = Plan::new(scenario, &ranged.settings_for(scenario, 10)).expect("it can be drawn");
                plan.uncertain().any(|one| one.input() == cost)
            };
            assert!(drawn(&scenario) && !ranged.is_left_by(&scenario, cost));
            scenario.set_nearest(cost, 16.0);
            assert!(!drawn(&scenario) && ranged.is_left_by(&scenario, cost));
        }
    }

    #[test]
    fn ties_that_do_not_go_together_name_their_pair_and_leave_the_others() {
        let [one, other, third] = [input::PUE, input::FACILITY_COST, input::WACC];
        let tie = |one, other, correlation| Tie { one, other, correlation };
        let mut ranged = Ranged::default();
        assert_eq!(ranged.tie(tie(one, other, 0.6)), Ok(()));
        assert_eq!(ranged.tie(tie(other, third, 0.6)), Ok(()));
        let before = ranged.clone();
        let newest = tie(one, third, -0.9);
        assert!(matches!(ranged.tie(newest), Err(Refused::Inconsistent { tie, .. }) if tie == newest));
        assert!(matches!(ranged.tie(tie(one, one, 0.5)), Err(Refused::Tie(_))));
        assert_eq!(ranged, before);
        // A tie between the same two inputs in reverse order replaces the first one.
        assert_eq!(ranged.tie(tie(other, one, 0.5)), Ok(()));
        assert_eq!(ranged.settings().ties.len(), 2);
        let left = ranged.settings().ties.iter().find(|tie| (tie.one, tie.other) != (one.min(other), one.max(other)));
        let left = *left.expect("there are two");
        assert_eq!(ranged.untie(other, one), Ok(()));
        assert_eq!(ranged.settings().ties, [left]);
        // Removing it again changes nothing.
        assert_eq!((ranged.untie(one, other), ranged.settings().ties.len()), (Ok(()), 1));
    }

    #[test]
    fn a_target_is_there_once_and_has_a_month_that_is_shown_somewhere() {
        let target = |value| Target::new(Aim::Metric(metric::CHIPS_ONLINE), Side::AtLeast, value);
        let mut ranged = Ranged::default();
        assert!(ranged.hope(target(1e6)) && !ranged.hope(target(1e6)) && !ranged.hope(target(f64::NAN)));
        let series = crate::quantities::series::CHIPS_ONLINE;
        assert!(!ranged.hope(Target::new(Aim::Series(series, Month(-1)), Side::AtLeast, 1.0)));
        for more in 2..=MOST_TARGETS {
            assert!(ranged.hope(target(more as f64)));
        }
        assert!(!ranged.hope(target(0.5)));
        for _ in 0..2 {
            ranged.hope_no_more(&target(1e6));
            assert_eq!(ranged.targets().len(), MOST_TARGETS - 1);
        }
    }
}
