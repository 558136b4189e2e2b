//! The fan of a series: how far its draws lie from its value.

use super::{Shape, TimePlot};
use crate::sentences::between;
use crate::span::of_month;
use crate::theme::Colour;
use model::analysis::uncertainty::bands::Fan as Drawn;
use model::quantities::cell::Quantity;
use model::quantities::series::SeriesId;

/// The label of the lightest part.
pub(super) const NINE_IN_TEN: &str = "Nine in ten";

/// The draws of a plot's main series in each month: the range of nine in ten, the range of half of them, and the
/// median.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    /// The series.
    pub series: SeriesId,
    /// The name of its line.
    pub name: String,
    /// Its hue.
    pub colour: Colour,
    /// The shape of its line: a fan has steps if the line has, and one on a stack begins where the stack does.
    pub shape: Shape,
    /// The values at [`model::analysis::uncertainty::bands::FAN_SHARES`] at each month's end, in the plot's unit.
    pub values: Vec<[f64; 5]>,
}

impl Fan {
    /// The fan of a plot's series; `None` if the plot has no line to which it could belong.
    pub(crate) fn of(drawn: &Drawn, plot: &TimePlot) -> Option<Fan> {
        let series = drawn.series;
        let line = plot.lines.iter().find(|line| line.of == Quantity::Series(series));
        // In a stack no line stands for the total, so the first line gives name and colour.
        let line = line.or_else(|| plot.lines.first())?;
        let (name, colour, shape) = (line.name.clone(), line.colour.faded(0), line.shape);
        // Draws may have more months than the plot, which must not become longer.
        let values = drawn.values.iter().take(plot.months()).filter(|values| values.iter().all(|one| one.is_finite()));
        Some(Fan { series, name, colour, shape, values: values.copied().collect() })
    }

    /// The percentiles of a month in ascending order; `None` for a month without draws.
    pub fn at(&self, month: usize) -> Option<[f64; 5]> {
        self.values.get(month).copied()
    }

    /// The last month with draws, and its values.
    pub(super) fn end(&self) -> Option<(usize, [f64; 5])> {
        Some((self.values.len().checked_sub(1)?, *self.values.last()?))
    }

    /// The question for its series in a month.
    pub(super) fn question(&self, month: usize) -> String {
        of_month(Quantity::Series(self.series), month)
    }

    /// The smallest and largest value, and 0.
    pub(super) fn extent(&self) -> (f64, f64) {
        let ends = self.values.iter().map(|values| (values[0], values[4]));
        ends.fold((0.0, 0.0), |(low, high), (least, most)| (f64::min(low, least), f64::max(high, most)))
    }

    /// The percentiles of a month as displayed, the widest range first: "Nine in ten draws 1.2–1.9m".
    pub(super) fn readings(&self, month: usize, plot: &TimePlot) -> Vec<String> {
        let Some([lowest, low, middle, high, highest]) = self.at(month) else { return Vec::new() };
        vec![
            format!("Nine in ten draws {}", between(lowest, highest, plot.unit)),
            format!("Half of the draws {}", between(low, high, plot.unit)),
            format!("Median draw {}", plot.shown(middle)),
        ]
    }

    /// Its column heads in a table.
    pub(super) fn heads(&self, unit: &str) -> impl Iterator<Item = String> {
        let heads = ["5th percentile", "25th percentile", "median", "75th percentile", "95th percentile"];
        let name = self.name.clone();
        heads.map(|head| format!("{name}, {head} of the draws ({unit})")).into_iter()
    }
}
