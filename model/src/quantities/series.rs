//! The table of monthly series.

use crate::base::keys::{constants, named, numbered};
use crate::base::units::Unit;
use crate::facts::provenance::evidence_text;
use crate::inputs::families::Scope;
use crate::inputs::names::Names;

/// How the value of a series relates to its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A stock: the value at the end of the month.
    Stock,
    /// A flow: the sum over the month.
    Flow,
    /// A total: the sum of a flow from month 0 to the end of the month.
    Total,
}

/// One row of the table.
pub struct Row {
    /// Whether the row is a single series or a family.
    pub scope: Scope,
    /// Stable id, before that of the member.
    key: &'static str,
    /// The displayed name.
    pub label: &'static str,
    /// The unit of the stored numbers.
    pub unit: Unit,
    /// Whether it is a stock, a flow or a total.
    pub kind: Kind,
    /// The meaning, in one sentence.
    pub meaning: &'static str,
}

macro_rules! rows {
    ($($of:ident $NAME:ident $key:literal $label:literal $unit:ident $kind:ident $meaning:literal;)*) => {
        /// All monthly series. Most ratios between them are metrics, not series.
        pub static ROWS: &[Row] = &[$(Row {
            scope: Scope::$of, key: $key, label: $label, unit: Unit::$unit, kind: Kind::$kind, meaning: evidence_text($meaning),
        }),*];

        constants!(SeriesId, SeriesFamily, {$($of $NAME $key $meaning;)*}, [
            Lot lot "phase’s chip A and chip B";
            Vendor vendor "vendor of accelerators";
            Chip chip "accelerator";
        ]);
    };
}

