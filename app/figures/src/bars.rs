//! Horizontal bars with marks: one row a thing, with its name before and its number behind.

use crate::advance::{SMALL, SMALL_BOLD};
use crate::markup::{Anchor, SILENT, escape, length, line};
use crate::span::of_metric;
use crate::table::{Cell, Table, TableRow};
use crate::theme::{Colour, Hue, Palette};
use crate::time::bare;
use model::base::show::show;
use model::base::units::Unit;
use model::quantities::metric::MetricId;
use plotters::prelude::*;

/// Height of a row in CSS pixels; the style sheet has the same.
pub const ROW: f64 = 28.0;
/// Between names, bars and numbers.
const GAP: f64 = 8.0;
/// The width that is drawn for on the page, CSS pixels; the box stretches it to its own.
const NOMINAL: f64 = 1000.0;

/// A plot of named rows.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPlot {
    /// Unit of what is drawn.
    pub unit: Unit,
    /// Heads of the table, the first one over the rows' names.
    pub heads: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<BarRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// What it is called.
    pub name: String,
    /// The number as it is shown.
    pub shown: String,
    /// Colour of its vendor or kind.
    pub colour: Colour,
    /// A second value, drawn as a mark across the bar: the peak behind what is achieved.
    pub mark: Option<f64>,
    /// Whether it belongs to this scenario.
    pub strong: bool,
    /// Its values, each with what it is: the first one is drawn as the bar.
    pub cells: Vec<(f64, MetricId)>,
}

impl BarRow {
    /// Length of the bar; `None` where there is no value.
    pub fn value(&self) -> Option<f64> {
        self.cells.first().map(|cell| cell.0)
    }

    /// The question that the bar is asked with; empty where there is no value.
    pub fn question(&self) -> String {
        self.cells.first().map_or_else(String::new, |cell| of_metric(cell.1))
    }
}

