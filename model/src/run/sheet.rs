//! The sheet: a table with a row for each series and a column for each month. Each stage of a run adds its rows.

use crate::quantities::cell::Cell;
use crate::quantities::series::{COUNT, SeriesId};
use crate::run::number::Number;
use crate::run::row::Row;

/// All series of a run, over its months.
#[derive(Clone, Debug)]
pub struct Sheet<N: Number> {
    /// Each series month by month; empty for a series that is 0 throughout.
    rows: Vec<Row<N>>,
    /// The row of a series that is 0 throughout.
    nothing: Row<N>,
    /// The number of months that are shown, from month 0.
    months: usize,
    /// The number of months from month 0 to the end of the last agreement or to the exit, whichever is later.
    to_the_end: usize,
}

impl<N: Number> Sheet<N> {
    /// The number of months that are shown, from month 0.
    pub fn months(&self) -> usize {
        self.months
    }

    /// The number of months from month 0 to the end of the last agreement or to the exit, whichever is later.
    pub fn months_to_the_end(&self) -> usize {
        self.to_the_end
    }

    /// One series, month by month, through the months that are shown.
    pub fn row(&self, series: SeriesId) -> &[N] {
        let row = self.whole(series);
        &row[..self.months.min(row.len())]
    }

    /// One series, month by month, to the end of the last agreement or to the exit, whichever is later. A series that
    /// is not in [`TO_THE_END`](crate::quantities::series::TO_THE_END) may end with the months that are shown.
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
    /// An empty sheet, in which every cell is 0.
    pub(crate) fn new(months: usize, to_the_end: usize) -> Sheet<N> {
        let rows = std::iter::repeat_with(Row::new).take(COUNT).collect();
        Sheet { rows, nothing: Row::zeros(months.max(to_the_end)), months, to_the_end }
    }

    /// The value of a series in a month. Panics if the month is not shown.
    pub fn get(&self, series: SeriesId, month: usize) -> N {
        self.row(series)[month]
    }

    /// The value of a series in a month that is itself a computed number; 0 beyond the months that are shown.
    pub(crate) fn entry(&self, series: SeriesId, month: N) -> N {
        N::entry(self.row(series), month + N::constant(1.0))
    }

    /// Puts a series into the sheet: a number for every month, or an empty row for a series that is 0.
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

/// Marks a series as complete: its numbers get their names, and nothing is added to them any more.
pub(crate) fn complete<N: Number>(series: SeriesId, mut row: Row<N>) -> Row<N> {
    if N::NAMED {
        for (month, number) in row.iter_mut().enumerate() {
            *number = number.named(Cell::series(series, month));
        }
    }
    row
}

/// The running sum of a monthly flow, named as the series `total`.
pub(crate) fn running_sum<N: Number>(total: SeriesId, flow: &[N]) -> Row<N> {
    let mut sum = N::zero();
    let to_date = flow.iter().enumerate().map(|(month, flow)| {
        sum = sum.more(*flow).named(Cell::series(total, month));
        sum
    });
    to_date.collect()
}
