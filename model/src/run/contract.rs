//! The contract to its end: what supplying it is worth, whatever month is looked at; and the deal with the equity.

use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::choices::Returns;
use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::intermediate::IntermediateId;
use crate::quantities::metric::Absent;
use crate::quantities::{intermediate, series};
use crate::run::chip::{energy_usd_per_chip_hour, facility_watts_of_one};
use crate::run::chips::Chips;
use crate::run::equity::Equity;
use crate::run::hardware::{Hardware, bought_usd, residual_usd};
use crate::run::inputs::Inputs;
use crate::run::label::hours_of;
use crate::run::lowest::{Lowest, Names};
use crate::run::number::Number;
use crate::run::power::Power;
use crate::run::returned::{Returned, Warrants};
use crate::run::row::Row;
use crate::run::sheet::{Sheet, running_sum};
use crate::run::spend::Spend;
use crate::run::supplier::Supplier;

/// What a dollar of each month is worth in month 0 at an annual rate.
fn discount_factors<N: Number>(rate: N, months: usize, name: IntermediateId) -> Row<N> {
    let a_month = (N::constant(1.0) + rate).powf(N::constant(1.0 / 12.0));
    let mut factor = N::constant(1.0);
    (0..months)
        .map(|m| {
            let now = factor.named(name.at(m));
            factor = now / a_month;
            now
        })
        .collect()
}

/// What a monthly flow is worth in month 0, USD; its months are named where readers are to meet them.
fn present<N: Number>(flow: &[N], factors: &[N], name: Option<IntermediateId>) -> N {
    let months = flow.iter().zip(factors).enumerate().filter(|(_, (usd, _))| N::NAMED || usd.value() != 0.0);
    N::sum(months.map(|(m, (usd, factor))| {
        let worth = *usd * *factor;
        name.map_or(worth, |name| worth.named(name.at(m)))
    }))
}

/// The contract's cash to its end, and what it is worth.
pub(crate) struct Worth<N: Number> {
    /// What a dollar of each month is worth in month 0 at the supplier's cost of capital.
    pub factors: Row<N>,
    /// What is received less what is paid, with what is left at the end, USD.
    pub cash_usd: Row<N>,
    /// All of it so far, USD.
    pub cash_to_date_usd: Row<N>,
    /// All of it in month 0, USD.
    pub npv_usd: N,
}

/// What the contract is worth.
pub(crate) fn worth<N: Number>(inputs: &Inputs<'_, N>, supplier: &Supplier<N>) -> Worth<N> {
    let factors = discount_factors(inputs.get(input::WACC), supplier.cash_usd.len(), intermediate::DISCOUNT_FACTOR);
    let flows = supplier.cash_usd.iter().zip(&supplier.residual_usd).enumerate();
    let cash_usd: Row<N> =
        flows.map(|(m, (cash, left))| (*cash + *left).named(Cell::series(series::CONTRACT_CASH, m))).collect();
    Worth {
        npv_usd: present(&cash_usd, &factors, Some(intermediate::PRESENT_CASH)),
        cash_to_date_usd: running_sum(series::CONTRACT_CASH_TO_DATE, &cash_usd),
        factors,
        cash_usd,
    }
}

impl<N: Number> Worth<N> {
    /// Lays its series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::CONTRACT_CASH, self.cash_usd);
        sheet.lay(series::CONTRACT_CASH_TO_DATE, self.cash_to_date_usd);
    }
}

/// What the parts of a contract are worth in month 0, USD.
#[derive(Clone, Copy)]
pub(crate) struct Present<N: Number> {
    pub spend_usd: N,
    pub hardware_usd: N,
    pub facility_usd: N,
    pub energy_usd: N,
    pub opex_usd: N,
    pub residual_usd: N,
    /// What is received less what is paid, with what is left at the end.
    pub npv_usd: N,
    /// The same if worn-out hardware were replaced where it is not, and not where it is.
    pub npv_otherwise_usd: N,
}

