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
    // A number that rounds up to the next size is shown in it: 999.6 million is "$1 bn", not "$1,000 m".
    let reach = if unit == Unit::Joule { value / JOULES_PER_WH } else { value }.abs() * 1.0005;
    let sizes = sizes(unit);
    let size = sizes.iter().find(|(factor, _)| reach >= *factor).or(sizes.last());
    written(value, unit, size.copied(), 3)
}

/// How far a number is from another of its unit, in words: "+2 GW", "−1.2 points"; `None` where a reader would see no
/// difference. `shown` writes a number with its unit.
///
/// ```
/// use model::units::{difference, show, Unit};
/// let shown = |gap, unit| show(gap, unit).text();
/// assert_eq!(difference(3e9, 1e9, Unit::Watt, shown).as_deref(), Some("+2 GW"));
/// assert_eq!(difference(0.108, 0.12, Unit::Share, shown).as_deref(), Some("−1.2 points"));
/// assert_eq!(difference(1e9, 1.0004e9, Unit::Usd, shown), None);
/// ```
pub fn difference(now: f64, before: f64, unit: Unit, shown: impl Fn(f64, Unit) -> String) -> Option<String> {
    let gap = now - before;
    if gap.abs() <= 5e-4 * before.abs().max(now.abs()) {
        return None;
    }
    let by = match unit {
        // Shares differ by percentage points, which are not per cent.
        Unit::Share | Unit::SharePerYear => format!("{} points", three_digits(gap * 100.0)),
        _ => shown(gap, unit),
    };
    Some(if gap > 0.0 { format!("+{by}") } else { by })
}

/// A number as a source publishes it: up to six significant digits, in the size that makes the shortest text.
///
/// ```
/// use model::units::{show_published, Unit};
/// assert_eq!(show_published(1_299e12, Unit::FlopPerSecond).text(), "1,299 TFLOP/s");
/// assert_eq!(show_published(143.5e9, Unit::Byte).text(), "143.5 GB");
/// assert_eq!(show_published(103_079_215_104.0, Unit::Byte).text(), "96 GiB");
/// assert_eq!(show_published(38e9, Unit::Usd).text(), "$38 bn");
/// assert_eq!(show_published(2.235, Unit::UsdPerChipHour).text(), "$2.235 /chip-hour");
/// ```
pub fn show_published(value: f64, unit: Unit) -> Shown {
    let length = |shown: &Shown| shown.text().chars().count();
    // Memory is published in powers of two, too: shown so where it is a whole number of them.
    let binary = (unit == Unit::Byte && value > 0.0 && (value / GIB).fract() == 0.0).then_some((GIB, "GiB"));
    let all = sizes(unit).iter().copied().chain(binary).map(|size| written(value, unit, Some(size), 6));
    // Of two that are as long the smaller unit, which needs fewer decimals.
    let shortest = all.reduce(|best, other| if length(&other) <= length(&best) { other } else { best });
    shortest.unwrap_or_else(|| written(value, unit, None, 6))
}

const JOULES_PER_WH: f64 = 3600.0;
const GIB: f64 = 1_073_741_824.0;

