//! The table of headline metrics, which are read at the as-of month.
//!
//! A metric that has no value in a scenario is absent with a reason, never 0 and never not-a-number.

use crate::base::keys::{constants, named, numbered};
use crate::base::units::Unit;
use crate::facts::provenance::evidence_text;
use crate::inputs::families::Scope;

/// One row of the table.
pub struct Row {
    /// What it stands for.
    pub scope: Scope,
    /// Stable id, before the member's.
    key: &'static str,
    /// The name that is shown.
    pub label: &'static str,
    /// Unit of the stored number.
    pub unit: Unit,
    /// What it is, in one sentence.
    pub meaning: &'static str,
}

macro_rules! rows {
    ($($of:ident $NAME:ident $key:literal $label:literal $unit:ident $meaning:literal;)*) => {
        /// Every metric.
        pub static ROWS: &[Row] = &[$(Row {
            scope: Scope::$of, key: $key, label: $label, unit: Unit::$unit, meaning: evidence_text($meaning),
        }),*];

        constants!(MetricId, MetricFamily, {$($of $NAME $key $meaning;)*}, [
            Agreement agreement "agreement";
            Vendor vendor "vendor of accelerators";
            Chip chip "accelerator";
            System system "system";
            Claim claim "claim";
        ]);
    };
}

