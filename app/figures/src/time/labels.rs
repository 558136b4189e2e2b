//! Direct labels: the name and last value of each series, where its line ends.

use super::draw::{VEILS, dashes_of};
use super::fan::NINE_IN_TEN;
use super::layout::{Layout, axis_label, axis_label_beside, power_of_ten};
use super::{Fan, Height, Line, Shape, TimePlot};
use crate::advance::{SMALL, SMALL_BOLD};
use crate::markup::{Anchor, escape, length, line};
use crate::order::by_number;
use crate::sentences::between_texts;
use crate::theme::{Hue, Palette};
use model::base::units::Unit;
use std::fmt::Write;

/// Width of a label with the mark before it, CSS pixels.
pub(super) const WIDTH: f64 = 102.0;
/// From a label's left edge to its text, CSS pixels.
const INDENT: f64 = 7.0;
/// The least distance between labels of two lines, CSS pixels.
const TWO_LINES: f64 = 30.0;
/// The least distance between labels of one line, CSS pixels.
const ONE_LINE: f64 = 16.0;
/// How many labels are in a row under a narrow drawing.
pub(super) const COLUMNS: usize = 3;
/// Height of a row of labels under a narrow drawing, CSS pixels.
pub(super) const ROW: f64 = 34.0;

/// The position of a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The place of its series in the plot; one more than the last is the fan.
    pub line: usize,
    /// Its upper edge, CSS pixels from the top of the drawing.
    pub top: f64,
    /// Whether its value is on a second line.
    pub two_lines: bool,
}

/// The labels at the right, level with the ends of their series, and moved apart so that none overlaps.
pub fn placed(plot: &TimePlot, layout: &Layout) -> Vec<Placed> {
    let mut ground = 0.0;
    let mut middles: Vec<(usize, f64)> = Vec::new();
    for (place, line) in plot.lines.iter().enumerate() {
        let Some(end) = line.values.iter().copied().flatten().next_back() else { continue };
        let middle = match line.shape {
            Shape::Stacked => {
                ground += end;
                ground - end / 2.0
            }
            Shape::Line | Shape::Step | Shape::Dashed | Shape::Beside(_) => end,
        };
        middles.push((place, layout.y(middle)));
    }
    if let Some((_, values)) = plot.fan.as_ref().and_then(Fan::end) {
        middles.push((plot.lines.len(), layout.y(values[2])));
    }
    let middles = by_number(middles, |middle| middle.1);
    let two_lines = middles.len() as f64 * TWO_LINES <= layout.height;
    let high = if two_lines { TWO_LINES } else { ONE_LINE };
    let mut next_free = 0.0_f64;
    let mut labels: Vec<Placed> = Vec::new();
    for (line, middle) in middles {
        let top = (middle - high / 2.0).max(next_free);
        next_free = top + high;
        labels.push(Placed { line, top, two_lines });
    }
    // If the last label was pushed below the bottom, labels are pushed back up.
    let mut room = layout.height;
    for label in labels.iter_mut().rev() {
        label.top = label.top.min(room - high).max(0.0);
        room = label.top;
    }
    labels
}

/// A label at a place: its mark, name and value, with the question for the value. The value is the last one or, for
/// labels under a drawing, that of the given month.
pub(super) fn label(
    out: &mut String,
    plot: &TimePlot,
    placed: Placed,
    month: Option<usize>,
    (left, top): (f64, f64),
    palette: Palette,
) {
    let high = if placed.two_lines { TWO_LINES } else { ONE_LINE } - 2.0;
    let (x, y) = (length(left + 1.5), length(top));
    let (name, value, question, sample) = match plot.lines.get(placed.line) {
        Some(of) => {
            let marked = month.or(of.end()).unwrap_or(0);
            let value = of.at(marked).map_or_else(|| "–".to_owned(), |value| end_value(plot, of, value, placed));
            let (colour, dashes) = (palette.css(of.colour), dashes_of(of.shape));
            let sample = format!("<path d=\"M{x} {y}v{high}\" stroke=\"{colour}\" stroke-width=\"3\"{dashes}/>");
            (of.name.as_str(), value, of.question(marked), sample)
        }
        None => {
            let at = |fan: &Fan| month.map_or_else(|| fan.end(), |month| Some((month, fan.at(month)?)));
            let Some((fan, (marked, values))) = plot.fan.as_ref().and_then(|fan| Some((fan, at(fan)?))) else {
                return;
            };
            let value = shortly(values[0], values[4], plot.unit);
            (NINE_IN_TEN, value, Some(fan.question(marked)), fan_sample(&palette.css(fan.colour), (left, top), high))
        }
    };
    let question = question.map_or_else(String::new, |question| format!(" data-ask=\"{}\"", escape(&question)));
    // Writing to a `String` cannot fail. The transparent rectangle makes the whole label pressable.
    let _ = write!(
        out,
        "<g class=\"label\"{question}><rect x=\"{}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{high}\" fill=\"none\" pointer-events=\"all\"/>{sample}",
        length(left),
    );
    let ink = palette.hue(Hue::Ink);
    let room = WIDTH - INDENT;
    let x = length(left + INDENT);
    if placed.two_lines {
        line(out, (&x, top + 11.0), Anchor::Start, true, &ink, &SMALL_BOLD.cut(name, room));
        line(out, (&x, top + 25.0), Anchor::Start, false, &ink, &SMALL.cut(&value, room));
    } else {
        let name = SMALL_BOLD.cut(name, room - SMALL.width(&value) - 4.0);
        let after = length(left + INDENT + SMALL_BOLD.width(&name) + 4.0);
        line(out, (&x, top + 11.0), Anchor::Start, true, &ink, &name);
        line(out, (&after, top + 11.0), Anchor::Start, false, &ink, &value);
    }
    out.push_str("</g>");
}

