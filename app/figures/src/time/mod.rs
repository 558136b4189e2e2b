//! Charts over months: stacked areas and lines, labels at their ends, and the strip of limits below them.

mod draw;
mod fan;
mod labels;
mod layout;
mod page;
mod strip;

pub use draw::sample;
pub(crate) use draw::{bare, exact_at, fine};
pub use fan::Fan;
pub use labels::{Placed, Whose, placed};
pub(crate) use labels::{beside, reading_exact, under};
pub use layout::{Layout, first_forecast_month};
pub(crate) use layout::{axis_label, nice_step, power_of_ten};
pub use page::{Room, axes, dots, marks, plane};
pub use strip::{Strip, strip, strip_exact};

use crate::advance::SMALL;
use crate::span::{of_metric, of_month, of_other};
use crate::table::{Cell, Table, TableRow};
use crate::theme::Colour;
use model::base::dust::difference;
use model::base::month::Month;
use model::base::show::show;
use model::base::units::Unit;
use model::quantities::cell::Quantity;
use model::record::question::Question;

/// Below this width, CSS pixels, labels are under the drawing.
pub(crate) const NARROW: f64 = 400.0;

/// One series of a plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
    /// Its value at each month's end, in the plot's unit; `None` where it has none.
    pub values: Vec<Option<f64>>,
    /// How it is drawn.
    pub shape: Shape,
    /// The quantity, for questions.
    pub of: Quantity,
    /// Actual readings, which are shown beside its values and never change them.
    pub dots: Vec<Dot>,
    /// The last month for which the quantity itself has a value, if the line goes on after it; else `None`.
    pub asked_to: Option<usize>,
}

/// An actual reading, beside a series' value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// The month at whose end it was read, counted as the series' values are.
    pub month: usize,
    /// The reading, in the series' unit.
    pub value: f64,
    /// The id of the actual.
    pub actual: &'static str,
}

impl Dot {
    /// The question that shows its source.
    pub fn question(&self) -> String {
        Question::Fact(format!("actual.{}", self.actual)).text()
    }
}

impl Line {
    /// Its value at a month's end, if it has one.
    pub fn at(&self, month: usize) -> Option<f64> {
        self.values.get(month).copied().flatten()
    }

    /// The question for its value in a month; `None` if it has no value then. After the quantity's last month it is that
    /// for the last one.
    pub fn question(&self, month: usize) -> Option<String> {
        self.at(month)?;
        let month = self.asked_to.map_or(month, |last| month.min(last));
        Some(match self.of {
            // A quantity without months is the same in each.
            Quantity::Metric(metric) => of_metric(metric),
            of => of_month(of, month),
        })
        .map(|question| match self.shape {
            Shape::Beside(place) => of_other(usize::from(place), &question),
            _ => question,
        })
    }

    /// The last month in which it has a value.
    pub fn end(&self) -> Option<usize> {
        self.values.iter().rposition(Option::is_some)
    }

    /// The actual reading of a month.
    fn dot(&self, month: usize) -> Option<&Dot> {
        self.dots.iter().find(|dot| dot.month == month)
    }
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An area on top of the areas before it.
    Stacked,
    /// A line.
    Line,
    /// A line with a step in the month of a payment.
    Step,
    /// A dashed line: a plan, a limit or a baseline.
    Dashed,
    /// The line of a compared scenario, by its place; each has dashes and a weight of its own.
    Beside(u8),
}

/// The height of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Height {
    /// That of a chart by itself.
    Tall,
    /// That of one of two stacked charts.
    Short,
}

impl Height {
    /// The height in CSS pixels; the style sheet's classes `tall` and `short` have the same.
    pub const fn pixels(self) -> f64 {
        match self {
            Height::Tall => 220.0,
            Height::Short => 128.0,
        }
    }

    /// The CSS class of its box.
    pub const fn class(self) -> &'static str {
        match self {
            Height::Tall => "tall",
            Height::Short => "short",
        }
    }
}

/// A plot over months.
#[derive(Clone, Debug, PartialEq)]
pub struct TimePlot {
    /// The series, in drawing order.
    pub lines: Vec<Line>,
    /// Unit of the values.
    pub unit: Unit,
    /// The largest value that the axis must hold, if the values do not determine it (1 for shares).
    pub at_least: f64,
    /// The smallest value that the axis must hold, 0 or below.
    pub at_most: f64,
    /// Whether its values are differences, which are written with a sign.
    pub differs: bool,
    /// Compared scenarios in drawings of their own: the name and plot of each, on the same scale.
    pub apart: Vec<(String, TimePlot)>,
    /// How high it is drawn.
    pub height: Height,
    /// The strip of limits below the drawing, on the same months.
    pub strip: Option<Strip>,
    /// The fan of its main series, if there are draws.
    pub fan: Option<Fan>,
}