/// What one accelerator takes of the contract.
#[derive(Clone, Copy)]
pub(crate) struct OfChip<N: Number> {
    /// What its hours are worth in month 0, hours.
    pub hours: N,
    /// What all that it costs is worth, with its share of the buildings, less what is left, USD.
    pub cost_usd: N,
}

/// The contract to its end.
pub(crate) struct Contract<N: Number> {
    /// Its last month; −1 where no agreement has planned chip-hours.
    pub end: N,
    /// The parts in month 0.
    pub present: Present<N>,
    /// Each accelerator in the fleet.
    pub of_chip: [Option<OfChip<N>>; ACCELERATORS.len()],
    /// Of the supplier's cash to date, without what is left at the end.
    pub low: Lowest<N>,
}

const LOWEST: Names = Names {
    usd: intermediate::CONTRACT_LOW,
    month: intermediate::CONTRACT_LOW_MONTH,
    last_negative: intermediate::CONTRACT_LAST_NEGATIVE,
};

/// What the stages of a run know of a contract.
pub(crate) struct Parts<'a, N: Number> {
    pub chips: &'a Chips<N>,
    pub power: &'a Power<N>,
    pub spend: &'a Spend<N>,
    pub supplier: &'a Supplier<N>,
    pub hardware: &'a Hardware<N>,
    pub hardware_otherwise: &'a Hardware<N>,
    pub worth: &'a Worth<N>,
    pub end: N,
}

/// The contract to its end, part by part.
pub(crate) fn contract<N: Number>(inputs: &Inputs<'_, N>, parts: &Parts<'_, N>) -> Contract<N> {
    let Parts { chips, power, spend, supplier, hardware, hardware_otherwise, worth, end } = *parts;
    let (months, zero, one) = (spend.usd.len(), N::zero(), N::constant(1.0));
    let (factors, npv_usd) = (&worth.factors, worth.npv_usd);

    let spend_usd = present(&spend.usd, factors, Some(intermediate::PRESENT_SPEND));
    let hardware_usd = present(&supplier.chip_capex_usd, factors, Some(intermediate::PRESENT_HARDWARE));
    let facility_usd = present(&supplier.facility_capex_usd, factors, Some(intermediate::PRESENT_FACILITY));
    let energy_usd = present(&power.energy_cost_usd, factors, Some(intermediate::PRESENT_ENERGY));
    let opex_usd = present(&supplier.opex_usd, factors, Some(intermediate::PRESENT_OPEX));
    let residual = present(&supplier.residual_usd, factors, Some(intermediate::PRESENT_RESIDUAL));
    // Only hardware and what it leaves differ where worn-out hardware is treated otherwise.
    let bought = bought_usd(inputs, hardware_otherwise, months);
    let left = residual_usd(hardware_otherwise, months);
    let otherwise = bought.iter().zip(&left).map(|(bought, left)| *left - *bought).collect::<Vec<_>>();
    let hardware_left = present(&supplier.hardware_residual_usd, factors, None);
    let npv_otherwise_usd = npv_usd + hardware_usd - hardware_left
        + present(&otherwise, factors, Some(intermediate::PRESENT_HARDWARE_OTHERWISE));

    // Each accelerator's own costs, and buildings by its part of the power in service.
    let factor_at = |month: N| N::entry(factors, month + one);
    let facility_left = supplier.facility_residual_usd * N::choose(end, || factor_at(end), || zero);
    let buildings = facility_usd - facility_left;
    let mut mean_present = [None; ACCELERATORS.len()];
    let mut all_watts = zero;
    for chip in (0..ACCELERATORS.len()).filter(|chip| hardware[*chip].is_some()) {
        let chips =
            present(chips.mean_rented(chip), factors, None).named(intermediate::chip::PRESENT_CHIPS.of(chip).once());
        let watts =
            (chips * facility_watts_of_one(inputs, chip)).named(intermediate::chip::PRESENT_WATTS.of(chip).once());
        all_watts = all_watts + watts;
        mean_present[chip] = Some((chips, watts));
    }
    let all_watts = all_watts.named(intermediate::PRESENT_WATTS.once());
    let of_chip = std::array::from_fn(|chip| {
        let (cohorts, (mean, watts)) = (hardware[chip].as_ref()?, mean_present[chip]?);
        let hours = chips.mean_rented(chip).iter().zip(factors).enumerate();
        let hours = hours.filter(|(_, (mean, _))| N::NAMED || mean.value() != 0.0);
        let hours = N::sum(hours.map(|(m, (mean, factor))| *mean * hours_of(m) * *factor));
        let hours = hours.named(intermediate::chip::PRESENT_HOURS.of(chip).once());
        let capex = inputs.get(input::chip::CAPEX.of(chip));
        let bought = present(&cohorts.bought, factors, None) * capex;
        let left = cohorts.residual_usd * N::choose(cohorts.last, || factor_at(cohorts.last), || zero);
        let capital = capex + facility_watts_of_one(inputs, chip) * inputs.get(input::FACILITY_COST);
        let running = mean * capital * inputs.get(input::OPEX_SHARE) / N::constant(12.0);
        let share = N::choose(-all_watts, || zero, || watts / all_watts);
        let cost = bought - left + hours * energy_usd_per_chip_hour(inputs, chip) + running + buildings * share;
        Some(OfChip { hours, cost_usd: cost.named(intermediate::chip::PRESENT_COST.of(chip).once()) })
    });

    let (mut to_date, mut low) = (zero, Lowest::new());
    for (m, cash) in supplier.cash_usd.iter().enumerate() {
        to_date = to_date.more(*cash).named(intermediate::SUPPLIER_CASH_TO_DATE.at(m));
        low = low.with(m, to_date, &LOWEST);
    }
    Contract {
        end,
        present: Present {
            spend_usd,
            hardware_usd,
            facility_usd,
            energy_usd,
            opex_usd,
            residual_usd: residual,
            npv_usd,
            npv_otherwise_usd,
        },
        of_chip,
        low,
    }
}

