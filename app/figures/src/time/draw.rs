//! What plotters draws of a plot, grid lines, areas and lines; and a whole drawing at one width.

use super::layout::{DOT, Layout, axis_label, first_forecast_month};
use super::{Fan, Shape, TimePlot};
use crate::markup::{Anchor, SILENT, length, line};
use crate::theme::{Colour, Hue, Palette};
use model::base::month::Month;
use model::base::units::Unit;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::prelude::*;
use std::ops::Range;

/// The scale of drawings: they are made ten times as large, because plotters uses whole pixels.
pub(super) const FINE: f64 = 10.0;
/// Marks within the colour codes, which stand for further attributes.
mod mark {
    /// A dashed stroke.
    pub(super) const DASHED: u8 = 1;
    /// From here on, the line of the compared scenario at a place.
    pub(super) const BESIDE: u8 = 2;
    /// The part of a fan that holds nine in ten draws.
    pub(super) const NINE_IN_TEN: u8 = 100;
    /// The part of a fan that holds half of the draws, on top of the other.
    pub(super) const HALF: u8 = 101;
    /// The median of the draws.
    pub(super) const MEDIAN: u8 = 102;
}
use mark::{BESIDE, DASHED};

/// The opacities of a fan's two parts. Their class lets the style sheet dim them while they belong to the previous
/// scenario.
pub(super) const VEILS: [&str; 2] = [" class=\"fan\" fill-opacity=\"0.17\"", " class=\"fan\" fill-opacity=\"0.25\""];
/// The dashes and weights, CSS pixels, of compared scenarios' lines by place, so that they differ not by colour alone.
const BESIDE_LINES: [(&str, &str, u32); 6] = [
    (" stroke-dasharray=\"8 3\"", " stroke-dasharray=\"80 30\"", 2),
    (" stroke-dasharray=\"2 3\"", " stroke-dasharray=\"20 30\"", 3),
    (" stroke-dasharray=\"9 3 2 3\"", " stroke-dasharray=\"90 30 20 30\"", 2),
    (" stroke-dasharray=\"14 4\"", " stroke-dasharray=\"140 40\"", 3),
    (" stroke-dasharray=\"2 5\"", " stroke-dasharray=\"20 50\"", 2),
    (" stroke-dasharray=\"9 3 2 3 2 3\"", " stroke-dasharray=\"90 30 20 30 20 30\"", 3),
];

/// The attribute with the dashes of a line, as drawn beside its label.
pub(super) fn dashes_of(shape: Shape) -> &'static str {
    match shape {
        Shape::Dashed => " stroke-dasharray=\"4 3\"",
        Shape::Beside(place) => BESIDE_LINES.get(usize::from(place)).map_or("", |line| line.0),
        _ => "",
    }
}

/// A length in the units of drawings: tenths of a CSS pixel.
pub(crate) fn fine(pixels: f64) -> u32 {
    (pixels * FINE).round().max(1.0) as u32
}

/// A sample of a scenario's line, to stand before its name: of the first scenario, or of the compared one at a place.
pub fn sample(place: Option<usize>) -> String {
    let (colour, dashes, weight) = match place {
        Some(place) => {
            let (dashes, weight) = BESIDE_LINES.get(place).map_or(("", 2), |line| (line.0, line.2));
            (Colour::beside(place), dashes, weight)
        }
        None => (Colour::of(Hue::Accent), "", 2),
    };
    format!(
        "<svg class=\"sample\" {SILENT} width=\"28\" height=\"12\"><path d=\"M0 6h28\" stroke=\"{}\" stroke-width=\"{weight}\"{dashes}/></svg>",
        Palette::Page.css(colour)
    )
}

/// How a drawing is scaled to its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// To the width of its box; the style sheet keeps the strokes' width.
    Stretched,
    /// By the same factor in both directions, strokes included.
    Exact,
}

