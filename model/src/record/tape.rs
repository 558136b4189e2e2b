//! A recording: every step of a run in order, and the names of those that have one.

use crate::facts::provenance::Fact;
use crate::inputs::input::COUNT;
use crate::inputs::input::ParameterId;
use crate::quantities::cell::{Cell, Quantity};
use crate::quantities::metric::{Absent, MetricId};
use std::collections::BTreeMap;

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
    pub(crate) steps: Vec<Step>,
    pub(crate) values: Vec<f64>,
    /// Each named quantity: the step that is its formula, and the step by which others read it.
    pub(crate) cells: BTreeMap<Cell, (StepId, StepId)>,
    /// In the order in which they were named.
    pub(crate) order: Vec<Cell>,
    /// For each step that reads a named quantity, its formula; for others nothing that counts.
    pub(crate) origins: Vec<StepId>,
    /// The steps by which a monthly quantity is read, month by month.
    pub(crate) rows: BTreeMap<Quantity, Vec<StepId>>,
    pub(crate) guards: BTreeMap<MetricId, Vec<(StepId, Absent)>>,
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

    /// The steps by which a monthly quantity is read, month by month.
    pub fn row(&self, row: Row) -> &[StepId] {
        let cells = self.rows.get(&row.quantity).map_or(&[][..], Vec::as_slice);
        &cells[..cells.len().min(usize::from(row.months))]
    }

    pub(crate) fn push(&mut self, step: Step, value: f64) -> StepId {
        self.steps.push(step);
        self.values.push(value);
        self.origins.push(0);
        (self.steps.len() - 1) as StepId
    }
}