/// The last value of a series. In a one-line label it is written shorter where the name would be cut otherwise: without
/// the unit, without the currency sign (the measure above the drawing names the currency), or in two digits.
fn end_value(plot: &TimePlot, of: &Line, value: f64, placed: Placed) -> String {
    let room = if placed.two_lines { f64::INFINITY } else { WIDTH - INDENT - SMALL_BOLD.width(&of.name) - 4.0 };
    let bare = plot.shown_bare(value);
    let rounded = plot.signed(value, axis_label(in_steps(value, value), plot.unit));
    let ways = [plot.shown(value), bare.clone(), bare.replace('$', ""), rounded];
    let width = |text: &String| SMALL.width(text);
    let fits = ways.iter().find(|text| width(text) <= room);
    let narrowest = || ways.iter().min_by(|one, other| width(one).total_cmp(&width(other)));
    fits.or_else(narrowest).cloned().unwrap_or_default()
}

/// A value rounded to the second digit of a size.
fn in_steps(value: f64, size: f64) -> f64 {
    let step = power_of_ten(size.abs()) / 10.0;
    (value / step).round() * step
}

/// A range in the short units of the axis, in the first of several forms that fits a label.
fn shortly(low: f64, high: f64, unit: Unit) -> String {
    let fits = |text: &String| SMALL.width(text) <= WIDTH - INDENT;
    let text = between_texts(&axis_label(low, unit), &axis_label(high, unit));
    if fits(&text) {
        return text;
    }
    let rough = || {
        let [low, high] = [low, high].map(|value| in_steps(value, low.abs().max(high.abs())));
        unit_once(low, high, unit)
    };
    [text.replace('\u{202f}', ""), unit_once(low, high, unit)].into_iter().find(fits).unwrap_or_else(rough)
}

/// "−$43.5 to $416bn", "−$0.5 to $1.3bn": both in the magnitude of the larger, with the unit once.
fn unit_once(low: f64, high: f64, unit: Unit) -> String {
    let larger = if low.abs() > high.abs() { low } else { high };
    let [low, high] = [low, high].map(|value| axis_label_beside(value, larger, unit));
    let is_figure = |letter: char| letter.is_ascii_digit();
    let figures = low.rfind(is_figure).map_or(low.as_str(), |last| &low[..=last]);
    format!("{figures} to {high}")
}

/// A sample of a fan, to stand before its label: half of the draws within nine in ten.
fn fan_sample(colour: &str, (left, top): (f64, f64), high: f64) -> String {
    let part = |from: f64, share: f64, veil: &str| {
        let (x, y) = (length(left), length(top + high * from));
        format!("<rect x=\"{x}\" y=\"{y}\" width=\"5\" height=\"{}\" fill=\"{colour}\"{veil}/>", length(high * share))
    };
    part(0.0, 1.0, VEILS[0]) + &part(0.3, 0.4, VEILS[1])
}

/// The labels beside a drawing whose upper left corner is at a place.
pub(crate) fn beside(plot: &TimePlot, layout: &Layout, (left, top): (f64, f64), palette: Palette) -> String {
    let mut out = String::new();
    for placed in placed(plot, layout) {
        label(&mut out, plot, placed, None, (left, top + placed.top), palette);
    }
    out
}

/// Between the crosshair and the values beside it, CSS pixels.
const READ_GAP: f64 = 6.0;
/// The distance between the lines of those values, CSS pixels.
const READ_LINE: f64 = 15.0;