impl Scale {
    fn stroke(self, pixels: u32) -> u32 {
        match self {
            Scale::Stretched => pixels,
            Scale::Exact => pixels * FINE as u32,
        }
    }

    fn dashes(self, mark: u8) -> &'static str {
        match (mark, self) {
            (DASHED, Scale::Stretched) => " stroke-dasharray=\"5 4\"",
            (DASHED, Scale::Exact) => " stroke-dasharray=\"50 40\"",
            (mark::NINE_IN_TEN, _) => VEILS[0],
            (mark::HALF, _) => VEILS[1],
            (mark::MEDIAN, _) => " class=\"fan\"",
            (BESIDE.., scale) => {
                let line = BESIDE_LINES.get(usize::from(mark - BESIDE));
                line.map_or("", |line| if scale == Scale::Stretched { line.0 } else { line.1 })
            }
            _ => "",
        }
    }
}

/// A linear axis; plotters' own axis would round its ends.
struct Axis(Range<f64>);

impl Ranged for Axis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let share = (value - self.0.start) / (self.0.end - self.0.start);
        limit.0 + (share * f64::from(limit.1 - limit.0)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        Vec::new()
    }

    fn range(&self) -> Range<f64> {
        self.0.clone()
    }
}

type Fault = Box<dyn std::error::Error>;

/// The plane's SVG elements, at ten times their size, without the `<svg>` around them.
///
/// Empty if plotters reports a fault; the table below the chart then still has the values.
pub(super) fn plane(plot: &TimePlot, layout: &Layout, palette: Palette, scale: Scale) -> String {
    let mut svg = String::new();
    if paint(plot, layout, scale, &mut svg).is_err() {
        return String::new();
    }
    bare(&svg, palette, |mark| scale.dashes(mark))
}

/// What plotters drew, with the real colours and without the `<svg>` around it.
pub(crate) fn bare(svg: &str, palette: Palette, marked: impl Fn(u8) -> &'static str) -> String {
    let inside = svg.split_once('>').map_or("", |(_, inside)| inside);
    let inside = inside.rsplit_once("</svg>").map_or(inside, |(inside, _)| inside);
    palette.paint(inside, marked).replace(" opacity=\"1\"", "").replace(" stroke=\"none\"", "").replace('\n', "")
}