/// The deal: what the investor pays, gets of the contract and holds at the exit.
pub(crate) struct Deal<N: Number> {
    /// The flows of each month, USD.
    pub cash_usd: Row<N>,
    cash_to_date_usd: Row<N>,
    /// What they are worth in month 0, business at the supplier's cost of capital and equity at the return asked of
    /// it, USD.
    pub npv_usd: N,
}

/// The deal to the end of the last agreement or to the exit, whichever is later.
pub(crate) fn deal<N: Number>(
    inputs: &Inputs<'_, N>,
    contract: &Worth<N>,
    equity: &Equity<N>,
    returned: &Returned<N>,
    warrants: &Warrants<N>,
) -> Deal<N> {
    let (months, zero) = (contract.cash_usd.len(), N::zero());
    let factors = &contract.factors;
    let equity_factors = discount_factors(inputs.get(input::EQUITY_RATE), months, intermediate::EQUITY_FACTOR);
    let exit = inputs.get(input::EXIT);
    let value_at_exit = equity.value_at_exit(exit);
    let own = returned.own(inputs, &contract.cash_usd);
    let mut vested_usd = zero;
    let (mut cash_usd, mut npv_usd) = (Row::new(), zero);
    for m in 0..months {
        let business = own(m).named(intermediate::DEAL_BUSINESS.at(m));
        let mut held = -equity.paid_by_exit(m, exit);
        if N::SYMBOLIC || m as f64 == exit.value() {
            held = held + exit.equals(m as f64, || value_at_exit, || zero);
        }
        // Warrants cost the vendor in the month in which they vest.
        let now = warrants.value_usd[m];
        let given = inputs.pick(input::RETURNS, |what| {
            if Returns::ALL[what] == Returns::ChipPurchases { now - vested_usd } else { zero }
        });
        vested_usd = now;
        let held = (held - given).named(intermediate::DEAL_EQUITY.at(m));
        cash_usd.push((business + held).named(Cell::series(series::DEAL_CASH, m)));
        let worth = business * factors[m] + held * equity_factors[m];
        npv_usd = npv_usd + worth.named(intermediate::PRESENT_DEAL.at(m));
    }
    Deal { cash_to_date_usd: running_sum(series::DEAL_CASH_TO_DATE, &cash_usd), cash_usd, npv_usd }
}

