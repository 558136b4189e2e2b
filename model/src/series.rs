//! The table of monthly series, and the sheet that holds them: named quantities are rows, months are columns.

use crate::number::Number;
use crate::provenance::words;
use crate::table::{Of, named, numbered};
use crate::units::Unit;
use crate::workings::Cell;

/// How a series relates to its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A stock, at the end of the month.
    Stock,
    /// A flow of the whole month.
    Flow,
    /// The sum of a flow from month 0 to the end of the month.
    Total,
}

/// One row of the table.
pub struct Row {
    /// What it stands for.
    pub of: Of,
    /// Stable id, before the member's.
    key: &'static str,
    /// The name that is shown.
    pub label: &'static str,
    /// Unit of the stored numbers.
    pub unit: Unit,
    /// Stock, flow or total.
    pub kind: Kind,
    /// What it is, in one sentence.
    pub meaning: &'static str,
}

macro_rules! rows {
    ($($of:ident $key:literal $label:literal $unit:ident $kind:ident $meaning:literal;)*) => {
        &[$(Row { of: Of::$of, key: $key, label: words($label), unit: Unit::$unit, kind: Kind::$kind, meaning: words($meaning) }),*]
    };
}

/// Every series that is a sum of money, chips, power or compute; ratios of them are in `crate::metrics`.
#[rustfmt::skip]
pub static ROWS: &[Row] = rows! {
    // Fleet: what was planned, and what is left of it after each limit.
    Scenario "chips_contracted" "Chips at full deployment" Chips Stock "Chips that the agreements in service come to at full deployment.";
    Scenario "chips_planned" "Chips planned" Chips Stock "Chips that the phases plan, without slip.";
    Scenario "chips_scheduled" "Chips scheduled" Chips Stock "Chips of the plan with the schedule's slip.";
    Scenario "chips_available" "Chips available" Chips Stock "Scheduled chips whose accelerator is on sale.";
    Scenario "chips_supplied" "Chips supplied" Chips Stock "Available chips that the vendors can deliver.";
    Scenario "chips_powered" "Chips powered" Chips Stock "Supplied chips for which there is power.";
    Scenario "chips_online" "Chips online" Chips Stock "Chips in use: powered, and within the budget.";
    Lot "lot_chips" "Chips online" Chips Stock "Chips of one phase and accelerator in use.";
    Lot "lot_spend_usd" "Spend" Usd Flow "What the customer pays for one phase and accelerator.";
    Chip "chips" "Chips online" Chips Stock "Chips of this accelerator in use.";
    // Compute
    Scenario "peak_flops_bf16" "Peak BF16" FlopPerSecond Stock "Dense BF16 peak of the chips online that publish one.";
    Scenario "peak_flops_fp8" "Peak FP8" FlopPerSecond Stock "Dense FP8 peak of the chips online, the next wider precision where a chip has no FP8.";
    Scenario "peak_flops_fp4" "Peak FP4" FlopPerSecond Stock "Dense FP4 peak of the chips online, the next wider precision where a chip has no FP4.";
    Scenario "effective_flops" "Effective compute" FlopPerSecond Stock "Peak × training MFU × goodput, at the chosen precision or the next wider one a chip has.";
    Vendor "effective_flops" "Effective compute" FlopPerSecond Stock "Effective compute of one vendor's chips.";
    Scenario "h100_equivalents" "H100-equivalents" H100Equivalents Stock "Dense 8-bit peak over the H100's 1,979 TFLOP/s (Epoch AI's rule).";
    Scenario "hbm_bytes" "HBM capacity" Byte Stock "High-bandwidth memory of the chips online.";
    Scenario "hbm_bytes_per_second" "HBM bandwidth" BytePerSecond Stock "Memory bandwidth of the chips online.";
    // Power
    Scenario "facility_power_watts" "Facility power" Watt Stock "IT watts of the chips online × PUE: provisioned power at the meter.";
    Scenario "power_limit_watts" "Power available" Watt Stock "The limit on facility power, where there is one.";
    Scenario "energy_joules" "Energy" Joule Flow "Mean facility power × load factor × hours.";
    Scenario "energy_cost_usd" "Energy cost" Usd Flow "Energy × electricity price.";
    // Customer's money
    Scenario "planned_spend_usd" "Planned spend" Usd Flow "What the customer would pay if everything came as planned.";
    Scenario "spend_usd" "Spend" Usd Flow "Chips online (mean of the month) × hours × locked price.";
    Scenario "spend_to_date_usd" "Spend to date" Usd Total "All spend so far.";
    Scenario "planned_spend_to_date_usd" "Planned spend to date" Usd Total "All planned spend so far.";
    Scenario "commitment_remaining_usd" "Commitment remaining" Usd Stock "Contract value not yet spent.";
    Scenario "shortfall_to_date_usd" "Shortfall to date" Usd Total "Planned spend that was not delivered so far.";
    Scenario "rental_usd_per_hour" "Hourly rental" Usd Stock "Locked price of all chips online, for an hour.";
    // Supplier's money
    Scenario "chip_capex_usd" "Chips and servers bought" Usd Flow "Capital cost of the chips delivered in the month.";
    Scenario "facility_capex_usd" "Facilities built" Usd Flow "Facility cost of the power added in the month.";
    Scenario "opex_usd" "Running cost" Usd Flow "Yearly running cost of all that was bought, a twelfth each month.";
    Scenario "tco_usd_per_hour" "Hourly cost" Usd Stock "Total cost of ownership of all chips online, for an hour.";
    Scenario "supplier_cash_usd" "Supplier's cash" Usd Flow "Spend received − capital cost − energy − running cost.";
    // Equity
    Scenario "invested_usd" "Invested" Usd Flow "What the investor pays in, at its expected value.";
    Scenario "others_invested_usd" "Invested by others" Usd Flow "What others pay into the same round.";
    Scenario "invested_to_date_usd" "Invested to date" Usd Total "All that the investor has paid in.";
    Scenario "stake" "Stake" Share Stock "The investor's share of the company.";
    Scenario "valuation_usd" "Valuation" Usd Stock "What the company is worth: post-money, changing each year.";
    Scenario "stake_value_usd" "Value of the stake" Usd Stock "Stake × valuation.";
    // Investor's cash
    Scenario "investor_cash_usd" "Investor's cash" Usd Flow "What is invested, and where the investor supplies, the supplier's cash.";
    Scenario "investor_cash_to_date_usd" "Investor's cash to date" Usd Total "All of the investor's cash so far.";
    Scenario "npv_to_date_usd" "Present value to date" Usd Total "The investor's cash so far, discounted to November 2025 at the cost of capital.";
    Scenario "stake_present_value_usd" "Present value of the stake" Usd Stock "Value of the stake, discounted to November 2025 at the cost of capital.";
};