impl BarPlot {
    /// All values, unrounded, in stored units.
    pub fn table(&self) -> Table {
        let cell = |(value, of): &(f64, MetricId)| Cell::of(*value, of_metric(*of));
        let row = |row: &BarRow| TableRow { name: row.name.clone(), cells: row.cells.iter().map(cell).collect() };
        Table {
            head: self.heads.iter().map(|head| (*head).to_owned()).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }

    /// Height of all rows, CSS pixels.
    pub fn height(&self) -> f64 {
        ROW * self.rows.len() as f64
    }
}

/// The bars' elements, ten times as large as they are seen, without the element around them; the longest value reaches
/// the right side. Empty when there is nothing to draw or plotters reports a fault.
fn drawn(plot: &BarPlot, width: f64, palette: Palette, stroke: u32) -> String {
    let mut svg = String::new();
    let values = plot.rows.iter().flat_map(|row| [row.value(), row.mark]);
    let longest = values.flatten().fold(0.0, f64::max);
    if longest <= 0.0 || paint(plot, longest, width, stroke, &mut svg).is_err() {
        return String::new();
    }
    bare(&svg, palette, |_| "")
}

fn fine(pixels: f64) -> u32 {
    (pixels * 10.0).round().max(1.0) as u32
}

fn paint(
    plot: &BarPlot,
    longest: f64,
    width: f64,
    stroke: u32,
    svg: &mut String,
) -> Result<(), Box<dyn std::error::Error>> {
    let rows = plot.rows.len() as f64;
    let root = SVGBackend::with_string(svg, (fine(width), fine(plot.height()))).into_drawing_area();
    // Room for half a mark at the right end.
    let mut chart = ChartBuilder::on(&root).build_cartesian_2d(0.0..longest * 1.01, rows..0.0)?;
    for (place, row) in plot.rows.iter().enumerate() {
        let (top, bottom) = (place as f64 + 0.28, place as f64 + 0.72);
        if let Some(value) = row.value() {
            chart.draw_series([Rectangle::new([(0.0, top), (value, bottom)], row.colour.code(0).filled())])?;
        }
        if let Some(mark) = row.mark {
            let style = Colour::of(Hue::Muted).code(0).stroke_width(stroke);
            let ends = [(mark, place as f64 + 0.16), (mark, place as f64 + 0.84)];
            chart.draw_series([PathElement::new(ends, style)])?;
        }
    }
    root.present()?;
    drop(chart);
    drop(root);
    Ok(())
}

/// The items of the list of names before the bars.
pub fn names(plot: &BarPlot) -> String {
    let item = |row: &BarRow| {
        let class = if row.strong { " class=\"strong\"" } else { "" };
        format!("<li{class}>{}</li>", escape(&row.name))
    };
    plot.rows.iter().map(item).collect()
}

/// The bars as the page shows them, at every width.
pub fn plane(plot: &BarPlot) -> String {
    format!(
        "<svg class=\"plane\" {SILENT} height=\"{0}\" viewBox=\"0 0 {1} {2}\" preserveAspectRatio=\"none\">{3}</svg>",
        plot.height(),
        fine(NOMINAL),
        fine(plot.height()),
        drawn(plot, NOMINAL, Palette::Page, 2),
    )
}

/// The items of the list of numbers behind the bars; each can be asked about.
pub fn numbers(plot: &BarPlot) -> String {
    let item = |row: &BarRow| {
        // What is seen is in the name, even where all rows are written in the unit of the largest.
        let spoken = match row.value().map(|value| show(value, plot.unit).text()) {
            Some(value) if value.contains(&row.shown) => value,
            Some(value) => format!("{} ({value})", row.shown),
            None => row.shown.clone(),
        };
        format!(
            "<li><button type=\"button\" data-ask=\"{}\" aria-label=\"{}: {}\">{}</button></li>",
            escape(&row.question()),
            escape(&row.name),
            escape(&spoken),
            escape(&row.shown)
        )
    };
    plot.rows.iter().map(item).collect()
}

/// The rows at a place and a width, with names and numbers.
pub(crate) fn exact(plot: &BarPlot, (left, top): (f64, f64), width: f64, palette: Palette) -> String {
    let font = |row: &BarRow| if row.strong { SMALL_BOLD } else { SMALL };
    let widest = |of: &dyn Fn(&BarRow) -> f64| plot.rows.iter().map(of).fold(0.0, f64::max);
    let numbers = widest(&|row| SMALL.width(&row.shown)).ceil();
    // Names have half of the width at most.
    let names = widest(&|row| font(row).width(&row.name)).min(width / 2.0).ceil();
    let bars = (width - names - numbers - 2.0 * GAP).max(8.0);
    let mut out = format!(
        "<g transform=\"translate({} {}) scale(0.1)\">{}</g>",
        length(left + names + GAP),
        length(top),
        drawn(plot, bars, palette, 20)
    );
    let [ink, muted] = [Hue::Ink, Hue::Muted].map(|hue| palette.hue(hue));
    for (place, row) in plot.rows.iter().enumerate() {
        let y = top + ROW * place as f64 + ROW / 2.0 + 4.0;
        let name = font(row).cut(&row.name, names);
        let fill = if row.strong { &ink } else { &muted };
        line(&mut out, (&length(left), y), Anchor::Start, row.strong, fill, &name);
        line(&mut out, (&length(left + width), y), Anchor::End, false, &ink, &row.shown);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;
    use model::metric;

    const LIGHT: Palette = Palette::Alone(Theme::Light);

    fn plot(values: &[Option<f64>]) -> BarPlot {
        let of = metric::STAKE;
        let row = |value: &Option<f64>| BarRow {
            name: "A & B".into(),
            shown: "2".into(),
            colour: Colour::of(Hue::Accent),
            mark: None,
            strong: false,
            cells: value.iter().map(|value| (*value, of)).collect(),
        };
        BarPlot { unit: Unit::Share, heads: vec!["What", "Stake"], rows: values.iter().map(row).collect() }
    }

    #[test]
    fn lengths_are_in_proportion() {
        let svg = drawn(&plot(&[Some(2.0), Some(1.0), None]), 101.0, LIGHT, 20);
        let widths: Vec<f64> =
            svg.split(" width=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
        // Whole pixels of a tenth of a CSS pixel: each end may be one off.
        assert!(widths.len() == 2 && (widths[0] - 2.0 * widths[1]).abs() <= 2.0, "{svg}");
        assert_eq!(drawn(&plot(&[]), 100.0, LIGHT, 20), "");
        assert_eq!(drawn(&plot(&[None]), 100.0, LIGHT, 20), "");
    }

    #[test]
    fn every_row_has_its_name_and_its_question() {
        let of = plot(&[Some(0.02), None]);
        let html = names(&of) + &numbers(&of);
        assert_eq!(html.matches("<li>A &amp; B</li>").count(), 2);
        assert!(html.contains("data-ask=\"metric:stake\" aria-label=\"A &amp; B: 2%\""), "{html}");
        let html = numbers(&plot(&[Some(0.5), None]));
        assert!(
            html.contains("aria-label=\"A &amp; B: 2 (50%)\"") && html.contains("aria-label=\"A &amp; B: 2\""),
            "{html}"
        );
        assert_eq!(plot(&[Some(0.02)]).table().rows[0].cells, [Cell::of(0.02, "metric:stake".into())]);
    }
}
