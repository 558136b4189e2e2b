//! A recording computed anew for other inputs.

use crate::facts::provenance::Fact;
use crate::inputs::input::{COUNT, ParameterId};
use crate::inputs::kinds::Kind;
use crate::quantities::cell::Cell;
use crate::quantities::metric::{Metric, MetricId};
use crate::record::tape::{Recording, StepId};
use crate::record::tape::{Row, Step};
use crate::run::number::Number;
use std::collections::BTreeSet;

/// What a recording comes to for other inputs.
pub struct Replay<'a> {
    pub(crate) recording: &'a Recording,
    pub(crate) values: Vec<f64>,
}

impl Replay<'_> {
    /// The value of a step.
    pub fn value(&self, id: StepId) -> f64 {
        self.values[id as usize]
    }

    /// The value of a named quantity; `None` where the run had none.
    pub fn cell(&self, cell: Cell) -> Option<f64> {
        self.recording.formula(cell).map(|id| self.value(id))
    }

    /// A metric, or why it has none.
    pub fn metric(&self, metric: MetricId) -> Metric<f64> {
        let guards = self.recording.guards(metric);
        match guards.iter().find(|(test, _)| self.value(*test) <= 0.0) {
            Some((_, reason)) => Err(*reason),
            None => Ok(self.cell(Cell::metric(metric)).unwrap_or(0.0)),
        }
    }
}

impl Recording {
    /// Computes every step anew from the values of other inputs, in the order of the table of inputs.
    ///
    /// Right for any inputs if the recording is live; else for those in which all choices, dates and the set of lots
    /// and limits stay as they were.
    pub fn replay(&self, inputs: &[f64; COUNT]) -> Replay<'_> {
        let mut values: Vec<f64> = Vec::with_capacity(self.steps.len());
        for (step, origin) in self.steps.iter().zip(&self.origins) {
            let at = |id: &StepId| values[*id as usize];
            let row = |row: &Row| -> Vec<f64> { self.row(*row).iter().map(at).collect() };
            let value = match step {
                Step::Constant(value) => *value,
                Step::Fact(fact) => fact.value,
                Step::Input(input) => inputs[input.index()],
                Step::Cell(_) => at(origin),
                Step::Negate(a) => -at(a),
                Step::Add(a, b) => at(a) + at(b),
                Step::Subtract(a, b) => at(a) - at(b),
                Step::Multiply(a, b) => at(a) * at(b),
                Step::Divide(a, b) => at(a) / at(b),
                Step::Smaller(a, b) => Number::min(at(a), at(b)),
                Step::Larger(a, b) => Number::max(at(a), at(b)),
                Step::Power(a, b) => Number::powf(at(a), at(b)),
                Step::Select { test, yes, no } => f64::select(at(test), at(yes), at(no)),
                Step::Equals { of, whole, yes, no } => at(of).equals(*whole, || at(yes), || at(no)),
                Step::Pick { place, of } => of.get(at(place) as usize).map_or(0.0, at),
                Step::Rank { level, row: cells } => f64::rank(at(level), &row(cells)),
                Step::Entry { row: cells, place } => f64::entry(&row(cells), at(place)),
                Step::Rate { flows } => {
                    f64::rate_of_return(&flows.iter().map(|(years, usd)| (at(years), at(usd))).collect::<Vec<_>>())
                }
            };
            values.push(value);
        }
        Replay { recording: self, values }
    }

    /// By how much a named quantity changes for a small change of each input that is a number, at the values that were
    /// recorded: the derivative, in the quantity's unit over the input's. Inputs to which it does not answer are left
    /// out; so are dates, choices and switches, which do not change a little.
    pub fn gradient(&self, cell: Cell) -> Vec<(ParameterId, f64)> {
        let mut by_input = [0.0; COUNT];
        let Some(formula) = self.formula(cell) else { return Vec::new() };
        let mut slopes = vec![0.0; formula as usize + 1];
        slopes[formula as usize] = 1.0;
        for id in (0..=formula).rev() {
            let slope = slopes[id as usize];
            if slope == 0.0 {
                continue;
            }
            let value = |id: &StepId| self.values[*id as usize];
            let mut pass = |id: &StepId, part: f64| slopes[*id as usize] += slope * part;
            match &self.steps[id as usize] {
                Step::Constant(_) | Step::Fact(_) | Step::Rank { .. } => {}
                Step::Input(input) => by_input[input.index()] += slope,
                Step::Cell(_) => pass(&self.origins[id as usize], 1.0),
                Step::Negate(a) => pass(a, -1.0),
                Step::Add(a, b) => {
                    pass(a, 1.0);
                    pass(b, 1.0);
                }
                Step::Subtract(a, b) => {
                    pass(a, 1.0);
                    pass(b, -1.0);
                }
                Step::Multiply(a, b) => {
                    pass(a, value(b));
                    pass(b, value(a));
                }
                Step::Divide(a, b) => {
                    pass(a, 1.0 / value(b));
                    pass(b, -value(a) / (value(b) * value(b)));
                }
                Step::Smaller(a, b) => pass(if value(b) < value(a) { b } else { a }, 1.0),
                Step::Larger(a, b) => pass(if value(b) > value(a) { b } else { a }, 1.0),
                Step::Power(a, b) => {
                    let (base, exponent) = (value(a), value(b));
                    pass(a, exponent * Number::powf(base, exponent - 1.0));
                    if base > 0.0 {
                        pass(b, Number::powf(base, exponent) * libm::log(base));
                    }
                }
                Step::Select { test, yes, no } => pass(if value(test) >= 0.0 { yes } else { no }, 1.0),
                Step::Equals { of, whole, yes, no } => pass(if value(of) == *whole { yes } else { no }, 1.0),
                Step::Pick { place, of } => {
                    if let Some(chosen) = of.get(value(place) as usize) {
                        pass(chosen, 1.0);
                    }
                }
                Step::Entry { row, place } => {
                    let cells = self.row(*row);
                    let chosen = (value(place) as usize).checked_sub(1).and_then(|index| cells.get(index));
                    if let Some(chosen) = chosen {
                        pass(chosen, 1.0);
                    }
                }
                Step::Rate { flows } => {
                    // The rate moves so that the present value stays 0.
                    let growth = 1.0 + self.values[id as usize];
                    let worth = |years: &StepId| Number::powf(growth, -value(years));
                    let falls: f64 =
                        flows.iter().map(|(years, usd)| value(years) * value(usd) * worth(years) / growth).sum();
                    for (years, usd) in flows {
                        pass(usd, worth(years) / falls);
                    }
                }
            }
        }
        let smooth = |input: &ParameterId| matches!(input.row().kind, Kind::Number | Kind::Logarithmic);
        let found = ParameterId::all().filter(smooth).map(|input| (input, by_input[input.index()]));
        found.filter(|(_, slope)| *slope != 0.0 && slope.is_finite()).collect()
    }

    /// The inputs and facts that a named quantity rests on, however far below.
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
                step => {
                    step.reads(|read| needed[read as usize] = true);
                    if let Step::Rank { row, .. } | Step::Entry { row, .. } = step {
                        self.row(*row).iter().for_each(|read| needed[*read as usize] = true);
                    }
                }
            }
        }
        (inputs, facts)
    }
}
