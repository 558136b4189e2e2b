//! Computes a recording again for other inputs, and finds on which inputs a quantity depends.

use crate::facts::provenance::Fact;
use crate::inputs::input::{COUNT, ParameterId};
use crate::quantities::cell::Cell;
use crate::quantities::metric::{Metric, MetricId};
use crate::record::operation::{Read, Values};
use crate::record::tape::{Applied, Recording, Step, StepId};
use std::collections::BTreeSet;

/// The values of a recording for other inputs.
pub struct Replay<'a> {
    pub(crate) recording: &'a Recording,
    pub(crate) values: Vec<f64>,
}

impl Replay<'_> {
    /// The value of a step.
    pub fn value(&self, id: StepId) -> f64 {
        self.values[id as usize]
    }

    /// The value of a named quantity; `None` if the run had no such quantity.
    pub fn cell(&self, cell: Cell) -> Option<f64> {
        self.recording.formula(cell).map(|id| self.value(id))
    }

    /// The value of a metric, or the reason why it has none.
    pub fn metric(&self, metric: MetricId) -> Metric<f64> {
        let guards = self.recording.guards(metric);
        match guards.iter().find(|(test, _)| self.value(*test) <= 0.0) {
            Some((_, reason)) => Err(*reason),
            None => Ok(self.cell(Cell::metric(metric)).unwrap_or(0.0)),
        }
    }
}

impl Recording {
    /// Computes every step again from the values of other inputs, given in the order of the table of inputs.
    ///
    /// If the recording is symbolic, the result is right for any inputs; else only if all choices and dates and the set
    /// of lots and limits are unchanged.
    pub fn replay(&self, inputs: &[f64; COUNT]) -> Replay<'_> {
        let mut values: Vec<f64> = Vec::with_capacity(self.steps.len());
        let mut read = ReadValues::default();
        for (step, origin) in self.steps.iter().zip(&self.origins) {
            let at = |id: &StepId| values[*id as usize];
            let value = match step {
                Step::Constant { value, .. } => *value,
                Step::Fact(fact) => fact.value,
                Step::Input(input) => inputs[input.index()],
                Step::Cell(_) => at(origin),
                Step::Apply(applied) => {
                    read.of(self, applied, &values);
                    (applied.operation.row().evaluate)(read.values())
                }
            };
            values.push(value);
        }
        Replay { recording: self, values }
    }

    /// The gradient of a named quantity at the recorded values: its derivative by each numerical input, in the
    /// quantity's unit over the input's. Inputs with a derivative of 0 are left out, and so are dates, choices and
    /// switches, which have none.
    pub fn gradient(&self, cell: Cell) -> Vec<(ParameterId, f64)> {
        let mut by_input = [0.0; COUNT];
        let Some(formula) = self.formula(cell) else { return Vec::new() };
        let mut slopes = vec![0.0; formula as usize + 1];
        slopes[formula as usize] = 1.0;
        let mut read = ReadValues::default();
        for id in (0..=formula).rev() {
            let slope = slopes[id as usize];
            if slope == 0.0 {
                continue;
            }
            let mut pass = |id: StepId, part: f64| slopes[id as usize] += slope * part;
            match &self.steps[id as usize] {
                Step::Constant { .. } | Step::Fact(_) => {}
                Step::Input(input) => by_input[input.index()] += slope,
                Step::Cell(_) => pass(self.origins[id as usize], 1.0),
                Step::Apply(applied) => {
                    read.of(self, applied, &self.values);
                    let (operands, cells) = (applied.operands(), self.row_of(applied));
                    let mut hand_on = |what: Read, part: f64| {
                        let id = match what {
                            Read::Operand(place) => operands.get(place),
                            Read::Cell(place) => cells.get(place),
                        };
                        if let Some(id) = id.filter(|_| part != 0.0) {
                            pass(*id, part);
                        }
                    };
                    (applied.operation.row().slopes)(read.values(), self.values[id as usize], &mut hand_on);
                }
            }
        }
        let smooth = |input: &ParameterId| input.row().kind.is_smooth();
        let found = ParameterId::all().filter(smooth).map(|input| (input, by_input[input.index()]));
        found.filter(|(_, slope)| *slope != 0.0 && slope.is_finite()).collect()
    }

    /// The inputs and facts on which a named quantity depends, directly or indirectly.
    pub fn rests_on(&self, cell: Cell) -> (BTreeSet<ParameterId>, Vec<&'static Fact>) {
        let (mut inputs, mut facts): (BTreeSet<ParameterId>, Vec<&'static Fact>) = Default::default();
        let Some(formula) = self.formula(cell) else { return (inputs, facts) };
        let mut needed = vec![false; formula as usize + 1];
        needed[formula as usize] = true;
        for id in (0..=formula).rev() {
            if !needed[id as usize] {
                continue;
            }
            match &self.steps[id as usize] {
                Step::Input(input) => drop(inputs.insert(*input)),
                Step::Fact(fact) if !facts.iter().any(|known| std::ptr::eq(*known, *fact)) => facts.push(fact),
                Step::Cell(_) => needed[self.origins[id as usize] as usize] = true,
                Step::Apply(applied) => {
                    let read = applied.operands().iter().chain(self.row_of(applied));
                    read.for_each(|read| needed[*read as usize] = true);
                }
                Step::Constant { .. } | Step::Fact(_) => {}
            }
        }
        (inputs, facts)
    }

    /// The cells of the row that an operation reads; empty if it reads none.
    fn row_of(&self, applied: &Applied) -> &[StepId] {
        applied.row.map_or(&[], |row| self.row(row))
    }
}

/// The values that an operation reads, in vectors that are reused for the next operation.
#[derive(Default)]
struct ReadValues {
    operands: Vec<f64>,
    row: Vec<f64>,
}

impl ReadValues {
    /// Takes the values that an operation reads.
    fn of(&mut self, recording: &Recording, applied: &Applied, values: &[f64]) {
        let take = |list: &mut Vec<f64>, ids: &[StepId]| {
            list.clear();
            list.extend(ids.iter().map(|id| values[*id as usize]));
        };
        take(&mut self.operands, applied.operands());
        take(&mut self.row, recording.row_of(applied));
    }

    fn values(&self) -> Values<'_> {
        Values { operands: &self.operands, row: &self.row }
    }
}
