//! Drawings of analyses on an axis of a figure's values: the figure at both ends of each input's range, and the steps
//! from one value to another. Each row is a drawing as wide as its box; texts keep their size.

use crate::markup::{Anchor, SILENT, escape, length};
use crate::theme::{Hue, Palette};
use crate::time::{axis_label, nice_step, power_of_ten};
use model::base::show::{show_closely, show_four_digits};
use model::base::units::Unit;
use std::fmt::Write;

/// The least number of parts of an axis; it is small because labels need their width on a telephone too.
const PARTS: f64 = 3.0;
/// The same if labels are longer than `LONG` characters ("$2.25/chip-hour").
const PARTS_OF_LONG: f64 = 1.5;
const LONG: usize = 10;
/// Height of a row, CSS pixels; the style sheet has the same value.
pub const ROW: f64 = 28.0;
/// Height of the axis with the text below its labels, CSS pixels.
const AXIS: f64 = 34.0;
/// Radius of a point and the distance of its label, CSS pixels.
const POINT: f64 = 5.0;
const GAP: f64 = 10.0;
/// Height of a step, CSS pixels.
const STEP: f64 = 14.0;

/// An axis that all rows share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    unit: Unit,
    low: f64,
    high: f64,
    step: f64,
}

/// An end of an input's range.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// The figure's value there; `None` if it has none.
    pub value: Option<f64>,
    /// The input's value there, in words.
    pub label: String,
}

impl Axis {
    /// The axis that just holds these values.
    pub fn over(values: impl IntoIterator<Item = f64>, unit: Unit) -> Axis {
        let finite = values.into_iter().filter(|value| value.is_finite());
        let (low, high) =
            finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = match high - low {
            span if span > 0.0 => (low, high),
            // If all values are the same, or there are none, the axis still gets some length.
            _ if low.is_finite() => (low - 0.5 * low.abs().max(1.0), low + 0.5 * low.abs().max(1.0)),
            _ => (0.0, 1.0),
        };
        let is_whole = matches!(unit, Unit::Month | Unit::Months | Unit::Count);
        let cut = |parts: f64| {
            let step = nice_step(high - low, parts);
            Axis { unit, low, high, step: if is_whole { step.max(1.0) } else { step } }
        };
        match cut(PARTS) {
            axis if axis.labels().iter().any(|label| label.chars().count() > LONG) => cut(PARTS_OF_LONG),
            axis => axis,
        }
    }

    /// The position of a value, per cent of the width.
    fn at(&self, value: f64) -> f64 {
        100.0 * (value - self.low) / (self.high - self.low)
    }

    fn percent(&self, value: f64) -> String {
        format!("{}%", length(self.at(value)))
    }