fn paint(plot: &TimePlot, layout: &Layout, scale: Scale, svg: &mut String) -> Result<(), Fault> {
    let size = (fine(layout.inner_width()), fine(layout.inner_height()));
    let root = SVGBackend::with_string(svg, size).into_drawing_area();
    let months = layout.months as f64;
    let mut chart = ChartBuilder::on(&root).build_cartesian_2d(Axis(0.0..months), Axis(layout.low..layout.high))?;
    let stroke = |colour: Colour, mark: u8, pixels: u32| colour.code(mark).stroke_width(scale.stroke(pixels));
    let forecast = first_forecast_month() as f64;
    if forecast < months {
        let ground = Colour::of(Hue::Forecast).code(0);
        chart.draw_series([Rectangle::new([(forecast, layout.low), (months, layout.high)], ground.filled())])?;
    }
    let mesh = stroke(Colour::of(Hue::Line), 0, 1);
    chart.draw_series(layout.ticks().into_iter().map(|tick| PathElement::new([(0.0, tick), (months, tick)], mesh)))?;
    chart.draw_series([PathElement::new([(0.0, layout.low), (0.0, layout.high)], mesh)])?;
    // The stack is drawn from its top down, each area down to 0, and covered by those below.
    let mut stack = vec![0.0; layout.months];
    let mut layers = Vec::new();
    for line in plot.lines.iter().filter(|line| line.shape == Shape::Stacked) {
        for (top, value) in stack.iter_mut().zip(&line.values) {
            *top += value.unwrap_or(0.0);
        }
        // A stock begins at 0; a share has no beginning, so it is drawn back to the start of the first month.
        let start = if plot.unit == Unit::Share { stack.first().copied().unwrap_or(0.0) } else { 0.0 };
        layers.push((line.colour, start, stack.clone()));
    }
    for (colour, start, tops) in layers.iter().rev() {
        chart.draw_series(AreaSeries::new(path(*start, tops), 0.0, colour.code(0).filled()))?;
    }
    // A hairline in the colour of the paper separates areas, since shades of one vendor are similar.
    let hairline = stroke(Colour::of(Hue::Paper), 0, 1);
    for (below, above) in layers.iter().zip(layers.iter().skip(1)) {
        for run in runs(&between(&below.2, &above.2)) {
            chart.draw_series(LineSeries::new(run, hairline))?;
        }
    }
    // A fan is drawn on a stack, and below all lines.
    if let Some(fan) = &plot.fan {
        for (mark, corners) in areas(fan) {
            chart.draw_series([Polygon::new(corners, fan.colour.code(mark).filled())])?;
        }
        chart.draw_series(LineSeries::new(of_fan(fan, 2), stroke(fan.colour, mark::MEDIAN, 1)))?;
    }
    // If the first scenario's line has steps, those of the others have too.
    let steps_all = plot.lines.first().is_some_and(|line| line.shape == Shape::Step);
    for line in plot.lines.iter().filter(|line| line.shape != Shape::Stacked) {
        let (mark, weight) = match line.shape {
            Shape::Dashed => (DASHED, 2),
            Shape::Beside(place) => (BESIDE + place, BESIDE_LINES.get(usize::from(place)).map_or(2, |line| line.2)),
            _ => (0, 2),
        };
        for run in runs(&line.values) {
            let is_stepped = line.shape == Shape::Step || (steps_all && matches!(line.shape, Shape::Beside(_)));
            let run = if is_stepped { steps(&run) } else { run };
            chart.draw_series(LineSeries::new(run, stroke(line.colour, mark, weight)))?;
        }
    }
    if layout.low < 0.0 {
        chart.draw_series([PathElement::new([(0.0, 0.0), (months, 0.0)], stroke(Colour::of(Hue::Muted), 0, 1))])?;
    }
    root.present()?;
    drop(chart);
    drop(root);
    Ok(())
}

/// One percentile of a fan as a path.
fn of_fan(fan: &Fan, place: usize) -> Vec<(f64, f64)> {
    let values: Vec<f64> = fan.values.iter().map(|values| values[place]).collect();
    // A stock begins at 0, everything else at the end of the first month.
    let path = path(0.0, &values);
    match fan.shape {
        Shape::Stacked => path,
        Shape::Step => steps(&path[1..]),
        _ => path[1..].to_vec(),
    }
}

/// The areas of a fan that hold nine in ten draws and half of them, each with its mark.
fn areas(fan: &Fan) -> [(u8, Vec<(f64, f64)>); 2] {
    [(mark::NINE_IN_TEN, 0, 4), (mark::HALF, 1, 3)].map(|(mark, low, high)| {
        let mut back = of_fan(fan, high);
        back.reverse();
        (mark, [of_fan(fan, low), back].concat())
    })
}

/// The boundary between one area and the next, in months in which both are present.
fn between(below: &[f64], above: &[f64]) -> Vec<Option<f64>> {
    below.iter().zip(above).map(|(below, above)| (*below > 0.0 && above > below).then_some(*below)).collect()
}

/// A path from a start value through each month's end.
fn path(start: f64, values: &[f64]) -> Vec<(f64, f64)> {
    let ends = values.iter().enumerate().map(|(month, value)| (month as f64 + 1.0, *value));
    std::iter::once((0.0, start)).chain(ends).collect()
}

/// The same points with a jump at the beginning of each month.
fn steps(run: &[(f64, f64)]) -> Vec<(f64, f64)> {
    run.iter().flat_map(|(end, value)| [(end - 1.0, *value), (*end, *value)]).collect()
}

/// The unbroken runs of a series with gaps.
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

