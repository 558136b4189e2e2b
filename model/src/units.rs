//! Units: what a stored number is in, and how a reader sees it.
//!
//! Stored numbers are SI or USD, unrounded. A reader sees at most three significant digits and a unit that fits the
//! size. Both directions live here, so that text and number cannot disagree.

use crate::number::read_number;
use serde::{Serialize, Serializer};

/// The unit of a stored number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A share of one: 0.25 is a quarter.
    Share,
    /// A share a year: 0.1 is ten per cent a year.
    SharePerYear,
    /// A plain ratio, such as PUE or "4.4 times".
    Ratio,
    /// US dollars.
    Usd,
    /// US dollars a month.
    UsdPerMonth,
    /// US dollars an hour for one accelerator.
    UsdPerChipHour,
    /// US dollars for one accelerator.
    UsdPerChip,
    /// US dollars a kilowatt-hour.
    UsdPerKwh,
    /// US dollars a watt of facility power.
    UsdPerWatt,
    /// US dollars for 10¹⁵ floating-point operations a second, kept up for an hour, after MFU and goodput.
    UsdPerPflopHour,
    /// US dollars for a gigawatt of facility power over a year.
    UsdPerGwYear,
    /// US dollars for a million tokens.
    UsdPerMillionTokens,
    /// Watts.
    Watt,
    /// Watts a year, for power that is added.
    WattPerYear,
    /// Joules.
    Joule,
    /// Floating-point operations a second.
    FlopPerSecond,
    /// Floating-point operations a second for each watt.
    FlopPerSecondPerWatt,
    /// Floating-point operations a second for each dollar of capital.
    FlopPerSecondPerUsd,
    /// Floating-point operations.
    Flop,
    /// Bytes.
    Byte,
    /// Bytes a second.
    BytePerSecond,
    /// Accelerators.
    Chips,
    /// Accelerators a month.
    ChipsPerMonth,
    /// NVIDIA H100s of the same 8-bit dense peak.
    H100Equivalents,
    /// A calendar month, counted from 0 = November 2025.
    Month,
    /// A number of months.
    Months,
    /// A number of hours.
    Hours,
    /// Hours of accelerators.
    ChipHours,
    /// Watts kept up for an hour.
    WattHours,
    /// A number of years.
    Years,
    /// Days.
    Days,
    /// Parameters of a neural network.
    Weights,
    /// Tokens a day.
    TokensPerDay,
    /// One of a few named choices; the number is its place in the list.
    Choice,
    /// On (1) or off (0).
    Switch,
    /// US dollars, watts or accelerators: as the size of an agreement is given.
    Size,
}

impl Unit {
    /// The unit's name in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Unit::Share => "share",
            Unit::SharePerYear => "share/year",
            Unit::Ratio => "ratio",
            Unit::Usd => "USD",
            Unit::UsdPerMonth => "USD/month",
            Unit::UsdPerChipHour => "USD/chip-hour",
            Unit::UsdPerChip => "USD/chip",
            Unit::UsdPerKwh => "USD/kWh",
            Unit::UsdPerWatt => "USD/W",
            Unit::UsdPerPflopHour => "USD/effective PFLOP-hour",
            Unit::UsdPerGwYear => "USD/GW-year",
            Unit::UsdPerMillionTokens => "USD/million tokens",
            Unit::Watt => "W",
            Unit::WattPerYear => "W/year",
            Unit::Joule => "J",
            Unit::FlopPerSecond => "FLOP/s",
            Unit::FlopPerSecondPerWatt => "FLOP/s/W",
            Unit::FlopPerSecondPerUsd => "FLOP/s/USD",
            Unit::Flop => "FLOP",
            Unit::Byte => "B",
            Unit::BytePerSecond => "B/s",
            Unit::Chips => "chips",
            Unit::ChipsPerMonth => "chips/month",
            Unit::H100Equivalents => "H100-equivalents",
            Unit::Month => "month (0 = 2025-11)",
            Unit::Months => "months",
            Unit::Hours => "hours",
            Unit::ChipHours => "chip-hours",
            Unit::WattHours => "Wh",
            Unit::Years => "years",
            Unit::Days => "days",
            Unit::Weights => "parameters",
            Unit::TokensPerDay => "tokens/day",
            Unit::Choice => "choice",
            Unit::Switch => "switch",
            Unit::Size => "USD, W or chips",
        }
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A number as a reader sees it: figures and the unit that goes with them ("0.74" and "GW").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The figures, with currency sign where there is one.
    pub figures: String,
    /// The unit; empty where the figures say it all.
    pub unit: String,
}

