//! Records the model's arithmetic while it runs: every named quantity with its formula.
//!
//! [`record`] keeps the formulas of one scenario as a reader would explain them: with its choices and dates as they
//! are. [`record_symbolic`] keeps formulas that hold for every value of every input, as a workbook needs them. Both run
//! the same source as [`run`](crate::run::outcome::run), with a number type that writes each operation onto a tape.

use crate::facts::provenance::Fact;
use crate::inputs::input::{COUNT, ParameterId};
use crate::inputs::scenario::Scenario;
use crate::quantities::cell::Cell;
use crate::quantities::metric::{Absent, Metric, MetricId};
use crate::record::operation::Operation;
use crate::record::tape::{Recording, Row, Step, StepId};
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::outcome::{Outcome, evaluate};
use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Neg, Sub};

thread_local! {
    /// The recording in progress on this thread.
    static TAPE: RefCell<Recording> = RefCell::default();
}

/// A number that records the operations on it.
#[derive(Clone, Copy, Debug)]
struct Recorded<const SYMBOLIC: bool> {
    step: StepId,
    value: f64,
}

impl<const SYMBOLIC: bool> PartialEq for Recorded<SYMBOLIC> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<const SYMBOLIC: bool> Recorded<SYMBOLIC> {
    fn new(step: Step, value: f64) -> Self {
        Recorded { step: TAPE.with_borrow_mut(|tape| tape.push(step, value)), value }
    }

    fn fixed(self) -> Option<f64> {
        TAPE.with_borrow(|tape| match tape.step(self.step) {
            Step::Constant { value, .. } => Some(*value),
            _ => None,
        })
    }

    fn is(self, constant: f64) -> bool {
        self.fixed() == Some(constant)
    }

    /// The result of an operation on two numbers. For two constants it is a constant, so that formulas contain no
    /// needless arithmetic.
    fn of_two(self, other: Self, operation: Operation, value: f64) -> Self {
        match (self.fixed(), other.fixed()) {
            (Some(_), Some(_)) => Self::constant(value),
            _ => Self::new(Step::apply(operation, &[self.step, other.step]), value),
        }
    }

    /// The row whose cells these numbers are, if they are its months from month 0 on.
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

impl<const SYMBOLIC: bool> Add for Recorded<SYMBOLIC> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        match (self.is(0.0), other.is(0.0)) {
            (true, _) => other,
            (_, true) => self,
            _ => self.of_two(other, Operation::Add, self.value + other.value),
        }
    }
}

impl<const SYMBOLIC: bool> Sub for Recorded<SYMBOLIC> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        if other.is(0.0) { self } else { self.of_two(other, Operation::Subtract, self.value - other.value) }
    }
}

impl<const SYMBOLIC: bool> Mul for Recorded<SYMBOLIC> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        match (self.is(1.0), other.is(1.0)) {
            (true, _) => other,
            (_, true) => self,
            _ if self.is(0.0) || other.is(0.0) => Self::zero(),
            _ => self.of_two(other, Operation::Multiply, self.value * other.value),
        }
    }
}

impl<const SYMBOLIC: bool> Div for Recorded<SYMBOLIC> {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        if other.is(1.0) { self } else { self.of_two(other, Operation::Divide, self.value / other.value) }
    }
}

impl<const SYMBOLIC: bool> Neg for Recorded<SYMBOLIC> {
    type Output = Self;
    fn neg(self) -> Self {
        match self.fixed() {
            Some(value) => Self::constant(-value),
            None => Self::new(Step::apply(Operation::Negate, &[self.step]), -self.value),
        }
    }
}

impl<const SYMBOLIC: bool> Number for Recorded<SYMBOLIC> {
    const SYMBOLIC: bool = SYMBOLIC;
    const NAMED: bool = true;

    fn constant(value: f64) -> Self {
        Self::new(Step::constant(value), value)
    }

    fn labelled(value: f64, label: &'static str) -> Self {
        Self::new(Step::Constant { value, label }, value)
    }

