//! The contract to its end, whatever the as-of month: its present value and rate of return; and the deal, which adds
//! the investor's equity.

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
use crate::run::rate::Found;
use crate::run::returned::{Returned, Warrants};
use crate::run::row::Row;
use crate::run::sheet::{Sheet, running_sum};
use crate::run::spend::Spend;
use crate::run::supplier::Supplier;

/// The present value in month 0 of a dollar of each month, at an annual rate.
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

/// The present value in month 0 of a monthly flow, USD. With a `name`, the monthly terms become named numbers.
fn present<N: Number>(flow: &[N], factors: &[N], name: Option<IntermediateId>) -> N {
    let months = flow.iter().zip(factors).enumerate().filter(|(_, (usd, _))| N::NAMED || usd.value() != 0.0);
    N::sum(months.map(|(m, (usd, factor))| {
        let worth = *usd * *factor;
        name.map_or(worth, |name| worth.named(name.at(m)))
    }))
}

/// The contract's cash to its end, and its present value.
pub(crate) struct Worth<N: Number> {
    /// The present value in month 0 of a dollar of each month, at the supplier's cost of capital.
    pub factors: Row<N>,
    /// Cash of each month with residual values, USD: received less paid.
    pub cash_usd: Row<N>,
    /// Running total of the cash, USD.
    pub cash_to_date_usd: Row<N>,
    /// Net present value of the cash in month 0, USD.
    pub npv_usd: N,
}

/// Computes the contract's cash and present value from the supplier's money.
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
    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::CONTRACT_CASH, self.cash_usd);
        sheet.lay(series::CONTRACT_CASH_TO_DATE, self.cash_to_date_usd);
    }
}

/// Present values in month 0 of the parts of a contract, USD.
#[derive(Clone, Copy)]
pub(crate) struct Present<N: Number> {
    pub spend_usd: N,
    pub hardware_usd: N,
    pub facility_usd: N,
    pub energy_usd: N,
    pub opex_usd: N,
    pub residual_usd: N,
    /// Net present value: received less paid, with residual values.
    pub npv_usd: N,
    /// Net present value under the opposite refresh policy: worn-out hardware is replaced if the scenario does not
    /// replace it, and not replaced if it does.
    pub npv_otherwise_usd: N,
}

/// One accelerator's part of the contract.
#[derive(Clone, Copy)]
pub(crate) struct OfChip<N: Number> {
    /// Chip-hours, discounted to month 0.
    pub hours: N,
    /// Present value of all its costs with its share of the buildings, less residual values, USD.
    pub cost_usd: N,
}

/// The contract to its end, part by part.
pub(crate) struct Contract<N: Number> {
    /// The last month; −1 if no rented agreement has planned chip-hours.
    pub end: N,
    /// Present values of the parts in month 0.
    pub present: Present<N>,
    /// The part of each accelerator; `None` for one that the fleet does not have.
    pub of_chip: [Option<OfChip<N>>; ACCELERATORS.len()],
    /// Lowest point of the supplier's running cash, without residual values.
    pub low: Lowest<N>,
}

const LOWEST: Names = Names {
    usd: intermediate::CONTRACT_LOW,
    month: intermediate::CONTRACT_LOW_MONTH,
    last_negative: intermediate::CONTRACT_LAST_NEGATIVE,
};

/// The results of earlier stages that a contract is computed from.
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

/// Computes the contract to its end, part by part.
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
    // The refresh policy changes only purchases of hardware and its residual value.
    let bought = bought_usd(inputs, hardware_otherwise, months);
    let left = residual_usd(hardware_otherwise, months);
    let otherwise = bought.iter().zip(&left).map(|(bought, left)| *left - *bought).collect::<Vec<_>>();
    let hardware_left = present(&supplier.hardware_residual_usd, factors, None);
    let npv_otherwise_usd = npv_usd + hardware_usd - hardware_left
        + present(&otherwise, factors, Some(intermediate::PRESENT_HARDWARE_OTHERWISE));

    // Each accelerator has its own costs, and a share of the buildings by its share of the power in service.
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

