//! A layout of months and values: stacked areas and lines over the calendar.

use super::theme::Theme;
use model::catalogue::FACTS_DATE;
use model::month::Month;
use model::units::{Unit, show};
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::prelude::*;
use std::ops::Range;

/// Drawings are made ten times as large, because plotters counts in whole pixels.
const FINE: f64 = 10.0;
/// Height of a label's text in CSS pixels: never smaller, whatever the chart's width.
const TEXT: f64 = 12.0;
/// plotters writes its SVG texts smaller by this factor than it is told.
const TOLD: f64 = 1.24;

/// One series of a layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is called.
    pub name: String,
    /// Its colour.
    pub colour: RGBColor,
    /// Its value at each month's end; `None` where it has none.
    pub values: Vec<Option<f64>>,
    /// How it is drawn.
    pub shape: Shape,
    /// The question that its values are asked with, but for the colon and the month.
    pub asks: String,
}

impl Line {
    /// The question that its value in a month is asked with; none where it has no value.
    pub fn asked(&self, month: usize) -> Option<String> {
        self.values.get(month).copied().flatten()?;
        Some(format!("{}:{month}", self.asks))
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

/// What a layout shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Series, in the order in which they are drawn.
    pub lines: Vec<Line>,
    /// Unit of the values.
    pub unit: Unit,
    /// The largest value that the axis must hold, if the values alone do not say it (1 for shares).
    pub at_least: f64,
}

/// Where the layout lies in its drawing, and how months and values map to pixels, both ways.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Width of the drawing, CSS pixels.
    pub width: f64,
    /// Height of the drawing, CSS pixels.
    pub height: f64,
    /// Months shown.
    pub months: usize,
    /// The lowest value of the axis.
    pub low: f64,
    /// The highest value of the axis.
    pub high: f64,
}

impl Layout {
    /// Space for the labels of the axis of values.
    pub const LEFT: f64 = 56.0;
    /// Space above.
    pub const TOP: f64 = 8.0;
    /// Space for the labels of the axis of months.
    pub const BOTTOM: f64 = 24.0;
    /// Space right of the last month.
    pub const RIGHT: f64 = 8.0;

    /// The layout that holds a plot at a size.
    pub fn new(plot: &Plot, width: f64, height: f64) -> Layout {
        let months = plot.lines.iter().map(|line| line.values.len()).max().unwrap_or(0).max(1);
        let (mut low, mut high) = (0.0_f64, plot.at_least);
        for month in 0..months {
            let at = |line: &Line| line.values.get(month).copied().flatten();
            let stack = |keep: fn(&f64) -> bool| -> f64 {
                let stacked = plot.lines.iter().filter(|line| line.shape == Shape::Stacked);
                stacked.filter_map(at).filter(keep).sum()
            };
            high = high.max(stack(|value| *value > 0.0));
            low = low.min(stack(|value| *value < 0.0));
            for value in plot.lines.iter().filter(|line| line.shape != Shape::Stacked).filter_map(at) {
                high = high.max(value);
                low = low.min(value);
            }
        }
        let step = nice_step(high - low, parts(height));
        let reach = |value: f64| if value == 0.0 { 0.0 } else { (value / step).ceil() * step };
        let (low, high) = (-reach(-low), reach(high));
        // An axis from 0 to 0 would have no length.
        Layout { width, height, months, low, high: if high > low { high } else { low + 1.0 } }
    }

    /// Pixels from the left of the end of a month (0 is the beginning of month 0).
    pub fn x(&self, ends: f64) -> f64 {
        Layout::LEFT + ends / self.months as f64 * (self.width - Layout::LEFT - Layout::RIGHT)
    }

    /// The month that lies at a distance from the left.
    pub fn month_at(&self, x: f64) -> usize {
        let span = self.width - Layout::LEFT - Layout::RIGHT;
        let ends = (x - Layout::LEFT) / span * self.months as f64;
        ((ends - 0.5).round().max(0.0) as usize).min(self.months - 1)
    }