rows! {
    Scenario CHIPS_ONLINE "chips_online" "Accelerators online" Chips "Chips in use at the end of the as-of month.";
    Scenario H100_EQUIVALENTS "h100_equivalents" "H100-equivalents" H100Equivalents "Dense 8-bit peak of the chips online over the H100's 1,979 TFLOP/s (Epoch AI's rule).";
    Scenario EFFECTIVE_FLOPS "effective_flops" "Effective compute" FlopPerSecond "Peak × training MFU × goodput of the chips online.";
    Scenario HBM_CAPACITY "hbm_bytes" "HBM capacity" Byte "High-bandwidth memory of the chips online.";
    Scenario HBM_BANDWIDTH "hbm_bytes_per_second" "HBM bandwidth" BytePerSecond "Memory bandwidth of the chips online.";
    Scenario FACILITY_POWER "facility_power_watts" "Facility power" Watt "IT watts of the chips online × PUE.";
    Scenario EFFECTIVE_FLOPS_PER_WATT "effective_flops_per_watt" "Effective compute per watt" FlopPerSecondPerWatt "Effective compute over facility power.";
    Scenario SPEND_TO_DATE "spend_to_date_usd" "Spend to date" Usd "What the customer has paid for capacity so far.";
    Scenario SPENDING_RATE "rental_usd_per_month" "Spending rate" UsdPerMonth "Locked price of the chips online for a mean month of 730.5 hours.";
    Scenario COMMITMENT "commitment_usd" "Contract value" Usd "What all agreements come to over their terms, on plan.";
    Scenario COMMITMENT_REMAINING "commitment_remaining_usd" "Commitment remaining" Usd "Contract value not yet spent.";
    Scenario SHORTFALL_TO_DATE "shortfall_to_date_usd" "Shortfall to date" Usd "Planned spend that was not delivered so far.";
    Scenario UNDELIVERED "undelivered_usd" "Never delivered" Usd "Contract value that slip and limits keep from being delivered over the whole terms.";
    Scenario COST_PER_EFFECTIVE_PFLOP_HOUR "usd_per_effective_pflop_hour" "Cost per effective PFLOP-hour" UsdPerPflopHour "Hourly price of the chips online over their effective compute.";
    Scenario MONTHS_COVERED "months_covered" "Months covered" Months "How long what the investor has paid in covers the spending rate.";
    Scenario POST_MONEY "post_money_usd" "Post-money valuation" Usd "Pre-money + others' money + all tranches.";
    Scenario INVESTED_TO_DATE "invested_to_date_usd" "Invested to date" Usd "What the investor has paid in, at its expected value.";
    Scenario STAKE "stake" "Stake" Share "The investor's share of the company.";
    Scenario STAKE_VALUE "stake_value_usd" "Value of the stake" Usd "Stake × valuation.";
    Scenario GAIN "gain_usd" "Gain" Usd "Value of the stake less what was paid in.";
    Scenario MOIC "moic" "Multiple of money" Ratio "Value of the stake over what was paid in (MOIC).";
    Scenario EXIT_IRR "exit_irr" "IRR to exit" SharePerYear "The annual rate at which payments and the stake's value at exit balance.";
    Scenario RETURNED_SHARE "returned_share" "Of the investment returned" Share "Cloud spend so far over what was paid in so far, at most all of it.";
    Scenario ROUND_TRIP_MONTH "round_trip_month" "Round trip" Month "The first month by which cloud spend has come to all that was paid in.";
    Scenario INVESTOR_CASH_TO_DATE "investor_cash_to_date_usd" "Investor's cash to date" Usd "Spend received less capital cost, energy, running cost and what was invested.";
    Scenario CASH_LOW "cash_low_usd" "Deepest out of pocket" Usd "The lowest point of the investor's cash so far.";
    Scenario CASH_LOW_MONTH "cash_low_month" "Month of the lowest point" Month "When the investor's cash was lowest.";
    Scenario PAYBACK_MONTH "payback_month" "Payback" Month "The month from which the investor's cash is no longer negative.";
    Scenario NPV "npv_usd" "Present value without the stake" Usd "The investor's cash so far, discounted to November 2025 at the cost of capital.";
    Scenario NPV_WITH_STAKE "npv_with_stake_usd" "Present value with the stake" Usd "The same with the stake at its value in the as-of month.";
    Scenario CASH_IRR "cash_irr" "IRR of the cash without the stake" SharePerYear "The annual rate at which the investor's monthly cash so far is worth nothing together.";
    Scenario CASH_IRR_WITH_STAKE "cash_irr_with_stake" "IRR of the cash with the stake" SharePerYear "The same with the stake sold at its value in the as-of month.";
    Scenario GROSS_MARGIN "gross_margin" "Gross margin of renting" Share "1 − total cost of ownership over hourly price, of the chips online.";
    Scenario TRAINING_FLOP "training_flop" "Training run" Flop "The compute of the training run that is timed.";
    Scenario TRAINING_DAYS "training_days" "Days to train" Days "Training compute over the effective compute of the share that trains.";
    Scenario TRAINING_ENERGY "training_energy_joules" "Energy to train" Joule "Facility power × load factor of the share that trains, over those days.";
    Scenario TRAINING_COST "training_usd" "Cost to train" Usd "Hourly price of the share that trains, over those days.";
    Scenario TOKENS_PER_DAY "tokens_per_day" "Tokens a day" TokensPerDay "What the share that serves can generate: utilised FLOP/s over twice the active parameters.";
    Scenario COST_PER_MILLION_TOKENS "usd_per_million_tokens" "Cost per million tokens" UsdPerMillionTokens "Price of the share that serves over the tokens it generates.";
    Scenario NVIDIA_SHARE "nvidia_share" "NVIDIA's share of compute" Share "NVIDIA's part of effective compute.";
    Scenario HERFINDAHL "herfindahl" "Concentration of vendors" Ratio "Herfindahl index of effective compute: 1 is one vendor.";
    Vendor COMPUTE_SHARE "compute_share" "Share of compute" Share "The vendor's part of effective compute.";
    Agreement CONTRACT_VALUE "contract_usd" "Contract value" Usd "What the agreement comes to over its term, on plan; on a value basis the value itself.";
    Agreement UNDELIVERED "undelivered_usd" "Never delivered" Usd "The part of it that slip and limits keep from being delivered.";
    Agreement IMPLIED_PRICE_PER_CHIP_HOUR "implied_usd_per_chip_hour" "Implied price of a chip-hour" UsdPerChipHour "The stated value over the chip-hours of the plan.";
    Agreement IMPLIED_PRICE_PER_GW_YEAR "implied_usd_per_gw_year" "Implied price of a GW-year" UsdPerGwYear "The stated value over the gigawatt-years (facility, provisioned) of the plan.";
    Agreement PLANNED_PRICE_PER_CHIP_HOUR "planned_usd_per_chip_hour" "Modelled price of a chip-hour" UsdPerChipHour "The locked prices over the chip-hours of the plan.";
    Agreement PLANNED_PRICE_PER_GW_YEAR "planned_usd_per_gw_year" "Modelled price of a GW-year" UsdPerGwYear "The locked prices over the gigawatt-years of the plan.";
    // Accelerators, whether in use or not
    Chip PEAK_PER_WATT "peak_flops_per_watt" "Peak compute per watt" FlopPerSecondPerWatt "Dense peak over facility watts, of one chip at the chosen precision or the next wider one it has.";
    Chip EFFECTIVE_PER_WATT "effective_flops_per_watt" "Effective compute per watt" FlopPerSecondPerWatt "Peak × training MFU × goodput over facility watts.";
    Chip PRICE_PER_PEAK_PFLOP_HOUR "usd_per_peak_pflop_hour" "Price of a peak PFLOP-hour" UsdPerPflopHour "Price of a chip-hour, before discount, over its dense peak.";
    Chip PRICE_PER_EFFECTIVE_PFLOP_HOUR "usd_per_effective_pflop_hour" "Price of an effective PFLOP-hour" UsdPerPflopHour "Price of a chip-hour, before discount, over its effective compute.";
    Chip PEAK_PER_CAPEX "peak_flops_per_capex_usd" "Peak compute per dollar of capital" FlopPerSecondPerUsd "Dense peak over the capital cost of one chip with its server.";
    Chip EFFECTIVE_PER_CAPEX "effective_flops_per_capex_usd" "Effective compute per dollar of capital" FlopPerSecondPerUsd "Peak × training MFU × goodput over the capital cost of one chip with its server.";
    Chip TCO "tco_usd_per_chip_hour" "Cost of a chip-hour" UsdPerChipHour "Total cost of ownership: capital, running cost and energy, with its share of the facility.";
    Chip RENTAL_MARGIN "rental_margin" "Margin of renting" Share "1 − cost over price of a chip-hour.";
    Chip BREAK_EVEN_MFU "break_even_mfu" "Break-even MFU" Share "The MFU at which a unit of work costs as much as on the reference accelerator.";
    // Systems, by their printed power
    System PEAK_PER_WATT "system_peak_flops_per_watt" "Peak compute per watt" FlopPerSecondPerWatt "Dense peak of all its chips over the power that is printed for the system, cooling included.";
    System EFFECTIVE_PER_WATT "system_effective_flops_per_watt" "Effective compute per watt" FlopPerSecondPerWatt "Peak × training MFU × goodput of all its chips over the power that is printed for the system, cooling included.";
    // Claims
    Claim SPECIFIED_RATIO "specified_ratio" "Ratio as specified" Ratio "What a claim compares, by the specifications: of a system its printed total, else its chips × the figure of one.";
    Claim SPECIFIED_RATIO_PER_CHIP "specified_ratio_per_chip" "Ratio as specified, per chip" Ratio "The same comparison, one chip against one chip.";
    Claim CREDITED_RATIO "credited_ratio" "Credited ratio" Ratio "A claim as far as it is credited: specification^(1−κ) × claim^κ where the claim exceeds the specification.";
}

