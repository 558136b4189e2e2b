//! Names for what is computed on the way from inputs to series and metrics.
//!
//! Nobody asks for these first, but whoever asks where a number comes from meets them: they are the steps of an
//! explanation, and the rows of a workbook's sheet of workings. Plain runs do not keep them.

use crate::catalogue::Vendor;
use crate::metrics::MetricId;
use crate::provenance::words;
use crate::series::SeriesId;
use crate::table::{LOTS, Of, named, numbered};
use crate::units::Unit;

/// One row of the table.
pub struct Row {
    /// What it stands for.
    pub of: Of,
    /// Stable id, before the member's.
    key: &'static str,
    /// The name that is shown.
    pub label: &'static str,
    /// Unit of the number; of a limit, see [`WorkingId::unit`].
    unit: Unit,
    /// Whether it has a value for every month, or one.
    pub monthly: bool,
    /// What it is, in one sentence.
    pub meaning: &'static str,
}

macro_rules! rows {
    ($($of:ident $key:literal $label:literal $unit:ident $monthly:literal $meaning:literal;)*) => {
        &[$(Row { of: Of::$of, key: $key, label: $label, unit: Unit::$unit, monthly: $monthly, meaning: words($meaning) }),*]
    };
}

/// Every named working, in the order in which they are computed.
#[rustfmt::skip]
pub static ROWS: &[Row] = rows! {
    Agreement "in_service" "In service" Switch true "1 in the months of the agreement's term, else 0.";
    Phase "ramp" "Planned ramp" Share true "Share of the phase's capacity that is planned to be online at the end of the month.";
    Phase "ramp_slipped" "Ramp with slip" Share true "The same with the schedule's slip.";
    Phase "hours_in_month" "Hours of one chip in the month" Hours true "Mean planned ramp of the month × its hours, in the months of the agreement's term.";
    Phase "hours_of_one" "Hours of one chip" Hours false "Hours that one chip of the phase is planned to work over the agreement's term: mean ramp × hours of the month, summed.";
    Phase "capacity" "Size" Size false "The phase's share of the agreement's size: USD, watts or chips, as the size is given.";
    Lot "locked_price" "Locked price" UsdPerChipHour false "Price of a chip-hour at the phase's start: catalogue price, changed each year until then, less the discount.";
    Lot "watts_of_one" "Facility power of one chip" Watt false "IT watts × PUE.";
    Lot "full_chips" "Chips at full deployment" Chips false "What the phase's size buys of this chip.";
    Lot "stranded_usd" "Contract value without a month" Usd false "Contract value that no month can deliver, because the phase starts only after the agreement's end.";
    Lot "planned_chips" "Planned chips" Chips true "Chips at full deployment × planned ramp.";
    Lot "scheduled_chips" "Scheduled chips" Chips true "Chips at full deployment × ramp with slip.";
    Lot "available_chips" "Scheduled chips on sale" Chips true "Scheduled chips, from the month in which the accelerator is available.";
    Lot "on_sale_chips" "Planned chips on sale" Chips true "Planned chips, from the month in which the accelerator is available: what limits hold back.";
    Limit "level" "How much there is" Ratio true "What the limit allows at the end of the month.";
    Limit "wanted_base" "Wanted by the base agreement" Ratio true "What the base agreement's plan takes of it.";
    Limit "wanted_expansion" "Wanted by the expansion" Ratio true "What the expansion's plan takes of it.";
    Limit "wanted" "Wanted by both" Ratio true "What the plan of both agreements takes of it.";
    Limit "left" "What is left" Ratio true "What there is, less what an agreement that is over took for good.";
    Limit "passed" "Plan allowed" Months true "The number of months of the plan that there is enough for; all up to this one where there is enough for all.";
    Limit "share" "Part of the next month" Share true "The part of the plan's next month that there is enough for.";
    Lot "vendor" "Vendor" Choice false "The place of the chip's vendor in the catalogue, 0 the first.";
    Held "allowed_chips" "Allowed chips" Chips true "Planned chips as far as the limit allows: the plan as it stood when it took what there is now.";
    Limit "had_base" "Taken by the base agreement" Ratio true "What the base agreement has taken, or had taken when it ended.";
    Limit "had_expansion" "Taken by the expansion" Ratio true "What the expansion has taken, or had taken when it ended.";
    Held "held_chips" "Chips after the limit" Chips true "The smaller of what was left before the limit and of what it allows.";
    Lot "online_chips" "Chips after all limits" Chips true "Chips that schedule, availability and limits leave, before the agreement's end is looked at.";
    Chip "effective_flops_of_one" "Effective compute of one" FlopPerSecond false "Peak × training MFU × goodput of one chip, at the chosen precision or the next wider one it has.";
    Chip "facility_watts_of_one" "Facility power of one" Watt false "IT watts × PUE.";
    Chip "energy_usd_per_hour" "Energy of one" UsdPerChipHour false "What the energy of one chip costs in an hour.";
    Chip "tco_usd_per_hour" "Cost of a chip-hour" UsdPerChipHour false "Total cost of ownership of one chip for an hour: capital, running cost, energy.";
    Scenario "hardware_annuity" "Yearly payment on hardware" SharePerYear false "What pays a dollar of chips and servers back over their life at the cost of capital, each year.";
    Scenario "facility_annuity" "Yearly payment on facilities" SharePerYear false "What pays a dollar of facility back over its life at the cost of capital, each year.";
    Lot "planned_spend_usd" "Planned spend" Usd true "Chips at full deployment × mean planned ramp × hours × locked price.";
    Lot "spend_usd" "Spend" Usd true "Mean chips of the month × hours × locked price.";
    Lot "planned_usd" "Planned spend over the term" Usd false "Planned spend of all months of the term.";
    Lot "delivered_usd" "Spend over the term" Usd false "Spend of all months of the term.";
    Agreement "contract_usd" "Contract value" Usd false "Planned spend over the term, and what no month can deliver.";
    Agreement "delivered_usd" "Delivered over the term" Usd false "Spend over the term.";
    Agreement "chip_hours" "Planned chip-hours" ChipHours false "Planned spend over locked price.";
    Agreement "watt_hours" "Planned watt-hours" WattHours false "Planned chip-hours × facility watts of one chip: provisioned, not used.";
    Chip "highest_chips" "Most chips so far" Chips true "The most that there have been of this chip up to the end of the month.";
    Scenario "highest_watts" "Most power so far" Watt true "The most facility power that there has been up to the end of the month.";
    Scenario "capital_usd" "Capital so far" Usd true "Chips, servers and facilities bought so far.";
    Tranche "expected_usd" "Expected payment" Usd false "Amount × probability.";
    Scenario "first_payment" "First payment" Month false "The month of the first tranche that has an amount.";
    Scenario "discount_factor" "Discount factor" Ratio true "What a dollar of the month was worth in November 2025, at the cost of capital.";
    Scenario "exit_value_usd" "Stake's value at exit" Usd false "Stake × valuation in the exit month.";
    Scenario "exit_invested_usd" "Invested before the exit" Usd false "What was paid in before the exit month.";
    Scenario "exit_receipt_usd" "Received at exit" Usd false "The stake's value at exit, less what is paid in that same month.";
    Scenario "round_trip" "Round trip so far" Month true "The first month by which spend has come to all that was paid in; −1 before it.";
    Scenario "cash_low_usd" "Lowest cash so far" Usd true "The lowest point of the investor's cash up to the month.";
    Scenario "cash_low_month" "Month of the lowest cash so far" Month true "The month of that point.";
    Scenario "last_negative" "Last month out of pocket" Month true "The last month so far at whose end the investor's cash was negative; −1 where there is none.";
    Scenario "flow_usd" "Cash of the month" Usd true "The investor's cash of the month, up to the as-of month.";
    Scenario "received" "Received so far" Switch true "1 from the first month in which the investor's cash was positive, else 0.";
    Scenario "paid_after" "Paid after receiving" Switch true "1 from the first month in which cash was negative after it had been positive, else 0.";
    Scenario "flow_with_stake_usd" "Cash of the month with the stake" Usd true "The same, with the stake's value in the as-of month.";
    Scenario "received_with_stake" "Received so far, with the stake" Switch true "The same for the cash with the stake.";
    Scenario "paid_after_with_stake" "Paid after receiving, with the stake" Switch true "The same for the cash with the stake.";
    Scenario "reference_flops_per_usd_hour" "Work for a dollar on the reference accelerator" FlopPerSecondPerUsd false "MFU × peak ÷ hourly price of the reference accelerator; 0 where it publishes no peak.";
    Scenario "tokens_per_day" "Tokens a day" TokensPerDay false "Peak of the chips online × inference utilisation × goodput × share that serves × seconds of a day, over twice the active parameters.";
    Vendor "compute_share" "Share of compute" Share true "The vendor's part of effective compute; 0 in a month without any.";
    Scenario "others_invested_to_date_usd" "Invested by others to date" Usd true "All that others have paid into the same round.";
    Scenario "chip_capex_to_date_usd" "Chips and servers bought to date" Usd true "Capital cost of all chips delivered so far.";
    Scenario "facility_capex_to_date_usd" "Facilities built to date" Usd true "Facility cost of all power added so far.";
    Scenario "energy_cost_to_date_usd" "Energy cost to date" Usd true "All that electricity has cost so far.";
    Scenario "opex_to_date_usd" "Running cost to date" Usd true "All running cost so far.";
};

