//! The units in which a reader types an input.

use crate::base::numbers::{digits, group_thousands};

/// The unit in which a reader types an input: stored number = typed number × `factor`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Stored units per typed unit.
    pub factor: f64,
    /// The unit shown next to the typed number.
    pub symbol: &'static str,
}

impl Scale {
    /// The text in the entry field: the shortest one that reads back to the same stored number or, if that is too long,
    /// four significant digits (six from 10,000 on); with commas between thousands.
    ///
    /// ```
    /// use model::base::scale::scales;
    /// assert_eq!(scales::USD_BN.write(38e9), "38");
    /// assert_eq!(scales::USD_BN.write(1.5e12), "1,500");
    /// assert_eq!(scales::PERCENT.write(0.05), "5");
    /// assert_eq!(scales::FLOP.write(5e26), "5e26");
    /// ```
    pub fn write(self, stored: f64) -> String {
        let typed = stored / self.factor;
        // A number that rounds to a limit of the exponent form is written as that limit, so that it reads back
        // unchanged.
        let is_large = typed.abs() >= if typed.fract() == 0.0 { 1e9 } else { 999_999_500.0 };
        if typed != 0.0 && (is_large || typed.abs() < 9.9995e-5) {
            let text = format!("{typed:.3e}");
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
            return format!("{mantissa}e{exponent}");
        }
        let mut figures = format!("{}", typed.abs());
        let is_short = figures.replace('.', "").trim_start_matches('0').len() <= 5;
        if is_short || typed.fract() == 0.0 {
            group_thousands(&mut figures);
        } else {
            figures = digits(typed.abs(), if typed.abs() >= 1e4 { 6 } else { 4 });
        }
        // The keyboard's hyphen is the minus sign here, because the text in a field is typed over.
        if typed < 0.0 { format!("-{figures}") } else { figures }
    }

    /// `typed × factor`, without the rounding error of a multiplication by 0.01: 5% is 0.05, not 0.05000000000000001.
    pub(crate) fn exact(self, typed: f64) -> f64 {
        if self.factor < 1.0 { typed / (1.0 / self.factor).round() } else { typed * self.factor }
    }
}

/// The scales of inputs.
pub mod scales {
    use super::Scale;
    const fn scale(factor: f64, symbol: &'static str) -> Scale {
        Scale { factor, symbol }
    }
    /// Billions of dollars.
    pub const USD_BN: Scale = scale(1e9, "$bn");
    /// Millions of dollars a month.
    pub const USD_M_A_MONTH: Scale = scale(1e6, "$m a month");
    /// Dollars a chip-hour.
    pub const USD_PER_CHIP_HOUR: Scale = scale(1.0, "$/chip-h");
    /// Thousands of dollars a chip.
    pub const USD_K_PER_CHIP: Scale = scale(1e3, "$k");
    /// Dollars a kilowatt-hour.
    pub const USD_PER_KWH: Scale = scale(1.0, "$/kWh");
    /// Millions of dollars a megawatt, which is dollars a watt.
    pub const USD_M_PER_MW: Scale = scale(1.0, "$m/MW");
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
    /// Millions of shares.
    pub const M_SHARES: Scale = scale(1e6, "m shares");
    /// Dollars a share.
    pub const USD_PER_SHARE: Scale = scale(1.0, "$/share");
    /// Chips.
    pub const CHIPS: Scale = scale(1.0, "chips");
    /// Chips a month.
    pub const CHIPS_A_MONTH: Scale = scale(1.0, "chips a month");
    /// Months.
    pub const MONTHS: Scale = scale(1.0, "months");
    /// A calendar month.
    pub const MONTH: Scale = scale(1.0, "");
    /// Years.
    pub const YEARS: Scale = scale(1.0, "years");
    /// 10¹⁵ floating-point operations a second.
    pub const PFLOPS: Scale = scale(1e15, "PFLOP/s");
    /// Floating-point operations.
    pub const FLOP: Scale = scale(1.0, "FLOP");
    /// Billions of parameters.
    pub const BN_WEIGHTS: Scale = scale(1e9, "bn");
    /// For choices and switches, which have no unit.
    pub const NONE: Scale = scale(1.0, "");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_short_and_exact() {
        for (scale, value, text) in [
            (scales::USD_BN, 38.5e9, "38.5"),
            (scales::USD_BN, 1.5e12, "1,500"),
            (scales::USD_BN, -2.6e9, "-2.6"),
            (scales::CHIPS, 1_234_567.0, "1,234,567"),
            (scales::CHIPS, 421_867.601_673, "421,868"),
            (scales::PERCENT, 0.07, "7"),
            (scales::PERCENT, 1.0 / 3.0, "33.33"),
            (scales::GW, 0.742e9, "0.742"),
            (scales::RATIO, 1.15, "1.15"),
            (scales::FLOP, 5e26, "5e26"),
        ] {
            assert_eq!(scale.write(value), text);
        }
    }

    #[test]
    fn what_rounds_to_an_end_is_written_as_the_end() {
        for (value, text) in [
            (1e-4, "0.0001"),
            (9.999_71e-5, "0.0001"),
            (9.999e-5, "9.999e-5"),
            (999_999_999.7, "1e9"),
            (1e9, "1e9"),
            (999_999_999.0, "999,999,999"),
        ] {
            assert_eq!(scales::RATIO.write(value), text);
        }
    }
}
