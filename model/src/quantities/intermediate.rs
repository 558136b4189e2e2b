//! The table of intermediates: named numbers on the way from inputs to series and metrics.
//!
//! They are the steps of an explanation, and the rows of the workbook's sheet Workings. Runs in plain numbers do not
//! keep them.

use crate::base::keys::{constants, named, numbered};
use crate::base::units::Unit;
use crate::facts::accelerator::Vendor;
use crate::facts::provenance::evidence_text;
use crate::inputs::families::{LOTS, Scope};
use crate::inputs::names::Names;

/// One row of the table.
pub struct Row {
    /// Whether the row is a single quantity or a family.
    pub scope: Scope,
    /// Stable id, before that of the member.
    key: &'static str,
    /// The displayed name.
    pub label: &'static str,
    /// The unit of the number; for a limit, see [`IntermediateId::unit`].
    unit: Unit,
    /// Whether it has a value for every month, as opposed to a single one.
    pub monthly: bool,
    /// The meaning, in one sentence.
    pub meaning: &'static str,
}

macro_rules! rows {
    ($($of:ident $NAME:ident $key:literal $label:literal $unit:ident $monthly:literal $meaning:literal;)*) => {
        /// All intermediates, in the order in which they are computed.
        pub static ROWS: &[Row] = &[$(Row {
            scope: Scope::$of, key: $key, label: $label, unit: Unit::$unit, monthly: $monthly, meaning: evidence_text($meaning),
        }),*];

        constants!(IntermediateId, IntermediateFamily, {$($of $NAME $key $meaning;)*}, [
            Tranche tranche "tranche of the investor’s money";
            Agreement agreement "agreement";
            Phase phase "phase";
            Lot lot "phase’s chip A and chip B";
            Vendor vendor "vendor of accelerators";
            Chip chip "accelerator";
            Limit limit "limit";
            AfterLimit after_limit "stage of limits on each lot";
        ]);
    };
}