    fn fact(fact: &'static Fact) -> Self {
        Self::new(Step::Fact(fact), fact.value)
    }

    fn value(self) -> f64 {
        self.value
    }

    fn less(self, other: Self) -> Self {
        if other.is(0.0) { self } else { self.of_two(other, Operation::Less, self.value.less(other.value)) }
    }

    fn more(self, other: Self) -> Self {
        match (self.is(0.0), other.is(0.0)) {
            (true, _) => other,
            (_, true) => self,
            _ => self.of_two(other, Operation::More, self.value.more(other.value)),
        }
    }

    fn min(self, other: Self) -> Self {
        self.of_two(other, Operation::Smaller, self.value.min(other.value))
    }

    fn max(self, other: Self) -> Self {
        self.of_two(other, Operation::Larger, self.value.max(other.value))
    }

    fn powf(self, exponent: Self) -> Self {
        match exponent.fixed() {
            Some(0.0) => Self::constant(1.0),
            Some(1.0) => self,
            _ => self.of_two(exponent, Operation::Power, Number::powf(self.value, exponent.value)),
        }
    }

    fn select(test: Self, yes: Self, no: Self) -> Self {
        if test.fixed().is_some() || yes.step == no.step {
            return if test.value >= 0.0 { yes } else { no };
        }
        let value = f64::select(test.value, yes.value, no.value);
        Self::new(Step::apply(Operation::Select, &[test.step, yes.step, no.step]), value)
    }

    fn choose(test: Self, yes: impl FnOnce() -> Self, no: impl FnOnce() -> Self) -> Self {
        match SYMBOLIC && test.fixed().is_none() {
            true => Self::select(test, yes(), no()),
            false if test.value >= 0.0 => yes(),
            false => no(),
        }
    }

    fn equals(self, whole: f64, yes: impl FnOnce() -> Self, no: impl FnOnce() -> Self) -> Self {
        if !SYMBOLIC || self.fixed().is_some() {
            return if self.value == whole { yes() } else { no() };
        }
        let (yes, no) = (yes(), no());
        if yes.step == no.step || (yes.fixed().is_some() && yes.fixed() == no.fixed()) {
            return yes;
        }
        let value = if self.value == whole { yes.value } else { no.value };
        let operands = [self.step, Self::constant(whole).step, yes.step, no.step];
        Self::new(Step::apply(Operation::Equals, &operands), value)
    }

    fn pick(self, count: usize, mut of: impl FnMut(usize) -> Self) -> Self {
        if !SYMBOLIC || self.fixed().is_some() {
            return of(self.value as usize);
        }
        let all: Vec<Self> = (0..count).map(of).collect();
        let Some(chosen) = all.get(self.value as usize).copied() else { return Self::zero() };
        let same = |other: &Self| other.fixed().is_some() && other.fixed() == chosen.fixed();
        if all.iter().all(same) {
            return chosen;
        }
        let operands: Vec<StepId> = [self].iter().chain(&all).map(|one| one.step).collect();
        Self::new(Step::apply(Operation::Pick, &operands), chosen.value)
    }

    fn rank(level: Self, row: &[Self]) -> Self {
        let Some(cells) = Self::row(row) else {
            let one = Self::constant(1.0);
            return Self::sum(row.iter().map(|number| Self::select(level - *number, one, Self::zero())));
        };
        let values: Vec<f64> = row.iter().map(|number| number.value).collect();
        Self::new(Step::apply_to_row(Operation::Rank, cells, level.step), f64::rank(level.value, &values))
    }

    fn entry(row: &[Self], place: Self) -> Self {
        let found = (place.value as usize).checked_sub(1).and_then(|index| row.get(index)).copied();
        if !SYMBOLIC || place.fixed().is_some() {
            return found.unwrap_or_else(Self::zero);
        }
        let Some(cells) = Self::row(row) else {
            return place.pick(row.len() + 1, |place| place.checked_sub(1).map_or_else(Self::zero, |index| row[index]));
        };
        Self::new(Step::apply_to_row(Operation::Entry, cells, place.step), found.map_or(0.0, |number| number.value))
    }