impl TimePlot {
    /// A plot by itself, without a strip.
    pub fn new(unit: Unit, height: Height, lines: Vec<Line>) -> TimePlot {
        let (differs, apart) = (false, Vec::new());
        TimePlot { lines, unit, at_least: 0.0, at_most: 0.0, differs, apart, height, strip: None, fan: None }
    }

    /// The same with compared scenarios in drawings of their own, all on one scale.
    pub(crate) fn with_apart(mut self, apart: Vec<(String, TimePlot)>) -> TimePlot {
        let all = || std::iter::once(&self).chain(apart.iter().map(|(_, plot)| plot));
        let ends =
            all().map(layout::extent).fold((0.0_f64, 0.0_f64), |ends, own| (ends.0.min(own.0), ends.1.max(own.1)));
        (self.at_most, self.at_least) = ends;
        let height = self.height;
        let on_scale =
            |(name, plot)| (name, TimePlot { at_most: ends.0, at_least: ends.1, height, strip: None, ..plot });
        self.apart = apart.into_iter().map(on_scale).collect();
        self
    }

    /// A value as displayed, with a sign if it is a difference.
    pub(crate) fn shown(&self, value: f64) -> String {
        self.signed(value, show(value, self.unit).text())
    }

    /// The same without its unit, which is given above the drawing.
    fn shown_bare(&self, value: f64) -> String {
        self.signed(value, show(value, self.unit).figures)
    }

    /// A text of a value, with the sign of a difference.
    fn signed(&self, value: f64, text: String) -> String {
        if self.differs && value > 0.0 { format!("+{text}") } else { text }
    }

    /// The number of months shown, at least one.
    pub fn months(&self) -> usize {
        self.lines.iter().map(|line| line.values.len()).max().unwrap_or(0).max(1)
    }

    /// Whether a reader would see a difference from another plot: by more than a hundredth of the highest value in
    /// either.
    pub fn looks_other_than(&self, other: &TimePlot) -> bool {
        self.moves_from(other) > 0.01
    }

    /// The largest distance between lines of two plots, as a share of the highest value in either: 0 if only rounding
    /// differs, infinity if they do not have the same lines and months.
    pub fn moves_from(&self, other: &TimePlot) -> f64 {
        if self.lines.len() != other.lines.len() || self.months() != other.months() {
            return f64::INFINITY;
        }
        let all = self.lines.iter().chain(&other.lines).flat_map(|line| &line.values).flatten();
        let most = all.fold(0.0, |most: f64, value| most.max(value.abs()));
        let gap = |month: usize, one: &Line, other: &Line| match (one.at(month), other.at(month)) {
            // Rounding errors are relative to the highest value, so a small value may not be compared by itself.
            (Some(one), Some(other)) if difference(most + (one - other).abs(), most) == 0.0 => 0.0,
            (Some(one), Some(other)) => (one - other).abs() / most,
            (None, None) => 0.0,
            _ => f64::INFINITY,
        };
        let pairs = self.lines.iter().zip(&other.lines);
        pairs.flat_map(|(one, other)| (0..self.months()).map(move |month| gap(month, one, other))).fold(0.0, f64::max)
    }

    /// The questions for all series in a month, and for its actual readings, separated by spaces.
    pub fn questions(&self, month: usize) -> String {
        let of_line = |line: &Line| [line.question(month), line.dot(month).map(Dot::question)].into_iter().flatten();
        // Compared scenarios are asked about at their own labels.
        let own = self.lines.iter().filter(|line| !matches!(line.shape, Shape::Beside(_)));
        let all: Vec<String> = own.flat_map(|line| of_line(line).collect::<Vec<_>>()).collect();
        all.join(" ")
    }

    /// The values of a month for screen readers.
    pub fn spoken(&self, month: usize) -> String {
        format!("{}: {}", Month(month as i32).name(), self.readings(month).join(", "))
    }

    /// The values of a month, each with its name and any actual reading: "Paid in $15bn, actual $15bn".
    pub(crate) fn readings(&self, month: usize) -> Vec<String> {
        let lines = self.lines.iter().filter_map(|line| self.reading(line, month, f64::INFINITY));
        lines.chain(self.fan.iter().flat_map(|fan| fan.readings(month, self))).collect()
    }

