//! The calendar: months counted from November 2025, the start of the OpenAI–AWS agreement.

use std::fmt;

/// A calendar month, counted from month 0 = November 2025; earlier months are negative.
///
/// The count is signed because hardware that was on sale before the agreement has a negative month of availability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

/// Mean hours in a month of the Gregorian calendar: 365.25 days × 24 h ÷ 12. Used where a monthly *rate* must not
/// depend on the length of the month, as for the budget.
pub const MEAN_HOURS_IN_MONTH: f64 = 730.5;

/// Mean hours in a year: 365.25 days × 24 h. Used to spread yearly costs over chip-hours.
pub const MEAN_HOURS_IN_YEAR: f64 = 8766.0;

const FIRST_YEAR: i32 = 2025;
const FIRST_MONTH_OF_YEAR: i32 = 11;
const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The hours of each month of the calendar, from month 0.
static HOURS: [f64; Month::COUNT] = {
    let mut hours = [0.0; Month::COUNT];
    let mut month = 0;
    while month < hours.len() {
        hours[month] = (Month(month as i32).days() * 24) as f64;
        month += 1;
    }
    hours
};

/// The count of the month of a year (1 = January), as a float, the form in which facts and inputs store it.
pub(crate) const fn month(year: i32, month_of_year: i32) -> f64 {
    Month::of(year, month_of_year).0 as f64
}

impl Month {
    /// December 2027, the last month of the default horizon.
    pub const DEC_2027: Month = Month::of(2027, 12);
    /// December 2044, the last month of the calendar.
    pub const LAST: Month = Month::of(2044, 12);
    /// The number of months in the calendar, from month 0.
    pub const COUNT: usize = Month::LAST.0 as usize + 1;

    /// The month of a year (1 = January).
    ///
    /// ```
    /// use model::base::month::Month;
    /// assert_eq!(Month::of(2025, 11), Month(0));
    /// assert_eq!(Month::of(2027, 12), Month(25));
    /// ```
    pub const fn of(year: i32, month_of_year: i32) -> Month {
        Month((year - FIRST_YEAR) * 12 + month_of_year - FIRST_MONTH_OF_YEAR)
    }

    /// The calendar year.
    pub const fn year(self) -> i32 {
        FIRST_YEAR + (self.0 + FIRST_MONTH_OF_YEAR - 1).div_euclid(12)
    }

    /// The month of the year, 1 = January.
    pub const fn month_of_year(self) -> i32 {
        (self.0 + FIRST_MONTH_OF_YEAR - 1).rem_euclid(12) + 1
    }

    /// The number of days in this month.
    pub const fn days(self) -> i32 {
        let year = self.year();
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        match self.month_of_year() {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The number of hours in this month: 24 × days, without clock changes.
    pub fn hours(self) -> f64 {
        // Looked up, because a run asks thousands of times.
        let of_calendar = usize::try_from(self.0).ok().and_then(|month| HOURS.get(month));
        of_calendar.copied().unwrap_or_else(|| f64::from(self.days() * 24))
    }

    /// The hours of each month of the calendar, from month 0.
    pub const fn calendar_hours() -> &'static [f64; Month::COUNT] {
        &HOURS
    }

    /// "December 2027", for sentences.
    pub fn name(self) -> String {
        format!("{} {}", NAMES[self.month_of_year() as usize - 1], self.year())
    }

    /// "Dec 2027", for axes and table heads.
    pub fn short_name(self) -> String {
        format!("{} {}", &NAMES[self.month_of_year() as usize - 1][..3], self.year())
    }

    /// Reads a month such as "2027-12".
    ///
    /// `None` if the text has another form or the month does not exist.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b == b'-' || b.is_ascii_digit()) {
            return None;
        }
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        (1..=12).contains(&month).then(|| Month::of(year, month))
    }
}

/// The form "2027-12", used in tables and JSON.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month_of_year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_month_agree_both_ways() {
        for count in -200..400 {
            let month = Month(count);
            assert_eq!(Month::parse(&month.to_string()), Some(month));
            assert_eq!(Month::of(month.year(), month.month_of_year()), month);
        }
        for bad in ["", "2027", "2027-13", "2027-00", "27-12", "2027-1", "2027-+1", "x027-01"] {
            assert_eq!(Month::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn hours_are_real_hours() {
        assert_eq!(Month(0).hours(), 720.0); // November
        assert_eq!(Month::of(2028, 2).hours(), 29.0 * 24.0);
        assert_eq!(Month::of(2027, 2).hours(), 28.0 * 24.0);
        let year: f64 = (0..12).map(|m| Month(2 + m).hours()).sum();
        assert_eq!(year, 8760.0); // calendar 2026
    }
}