    fn floor(self) -> Self {
        match self.fixed() {
            Some(value) => Self::constant(Number::floor(value)),
            None => Self::new(Step::apply(Operation::Floor, &[self.step]), Number::floor(self.value)),
        }
    }

    fn rate_of_return(flows: &[Self]) -> (Self, Self) {
        let values: Vec<f64> = flows.iter().map(|usd| usd.value).collect();
        let (rate, kind) = f64::rate_of_return(&values);
        // Every caller names its flows, so that they form a row.
        let Some(cells) = Self::row(flows) else { return (Self::constant(rate), Self::constant(kind)) };
        let of = |operation, value| Self::new(Step::apply_to_whole_row(operation, cells), value);
        (of(Operation::Rate, rate), of(Operation::RateKind, kind))
    }

    fn named(self, name: Cell) -> Self {
        TAPE.with_borrow_mut(|tape| {
            // A number that is computed twice under one name is the same, and is named once.
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
        // A symbolic formula is kept even if it has no value now.
        let value = (SYMBOLIC || absent.is_none()).then(value);
        match (absent, value) {
            (None, Some(value)) => Ok(value),
            (Some((_, reason)), _) => Err(*reason),
            (None, None) => Ok(Self::zero()),
        }
    }
}

fn recorded<const SYMBOLIC: bool>(scenario: &Scenario) -> Recording {
    TAPE.take();
    let mut values = [Recorded::<SYMBOLIC> { step: 0, value: 0.0 }; COUNT];
    for input in ParameterId::all() {
        values[input.index()] = Recorded::new(Step::Input(input), scenario.get(input));
    }
    let _: Outcome<Recorded<SYMBOLIC>> = evaluate(&Inputs::new(&values), scenario.horizon());
    Recording { names: scenario.names().clone(), ..TAPE.take() }
}

/// Records a scenario as it is: the formulas for its choices, dates, lots and limits only.
pub fn record(scenario: &Scenario) -> Recording {
    recorded::<false>(scenario)
}

/// Records formulas that hold for every value of every input, for as many months as the scenario shows.
///
/// They stay right whatever is chosen, switched or moved, except for the horizon: the number of months is fixed.
pub fn record_symbolic(scenario: &Scenario) -> Recording {
    recorded::<true>(scenario)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::units::Unit;
    use crate::inputs::baselines::BASELINES;
    use crate::inputs::evidence::entry_of;
    use crate::quantities::metric;
    use crate::quantities::series::SeriesId;
    use crate::run::outcome::run;

    #[test]
    fn a_recording_has_every_series_and_metric_and_the_same_bits() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            let commitment_usd = outcome.metrics.get(metric::COMMITMENT).expect("always there");
            for (live, recording) in [(false, record(&scenario)), (true, record_symbolic(&scenario))] {
                let same = |cell: Cell, value: f64| {
                    let recorded = recording.formula(cell).map(|id| recording.value(id));
                    let recorded = recorded.unwrap_or_else(|| panic!("{cell:?} is not named"));
                    // A difference of sums, such as what is left of a contract, may be nothing but rounding error of
                    // the sums.
                    let dust = if cell.quantity.unit() == Unit::Usd { 1e-13 * commitment_usd } else { 0.0 };
                    let close = (recorded - value).abs() <= (1e-12 * value.abs()).max(dust);
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
                    // A replay finds a rate of return in another way.
                    let close = (was - is).abs() <= 1e-12 * (1.0 + was.abs()) || was == is;
                    assert!(close || (was.is_nan() && is.is_nan()), "{cell:?}: {was}, replayed {is}");
                }
            }
        }
    }

    #[test]
    fn every_fact_that_a_formula_reads_is_listed() {
        for baseline in BASELINES {
            let recording = record_symbolic(&Scenario::of(baseline));
            for metric in MetricId::all() {
                for fact in recording.rests_on(Cell::metric(metric)).1 {
                    assert!(entry_of(fact).is_some(), "{fact:?}");
                }
            }
        }
    }
}
