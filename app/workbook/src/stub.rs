//! Stand-in until the model records.
#![allow(missing_docs, dead_code)]
use model::metrics::{Absent, MetricId};
use model::parameters::ParameterId;
use model::provenance::Fact;
use model::series::SeriesId;
use model::units::Unit;
pub type StepId = u32;
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkingId(u16);
pub struct Row { pub meaning: &'static str, pub monthly: bool }
static ROW: Row = Row { meaning: "", monthly: true };
impl WorkingId {
    pub fn id(self) -> String { String::new() }
    pub fn name(self) -> String { String::new() }
    pub fn unit(self) -> Unit { Unit::Usd }
    pub fn row(self) -> &'static Row { &ROW }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell { pub quantity: Quantity, pub month: Option<u16> }
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Quantity { Series(SeriesId), Working(WorkingId), Metric(MetricId) }
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Constant(f64), Fact(&'static Fact), Input(ParameterId), Cell(Cell), Negate(StepId),
    Add(StepId, StepId), Subtract(StepId, StepId), Multiply(StepId, StepId), Divide(StepId, StepId),
    Smaller(StepId, StepId), Larger(StepId, StepId), Power(StepId, StepId),
    Select { test: StepId, yes: StepId, no: StepId },
    Equals { of: StepId, whole: f64, yes: StepId, no: StepId },
    Pick { place: StepId, of: Vec<StepId> },
    Rank { level: StepId, row: Vec<StepId> },
    Entry { row: Vec<StepId>, place: StepId },
    Rate { flows: Vec<(StepId, StepId)> },
}
pub struct Recording { pub steps: Vec<(Step, f64)>, pub cells: Vec<(Cell, StepId)> }
impl Recording {
    pub fn cells(&self) -> impl Iterator<Item = (Cell, StepId)> { self.cells.iter().copied() }
    pub fn step(&self, id: StepId) -> &Step { &self.steps[id as usize].0 }
    pub fn value(&self, id: StepId) -> f64 { self.steps[id as usize].1 }
    pub fn guards(&self, _metric: MetricId) -> &[(StepId, Absent)] { &[] }
}
