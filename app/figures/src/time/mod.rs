//! Series over months: stacked areas and lines over the calendar, labels at their ends, and what binds below them.

mod draw;
mod labels;
mod layout;
mod page;
mod strip;

pub(crate) use draw::{bare, exact_at};
pub use labels::{Placed, placed};
pub(crate) use labels::{beside, under};
pub(crate) use layout::nice_step;
pub use layout::{Layout, first_forecast_month};
pub use page::{Room, axes, marks, plane};
pub use strip::{Strip, strip, strip_exact};

use crate::span::of_month;
use crate::table::{Cell, Quantile, Table, TableRow};
use crate::theme::Colour;
use model::base::month::Month;
use model::base::show::show;
use model::base::units::Unit;
use model::quantities::cell::Quantity;

/// Below this width, CSS pixels, labels stand under the drawing.
pub(crate) const NARROW: f64 = 400.0;

/// One series of a plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is called.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
    /// Its value at each month's end; `None` where it has none.
    pub values: Vec<Option<f64>>,
    /// How it is drawn.
    pub shape: Shape,
    /// What it is, to be asked about.
    pub of: Quantity,
    /// How far it may lie from its value, in rising order; empty where that is not known.
    pub quantiles: Vec<Quantile>,
}

impl Line {
    /// Its value at a month's end, where it has one.
    pub fn at(&self, month: usize) -> Option<f64> {
        self.values.get(month).copied().flatten()
    }

    /// The question that its value in a month is asked with; none where it has no value.
    pub fn question(&self, month: usize) -> Option<String> {
        self.at(month)?;
        Some(of_month(self.of, month))
    }
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An area that stands on the areas before it.
    Stacked,
    /// A line.
    Line,
    /// A line that jumps in the month of a payment.
    Step,
    /// A dashed line: a plan, a limit, a baseline.
    Dashed,
}

/// How high the drawing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Height {
    /// A chart of its own.
    Tall,
    /// One of two that stand on one another.
    Short,
}

impl Height {
    /// In CSS pixels; the style sheet's classes `tall` and `short` have the same.
    pub const fn pixels(self) -> f64 {
        match self {
            Height::Tall => 220.0,
            Height::Short => 128.0,
        }
    }

    /// The class of the box that it stands in.
    pub const fn class(self) -> &'static str {
        match self {
            Height::Tall => "tall",
            Height::Short => "short",
        }
    }
}

/// What a plot over months shows.
#[derive(Clone, Debug, PartialEq)]
pub struct TimePlot {
    /// Series, in the order in which they are drawn.
    pub lines: Vec<Line>,
    /// Unit of the values.
    pub unit: Unit,
    /// The largest value that the axis must hold, if the values alone do not say it (1 for shares).
    pub at_least: f64,
    /// How high it is drawn.
    pub height: Height,
    /// What binds in each month, below the drawing and on its months.
    pub strip: Option<Strip>,
}

impl TimePlot {
    /// A plot of its own, without a strip.
    pub fn new(unit: Unit, height: Height, lines: Vec<Line>) -> TimePlot {
        TimePlot { lines, unit, at_least: 0.0, height, strip: None }
    }

    /// Months shown; at least one.
    pub fn months(&self) -> usize {
        self.lines.iter().map(|line| line.values.len()).max().unwrap_or(0).max(1)
    }

    /// The questions of all series in a month, with spaces between.
    pub fn questions(&self, month: usize) -> String {
        self.lines.iter().filter_map(|line| line.question(month)).collect::<Vec<_>>().join(" ")
    }

    /// The values of a month as they are spoken.
    pub fn spoken(&self, month: usize) -> String {
        let value = |line: &Line| Some(format!("{} {}", line.name, show(line.at(month)?, self.unit).text()));
        let values: Vec<String> = self.lines.iter().filter_map(value).collect();
        format!("{}: {}", Month(month as i32).name(), values.join(", "))
    }

    /// All values, unrounded, in stored units.
    pub fn table(&self) -> Table {
        let unit = self.unit.name();
        let named = self.lines.iter().map(|line| format!("{} ({unit})", line.name));
        let rows = (0..self.months()).map(|month| TableRow {
            name: Month(month as i32).short_name(),
            cells: self
                .lines
                .iter()
                .map(|line| Cell { value: line.at(month), question: line.question(month) })
                .collect(),
        });
        Table { head: std::iter::once("Month".to_owned()).chain(named).collect(), rows: rows.collect() }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::theme::Hue;

    pub(crate) fn plot() -> TimePlot {
        let line = |name: &str, hue, values, shape| Line {
            name: name.into(),
            colour: Colour::of(hue),
            values,
            shape,
            of: Quantity::Series(model::series::CHIPS_ONLINE),
            quantiles: Vec::new(),
        };
        let rising = (0..26).map(|month| Some(f64::from(month) * 1e4)).collect();
        let late = (0..26).map(|month| (month > 3).then_some(3e5)).collect();
        let lines = vec![line("A", Hue::Accent, rising, Shape::Stacked), line("B", Hue::Muted, late, Shape::Dashed)];
        TimePlot::new(Unit::Chips, Height::Tall, lines)
    }

    #[test]
    fn a_table_has_every_value_with_its_question() {
        let table = plot().table();
        assert_eq!((table.head.len(), table.rows.len()), (3, 26));
        assert_eq!(table.rows[2].cells[0], Cell::of(2e4, "series:chips_online:2".into()));
        assert_eq!(table.rows[2].cells[1], Cell { value: None, question: None });
        assert_eq!(table.rows[2].cells[1].text(), "–");
        assert_eq!(plot().questions(2), "series:chips_online:2");
        assert_eq!(plot().spoken(4), "March 2026: A 40k, B 300k");
    }
}
