//! A recording: all steps of a run in order, and the names of those that have one.

use crate::base::units::Unit;
use crate::facts::provenance::Fact;
use crate::inputs::choices::Basis;
use crate::inputs::families::{Scope, agreement_of};
use crate::inputs::input::{self, COUNT, ParameterId};
use crate::inputs::names::Names;
use crate::quantities::cell::{Cell, Quantity};
use crate::quantities::metric::{Absent, MetricId};
use crate::record::operation::Operation;
use std::collections::BTreeMap;

/// A step of a recording: its index on the tape.
pub type StepId = u32;

/// The months of a monthly quantity, from month 0 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row {
    /// The quantity.
    pub quantity: Quantity,
    /// The number of months.
    pub months: u16,
}

/// One step of the arithmetic.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A constant of the formula.
    Constant {
        /// The value of the constant.
        value: f64,
        /// What it counts, such as "hours of the month"; empty for a plain number.
        label: &'static str,
    },
    /// A fact of the catalogue.
    Fact(&'static Fact),
    /// An input of the scenario.
    Input(ParameterId),
    /// A named quantity; its formula is [`Recording::formula`].
    Cell(Cell),
    /// An operation on other steps.
    Apply(Applied),
}

/// An operation and what it reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The operation.
    pub operation: Operation,
    operands: Operands,
    /// The row that it reads, if any.
    pub row: Option<Row>,
}

/// Operations with up to four operands need no allocation.
#[derive(Clone, Debug, PartialEq)]
enum Operands {
    Few([StepId; 4], u8),
    Many(Box<[StepId]>),
}

impl Applied {
    /// The steps that are the operands.
    pub fn operands(&self) -> &[StepId] {
        match &self.operands {
            Operands::Few(operands, count) => &operands[..usize::from(*count)],
            Operands::Many(operands) => operands,
        }
    }
}

impl Step {
    /// A constant without a label.
    pub const fn constant(value: f64) -> Step {
        Step::Constant { value, label: "" }
    }

    /// An operation on other steps.
    pub fn apply(operation: Operation, operands: &[StepId]) -> Step {
        let operands = match operands {
            [] => Operands::Few([0; 4], 0),
            [a] => Operands::Few([*a, 0, 0, 0], 1),
            [a, b] => Operands::Few([*a, *b, 0, 0], 2),
            [a, b, c] => Operands::Few([*a, *b, *c, 0], 3),
            [a, b, c, d] => Operands::Few([*a, *b, *c, *d], 4),
            _ => Operands::Many(operands.into()),
        };
        Step::Apply(Applied { operation, operands, row: None })
    }

    /// An operation on a row and another step.
    pub fn apply_to_row(operation: Operation, row: Row, operand: StepId) -> Step {
        Step::Apply(Applied { operation, operands: Operands::Few([operand, 0, 0, 0], 1), row: Some(row) })
    }

    /// An operation on a row alone.
    pub fn apply_to_whole_row(operation: Operation, row: Row) -> Step {
        Step::Apply(Applied { operation, operands: Operands::Few([0; 4], 0), row: Some(row) })
    }

    /// Calls `hand` for each operand of this step; cells of rows and formulas of named quantities are not among them.
    pub fn reads(&self, hand: impl FnMut(StepId)) {
        if let Step::Apply(applied) = self {
            applied.operands().iter().copied().for_each(hand);
        }
    }
}

/// All steps of a run in order, and the names of those that have one.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    pub(crate) steps: Vec<Step>,
    pub(crate) values: Vec<f64>,
    /// For each named quantity, the step that is its formula, and the step by which others read it.
    pub(crate) cells: BTreeMap<Cell, (StepId, StepId)>,
    /// The named quantities, in the order in which they were named.
    pub(crate) order: Vec<Cell>,
    /// For each step that reads a named quantity, its formula; without meaning for other steps.
    pub(crate) origins: Vec<StepId>,
    /// The steps by which a monthly quantity is read, month by month.
    pub(crate) rows: BTreeMap<Quantity, Vec<StepId>>,
    pub(crate) guards: BTreeMap<MetricId, Vec<(StepId, Absent)>>,
    /// The names that the scenario's author gives to parties and chips.
    pub(crate) names: Names,
}

impl Recording {
    /// Every named quantity with the step that is its formula. A formula reads only earlier steps.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, StepId)> {
        self.order.iter().filter_map(|cell| Some((*cell, self.cells.get(cell)?.0)))
    }

    /// The step that is the formula of a named quantity; `None` if the run had no such quantity.
    pub fn formula(&self, cell: Cell) -> Option<StepId> {
        self.cells.get(&cell).map(|(formula, _)| *formula)
    }

    /// The unit of a named quantity; for the size of a phase, the unit of its agreement's basis in this scenario.
    pub fn unit_of(&self, cell: Cell) -> Unit {
        let unit = cell.quantity.unit();
        let Quantity::Intermediate(of) = cell.quantity else { return unit };
        if unit != Unit::Size || of.row().scope != Scope::Phase {
            return unit;
        }
        let basis = self.input(input::agreement::BASIS.of(agreement_of(of.member()))).map(|id| self.value(id) as usize);
        match basis.and_then(|basis| Basis::ALL.get(basis)) {
            Some(Basis::ContractValue) => Unit::Usd,
            Some(Basis::FacilityPower) => Unit::Watt,
            Some(Basis::Chips) => Unit::Chips,
            None => unit,
        }
    }

    /// The step that reads an input. A recording begins with these steps.
    pub fn input(&self, input: ParameterId) -> Option<StepId> {
        let inputs = self.steps.iter().take(COUNT);
        inputs.zip(0..).find(|(step, _)| **step == Step::Input(input)).map(|(_, id)| id)
    }

    /// The names that the recorded scenario's author gives to parties and chips.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The step with this index.
    pub fn step(&self, id: StepId) -> &Step {
        &self.steps[id as usize]
    }

    /// The value of a step in the recorded scenario.
    pub fn value(&self, id: StepId) -> f64 {
        self.values[id as usize]
    }

    /// The guards of a metric: it has no value for the first reason whose test is 0 or less.
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
