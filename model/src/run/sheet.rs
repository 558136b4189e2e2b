//! The sheet: series are its rows, months its columns.

use crate::quantities::cell::Cell;
use crate::quantities::series::COUNT;
use crate::quantities::series::SeriesId;
use crate::run::number::Number;

/// All series over the months of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet<N> {
    months: usize,
    cells: Vec<N>,
}

impl<N: Number> Sheet<N> {
    /// An empty sheet: every cell 0.
    pub(crate) fn new(months: usize) -> Sheet<N> {
        Sheet { months, cells: vec![N::zero(); months * COUNT] }
    }

    /// The number of months, from month 0.
    pub fn months(&self) -> usize {
        self.months
    }

    /// One series, month by month.
    pub fn row(&self, series: SeriesId) -> &[N] {
        let start = series.index() * self.months;
        &self.cells[start..start + self.months]
    }

    /// One series, to be filled.
    pub(crate) fn row_mut(&mut self, series: SeriesId) -> &mut [N] {
        let start = series.index() * self.months;
        &mut self.cells[start..start + self.months]
    }

    /// One cell.
    pub fn get(&self, series: SeriesId, month: usize) -> N {
        self.cells[series.index() * self.months + month]
    }

    /// Fills one cell, once.
    pub(crate) fn set(&mut self, series: SeriesId, month: usize, value: N) {
        self.cells[series.index() * self.months + month] = value.named(Cell::series(series, month));
    }

    /// A series is complete: nothing is added to its cells any more, and whoever reads them knows them by name.
    pub(crate) fn complete(&mut self, series: SeriesId) {
        if N::NAMED {
            for month in 0..self.months {
                self.set(series, month, self.get(series, month));
            }
        }
    }

    /// A series' value at a month that is itself a number, at most the last.
    pub(crate) fn entry(&self, series: SeriesId, month: N) -> N {
        N::entry(self.row(series), month + N::constant(1.0))
    }

    /// Adds to one cell.
    pub(crate) fn add(&mut self, series: SeriesId, month: usize, value: N) {
        let cell = &mut self.cells[series.index() * self.months + month];
        *cell = *cell + value;
    }

    /// Fills a running sum of a flow.
    pub(crate) fn accumulate(&mut self, flow: SeriesId, total: SeriesId) {
        let mut sum = N::zero();
        for month in 0..self.months {
            sum = sum + self.get(flow, month);
            self.set(total, month, sum);
            sum = self.get(total, month);
        }
    }
}
