//! Horizontal bars with marks: one row for each item, with its name before the bar and its number at the bar's end.
//! Less interesting rows are folded away at first.

use crate::advance::{SMALL, SMALL_BOLD};
use crate::markup::{Anchor, SILENT, escape, length, line};
use crate::table::{Cell, Table, TableRow};
use crate::theme::{Colour, Hue, Palette};
use crate::time::{bare, fine};
use model::base::show::show;
use model::base::units::Unit;
use plotters::prelude::*;

/// Height of a row, CSS pixels; the style sheet has the same value.
pub const ROW: f64 = 28.0;
/// The gap between names, bars and numbers, CSS pixels.
const GAP: f64 = 8.0;
/// The width for which the page's bars are drawn, CSS pixels; the browser stretches them to the width of their box.
const NOMINAL: f64 = 1000.0;
/// The share of the box on the page that the longest bar fills; the rest is for its number.
const LONGEST: f64 = 0.74;
/// The largest width of a number, as a share of the longest bar.
const NUMBER: f64 = 0.3;
/// How many hatches the longest bar would have.
const HATCHES: f64 = 60.0;
/// How far the background of a hatched bar is faded, per cent.
const HATCHED: u8 = 70;

/// A bar chart.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPlot {
    /// The unit of the bars.
    pub unit: Unit,
    /// The table's column heads, of which the first stands over the names.
    pub heads: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<BarRow>,
    /// Whether rows that are folded away at first are shown too.
    pub all: bool,
}

/// One row of a bar chart.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// Its name.
    pub name: String,
    /// Its number as displayed.
    pub shown: String,
    /// The colour of its vendor or kind.
    pub colour: Colour,
    /// A second value, drawn as a mark across the bar: the peak, where the bar is what is achieved.
    pub mark: Option<f64>,
    /// Whether it belongs to this scenario, and is emphasised.
    pub strong: bool,
    /// Whether it rests on an assumption alone, and is hatched. Its name says so too.
    pub assumed: bool,
    /// Whether it is shown only if all rows are.
    pub folded: bool,
    /// Whether it is that of a compared scenario, below the row of the same item; its bar is narrower.
    pub beside: bool,
    /// Its values, each with its question; the first is drawn as the bar.
    pub cells: Vec<Cell>,
}

impl BarRow {
    /// The length of the bar; `None` if there is no value.
    pub fn value(&self) -> Option<f64> {
        self.cells.first().and_then(|cell| cell.value)
    }

    /// The question for the bar's value; empty if there is none.
    pub fn question(&self) -> String {
        self.cells.first().and_then(|cell| cell.question.clone()).unwrap_or_default()
    }

    /// The larger of bar and mark.
    fn reach(&self) -> f64 {
        [self.value(), self.mark].into_iter().flatten().fold(0.0, f64::max)
    }

    /// The value at which its number is placed: the bar's end, or the mark if that would collide with the number.
    fn number_at(&self, longest: f64) -> f64 {
        let value = self.value().unwrap_or(0.0);
        self.mark.filter(|mark| (value..value + NUMBER * longest).contains(mark)).unwrap_or(value)
    }
}

