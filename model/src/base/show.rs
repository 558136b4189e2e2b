//! How a reader sees a number of a unit: at most three significant digits, and a unit that fits the size.

use crate::base::numbers::{digits, power_of_ten, read_number, three_digits};
use crate::base::units::Unit;

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

/// A number of a unit as a reader sees it: at most three significant digits.
///
/// ```
/// use model::base::show::show;
/// use model::base::units::Unit;
/// assert_eq!(show(38e9, Unit::Usd).text(), "$38 bn");
/// assert_eq!(show(1.94e9, Unit::Watt).text(), "1.94 GW");
/// assert_eq!(show(421_000.0, Unit::Chips).text(), "421 k");
/// assert_eq!(show(5e26, Unit::Flop).text(), "5 × 10²⁶ FLOP");
/// assert_eq!(show(0.0196, Unit::Share).text(), "1.96\u{202f}%");
/// ```
pub fn show(value: f64, unit: Unit) -> Shown {
    fitting(value, unit, 3)
}

/// A number as somebody types it: up to twelve significant digits.
///
/// ```
/// use model::base::show::show_typed;
/// use model::base::units::Unit;
/// assert_eq!(show_typed(1_234.5e6, Unit::Watt).figures, "1.2345");
/// ```
pub fn show_typed(value: f64, unit: Unit) -> Shown {
    fitting(value, unit, 12)
}

/// A number in the largest size of its unit that it reaches.
fn fitting(value: f64, unit: Unit, significant: i32) -> Shown {
    // A number that rounds up to the next size is shown in it: 999.6 million is "$1 bn", not "$1,000 m".
    let up = if significant == 3 { 1.0005 } else { 1.0 };
    let reach = if unit == Unit::Joule { value / JOULES_PER_WH } else { value }.abs() * up;
    let sizes = sizes(unit);
    let size = sizes.iter().find(|(factor, _)| reach >= *factor).or(sizes.last());
    written(value, unit, size.copied(), significant)
}

/// How far a number is from another of its unit, in words: "+2 GW", "−1.2 points"; `None` where a reader would see no
/// difference. `shown` writes a number with its unit.
///
/// ```
/// use model::base::show::{difference, show};
/// use model::base::units::Unit;
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
/// use model::base::show::show_published;
/// use model::base::units::Unit;
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
    // "1 year", also of 1.003 years.
    let counted = |one: &str| {
        let figures = digits(value, significant);
        let unit = if figures == "1" { one.to_owned() } else { format!("{one}s") };
        Shown { figures, unit }
    };
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
        Unit::Month => Shown { figures: crate::base::month::Month(value as i32).short_name(), unit: String::new() },
        Unit::Months => counted("month"),
        Unit::Hours => counted("hour"),
        Unit::ChipHours => plain("chip-hours"),
        Unit::WattHours => plain("Wh"),
        Unit::Years => counted("year"),
        Unit::Days => counted("day"),
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
}
