//! The model's arithmetic, recorded while it runs: every named quantity with its formula.
//!
//! [`record`] keeps the formulas of one scenario as a reader would tell them: choices and dates are taken as they
//! are. [`record_live`] keeps formulas that hold for every value of every input, as a workbook needs them. Both run
//! the same source as [`run`](crate::outcome::run), with a number that writes down what is done to it.

use crate::metrics::{Absent, Metric, MetricId};
use crate::number::Number;
use crate::outcome::{Outcome, evaluate};
use crate::parameters::{COUNT, Kind, ParameterId};
use crate::provenance::Fact;
use crate::scenario::{Inputs, Scenario};
use crate::workings::{Cell, Quantity};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A step of a recording: its place on the tape.
pub type StepId = u32;

/// The first months of a monthly quantity, from month 0, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row {
    /// What.
    pub quantity: Quantity,
    /// How many months.
    pub months: u16,
}

/// One step of the arithmetic.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A number that stands in the formula itself.
    Constant(f64),
    /// A fact of the catalogue.
    Fact(&'static Fact),
    /// An input of the scenario.
    Input(ParameterId),
    /// A named quantity; its formula is [`Recording::formula`].
    Cell(Cell),
    /// −a.
    Negate(StepId),
    /// a + b.
    Add(StepId, StepId),
    /// a − b.
    Subtract(StepId, StepId),
    /// a × b.
    Multiply(StepId, StepId),
    /// a ÷ b.
    Divide(StepId, StepId),
    /// The smaller.
    Smaller(StepId, StepId),
    /// The larger.
    Larger(StepId, StepId),
    /// a to the power of b.
    Power(StepId, StepId),
    /// `yes` where `test` ≥ 0, else `no`. The way not taken may have no finite value.
    Select {
        /// What is compared with 0.
        test: StepId,
        /// Taken where it is not below.
        yes: StepId,
        /// Taken where it is.
        no: StepId,
    },
    /// `yes` where a whole number is `whole`, else `no`.
    Equals {
        /// The whole number.
        of: StepId,
        /// What it is compared with.
        whole: f64,
        /// Taken where it is.
        yes: StepId,
        /// Taken where it is not.
        no: StepId,
    },
    /// What stands at a place of a list; 0 is the first.
    Pick {
        /// The place, a whole number.
        place: StepId,
        /// The list.
        of: Vec<StepId>,
    },
    /// How many cells of a row, which never fall, are not above a level.
    Rank {
        /// The level.
        level: StepId,
        /// The row.
        row: Row,
    },
    /// The cell at a place of a row, 1 the first; 0 where the place is 0.
    Entry {
        /// The row.
        row: Row,
        /// The place, a whole number.
        place: StepId,
    },
    /// The annual rate at which flows have a present value of 0; see [`Number::rate_of_return`].
    Rate {
        /// Years from month 0, and USD.
        flows: Vec<(StepId, StepId)>,
    },
}

impl Step {
    /// Hands on every step that this one reads directly; rows are not among them.
    pub fn reads(&self, mut hand: impl FnMut(StepId)) {
        match self {
            Step::Constant(_) | Step::Fact(_) | Step::Input(_) | Step::Cell(_) => {}
            Step::Negate(a) => hand(*a),
            Step::Add(a, b)
            | Step::Subtract(a, b)
            | Step::Multiply(a, b)
            | Step::Divide(a, b)
            | Step::Smaller(a, b)
            | Step::Larger(a, b)
            | Step::Power(a, b) => [*a, *b].into_iter().for_each(hand),
            Step::Select { test: a, yes, no } | Step::Equals { of: a, yes, no, .. } => {
                [*a, *yes, *no].into_iter().for_each(hand);
            }
            Step::Pick { place, of } => {
                hand(*place);
                of.iter().copied().for_each(hand);
            }
            Step::Rank { level, .. } => hand(*level),
            Step::Entry { place, .. } => hand(*place),
            Step::Rate { flows } => flows.iter().flat_map(|(years, usd)| [*years, *usd]).for_each(hand),
        }
    }
}

/// Every step of a run, in order, and the names of those that have one.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    steps: Vec<Step>,
    values: Vec<f64>,
    /// Each named quantity: the step that is its formula, and the step by which others read it.
    cells: BTreeMap<Cell, (StepId, StepId)>,
    /// In the order in which they were named.
    order: Vec<Cell>,
    /// For each step that reads a named quantity, its formula; for others nothing that counts.
    origins: Vec<StepId>,
    /// The steps by which a monthly quantity is read, month by month.
    rows: BTreeMap<Quantity, Vec<StepId>>,
    guards: BTreeMap<MetricId, Vec<(StepId, Absent)>>,
}