/// The position of the crosshair.
#[derive(Clone, Copy, Debug)]
pub(super) enum Crosshair<'a> {
    /// On the page: a share of the plane's width, as an attribute's value.
    Part(&'a str),
    /// In a picture: CSS pixels from its left edge, and the plane's upper edge from its top.
    At(f64, f64),
}

/// Whose values are shown at the crosshair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of the scenario that the plot is about, in pictures and while nobody points at a month: values of compared
    /// scenarios would cover their lines.
    Own,
    /// Those of compared scenarios too, as a reader who points at a month wants them.
    All,
}

/// The values at the crosshair, for a month other than the last, which the labels have. They are on the wider side of a
/// plane of a width.
pub(super) fn reading(
    plot: &TimePlot,
    marked: usize,
    crosshair: Crosshair<'_>,
    width: f64,
    palette: Palette,
    whose: Whose,
) -> String {
    let months = plot.months();
    if marked + 1 >= months {
        return String::new();
    }
    let share = (marked as f64 + 1.0) / months as f64;
    let (anchor, side) = if share > 0.5 { (Anchor::End, -1.0) } else { (Anchor::Start, 1.0) };
    let room = width * share.max(1.0 - share) - 2.0 * READ_GAP;
    let high = plot.height.pixels() - Layout::TOP - Layout::BOTTOM;
    // The values cover the drawing; in a low drawing, draws get at most half of its height.
    let told_on = if plot.height == Height::Short { high / 2.0 } else { high };
    let words = plot.readings_in(marked, room, (told_on / READ_LINE) as usize, whose);
    let wide = words.iter().map(|words| SMALL.width(words)).fold(0.0, f64::max) + READ_GAP;
    let (ink, paper) = (palette.hue(Hue::Ink), palette.hue(Hue::Paper));
    // A percentage cannot be added to, so the offset is a transform.
    let place = |by: f64| match crosshair {
        Crosshair::Part(x) => (format!("<g transform=\"translate({} 0)\">", length(by)), x.to_owned(), 0.0),
        Crosshair::At(x, top) => ("<g>".to_owned(), length(x + by), top),
    };
    let (ground, x, top) = place(if side < 0.0 { -READ_GAP / 2.0 - wide } else { READ_GAP / 2.0 });
    // Writing to a `String` cannot fail. The background keeps the words legible over the drawing.
    let mut out = format!(
        "<g class=\"reading\">{ground}<rect x=\"{x}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{paper}\" fill-opacity=\"0.85\"/></g>",
        length(top),
        length(wide),
        length(READ_LINE * words.len() as f64 + 2.0),
    );
    let (beside, x, top) = place(side * READ_GAP);
    out += &beside;
    for (place, words) in words.iter().enumerate() {
        line(&mut out, (&x, top + 12.0 + READ_LINE * place as f64), anchor, false, &ink, words);
    }
    out + "</g></g>"
}

/// The same in a picture, whose plane begins at a place.
pub(crate) fn reading_exact(
    plot: &TimePlot,
    marked: usize,
    layout: &Layout,
    (left, top): (f64, f64),
    palette: Palette,
) -> String {
    let at = Crosshair::At(left + layout.x(marked as f64 + 1.0), top + Layout::TOP);
    reading(plot, marked, at, layout.inner_width(), palette, Whose::Own)
}

/// The places of the series that have a label.
pub(crate) fn labelled(plot: &TimePlot) -> Vec<usize> {
    let has = |line: &Line| line.values.iter().any(Option::is_some);
    let lines = (0..plot.lines.len()).filter(|place| plot.lines.get(*place).is_some_and(has));
    lines.chain(plot.fan.as_ref().and_then(Fan::end).map(|_| plot.lines.len())).collect()
}

/// The labels under a narrow drawing, with the values of a month, in rows of three or of as many as fit; and their
/// total height.
pub(crate) fn under(
    plot: &TimePlot,
    marked: usize,
    (left, top): (f64, f64),
    width: f64,
    palette: Palette,
) -> (String, f64) {
    let mut out = String::new();
    let all = labelled(plot);
    let columns = ((width / WIDTH) as usize).clamp(1, COLUMNS);
    for (place, line) in all.iter().enumerate() {
        let at = (left + width / columns as f64 * (place % columns) as f64, top + ROW * (place / columns) as f64);
        label(&mut out, plot, Placed { line: *line, top: 0.0, two_lines: true }, Some(marked), at, palette);
    }
    (out, ROW * all.len().div_ceil(columns) as f64)
}

#[cfg(test)]
mod tests {
    use super::super::Line;
    use super::super::tests::plot;
    use super::*;

