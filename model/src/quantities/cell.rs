//! The name of a single number: a quantity and, for a monthly quantity, its month.

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
    /// An intermediate number, computed on the way from inputs to series and metrics.
    Intermediate(IntermediateId),
    /// A metric of the as-of month.
    Metric(MetricId),
}

impl Quantity {
    /// The cell of a month, counted from month 0.
    pub const fn at(self, month: usize) -> Cell {
        Cell { quantity: self, month: Some(month as u16) }
    }

    /// The stable id.
    pub fn id(self) -> String {
        match self {
            Quantity::Series(id) => id.id(),
            Quantity::Intermediate(id) => id.id(),
            Quantity::Metric(id) => id.id(),
        }
    }

    /// The displayed name.
    pub fn name(self) -> String {
        self.name_in(&Names::NEUTRAL)
    }

    /// The displayed name in a scenario with these names.
    pub fn name_in(self, names: &Names) -> String {
        match self {
            Quantity::Series(id) => id.name_in(names),
            Quantity::Intermediate(id) => id.name_in(names),
            Quantity::Metric(id) => id.name_in(names),
        }
    }

    /// The meaning, in one sentence.
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

/// A named quantity in a month, or the only number of a quantity without months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The quantity.
    pub quantity: Quantity,
    /// The month, counted from month 0; `None` if the quantity has a single number.
    pub month: Option<u16>,
}

impl Cell {
    /// The cell of a series in a month, counted from month 0.
    pub const fn series(series: SeriesId, month: usize) -> Cell {
        Cell { quantity: Quantity::Series(series), month: Some(month as u16) }
    }

    /// The cell of a metric.
    pub const fn metric(metric: MetricId) -> Cell {
        Cell { quantity: Quantity::Metric(metric), month: None }
    }
}

impl IntermediateId {
    /// The cell of a monthly intermediate in a month, counted from month 0.
    pub const fn at(self, month: usize) -> Cell {
        Cell { quantity: Quantity::Intermediate(self), month: Some(month as u16) }
    }

    /// The only cell of an intermediate without months.
    pub const fn once(self) -> Cell {
        Cell { quantity: Quantity::Intermediate(self), month: None }
    }
}