impl<N: Number> Deal<N> {
    /// Lays its series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::DEAL_CASH, self.cash_usd);
        sheet.lay(series::DEAL_CASH_TO_DATE, self.cash_to_date_usd);
    }
}

/// A rate of return, and what is found of it; see [`Number::rate_of_return`].
#[derive(Clone, Copy)]
pub(crate) struct Rate<N: Number> {
    /// The annual rate; means nothing where there is none.
    pub rate: N,
    /// 1 where there is one, else the number of the reason.
    pub kind: N,
}

impl<N: Number> Rate<N> {
    /// Of a flow a month, from month 0.
    pub(crate) fn of(flows: &[N], name: IntermediateId) -> Rate<N> {
        let (rate, kind) = N::rate_of_return(flows);
        Rate { rate, kind: kind.named(name.once()) }
    }

    /// Why there may be none.
    pub(crate) fn guards(&self) -> impl Iterator<Item = (N, Absent)> + '_ {
        let reasons = [Absent::NoFlows, Absent::RateAbove, Absent::RateBelow, Absent::SeveralRates, Absent::NoRate];
        (2..).zip(reasons).map(|(kind, reason)| {
            let apart = self.kind - N::constant(f64::from(kind));
            (apart.max(-apart), reason)
        })
    }
}

/// What the metrics read of the contract and of the deal to their ends.
pub(crate) struct ToTheEnd<N: Number> {
    /// The last month of the contract; −1 where there is none.
    pub end: N,
    pub present: Present<N>,
    pub of_chip: [Option<OfChip<N>>; ACCELERATORS.len()],
    /// Of the supplier's cash to date, without what is left at the end.
    pub low: Lowest<N>,
    pub rate: Rate<N>,
    pub deal_npv_usd: N,
    pub deal_rate: Rate<N>,
    pub exit_rate: Rate<N>,
    /// All that is paid in by the exit, USD.
    pub exit_paid_usd: N,
    /// What the warrants vested by the end of the contract are worth, USD.
    pub warrants_usd: N,
}

impl<N: Number> ToTheEnd<N> {
    /// Above 0 where the investor lays something out that a rate of the deal could be of. Who sells chips and pays nothing
    /// in lays nothing out.
    pub(crate) fn lays_out(&self, inputs: &Inputs<'_, N>) -> N {
        inputs.pick(input::RETURNS, |what| match Returns::ALL[what] {
            Returns::ChipPurchases => self.exit_paid_usd,
            Returns::CloudSpend | Returns::Nothing => N::constant(1.0),
        })
    }

    /// Of all stages.
    pub(crate) fn of(
        inputs: &Inputs<'_, N>,
        contract: &Contract<N>,
        worth: &Worth<N>,
        deal: &Deal<N>,
        equity: &Equity<N>,
        warrants: &Warrants<N>,
    ) -> ToTheEnd<N> {
        let exit = inputs.get(input::EXIT);
        let to_exit = equity.flows_to_exit(inputs);
        let paid = (0..to_exit.len()).map(|m| equity.paid_by_exit(m, exit));
        let end = contract.end;
        ToTheEnd {
            end,
            present: contract.present,
            of_chip: contract.of_chip,
            low: contract.low,
            rate: Rate::of(&worth.cash_usd, intermediate::CONTRACT_RATE_KIND),
            deal_npv_usd: deal.npv_usd,
            deal_rate: Rate::of(&deal.cash_usd, intermediate::DEAL_RATE_KIND),
            exit_rate: Rate::of(&to_exit, intermediate::EXIT_RATE_KIND),
            exit_paid_usd: N::sum(paid).named(intermediate::EXIT_PAID.once()),
            warrants_usd: N::choose(end, || N::entry(&warrants.value_usd, end + N::constant(1.0)), N::zero),
        }
    }
}