impl BarPlot {
    /// All values, unrounded and in stored units, including those of folded rows.
    pub fn table(&self) -> Table {
        let row = |row: &BarRow| TableRow { name: row.name.clone(), cells: row.cells.clone() };
        Table {
            head: self.heads.iter().map(|head| (*head).to_owned()).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }

    /// The rows that are shown.
    pub fn seen(&self) -> impl Iterator<Item = &BarRow> {
        self.rows.iter().filter(|row| self.all || !row.folded)
    }

    /// How many rows are folded away at first, without those of compared scenarios.
    pub fn folded(&self) -> usize {
        self.rows.iter().filter(|row| row.folded && !row.beside).count()
    }

    /// Height of all rows that are shown, CSS pixels.
    pub fn height(&self) -> f64 {
        ROW * self.seen().count() as f64
    }

    fn longest(&self) -> f64 {
        self.seen().map(BarRow::reach).fold(0.0, f64::max)
    }
}

/// The bars' SVG elements, at ten times their size, without the `<svg>` around them; the longest bar fills `part` of
/// the width. Empty if there is nothing to draw, or plotters reports a fault.
fn drawn(plot: &BarPlot, (width, part): (f64, f64), palette: Palette, stroke: u32) -> String {
    let mut svg = String::new();
    let longest = plot.longest();
    if longest <= 0.0 || paint(plot, longest, (width, part), stroke, &mut svg).is_err() {
        return String::new();
    }
    bare(&svg, palette, |_| "")
}

fn paint(
    plot: &BarPlot,
    longest: f64,
    (width, part): (f64, f64),
    stroke: u32,
    svg: &mut String,
) -> Result<(), Box<dyn std::error::Error>> {
    let rows = plot.seen().count() as f64;
    let root = SVGBackend::with_string(svg, (fine(width), fine(plot.height()))).into_drawing_area();
    let mut chart = ChartBuilder::on(&root).build_cartesian_2d(0.0..longest / part, rows..0.0)?;
    for (place, row) in plot.seen().enumerate() {
        let half = if row.beside { 0.11 } else { 0.22 };
        let (top, bottom) = (place as f64 + 0.5 - half, place as f64 + 0.5 + half);
        if let Some(value) = row.value() {
            let ground = if row.assumed { row.colour.faded(HATCHED) } else { row.colour };
            chart.draw_series([Rectangle::new([(0.0, top), (value, bottom)], ground.code(0).filled())])?;
            let every = longest / HATCHES;
            let hatches = (0..).map(|count| f64::from(count) * every).take_while(|from| row.assumed && *from < value);
            let fill = row.colour.code(0).filled();
            let hatch = |from: f64| Rectangle::new([(from, top), ((from + every / 2.0).min(value), bottom)], fill);
            chart.draw_series(hatches.map(hatch))?;
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

/// The list items with the names before the bars.
pub fn names(plot: &BarPlot) -> String {
    let item = |row: &BarRow| {
        let class = match (row.beside, row.strong) {
            (true, _) => " class=\"beside\"",
            (false, true) => " class=\"strong\"",
            _ => "",
        };
        format!("<li{class}>{}</li>", escape(&row.name))
    };
    plot.seen().map(item).collect()
}

/// The bars as the page shows them, for every width.
pub fn plane(plot: &BarPlot) -> String {
    format!(
        "<svg class=\"plane\" {SILENT} height=\"{0}\" viewBox=\"0 0 {1} {2}\" preserveAspectRatio=\"none\">{3}</svg>",
        plot.height(),
        fine(NOMINAL),
        fine(plot.height()),
        drawn(plot, (NOMINAL, LONGEST), Palette::Page, 2),
    )
}

/// The list items with the numbers, each at the end of its bar and with its question.
pub fn numbers(plot: &BarPlot) -> String {
    let longest = plot.longest();
    let item = |row: &BarRow| {
        // The visible text is part of the spoken name, even if all rows are written in the unit of the largest.
        let spoken = match row.value().map(|value| show(value, plot.unit).text()) {
            Some(value) if value.contains(&row.shown) => value,
            Some(value) => format!("{} ({value})", row.shown),
            None => row.shown.clone(),
        };
        let end = if longest > 0.0 { 100.0 * LONGEST * row.number_at(longest) / longest } else { 0.0 };
        format!(
            "<li><svg {SILENT} width=\"{}%\" height=\"1\"></svg><button type=\"button\" data-ask=\"{}\" aria-label=\"{}: {}\">{}</button></li>",
            length(end),
            escape(&row.question()),
            escape(&row.name),
            escape(&spoken),
            escape(&row.shown)
        )
    };
    plot.seen().map(item).collect()
}

/// The rows with names and numbers, at a place and width in a picture.
pub(crate) fn exact(plot: &BarPlot, (left, top): (f64, f64), width: f64, palette: Palette) -> String {
    let font = |row: &BarRow| if row.strong { SMALL_BOLD } else { SMALL };
    let widest = |of: &dyn Fn(&BarRow) -> f64| plot.seen().map(of).fold(0.0, f64::max);
    let numbers = widest(&|row| SMALL.width(&row.shown)).ceil() + GAP;
    // Names take at most three fifths of the width.
    let names = widest(&|row| font(row).width(&row.name)).min(0.6 * width).ceil();
    let room = (width - names - GAP).max(16.0);
    let bars = (room - numbers).max(8.0);
    let begins = left + names + GAP;
    let mut out = format!(
        "<g transform=\"translate({} {}) scale(0.1)\">{}</g>",
        length(begins),
        length(top),
        drawn(plot, (room, bars / room), palette, 20)
    );
    let longest = plot.longest();
    let [ink, muted] = [Hue::Ink, Hue::Muted].map(|hue| palette.hue(hue));
    for (place, row) in plot.seen().enumerate() {
        let y = top + ROW * place as f64 + ROW / 2.0 + 4.0;
        let name = font(row).cut(&row.name, names);
        let fill = if row.strong { &ink } else { &muted };
        line(&mut out, (&length(left), y), Anchor::Start, row.strong, fill, &name);
        let end = begins + if longest > 0.0 { bars * row.number_at(longest) / longest } else { 0.0 } + GAP;
        line(&mut out, (&length(end), y), Anchor::Start, false, &ink, &row.shown);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    const LIGHT: Palette = Palette::Alone(Theme::Light);

    fn plot(values: &[Option<f64>]) -> BarPlot {
        let row = |value: &Option<f64>| BarRow {
            name: "A & B".into(),
            shown: "2".into(),
            colour: Colour::of(Hue::Accent),
            mark: None,
            strong: false,
            assumed: false,
            folded: false,
            beside: false,
            cells: value.iter().map(|value| Cell::of(*value, "metric:stake".into())).collect(),
        };
        let rows = values.iter().map(row).collect();
        BarPlot { unit: Unit::Share, heads: vec!["What", "Stake"], rows, all: false }
    }

    fn widths(svg: &str) -> Vec<f64> {
        svg.split(" width=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
    }

    #[test]
    fn lengths_are_in_proportion() {
        let svg = drawn(&plot(&[Some(2.0), Some(1.0), None]), (101.0, 1.0), LIGHT, 20);
        let widths = widths(&svg);
        // Coordinates are whole tenths of a CSS pixel, so each end may be off by one.
        assert!(widths.len() == 2 && (widths[0] - 2.0 * widths[1]).abs() <= 2.0, "{svg}");
        assert_eq!(drawn(&plot(&[]), (100.0, 1.0), LIGHT, 20), "");
        assert_eq!(drawn(&plot(&[None]), (100.0, 1.0), LIGHT, 20), "");
    }

    #[test]
    fn what_is_assumed_is_hatched_and_not_by_colour_alone() {
        let mut plot = plot(&[Some(2.0), Some(2.0)]);
        plot.rows[1].assumed = true;
        let count = widths(&drawn(&plot, (100.0, 1.0), LIGHT, 20)).len();
        assert_eq!(count, 2 + HATCHES as usize);
    }

    #[test]
    fn folded_rows_wait_until_all_are_asked_for_and_do_not_set_the_scale() {
        let mut plot = plot(&[Some(1.0), Some(20.0)]);
        plot.rows[1].folded = true;
        assert_eq!((plot.height(), plot.longest(), plot.folded()), (ROW, 1.0, 1));
        assert!(numbers(&plot).contains("width=\"74%\""), "{}", numbers(&plot));
        assert_eq!(plot.table().rows.len(), 2);
        // A mark moves the number behind it only where the two would collide.
        plot.rows[0].mark = Some(1.1);
        assert_eq!(plot.rows[0].number_at(2.0), 1.1);
        plot.rows[0].mark = Some(1.9);
        assert_eq!(plot.rows[0].number_at(2.0), 1.0);
        plot.rows[0].mark = None;
        plot.all = true;
        assert_eq!((plot.height(), plot.longest()), (2.0 * ROW, 20.0));
        assert!(numbers(&plot).contains("width=\"3.7%\""), "{}", numbers(&plot));
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