/// The whole drawing at the layout's width with its axis labels, at a place in a larger one.
pub(crate) fn exact_at(plot: &TimePlot, layout: &Layout, (left, top): (f64, f64), palette: Palette) -> String {
    let mut out = format!(
        "<g transform=\"translate({} {}) scale({})\">{}</g>",
        length(left + Layout::LEFT),
        length(top + Layout::TOP),
        1.0 / FINE,
        plane(plot, layout, palette, Scale::Exact)
    );
    let muted = palette.hue(Hue::Muted);
    for tick in layout.ticks() {
        let x = length(left + Layout::LEFT - 6.0);
        line(&mut out, (&x, top + layout.y(tick) + 4.0), Anchor::End, false, &muted, &axis_label(tick, plot.unit));
    }
    for (of, dot, height) in plot.dots() {
        out += &format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"/>",
            length(left + layout.x(dot.month as f64 + 1.0)),
            length(top + layout.y(height)),
            DOT,
            palette.css(of.colour),
            palette.hue(Hue::Ink),
        );
    }
    // Labels of years are thinned out if there are many.
    let years = layout.years();
    let every = years.len().div_ceil((layout.inner_width() / 44.0).max(1.0) as usize).max(1);
    for month in years.into_iter().step_by(every) {
        let x = length((left + layout.x(month as f64)).min(left + layout.width - 14.0));
        let year = Month(month as i32).year().to_string();
        line(&mut out, (&x, top + layout.height - 6.0), Anchor::Middle, false, &muted, &year);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::plot;
    use super::*;
    use crate::theme::Theme;

    const LIGHT: Palette = Palette::Alone(Theme::Light);

    #[test]
    fn plotters_puts_a_value_where_the_layout_says() {
        let layout = Layout::new(&plot(), 600.0);
        let svg = plane(&plot(), &layout, LIGHT, Scale::Exact);
        // The last corner of the stacked area: the end of month 26, at its value.
        let (x, y) = (layout.x(26.0) - Layout::LEFT, layout.y(25e4) - Layout::TOP);
        let (x, y) = ((x * 10.0).round(), (y * 10.0).round());
        let near = |dx: f64, dy: f64| svg.contains(&format!("{},{}", x + dx, y + dy));
        let found = (-12..=12).any(|dx| (-12..=12).any(|dy| near(f64::from(dx), f64::from(dy))));
        assert!(found, "no corner near {x},{y} in {svg}");
    }

    #[test]
    fn no_code_is_left_in_a_drawing() {
        let layout = Layout::new(&plot(), 600.0);
        let light = plane(&plot(), &layout, LIGHT, Scale::Exact);
        for colour in light.split("\"#").skip(1).map(|part| format!("#{}", &part[..6])) {
            let known = [Hue::Line, Hue::Forecast, Hue::Accent, Hue::Muted].map(|hue| LIGHT.hue(hue));
            assert!(known.contains(&colour), "{colour} in {light}");
        }
        let page = plane(&plot(), &layout, Palette::Page, Scale::Stretched);
        assert!(!page.contains('#') && page.contains("var(--accent)"), "{page}");
        assert!(page.contains("stroke-dasharray=\"5 4\"") && light.contains("stroke-dasharray=\"50 40\""), "{page}");
    }

    #[test]
    fn a_hairline_lies_between_two_areas_only() {
        let paper = |plot: &TimePlot| {
            let layout = Layout::new(plot, 600.0);
            plane(plot, &layout, LIGHT, Scale::Exact).matches(&LIGHT.hue(Hue::Paper)).count()
        };
        let mut two = plot();
        assert_eq!(paper(&two), 0);
        two.lines[1].shape = Shape::Stacked;
        assert_eq!(paper(&two), 1);
        assert_eq!(between(&[0.0, 1.0, 2.0], &[1.0, 1.0, 3.0]), [None, None, Some(2.0)]);
    }
}