numbered!(WorkingId, WorkingFamily, "working");

named!(WorkingId, "working");

impl WorkingId {
    /// The unit of its number: of a limit on supply chips, on power watts, on the budget dollars a month.
    pub fn unit(self) -> Unit {
        let row = self.row();
        match (row.of, row.unit) {
            (Of::Limit, Unit::Ratio) => match self.member() {
                vendor if vendor < Vendor::ALL.len() => Unit::Chips,
                power if power == Vendor::ALL.len() => Unit::Watt,
                _ => Unit::UsdPerMonth,
            },
            _ => row.unit,
        }
    }

    /// Its cell of a month.
    pub const fn at(self, month: usize) -> Cell {
        Cell { quantity: Quantity::Working(self), month: Some(month as u16) }
    }

    /// Its only cell.
    pub const fn once(self) -> Cell {
        Cell { quantity: Quantity::Working(self), month: None }
    }
}

/// The member of a family of stages and lots.
pub(crate) const fn held(stage: usize, lot: usize) -> usize {
    stage * LOTS + lot
}

/// A named quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// A monthly series of the sheet.
    Series(SeriesId),
    /// Something on the way.
    Working(WorkingId),
    /// A metric of the as-of month.
    Metric(MetricId),
}

impl Quantity {
    /// Its stable id.
    pub fn id(self) -> String {
        match self {
            Quantity::Series(id) => id.id(),
            Quantity::Working(id) => id.id(),
            Quantity::Metric(id) => id.id(),
        }
    }

    /// The name that is shown.
    pub fn name(self) -> String {
        match self {
            Quantity::Series(id) => id.name(),
            Quantity::Working(id) => id.name(),
            Quantity::Metric(id) => id.name(),
        }
    }

    /// What it is, in one sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Quantity::Series(id) => id.row().meaning,
            Quantity::Working(id) => id.row().meaning,
            Quantity::Metric(id) => id.row().meaning,
        }
    }

    /// The unit of its numbers.
    pub fn unit(self) -> Unit {
        match self {
            Quantity::Series(id) => id.row().unit,
            Quantity::Working(id) => id.unit(),
            Quantity::Metric(id) => id.row().unit,
        }
    }
}

/// A named quantity in a month, or the only number of one that has no months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// What.
    pub quantity: Quantity,
    /// When, counted from month 0; `None` for what has one number.
    pub month: Option<u16>,
}

impl Cell {
    /// A series' cell of a month.
    pub const fn series(series: SeriesId, month: usize) -> Cell {
        Cell { quantity: Quantity::Series(series), month: Some(month as u16) }
    }

    /// A metric's cell.
    pub const fn metric(metric: MetricId) -> Cell {
        Cell { quantity: Quantity::Metric(metric), month: None }
    }
}
