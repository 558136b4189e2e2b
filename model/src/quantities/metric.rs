//! The table of metrics. Most are read at the as-of month, others to the end of contract or deal; see `is_of_as_of`.
//!
//! A metric without a value in a scenario is absent with a reason; it is never 0 or NaN instead.

use crate::base::keys::{constants, named, numbered};
use crate::base::month::Month;
use crate::base::units::Unit;
use crate::base::words::{counted, how_many};
use crate::facts::provenance::evidence_text;
use crate::inputs::families::Scope;
use crate::inputs::names::Names;

/// One row of the table.
pub struct Row {
    /// Whether the row is a single metric or a family.
    pub scope: Scope,
    /// Stable id, before that of the member.
    key: &'static str,
    /// The displayed name.
    pub label: &'static str,
    /// The unit of the stored number.
    pub unit: Unit,
    /// The meaning, in one sentence.
    pub meaning: &'static str,
}

macro_rules! rows {
    ($($of:ident $NAME:ident $key:literal $label:literal $unit:ident $meaning:literal;)*) => {
        /// All metrics.
        pub static ROWS: &[Row] = &[$(Row {
            scope: Scope::$of, key: $key, label: $label, unit: Unit::$unit, meaning: evidence_text($meaning),
        }),*];

        constants!(MetricId, MetricFamily, {$($of $NAME $key $meaning;)*}, [
            Tranche tranche "tranche of the investor’s money";
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
    Scenario H100_EQUIVALENTS "h100_equivalents" "H100-equivalents" H100Equivalents "Dense 8-bit peak of the chips online over the H100’s 1,979 TFLOP/s (Epoch AI’s rule).";
    Scenario EFFECTIVE_FLOPS "effective_flops" "Effective compute" FlopPerSecond "Peak × training MFU × goodput of the chips online.";
    Scenario HBM_CAPACITY "hbm_bytes" "HBM capacity" Byte "High-bandwidth memory of the chips online.";
    Scenario HBM_BANDWIDTH "hbm_bytes_per_second" "HBM bandwidth" BytePerSecond "Memory bandwidth of the chips online.";
    Scenario FACILITY_POWER "facility_power_watts" "Facility power" Watt "IT watts of the chips online × PUE.";
    Scenario EFFECTIVE_FLOPS_PER_WATT "effective_flops_per_watt" "Effective compute per watt" FlopPerSecondPerWatt "Effective compute over facility power.";
    Scenario SPEND_TO_DATE "spend_to_date_usd" "Spend to date" Usd "What the customer has paid for capacity so far.";
    Scenario SPENDING_RATE "rental_usd_per_month" "Spending rate" UsdPerMonth "Locked price of the rented chips online for a mean month of 730.5 hours.";
    Scenario COMMITMENT "commitment_usd" "Total contract value" Usd "What all rented agreements come to over their terms, on plan.";
    Scenario COMMITMENT_REMAINING "commitment_remaining_usd" "Commitment remaining" Usd "Total contract value of agreements that still run, less the rent delivered so far.";
    Scenario SHORTFALL_TO_DATE "shortfall_to_date_usd" "Behind plan" Usd "Planned spend of agreements that still run, less the rent delivered so far.";
    Scenario UNUSED_TO_DATE "unused_to_date_usd" "Unused to date" Usd "Rent of capacity that was there and was not paid for.";
    Scenario OWN_COST_TO_DATE "own_cost_to_date_usd" "Owner’s cost to date" Usd "What capacity that the customer bought has cost it so far, at the agreement’s price; no part of spend.";
    Scenario LAPSED "lapsed_usd" "Lapsed" Usd "Total contract value that agreements which are over did not deliver.";
    Scenario UNDELIVERED "undelivered_usd" "Never delivered" Usd "Total contract value that slip, late accelerators and limits keep from being delivered to the end of the agreements.";
    Scenario COST_PER_EFFECTIVE_PFLOP_HOUR "usd_per_effective_pflop_hour" "Cost per effective PFLOP-hour" UsdPerPflopHour "Hourly price of the chips online, rented or bought, over their effective compute.";
    Scenario MONTHS_COVERED "months_covered" "Months covered" Months "How long what the investor has paid in covers the spending rate.";
    Scenario POST_MONEY "post_money_usd" "Post-money valuation" Usd "Pre-money + others’ money + the tranches of the round, at their expected value.";
    Scenario INVESTED_TO_DATE "invested_to_date_usd" "Invested to date" Usd "What the investor has paid in, at its expected value.";
    Scenario STAKE "stake" "Stake" Share "The investor’s share of the company: what it bought, and what it held before.";
    Scenario STAKE_VALUE "stake_value_usd" "Value of the stake" Usd "Stake × valuation.";
    Scenario GAIN "gain_usd" "Gain" Usd "Value of the stake bought less what was paid in.";
    Scenario MOIC "moic" "Multiple of money" Ratio "Value of the stake bought over what was paid in (MOIC).";
    Scenario EXIT_IRR "exit_irr" "IRR to exit" SharePerYear "The annual rate at which payments by the exit and the value of the stake bought at the exit balance.";
    Tranche GAIN "tranche_gain_usd" "Gain at payment" Usd "What the tranche’s share is worth just after its payment, less what is paid.";
    Scenario RETURNED_SHARE "returned_share" "Share of investment spent back" Share "What came back from the month of the first payment on, over what was paid in so far; the spend under agreements that stood before the investment counts too.";
    Scenario ROUND_TRIP_MONTH "round_trip_month" "Round trip" Month "The month from which what came back has covered all that was paid in.";
    Scenario INVESTOR_CASH_TO_DATE "investor_cash_to_date_usd" "Investor’s cash to date" Usd "Cash from the investor’s own part of the business so far, less what it has invested.";
    Scenario CASH_LOW "cash_low_usd" "Investor’s lowest cash" Usd "The lowest point of the investor’s cash so far.";
    Scenario CASH_LOW_MONTH "cash_low_month" "Month of the lowest point" Month "When the investor’s cash was lowest.";
    Scenario PAYBACK_MONTH "payback_month" "Payback, undiscounted" Month "The month from which the investor’s cash, undiscounted and net of running costs where they are its own, is no longer negative.";
    // The contract to its end, whatever month is looked at
    Scenario CONTRACT_NPV "contract_npv_usd" "Contract value to its end" Usd "Spend less hardware, buildings, energy and running cost to the end of the contract, with what is left then, discounted to November 2025 at the cost of capital.";
    Scenario CONTRACT_NPV_OTHERWISE "contract_npv_other_refresh_usd" "Contract value with the other replacement" Usd "The contract’s NPV with the other setting of “Replace worn-out hardware”.";
    Scenario CONTRACT_IRR "contract_irr" "IRR of the contract" SharePerYear "The annual discount rate at which all that the supplier pays and receives to the end of the contract nets to zero.";
    Scenario CONTRACT_PAYBACK "contract_payback_month" "Payback of the contract, undiscounted" Month "The month from which the supplier’s cash, undiscounted and net of running costs, without what is left at the end, is no longer negative.";
    Scenario CONTRACT_LOW "contract_low_usd" "Supplier’s lowest cash" Usd "The lowest point of the supplier’s cash to the end of the contract, without what is left then.";
    Scenario CONTRACT_LOW_MONTH "contract_low_month" "Month of the supplier’s low point" Month "When the supplier’s cash is lowest.";
    Scenario CONTRACT_MARGIN "contract_margin" "Margin of the contract" Share "1 − (costs less what is left) over spend, all discounted.";
    Scenario BREAK_EVEN_PRICE "break_even_price" "Break-even share of locked prices" Share "The share of the agreed prices at which the contract’s NPV is zero, with the fleet unchanged.";
    Chip BREAK_EVEN_PRICE "break_even_usd_per_chip_hour" "Break-even price of a chip-hour" UsdPerChipHour "What every hour of the chip’s service, used or not, must bring to earn its own costs and its part of the buildings, all discounted.";
    Scenario CONTRACT_PV_SPEND "contract_pv_spend_usd" "Spend, discounted" Usd "All spend to the end of the contract, discounted.";
    Scenario CONTRACT_PV_HARDWARE "contract_pv_hardware_usd" "Hardware, discounted" Usd "All chips and servers bought, discounted.";
    Scenario CONTRACT_PV_FACILITY "contract_pv_facility_usd" "Buildings, discounted" Usd "All facilities built, discounted.";
    Scenario CONTRACT_PV_ENERGY "contract_pv_energy_usd" "Energy, discounted" Usd "All energy cost, discounted.";
    Scenario CONTRACT_PV_OPEX "contract_pv_opex_usd" "Running cost, discounted" Usd "All running cost, discounted.";
    Scenario CONTRACT_PV_RESIDUAL "contract_pv_residual_usd" "Value left, discounted" Usd "What hardware and buildings are worth when their service ends, discounted.";
    Scenario DEAL_NPV "deal_npv_usd" "Value of the deal" Usd "The investor’s own business at the supplier’s cost of capital; payments in, warrants given and the stake at the exit at the return asked of a stake.";
    Scenario DEAL_IRR "deal_irr" "IRR of the deal" SharePerYear "The annual discount rate at which all flows of the deal net to zero; with two discount rates in the deal, it has no single hurdle.";
    Scenario WARRANTS_VESTED "warrants_vested" "Warrants vested" Shares "Shares that the chip vendor has given the customer so far.";
    Scenario WARRANT_VALUE "warrant_value_usd" "Value of the warrants vested" Usd "Warrants vested × share price over the strike.";
    Scenario WARRANT_REBATE "warrant_rebate" "Warrants over spend to date" Share "Value of the warrants vested over what the customer has paid so far.";
    Scenario WARRANT_REBATE_CONTRACT "warrant_rebate_contract" "Warrants over the contract" Share "Value of the warrants vested by the end of the contract over the total contract value.";
    Scenario GROSS_MARGIN "gross_margin" "Gross margin of renting, all used" Share "1 − total cost of ownership over hourly price, of the chips online, as if all that is there were used and paid for.";
    Scenario TRAINING_FLOP "training_flop" "Training run" Flop "The compute of the training run that is timed.";
    Scenario TRAINING_DAYS "training_days" "Days to train" Days "Training compute over the effective compute of the share that trains.";
    Scenario TRAINING_ENERGY "training_energy_joules" "Energy to train" Joule "Facility power × load factor of the share that trains, over those days.";
    Scenario TRAINING_COST "training_usd" "Cost to train" Usd "Hourly price of the share that trains, over those days.";
    Scenario TOKENS_PER_DAY "tokens_per_day" "Tokens a day" TokensPerDay "What the share that serves can generate: utilised FLOP/s over twice the active parameters.";
    Scenario COST_PER_MILLION_TOKENS "usd_per_million_tokens" "Cost per million tokens" UsdPerMillionTokens "Price of the share that serves over the tokens it generates.";
    Scenario NVIDIA_SHARE "nvidia_share" "NVIDIA’s share of compute" Share "NVIDIA’s part of effective compute.";
    Scenario HERFINDAHL "herfindahl" "Concentration of vendors" Index "Herfindahl index of effective compute: 1 is one vendor.";
    Vendor COMPUTE_SHARE "compute_share" "Share of compute" Share "The vendor’s part of effective compute.";
    Agreement CONTRACT_VALUE "contract_usd" "Contract value" Usd "The agreement’s planned dollars over its term; where its size is given in dollars, those dollars.";
    Agreement UNDELIVERED "undelivered_usd" "Never delivered" Usd "The part of it that slip and limits keep from being delivered.";
    Agreement IMPLIED_PRICE_PER_CHIP_HOUR "implied_usd_per_chip_hour" "Implied price of a chip-hour" UsdPerChipHour "The stated value over the chip-hours of the plan.";
    Agreement IMPLIED_PRICE_PER_GW_YEAR "implied_usd_per_gw_year" "Implied price of a GW-year" UsdPerGwYear "The stated value over the gigawatt-years (facility, provisioned) of the plan.";
    Agreement PLANNED_PRICE_PER_CHIP_HOUR "planned_usd_per_chip_hour" "Modelled price of a chip-hour" UsdPerChipHour "Planned spend over planned chip-hours: the mean of the locked prices.";
    Agreement PLANNED_PRICE_PER_GW_YEAR "planned_usd_per_gw_year" "Modelled price of a GW-year" UsdPerGwYear "Planned spend over the gigawatt-years of the plan.";
    // Accelerators, whether in use or not
    Chip PEAK_PER_WATT "peak_flops_per_watt" "Peak compute per watt" FlopPerSecondPerWatt "Dense peak over facility watts, of one chip at the chosen precision or the next wider one it has.";
    Chip EFFECTIVE_PER_WATT "effective_flops_per_watt" "Effective compute per watt" FlopPerSecondPerWatt "Peak × training MFU × goodput over facility watts.";
    Chip PRICE_PER_PEAK_PFLOP_HOUR "usd_per_peak_pflop_hour" "Price of a peak PFLOP-hour" UsdPerPflopHour "Price of a chip-hour, before discount, over its dense peak.";
    Chip PRICE_PER_EFFECTIVE_PFLOP_HOUR "usd_per_effective_pflop_hour" "Price of an effective PFLOP-hour" UsdPerPflopHour "Price of a chip-hour, before discount, over its effective compute.";
    Chip OWNER_COST_PER_EFFECTIVE_PFLOP_HOUR "owner_usd_per_effective_pflop_hour" "Owner’s cost of an effective PFLOP-hour" UsdPerPflopHour "Total cost of ownership of a chip-hour over its effective compute.";
    Chip PEAK_PER_CAPEX "peak_flops_per_capex_usd" "Peak compute per dollar of capital" FlopPerSecondPerUsd "Dense peak over the capital cost of one chip with its server.";
    Chip EFFECTIVE_PER_CAPEX "effective_flops_per_capex_usd" "Effective compute per dollar of capital" FlopPerSecondPerUsd "Peak × training MFU × goodput over the capital cost of one chip with its server.";
    Chip TCO "tco_usd_per_chip_hour" "Cost of a chip-hour" UsdPerChipHour "Total cost of ownership: capital, running cost and energy, with its share of the facility.";
    Chip RENTAL_MARGIN "rental_margin" "Margin of renting" Share "1 − cost over price of a chip-hour.";
    Chip HARDWARE_PAYBACK "hardware_payback_years" "Payback of the hardware" Years "Capital cost, undiscounted, over what a year’s rent leaves net of energy, running cost and the building.";
    Chip TCO_OVER_PUBLISHED "tco_over_published" "Cost over the published one" Share "Cost of a chip-hour over the owner’s cost that is published, less 1.";
    Chip BREAK_EVEN_MFU "break_even_mfu" "Break-even MFU" Share "The MFU at which a unit of work costs as much as on the reference accelerator.";
    // Systems, by their printed power
    System PEAK_PER_WATT "system_peak_flops_per_watt" "Peak compute per watt" FlopPerSecondPerWatt "Dense peak of all its chips over the power that is printed for the system, cooling included.";
    System EFFECTIVE_PER_WATT "system_effective_flops_per_watt" "Effective compute per watt" FlopPerSecondPerWatt "Peak × training MFU × goodput of all its chips over the power that is printed for the system, cooling included.";
    // Claims
    Claim SPECIFIED_RATIO "specified_ratio" "Ratio as specified" Ratio "The ratio that a claim is about, from the specifications: a system’s printed total, or else its chips × the figure of one chip.";
    Claim SPECIFIED_RATIO_PER_CHIP "specified_ratio_per_chip" "Ratio as specified, per chip" Ratio "The same comparison, one chip against one chip.";
    Claim CREDITED_RATIO "credited_ratio" "Credited ratio" Ratio "A claim as far as it is credited: specification^(1−κ) × claim^κ where the claim exceeds the specification.";
}

/// Metrics of a whole contract or deal, or of its terms, which do not depend on the as-of month.
const TO_THE_END: [MetricId; 21] = [
    COMMITMENT,
    UNDELIVERED,
    POST_MONEY,
    EXIT_IRR,
    CONTRACT_NPV,
    CONTRACT_NPV_OTHERWISE,
    CONTRACT_IRR,
    CONTRACT_PAYBACK,
    CONTRACT_LOW,
    CONTRACT_LOW_MONTH,
    CONTRACT_MARGIN,
    BREAK_EVEN_PRICE,
    CONTRACT_PV_SPEND,
    CONTRACT_PV_HARDWARE,
    CONTRACT_PV_FACILITY,
    CONTRACT_PV_ENERGY,
    CONTRACT_PV_OPEX,
    CONTRACT_PV_RESIDUAL,
    DEAL_NPV,
    DEAL_IRR,
    WARRANT_REBATE_CONTRACT,
];

impl MetricId {
    /// Whether the value depends on the as-of month. Values of a contract or a deal do not, and neither do comparisons
    /// of chips, systems and claims or the terms of an agreement.
    pub fn is_of_as_of(self) -> bool {
        match self.row().scope {
            Scope::Agreement | Scope::Chip | Scope::System | Scope::Claim => false,
            _ => !TO_THE_END.contains(&self),
        }
    }

    /// Whether it is a date that is searched only up to the as-of month: [`Absent::NotYet`] if it comes later or never.
    pub fn is_cut_at_as_of(self) -> bool {
        matches!(self, ROUND_TRIP_MONTH | PAYBACK_MONTH)
    }

    /// "only months to December 2027, the as-of month, are counted", if that applies to the metric; else `None`.
    pub fn only_to(self, as_of: Month) -> Option<String> {
        self.is_cut_at_as_of().then(|| format!("only months to {}, the as-of month, are counted", as_of.name()))
    }

    /// " in December 2027", to be put after a value that depends on the as-of month; empty for other metrics, and for
    /// those that are a month themselves.
    pub fn when(self, as_of: Month) -> String {
        if self.is_of_as_of() && self.row().unit != Unit::Month {
            format!(" in {}", as_of.name())
        } else {
            String::new()
        }
    }
}

numbered!(MetricId, MetricFamily, "metric");

named!(MetricId, "metric");

/// The six headline figures at the top of the page and of its exports, in their order.
pub const HEADLINE: [MetricId; 6] =
    [CHIPS_ONLINE, H100_EQUIVALENTS, FACILITY_POWER, CONTRACT_NPV, STAKE, RETURNED_SHARE];

/// Why a metric has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absent {
    /// No chips are online in the as-of month.
    NoChips,
    /// Chips are online, but none publishes a peak at the precision asked for, or a wider one.
    NoPeak,
    /// The investor has not paid anything in by the as-of month.
    NothingInvested,
    /// The event has not happened by the as-of month.
    NotYet,
    /// The investor's cash was never negative.
    NeverNegative,
    /// There are no payments and no receipts, or they cancel in each month.
    NoFlows,
    /// The rate of return is above the highest that is searched.
    RateAbove,
    /// The rate of return is below the lowest that is searched.
    RateBelow,
    /// Several rates balance the flows; a notice lists them.
    SeveralRates,
    /// No rate balances the flows.
    NoRate,
    /// No rented agreement has planned chip-hours.
    NoContract,
    /// None of the chips online is rented.
    NothingRented,
    /// A chip vendor pays nothing in, so there is no outlay that could have a rate of return.
    NothingLaidOut,
    /// Nothing is paid under the contract.
    NothingPaid,
    /// The accelerator is never in service.
    NeverInService,
    /// A year's rent leaves nothing to pay for the hardware.
    NeverPaysBack,
    /// No owner's cost is published for the accelerator.
    NoPublishedCost,
    /// The customer has not paid anything by the as-of month.
    NothingSpent,
    /// There are no warrants.
    NoWarrants,
    /// Nothing is paid in and nothing comes back.
    NoDeal,
    /// The supplier's cash is never negative.
    SupplierNeverNegative,
    /// The event does not happen by the end of the contract.
    NotByTheEnd,
    /// The tranche does not exist, or is paid after the as-of month.
    NoSuchPayment,
    /// None of the fleet trains.
    NothingTrains,
    /// None of the fleet serves.
    NothingServes,
    /// The agreement plans no chip-hours: it has no size, or its phases start only after its end.
    NoAgreement,
    /// No contract value is stated to compare with.
    NoStatedValue,
    /// What the customer spends does not come back to the investor.
    NothingComesBack,
    /// The accelerator publishes no peak at the precision asked for, or a wider one.
    NoPublishedPeak,
    /// The specifications do not give the measure of the claim.
    NoSpecification,
    /// No power is published for the system.
    NoPrintedPower,
    /// The investor pays nothing by the exit.
    NothingInvestedByExit,
    /// Some chips online are not counted, since they publish no peak at the precision asked for or a wider one.
    PartlyCounted,
    /// The reference accelerator publishes no peak at the precision asked for, or a wider one.
    NoReferencePeak,
}

impl Absent {
    /// All reasons, in the order of their declaration.
    pub const ALL: [Absent; 34] = [
        Absent::NoChips,
        Absent::NoPeak,
        Absent::NothingInvested,
        Absent::NotYet,
        Absent::NeverNegative,
        Absent::NoFlows,
        Absent::RateAbove,
        Absent::RateBelow,
        Absent::SeveralRates,
        Absent::NoRate,
        Absent::NoContract,
        Absent::NothingRented,
        Absent::NothingLaidOut,
        Absent::NothingPaid,
        Absent::NeverInService,
        Absent::NeverPaysBack,
        Absent::NoPublishedCost,
        Absent::NothingSpent,
        Absent::NoWarrants,
        Absent::NoDeal,
        Absent::SupplierNeverNegative,
        Absent::NotByTheEnd,
        Absent::NoSuchPayment,
        Absent::NothingTrains,
        Absent::NothingServes,
        Absent::NoAgreement,
        Absent::NoStatedValue,
        Absent::NothingComesBack,
        Absent::NoPublishedPeak,
        Absent::NoSpecification,
        Absent::NoPrintedPower,
        Absent::NothingInvestedByExit,
        Absent::PartlyCounted,
        Absent::NoReferencePeak,
    ];

    /// The reason in words.
    pub const fn reason(self) -> &'static str {
        match self {
            Absent::NoChips => "no chips are online in this month",
            Absent::NoPeak => "no chip online publishes a peak at this precision or a wider one",
            Absent::NothingInvested => "nothing has been invested by this month",
            Absent::NotYet => "not by this month",
            Absent::NeverNegative => "the investor was never out of pocket",
            Absent::NoFlows => "payments and receipts come to nothing in every month",
            Absent::RateAbove => "over 1,000% a year",
            Absent::RateBelow => "under −99% a year",
            Absent::SeveralRates => "several rates balance these flows",
            Absent::NoRate => "none between −99% and 1,000%",
            Absent::NoContract => "no rented agreement delivers anything",
            Absent::NothingRented => "none of the chips online is rented",
            Absent::NothingLaidOut => {
                "the investor pays nothing in by the exit, so there is no outlay to earn a rate on"
            }
            Absent::NothingPaid => "nothing is paid under the contract",
            Absent::NeverInService => "the chip is never in service",
            Absent::NeverPaysBack => "its rent does not pay for its hardware",
            Absent::NoPublishedCost => "no owner’s cost is published",
            Absent::NothingSpent => "nothing has been spent by this month",
            Absent::NoWarrants => "there are no warrants",
            Absent::NoDeal => "nothing is paid in by the exit and nothing comes back",
            Absent::SupplierNeverNegative => "the supplier was never out of pocket",
            Absent::NotByTheEnd => "not by the end of the contract",
            Absent::NoSuchPayment => "the payment is not there by this month",
            Absent::NothingTrains => "none of the fleet trains",
            Absent::NothingServes => "none of the fleet serves",
            Absent::NoAgreement => "the agreement plans no chip-hours",
            Absent::NoStatedValue => "no contract value is stated",
            Absent::NothingComesBack => "what is spent does not come back to the investor",
            Absent::NoPublishedPeak => "no peak is published at this precision or a wider one",
            Absent::NoSpecification => "no specification gives this measure",
            Absent::NoPrintedPower => "no power is printed for this system",
            Absent::NothingInvestedByExit => "nothing is invested by the exit",
            Absent::PartlyCounted => "part of the chips online publish no peak at this precision or a wider one",
            Absent::NoReferencePeak => "the reference accelerator publishes no peak at this precision or a wider one",
        }
    }

    /// A text for an absent value, with the reason: "no value (nothing is paid under the contract)". It can stand alone
    /// or within a sentence.
    pub fn no_value(self) -> String {
        format!("no value ({})", self.reason())
    }

    /// A text for how many of all draws have no value, and why: "no value in 120 of 10,000 draws (nothing is paid under
    /// the contract)". For a date that never comes, it says how percentiles rank it.
    pub fn in_draws(self, count: usize, all: usize) -> String {
        let draws = format!("{} of {}", counted(count), how_many(all, "draw"));
        match self.never() {
            Some(never) => format!("{never} in {draws}, which ranks above all values"),
            None => format!("no value in {draws} ({})", self.reason()),
        }
    }

    /// In words, that the date which a metric tells does not come within the months considered; it is later than any
    /// date, so it ranks above all values. `None` for all other reasons, for which there is no such date.
    pub const fn never(self) -> Option<&'static str> {
        match self {
            Absent::NotYet => Some("never by this month"),
            Absent::NotByTheEnd => Some("never within the contract"),
            Absent::NeverPaysBack => Some("never"),
            _ => None,
        }
    }

    /// The text in the place of a value in a list or a range: that it never comes, else the reason.
    pub const fn in_place(self) -> &'static str {
        match self.never() {
            Some(never) => never,
            None => self.reason(),
        }
    }
}

/// The value of a metric, or the reason why it has none.
pub type Metric<N> = Result<N, Absent>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_at_its_place_among_all() {
        for (place, reason) in Absent::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, place, "{reason:?}");
        }
        // A reason added at the end would be missing from the list.
        assert_eq!(Absent::NoReferencePeak as usize + 1, Absent::ALL.len());
    }

    #[test]
    fn what_never_comes_is_later_than_anything_and_nothing_else_is() {
        let never: Vec<Absent> = Absent::ALL.into_iter().filter(|why| why.never().is_some()).collect();
        assert_eq!(never, [Absent::NotYet, Absent::NeverPaysBack, Absent::NotByTheEnd]);
        for why in Absent::ALL {
            assert_eq!(why.in_place(), why.never().unwrap_or(why.reason()));
        }
    }
}