impl Recording {
    /// Every named quantity with the step that is its formula; each formula reads only what comes before it.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, StepId)> {
        self.order.iter().filter_map(|cell| Some((*cell, self.cells.get(cell)?.0)))
    }

    /// The formula of a named quantity; `None` where the run had no such quantity.
    pub fn formula(&self, cell: Cell) -> Option<StepId> {
        self.cells.get(&cell).map(|(formula, _)| *formula)
    }

    /// The step that reads an input; a recording begins with them.
    pub fn input(&self, input: ParameterId) -> Option<StepId> {
        let inputs = self.steps.iter().take(COUNT);
        inputs.zip(0..).find(|(step, _)| **step == Step::Input(input)).map(|(_, id)| id)
    }

    /// A step.
    pub fn step(&self, id: StepId) -> &Step {
        &self.steps[id as usize]
    }

    /// A step's value in the scenario that was recorded.
    pub fn value(&self, id: StepId) -> f64 {
        self.values[id as usize]
    }

    /// When a metric has no value: for the first reason whose test is not above 0.
    pub fn guards(&self, metric: MetricId) -> &[(StepId, Absent)] {
        self.guards.get(&metric).map_or(&[], Vec::as_slice)
    }

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

    /// The steps by which a monthly quantity is read, month by month.
    pub fn row(&self, row: Row) -> &[StepId] {
        let cells = self.rows.get(&row.quantity).map_or(&[][..], Vec::as_slice);
        &cells[..cells.len().min(usize::from(row.months))]
    }

    fn push(&mut self, step: Step, value: f64) -> StepId {
        self.steps.push(step);
        self.values.push(value);
        self.origins.push(0);
        (self.steps.len() - 1) as StepId
    }
}

/// What a recording comes to for other inputs.
pub struct Replay<'a> {
    recording: &'a Recording,
    values: Vec<f64>,
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

thread_local! {
    /// The tape of the run that is being recorded on this thread.
    static TAPE: RefCell<Recording> = RefCell::default();
}

/// A number that writes down what is done to it.
#[derive(Clone, Copy, Debug)]
struct Recorded<const LIVE: bool> {
    step: StepId,
    value: f64,
}

impl<const LIVE: bool> PartialEq for Recorded<LIVE> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<const LIVE: bool> Recorded<LIVE> {
    fn new(step: Step, value: f64) -> Self {
        Recorded { step: TAPE.with_borrow_mut(|tape| tape.push(step, value)), value }
    }

    fn fixed(self) -> Option<f64> {
        TAPE.with_borrow(|tape| match tape.step(self.step) {
            Step::Constant(value) => Some(*value),
            _ => None,
        })
    }

    fn is(self, constant: f64) -> bool {
        self.fixed() == Some(constant)
    }

    /// The result of an operation on two numbers: a constant if both are, so that formulas hold no idle arithmetic.
    fn of_two(self, other: Self, step: fn(StepId, StepId) -> Step, value: f64) -> Self {
        match (self.fixed(), other.fixed()) {
            (Some(_), Some(_)) => Self::constant(value),
            _ => Self::new(step(self.step, other.step), value),
        }
    }

    /// The row whose cells these are, if they are the first months of one.
    fn row(row: &[Self]) -> Option<Row> {
        let (first, last) = (row.first()?, row.last()?);
        let cell_of = |number: &Self| {
            TAPE.with_borrow(|tape| match tape.step(number.step) {
                Step::Cell(cell) => Some(*cell),
                _ => None,
            })
        };
        let (first, last) = (cell_of(first)?, cell_of(last)?);
        let months = row.len() as u16;
        let is_row = first.quantity == last.quantity && first.month == Some(0) && last.month == Some(months - 1);
        is_row.then_some(Row { quantity: first.quantity, months })
    }
}

impl<const LIVE: bool> Add for Recorded<LIVE> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        match (self.is(0.0), other.is(0.0)) {
            (true, _) => other,
            (_, true) => self,
            _ => self.of_two(other, Step::Add, self.value + other.value),
        }
    }
}

