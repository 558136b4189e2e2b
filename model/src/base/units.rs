//! Units of stored numbers.
//!
//! Stored numbers are SI units or USD, unrounded. A reader sees at most three significant digits, and a unit that fits
//! the size: see [`show`](crate::base::show).

use serde::{Serialize, Serializer};

/// Bytes per GiB.
pub(crate) const GIB: f64 = 1_073_741_824.0;

/// The unit of a stored number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A fraction of one: 0.25 is a quarter.
    Share,
    /// A fraction of one per year: 0.1 is ten per cent a year.
    SharePerYear,
    /// A plain ratio, such as PUE or "4.4 times".
    Ratio,
    /// An index between 0 and 1, such as that of concentration.
    Index,
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
    /// US dollars for 10¹⁵ floating-point operations a second for an hour: after MFU and goodput, unless it is the
    /// price of a peak PFLOP-hour.
    UsdPerPflopHour,
    /// US dollars for a gigawatt of facility power over a year.
    UsdPerGwYear,
    /// US dollars for a million tokens.
    UsdPerMillionTokens,
    /// Watts.
    Watt,
    /// Watts a year, for the growth of available power.
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
    /// NVIDIA H100s with the same dense 8-bit peak.
    H100Equivalents,
    /// A calendar month, counted from 0 = November 2025.
    Month,
    /// Shares of a company.
    Shares,
    /// US dollars a share.
    UsdPerShare,
    /// A number of things.
    Count,
    /// A number of months.
    Months,
    /// A number of hours.
    Hours,
    /// Accelerators × hours.
    ChipHours,
    /// Watts × hours.
    WattHours,
    /// A number of years.
    Years,
    /// A number of days.
    Days,
    /// Parameters of a neural network.
    Weights,
    /// Tokens a day.
    TokensPerDay,
    /// One of a list of choices, stored as its index.
    Choice,
    /// On or off, stored as 1 or 0.
    Switch,
    /// The size of an agreement: US dollars, watts or accelerators, by its basis.
    Size,
}

impl Unit {
    /// The name of the unit in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Unit::Share => "share",
            Unit::SharePerYear => "share/year",
            Unit::Ratio => "ratio",
            Unit::Index => "index",
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
            Unit::Shares => "shares",
            Unit::UsdPerShare => "USD/share",
            Unit::Count => "count",
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
