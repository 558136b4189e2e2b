//! The words that are allowed around a number: currencies, scale words, and the units of each dimension.

use crate::base::units::Unit;

/// The effect of a word on a number: `number × 10^power × times ÷ over`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Factor {
    pub(super) power: i32,
    pub(super) times: f64,
    pub(super) over: f64,
}

impl Factor {
    pub(super) const ONE: Factor = ten(0);

    pub(super) fn and(self, other: Factor) -> Factor {
        Factor { power: self.power + other.power, times: self.times * other.times, over: self.over * other.over }
    }
}

const fn ten(power: i32) -> Factor {
    Factor { power, times: 1.0, over: 1.0 }
}
const fn times(times: f64) -> Factor {
    Factor { power: 0, times, over: 1.0 }
}
const fn over(over: f64) -> Factor {
    Factor { power: 0, times: 1.0, over }
}

/// Words with their effects. Spaces separate the words of a phrase; a hyphen in the text counts as a space.
pub(super) type Words = &'static [(&'static str, Factor)];

/// Scale words.
pub(super) const SCALES: Words = &[
    ("k", ten(3)),
    ("thousand", ten(3)),
    ("m", ten(6)),
    ("mn", ten(6)),
    ("million", ten(6)),
    ("b", ten(9)),
    ("bn", ten(9)),
    ("billion", ten(9)),
    ("tn", ten(12)),
    ("trillion", ten(12)),
];

/// Ways to write dollars.
pub(super) const DOLLARS: &[&str] = &["$", "us$", "usd", "dollar", "dollars"];

/// Other currencies, and their names in refusals.
pub(super) const OTHER_CURRENCIES: &[(&str, &str)] = &[
    ("€", "euros"),
    ("eur", "euros"),
    ("euro", "euros"),
    ("euros", "euros"),
    ("£", "pounds"),
    ("gbp", "pounds"),
    ("pound", "pounds"),
    ("pounds", "pounds"),
    ("¥", "yen or yuan"),
    ("jpy", "yen"),
    ("yen", "yen"),
    ("cny", "yuan"),
    ("rmb", "yuan"),
    ("yuan", "yuan"),
    ("chf", "Swiss francs"),
    ("inr", "rupees"),
    ("₹", "rupees"),
    ("krw", "won"),
    ("₩", "won"),
    ("twd", "Taiwan dollars"),
    ("nt$", "Taiwan dollars"),
    ("hkd", "Hong Kong dollars"),
    ("hk$", "Hong Kong dollars"),
    ("sgd", "Singapore dollars"),
    ("s$", "Singapore dollars"),
    ("cad", "Canadian dollars"),
    ("c$", "Canadian dollars"),
    ("ca$", "Canadian dollars"),
    ("aud", "Australian dollars"),
    ("a$", "Australian dollars"),
    ("au$", "Australian dollars"),
    ("nzd", "New Zealand dollars"),
    ("nz$", "New Zealand dollars"),
    ("sek", "Swedish kronor"),
    ("nok", "Norwegian kroner"),
    ("dkk", "Danish kroner"),
    ("aed", "dirhams"),
    ("sar", "riyals"),
    ("ils", "shekels"),
    ("₪", "shekels"),
    ("brl", "reais"),
    ("r$", "reais"),
];

/// Per cent, without finer units.
pub(super) const PER_CENT: Words = &[("%", ten(-2)), ("per cent", ten(-2)), ("percent", ten(-2)), ("pct", ten(-2))];

const SHARE: Words = &[
    ("%", ten(-2)),
    ("per cent", ten(-2)),
    ("percent", ten(-2)),
    ("pct", ten(-2)),
    ("basis points", ten(-4)),
    ("basis point", ten(-4)),
    ("bps", ten(-4)),
    ("bp", ten(-4)),
];
const RATIO: Words = &[("×", Factor::ONE), ("x", Factor::ONE), ("times", Factor::ONE)];
const POWER: Words = &[
    ("w", ten(0)),
    ("watt", ten(0)),
    ("watts", ten(0)),
    ("kw", ten(3)),
    ("kilowatt", ten(3)),
    ("kilowatts", ten(3)),
    ("mw", ten(6)),
    ("megawatt", ten(6)),
    ("megawatts", ten(6)),
    ("gw", ten(9)),
    ("gigawatt", ten(9)),
    ("gigawatts", ten(9)),
    ("tw", ten(12)),
    ("terawatt", ten(12)),
    ("terawatts", ten(12)),
];
const CHIPS: Words =
    &[("chip", Factor::ONE), ("chips", Factor::ONE), ("accelerator", Factor::ONE), ("accelerators", Factor::ONE)];
const WEIGHTS: Words =
    &[("parameters", Factor::ONE), ("parameter", Factor::ONE), ("params", Factor::ONE), ("weights", Factor::ONE)];
const FLOP: Words = &[("flop", Factor::ONE), ("flops", Factor::ONE)];
const FLOP_PER_SECOND: Words = &[
    ("flop / s", ten(0)),
    ("tflop / s", ten(12)),
    ("tflops", ten(12)),
    ("pflop / s", ten(15)),
    ("pflops", ten(15)),
    ("eflop / s", ten(18)),
    ("eflops", ten(18)),
];
const MONTHS: Words = &[
    ("m", times(1.0)),
    ("mo", times(1.0)),
    ("mth", times(1.0)),
    ("mths", times(1.0)),
    ("month", times(1.0)),
    ("months", times(1.0)),
    ("q", times(3.0)),
    ("quarter", times(3.0)),
    ("quarters", times(3.0)),
    ("y", times(12.0)),
    ("yr", times(12.0)),
    ("yrs", times(12.0)),
    ("year", times(12.0)),
    ("years", times(12.0)),
];
const YEARS: Words = &[
    ("m", over(12.0)),
    ("mo", over(12.0)),
    ("mth", over(12.0)),
    ("mths", over(12.0)),
    ("month", over(12.0)),
    ("months", over(12.0)),
    ("q", over(4.0)),
    ("quarter", over(4.0)),
    ("quarters", over(4.0)),
    ("y", over(1.0)),
    ("yr", over(1.0)),
    ("yrs", over(1.0)),
    ("year", over(1.0)),
    ("years", over(1.0)),
];
const HOURS: Words =
    &[("h", Factor::ONE), ("hr", Factor::ONE), ("hrs", Factor::ONE), ("hour", Factor::ONE), ("hours", Factor::ONE)];