    /// Pixels from the top of a value.
    pub fn y(&self, value: f64) -> f64 {
        let span = self.height - Layout::TOP - Layout::BOTTOM;
        Layout::TOP + (self.high - value) / (self.high - self.low) * span
    }

    /// The value at a distance from the top.
    pub fn value_at(&self, y: f64) -> f64 {
        let span = self.height - Layout::TOP - Layout::BOTTOM;
        self.high - (y - Layout::TOP) / span * (self.high - self.low)
    }

    /// Values that get a mesh line and a label.
    fn ticks(&self) -> Vec<f64> {
        let step = nice_step(self.high - self.low, parts(self.height));
        let first = (self.low / step).round() as i64;
        let last = (self.high / step).round() as i64;
        (first..=last).map(|count| count as f64 * step).collect()
    }

    /// Month counts at which a label stands: the beginnings of years, thinned out when there are many.
    fn years(&self) -> Vec<f64> {
        let starts: Vec<i32> = (0..self.months as i32).filter(|m| Month(*m).month_of_year() == 1).collect();
        let room = ((self.width - Layout::LEFT - Layout::RIGHT) / 52.0).max(1.0) as usize;
        let every = starts.len().div_ceil(room).max(1);
        starts.into_iter().step_by(every).map(f64::from).collect()
    }
}

/// Into how many parts an axis of values is cut: labels need their height.
fn parts(height: f64) -> f64 {
    (height / 52.0).clamp(2.0, 4.0)
}

/// A step of 1, 2, 2.5 or 5 times a power of ten that cuts a span into that many parts or a few more.
pub(super) fn nice_step(span: f64, parts: f64) -> f64 {
    if span <= 0.0 || !span.is_finite() {
        return 1.0;
    }
    let rough = span / parts;
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    while power > rough {
        power /= 10.0;
    }
    let factor = [1.0, 2.0, 2.5, 5.0].into_iter().rev().find(|factor| factor * power <= rough * 1.0001);
    factor.unwrap_or(1.0) * power
}

/// The first month whose facts are not known yet.
pub fn first_forecast_month() -> usize {
    FACTS_DATE.get(..7).and_then(Month::parse).map_or(0, |month| month.0.max(0) as usize)
}

/// Draws a plot. The text is SVG with a `viewBox` of ten times its CSS pixels.
///
/// Empty when plotters reports a fault: the values then stand in the table below the chart.
pub fn draw(plot: &Plot, layout: &Layout, theme: Theme) -> String {
    let mut svg = String::new();
    if paint(plot, layout, theme, &mut svg).is_err() {
        return String::new();
    }
    // The drawing scales with its box; words for screen readers are in the frame.
    svg.replacen("<svg ", "<svg aria-hidden=\"true\" focusable=\"false\" ", 1).replacen(
        &format!("width=\"{}\" height=\"{}\" ", fine(layout.width), fine(layout.height)),
        "",
        1,
    )
}

fn fine(pixels: f64) -> u32 {
    (pixels * FINE).round().max(1.0) as u32
}

/// A linear axis with its own points; plotters' own combinator for that cannot be formatted.
struct Axis {
    range: Range<f64>,
    points: Vec<f64>,
}

impl Ranged for Axis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let share = (value - self.range.start) / (self.range.end - self.range.start);
        limit.0 + (share * f64::from(limit.1 - limit.0)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() { Vec::new() } else { self.points.clone() }
    }

    fn range(&self) -> Range<f64> {
        self.range.clone()
    }
}

type Fault = Box<dyn std::error::Error>;