impl<const LIVE: bool> Sub for Recorded<LIVE> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        if other.is(0.0) { self } else { self.of_two(other, Step::Subtract, self.value - other.value) }
    }
}

impl<const LIVE: bool> Mul for Recorded<LIVE> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        match (self.is(1.0), other.is(1.0)) {
            (true, _) => other,
            (_, true) => self,
            _ if self.is(0.0) || other.is(0.0) => Self::zero(),
            _ => self.of_two(other, Step::Multiply, self.value * other.value),
        }
    }
}

impl<const LIVE: bool> Div for Recorded<LIVE> {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        if other.is(1.0) { self } else { self.of_two(other, Step::Divide, self.value / other.value) }
    }
}

impl<const LIVE: bool> Neg for Recorded<LIVE> {
    type Output = Self;
    fn neg(self) -> Self {
        match self.fixed() {
            Some(value) => Self::constant(-value),
            None => Self::new(Step::Negate(self.step), -self.value),
        }
    }
}

impl<const LIVE: bool> Number for Recorded<LIVE> {
    const LIVE: bool = LIVE;
    const NAMED: bool = true;

    fn constant(value: f64) -> Self {
        Self::new(Step::Constant(value), value)
    }

    fn fact(fact: &'static Fact) -> Self {
        Self::new(Step::Fact(fact), fact.value)
    }

    fn value(self) -> f64 {
        self.value
    }

    fn min(self, other: Self) -> Self {
        self.of_two(other, Step::Smaller, self.value.min(other.value))
    }

    fn max(self, other: Self) -> Self {
        self.of_two(other, Step::Larger, self.value.max(other.value))
    }

    fn powf(self, exponent: Self) -> Self {
        match exponent.fixed() {
            Some(0.0) => Self::constant(1.0),
            Some(1.0) => self,
            _ => self.of_two(exponent, Step::Power, Number::powf(self.value, exponent.value)),
        }
    }

    fn select(test: Self, yes: Self, no: Self) -> Self {
        if test.fixed().is_some() || yes.step == no.step {
            return if test.value >= 0.0 { yes } else { no };
        }
        let value = f64::select(test.value, yes.value, no.value);
        Self::new(Step::Select { test: test.step, yes: yes.step, no: no.step }, value)
    }

    fn choose(test: Self, yes: impl FnOnce() -> Self, no: impl FnOnce() -> Self) -> Self {
        match LIVE && test.fixed().is_none() {
            true => Self::select(test, yes(), no()),
            false if test.value >= 0.0 => yes(),
            false => no(),
        }
    }

    fn equals(self, whole: f64, yes: impl FnOnce() -> Self, no: impl FnOnce() -> Self) -> Self {
        if !LIVE || self.fixed().is_some() {
            return if self.value == whole { yes() } else { no() };
        }
        let (yes, no) = (yes(), no());
        if yes.step == no.step || (yes.fixed().is_some() && yes.fixed() == no.fixed()) {
            return yes;
        }
        let value = if self.value == whole { yes.value } else { no.value };
        Self::new(Step::Equals { of: self.step, whole, yes: yes.step, no: no.step }, value)
    }

    fn pick(self, count: usize, mut of: impl FnMut(usize) -> Self) -> Self {
        if !LIVE || self.fixed().is_some() {
            return of(self.value as usize);
        }
        let all: Vec<Self> = (0..count).map(of).collect();
        let Some(chosen) = all.get(self.value as usize).copied() else { return Self::zero() };
        let same = |other: &Self| other.fixed().is_some() && other.fixed() == chosen.fixed();
        if all.iter().all(same) {
            return chosen;
        }
        Self::new(Step::Pick { place: self.step, of: all.iter().map(|one| one.step).collect() }, chosen.value)
    }

    fn rank(level: Self, row: &[Self]) -> Self {
        let Some(cells) = Self::row(row) else {
            let one = Self::constant(1.0);
            return Self::sum(row.iter().map(|number| Self::select(level - *number, one, Self::zero())));
        };
        let values: Vec<f64> = row.iter().map(|number| number.value).collect();
        Self::new(Step::Rank { level: level.step, row: cells }, f64::rank(level.value, &values))
    }

