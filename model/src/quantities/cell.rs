//! The name of one number: a quantity, and its month where it has one.

use crate::base::units::Unit;
use crate::inputs::names::Names;
use crate::quantities::intermediate::IntermediateId;
use crate::quantities::metric::MetricId;
use crate::quantities::series::SeriesId;

/// A named quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// A monthly series of the sheet.
    Series(SeriesId),
    /// Something on the way.
    Intermediate(IntermediateId),
    /// A metric of the as-of month.
    Metric(MetricId),
}

impl Quantity {
    /// Its cell of a month, counted from month 0.
    pub const fn at(self, month: usize) -> Cell {
        Cell { quantity: self, month: Some(month as u16) }
    }

    /// Its stable id.
    pub fn id(self) -> String {
        match self {
            Quantity::Series(id) => id.id(),
            Quantity::Intermediate(id) => id.id(),
            Quantity::Metric(id) => id.id(),
        }
    }

    /// The name that is shown.
    pub fn name(self) -> String {
        self.name_in(&Names::NEUTRAL)
    }

    /// The name that is shown in a scenario with these names.
    pub fn name_in(self, names: &Names) -> String {
        match self {
            Quantity::Series(id) => id.name_in(names),
            Quantity::Intermediate(id) => id.name_in(names),
            Quantity::Metric(id) => id.name_in(names),
        }
    }

    /// What it is, in one sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Quantity::Series(id) => id.row().meaning,
            Quantity::Intermediate(id) => id.row().meaning,
            Quantity::Metric(id) => id.row().meaning,
        }
    }

    /// The unit of its numbers.
    pub fn unit(self) -> Unit {
        match self {
            Quantity::Series(id) => id.row().unit,
            Quantity::Intermediate(id) => id.unit(),
            Quantity::Metric(id) => id.row().unit,
        }
    }
}

/// A named quantity in a month, or the only number of one that has no months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// What.
    pub quantity: Quantity,
    /// When, counted from month 0; `None` for what has one number.
    pub month: Option<u16>,
}

impl Cell {
    /// A series' cell of a month.
    pub const fn series(series: SeriesId, month: usize) -> Cell {
        Cell { quantity: Quantity::Series(series), month: Some(month as u16) }
    }

    /// A metric's cell.
    pub const fn metric(metric: MetricId) -> Cell {
        Cell { quantity: Quantity::Metric(metric), month: None }
    }
}

impl IntermediateId {
    /// Its cell of a month.
    pub const fn at(self, month: usize) -> Cell {
        Cell { quantity: Quantity::Intermediate(self), month: Some(month as u16) }
    }

    /// Its only cell.
    pub const fn once(self) -> Cell {
        Cell { quantity: Quantity::Intermediate(self), month: None }
    }
}
