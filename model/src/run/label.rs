//! Labels for constants of the calendar and of units, which say what the number counts to readers of a formula.

use crate::base::month::Month;
use crate::run::number::Number;
use std::ops::Range;

pub(crate) const SECONDS_OF_DAY: &str = "seconds of a day";
pub(crate) const SECONDS_OF_MONTH: &str = "seconds of the month";
pub(crate) const HOURS_OF_MONTH: &str = "hours of the month";
pub(crate) const HOURS_OF_MEAN_MONTH: &str = "hours of a mean month";
pub(crate) const HOURS_OF_YEAR: &str = "hours of a mean year";
pub(crate) const JOULES_OF_KWH: &str = "joules of a kWh";

/// The hours of each month of a range, counted from month 0, one after the other.
pub(crate) fn hours_of_months<N: Number>(months: Range<usize>) -> impl Iterator<Item = N> {
    Month::calendar_hours()[months].iter().map(|hours| N::labelled(*hours, HOURS_OF_MONTH))
}

/// The hours of a month, counted from month 0.
pub(crate) fn hours_of<N: Number>(month: usize) -> N {
    N::labelled(Month(month as i32).hours(), HOURS_OF_MONTH)
}
