//! How several workers share the summary of their draws: each summarises some of the numbers, over all draws.
//!
//! The percentiles of a number need every draw of that number and nothing of other numbers. So each worker sends every
//! other one its draws of that one's numbers ([`Chunk::part`]), summarises its own numbers
//! ([`Bands::gather`](super::bands::Bands::gather)), and the results are joined
//! ([`Bands::join`](super::bands::Bands::join)). They equal those of a single worker to the last bit.

use super::plan::{Chunk, DrawnSeries};

/// One of several equal parts of the wanted numbers: every n-th metric, and every n-th month of each series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    number: usize,
    among: usize,
}

impl Part {
    /// The only part, which is the whole.
    pub const WHOLE: Part = Part { number: 0, among: 1 };

    /// Part `number`, counted from 0, of `among` parts; `None` if there are not so many.
    pub fn new(number: usize, among: usize) -> Option<Part> {
        (number < among).then_some(Part { number, among })
    }

    /// The items of a list that belong to the part.
    pub(super) fn of<T>(self, all: &[T]) -> impl Iterator<Item = &T> {
        all.iter().skip(self.number).step_by(self.among)
    }

    /// How many items of a list of length `all` belong to the part.
    pub(super) fn count(self, all: usize) -> usize {
        (all + self.among - 1 - self.number) / self.among
    }

    /// The index within the part of an item of the whole list; `None` if it belongs to another part.
    pub(super) fn place(self, of_whole: usize) -> Option<usize> {
        (of_whole % self.among == self.number).then_some(of_whole / self.among)
    }
}

impl Chunk {
    /// The draws of the numbers that belong to a part.
    pub fn part(&self, part: Part) -> Chunk {
        let of_series = |drawn: &DrawnSeries| DrawnSeries {
            series: drawn.series,
            months: part.of(&drawn.months).cloned().collect(),
        };
        Chunk {
            first: self.first,
            draws: self.draws,
            metrics: part.of(&self.metrics).cloned().collect(),
            series: self.series.iter().map(of_series).collect(),
        }
    }
}
