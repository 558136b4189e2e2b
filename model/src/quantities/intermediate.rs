//! Names for what is computed on the way from inputs to series and metrics.
//!
//! Nobody asks for these first, but whoever asks where a number comes from meets them: they are the steps of an
//! explanation, and the rows of a workbook's sheet Workings. Plain runs do not keep them.

use crate::base::keys::{constants, named, numbered};
use crate::base::units::Unit;
use crate::facts::accelerator::Vendor;
use crate::facts::provenance::evidence_text;
use crate::inputs::families::{LOTS, Scope};

/// One row of the table.
pub struct Row {
    /// What it stands for.
    pub scope: Scope,
    /// Stable id, before the member's.
    key: &'static str,
    /// The name that is shown.
    pub label: &'static str,
    /// Unit of the number; of a limit, see [`IntermediateId::unit`].
    unit: Unit,
    /// Whether it has a value for every month, or one.
    pub monthly: bool,
    /// What it is, in one sentence.
    pub meaning: &'static str,
}

macro_rules! rows {
    ($($of:ident $NAME:ident $key:literal $label:literal $unit:ident $monthly:literal $meaning:literal;)*) => {
        /// Every intermediate, in the order in which they are computed.
        pub static ROWS: &[Row] = &[$(Row {
            scope: Scope::$of, key: $key, label: $label, unit: Unit::$unit, monthly: $monthly, meaning: evidence_text($meaning),
        }),*];

        constants!(IntermediateId, IntermediateFamily, {$($of $NAME $key $meaning;)*}, [
            Tranche tranche "tranche of the investor's money";
            Agreement agreement "agreement";
            Phase phase "phase";
            Lot lot "phase's chip A and chip B";
            Vendor vendor "vendor of accelerators";
            Chip chip "accelerator";
            Limit limit "limit";
            AfterLimit after_limit "stage of limits on each lot";
        ]);
    };
}

