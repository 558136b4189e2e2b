//! The units in which a reader types an input.

use crate::base::numbers::{digits, read_number};

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
    /// use model::base::scale::scales;
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
    pub(crate) fn exact(self, typed: f64) -> f64 {
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
