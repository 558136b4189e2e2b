//! Which inputs may move a number in mixes of two scenarios.

use crate::inputs::input::{COUNT, ParameterId};
use crate::quantities::cell::Cell;
use crate::quantities::metric::MetricId;
use crate::record::operation::Operation;
use crate::record::tape::{Applied, Recording, Step, StepId};
use std::collections::BTreeSet;

impl Recording {
    /// The inputs that may move a metric, or leave it without a value, in some mix: a scenario that takes each input
    /// either from the recorded scenario or from `other`. An input that is not among them cannot; one that is among
    /// them may still have no effect. The recording must be symbolic. `None` if it does not have the metric.
    pub fn may_move(&self, metric: MetricId, other: &[f64; COUNT]) -> Option<BTreeSet<ParameterId>> {
        let formula = self.formula(Cell::metric(metric))?;
        let tests = self.guards(metric).iter().map(|(test, _)| *test);
        Some(Mixes::of(self, other).moved_by([formula].into_iter().chain(tests)))
    }
}

/// A symbolic recording, and the other scenario with which the recorded one is mixed.
struct Mixes<'a> {
    recording: &'a Recording,
    other: &'a [f64; COUNT],
    /// For each step, whether its value is the same in every mix, namely the recorded one.
    is_settled: Vec<bool>,
}

impl<'a> Mixes<'a> {
    fn of(recording: &'a Recording, other: &'a [f64; COUNT]) -> Mixes<'a> {
        let mut mixes = Mixes { recording, other, is_settled: Vec::with_capacity(recording.steps.len()) };
        for id in 0..recording.steps.len() as StepId {
            let mut is_settled = true;
            mixes.each_read(id, |read| is_settled &= mixes.is_settled(read));
            if let Step::Input(input) = recording.step(id) {
                is_settled = recording.value(id) == other[input.index()];
            }
            mixes.is_settled.push(is_settled);
        }
        mixes
    }

    fn is_settled(&self, id: StepId) -> bool {
        self.is_settled[id as usize]
    }

    /// The inputs that differ and on which these steps depend in some mix.
    fn moved_by(&self, steps: impl Iterator<Item = StepId>) -> BTreeSet<ParameterId> {
        let mut is_needed = vec![false; self.recording.steps.len()];
        steps.for_each(|id| is_needed[id as usize] = true);
        let mut inputs = BTreeSet::new();
        for id in (0..is_needed.len() as StepId).rev() {
            if !is_needed[id as usize] || self.is_settled(id) {
                continue;
            }
            if let Step::Input(input) = self.recording.step(id) {
                inputs.insert(*input);
            }
            self.each_read(id, |read| is_needed[read as usize] = true);
        }
        inputs
    }

    /// Calls `hand` for each step that a step reads in some mix.
    fn each_read(&self, id: StepId, hand: impl FnMut(StepId)) {
        match self.recording.step(id) {
            Step::Cell(_) => [self.recording.origins[id as usize]].into_iter().for_each(hand),
            Step::Apply(applied) => self.each_operand(applied, hand),
            Step::Input(_) | Step::Constant { .. } | Step::Fact(_) => {}
        }
    }

    /// The same for an operation: of several branches only those that some mix takes, and nothing of a product with 0.
    fn each_operand(&self, applied: &Applied, mut hand: impl FnMut(StepId)) {
        let mut hand_taken = |of: StepId, ways: &mut dyn Iterator<Item = (StepId, bool)>| {
            hand(of);
            ways.filter(|(_, is_taken)| *is_taken).for_each(|(way, _)| hand(way));
        };
        match (applied.operation, applied.operands()) {
            (Operation::Select, [test, yes, no]) => {
                let (yes, no) = ((*yes, self.may_be(*test, is_met)), (*no, self.may_be(*test, |test| !is_met(test))));
                hand_taken(*test, &mut [yes, no].into_iter());
            }
            (Operation::Equals, [of, whole, yes, no]) => {
                let whole = self.recording.value(*whole);
                let (yes, no) = ((*yes, self.may_be(*of, |is| is == whole)), (*no, self.may_be(*of, |is| is != whole)));
                hand_taken(*of, &mut [yes, no].into_iter());
            }
            (Operation::Pick, [of, ways @ ..]) => {
                let is_taken = |place: usize| self.may_be(*of, |is| is as usize == place);
                hand_taken(*of, &mut ways.iter().enumerate().map(|(place, way)| (*way, is_taken(place))));
            }
            (Operation::Multiply, operands) if operands.iter().any(|id| self.is_always_0(*id)) => {}
            (Operation::Divide, [divided, _]) if self.is_always_0(*divided) => {}
            (_, operands) => {
                let row = applied.row.map_or(&[][..], |row| self.recording.row(row));
                operands.iter().chain(row).for_each(|id| hand(*id));
            }
        }
    }

    /// Whether a step may have a value for which `is` holds in some mix.
    fn may_be(&self, id: StepId, is: impl Fn(f64) -> bool) -> bool {
        let recorded = self.recording.value(id);
        match self.recording.step(id) {
            _ if self.is_settled(id) => is(recorded),
            Step::Input(input) => is(recorded) || is(self.other[input.index()]),
            _ => true,
        }
    }

    fn is_always_0(&self, id: StepId) -> bool {
        self.is_settled(id) && self.recording.value(id) == 0.0
    }
}

/// Whether a condition takes its first branch.
fn is_met(test: f64) -> bool {
    test >= 0.0
}