    /// The value of one line in a month. If it is wider than `room` CSS pixels, the name is cut, but not the numbers.
    fn reading(&self, line: &Line, month: usize, room: f64) -> Option<String> {
        let value = line.at(month).map(|value| {
            let value = self.shown(value);
            format!("{} {value}", SMALL.cut(&line.name, room - SMALL.width(&format!(" {value}"))))
        });
        let dot = line.dot(month).map(|dot| format!("actual {}", show(dot.value, self.unit).text()));
        match (value, dot) {
            (Some(value), Some(dot)) => Some(format!("{value}, {dot}")),
            (None, Some(dot)) => Some(format!("{}: {dot}", line.name)),
            (value, None) => value,
        }
    }

    /// The same in lines of at most `room` CSS pixels, from the top down; compared scenarios, where they are wanted,
    /// share lines. Readings of draws are added only as long as there are at most `most` lines.
    pub(crate) fn readings_in(&self, month: usize, room: f64, most: usize, whose: Whose) -> Vec<String> {
        let is_other = |line: &&Line| matches!(line.shape, Shape::Beside(_));
        let others = self.lines.iter().filter(|line| is_other(line) && whose == Whose::All);
        let others = others.filter_map(|line| self.reading(line, month, f64::INFINITY));
        // A name is not separated from its value.
        let others = others.map(|reading| reading.replace(' ', "\u{a0}")).collect::<Vec<_>>().join(", ");
        let own =
            self.lines.iter().rev().filter(|line| !is_other(line)).filter_map(|line| self.reading(line, month, room));
        let mut lines: Vec<String> =
            own.map(|reading| SMALL.cut(&reading, room)).chain(SMALL.wrap(&others, room)).collect();
        lines.retain(|words| !words.is_empty());
        // The labels and tables have all readings of draws.
        for reading in self.fan.iter().flat_map(|fan| fan.readings(month, self)) {
            let more = SMALL.wrap(&reading, room);
            if lines.len() + more.len() > most {
                break;
            }
            lines.extend(more);
        }
        lines
    }

    /// Every dot with its line and its height: on top of what is below its series, if that is stacked.
    pub(crate) fn dots(&self) -> impl Iterator<Item = (&Line, &Dot, f64)> {
        self.lines.iter().enumerate().flat_map(move |(place, line)| {
            line.dots.iter().map(move |dot| {
                let below = self.lines.iter().take(place).filter(|_| line.shape == Shape::Stacked);
                let below = below.filter(|below| below.shape == Shape::Stacked).filter_map(|below| below.at(dot.month));
                (line, dot, below.sum::<f64>() + dot.value)
            })
        })
    }

    /// All values, unrounded and in stored units, with actual readings beside the scenario's values.
    pub fn table(&self) -> Table {
        let mut table = self.own_table();
        for (name, plot) in &self.apart {
            let letter = name.split(':').next().unwrap_or_default();
            let other = plot.own_table();
            table.head.extend(other.head.into_iter().skip(1).map(|head| format!("{letter}: {head}")));
            let width = table.head.len() - 1;
            for row in &mut table.rows {
                let same = other.rows.iter().find(|other| other.name == row.name);
                row.cells.extend(same.into_iter().flat_map(|same| same.cells.clone()));
                row.cells.resize(width, Cell::NONE);
            }
        }
        table
    }

    fn own_table(&self) -> Table {
        let unit = self.unit.name();
        let named = self.lines.iter().flat_map(|line| {
            let actual = (!line.dots.is_empty()).then(|| format!("{}, actual ({unit})", line.name));
            std::iter::once(format!("{} ({unit})", line.name)).chain(actual)
        });
        let cells = |line: &Line, month: usize| {
            let dot = line.dot(month).map(|dot| Cell::of(dot.value, dot.question()));
            let actual = (!line.dots.is_empty()).then(|| dot.unwrap_or(Cell::NONE));
            let value = Cell { value: line.at(month), question: line.question(month) };
            std::iter::once(value).chain(actual).collect::<Vec<_>>()
        };
        let drawn = |month: usize| {
            self.fan.iter().flat_map(move |fan| match fan.at(month) {
                Some(values) => values.map(|value| Cell::of(value, fan.question(month))),
                None => [Cell::NONE; 5],
            })
        };
        let rows = (0..self.months()).map(|month| TableRow {
            name: Month(month as i32).short_name(),
            cells: self.lines.iter().flat_map(|line| cells(line, month)).chain(drawn(month)).collect(),
        });
        let named = named.chain(self.fan.iter().flat_map(|fan| fan.heads(unit)));
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
            dots: Vec::new(),
            asked_to: None,
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
