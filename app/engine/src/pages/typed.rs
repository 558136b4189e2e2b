//! Numbers and months for figures, as the reader types them.

use model::base::scale::{Scale, scales};
use model::base::typed::{Bare, Field, Takes, read};
use model::base::units::Unit;

/// The largest number that may be typed; no figure is larger.
const LARGEST: f64 = 1e40;
/// The last month that may be typed: fifty years after the first.
const LAST_MONTH: f64 = 600.0;

/// Reads a number, or a month, in a unit. `now` is the present value, because a change such as `+10%` may be typed. The
/// error says why the text cannot be taken, without a full stop.
pub(crate) fn number(unit: Unit, takes: Takes, text: &str, now: f64) -> Result<f64, String> {
    let is_month = matches!(takes, Takes::Month(_));
    let field = Field {
        takes,
        unit,
        scale: scale(unit),
        min: if is_month { 0.0 } else { -LARGEST },
        max: if is_month { LAST_MONTH } else { LARGEST },
        low: 0.0,
        value: now,
        bare: Bare::Displayed,
    };
    read(text, &field).map(|taken| taken.value)
}

/// The scale of a number that is typed without a unit.
pub(crate) fn scale(unit: Unit) -> Scale {
    match unit {
        Unit::Usd => scales::USD_BN,
        Unit::UsdPerMonth => scales::USD_M_A_MONTH,
        Unit::UsdPerChipHour => scales::USD_PER_CHIP_HOUR,
        Unit::Share => scales::PERCENT,
        Unit::SharePerYear => scales::PERCENT_A_YEAR,
        Unit::Ratio => scales::RATIO,
        Unit::Watt => scales::GW,
        Unit::Chips => scales::CHIPS,
        Unit::Months => scales::MONTHS,
        Unit::Years => scales::YEARS,
        Unit::FlopPerSecond => scales::PFLOPS,
        Unit::Month => scales::MONTH,
        other => Scale { factor: 1.0, symbol: other.name() },
    }
}