    fn ticks(&self) -> impl Iterator<Item = f64> + '_ {
        let (first, last) = ((self.low / self.step - 1e-9).ceil(), (self.high / self.step + 1e-9).floor());
        let count = (last - first).clamp(-1.0, 50.0) as i32;
        (0..=count).map(move |place| (first + f64::from(place)) * self.step)
    }

    /// The labels of its ticks.
    fn labels(&self) -> Vec<String> {
        let labels: Vec<String> = match self.ticks().any(has_a_fourth_digit) {
            true => self.ticks().map(|tick| show_four_digits(tick, self.unit).text()).collect(),
            false => self.ticks().map(|tick| axis_label(tick, self.unit)).collect(),
        };
        match labels.windows(2).any(|pair| pair[0] == pair[1]) {
            // Ticks that are close to one another need more digits to be distinguished.
            true => self.ticks().map(|tick| show_closely(tick, self.unit).text()).collect(),
            false => labels,
        }
    }

    /// The head of all rows: the axis, and the present value of the figure with its words, if given.
    pub fn head(&self, now: Option<(f64, &str)>) -> String {
        let height = if now.is_some() { AXIS } else { AXIS / 2.0 };
        let mut out = format!("<svg class=\"spread\" {SILENT} width=\"100%\" height=\"{}\">", length(height));
        for (place, (tick, label)) in self.ticks().zip(&self.labels()).enumerate() {
            // On a narrow screen every second label is hidden.
            let class = if place % 2 == 1 { " class=\"second\"" } else { "" };
            // Writing to a `String` cannot fail.
            let _ = write!(
                out,
                "<text{class} x=\"{}\" y=\"12\" text-anchor=\"middle\" fill=\"{}\">{}</text>",
                self.percent(tick),
                Palette::Page.hue(Hue::Muted),
                escape(label)
            );
        }
        let Some((now, words)) = now else { return out + "</svg>" };
        // Near the edges the text is aligned inwards.
        let anchor = match self.at(now) {
            share if share < 25.0 => Anchor::Start,
            share if share > 75.0 => Anchor::End,
            _ => Anchor::Middle,
        };
        text(&mut out, &self.percent(now), 0.0, 28.0, anchor, true, words);
        out + "</svg>"
    }

    /// Grid lines, and the line of the figure's present value, over the whole height of a row.
    fn ground(&self, now: Option<f64>) -> String {
        let mut out = format!("<svg class=\"spread\" {SILENT} width=\"100%\" height=\"{}\">", length(ROW));
        let mut line = |value: f64, hue: Hue, more: &str| {
            let at = self.percent(value);
            // Writing to a `String` cannot fail.
            let _ = write!(
                out,
                "<line x1=\"{at}\" x2=\"{at}\" y1=\"0\" y2=\"{}\" stroke=\"{}\"{more}/>",
                length(ROW),
                Palette::Page.hue(hue)
            );
        };
        self.ticks().for_each(|tick| line(tick, Hue::Line, ""));
        if let Some(now) = now {
            line(now, Hue::Ink, " stroke-dasharray=\"3 3\"");
        }
        out
    }

    /// A row of a tornado chart: the figure at the low end of an input's range as a ring, at the high end as a dot,
    /// both with the input's value, and the stretch between them.
    pub fn ends(&self, now: f64, ends: &[End; 2]) -> String {
        let mut out = self.ground(Some(now));
        let [accent, paper] = [Hue::Accent, Hue::Paper].map(|hue| Palette::Page.hue(hue));
        let known: Vec<f64> = ends.iter().filter_map(|end| end.value).collect();
        let (from, to) = known.iter().chain([&now]).fold((now, now), |(low, high), at| (low.min(*at), high.max(*at)));
        // Writing to a `String` cannot fail.
        let _ = write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}%\" height=\"4\" fill=\"{accent}\" fill-opacity=\".45\"/>",
            self.percent(from),
            length(ROW / 2.0 - 2.0),
            length(self.at(to) - self.at(from))
        );
        let middle = known.iter().sum::<f64>() / known.len().max(1) as f64;
        for (place, end) in ends.iter().enumerate() {
            let Some(value) = end.value else { continue };
            let fill = if place == 0 { &paper } else { &accent };
            let _ = write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{POINT}\" fill=\"{fill}\" stroke=\"{accent}\" stroke-width=\"2\"/>",
                self.percent(value),
                length(ROW / 2.0)
            );
            // A label points away from the other end; if there is no other, or both coincide, away from the present
            // value.
            let other = ends.get(1 - place).and_then(|other| other.value);
            let is_left = match other {
                Some(other) if other != value => value < middle,
                Some(_) => place == 0,
                None => value < now,
            };
            let (apart, anchor) = if is_left { (-GAP, Anchor::End) } else { (GAP, Anchor::Start) };
            text(&mut out, &self.percent(value), apart, ROW / 2.0 + 4.0, anchor, false, &end.label);
        }
        out + "</svg>"
    }

    /// A row of a waterfall chart: a step from one value to another, with its size in words.
    pub fn step(&self, from: f64, to: f64, words: &str) -> String {
        let mut out = self.ground(None);
        let hue = Palette::Page.hue(if to >= from { Hue::Accent } else { Hue::Attention });
        let muted = Palette::Page.hue(Hue::Muted);
        let top = (ROW - STEP) / 2.0;
        // The lines from the row above, and to the row below.
        for (at, y1, y2) in [(from, 0.0, top), (to, top + STEP, ROW)] {
            // Writing to a `String` cannot fail.
            let _ = write!(
                out,
                "<line x1=\"{0}\" x2=\"{0}\" y1=\"{1}\" y2=\"{2}\" stroke=\"{muted}\"/>",
                self.percent(at),
                length(y1),
                length(y2)
            );
        }
        let (left, right) = (from.min(to), from.max(to));
        let _ = write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}%\" height=\"{}\" fill=\"{hue}\" stroke=\"{hue}\" stroke-width=\"1\"/>",
            self.percent(left),
            length(top),
            length(self.at(right) - self.at(left)),
            length(STEP)
        );
        text(&mut out, &self.percent(right), GAP - 2.0, ROW / 2.0 + 4.0, Anchor::Start, false, words);
        out + "</svg>"
    }

    /// The first or last row of a waterfall chart: a value at which the steps begin or end.
    pub fn stop(&self, at: f64, words: &str) -> String {
        let mut out = self.ground(None);
        // Writing to a `String` cannot fail.
        let _ = write!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{POINT}\" fill=\"{}\"/>",
            self.percent(at),
            length(ROW / 2.0),
            Palette::Page.hue(Hue::Ink)
        );
        text(&mut out, &self.percent(at), GAP, ROW / 2.0 + 4.0, Anchor::Start, true, words);
        out + "</svg>"
    }
}

/// Whether three digits would display another number.
fn has_a_fourth_digit(value: f64) -> bool {
    let digits = value / power_of_ten(value.abs()) * 100.0;
    (digits.round() - digits).abs() > 1e-6
}