impl Shown {
    /// Figures and unit in one piece, for sentences and cells.
    pub fn text(&self) -> String {
        if self.unit.is_empty() {
            self.figures.clone()
        } else if self.unit == "%" || self.unit == "×" {
            format!("{}\u{202f}{}", self.figures, self.unit)
        } else {
            format!("{} {}", self.figures, self.unit)
        }
    }
}

/// The number rounded to three significant digits, written without an exponent and with thin thousands separators.
///
/// ```
/// use model::units::three_digits;
/// assert_eq!(three_digits(0.7421), "0.742");
/// assert_eq!(three_digits(38.0), "38");
/// assert_eq!(three_digits(-1.07), "−1.07");
/// assert_eq!(three_digits(184_321.0), "184,000");
/// assert_eq!(three_digits(0.9996), "1");
/// ```
pub fn three_digits(value: f64) -> String {
    digits(value, 3)
}

/// A price: to the cent below ten dollars, to three digits above and where it is less than ten cents.
fn price(value: f64, unit: &str) -> Shown {
    let size = value.abs();
    let amount = if (0.0995..9.995).contains(&size) { format!("{size:.2}") } else { three_digits(size) };
    let sign = if value < 0.0 { "−" } else { "" };
    Shown { figures: format!("{sign}${amount}"), unit: unit.to_owned() }
}

/// A count with its digits in groups of three.
///
/// ```
/// assert_eq!(model::units::thousands(1_234_567), "1,234,567");
/// ```
pub fn thousands(count: u64) -> String {
    let mut text = count.to_string();
    group_thousands(&mut text);
    text
}

/// Sets commas between groups of three of the digits before the point; the text begins with them.
pub(crate) fn group_thousands(text: &mut String) {
    let mut at = text.find('.').unwrap_or(text.len());
    while at > 3 {
        at -= 3;
        text.insert(at, ',');
    }
}