const DAYS: Words = &[("d", Factor::ONE), ("day", Factor::ONE), ("days", Factor::ONE)];

/// Denominators of a yearly rate that does not compound, such as watts a year.
const A_YEAR: Words = &[
    ("year", Factor::ONE),
    ("yr", Factor::ONE),
    ("y", Factor::ONE),
    ("annum", Factor::ONE),
    ("quarter", times(4.0)),
    ("month", times(12.0)),
];
/// Denominators of a yearly rate that compounds: a monthly rate does not determine it without further assumptions.
const A_YEAR_ONLY: Words = &[("year", Factor::ONE), ("yr", Factor::ONE), ("y", Factor::ONE), ("annum", Factor::ONE)];
const A_MONTH: Words = &[
    ("month", Factor::ONE),
    ("mo", Factor::ONE),
    ("mth", Factor::ONE),
    ("quarter", over(3.0)),
    ("year", over(12.0)),
    ("yr", over(12.0)),
    ("annum", over(12.0)),
];
const A_CHIP_HOUR: Words = &[
    ("chip hour", Factor::ONE),
    ("chip hr", Factor::ONE),
    ("chip h", Factor::ONE),
    ("chip per hour", Factor::ONE),
    ("accelerator hour", Factor::ONE),
    ("gpu hour", Factor::ONE),
    ("gpu hr", Factor::ONE),
    ("gpu h", Factor::ONE),
    ("hour", Factor::ONE),
    ("hr", Factor::ONE),
    ("h", Factor::ONE),
];
const A_CHIP: Words = &[("chip", Factor::ONE), ("accelerator", Factor::ONE), ("gpu", Factor::ONE)];
const SHARES: Words = &[("share", Factor::ONE), ("shares", Factor::ONE)];
const A_SHARE: Words = &[("share", Factor::ONE)];
const A_KWH: Words = &[
    ("kwh", Factor::ONE),
    ("kilowatt hour", Factor::ONE),
    ("mwh", ten(-3)),
    ("megawatt hour", ten(-3)),
    ("gwh", ten(-6)),
    ("gigawatt hour", ten(-6)),
];
const A_WATT: Words = &[
    ("w", ten(0)),
    ("watt", ten(0)),
    ("kw", ten(-3)),
    ("kilowatt", ten(-3)),
    ("mw", ten(-6)),
    ("megawatt", ten(-6)),
    ("gw", ten(-9)),
    ("gigawatt", ten(-9)),
];

/// The words that are allowed around a number of a unit.
pub(super) struct Vocabulary {
    /// Whether the unit is money.
    pub(super) is_money: bool,
    /// Names of the unit and of others of its dimension.
    pub(super) names: Words,
    /// Denominators, after `/`, `a`, `an` or `per`.
    pub(super) per: Words,
    /// What the field takes, in the words of a refusal.
    pub(super) takes: &'static str,
}

/// The vocabulary of a unit.
pub(super) const fn vocabulary(unit: Unit) -> Vocabulary {
    let (is_money, names, per, takes): (bool, Words, Words, &str) = match unit {
        Unit::Usd => (true, &[], &[], "US dollars"),
        Unit::UsdPerMonth => (true, &[], A_MONTH, "US dollars a month"),
        Unit::UsdPerChipHour => (true, &[], A_CHIP_HOUR, "US dollars a chip-hour"),
        Unit::UsdPerChip => (true, &[], A_CHIP, "US dollars a chip"),
        Unit::UsdPerKwh => (true, &[], A_KWH, "US dollars a kWh or MWh"),
        Unit::UsdPerWatt => (true, &[], A_WATT, "US dollars a W, kW, MW or GW"),
        Unit::UsdPerShare => (true, &[], A_SHARE, "US dollars a share"),
        Unit::Shares => (false, SHARES, &[], "shares"),
        Unit::Share => (false, SHARE, &[], "per cent"),
        Unit::SharePerYear => (false, SHARE, A_YEAR_ONLY, "per cent a year"),
        Unit::Ratio => (false, RATIO, &[], "a plain number"),
        Unit::Watt => (false, POWER, &[], "W, kW, MW or GW"),
        Unit::WattPerYear => (false, POWER, A_YEAR, "kW, MW or GW a year"),
        Unit::Chips => (false, CHIPS, &[], "chips"),
        Unit::ChipsPerMonth => (false, CHIPS, A_MONTH, "chips a month"),
        Unit::Months => (false, MONTHS, &[], "months, quarters or years"),
        Unit::Years => (false, YEARS, &[], "years, quarters or months"),
        Unit::Hours => (false, HOURS, &[], "hours"),
        Unit::Days => (false, DAYS, &[], "days"),
        Unit::Flop => (false, FLOP, &[], "FLOP"),
        Unit::FlopPerSecond => (false, FLOP_PER_SECOND, &[], "TFLOP/s or PFLOP/s"),
        Unit::Weights => (false, WEIGHTS, &[], "parameters"),
        _ => (false, &[], &[], "a number"),
    };
    Vocabulary { is_money, names, per, takes }
}