numbered!(SeriesId, SeriesFamily, "series");

named!(SeriesId, "series");

/// All series over the months of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet<N> {
    months: usize,
    cells: Vec<N>,
}

impl<N: Number> Sheet<N> {
    /// An empty sheet: every cell 0.
    pub(crate) fn new(months: usize) -> Sheet<N> {
        Sheet { months, cells: vec![N::zero(); months * COUNT] }
    }

    /// The number of months, from month 0.
    pub fn months(&self) -> usize {
        self.months
    }

    /// One series, month by month.
    pub fn row(&self, series: SeriesId) -> &[N] {
        let start = series.index() * self.months;
        &self.cells[start..start + self.months]
    }

    /// One series, to be filled.
    pub(crate) fn row_mut(&mut self, series: SeriesId) -> &mut [N] {
        let start = series.index() * self.months;
        &mut self.cells[start..start + self.months]
    }

    /// One cell.
    pub fn get(&self, series: SeriesId, month: usize) -> N {
        self.cells[series.index() * self.months + month]
    }

    /// Fills one cell, once.
    pub(crate) fn set(&mut self, series: SeriesId, month: usize, value: N) {
        self.cells[series.index() * self.months + month] = value.named(Cell::series(series, month));
    }

    /// A series is complete: nothing is added to its cells any more, and whoever reads them knows them by name.
    pub(crate) fn complete(&mut self, series: SeriesId) {
        if N::NAMED {
            for month in 0..self.months {
                self.set(series, month, self.get(series, month));
            }
        }
    }

    /// A series' value at a month that is itself a number, at most the last.
    pub(crate) fn entry(&self, series: SeriesId, month: N) -> N {
        N::entry(self.row(series), month + N::constant(1.0))
    }

    /// Adds to one cell.
    pub(crate) fn add(&mut self, series: SeriesId, month: usize, value: N) {
        let cell = &mut self.cells[series.index() * self.months + month];
        *cell = *cell + value;
    }

    /// Fills a running sum of a flow.
    pub(crate) fn accumulate(&mut self, flow: SeriesId, total: SeriesId) {
        let mut sum = N::zero();
        for month in 0..self.months {
            sum = sum + self.get(flow, month);
            self.set(total, month, sum);
            sum = self.get(total, month);
        }
    }
}