/// The sizes in which numbers of a unit are shown, largest first; none where there is only the unit itself.
const fn sizes(unit: Unit) -> &'static [(f64, &'static str)] {
    match unit {
        Unit::Usd
        | Unit::UsdPerMonth
        | Unit::UsdPerChip
        | Unit::UsdPerGwYear
        | Unit::Chips
        | Unit::ChipsPerMonth
        | Unit::H100Equivalents
        | Unit::TokensPerDay
        | Unit::Weights
        | Unit::Size => &[(1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"), (1.0, "")],
        Unit::Watt => &[(1e9, "GW"), (1e6, "MW"), (1e3, "kW"), (1.0, "W")],
        Unit::WattPerYear => &[(1e9, "GW a year"), (1e6, "MW a year"), (1.0, "W a year")],
        Unit::Joule => &[(1e12, "TWh"), (1e9, "GWh"), (1e6, "MWh"), (1e3, "kWh"), (1.0, "Wh")],
        Unit::FlopPerSecond => &[
            (1e24, "YFLOP/s"),
            (1e21, "ZFLOP/s"),
            (1e18, "EFLOP/s"),
            (1e15, "PFLOP/s"),
            (1e12, "TFLOP/s"),
            (1.0, "FLOP/s"),
        ],
        Unit::FlopPerSecondPerWatt => &[(1e12, "TFLOP/s/W"), (1e9, "GFLOP/s/W"), (1.0, "FLOP/s/W")],
        Unit::FlopPerSecondPerUsd => &[(1e12, "TFLOP/s/USD"), (1e9, "GFLOP/s/USD"), (1.0, "FLOP/s/USD")],
        Unit::Byte => &[(1e18, "EB"), (1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1.0, "B")],
        Unit::BytePerSecond => {
            &[(1e18, "EB/s"), (1e15, "PB/s"), (1e12, "TB/s"), (1e9, "GB/s"), (1e6, "MB/s"), (1.0, "B/s")]
        }
        _ => &[],
    }
}

/// A number in one of the sizes of its unit, with so many digits.
fn written(value: f64, unit: Unit, size: Option<(f64, &'static str)>, significant: i32) -> Shown {
    // What arithmetic leaves where two numbers are the same is shown as nothing: a part of a cent, of a millionth of
    // one per cent.
    let dust = match unit {
        Unit::Usd | Unit::UsdPerMonth => 0.005,
        Unit::Share | Unit::SharePerYear => 1e-10,
        _ => 0.0,
    };
    let value = if value.abs() < dust { 0.0 } else { value };
    let with = |prefix: &str, figures: String, unit: &str| {
        let figures = match figures.strip_prefix('−') {
            Some(positive) => format!("−{prefix}{positive}"),
            None => format!("{prefix}{figures}"),
        };
        Shown { figures, unit: unit.to_owned() }
    };
    let shown = |prefix: &str, value: f64, unit: &str| with(prefix, digits(value, significant), unit);
    // A price below ten dollars is written to the cent, where it is not published more exactly.
    let price = |unit: &str| match value.abs() {
        size if significant == 3 && (0.0995..9.995).contains(&size) => {
            with("$", format!("{}{size:.2}", if value < 0.0 { "−" } else { "" }), unit)
        }
        _ => shown("$", value, unit),
    };
    let plain = |unit: &str| shown("", value, unit);
    let (factor, sign) = size.unwrap_or((1.0, ""));
    let sized = |prefix: &str, tail: &str| shown(prefix, value / factor, format!("{sign}{tail}").trim());
    match unit {
        Unit::Share => shown("", value * 100.0, "%"),
        Unit::SharePerYear => shown("", value * 100.0, "% a year"),
        Unit::Ratio => plain("×"),
        Unit::Usd => sized("$", ""),
        Unit::UsdPerMonth => sized("$", " a month"),
        Unit::UsdPerChip => sized("$", " a chip"),
        Unit::UsdPerGwYear => sized("$", "/GW-year"),
        Unit::UsdPerWatt => price("/W"),
        Unit::UsdPerChipHour => price("/chip-hour"),
        Unit::UsdPerKwh => price("/kWh"),
        Unit::UsdPerPflopHour => price("/PFLOP-hour"),
        Unit::UsdPerMillionTokens => price("/m tokens"),
        Unit::Joule => shown("", value / JOULES_PER_WH / factor, sign),
        Unit::ChipsPerMonth => sized("", " a month"),
        Unit::H100Equivalents => sized("", " H100e"),
        Unit::TokensPerDay => sized("", " a day"),
        Unit::Flop if value.abs() >= 1.0 => {
            let text = format!("{value:.*e}", (significant - 1) as usize);
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let mantissa = read_number(mantissa).unwrap_or(0.0);
            let power = power_of_ten(exponent.parse().unwrap_or(0));
            Shown { figures: format!("{} × {power}", digits(mantissa, significant)), unit: "FLOP".to_owned() }
        }
        Unit::Flop => plain("FLOP"),
        Unit::Month => Shown { figures: crate::month::Month(value as i32).short_name(), unit: String::new() },
        Unit::Months => plain(if value == 1.0 { "month" } else { "months" }),
        Unit::Hours => plain(if value == 1.0 { "hour" } else { "hours" }),
        Unit::ChipHours => plain("chip-hours"),
        Unit::WattHours => plain("Wh"),
        Unit::Years => plain(if value == 1.0 { "year" } else { "years" }),
        Unit::Days => plain(if value == 1.0 { "day" } else { "days" }),
        Unit::Choice => plain(""),
        Unit::Switch => Shown { figures: if value == 0.0 { "off" } else { "on" }.to_owned(), unit: String::new() },
        Unit::Watt
        | Unit::WattPerYear
        | Unit::FlopPerSecond
        | Unit::FlopPerSecondPerWatt
        | Unit::FlopPerSecondPerUsd
        | Unit::Byte
        | Unit::BytePerSecond
        | Unit::Chips
        | Unit::Weights
        | Unit::Size => sized("", ""),
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