numbered!(MetricId, MetricFamily, "metric");

named!(MetricId, "metric");

/// Why a metric has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absent {
    /// No chips are online in the as-of month.
    NoChips,
    /// Chips are online, but none publishes a peak at the precision asked for, or a wider one.
    NoPeak,
    /// The investor has not paid anything in by the as-of month.
    NothingInvested,
    /// Not reached by the as-of month.
    NotYet,
    /// The investor was never out of pocket.
    NeverNegative,
    /// The flows to the exit do not change sign once, or no time passes.
    NoReturn,
    /// The cash so far does not change sign once, from paid to received.
    NoCashReturn,
    /// None of the fleet trains.
    NothingTrains,
    /// None of the fleet serves.
    NothingServes,
    /// The agreement has no size.
    NoAgreement,
    /// No contract value is stated to compare with.
    NoStatedValue,
    /// The investor is not the one who supplies the capacity: nothing comes back to it.
    InvestorDoesNotSupply,
    /// The accelerator publishes no peak at the precision asked for, or a wider one.
    NoPublishedPeak,
    /// No specification gives what the claim is about.
    NoSpecification,
    /// No power of the system is printed.
    NoPrintedPower,
}

impl Absent {
    /// The reason in words.
    pub const fn reason(self) -> &'static str {
        match self {
            Absent::NoChips => "no chips are online by this month",
            Absent::NoPeak => "no chip online publishes a peak at this precision or a wider one",
            Absent::NothingInvested => "nothing has been invested by this month",
            Absent::NotYet => "not by this month",
            Absent::NeverNegative => "the investor was never out of pocket",
            Absent::NoReturn => "payments and receipts up to the exit have no single rate of return",
            Absent::NoCashReturn => "payments and receipts so far have no single rate of return",
            Absent::NothingTrains => "none of the fleet trains",
            Absent::NothingServes => "none of the fleet serves",
            Absent::NoAgreement => "the agreement has no size",
            Absent::NoStatedValue => "no contract value is stated",
            Absent::InvestorDoesNotSupply => {
                "the investor does not supply the capacity, so spend does not come back to it"
            }
            Absent::NoPublishedPeak => "no peak is published at this precision or a wider one",
            Absent::NoSpecification => "no specification gives this measure",
            Absent::NoPrintedPower => "no power is printed for this system",
        }
    }
}

/// A metric's value, or why it has none.
pub type Metric<N> = Result<N, Absent>;
