//! How numbers with units are displayed: with at most three significant digits, in a unit that fits their size.
//!
//! One rule everywhere: no space between figures and `%`, `×`, `k`, `m`, `bn`, `tn` (30%, $10bn, 422k); a narrow
//! no-break space before a unit (744 MW, 530 EFLOP/s); commas between thousands. Whatever is written like this can also
//! be typed, see [`crate::base::typed`].

use crate::base::month::Month;
use crate::base::numbers::{digits, three_digits, times_power_of_ten};
use crate::base::units::{GIB, Unit};

/// The space before a unit: a narrow no-break space.
const NARROW: char = '\u{202f}';

/// A displayed number: figures and unit ("0.74" and "GW").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The figures, including currency sign, scale word or per-cent sign.
    pub figures: String,
    /// The unit; empty if the figures need none.
    pub unit: String,
}

impl Shown {
    /// Figures and unit in one text, for sentences and cells.
    pub fn text(&self) -> String {
        let Shown { figures, unit } = self;
        match unit.as_str() {
            "" => figures.clone(),
            unit if unit.starts_with('/') => format!("{figures}{unit}"),
            // "a month" is words, not a unit.
            unit if unit.starts_with("a ") => format!("{figures} {unit}"),
            unit => format!("{figures}{NARROW}{unit}"),
        }
    }
}

/// A number as it is displayed: with at most three significant digits.
///
/// ```
/// use model::base::show::show;
/// use model::base::units::Unit;
/// assert_eq!(show(38e9, Unit::Usd).text(), "$38bn");
/// assert_eq!(show(1.94e9, Unit::Watt).text(), "1.94\u{202f}GW");
/// assert_eq!(show(421_000.0, Unit::Chips).text(), "421k");
/// assert_eq!(show(0.0196, Unit::Share).text(), "1.96%");
/// assert_eq!(show(5e26, Unit::Flop).text(), "5\u{202f}×\u{202f}10²⁶\u{202f}FLOP");
/// ```
pub fn show(value: f64, unit: Unit) -> Shown {
    fitting(value, unit, 3)
}

/// An input's value as somebody might type it: like [`show_input`], but with up to twelve significant digits.
///
/// ```
/// use model::base::show::show_typed;
/// use model::base::units::Unit;
/// assert_eq!(show_typed(1_234.5e6, Unit::Watt).figures, "1.2345");
/// ```
pub fn show_typed(value: f64, unit: Unit) -> Shown {
    written(value, unit, input_size(value, unit, 12), 12)
}

/// An input's displayed value: like [`show`], but hundreds of dollars are written in thousands. In a field of billions,
/// a bare "$300" would mean $300bn. No such field takes amounts between $0 and $100.
///
/// ```
/// use model::base::show::show_input;
/// use model::base::units::Unit;
/// assert_eq!(show_input(300.0, Unit::Usd).text(), "$0.3k");
/// assert_eq!(show_input(38e9, Unit::Usd).text(), "$38bn");
/// ```
pub fn show_input(value: f64, unit: Unit) -> Shown {
    written(value, unit, input_size(value, unit, 3), 3)
}

/// Values of one input that are shown side by side, such as now and before: like [`show_input`]; but if two different
/// values would look the same, all have as many digits as are needed to tell them apart.
///
/// ```
/// use model::base::show::show_apart;
/// use model::base::units::Unit;
/// assert_eq!(show_apart(&[1.5951, 1.6], Unit::UsdPerChipHour), ["$1.595/chip-hour", "$1.6/chip-hour"]);
/// assert_eq!(show_apart(&[1.6, 1.7], Unit::UsdPerChipHour), ["$1.60/chip-hour", "$1.70/chip-hour"]);
/// assert_eq!(show_apart(&[999.96e6, 1e9], Unit::Usd), ["$999.96m", "$1bn"]);
/// ```
pub fn show_apart(values: &[f64], unit: Unit) -> Vec<String> {
    let usual: Vec<String> = values.iter().map(|value| show_input(*value, unit).text()).collect();
    if tell_apart(values, &usual) {
        return usual;
    }
    let with = |significant: i32| -> Vec<String> {
        let one = |value: &f64| {
            let up = 1.0 + 0.5 * libm::pow(10.0, -f64::from(significant));
            let size = as_input(size_reached(*value, unit, up), *value, unit);
            written(*value, unit, size, significant).text()
        };
        values.iter().map(one).collect()
    };
    // No float needs more than 17 digits.
    (4..=17).map(with).find(|texts| tell_apart(values, texts)).unwrap_or(usual)
}

