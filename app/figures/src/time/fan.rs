//! How far a series may lie from its value: the fan that many draws make around it.

use super::{Shape, TimePlot};
use crate::sentences::between;
use crate::span::of_month;
use crate::theme::Colour;
use model::analysis::uncertainty::bands::Fan as Drawn;
use model::quantities::cell::Quantity;
use model::quantities::series::SeriesId;

/// What the lightest part holds, as a label.
pub(super) const NINE_IN_TEN: &str = "Nine in ten";

/// The draws of the series that a plot is about: between which values nine in ten of them lie in each month, between which
/// half of them, and their median.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    /// The series.
    pub series: SeriesId,
    /// What it is called.
    pub name: String,
    /// Its hue.
    pub colour: Colour,
    /// How it is drawn: a fan jumps with its line, and one on a stack begins where that does.
    pub shape: Shape,
    /// The values at [`model::analysis::uncertainty::bands::FAN_SHARES`] at each month's end, in the plot's unit.
    pub values: Vec<[f64; 5]>,
}

impl Fan {
    /// What was drawn of the series that a plot is about; `None` where there is nothing that it could lie around.
    pub(crate) fn of(drawn: &Drawn, plot: &TimePlot) -> Option<Fan> {
        let series = drawn.series;
        let line = plot.lines.iter().find(|line| line.of == Quantity::Series(series));
        // A stack of one has no line of its own for the whole.
        let line = line.or_else(|| plot.lines.first())?;
        let (name, colour, shape) = (line.name.clone(), line.colour.faded(0), line.shape);
        // Months that the plot does not have would make it longer.
        let values = drawn.values.iter().take(plot.months()).filter(|values| values.iter().all(|one| one.is_finite()));
        Some(Fan { series, name, colour, shape, values: values.copied().collect() })
    }

    /// The values at the percentiles in a month, rising.
    pub fn at(&self, month: usize) -> Option<[f64; 5]> {
        self.values.get(month).copied()
    }

    /// The last month of which something is drawn, with its values.
    pub(super) fn end(&self) -> Option<(usize, [f64; 5])> {
        Some((self.values.len().checked_sub(1)?, *self.values.last()?))
    }

    /// The question that its series is asked with in a month.
    pub(super) fn question(&self, month: usize) -> String {
        of_month(Quantity::Series(self.series), month)
    }

    /// Least and largest value.
    pub(super) fn extent(&self) -> (f64, f64) {
        let ends = self.values.iter().map(|values| (values[0], values[4]));
        ends.fold((0.0, 0.0), |(low, high), (least, most)| (f64::min(low, least), f64::max(high, most)))
    }

    /// Its values in a month as they are read, the widest first: "Nine in ten draws 1.2–1.9m".
    pub(super) fn readings(&self, month: usize, plot: &TimePlot) -> Vec<String> {
        let Some([lowest, low, middle, high, highest]) = self.at(month) else { return Vec::new() };
        vec![
            format!("Nine in ten draws {}", between(lowest, highest, plot.unit)),
            format!("Half of the draws {}", between(low, high, plot.unit)),
            format!("Median draw {}", plot.shown(middle)),
        ]
    }

    /// The heads of its columns in a table.
    pub(super) fn heads(&self, unit: &str) -> impl Iterator<Item = String> {
        let heads = ["5th percentile", "25th percentile", "median", "75th percentile", "95th percentile"];
        let name = self.name.clone();
        heads.map(|head| format!("{name}, {head} of the draws ({unit})")).into_iter()
    }
}