    #[test]
    fn a_range_is_written_whole_in_a_labels_room() {
        for (low, high, expected) in [
            (1.2e9, 1.9e9, "$1.2–1.9bn"),
            (-3e9, 2e9, "−$3bn to $2bn"),
            (-43.5e9, 416e9, "−$43.5 to $416bn"),
            (-43.5e9, -16e9, "−$43.5 to −$16bn"),
            (-499e6, 1.25e9, "−$0.5 to $1.3bn"),
        ] {
            assert_eq!(shortly(low, high, Unit::Usd), expected);
        }
        // Values of every magnitude, on both sides of 0.
        for (unit, least) in [
            (Unit::Usd, 1.0),
            (Unit::Chips, 1.0),
            (Unit::H100Equivalents, 1.0),
            (Unit::Watt, 1.0),
            (Unit::FlopPerSecond, 1e12),
        ] {
            for size in std::iter::successors(Some(1.0), |size| Some(size * 10.0)).take(10) {
                for (from, to) in [(1.234, 8.766), (-8.766, 1.234), (-1.234, 876.6), (-876.6, -43.21), (0.0, 5.0)] {
                    let [low, high] = [from, to].map(|value| value * least * size);
                    let text = shortly(low, high, unit);
                    assert!(SMALL.width(&text) <= WIDTH - INDENT, "{text}");
                }
            }
        }
    }

    /// Beside six other lines, a name once had room for one letter.
    #[test]
    fn in_one_line_a_unit_gives_way_to_the_name() {
        let line = Line { name: "Trainium3".to_owned(), values: vec![Some(1.23e12)], ..plot().lines.remove(0) };
        let of = |lines: usize| TimePlot::new(Unit::Watt, Height::Short, vec![line.clone(); lines]);
        let words = |plot: &TimePlot, two_lines: bool| {
            let mut out = String::new();
            label(&mut out, plot, Placed { line: 0, top: 0.0, two_lines }, None, (0.0, 0.0), Palette::Page);
            out
        };
        let said = words(&of(1), false);
        assert!(said.contains(">Trainium3<") && !said.contains("GW"), "{said}");
        assert!(words(&of(1), true).contains("GW"));
    }

    /// Beside six others "Contract" was cut to "Contr…".
    #[test]
    fn in_one_line_dollars_are_rounded_before_the_name_is_cut() {
        for (value, said) in
            [(-23.8e9, "−$24bn"), (115.6e9, "$116bn"), (-115.6e9, "−116bn"), (26.4e9, "26.4bn"), (0.0, "$0")]
        {
            let line = Line { name: "Contract".to_owned(), values: vec![Some(value)], ..plot().lines.remove(0) };
            let plot = TimePlot::new(Unit::Usd, Height::Short, vec![line]);
            let mut out = String::new();
            label(&mut out, &plot, Placed { line: 0, top: 0.0, two_lines: false }, None, (0.0, 0.0), Palette::Page);
            assert!(out.contains(">Contract<") && out.contains(&format!(">{said}<")), "{out}");
        }
    }

    /// Labels under a title of one month once had the values of another.
    #[test]
    fn keys_under_a_drawing_are_of_the_month_that_is_read() {
        let line =
            Line { name: "Chips".to_owned(), values: [1e3, 2e3, 3e3].map(Some).to_vec(), ..plot().lines.remove(0) };
        let short = Line { name: "Ends".to_owned(), values: vec![Some(5e3)], ..line.clone() };
        let plot = TimePlot::new(Unit::Chips, Height::Short, vec![line, short]);
        let (keys, _) = under(&plot, 1, (0.0, 0.0), 320.0, Palette::Page);
        assert!(keys.contains(">2k<") && keys.contains(">–<") && !keys.contains(">3k<"), "{keys}");
        let ends = beside(&plot, &Layout::new(&plot, 600.0), (0.0, 0.0), Palette::Page);
        assert!(ends.contains(">3k<") && ends.contains(">5k<") && !ends.contains(">2k<"), "{ends}");
    }

    #[test]
    fn labels_never_overlap_and_stay_within() {
        let one = plot().lines.remove(0);
        for count in 1..=8 {
            for (height, shape) in
                [(Height::Tall, Shape::Stacked), (Height::Tall, Shape::Line), (Height::Short, Shape::Line)]
            {
                let lines = vec![Line { shape, ..one.clone() }; count];
                let plot = TimePlot::new(plot().unit, height, lines);
                let layout = Layout::new(&plot, 600.0);
                let all = placed(&plot, &layout);
                assert_eq!(all.len(), count);
                let high = if all[0].two_lines { TWO_LINES } else { ONE_LINE };
                assert!(all.windows(2).all(|two| two[0].top + high <= two[1].top + 1e-9), "{all:?}");
                assert!(
                    all.iter().all(|label| label.top >= 0.0 && label.top + high <= layout.height + 1e-9),
                    "{all:?}"
                );
            }
        }
    }
}