/// Whether all values that differ have different texts.
fn tell_apart(values: &[f64], texts: &[String]) -> bool {
    let all = || values.iter().zip(texts);
    all().all(|(value, text)| all().all(|(other, same)| value == other || text != same))
}

fn input_size(value: f64, unit: Unit, significant: i32) -> Option<(f64, &'static str)> {
    as_input(fitting_size(value, unit, significant), value, unit)
}

/// The size of an input's value, from the size of any number of its unit.
fn as_input(size: Option<(f64, &'static str)>, value: f64, unit: Unit) -> Option<(f64, &'static str)> {
    match (size, unit) {
        (Some((1.0, _)), Unit::Usd) if value.abs() >= 100.0 => Some((1e3, "k")),
        (size, _) => size,
    }
}

/// A number for close comparison: with up to six significant digits, and counts without "k" or "m".
///
/// ```
/// use model::base::show::show_closely;
/// use model::base::units::Unit;
/// assert_eq!(show_closely(421_867.6, Unit::Chips).text(), "421,868");
/// assert_eq!(show_closely(743_714_194.5, Unit::Watt).text(), "743.714\u{202f}MW");
/// ```
pub fn show_closely(value: f64, unit: Unit) -> Shown {
    match unit {
        Unit::Chips | Unit::H100Equivalents => written(value, unit, None, 6),
        _ => fitting(value, unit, 6),
    }
}

/// A number that is known to four digits, with all of them: rounded again to three, it could differ from the same
/// number elsewhere.
///
/// ```
/// use model::base::show::{show, show_four_digits};
/// use model::base::units::Unit;
/// assert_eq!(show(623_470.0, Unit::Chips).text(), "623k");
/// assert_eq!(show_four_digits(623_500.0, Unit::Chips).text(), "623.5k");
/// ```
pub fn show_four_digits(value: f64, unit: Unit) -> Shown {
    fitting(value, unit, 4)
}

/// A number in the same size as another one of its unit, so that the unit need be read only once.
///
/// ```
/// use model::base::show::show_beside;
/// use model::base::units::Unit;
/// assert_eq!(show_beside(-499e6, 1.25e9, Unit::Usd).text(), "−$0.499bn");
/// ```
pub fn show_beside(value: f64, other: f64, unit: Unit) -> Shown {
    written(value, unit, fitting_size(other, unit, 3), 3)
}

/// A number in the largest size of its unit that it reaches.
fn fitting(value: f64, unit: Unit, significant: i32) -> Shown {
    written(value, unit, fitting_size(value, unit, significant), significant)
}

fn fitting_size(value: f64, unit: Unit, significant: i32) -> Option<(f64, &'static str)> {
    // A number that rounds up to the next size is written in it: 999.6 million is "$1bn", not "$1,000m".
    size_reached(value, unit, if significant == 3 { 1.0005 } else { 1.0 })
}

/// The largest size that a number reaches when it is multiplied by `up`, which allows for rounding up.
fn size_reached(value: f64, unit: Unit, up: f64) -> Option<(f64, &'static str)> {
    let reach = if unit == Unit::Joule { value / JOULES_PER_WH } else { value }.abs() * up;
    let sizes = sizes(unit);
    sizes.iter().find(|(factor, _)| reach >= *factor).or(sizes.last()).copied()
}

/// The difference of two numbers of a unit, in words: "+2 GW", "−1.2 points", "4 months earlier"; `None` if a reader
/// would see no difference. `shown` writes a number with its unit.
///
/// ```
/// use model::base::show::{difference, show};
/// use model::base::units::Unit;
/// let shown = |gap, unit| show(gap, unit).text();
/// assert_eq!(difference(3e9, 1e9, Unit::Usd, shown).as_deref(), Some("+$2bn"));
/// assert_eq!(difference(0.108, 0.12, Unit::Share, shown).as_deref(), Some("−1.2\u{202f}points"));
/// assert_eq!(difference(0.13, 0.12, Unit::Share, shown).as_deref(), Some("+1\u{202f}point"));
/// assert_eq!(difference(20.0, 24.0, Unit::Month, shown).as_deref(), Some("4\u{202f}months earlier"));
/// assert_eq!(difference(25.0, 24.0, Unit::Month, shown).as_deref(), Some("1\u{202f}month later"));
/// assert_eq!(difference(1e9, 1.0004e9, Unit::Usd, shown), None);
/// ```
pub fn difference(now: f64, before: f64, unit: Unit, shown: impl Fn(f64, Unit) -> String) -> Option<String> {
    let gap = now - before;
    if gap.abs() <= 5e-4 * before.abs().max(now.abs()) {
        return None;
    }
    Some(match unit {
        Unit::Month => format!("{} {}", size(gap.abs(), unit, shown), if gap > 0.0 { "later" } else { "earlier" }),
        _ => signed(gap, unit, shown),
    })
}

/// The difference in per cent of `before`; `None` if that has no meaning: for shares, rates and months, and if `before`
/// is 0 or negative.
///
/// ```
/// use model::base::show::difference_in_percent;
/// use model::base::units::Unit;
/// assert_eq!(difference_in_percent(3e9, 2e9, Unit::Usd), Some(50.0));
/// assert_eq!(difference_in_percent(0.13, 0.12, Unit::SharePerYear), None);
/// assert_eq!(difference_in_percent(3e9, -2e9, Unit::Usd), None);
/// ```
pub fn difference_in_percent(now: f64, before: f64, unit: Unit) -> Option<f64> {
    let is_ratio = !matches!(unit, Unit::Share | Unit::SharePerYear | Unit::Month) && before > 0.0;
    is_ratio.then(|| 100.0 * (now / before - 1.0))
}

/// A difference of shares in percentage points: "1 point", "−1.2 points".
///
/// ```
/// assert_eq!(model::base::show::points(-0.012), "−1.2\u{202f}points");
/// ```
pub fn points(gap: f64) -> String {
    let figures = three_digits(gap * 100.0);
    let is_one = matches!(figures.as_str(), "1" | "−1");
    format!("{figures}{NARROW}point{}", if is_one { "" } else { "s" })
}

/// A difference of two numbers of a unit, with its sign; `shown` writes a number with its unit.
///
/// ```
/// use model::base::show::{show, signed};
/// use model::base::units::Unit;
/// let shown = |value: f64, unit: Unit| show(value, unit).text();
/// assert_eq!(signed(9.0, Unit::Month, shown), "+9\u{202f}months");
/// assert_eq!(signed(-2.5e9, Unit::Usd, shown), "−$2.5bn");
/// assert_eq!(signed(0.02, Unit::Share, shown), "+2\u{202f}points");
/// ```
pub fn signed(difference: f64, unit: Unit, shown: impl Fn(f64, Unit) -> String) -> String {
    let text = size(difference, unit, shown);
    if difference > 0.0 { format!("+{text}") } else { text }
}

/// A difference of two numbers of a unit without a plus sign: of months as their number, of shares in percentage points
/// instead of per cent.
pub fn size(difference: f64, unit: Unit, shown: impl Fn(f64, Unit) -> String) -> String {
    match unit {
        Unit::Share | Unit::SharePerYear => points(difference),
        Unit::Month => shown(difference, Unit::Months),
        _ => shown(difference, unit),
    }
}

/// A number as a source publishes it: up to six significant digits, in the size that makes the shortest text.
///
/// ```
/// use model::base::show::show_published;
/// use model::base::units::Unit;
/// assert_eq!(show_published(1_299e12, Unit::FlopPerSecond).text(), "1,299\u{202f}TFLOP/s");
/// assert_eq!(show_published(143.5e9, Unit::Byte).text(), "143.5\u{202f}GB");
/// assert_eq!(show_published(103_079_215_104.0, Unit::Byte).text(), "96\u{202f}GiB");
/// assert_eq!(show_published(38e9, Unit::Usd).text(), "$38bn");
/// assert_eq!(show_published(2.235, Unit::UsdPerChipHour).text(), "$2.235/chip-hour");
/// ```
pub fn show_published(value: f64, unit: Unit) -> Shown {
    let length = |shown: &Shown| shown.text().chars().count();
    // Memory is also published in powers of two; it is displayed in GiB if it is a whole number of them.
    let binary = (unit == Unit::Byte && value > 0.0 && (value / GIB).fract() == 0.0).then_some((GIB, "GiB"));
    let all = sizes(unit).iter().copied().chain(binary).map(|size| written(value, unit, Some(size), 6));
    // Of two equally short texts the smaller unit is chosen, which needs fewer decimals.
    let shortest = all.reduce(|best, other| if length(&other) <= length(&best) { other } else { best });
    shortest.unwrap_or_else(|| written(value, unit, None, 6))
}

const JOULES_PER_WH: f64 = 3600.0;
/// From this size on, numbers are written with a power of ten.
const BEYOND_WORDS: f64 = 1e15;

/// The sizes in which numbers of a unit are displayed, largest first; empty if there is only the unit itself.
const fn sizes(unit: Unit) -> &'static [(f64, &'static str)] {
    match unit {
        Unit::Usd
        | Unit::UsdPerMonth
        | Unit::UsdPerChip
        | Unit::UsdPerGwYear
        | Unit::Chips
        | Unit::ChipsPerMonth
        | Unit::ChipHours
        | Unit::H100Equivalents
        | Unit::TokensPerDay
        | Unit::Weights
        | Unit::Shares
        | Unit::Size => &[(1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"), (1.0, "")],
        Unit::Watt => &[(1e9, "GW"), (1e6, "MW"), (1e3, "kW"), (1.0, "W")],
        Unit::WattPerYear => &[(1e9, "GW a year"), (1e6, "MW a year"), (1e3, "kW a year"), (1.0, "W a year")],
        Unit::Joule | Unit::WattHours => &[(1e12, "TWh"), (1e9, "GWh"), (1e6, "MWh"), (1e3, "kWh"), (1.0, "Wh")],
        Unit::FlopPerSecond => &[
            (1e24, "YFLOP/s"),
            (1e21, "ZFLOP/s"),
            (1e18, "EFLOP/s"),
            (1e15, "PFLOP/s"),
            (1e12, "TFLOP/s"),
            (1.0, "FLOP/s"),
        ],
        Unit::FlopPerSecondPerWatt => &[(1e12, "TFLOP/s/W"), (1e9, "GFLOP/s/W"), (1e6, "MFLOP/s/W"), (1.0, "FLOP/s/W")],
        Unit::FlopPerSecondPerUsd => {
            &[(1e12, "TFLOP/s/USD"), (1e9, "GFLOP/s/USD"), (1e6, "MFLOP/s/USD"), (1.0, "FLOP/s/USD")]
        }
        Unit::Byte => &[(1e18, "EB"), (1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1.0, "B")],
        Unit::BytePerSecond => {
            &[(1e18, "EB/s"), (1e15, "PB/s"), (1e12, "TB/s"), (1e9, "GB/s"), (1e6, "MB/s"), (1.0, "B/s")]
        }
        _ => &[],
    }
}

/// A number in one of the sizes of its unit, with at most `significant` digits.
fn written(value: f64, unit: Unit, size: Option<(f64, &'static str)>, significant: i32) -> Shown {
    let value = without_remains(value, unit);
    let (factor, name) = size.unwrap_or((1.0, ""));
    let (before, after, own_name) = dress(unit);
    let (number, word, name) = match unit {
        Unit::Month => {
            return Shown { figures: Month(value as i32).short_name(), unit: String::new() };
        }
        Unit::Switch => {
            return Shown { figures: if value == 0.0 { "off" } else { "on" }.to_owned(), unit: String::new() };
        }
        _ if value.abs() >= BEYOND_WORDS && value.abs() >= 1e4 * factor || unit == Unit::Flop && value.abs() >= 1.0 => {
            let smallest = if scale_words(unit) { "" } else { sizes(unit).last().map_or("", |(_, name)| *name) };
            (times_power_of_ten(value, significant), "", smallest)
        }
        // Prices below ten dollars are written to the cent, unless more digits are asked for.
        _ if is_price(unit) && significant == 3 && (0.0995..9.995).contains(&value.abs()) => {
            // Half a cent rounds up, even if the nearest float is slightly below it.
            let to_the_cent = value.abs() * (1.0 + 1e-12);
            (format!("{}{to_the_cent:.2}", if value < 0.0 { "−" } else { "" }), "", "")
        }
        Unit::Share | Unit::SharePerYear => (digits(value * 100.0, significant), "", ""),
        Unit::Joule => (digits(value / JOULES_PER_WH / factor, significant), "", name),
        _ if scale_words(unit) => (digits(value / factor, significant), name, ""),
        _ => (digits(value / factor, significant), "", name),
    };
    let is_one = number == "1" && word.is_empty();
    let (minus, number) = number.strip_prefix('−').map_or(("", number.as_str()), |positive| ("−", positive));
    let unit = match (name, own_name) {
        ("", "month" | "hour" | "year" | "day" | "chip-hour") if !is_one => format!("{own_name}s"),
        ("", own_name) => own_name.to_owned(),
        (name, _) => name.to_owned(),
    };
    Shown { figures: format!("{minus}{before}{number}{word}{after}"), unit }
}

/// Replaces rounding error by 0: less than half a cent, or less than a hundred-millionth of one per cent.
fn without_remains(value: f64, unit: Unit) -> f64 {
    let remains = match unit {
        Unit::Usd | Unit::UsdPerMonth => 0.005,
        Unit::Share | Unit::SharePerYear => 1e-10,
        _ => 0.0,
    };
    if value.abs() < remains { 0.0 } else { value }
}

/// Whether the sizes of a unit are scale words ("bn"), which belong to the figures.
fn scale_words(unit: Unit) -> bool {
    matches!(sizes(unit), [(_, "tn"), ..])
}

/// Whether the unit is the price of a single thing, written with cents.
const fn is_price(unit: Unit) -> bool {
    matches!(
        unit,
        Unit::UsdPerChipHour | Unit::UsdPerKwh | Unit::UsdPerPflopHour | Unit::UsdPerMillionTokens | Unit::UsdPerShare
    )
}

/// The text before a unit's figures, the text right after them, and the unit if its size has no name.
const fn dress(unit: Unit) -> (&'static str, &'static str, &'static str) {
    match unit {
        Unit::Share => ("", "%", ""),
        Unit::SharePerYear => ("", "%", "a year"),
        Unit::Ratio => ("", "×", ""),
        Unit::Usd => ("$", "", ""),
        Unit::UsdPerMonth => ("$", "", "a month"),
        Unit::UsdPerChip => ("$", "", "a chip"),
        Unit::UsdPerGwYear => ("$", "", "/GW-year"),
        // As in the field: building costs are given per megawatt.
        Unit::UsdPerWatt => ("$", "m", "/MW"),
        Unit::UsdPerChipHour => ("$", "", "/chip-hour"),
        Unit::UsdPerKwh => ("$", "", "/kWh"),
        Unit::UsdPerPflopHour => ("$", "", "/PFLOP-hour"),
        Unit::UsdPerMillionTokens => ("$", "", "/m tokens"),
        Unit::ChipsPerMonth => ("", "", "a month"),
        Unit::H100Equivalents => ("", "", "H100e"),
        Unit::Shares => ("", "", "shares"),
        Unit::UsdPerShare => ("$", "", "/share"),
        Unit::TokensPerDay => ("", "", "a day"),
        Unit::ChipHours => ("", "", "chip-hour"),
        Unit::Flop => ("", "", "FLOP"),
        Unit::Months => ("", "", "month"),
        Unit::Hours => ("", "", "hour"),
        Unit::Years => ("", "", "year"),
        Unit::Days => ("", "", "day"),
        _ => ("", "", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_rule_for_every_number() {
        for (value, unit, text) in [
            (0.0, Unit::Usd, "$0"),
            (10e9, Unit::Usd, "$10bn"),
            (999_600_000.0, Unit::Usd, "$1bn"),
            (-2.6e9, Unit::Usd, "−$2.6bn"),
            (0.3, Unit::Share, "30%"),
            (0.095, Unit::SharePerYear, "9.5% a year"),
            (1.154, Unit::Ratio, "1.15×"),
            (744e6, Unit::Watt, "744_MW"),
            (512_345_678.0, Unit::Watt, "512_MW"),
            (1.5e9, Unit::WattPerYear, "1.5_GW a year"),
            (530e18, Unit::FlopPerSecond, "530_EFLOP/s"),
            (1.26e21, Unit::FlopPerSecond, "1.26_ZFLOP/s"),
            (421_867.6, Unit::Chips, "422k"),
            (1.3e6, Unit::Chips, "1.3m"),
            (999.96, Unit::Chips, "1k"),
            (999_960.0, Unit::Chips, "1m"),
            (766_123.0, Unit::H100Equivalents, "766k_H100e"),
            (20e3, Unit::ChipsPerMonth, "20k a month"),
            (1.23e9, Unit::ChipHours, "1.23bn_chip-hours"),
            (500e6, Unit::UsdPerMonth, "$500m a month"),
            (38e3, Unit::UsdPerChip, "$38k a chip"),
            (1.07, Unit::UsdPerChipHour, "$1.07/chip-hour"),
            (3.3, Unit::UsdPerChipHour, "$3.30/chip-hour"),
            // The nearest float is below 1.595, and a result of arithmetic may be above it; both must round up.
            (1.595, Unit::UsdPerChipHour, "$1.60/chip-hour"),
            (1.595_000_000_000_000_1, Unit::UsdPerChipHour, "$1.60/chip-hour"),
            (-1.595, Unit::UsdPerChipHour, "−$1.60/chip-hour"),
            (-0.051, Unit::UsdPerPflopHour, "−$0.051/PFLOP-hour"),
            (0.0861, Unit::UsdPerKwh, "$0.0861/kWh"),
            (0.0999, Unit::UsdPerMillionTokens, "$0.10/m tokens"),
            (9.996, Unit::UsdPerWatt, "$10m/MW"),
            (7.0, Unit::UsdPerWatt, "$7m/MW"),
            (12.0, Unit::UsdPerWatt, "$12m/MW"),
            (3.6e12, Unit::Joule, "1_GWh"),
            (2.5e9, Unit::WattHours, "2.5_GWh"),
            (25.0, Unit::Month, "Dec 2027"),
            (1.0, Unit::Months, "1_month"),
            (1.003, Unit::Years, "1_year"),
            (84.0, Unit::Months, "84_months"),
            (-1.0, Unit::Years, "−1_years"),
            (5e26, Unit::Flop, "5_×_10²⁶_FLOP"),
            (0.0, Unit::Flop, "0_FLOP"),
            (1.234e18, Unit::Usd, "$1.23_×_10¹⁸"),
            (1e300, Unit::Watt, "1_×_10³⁰⁰_W"),
            (2e-9, Unit::Ratio, "2_×_10⁻⁹×"),
        ] {
            assert_eq!(show(value, unit).text(), text.replace('_', "\u{202f}"), "{value:e} {unit:?}");
        }
    }

    /// A sentence such as "$5.00 instead of $5.00" would say that nothing changed.
    #[test]
    fn what_differs_reads_so() {
        for (one, other, unit) in [
            (5.0, 5.001, Unit::UsdPerChipHour),
            (5.0, 5.000_000_1, Unit::UsdPerChipHour),
            (1.595_1, 1.6, Unit::UsdPerChipHour),
            (1.154, 1.15, Unit::Ratio),
            (1.154, 1.154_000_000_000_000_1, Unit::Ratio),
            (38e9, 38.01e9, Unit::Usd),
            (0.3, 0.3004, Unit::Share),
            (1e26, 1.0004e26, Unit::Flop),
            (1234.0, 1234.4, Unit::Watt),
        ] {
            let texts = show_apart(&[one, other], unit);
            assert_ne!(texts[0], texts[1], "{one:e} {other:e} {unit:?}");
            // Equal values are written as everywhere else.
            assert_eq!(show_apart(&[one, one], unit), vec![show_input(one, unit).text(); 2]);
        }
        assert_eq!(show_apart(&[5.0, 5.001], Unit::UsdPerChipHour), ["$5/chip-hour", "$5.001/chip-hour"]);
        assert_eq!(show_apart(&[], Unit::Usd), Vec::<String>::new());
    }

    #[test]
    fn never_a_thousand_of_a_size() {
        for unit in [Unit::Usd, Unit::Chips, Unit::Watt, Unit::Joule, Unit::H100Equivalents, Unit::WattPerYear] {
            let joules = if unit == Unit::Joule { JOULES_PER_WH } else { 1.0 };
            for step in 0..4_000 {
                let value = joules * libm::pow(10.0, f64::from(step) * 0.003);
                let shown = show(value, unit);
                assert!(!shown.figures.contains(','), "{value:e}: {shown:?}");
            }
        }
    }
}