/// A text at a share of the width, shifted by `apart` CSS pixels.
fn text(out: &mut String, x: &str, apart: f64, y: f64, anchor: Anchor, bold: bool, words: &str) {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let weight = if bold { " font-weight=\"600\"" } else { "" };
    // Writing to a `String` cannot fail.
    let _ = write!(
        out,
        "<text x=\"{x}\" dx=\"{}\" y=\"{}\" text-anchor=\"{anchor}\"{weight} fill=\"{}\">{}</text>",
        length(apart),
        length(y),
        Palette::Page.hue(Hue::Ink),
        escape(words)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(drawn: &str, attribute: &str) -> Vec<String> {
        let before = format!(" {attribute}=\"");
        drawn.split(&before).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    }

    fn end(value: Option<f64>, label: &str) -> End {
        End { value, label: label.to_owned() }
    }

    #[test]
    fn points_lie_where_their_values_do_also_both_on_one_side() {
        let axis = Axis::over([0.0, 10.0, 4.0], Unit::Usd);
        let drawn = axis.ends(10.0, &[end(Some(2.5), "1×"), end(Some(5.0), "2×")]);
        assert_eq!(of(&drawn, "cx"), ["25%", "50%"]);
        // The stretch reaches to the present value.
        assert!(drawn.contains("<rect x=\"25%\" y=\"12\" width=\"75%\""), "{drawn}");
        assert_eq!(of(&drawn, "text-anchor"), ["end", "start"]);
        assert!(drawn.contains("stroke-dasharray=\"3 3\""), "{drawn}");
        // One end is a ring and the other a dot, so that they differ not only in colour.
        assert_eq!(of(&drawn, "fill").iter().filter(|fill| *fill == "var(--paper)").count(), 1);
        assert!(!drawn.contains("style="), "{drawn}");
    }

    #[test]
    fn an_end_without_a_value_is_not_drawn() {
        let axis = Axis::over([0.0, 10.0], Unit::Usd);
        let drawn = axis.ends(5.0, &[end(None, "low"), end(Some(10.0), "a < b")]);
        assert_eq!(of(&drawn, "cx"), ["100%"]);
        assert!(!drawn.contains(">low<") && drawn.contains(">a &lt; b<"), "{drawn}");
    }

    #[test]
    fn a_step_begins_where_the_last_one_ended_and_falls_look_otherwise() {
        let axis = Axis::over([0.0, 10.0, 8.0], Unit::Usd);
        let [up, down] = [axis.step(0.0, 10.0, "+$10"), axis.step(10.0, 8.0, "−$2")];
        assert_eq!(of(&up, "x1").last(), of(&down, "x1").get(of(&down, "x1").len() - 2));
        assert!(up.contains("fill=\"var(--accent)\"") && down.contains("fill=\"var(--attention)\""), "{down}");
        assert!(down.contains("<rect x=\"80%\" y=\"7\" width=\"20%\""), "{down}");
    }

    #[test]
    fn axes_of_nothing_of_one_value_and_of_months_have_ticks() {
        for values in [vec![], vec![f64::NAN], vec![3.0, 3.0], vec![-1e9, 1e9], vec![25.0, 26.0]] {
            let axis = Axis::over(values.clone(), Unit::Month);
            assert!(axis.high > axis.low && axis.step >= 1.0, "{values:?}: {axis:?}");
            assert!(!axis.head(Some((3.0, "now"))).contains("NaN"), "{values:?}");
        }
        let close = Axis::over([13.92e9, 13.95e9], Unit::Usd).head(None);
        assert!(close.contains(">$13.93bn<") && close.contains(">$13.94bn<"), "{close}");
        // A quarter is not rounded to a fifth.
        let quarters = Axis::over([10.7e9, 11.9e9], Unit::Usd).labels();
        assert_eq!(quarters, ["$10.75bn", "$11bn", "$11.25bn", "$11.5bn", "$11.75bn"]);
        let axis = Axis::over([0.0, 1.0], Unit::Usd);
        assert!((2..8).contains(&axis.ticks().count()));
    }

    /// Tries spans over a whole decade, so that every step occurs.
    #[test]
    fn long_labels_are_few_enough_to_stand_apart() {
        for tenths in 10..100 {
            let high = 2.0 + f64::from(tenths) / 10.0;
            for (unit, factor, most) in
                [(Unit::UsdPerChipHour, 1.0, 4), (Unit::FlopPerSecondPerWatt, 1e12, 4), (Unit::Usd, 1.0, 7)]
            {
                let axis = Axis::over([2.0 * factor, high * factor], unit);
                assert!((1..=most).contains(&axis.ticks().count()), "{unit:?} to {high}: {:?}", axis.labels());
            }
        }
    }
}
