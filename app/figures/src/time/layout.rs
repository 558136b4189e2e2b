//! The mapping between months, values and pixels of a drawing, and the labels of the axes.

use super::{Fan, Line, Shape, TimePlot};
use model::base::month::Month;
use model::base::show::{Shown, show_beside};
use model::base::units::Unit;
use model::facts::actuals::PRESENT;

/// The width from which a picture's drawing becomes taller, CSS pixels.
const WIDE: f64 = 900.0;

/// Radius of the dots for actual readings, CSS pixels.
pub(super) const DOT: f64 = 4.5;

/// The position of the plane in its drawing, and the mapping of months and values to pixels and back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Width of the drawing without its labels, CSS pixels.
    pub width: f64,
    /// Height of the drawing, CSS pixels.
    pub height: f64,
    /// The number of months shown.
    pub months: usize,
    /// The lowest value of the axis.
    pub low: f64,
    /// The highest value of the axis.
    pub high: f64,
    /// The distance between labelled values of the axis.
    pub step: f64,
}

impl Layout {
    /// Space for the labels of the value axis, CSS pixels; the style sheet has the same value for all four sides.
    pub const LEFT: f64 = 56.0;
    /// Space above, CSS pixels.
    pub const TOP: f64 = 8.0;
    /// Space for the labels of months, CSS pixels.
    pub const BOTTOM: f64 = 24.0;
    /// Space to the right of the last month, CSS pixels.
    pub const RIGHT: f64 = 8.0;

    /// The layout for a plot at a width in CSS pixels, at its height on the page.
    pub fn new(plot: &TimePlot, width: f64) -> Layout {
        Layout::of_height(plot, width, plot.height.pixels())
    }

    /// The same in a picture: a very wide one is taller, because slopes would look flat otherwise.
    pub(crate) fn alone(plot: &TimePlot, width: f64) -> Layout {
        Layout::of_height(plot, width, (plot.height.pixels() * (width / WIDE).clamp(1.0, 1.7)).round())
    }

    fn of_height(plot: &TimePlot, width: f64, height: f64) -> Layout {
        let months = plot.months();
        let (mut low, mut high) = extent(plot);
        let mut step = nice_step(high - low, parts(height));
        // A rounding error above a whole step, as in sums of shares, must not make the axis longer.
        let reach = |value: f64, step: f64| if value == 0.0 { 0.0 } else { (value / step - 1e-9).ceil() * step };
        // Rounding the ends to whole steps may call for wider steps, to which the ends are then rounded.
        for _ in 0..2 {
            (low, high) = (-reach(-low, step), reach(high, step));
            step = nice_step(high - low, parts(height));
        }
        (low, high) = (-reach(-low, step), reach(high, step));
        // An axis from 0 to 0 would have no length; it is labelled with 0 alone, since there is no scale.
        Layout { width, height, months, low, high: if high > low { high } else { low + 0.4 * step }, step }
    }

    /// Width of the plane, CSS pixels.
    pub fn inner_width(&self) -> f64 {
        (self.width - Layout::LEFT - Layout::RIGHT).max(1.0)
    }

    /// Height of the plane, CSS pixels.
    pub fn inner_height(&self) -> f64 {
        (self.height - Layout::TOP - Layout::BOTTOM).max(1.0)
    }

    /// CSS pixels from the left to the end of a month; 0 means the beginning of month 0.
    pub fn x(&self, ends: f64) -> f64 {
        Layout::LEFT + ends / self.months as f64 * self.inner_width()
    }

    /// The month whose end is nearest to a share of the plane's width.
    pub fn month_at_share(months: usize, share: f64) -> usize {
        let ends = share * months as f64;
        ((ends - 0.5).round().max(0.0) as usize).min(months.saturating_sub(1))
    }

    /// The month whose end is nearest to a position, CSS pixels from the left.
    pub fn month_at(&self, x: f64) -> usize {
        Layout::month_at_share(self.months, (x - Layout::LEFT) / self.inner_width())
    }

    /// CSS pixels from the top to a value.
    pub fn y(&self, value: f64) -> f64 {
        Layout::TOP + (self.high - value) / (self.high - self.low) * self.inner_height()
    }

    /// The value at a position, CSS pixels from the top.
    pub fn value_at(&self, y: f64) -> f64 {
        self.high - (y - Layout::TOP) / self.inner_height() * (self.high - self.low)
    }

    /// The values with a grid line and a label.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let first = (self.low / self.step).round() as i64;
        let last = (self.high / self.step).round() as i64;
        (first..=last).map(|count| count as f64 * self.step).collect()
    }

    /// The months with which a year begins.
    pub(super) fn years(&self) -> Vec<usize> {
        (0..self.months).filter(|month| Month(*month as i32).month_of_year() == 1).collect()
    }
}

/// The smallest and largest value that the axis must hold.
pub(super) fn extent(plot: &TimePlot) -> (f64, f64) {
    let (mut low, mut high) = (plot.at_most.min(0.0), plot.at_least);
    for month in 0..plot.months() {
        let stack = |keep: fn(&f64) -> bool| -> f64 {
            let stacked = plot.lines.iter().filter(|line| line.shape == Shape::Stacked);
            stacked.filter_map(|line| line.at(month)).filter(keep).sum()
        };
        high = high.max(stack(|value| *value > 0.0));
        low = low.min(stack(|value| *value < 0.0));
        let alone = |line: &&Line| line.shape != Shape::Stacked;
        for value in plot.lines.iter().filter(alone).filter_map(|line| line.at(month)) {
            high = high.max(value);
            low = low.min(value);
        }
    }
    for (least, most) in plot.fan.iter().map(Fan::extent) {
        (low, high) = (low.min(least), high.max(most));
    }
    for (.., dot) in plot.dots() {
        high = high.max(dot);
        low = low.min(dot);
    }
    (low, high)
}

