//! Series over months: stacked areas and lines over the calendar, labels at their ends, and what binds below them.

mod draw;
mod labels;
mod layout;
mod page;
mod strip;

pub(crate) use draw::{bare, exact_at};
pub use labels::{Placed, placed};
pub(crate) use labels::{beside, reading_exact, under};
pub(crate) use layout::nice_step;
pub use layout::{Layout, first_forecast_month};
pub use page::{Room, axes, dots, marks, plane};
pub use strip::{Strip, strip, strip_exact};

use crate::span::{of_metric, of_month};
use crate::table::{Cell, Quantile, Table, TableRow};
use crate::theme::Colour;
use model::base::month::Month;
use model::base::show::show;
use model::base::units::Unit;
use model::quantities::cell::Quantity;
use model::record::question::Question;

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
    /// What happened, where it is known: readings that stand beside its values and never change them.
    pub dots: Vec<Dot>,
}

/// What happened in a month, beside what a series has for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// The month at whose end, counted as the series' values are.
    pub month: usize,
    /// What was read, in the series' unit.
    pub value: f64,
    /// The id of the actual.
    pub actual: &'static str,
}

impl Dot {
    /// The question that opens its source.
    pub fn question(&self) -> String {
        Question::Fact(format!("actual.{}", self.actual)).text()
    }
}

impl Line {
    /// Its value at a month's end, where it has one.
    pub fn at(&self, month: usize) -> Option<f64> {
        self.values.get(month).copied().flatten()
    }

    /// The question that its value in a month is asked with; none where it has no value.
    pub fn question(&self, month: usize) -> Option<String> {
        self.at(month)?;
        Some(match self.of {
            // What has no months is the same in each.
            Quantity::Metric(metric) => of_metric(metric),
            of => of_month(of, month),
        })
    }

    /// The last month in which it has a value.
    pub fn end(&self) -> Option<usize> {
        self.values.iter().rposition(Option::is_some)
    }

    /// What happened in a month.
    fn dot(&self, month: usize) -> Option<&Dot> {
        self.dots.iter().find(|dot| dot.month == month)
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

    /// The questions of all series in a month, with spaces between, and of what happened in it.
    pub fn questions(&self, month: usize) -> String {
        let of_line = |line: &Line| [line.question(month), line.dot(month).map(Dot::question)].into_iter().flatten();
        let all: Vec<String> = self.lines.iter().flat_map(|line| of_line(line).collect::<Vec<_>>()).collect();
        all.join(" ")
    }

    /// The values of a month as they are spoken.
    pub fn spoken(&self, month: usize) -> String {
        format!("{}: {}", Month(month as i32).name(), self.readings(month).join(", "))
    }

    /// The values of a month, each with its name and what happened beside it: "Paid in $15bn, actual $15bn".
    pub(crate) fn readings(&self, month: usize) -> Vec<String> {
        let value = |line: &Line| {
            let value = line.at(month).map(|value| format!("{} {}", line.name, show(value, self.unit).text()));
            let dot = line.dot(month).map(|dot| format!("actual {}", show(dot.value, self.unit).text()));
            match (value, dot) {
                (Some(value), Some(dot)) => Some(format!("{value}, {dot}")),
                (None, Some(dot)) => Some(format!("{}: {dot}", line.name)),
                (value, None) => value,
            }
        };
        self.lines.iter().filter_map(value).collect()
    }

    /// Every dot with its line and the height at which it stands: on what lies below its series, where that is stacked.
    pub(crate) fn dots(&self) -> impl Iterator<Item = (&Line, &Dot, f64)> {
        self.lines.iter().enumerate().flat_map(move |(place, line)| {
            line.dots.iter().map(move |dot| {
                let below = self.lines.iter().take(place).filter(|_| line.shape == Shape::Stacked);
                let below = below.filter(|below| below.shape == Shape::Stacked).filter_map(|below| below.at(dot.month));
                (line, dot, below.sum::<f64>() + dot.value)
            })
        })
    }

    /// All values, unrounded, in stored units; what happened stands beside what the scenario has.
    pub fn table(&self) -> Table {
        let unit = self.unit.name();
        let named = self.lines.iter().flat_map(|line| {
            let actual = (!line.dots.is_empty()).then(|| format!("{}, actual ({unit})", line.name));
            std::iter::once(format!("{} ({unit})", line.name)).chain(actual)
        });
        let cells = |line: &Line, month: usize| {
            let dot = line.dot(month).map(|dot| Cell::of(dot.value, dot.question()));
            let actual = (!line.dots.is_empty()).then(|| dot.unwrap_or(Cell { value: None, question: None }));
            let value = Cell { value: line.at(month), question: line.question(month) };
            std::iter::once(value).chain(actual).collect::<Vec<_>>()
        };
        let rows = (0..self.months()).map(|month| TableRow {
            name: Month(month as i32).short_name(),
            cells: self.lines.iter().flat_map(|line| cells(line, month)).collect(),
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
            dots: Vec::new(),
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

    #[test]
    fn what_happened_stands_on_its_line_and_is_told_beside_it() {
        let mut plot = plot();
        plot.lines[1].dots = vec![Dot { month: 4, value: 2.5e5, actual: "openai-paid-2026-03" }];
        let base = plot.lines[0].clone();
        plot.lines.insert(1, Line { dots: vec![Dot { month: 4, value: 1e4, actual: "rainier-2025-10" }], ..base });
        let heights: Vec<f64> = plot.dots().map(|(_, _, height)| height).collect();
        assert_eq!(heights, [5e4, 2.5e5]);
        assert_eq!(plot.spoken(4), "March 2026: A 40k, A 40k, actual 10k, B 300k, actual 250k");
        assert!(plot.questions(4).ends_with("series:chips_online:4 fact:actual.openai-paid-2026-03"));
        assert!(!plot.questions(5).contains("fact:"));
        let table = plot.table();
        assert_eq!(table.head.len(), 6);
        assert_eq!(table.rows[4].cells[4], Cell::of(2.5e5, "fact:actual.openai-paid-2026-03".into()));
        assert_eq!(table.rows[5].cells[4], Cell { value: None, question: None });
        let drawn = dots(&plot);
        assert_eq!(drawn.matches("<circle").count(), 2, "{drawn}");
        assert!(drawn.contains("data-ask=\"fact:actual.openai-paid-2026-03\""), "{drawn}");
    }
}