/// The deal: what the investor pays, earns from the contract, and holds at the exit.
pub(crate) struct Deal<N: Number> {
    /// Flow of each month, USD.
    pub cash_usd: Row<N>,
    cash_to_date_usd: Row<N>,
    /// Present value of the flows in month 0, USD: business is discounted at the supplier's cost of capital, equity at
    /// the return that the investor asks of it.
    pub npv_usd: N,
}

/// Computes the deal to the end of the last agreement or to the exit, whichever is later.
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
        let paid = equity.paid_by_exit(m, exit);
        let held = match N::SYMBOLIC || m as f64 == exit.value() {
            true => exit.equals(m as f64, || value_at_exit, || zero).less(paid),
            false => -paid,
        };
        // Warrants cost the chip vendor in the month in which they vest.
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
    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::DEAL_CASH, self.cash_usd);
        sheet.lay(series::DEAL_CASH_TO_DATE, self.cash_to_date_usd);
    }
}

/// A rate of return and the kind of result; see [`Number::rate_of_return`].
#[derive(Clone, Copy)]
pub(crate) struct Rate<N: Number> {
    /// The annual rate; without meaning if there is not exactly one.
    pub rate: N,
    /// 1 if there is exactly one rate, else the number of the reason.
    pub kind: N,
}

impl<N: Number> Rate<N> {
    /// The rate of monthly flows from month 0; its kind gets the name `name`.
    pub(crate) fn of(flows: &[N], name: IntermediateId) -> Rate<N> {
        let (rate, kind) = N::rate_of_return(flows);
        Rate { rate, kind: kind.named(name.once()) }
    }

    /// 0 if the result is of one kind, else above 0; see [`Found::kind`].
    fn apart_from(&self, kind: f64) -> N {
        let apart = self.kind - N::constant(kind);
        apart.max(-apart)
    }

    /// Above 0 if any flow is not 0.
    pub(crate) fn has_flows(&self) -> N {
        self.apart_from(Found::NoFlows.kind())
    }

    /// Guards: reasons for which there may be no rate.
    pub(crate) fn guards(&self) -> impl Iterator<Item = (N, Absent)> + '_ {
        let reasons = [Absent::NoFlows, Absent::RateAbove, Absent::RateBelow, Absent::SeveralRates, Absent::NoRate];
        (2..).zip(reasons).map(|(kind, reason)| (self.apart_from(f64::from(kind)), reason))
    }
}

/// What the metrics need of the contract and of the deal to their ends.
pub(crate) struct ToTheEnd<N: Number> {
    /// The last month of the contract; −1 if there is none.
    pub end: N,
    pub present: Present<N>,
    pub of_chip: [Option<OfChip<N>>; ACCELERATORS.len()],
    /// Lowest point of the supplier's running cash, without residual values.
    pub low: Lowest<N>,
    pub rate: Rate<N>,
    pub deal_npv_usd: N,
    pub deal_rate: Rate<N>,
    pub exit_rate: Rate<N>,
    /// Total of the investor's payments by the exit, USD.
    pub exit_paid_usd: N,
    /// Value of the warrants vested by the end of the contract, USD.
    pub warrants_usd: N,
}

impl<N: Number> ToTheEnd<N> {
    /// Above 0 if the investor lays something out, without which the deal can have no rate of return. A seller of chips
    /// that pays nothing in lays nothing out.
    pub(crate) fn lays_out(&self, inputs: &Inputs<'_, N>) -> N {
        inputs.pick(input::RETURNS, |what| match Returns::ALL[what] {
            Returns::ChipPurchases => self.exit_paid_usd,
            Returns::CloudSpend | Returns::Nothing => N::constant(1.0),
        })
    }

    /// Collects the results of the stages.
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