rows! {
    // Fleet: what was planned, and what is left of it after each limit.
    Scenario CHIPS_CONTRACTED "chips_contracted" "Chips at full deployment" Chips Stock "Chips that the agreements in service come to at full deployment.";
    Scenario CHIPS_PLANNED "chips_planned" "Chips planned" Chips Stock "Chips that the phases plan, without slip.";
    Scenario CHIPS_SCHEDULED "chips_scheduled" "Chips scheduled" Chips Stock "Chips of the plan with the schedule’s slip.";
    Scenario CHIPS_AVAILABLE "chips_available" "Chips available" Chips Stock "Scheduled chips whose accelerator is on sale.";
    Scenario CHIPS_SUPPLIED "chips_supplied" "Chips supplied" Chips Stock "Available chips that the vendors can deliver.";
    Scenario CHIPS_POWERED "chips_powered" "Chips powered" Chips Stock "Supplied chips for which there is power.";
    Scenario CHIPS_ONLINE "chips_online" "Chips online" Chips Stock "Chips in use: powered, and within the budget.";
    Lot CHIPS "lot_chips" "Chips online" Chips Stock "Chips of one phase and accelerator in use.";
    Lot SPEND "lot_spend_usd" "Spend" Usd Flow "What the customer pays for one phase and accelerator.";
    Chip CHIPS "chips" "Chips online" Chips Stock "Chips of this accelerator in use.";
    // Compute
    Scenario PEAK_BF16 "peak_flops_bf16" "Peak BF16" FlopPerSecond Stock "Dense BF16 peak of the chips online that publish one.";
    Scenario PEAK_FP8 "peak_flops_fp8" "Peak FP8" FlopPerSecond Stock "Dense FP8 peak of the chips online, the next wider precision where a chip has no FP8.";
    Scenario PEAK_FP4 "peak_flops_fp4" "Peak FP4" FlopPerSecond Stock "Dense FP4 peak of the chips online, the next wider precision where a chip has no FP4.";
    Scenario EFFECTIVE_FLOPS "effective_flops" "Effective compute" FlopPerSecond Stock "Peak × training MFU × goodput, at the chosen precision or the next wider one a chip has.";
    Vendor EFFECTIVE_FLOPS "effective_flops" "Effective compute" FlopPerSecond Stock "Effective compute of one vendor’s chips.";
    Scenario H100_EQUIVALENTS "h100_equivalents" "H100-equivalents" H100Equivalents Stock "Dense 8-bit peak over the H100’s 1,979 TFLOP/s (Epoch AI’s rule).";
    Scenario HBM_CAPACITY "hbm_bytes" "HBM capacity" Byte Stock "High-bandwidth memory of the chips online.";
    Scenario HBM_BANDWIDTH "hbm_bytes_per_second" "HBM bandwidth" BytePerSecond Stock "Memory bandwidth of the chips online.";
    // Power
    Scenario FACILITY_POWER "facility_power_watts" "Facility power" Watt Stock "IT watts of the chips online × PUE: provisioned facility power.";
    Scenario POWER_LIMIT "power_limit_watts" "Power available" Watt Stock "The limit on facility power, where there is one.";
    Scenario ENERGY "energy_joules" "Energy" Joule Flow "Mean facility power × load factor × hours.";
    Scenario ENERGY_COST "energy_cost_usd" "Energy cost" Usd Flow "Energy of what is rented × electricity price.";
    // Customer's money
    Scenario PLANNED_SPEND "planned_spend_usd" "Planned spend" Usd Flow "What the customer would pay if everything came as planned.";
    Scenario RENT "rent_usd" "Rent of what is online" Usd Flow "Chips online (mean of the month) × hours × locked price: full use of what is there.";
    Scenario SPEND "spend_usd" "Spend" Usd Flow "What the customer pays: the rent of what it uses, at least the take-or-pay share of what was planned.";
    Scenario UNUSED "unused_usd" "Unused" Usd Flow "Rent of capacity that is there and is not paid for.";
    Scenario UNUSED_TO_DATE "unused_to_date_usd" "Unused to date" Usd Total "All of it so far.";
    Scenario SPEND_TO_DATE "spend_to_date_usd" "Spend to date" Usd Total "All spend so far.";
    Scenario PLANNED_SPEND_TO_DATE "planned_spend_to_date_usd" "Planned spend to date" Usd Total "All planned spend so far.";
    Scenario COMMITMENT_REMAINING "commitment_remaining_usd" "Commitment remaining" Usd Stock "Total contract value of agreements that still run, less the rent delivered so far.";
    Scenario LAPSED "lapsed_usd" "Lapsed" Usd Stock "Total contract value that agreements which are over did not deliver.";
    Scenario SHORTFALL_TO_DATE "shortfall_to_date_usd" "Behind plan" Usd Stock "Planned spend of agreements that still run, less the rent delivered so far.";
    Scenario RENTAL "rental_usd_per_hour" "Hourly rental" Usd Stock "Locked price of all rented chips online, for an hour.";
    Scenario OWN_COST "own_cost_usd" "Owner’s cost of what is bought" Usd Flow "Mean chips of bought agreements × hours × price: what capacity that is the customer’s own costs it. No part of spend.";
    Scenario OWN_COST_TO_DATE "own_cost_to_date_usd" "Owner’s cost to date" Usd Total "All of it so far.";
    Scenario OWN_HOURLY "own_usd_per_hour" "Hourly owner’s cost" Usd Stock "Price of all chips online that are bought, for an hour.";
    // Supplier's money
    Scenario CHIP_CAPEX "chip_capex_usd" "Chips and servers bought" Usd Flow "Capital cost of the chips bought in the month: those that are needed beyond what is there and not worn out.";
    Scenario FACILITY_CAPEX "facility_capex_usd" "Facilities built" Usd Flow "Facility cost of the power added in the month.";
    Scenario OPEX "opex_usd" "Running cost" Usd Flow "A twelfth of the yearly share of the capital cost of what is in service, mean of the month.";
    Scenario TCO "tco_usd_per_hour" "Hourly cost" Usd Stock "Total cost of ownership of all rented chips online, for an hour.";
    Scenario RESIDUAL "residual_usd" "Value left" Usd Flow "What hardware is worth when its accelerator leaves service, and buildings at the end of the contract.";
    Scenario SUPPLIER_CASH "supplier_cash_usd" "Supplier’s cash" Usd Flow "Spend received − capital cost − energy − running cost.";
    // Equity
    Scenario INVESTED "invested_usd" "Invested" Usd Flow "What the investor pays in, at its expected value.";
    Scenario OTHERS_INVESTED "others_invested_usd" "Invested by others" Usd Flow "What others pay into the same round.";
    Scenario INVESTED_TO_DATE "invested_to_date_usd" "Invested to date" Usd Total "All that the investor has paid in.";
    Scenario STAKE_BOUGHT "stake_bought" "Stake bought" Share Stock "The share of the company that the investor’s tranches have bought, as later money leaves it.";
    Scenario STAKE_BOUGHT_VALUE "stake_bought_value_usd" "Value of the stake bought" Usd Stock "Stake bought × valuation.";
    Scenario HELD_BEFORE_STAKE "held_before_stake" "Stake held before" Share Stock "What is left of the share that the investor held before the round.";
    Scenario STAKE "stake" "Stake" Share Stock "The investor’s share of the company: bought, and held before.";
    Scenario VALUATION "valuation_usd" "Valuation" Usd Stock "What the company is worth: the round’s post-money valuation and later money, changing each year.";
    Scenario STAKE_VALUE "stake_value_usd" "Value of the stake" Usd Stock "Stake × valuation.";
    // Investor's cash
    Scenario VENDOR_CAPEX "vendor_capex_usd" "Bought from the investor as chip vendor" Usd Flow "Capital cost of the chips bought of the vendor that the investor may be, servers included.";
    Scenario RETURNED "returned_usd" "Comes back" Usd Flow "The customer’s money that reaches the investor: cloud spend, or the vendor’s share of the chips bought.";
    Scenario RETURNED_TO_DATE "returned_to_date_usd" "Came back to date" Usd Total "All of it from the month of the first payment on.";
    Scenario WARRANTS_VESTED "warrants_vested" "Warrants vested" Shares Stock "Shares that the chip vendor has given the customer for capacity that came online.";
    Scenario WARRANT_VALUE "warrant_value_usd" "Value of the warrants vested" Usd Stock "Warrants vested × share price over the strike.";
    Scenario INVESTOR_CASH "investor_cash_usd" "Investor’s cash" Usd Flow "Cash from the investor’s own part of the business, as supplier or as chip vendor, less what it invests.";
    Scenario INVESTOR_CASH_TO_DATE "investor_cash_to_date_usd" "Investor’s cash to date" Usd Total "All of the investor’s cash so far.";
    // To the end of the contract, whatever the horizon
    Scenario CONTRACT_CASH "contract_cash_usd" "Supplier’s cash with what is left" Usd Flow "Supplier’s cash, and what hardware and buildings are worth when their service ends.";
    Scenario CONTRACT_CASH_TO_DATE "contract_cash_to_date_usd" "The same to date" Usd Total "All of it so far.";
    Scenario DEAL_CASH "deal_cash_usd" "Cash of the deal" Usd Flow "The investor’s own business (as supplier the contract’s cash, as chip vendor its margin on its chips), payments in by the exit, the stake at the exit, less warrants as they vest.";
    Scenario DEAL_CASH_TO_DATE "deal_cash_to_date_usd" "Cash of the deal to date" Usd Total "All of it so far.";
}

numbered!(SeriesId, SeriesFamily, "series");

/// Series that reach to the end of the last agreement or to the exit, whichever is later, and not only to the horizon.
pub const TO_THE_END: [SeriesId; 10] = [
    SPEND,
    CHIP_CAPEX,
    FACILITY_CAPEX,
    ENERGY_COST,
    OPEX,
    RESIDUAL,
    CONTRACT_CASH,
    CONTRACT_CASH_TO_DATE,
    DEAL_CASH,
    DEAL_CASH_TO_DATE,
];

named!(SeriesId, "series");