fn digits(value: f64, significant: i32) -> String {
    if !value.is_finite() || value == 0.0 {
        return "0".to_owned();
    }
    // The formatter rounds decimal text exactly; reading it back gives the rounded number and its true exponent.
    let rounded = format!("{:.*e}", (significant - 1) as usize, value.abs());
    let exponent: i32 = rounded.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    let number = read_number(&rounded).unwrap_or(0.0);
    let decimals = (significant - 1 - exponent).max(0) as usize;
    let mut text = format!("{number:.decimals$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    group_thousands(&mut text);
    if value < 0.0 { format!("−{text}") } else { text }
}

const POWERS: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

fn power_of_ten(exponent: i32) -> String {
    let figures: String = exponent.abs().to_string().bytes().map(|b| POWERS[usize::from(b - b'0')]).collect();
    format!("10{}{figures}", if exponent < 0 { "⁻" } else { "" })
}

/// Steps of a unit's sizes: the largest whose factor the number reaches is used.
fn scaled(value: f64, sizes: &[(f64, &str)], prefix: &str) -> Shown {
    // A number that rounds up to the next size is shown in it: 999.6 million is "$1 bn", not "$1,000 m".
    let reach = value.abs() * 1.0005;
    let (factor, unit) = sizes
        .iter()
        .copied()
        .find(|(factor, _)| reach >= *factor)
        .unwrap_or_else(|| sizes.last().copied().unwrap_or((1.0, "")));
    let figures = three_digits(value / factor);
    let figures = match figures.strip_prefix('−') {
        Some(positive) => format!("−{prefix}{positive}"),
        None => format!("{prefix}{figures}"),
    };
    Shown { figures, unit: unit.to_owned() }
}

/// A number of a unit as a reader sees it: at most three significant digits.
///
/// ```
/// use model::units::{show, Unit};
/// assert_eq!(show(38e9, Unit::Usd).text(), "$38 bn");
/// assert_eq!(show(1.94e9, Unit::Watt).text(), "1.94 GW");
/// assert_eq!(show(421_000.0, Unit::Chips).text(), "421 k");
/// assert_eq!(show(5e26, Unit::Flop).text(), "5 × 10²⁶ FLOP");
/// assert_eq!(show(0.0196, Unit::Share).text(), "1.96\u{202f}%");
/// ```
pub fn show(value: f64, unit: Unit) -> Shown {
    // What arithmetic leaves where two numbers are the same is shown as nothing: a part of a cent, of a millionth of
    // one per cent.
    let dust = match unit {
        Unit::Usd | Unit::UsdPerMonth => 0.005,
        Unit::Share | Unit::SharePerYear => 1e-10,
        _ => 0.0,
    };
    let value = if value.abs() < dust { 0.0 } else { value };
    const USD: [(f64, &str); 5] = [(1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"), (0.0, "")];
    const COUNT: [(f64, &str); 5] = [(1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"), (0.0, "")];
    let plain = |unit: &str| Shown { figures: three_digits(value), unit: unit.to_owned() };
    let with_zero = |mut sizes: Vec<(f64, &'static str)>, smallest: &'static str, prefix: &str| {
        sizes.push((1.0, smallest));
        scaled(value, &sizes, prefix)
    };
    let dollars = |tail: &str| {
        let mut shown = with_zero(USD[..4].to_vec(), "", "$");
        shown.unit = format!("{}{tail}", shown.unit);
        shown
    };
    match unit {
        Unit::Share => Shown { figures: three_digits(value * 100.0), unit: "%".to_owned() },
        Unit::SharePerYear => Shown { figures: three_digits(value * 100.0), unit: "% a year".to_owned() },
        Unit::Ratio => plain("×"),
        Unit::Usd => dollars(""),
        Unit::UsdPerMonth => dollars(" a month"),
        Unit::UsdPerChip => dollars(" a chip"),
        Unit::UsdPerGwYear => dollars("/GW-year"),
        Unit::UsdPerWatt => price(value, "/W"),
        Unit::UsdPerChipHour => price(value, "/chip-hour"),
        Unit::UsdPerKwh => price(value, "/kWh"),
        Unit::UsdPerPflopHour => price(value, "/PFLOP-hour"),
        Unit::UsdPerMillionTokens => price(value, "/m tokens"),
        Unit::Watt => with_zero(vec![(1e9, "GW"), (1e6, "MW"), (1e3, "kW")], "W", ""),
        Unit::WattPerYear => with_zero(vec![(1e9, "GW a year"), (1e6, "MW a year")], "W a year", ""),
        Unit::Joule => {
            let hours = value / 3600.0;
            scaled(hours, &[(1e12, "TWh"), (1e9, "GWh"), (1e6, "MWh"), (1e3, "kWh"), (1.0, "Wh")], "")
        }
        Unit::FlopPerSecond => with_zero(
            vec![(1e24, "YFLOP/s"), (1e21, "ZFLOP/s"), (1e18, "EFLOP/s"), (1e15, "PFLOP/s"), (1e12, "TFLOP/s")],
            "FLOP/s",
            "",
        ),
        Unit::FlopPerSecondPerWatt => with_zero(vec![(1e12, "TFLOP/s/W"), (1e9, "GFLOP/s/W")], "FLOP/s/W", ""),
        Unit::FlopPerSecondPerUsd => with_zero(vec![(1e12, "TFLOP/s/USD"), (1e9, "GFLOP/s/USD")], "FLOP/s/USD", ""),
        Unit::Flop => {
            if value.abs() < 1.0 {
                plain("FLOP")
            } else {
                let text = format!("{value:.2e}");
                let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
                let mantissa = read_number(mantissa).unwrap_or(0.0);
                let power = power_of_ten(exponent.parse().unwrap_or(0));
                Shown { figures: format!("{} × {power}", three_digits(mantissa)), unit: "FLOP".to_owned() }
            }
        }
        Unit::Byte => with_zero(vec![(1e18, "EB"), (1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB")], "B", ""),
        Unit::BytePerSecond => {
            with_zero(vec![(1e18, "EB/s"), (1e15, "PB/s"), (1e12, "TB/s"), (1e9, "GB/s"), (1e6, "MB/s")], "B/s", "")
        }
        Unit::Chips => with_zero(COUNT[..4].to_vec(), "", ""),
        Unit::ChipsPerMonth => {
            let mut shown = with_zero(COUNT[..4].to_vec(), "", "");
            shown.unit = format!("{} a month", shown.unit).trim().to_owned();
            shown
        }
        Unit::H100Equivalents => {
            let mut shown = with_zero(COUNT[..4].to_vec(), "", "");
            shown.unit = format!("{} H100e", shown.unit).trim().to_owned();
            shown
        }
        Unit::TokensPerDay => {
            let mut shown = with_zero(COUNT[..4].to_vec(), "", "");
            shown.unit = format!("{} a day", shown.unit).trim().to_owned();
            shown
        }
        Unit::Weights => with_zero(COUNT[..4].to_vec(), "", ""),
        Unit::Month => Shown { figures: crate::month::Month(value as i32).short_name(), unit: String::new() },
        Unit::Months => plain(if value == 1.0 { "month" } else { "months" }),
        Unit::Hours => plain(if value == 1.0 { "hour" } else { "hours" }),
        Unit::ChipHours => plain("chip-hours"),
        Unit::WattHours => plain("Wh"),
        Unit::Years => plain(if value == 1.0 { "year" } else { "years" }),
        Unit::Days => plain(if value == 1.0 { "day" } else { "days" }),
        Unit::Choice => plain(""),
        Unit::Size => with_zero(COUNT[..4].to_vec(), "", ""),
        Unit::Switch => Shown { figures: if value == 0.0 { "off" } else { "on" }.to_owned(), unit: String::new() },
    }
}

/// The fixed unit in which a reader types an input: stored number = typed number × `factor`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Stored units in one typed unit.
    pub factor: f64,
    /// The unit beside the typed number.
    pub symbol: &'static str,
}

impl Scale {
    /// The number that a reader sees in the entry field: shortest text that reads back to the same stored number, or
    /// four significant digits where that is longer than a field should be.
    ///
    /// ```
    /// use model::units::scales;
    /// assert_eq!(scales::USD_BN.write(38e9), "38");
    /// assert_eq!(scales::PERCENT.write(0.05), "5");
    /// assert_eq!(scales::PERCENT.read("5 %"), Some(0.05));
    /// assert_eq!(scales::FLOP.write(5e26), "5e26");
    /// ```
    pub fn write(self, stored: f64) -> String {
        let typed = stored / self.factor;
        if typed != 0.0 && (typed.abs() >= 1e9 || typed.abs() < 1e-4) {
            let text = format!("{typed:.3e}");
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
            return format!("{mantissa}e{exponent}");
        }
        let exact = format!("{typed}");
        if exact.trim_start_matches('-').replace('.', "").trim_start_matches('0').len() <= 5 {
            return exact;
        }
        digits(typed, if typed.abs() >= 1e4 { 6 } else { 4 }).replace(',', "").replace('−', "-")
    }

    /// Reads what a person types: figures with thousands separators, a decimal point, an exponent, a sign, and
    /// whatever unit or currency sign stands around them.
    ///
    /// `None` when no number can be read from it, or when two could be.
    pub fn read(self, typed: &str) -> Option<f64> {
        let text: String = typed.trim().replace(['−', '–'], "-").replace([',', '\u{202f}', '\u{a0}', ' ', '_'], "");
        let text = text.strip_prefix('$').unwrap_or(&text);
        let figures_end = text
            .char_indices()
            .rev()
            .find(|(_, c)| c.is_ascii_digit() || *c == '.')
            .map(|(at, c)| at + c.len_utf8())?;
        let number = read_number(&text[..figures_end])?;
        Some(self.exact(number))
    }

    /// `typed × factor`, kept free of the rounding that a multiplication by 0.01 leaves (5 % is 0.05, not
    /// 0.05000000000000001).
    fn exact(self, typed: f64) -> f64 {
        if self.factor < 1.0 { typed / (1.0 / self.factor).round() } else { typed * self.factor }
    }
}

/// The scales that inputs use.
pub mod scales {
    use super::Scale;
    const fn scale(factor: f64, symbol: &'static str) -> Scale {
        Scale { factor, symbol }
    }
    /// Billions of dollars.
    pub const USD_BN: Scale = scale(1e9, "$ bn");
    /// Millions of dollars a month.
    pub const USD_M_A_MONTH: Scale = scale(1e6, "$ m a month");
    /// Dollars a chip-hour.
    pub const USD_PER_CHIP_HOUR: Scale = scale(1.0, "$/chip-h");
    /// Thousands of dollars a chip.
    pub const USD_K_PER_CHIP: Scale = scale(1e3, "$ k");
    /// Dollars a kilowatt-hour.
    pub const USD_PER_KWH: Scale = scale(1.0, "$/kWh");
    /// Millions of dollars a megawatt, which is dollars a watt.
    pub const USD_M_PER_MW: Scale = scale(1.0, "$ m/MW");
    /// Gigawatts.
    pub const GW: Scale = scale(1e9, "GW");
    /// Gigawatts a year.
    pub const GW_A_YEAR: Scale = scale(1e9, "GW a year");
    /// Watts.
    pub const WATT: Scale = scale(1.0, "W");
    /// Per cent.
    pub const PERCENT: Scale = scale(0.01, "%");
    /// Per cent a year.
    pub const PERCENT_A_YEAR: Scale = scale(0.01, "% a year");
    /// A plain ratio.
    pub const RATIO: Scale = scale(1.0, "×");
    /// Thousands of chips.
    pub const K_CHIPS: Scale = scale(1e3, "k chips");
    /// Thousands of chips a month.
    pub const K_CHIPS_A_MONTH: Scale = scale(1e3, "k a month");
    /// Months.
    pub const MONTHS: Scale = scale(1.0, "months");
    /// A calendar month.
    pub const MONTH: Scale = scale(1.0, "");
    /// Years.
    pub const YEARS: Scale = scale(1.0, "years");
    /// Floating-point operations.
    pub const FLOP: Scale = scale(1.0, "FLOP");
    /// Billions of parameters.
    pub const BN_WEIGHTS: Scale = scale(1e9, "bn");
    /// A choice or a switch has no scale.
    pub const NONE: Scale = scale(1.0, "");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_three_digits() {
        for (value, unit, text) in [
            (0.0, Unit::Usd, "$0"),
            (999_600_000.0, Unit::Usd, "$1 bn"),
            (-2.6e9, Unit::Usd, "−$2.6 bn"),
            (512_345_678.0, Unit::Watt, "512 MW"),
            (766_123.0, Unit::H100Equivalents, "766 k H100e"),
            (1.07, Unit::UsdPerChipHour, "$1.07 /chip-hour"),
            (3.3, Unit::UsdPerChipHour, "$3.30 /chip-hour"),
            (-0.051, Unit::UsdPerPflopHour, "−$0.051 /PFLOP-hour"),
            (0.0861, Unit::UsdPerKwh, "$0.0861 /kWh"),
            (0.0999, Unit::UsdPerMillionTokens, "$0.10 /m tokens"),
            (9.996, Unit::UsdPerWatt, "$10 /W"),
            (3.6e12, Unit::Joule, "1 GWh"),
            (1.26e21, Unit::FlopPerSecond, "1.26 ZFLOP/s"),
            (25.0, Unit::Month, "Dec 2027"),
            (1.0, Unit::Months, "1 month"),
            (999.96, Unit::Chips, "1 k"),
        ] {
            assert_eq!(show(value, unit).text(), text);
        }
    }

    #[test]
    fn typed_text_reads_back() {
        for scale in [scales::USD_BN, scales::PERCENT, scales::GW, scales::K_CHIPS, scales::RATIO, scales::FLOP] {
            for typed in ["1", "0.5", "1.15", "38", "84", "12.25", "999", "7", "1.96", "0.07"] {
                let stored = scale.read(typed).expect("reads");
                assert_eq!(scale.write(stored), typed, "{scale:?}");
            }
        }
        assert_eq!(scales::USD_BN.read("$1,234.5 bn"), Some(1_234.5e9));
        assert_eq!(scales::FLOP.read("5e26 FLOP"), Some(5e26));
        for bad in ["", "bn", "1.2.3", "--1", "1 2x3", "NaN", "inf", "1e999"] {
            assert_eq!(scales::USD_BN.read(bad), None, "{bad:?}");
        }
    }
}