rows! {
    Agreement IN_SERVICE "in_service" "In service" Switch true "1 in the months of the agreement's term, else 0.";
    Phase RAMP "ramp" "Planned ramp" Share true "Share of the phase's capacity that is planned to be online at the end of the month.";
    Phase RAMP_SLIPPED "ramp_slipped" "Ramp with slip" Share true "The same with the schedule's slip.";
    Phase HOURS_IN_MONTH "hours_in_month" "Hours of one chip in the month" Hours true "Mean planned ramp of the month × its hours, in the months of the agreement's term.";
    Phase HOURS_OF_ONE "hours_of_one" "Hours of one chip" Hours false "Hours that one chip of the phase is planned to work over the agreement's term: mean ramp × hours of the month, summed.";
    Phase CAPACITY "capacity" "Size" Size false "The phase's share of the agreement's size: USD, watts or chips, as the size is given.";
    Lot LOCKED_PRICE "locked_price" "Locked price" UsdPerChipHour false "Price of a chip-hour at the phase's start: catalogue price, changed each year until then, less the discount.";
    Lot WATTS_OF_ONE "watts_of_one" "Facility power of one chip" Watt false "IT watts × PUE.";
    Lot FULL_CHIPS "full_chips" "Chips at full deployment" Chips false "What the phase's size buys of this chip.";
    Lot STRANDED "stranded_usd" "Contract value without a month" Usd false "Contract value that no month can deliver, because the phase starts only after the agreement's end.";
    Lot PLANNED_CHIPS "planned_chips" "Planned chips" Chips true "Chips at full deployment × planned ramp.";
    Lot SCHEDULED_CHIPS "scheduled_chips" "Scheduled chips" Chips true "Chips at full deployment × ramp with slip.";
    Lot AVAILABLE_CHIPS "available_chips" "Scheduled chips on sale" Chips true "Scheduled chips, from the month in which the accelerator is available.";
    Lot ON_SALE_CHIPS "on_sale_chips" "Planned chips on sale" Chips true "Planned chips, from the month in which the accelerator is available: what limits hold back.";
    Limit LEVEL "level" "How much there is" Ratio true "What the limit allows at the end of the month.";
    Limit WANTED_BASE "wanted_base" "Wanted by the base agreement" Ratio true "What the base agreement's plan takes of it.";
    Limit WANTED_EXPANSION "wanted_expansion" "Wanted by the expansion" Ratio true "What the expansion's plan takes of it.";
    Limit WANTED "wanted" "Wanted by both" Ratio true "What the plan of both agreements takes of it.";
    Limit LEFT "left" "What is left" Ratio true "What there is, less what an agreement that is over took for good.";
    Limit PASSED "passed" "Plan allowed" Months true "The number of months of the plan that there is enough for; all up to this one where there is enough for all.";
    Limit SHARE "share" "Part of the next month" Share true "The part of the plan's next month that there is enough for.";
    Lot VENDOR "vendor" "Vendor" Choice false "The place of the chip's vendor in the catalogue, 0 the first.";
    AfterLimit ALLOWED_CHIPS "allowed_chips" "Allowed chips" Chips true "Planned chips as far as the limit allows: the plan as it stood when it took what there is now.";
    Limit HAD_BASE "had_base" "Taken by the base agreement" Ratio true "What the base agreement has taken, or had taken when it ended.";
    Limit HAD_EXPANSION "had_expansion" "Taken by the expansion" Ratio true "What the expansion has taken, or had taken when it ended.";
    AfterLimit CHIPS "held_chips" "Chips after the limit" Chips true "The smaller of what was left before the limit and of what it allows.";
    Lot ONLINE_CHIPS "online_chips" "Chips after all limits" Chips true "Chips that schedule, availability and limits leave, before the agreement's end is looked at.";
    Chip EFFECTIVE_FLOPS_OF_ONE "effective_flops_of_one" "Effective compute of one" FlopPerSecond false "Peak × training MFU × goodput of one chip, at the chosen precision or the next wider one it has.";
    Chip FACILITY_WATTS_OF_ONE "facility_watts_of_one" "Facility power of one" Watt false "IT watts × PUE.";
    Chip ENERGY_COST_PER_HOUR "energy_usd_per_hour" "Energy of one" UsdPerChipHour false "What the energy of one chip costs in an hour.";
    Chip TCO_PER_HOUR "tco_usd_per_hour" "Cost of a chip-hour" UsdPerChipHour false "Total cost of ownership of one chip for an hour: capital, running cost, energy.";
    Scenario HARDWARE_ANNUITY "hardware_annuity" "Yearly payment on hardware" SharePerYear false "What pays a dollar of chips and servers back over their life at the cost of capital, each year.";
    Scenario FACILITY_ANNUITY "facility_annuity" "Yearly payment on facilities" SharePerYear false "What pays a dollar of facility back over its life at the cost of capital, each year.";
    Lot PLANNED_SPEND "planned_spend_usd" "Planned spend" Usd true "Chips at full deployment × mean planned ramp × hours × locked price.";
    Lot SPEND "spend_usd" "Spend" Usd true "Mean chips of the month × hours × locked price.";
    Lot PLANNED_OVER_TERM "planned_usd" "Planned spend over the term" Usd false "Planned spend of all months of the term.";
    Lot DELIVERED_OVER_TERM "delivered_usd" "Spend over the term" Usd false "Spend of all months of the term.";
    Agreement CONTRACT_VALUE "contract_usd" "Contract value" Usd false "Planned spend over the term, and what no month can deliver.";
    Agreement DELIVERED_OVER_TERM "delivered_usd" "Delivered over the term" Usd false "Spend over the term.";
    Agreement CHIP_HOURS "chip_hours" "Planned chip-hours" ChipHours false "Planned spend over locked price.";
    Agreement WATT_HOURS "watt_hours" "Planned watt-hours" WattHours false "Planned chip-hours × facility watts of one chip: provisioned, not used.";
    Chip HIGHEST_CHIPS "highest_chips" "Most chips so far" Chips true "The most that there have been of this chip up to the end of the month.";
    Scenario HIGHEST_POWER "highest_watts" "Most power so far" Watt true "The most facility power that there has been up to the end of the month.";
    Scenario CAPITAL "capital_usd" "Capital so far" Usd true "Chips, servers and facilities bought so far.";
    Tranche EXPECTED_PAYMENT "expected_usd" "Expected payment" Usd false "Amount × probability.";
    Scenario FIRST_PAYMENT "first_payment" "First payment" Month false "The month of the first tranche that has an amount.";
    Scenario DISCOUNT_FACTOR "discount_factor" "Discount factor" Ratio true "What a dollar of the month was worth in November 2025, at the cost of capital.";
    Scenario EXIT_VALUE "exit_value_usd" "Stake's value at exit" Usd false "Stake × valuation in the exit month.";
    Scenario EXIT_INVESTED "exit_invested_usd" "Invested before the exit" Usd false "What was paid in before the exit month.";
    Scenario EXIT_RECEIPT "exit_receipt_usd" "Received at exit" Usd false "The stake's value at exit, less what is paid in that same month.";
    Scenario ROUND_TRIP "round_trip" "Round trip so far" Month true "The first month by which spend has come to all that was paid in; −1 before it.";
    Scenario CASH_LOW "cash_low_usd" "Lowest cash so far" Usd true "The lowest point of the investor's cash up to the month.";
    Scenario CASH_LOW_MONTH "cash_low_month" "Month of the lowest cash so far" Month true "The month of that point.";
    Scenario LAST_NEGATIVE "last_negative" "Last month out of pocket" Month true "The last month so far at whose end the investor's cash was negative; −1 where there is none.";
    Scenario FLOW "flow_usd" "Cash of the month" Usd true "The investor's cash of the month, up to the as-of month.";
    Scenario RECEIVED "received" "Received so far" Switch true "1 from the first month in which the investor's cash was positive, else 0.";
    Scenario PAID_AFTER "paid_after" "Paid after receiving" Switch true "1 from the first month in which cash was negative after it had been positive, else 0.";
    Scenario FLOW_WITH_STAKE "flow_with_stake_usd" "Cash of the month with the stake" Usd true "The same, with the stake's value in the as-of month.";
    Scenario RECEIVED_WITH_STAKE "received_with_stake" "Received so far, with the stake" Switch true "The same for the cash with the stake.";
    Scenario PAID_AFTER_WITH_STAKE "paid_after_with_stake" "Paid after receiving, with the stake" Switch true "The same for the cash with the stake.";
    Scenario REFERENCE_FLOPS_PER_USD_HOUR "reference_flops_per_usd_hour" "Work for a dollar on the reference accelerator" FlopPerSecondPerUsd false "MFU × peak ÷ hourly price of the reference accelerator; 0 where it publishes no peak.";
    Scenario TOKENS_PER_DAY "tokens_per_day" "Tokens a day" TokensPerDay false "Peak of the chips online × inference utilisation × goodput × share that serves × seconds of a day, over twice the active parameters.";
    Vendor COMPUTE_SHARE "compute_share" "Share of compute" Share true "The vendor's part of effective compute; 0 in a month without any.";
    Scenario OTHERS_INVESTED_TO_DATE "others_invested_to_date_usd" "Invested by others to date" Usd true "All that others have paid into the same round.";
    Scenario CHIP_CAPEX_TO_DATE "chip_capex_to_date_usd" "Chips and servers bought to date" Usd true "Capital cost of all chips delivered so far.";
    Scenario FACILITY_CAPEX_TO_DATE "facility_capex_to_date_usd" "Facilities built to date" Usd true "Facility cost of all power added so far.";
    Scenario ENERGY_COST_TO_DATE "energy_cost_to_date_usd" "Energy cost to date" Usd true "All that electricity has cost so far.";
    Scenario OPEX_TO_DATE "opex_to_date_usd" "Running cost to date" Usd true "All running cost so far.";
}

numbered!(IntermediateId, IntermediateFamily, "intermediate");

named!(IntermediateId, "intermediate");

impl IntermediateId {
    /// The unit of its number: of a limit on supply chips, on power watts, on the budget dollars a month.
    pub fn unit(self) -> Unit {
        let row = self.row();
        match (row.scope, row.unit) {
            (Scope::Limit, Unit::Ratio) => match self.member() {
                vendor if vendor < Vendor::ALL.len() => Unit::Chips,
                power if power == Vendor::ALL.len() => Unit::Watt,
                _ => Unit::UsdPerMonth,
            },
            _ => row.unit,
        }
    }
}

/// The member of a family of stages and lots.
pub(crate) const fn of_stage(stage: usize, lot: usize) -> usize {
    stage * LOTS + lot
}