    fn entry(row: &[Self], place: Self) -> Self {
        let found = (place.value as usize).checked_sub(1).and_then(|index| row.get(index)).copied();
        if !LIVE || place.fixed().is_some() {
            return found.unwrap_or_else(Self::zero);
        }
        let Some(cells) = Self::row(row) else {
            return place.pick(row.len() + 1, |place| place.checked_sub(1).map_or_else(Self::zero, |index| row[index]));
        };
        Self::new(Step::Entry { row: cells, place: place.step }, found.map_or(0.0, |number| number.value))
    }

    fn rate_of_return(flows: &[(Self, Self)]) -> Self {
        let values: Vec<_> = flows.iter().map(|(years, usd)| (years.value, usd.value)).collect();
        let kept = flows.iter().filter(|(_, usd)| LIVE || usd.value != 0.0);
        let steps = kept.map(|(years, usd)| (years.step, usd.step)).collect();
        Self::new(Step::Rate { flows: steps }, f64::rate_of_return(&values))
    }

    fn named(self, name: Cell) -> Self {
        TAPE.with_borrow_mut(|tape| {
            // What is computed twice under one name is the same, and named once.
            let step = match tape.cells.get(&name) {
                Some((_, read)) => *read,
                None => {
                    let read = tape.push(Step::Cell(name), self.value);
                    tape.origins[read as usize] = self.step;
                    tape.cells.insert(name, (self.step, read));
                    if name.month.is_some() {
                        tape.rows.entry(name.quantity).or_default().push(read);
                    }
                    tape.order.push(name);
                    read
                }
            };
            Recorded { step, value: self.value }
        })
    }

    fn guarded(metric: MetricId, guards: &[(Self, Absent)], value: impl FnOnce() -> Self) -> Metric<Self> {
        let absent = guards.iter().find(|(test, _)| test.value <= 0.0);
        let steps = guards.iter().map(|(test, reason)| (test.step, *reason)).collect();
        TAPE.with_borrow_mut(|tape| tape.guards.insert(metric, steps));
        // A live formula stands there even where it has no value now.
        let value = (LIVE || absent.is_none()).then(value);
        match (absent, value) {
            (None, Some(value)) => Ok(value),
            (Some((_, reason)), _) => Err(*reason),
            (None, None) => Ok(Self::zero()),
        }
    }
}

fn recorded<const LIVE: bool>(scenario: &Scenario) -> Recording {
    TAPE.take();
    let mut values = [Recorded::<LIVE> { step: 0, value: 0.0 }; COUNT];
    for input in ParameterId::all() {
        values[input.index()] = Recorded::new(Step::Input(input), scenario.get(input));
    }
    let _: Outcome<Recorded<LIVE>> = evaluate(&Inputs::new(&values), scenario.horizon());
    TAPE.take()
}

/// Records a scenario as it is: the formulas of this scenario's choices, dates, lots and limits, and no others.
pub fn record(scenario: &Scenario) -> Recording {
    recorded::<false>(scenario)
}

/// Records formulas that hold for every value of every input, with as many months as the scenario shows.
///
/// They go on being right whatever is chosen, switched or moved, except for the last month shown: there are no more
/// months than there are.
pub fn record_live(scenario: &Scenario) -> Recording {
    recorded::<true>(scenario)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baselines::BASELINES;
    use crate::outcome::run;
    use crate::series::SeriesId;

    #[test]
    fn a_recording_has_every_series_and_metric_and_the_same_bits() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            for (live, recording) in [(false, record(&scenario)), (true, record_live(&scenario))] {
                let same = |cell: Cell, value: f64| {
                    let recorded = recording.formula(cell).map(|id| recording.value(id));
                    let recorded = recorded.unwrap_or_else(|| panic!("{cell:?} is not named"));
                    let close = (recorded - value).abs() <= 1e-12 * value.abs();
                    assert!(if live { close } else { recorded == value }, "{cell:?}: {recorded} is not {value}");
                };
                for series in SeriesId::all() {
                    for (month, value) in outcome.sheet.row(series).iter().enumerate() {
                        if outcome.shown(series).is_some() {
                            same(Cell::series(series, month), *value);
                        }
                    }
                }
                for metric in MetricId::all() {
                    if let Ok(value) = outcome.metrics.get(metric) {
                        same(Cell::metric(metric), value);
                    }
                }
                let replay = recording.replay(scenario.values());
                for (cell, id) in recording.cells() {
                    let (was, is) = (recording.value(id), replay.value(id));
                    assert!(was == is || (was.is_nan() && is.is_nan()), "{cell:?}: {was}, replayed {is}");
                }
            }
        }
    }
}