fn paint(plot: &Plot, layout: &Layout, theme: Theme, svg: &mut String) -> Result<(), Fault> {
    let size = (fine(layout.width), fine(layout.height));
    let root = SVGBackend::with_string(svg, size).into_drawing_area();
    let months = layout.months as f64;
    let mut chart = ChartBuilder::on(&root)
        .margin_top(fine(Layout::TOP))
        .margin_right(fine(Layout::RIGHT))
        .x_label_area_size(fine(Layout::BOTTOM))
        .y_label_area_size(fine(Layout::LEFT))
        .build_cartesian_2d(
            Axis { range: 0.0..months, points: layout.years() },
            Axis { range: layout.low..layout.high, points: layout.ticks() },
        )?;
    let forecast = first_forecast_month() as f64;
    if forecast < months {
        chart.draw_series([Rectangle::new(
            [(forecast, layout.low), (months, layout.high)],
            theme.forecast().filled(),
        )])?;
    }
    let label = |value: &f64| label(*value, plot.unit);
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(theme.line().stroke_width(fine(1.0)))
        // Its ticks would be an element each, too short to be seen; the line of the axis is drawn below.
        .axis_style(TRANSPARENT)
        .set_all_tick_mark_size(fine(0.4))
        .label_style(("sans-serif", f64::from(fine(TEXT * TOLD)), &theme.muted()))
        .x_label_formatter(&|month| Month(*month as i32).year().to_string())
        .y_label_formatter(&label)
        .draw()?;
    let axis = theme.line().stroke_width(fine(1.0));
    chart.draw_series([PathElement::new([(0.0, layout.low), (0.0, layout.high)], axis)])?;

    // The stack from its top down, each area to the ground: the ones below cover it.
    let mut stack = vec![0.0; layout.months];
    let mut layers = Vec::new();
    for line in plot.lines.iter().filter(|line| line.shape == Shape::Stacked) {
        for (top, value) in stack.iter_mut().zip(&line.values) {
            *top += value.unwrap_or(0.0);
        }
        // A stock begins at 0; a share has no beginning of its own and is drawn back to the first month's start.
        let start = if plot.unit == Unit::Share { stack.first().copied().unwrap_or(0.0) } else { 0.0 };
        layers.push((line.colour, start, stack.clone()));
    }
    for (colour, start, tops) in layers.into_iter().rev() {
        chart.draw_series(AreaSeries::new(path(start, &tops), 0.0, colour.filled()))?;
    }
    for line in plot.lines.iter().filter(|line| line.shape != Shape::Stacked) {
        let style = line.colour.stroke_width(fine(2.0));
        for run in runs(&line.values) {
            let run = if line.shape == Shape::Step { steps(&run) } else { run };
            if line.shape == Shape::Dashed {
                chart.draw_series(DashedLineSeries::new(run, fine(5.0), fine(4.0), style))?;
            } else {
                chart.draw_series(LineSeries::new(run, style))?;
            }
        }
    }
    if layout.low < 0.0 {
        chart.draw_series([PathElement::new([(0.0, 0.0), (months, 0.0)], theme.muted().stroke_width(fine(1.0)))])?;
    }
    root.present()?;
    drop(chart);
    drop(root);
    Ok(())
}

/// A path from a start through each month's end.
fn path(start: f64, values: &[f64]) -> Vec<(f64, f64)> {
    let ends = values.iter().enumerate().map(|(month, value)| (month as f64 + 1.0, *value));
    std::iter::once((0.0, start)).chain(ends).collect()
}

/// The same points with a jump at the beginning of each month.
fn steps(run: &[(f64, f64)]) -> Vec<(f64, f64)> {
    run.iter().flat_map(|(end, value)| [(end - 1.0, *value), (*end, *value)]).collect()
}

