//! The sheet: series are its rows, months its columns. Each stage of a run lays its own rows into it.

use crate::quantities::cell::Cell;
use crate::quantities::series::{COUNT, SeriesId};
use crate::run::number::Number;
use crate::run::row::Row;

/// All series over the months of a run.
#[derive(Clone, Debug)]
pub struct Sheet<N: Number> {
    /// Each series month by month; empty for one of which there is nothing.
    rows: Vec<Row<N>>,
    /// The row of a series of which there is nothing: 0 in every month to the end.
    nothing: Row<N>,
    /// The months that are shown, from month 0.
    months: usize,
    /// The months to the end of the last agreement or to the exit, whichever is later, from month 0.
    to_the_end: usize,
}

impl<N: Number> Sheet<N> {
    /// The number of months, from month 0.
    pub fn months(&self) -> usize {
        self.months
    }

    /// The number of months to the end of the last agreement or to the exit, whichever is later, from month 0.
    pub fn months_to_the_end(&self) -> usize {
        self.to_the_end
    }

    /// One series, month by month as far as is shown.
    pub fn row(&self, series: SeriesId) -> &[N] {
        let row = self.whole(series);
        &row[..self.months.min(row.len())]
    }

    /// One series, month by month to the end of the last agreement or to the exit, whichever is later; one that is not told
    /// [`TO_THE_END`](crate::quantities::series::TO_THE_END) may end with the months that are shown.
    pub fn row_to_the_end(&self, series: SeriesId) -> &[N] {
        let row = self.whole(series);
        &row[..self.to_the_end.min(row.len())]
    }

    fn whole(&self, series: SeriesId) -> &[N] {
        let row = &self.rows[series.index()];
        if row.is_empty() { &self.nothing } else { row }
    }
}

impl<N: Number> Sheet<N> {
    /// An empty sheet: every cell 0.
    pub(crate) fn new(months: usize, to_the_end: usize) -> Sheet<N> {
        let rows = std::iter::repeat_with(Row::new).take(COUNT).collect();
        Sheet { rows, nothing: Row::zeros(months.max(to_the_end)), months, to_the_end }
    }

    /// One cell.
    pub fn get(&self, series: SeriesId, month: usize) -> N {
        self.row(series)[month]
    }

    /// A series' value at a month that is itself a number, at most the last.
    pub(crate) fn entry(&self, series: SeriesId, month: N) -> N {
        N::entry(self.row(series), month + N::constant(1.0))
    }

    /// Lays a series into the sheet: a number for every month, or none at all.
    pub(crate) fn lay(&mut self, series: SeriesId, row: Row<N>) {
        self.rows[series.index()] = row;
    }
}

impl<N: Number + PartialEq> PartialEq for Sheet<N> {
    fn eq(&self, other: &Self) -> bool {
        let same = |series| {
            self.row(series) == other.row(series) && self.row_to_the_end(series) == other.row_to_the_end(series)
        };
        self.months() == other.months() && self.to_the_end == other.to_the_end && SeriesId::all().all(same)
    }
}

/// A series is complete: nothing is added to its numbers any more, and whoever reads them knows them by name.
pub(crate) fn complete<N: Number>(series: SeriesId, mut row: Row<N>) -> Row<N> {
    if N::NAMED {
        for (month, number) in row.iter_mut().enumerate() {
            *number = number.named(Cell::series(series, month));
        }
    }
    row
}

/// The running sum of a flow.
pub(crate) fn running_sum<N: Number>(total: SeriesId, flow: &[N]) -> Row<N> {
    let mut sum = N::zero();
    let to_date = flow.iter().enumerate().map(|(month, flow)| {
        sum = sum.more(*flow).named(Cell::series(total, month));
        sum
    });
    to_date.collect()
}
