//! What several workers have drawn, shared out among them once more to be put together: each takes some of the numbers,
//! of all draws.
//!
//! Percentiles need every draw of a number and nothing of other numbers. So a worker hands each of the others what it has
//! drawn of that one's numbers ([`Chunk::part`]), puts its own together ([`Bands::gather`](super::bands::Bands::gather)), and what all come to is one
//! whole again ([`Bands::join`](super::bands::Bands::join)), the same to the last bit as by one worker.

use super::plan::{Chunk, DrawnSeries};

/// One of several equal parts of what is wanted: of the metrics, and of the months of each series, one in so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    number: usize,
    among: usize,
}

impl Part {
    /// All of it.
    pub const WHOLE: Part = Part { number: 0, among: 1 };

    /// The part of a number, from 0, among so many; `None` where there are not so many.
    pub fn new(number: usize, among: usize) -> Option<Part> {
        (number < among).then_some(Part { number, among })
    }

    /// What of a list belongs to it.
    pub(super) fn of<T>(self, all: &[T]) -> impl Iterator<Item = &T> {
        all.iter().skip(self.number).step_by(self.among)
    }

    /// How many of so many belong to it.
    pub(super) fn count(self, all: usize) -> usize {
        (all + self.among - 1 - self.number) / self.among
    }

    /// The place in it of what has a place in the whole; `None` where that belongs to another part.
    pub(super) fn place(self, of_whole: usize) -> Option<usize> {
        (of_whole % self.among == self.number).then_some(of_whole / self.among)
    }
}

impl Chunk {
    /// What of it belongs to a part.
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