rows! {
    Agreement OWN_TERM "own_term" "In its term" Switch true "1 in the months of the agreement’s own term, else 0.";
    Agreement IN_SERVICE "in_service" "In service" Switch true "1 while the agreement runs: in its term, and beyond it where the term counts from delivery.";
    Phase RAMP "ramp" "Planned ramp" Share true "Share of the phase’s capacity that is planned to be online at the end of the month.";
    Phase RAMP_SLIPPED "ramp_slipped" "Ramp with slip" Share true "The same with the schedule’s slip.";
    Phase HOURS_IN_MONTH "hours_in_month" "Hours of one chip in the month" Hours true "Mean planned ramp of the month × its hours, in the months of the agreement’s term.";
    Phase HOURS_OF_ONE "hours_of_one" "Hours of one chip" Hours false "Hours that one chip of the phase is planned to work over the agreement’s term: mean ramp × hours of the month, summed.";
    Phase CAPACITY "capacity" "Size" Size false "The phase’s share of the agreement’s size: USD, watts or chips, as the size is given.";
    Lot LOCKED_PRICE "locked_price" "Locked price" UsdPerChipHour false "Price of a chip-hour at the agreement’s start: catalogue price, changed each year until then, less the discount.";
    Lot WATTS_OF_ONE "watts_of_one" "Facility power of one chip" Watt false "IT watts × PUE.";
    Lot FULL_CHIPS "full_chips" "Chips at full deployment" Chips false "What the phase’s size buys of this chip.";
    Lot STRANDED "stranded_usd" "Contract value without a month" Usd false "Contract value that no month can deliver, because the phase starts only after the agreement’s end.";
    Lot PLANNED_CHIPS "planned_chips" "Planned chips" Chips true "Chips at full deployment × planned ramp.";
    Lot SCHEDULED_CHIPS "scheduled_chips" "Scheduled chips" Chips true "Chips at full deployment × ramp with slip.";
    Lot RAMP_AVAILABLE "ramp_available" "Ramp with slip from availability" Share true "The ramp with slip, begun when the accelerator comes where it comes later.";
    Lot AVAILABLE_CHIPS "available_chips" "Scheduled chips on sale" Chips true "Scheduled chips; of an accelerator that comes late, from when it comes, in as many months as planned.";
    Lot RAMP_ON_SALE "ramp_on_sale" "Planned ramp from availability" Share true "The planned ramp, begun when the accelerator comes where it comes later.";
    Lot ON_SALE_CHIPS "on_sale_chips" "Planned chips on sale" Chips true "Planned chips; of an accelerator that comes late, from when it comes: what limits hold back.";
    Limit LEVEL "level" "How much there is" Ratio true "What the limit allows at the end of the month.";
    Limit WANTED_BASE "wanted_base" "Wanted by the base agreement" Ratio true "What the base agreement’s plan takes of it.";
    Limit WANTED_EXPANSION "wanted_expansion" "Wanted by the expansion" Ratio true "What the expansion’s plan takes of it.";
    Limit WANTED "wanted" "Wanted by both" Ratio true "What the plan of both agreements takes of it.";
    Limit LEFT "left" "What is left" Ratio true "What there is, less what an agreement that is over took for good.";
    Limit PASSED "passed" "Plan allowed" Months true "The number of months of the plan that there is enough for; all up to this one where there is enough for all.";
    Limit SHARE "share" "Part of the next month" Share true "The part of the plan’s next month that there is enough for.";
    Lot VENDOR "vendor" "Vendor" Choice false "The place of the chip’s vendor in the catalogue, 0 the first.";
    AfterLimit ALLOWED_CHIPS "allowed_chips" "Allowed chips" Chips true "Planned chips as far as the limit allows: the plan as it stood when it took what there is now.";
    Limit HAD_BASE "had_base" "Taken by the base agreement" Ratio true "What the base agreement has taken, or had taken when it ended.";
    Limit HAD_EXPANSION "had_expansion" "Taken by the expansion" Ratio true "What the expansion has taken, or had taken when it ended.";
    AfterLimit CHIPS "held_chips" "Chips after the limit" Chips true "The smaller of what was left before the limit and of what it allows.";
    Lot ONLINE_CHIPS "online_chips" "Chips after all limits" Chips true "Chips that schedule, availability and limits leave, before the agreement’s end is looked at.";
    Chip EFFECTIVE_FLOPS_OF_ONE "effective_flops_of_one" "Effective compute of one" FlopPerSecond false "Peak × training MFU × goodput of one chip, at the chosen precision or the next wider one it has.";
    Chip FACILITY_WATTS_OF_ONE "facility_watts_of_one" "Facility power of one" Watt false "IT watts × PUE.";
    Chip ENERGY_COST_PER_HOUR "energy_usd_per_hour" "Energy of one" UsdPerChipHour false "What the energy of one chip costs in an hour.";
    Chip TCO_PER_HOUR "tco_usd_per_hour" "Cost of a chip-hour" UsdPerChipHour false "Total cost of ownership of one chip for an hour: capital, running cost, energy.";
    Scenario HARDWARE_MONTHS_PAID "hardware_months_paid" "Months’ payments on hardware" Months false "What a dollar a month over the life of chips and servers is worth when they are bought, at the cost of capital; the first month counts half.";
    Scenario FACILITY_MONTHS_PAID "facility_months_paid" "Months’ payments on buildings" Months false "The same over the life of buildings.";
    Chip KEPT_A_YEAR "kept_a_year_usd" "Left of a year’s rent" Usd false "What a year’s rent of one chip leaves for its hardware: after energy, running cost and the building.";
    Chip BUILDING_OF_ONE "building_of_one_usd" "Building of one" UsdPerChip false "Facility watts of one chip × facility cost.";
    Lot PLANNED_SPEND "planned_spend_usd" "Planned spend" Usd true "Chips at full deployment × mean planned ramp × hours × locked price.";
    Lot RENT "rent_usd" "Rent" Usd true "Mean chips of the month × hours × locked price.";
    Agreement FULL_RENT "full_rent_usd" "Rent before the last payment is cut" Usd true "Rent of all that is online.";
    Agreement RENT_KEPT "rent_kept" "Part of the rent" Share true "1 in the agreement’s own term; beyond it what is left of the contract over the rent, at most 1.";
    Agreement RENT "rent_usd" "Rent" Usd true "Rent of what is online; beyond the agreement’s own term at most what is left of the contract.";
    Agreement RENT_TO_DATE "rent_to_date_usd" "Rent to date" Usd true "All rent so far.";
    Agreement PAID "paid_usd" "Paid" Usd true "Usage × rent, at least the take-or-pay share of planned spend, at most the rent.";
    Agreement PAID_SHARE "paid_share" "Part of the rent that is paid" Share true "Paid over rent; 0 where there is no rent.";
    Agreement PLANNED_TO_DATE "planned_to_date_usd" "Planned spend to date" Usd true "All planned spend so far.";
    Agreement LAST_MONTH_SO_FAR "last_month_so_far" "Last month in service so far" Month true "The last month so far in which the agreement ran; −1 before it starts.";
    Agreement LAST_MONTH "last_month" "Last month in service" Month false "The last month in which the agreement runs.";
    Scenario END_OF_CONTRACT "end_of_contract" "End of the contract" Month false "The last month in which an agreement with planned chip-hours runs; −1 where there is none.";
    Lot PLANNED_OVER_TERM "planned_usd" "Planned spend over the term" Usd false "Planned spend of all months of the term.";
    Agreement CONTRACT_VALUE "contract_usd" "Contract value" Usd false "Planned spend over the term, and what no month can deliver.";
    Agreement DELIVERED_OVER_TERM "delivered_usd" "Delivered over the term" Usd false "Rent of all months in which the agreement runs.";
    Agreement PLANNED_OVER_TERM "planned_usd" "Planned spend over the term" Usd false "Planned spend of all the agreement’s phases, in all months of the term.";
    Agreement CHIP_HOURS "chip_hours" "Planned chip-hours" ChipHours false "Planned spend over locked price.";
    Agreement WATT_HOURS "watt_hours" "Planned watt-hours" WattHours false "Planned chip-hours × facility watts of one chip: provisioned, not used.";
    Chip MEAN_CHIPS "mean_chips" "Mean chips of the month" Chips true "Mean of the chips in use at the month’s two ends.";
    Chip SUPPLIED_CHIPS "supplied_chips" "Rented chips online" Chips true "Chips in use of agreements that are rented.";
    Chip SUPPLIED_MEAN "supplied_mean_chips" "Mean rented chips of the month" Chips true "Mean of the rented chips in use at the month’s two ends.";
    Chip OWN_CHIPS "own_chips" "Chips online of the customer’s own" Chips true "Chips in use of agreements that are bought.";
    Scenario SUPPLIED_POWER "supplied_watts" "Facility power of what is rented" Watt true "Rented chips × facility watts of one.";
    Chip BOUGHT "bought" "Chips bought" Chips true "What is needed beyond what is there and not retired.";
    Chip BOUGHT_TO_DATE "bought_to_date" "Chips bought to date" Chips true "All that were bought so far.";
    Chip RETIRED "retired" "Chips retired" Chips true "Worn-out chips that stand idle; with replacement, also those that new chips replace because they are wanted two years on.";
    Chip RETIRED_TO_DATE "retired_to_date" "Chips retired to date" Chips true "All that were retired so far.";
    Chip OWNED "owned" "Chips owned" Chips true "Bought less retired.";
    Chip BOUGHT_OTHERWISE "bought_otherwise" "Chips bought otherwise" Chips true "The same with the other setting of replacement.";
    Chip BOUGHT_TO_DATE_OTHERWISE "bought_to_date_otherwise" "Chips bought to date otherwise" Chips true "The same with the other setting of replacement.";
    Chip RETIRED_OTHERWISE "retired_otherwise" "Chips retired otherwise" Chips true "The same with the other setting of replacement.";
    Chip RETIRED_TO_DATE_OTHERWISE "retired_to_date_otherwise" "Chips retired to date otherwise" Chips true "The same with the other setting of replacement.";
    Chip OWNED_OTHERWISE "owned_otherwise" "Chips owned otherwise" Chips true "The same with the other setting of replacement.";
    Chip BOUGHT_OWN "bought_own" "Chips bought by the customer" Chips true "The same of chips that are the customer’s own.";
    Chip BOUGHT_TO_DATE_OWN "bought_to_date_own" "Chips bought by the customer to date" Chips true "All that it bought so far.";
    Chip RETIRED_OWN "retired_own" "Customer’s chips retired" Chips true "The same of chips that are the customer’s own.";
    Chip RETIRED_TO_DATE_OWN "retired_to_date_own" "Customer’s chips retired to date" Chips true "All that it retired so far.";
    Chip OWNED_BY_CUSTOMER "owned_by_customer" "Chips that the customer owns" Chips true "Bought less retired.";
    Chip LAST_MONTH_SO_FAR "chip_last_month_so_far" "Last month in service so far" Month true "The last month so far in which the chip was in service; −1 before it is.";
    Chip LAST_MONTH "chip_last_month" "Last month in service" Month false "The last month in which the chip is in service; −1 where there is none.";
    Chip RESIDUAL "chip_residual_usd" "Value left of the hardware" Usd false "Book value in its last month in service × the share of it that is kept.";
    Chip RESIDUAL_OTHERWISE "chip_residual_otherwise_usd" "Value left of the hardware otherwise" Usd false "The same with the other setting of replacement.";
    Scenario HIGHEST_POWER "highest_watts" "Most power so far" Watt true "The most facility power that there has been up to the end of the month.";
    Scenario HIGHEST_RENTED_POWER "highest_rented_watts" "Most rented power so far" Watt true "The most facility power of what is rented that there has been up to the end of the month.";
    Scenario CAPITAL_IN_SERVICE "capital_in_service_usd" "Capital in service" Usd true "Capital cost of chips and buildings in service, mean of the month.";
    Scenario FACILITY_RESIDUAL "facility_residual_usd" "Value left of the buildings" Usd false "Book value at the end of the contract × the share of it that is kept.";
    Tranche EXPECTED_PAYMENT "expected_usd" "Expected payment" Usd false "Amount × probability.";
    Scenario ROUND_MONTH "round_month" "Month of the round" Month false "The month of the first payment at the round’s price; where there is none, of the first payment.";
    Tranche IN_ROUND "in_round" "Part of the round" Switch false "1 for a payment at the round’s price, and for one at the market’s price before the round.";
    Tranche PRICED_AT "priced_at_usd" "Bought at" Usd false "What the company is worth after the payment, at the price that it is made at.";
    Tranche SHARE_BOUGHT "share_bought" "Share bought" Share false "Expected payment over the valuation that it is made at.";
    Tranche LEAVES "leaves" "Left of earlier holdings" Share false "What a later payment outside of the round leaves of holdings before it.";
    Scenario CONTRACT_RATE_KIND "contract_rate_kind" "Rate of the contract" Ratio false "1 where the contract’s cash has one rate of return, else the number of the reason.";
    Scenario DEAL_RATE_KIND "deal_rate_kind" "Rate of the deal" Ratio false "The same of the deal’s cash.";
    Scenario EXIT_RATE_KIND "exit_rate_kind" "Rate to the exit" Ratio false "The same of the payments and the exit.";
    Scenario EQUITY_FACTOR "equity_factor" "Discount factor of equity" Ratio true "What a dollar of the month was worth in November 2025, at the return asked of a stake.";
    Scenario DISCOUNT_FACTOR "discount_factor" "Discount factor" Ratio true "What a dollar of the month was worth in November 2025, at the cost of capital.";
    Scenario EXIT_VALUE "exit_value_usd" "Stake’s value at exit" Usd false "Stake × valuation in the exit month.";
    Scenario EXIT_FLOW "exit_flow_usd" "Payments and the exit" Usd true "What is paid in by the exit, and in the exit month what the stake bought is worth.";
    Scenario EXIT_PAID "exit_paid_usd" "Paid in by the exit" Usd false "All that is paid in by the exit month.";
    Scenario ROUND_TRIP "round_trip" "Round trip so far" Month true "The month from which what came back has covered all that was paid in; −1 where it has not.";
    Scenario CASH_LOW "cash_low_usd" "Lowest cash so far" Usd true "The lowest point of the investor’s cash up to the month.";
    Scenario CASH_LOW_MONTH "cash_low_month" "Month of the lowest cash so far" Month true "The month of that point.";
    Scenario LAST_NEGATIVE "last_negative" "Last month out of pocket" Month true "The last month so far at whose end the investor’s cash was negative; −1 where there is none.";
    Scenario WARRANT_STEP "warrant_step_watts" "Power of a step" Watt false "Power of the last step over the number of steps.";
    Scenario PRESENT_SPEND "present_spend_usd" "Spend, discounted" Usd true "Spend × discount factor.";
    Scenario PRESENT_HARDWARE "present_hardware_usd" "Chips and servers, discounted" Usd true "Chips and servers bought × discount factor.";
    Scenario PRESENT_FACILITY "present_facility_usd" "Facilities, discounted" Usd true "Facilities built × discount factor.";
    Scenario PRESENT_ENERGY "present_energy_usd" "Energy, discounted" Usd true "Energy cost × discount factor.";
    Scenario PRESENT_OPEX "present_opex_usd" "Running cost, discounted" Usd true "Running cost × discount factor.";
    Scenario PRESENT_RESIDUAL "present_residual_usd" "Value left, discounted" Usd true "Value left × discount factor.";
    Scenario PRESENT_CASH "present_cash_usd" "Cash with what is left, discounted" Usd true "Supplier’s cash with what is left × discount factor.";
    Scenario PRESENT_HARDWARE_OTHERWISE "present_hardware_otherwise_usd" "Hardware otherwise, discounted" Usd true "What hardware leaves less what it costs, with the other setting of replacement × discount factor.";
    Chip PRESENT_CHIPS "present_chips" "Mean chips, discounted" Chips false "Mean chips of each month × discount factor, summed.";
    Chip PRESENT_WATTS "present_watts" "Facility power, discounted" Watt false "Mean chips, discounted × facility watts of one.";
    Chip PRESENT_HOURS "present_hours" "Chip-hours, discounted" ChipHours false "Mean chips of each month × its hours × discount factor, summed.";
    Chip PRESENT_COST "present_cost_usd" "Cost, discounted" Usd false "Hardware less what is left of it, energy, running cost, and buildings less what is left of them by its part of the power.";
    Scenario PRESENT_WATTS "all_present_watts" "Facility power of all, discounted" Watt false "That of all accelerators together.";
    Scenario SUPPLIER_CASH_TO_DATE "supplier_cash_to_date_usd" "Supplier’s cash to date" Usd true "All of the supplier’s cash so far.";
    Scenario CONTRACT_LOW "contract_low_so_far_usd" "Lowest supplier’s cash so far" Usd true "The lowest point of the supplier’s cash to date up to the month.";
    Scenario CONTRACT_LOW_MONTH "contract_low_month_so_far" "Month of the lowest supplier’s cash so far" Month true "The month of that point; −1 where there is none.";
    Scenario CONTRACT_LAST_NEGATIVE "contract_last_negative" "Last month in which the supplier is out of pocket" Month true "The last month so far at whose end the supplier’s cash to date was negative; −1 where there is none.";
    Scenario DEAL_BUSINESS "deal_business_usd" "The investor’s own business" Usd true "As supplier the cash with what is left, as chip vendor its margin on its chips.";
    Scenario DEAL_EQUITY "deal_equity_usd" "Equity of the deal" Usd true "The stake at the exit, less payments in and warrants as they vest.";
    Scenario PRESENT_DEAL "present_deal_usd" "The deal, discounted" Usd true "The investor’s own business × discount factor, and its equity × the discount factor of equity.";
    Scenario REFERENCE_FLOPS_PER_USD_HOUR "reference_flops_per_usd_hour" "Work for a dollar on the reference accelerator" FlopPerSecondPerUsd false "MFU × peak ÷ hourly price of the reference accelerator; 0 where it publishes no peak.";
    Scenario TOKENS_PER_DAY "tokens_per_day" "Tokens a day" TokensPerDay false "Peak of the chips online × inference utilisation × goodput × share that serves × seconds of a day, over twice the active parameters.";
    Vendor COMPUTE_SHARE "compute_share" "Share of compute" Share true "The vendor’s part of effective compute; 0 in a month without any.";
    Scenario OTHERS_INVESTED_TO_DATE "others_invested_to_date_usd" "Invested by others to date" Usd true "All that others have paid into the same round.";
    Scenario CHIP_CAPEX_TO_DATE "chip_capex_to_date_usd" "Chips and servers bought to date" Usd true "Capital cost of all chips delivered so far.";
    Scenario FACILITY_CAPEX_TO_DATE "facility_capex_to_date_usd" "Facilities built to date" Usd true "Facility cost of all power added so far.";
    Scenario ENERGY_COST_TO_DATE "energy_cost_to_date_usd" "Energy cost to date" Usd true "All that electricity has cost so far.";
    Scenario OPEX_TO_DATE "opex_to_date_usd" "Running cost to date" Usd true "All running cost so far.";
}

numbered!(IntermediateId, IntermediateFamily, "intermediate");

named!(IntermediateId, "intermediate");

impl IntermediateId {
    /// The unit of its numbers. For a limit: chips for a vendor's supply, watts for power, dollars a month for the
    /// budget.
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

/// The member of [`Scope::AfterLimit`] for a stage of limits and a lot.
pub(crate) const fn of_stage(stage: usize, lot: usize) -> usize {
    stage * LOTS + lot
}