/// The unbroken runs of a series that has gaps.
fn runs(values: &[Option<f64>]) -> Vec<Vec<(f64, f64)>> {
    let mut runs = vec![Vec::new()];
    for (month, value) in values.iter().enumerate() {
        match (value, runs.last_mut()) {
            (Some(value), Some(run)) => run.push((month as f64 + 1.0, *value)),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// A label of the axis: figures and the shortest unit, in one piece.
fn label(value: f64, unit: Unit) -> String {
    // Rounding may leave a grain of dust where 0 is meant.
    let value = if value.abs() < 1e-12 { 0.0 } else { value };
    let shown = show(value, unit);
    let short = shown.unit.trim_end_matches("H100e").trim_end_matches(" a day").trim();
    let short = short.trim_start_matches("/PFLOP-hour");
    match unit {
        _ if value == 0.0 => shown.figures,
        Unit::Share => format!("{} %", shown.figures),
        // "500 EF": the chart's words and its labels say FLOP/s in full.
        Unit::FlopPerSecond => format!("{} {}", shown.figures, short.trim_end_matches("LOP/s")),
        Unit::Chips | Unit::H100Equivalents => format!("{}{short}", shown.figures),
        _ => format!("{} {short}", shown.figures).trim_end().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot() -> Plot {
        let values = (0..26).map(|month| Some(f64::from(month) * 1e4)).collect();
        let asks = String::new;
        let line = (0..26).map(|month| (month > 3).then_some(3e5)).collect();
        Plot {
            lines: vec![
                Line { name: "A".into(), colour: RED, values, shape: Shape::Stacked, asks: asks() },
                Line { name: "B".into(), colour: BLUE, values: line, shape: Shape::Dashed, asks: asks() },
            ],
            unit: Unit::Chips,
            at_least: 0.0,
        }
    }

    #[test]
    fn months_and_values_map_both_ways() {
        let layout = Layout::new(&plot(), 600.0, 240.0);
        for month in 0..26 {
            assert_eq!(layout.month_at(layout.x(month as f64 + 0.5)), month);
        }
        assert_eq!(layout.month_at(-50.0), 0);
        assert_eq!(layout.month_at(9999.0), 25);
        for value in [0.0, 1e5, layout.high] {
            assert!((layout.value_at(layout.y(value)) - value).abs() < 1e-6);
        }
    }

    #[test]
    fn the_axis_begins_at_zero_and_holds_every_value() {
        let layout = Layout::new(&plot(), 600.0, 240.0);
        assert_eq!(layout.low, 0.0);
        assert!(layout.high >= 3e5 && layout.high <= 4.5e5, "{}", layout.high);
        let mut negative = plot();
        negative.lines[1].values = vec![Some(-7.3); 26];
        assert!(Layout::new(&negative, 600.0, 240.0).low <= -7.3);
        let empty = Plot { lines: Vec::new(), unit: Unit::Usd, at_least: 0.0 };
        let layout = Layout::new(&empty, 300.0, 200.0);
        assert!(layout.high > layout.low);
        assert!(draw(&empty, &layout, Theme::Light).contains("<svg"));
    }

    #[test]
    fn plotters_puts_a_value_where_the_plane_says() {
        let layout = Layout::new(&plot(), 600.0, 240.0);
        let svg = draw(&plot(), &layout, Theme::Light);
        // The last corner of the stacked area: month 26's end, at its value.
        let (x, y) = ((layout.x(26.0) * 10.0).round(), (layout.y(25e4) * 10.0).round());
        let near = |dx: f64, dy: f64| svg.contains(&format!("{},{}", x + dx, y + dy));
        let found = (-12..=12).any(|dx| (-12..=12).any(|dy| near(f64::from(dx), f64::from(dy))));
        assert!(found, "no corner near {x},{y} in {svg}");
    }

    #[test]
    fn labels_are_short() {
        assert_eq!(label(4e5, Unit::Chips), "400k");
        assert_eq!(label(9e9, Unit::Usd), "$9 bn");
        assert_eq!(label(0.25, Unit::Share), "25 %");
        assert_eq!(label(0.0, Unit::Usd), "$0");
        assert_eq!(nice_step(421e3, 4.0), 1e5);
        assert_eq!(nice_step(1.0, 4.0), 0.25);
    }
}