/// Into how many parts an axis of a height is cut, since labels need their height.
fn parts(height: f64) -> f64 {
    (height / 52.0).clamp(2.0, 4.0)
}

/// The largest power of ten up to a positive number; 1 for any other.
pub(crate) fn power_of_ten(value: f64) -> f64 {
    let mut power = 1.0;
    if value <= 0.0 || !value.is_finite() {
        return power;
    }
    while power * 10.0 <= value {
        power *= 10.0;
    }
    while power > value {
        power /= 10.0;
    }
    power
}

/// A step of 1, 2, 2.5 or 5 times a power of ten that cuts a span into that many parts or a few more.
pub(crate) fn nice_step(span: f64, parts: f64) -> f64 {
    if span <= 0.0 || !span.is_finite() {
        return 1.0;
    }
    let rough = span / parts;
    let power = power_of_ten(rough);
    let factor = [1.0, 2.0, 2.5, 5.0].into_iter().rev().find(|factor| factor * power <= rough * 1.0001);
    factor.unwrap_or(1.0) * power
}

/// The present month, with which the projection begins.
pub fn first_forecast_month() -> usize {
    PRESENT.0.max(0) as usize
}

/// A label of the value axis: the figures and the shortest unit, without a space that could break.
pub(crate) fn axis_label(value: f64, unit: Unit) -> String {
    axis_label_beside(value, value, unit)
}

/// The same in the magnitude in which another value is written.
pub(crate) fn axis_label_beside(value: f64, other: f64, unit: Unit) -> String {
    // Rounding errors must not be labelled as values near 0.
    let value = if value.abs() < 1e-12 { 0.0 } else { value };
    let Shown { figures, unit: name } = show_beside(value, other, unit);
    // The chart's measure names in full what is counted.
    let name = match unit {
        _ if value == 0.0 => "",
        Unit::FlopPerSecond => name.trim_end_matches("LOP/s"),
        Unit::H100Equivalents | Unit::TokensPerDay | Unit::UsdPerPflopHour => "",
        _ => &name,
    };
    Shown { figures, unit: name.to_owned() }.text()
}

#[cfg(test)]
mod tests {
    use super::super::tests::plot;
    use super::super::{Height, exact_at};
    use super::*;
    use crate::theme::{Palette, Theme};

    #[test]
    fn months_and_values_map_both_ways() {
        let layout = Layout::new(&plot(), 600.0);
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
        let layout = Layout::new(&plot(), 600.0);
        assert_eq!(layout.low, 0.0);
        assert!(layout.high >= 3e5 && layout.high <= 4.5e5, "{}", layout.high);
        let mut negative = plot();
        negative.lines[1].values = vec![Some(-7.3); 26];
        assert!(Layout::new(&negative, 600.0).low <= -7.3);
        let empty = TimePlot::new(Unit::Usd, Height::Short, Vec::new());
        let layout = Layout::new(&empty, 300.0);
        assert!(layout.high > layout.low);
        assert_eq!(layout.ticks(), [0.0]);
        assert!(exact_at(&empty, &layout, (0.0, 0.0), Palette::Alone(Theme::Light)).contains("<g"));
    }

    #[test]
    fn the_axis_ends_at_a_label() {
        for value in 1..2_000 {
            let mut plot = plot();
            plot.lines[1].values = vec![Some(f64::from(value) * 1e3); 26];
            plot.lines.remove(0);
            for height in [Height::Tall, Height::Short] {
                let layout = Layout::new(&TimePlot { height, ..plot.clone() }, 600.0);
                let ticks = layout.ticks();
                assert!((ticks[ticks.len() - 1] / layout.high - 1.0).abs() < 1e-9, "{layout:?}: {ticks:?}");
                assert!((2..=8).contains(&ticks.len()), "{ticks:?}");
            }
        }
    }

    #[test]
    fn shares_end_at_one_and_dust_makes_no_axis_longer() {
        let mut plot = plot();
        plot.lines[1].values = vec![Some(1.0 + 3e-16); 26];
        plot.lines.remove(0);
        let shares = TimePlot { at_least: 1.0, ..TimePlot::new(Unit::Share, Height::Tall, plot.lines) };
        assert!((Layout::new(&shares, 600.0).high - 1.0).abs() < 1e-12);
    }

    #[test]
    fn labels_are_short() {
        assert_eq!(axis_label(4e5, Unit::Chips), "400k");
        assert_eq!(axis_label(9e9, Unit::Usd), "$9bn");
        assert_eq!(axis_label(0.25, Unit::Share), "25%");
        assert_eq!(axis_label(0.0, Unit::Usd), "$0");
        assert_eq!(axis_label(0.0, Unit::Watt), "0");
        assert_eq!(axis_label(0.5e9, Unit::Watt), "500\u{202f}MW");
        assert_eq!(axis_label(5e20, Unit::FlopPerSecond), "500\u{202f}EF");
        assert_eq!(axis_label(1.5e6, Unit::H100Equivalents), "1.5m");
        assert_eq!(nice_step(421e3, 4.0), 1e5);
        assert_eq!(nice_step(1.0, 4.0), 0.25);
    }
}
