//! Sentences on the investor's money: what it pays in, holds and gets back.

use super::Told;
use figures::sentences::{comes_back_as, counts_earlier_agreements, gives_warrants, is_expected};
use maud::{Markup, html};
use model::base::month::Month;
use model::inputs::choices::{Returns, TranchePrice};
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::quantities::cell::Cell;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::{input, intermediate, metric, series};

impl Told<'_> {
    /// The form in which money comes back to the investor.
    fn returns(&self) -> Option<&'static Returns> {
        Returns::ALL.get(self.scenario.get(input::RETURNS) as usize)
    }

    /// Whether one of the payments by the month is only likely.
    fn is_expected(&self) -> bool {
        is_expected(self.scenario, Month(self.month as i32))
    }

    /// The month before the one that is the metric's value.
    fn month_before(&self, of: MetricId) -> Option<usize> {
        (self.recording.value(self.recording.formula(Cell::metric(of))?) as usize).checked_sub(1)
    }

    /// The value of the stake that was bought, and what was paid for it; a stake that was held before counts in
    /// neither.
    pub(super) fn multiple(&self) -> Option<Markup> {
        Some(html! {
            "In " (self.when()) " the stake that was bought is worth " (self.monthly(series::STAKE_BOUGHT_VALUE)?) "; "
            (self.monthly(series::INVESTED_TO_DATE)?) " is paid in by then."
        })
    }

    pub(super) fn returned(&self) -> Option<Markup> {
        Some(html! {
            "From the first payment to " (self.when()) " " (self.monthly(series::RETURNED_TO_DATE)?) " comes back as " (comes_back_as(self.scenario))
            ", of "
            @if self.is_expected() { "an expected " }
            (self.monthly(series::INVESTED_TO_DATE)?) " paid in; the investor’s cash then stands at " (self.monthly(series::INVESTOR_CASH_TO_DATE)?) "."
            @if counts_earlier_agreements(self.scenario) { " That counts spend under agreements that began before the first payment." }
        })
    }

    pub(super) fn contract_payback(&self) -> Option<Markup> {
        let before = self.month_before(metric::CONTRACT_PAYBACK)?;
        Some(html! {
            "Undiscounted, and net of hardware, buildings, energy and running costs, the supplier’s cash is below zero for the last time in "
            (Month(before as i32).name()) ", at " (self.at(intermediate::SUPPLIER_CASH_TO_DATE.at(before))?)
            ", and never below " (self.once(metric::CONTRACT_LOW)?) ". What is left at the end is not counted."
        })
    }

    pub(super) fn investor_payback(&self) -> Option<Markup> {
        let before = self.month_before(metric::PAYBACK_MONTH)?;
        Some(html! {
            (match self.returns()? {
                Returns::CloudSpend => "Undiscounted, and net of hardware, buildings, energy, running costs and what it paid in,",
                Returns::ChipPurchases => "Undiscounted, and of what its chips are bought for its margin alone, net of what it paid in,",
                Returns::Nothing => "Undiscounted, and net of what it paid in,",
            })
            " the investor’s cash is below zero for the last time in " (Month(before as i32).name()) ", at "
            (self.at(Cell::series(series::INVESTOR_CASH_TO_DATE, before))?) "."
        })
    }

    pub(super) fn investor_cash(&self) -> Option<Markup> {
        let invested = self.monthly(series::INVESTED_TO_DATE)?;
        let has_laid_out = self.supplier_has_laid_out();
        Some(match self.returns()? {
            Returns::CloudSpend => html! {
                "By " (self.when()) " the investor has received " (self.monthly(series::SPEND_TO_DATE)?) " as supplier, "
                @if has_laid_out { "has paid for hardware, buildings, energy and running cost, " }
                @else { "has laid out nothing for it, " }
                "and has put " (invested) " into the company."
                @if has_laid_out { " What is left at the contract’s end is not counted yet." }
            },
            Returns::ChipPurchases => html! {
                "By " (self.when()) " the investor has "
                @if self.sum_so_far(series::VENDOR_CAPEX) > 0.0 {
                    "kept its margin, " (self.input(input::VENDOR_MARGIN)) " of its "
                    (self.input(input::VENDOR_CONTENT)) " of what its chips were bought for, and has put "
                } @else { "sold none of its chips, and has put " }
                @if self.value(series::INVESTED_TO_DATE).is_some_and(|usd| usd > 0.0) { (invested) } @else { "nothing" }
                " into the company."
                @if gives_warrants(self.scenario) { " The warrants that it gives are not in this cash: the value of the deal takes them off." }
            },
            Returns::Nothing => html! { "Nothing comes back; " (invested) " has been paid in by " (self.when()) "." },
        })
    }

    /// The sum of a series up to the month.
    fn sum_so_far(&self, of: SeriesId) -> f64 {
        let value = |month| self.recording.formula(Cell::series(of, month)).map(|id| self.recording.value(id));
        (0..=self.month).filter_map(value).sum()
    }

    /// Whether the supplier has paid for anything by the month.
    fn supplier_has_laid_out(&self) -> bool {
        [series::CHIP_CAPEX, series::FACILITY_CAPEX, series::ENERGY_COST, series::OPEX]
            .into_iter()
            .any(|of| self.sum_so_far(of) > 0.0)
    }

    /// The parts of the deal's value, each with its discount rate. A chip vendor’s margin is a cost of the contract,
    /// and no part of the contract's value to its supplier.
    pub(super) fn deal(&self) -> Option<Markup> {
        let returns = self.returns()?;
        let (wacc, contract) = (self.input(input::WACC), self.once(metric::CONTRACT_NPV)?);
        Some(html! {
            @match returns {
                Returns::CloudSpend => {
                    "To its end the contract is worth " (contract) " to its supplier, who is the investor, at a cost of capital of "
                    (wacc) ", and all of that counts."
                }
                Returns::ChipPurchases => {
                    "The investor sells chips: its margin counts, " (self.input(input::VENDOR_MARGIN)) " of its "
                    (self.input(input::VENDOR_CONTENT)) " of what they are bought for, discounted at the supplier’s cost of capital of "
                    (wacc) ". To the supplier that is a cost, and no part of the " (contract)
                    " that the contract is worth to it."
                }
                Returns::Nothing => { "The contract is another’s: nothing of the " (contract) " that it is worth to its supplier counts." }
            }
            @if self.is_paid_in() {
                " What is paid in, and what the stake is worth in " (self.input(input::EXIT)) ", are discounted at the "
                (self.input(input::EQUITY_RATE)) " asked of a stake."
            }
            @if gives_warrants(self.scenario) {
                " Warrants on " (self.input(input::WARRANT_SHARES)) " of the investor are taken off as they vest, at "
                (self.input(input::EQUITY_RATE)) "."
            }
        })
    }

    /// Whether the investor pays anything in by the exit, and so has a stake that counts in the deal.
    fn is_paid_in(&self) -> bool {
        let exit = self.scenario.get(input::EXIT);
        self.payments().any(|number| self.scenario.get(input::tranche::MONTH.of(number)) <= exit)
    }

    /// The tranches with an amount and a probability above 0.
    fn payments(&self) -> impl Iterator<Item = usize> {
        let get = |of: ParameterId| self.scenario.get(of);
        (0..Scope::Tranche.count()).filter(move |number| {
            get(input::tranche::AMOUNT.of(*number)) * get(input::tranche::PROBABILITY.of(*number)) > 0.0
        })
    }

    /// What the rate to the exit depends on: what is paid in, the stake's value at the exit, and the assumed change of
    /// the valuation in between. If as much comes back as went in, the sentence says so, and why.
    pub(super) fn to_the_exit(&self) -> Option<Markup> {
        let [paid, worth] =
            [intermediate::EXIT_PAID, intermediate::EXIT_VALUE].map(|of| self.recording.formula(of.once()));
        let [paid_usd, worth_usd] = [self.recording.value(paid?), self.recording.value(worth?)];
        let [changes, is_diluted] = [input::VALUATION_CHANGE, input::DILUTION].map(|of| self.scenario.get(of) != 0.0);
        let change = || self.input(input::VALUATION_CHANGE);
        let because = match ((worth_usd - paid_usd).abs() <= 1e-9 * paid_usd, changes || is_diluted) {
            (true, false) if self.is_priced_otherwise(self.scenario.get(input::EXIT)) => html! {
                ": the valuation is assumed to grow by nothing but the money that is paid in, so what comes back is what went in."
            },
            (true, false) => html! {
                ": the valuation at the exit is the one that was paid, so what comes back is what went in."
            },
            (true, true) => html! {
                ": the " (change()) " that the valuation is assumed to gain is what later share issues take, "
                (self.input(input::DILUTION)) " of the stake, so what comes back is what went in."
            },
            (false, false) => html! {
                ". The valuation is assumed not to change: the difference lies in the price that was paid."
            },
            (false, true) => html! {
                ". The valuation is assumed to change by " (change())
                @if is_diluted { ", and later share issues to take " (self.input(input::DILUTION)) " of the stake" }
                "."
            },
        };
        Some(html! {
            @if is_expected(self.scenario, Month(self.scenario.get(input::EXIT) as i32)) { "An expected " }
            (self.at(intermediate::EXIT_PAID.once())?) " is paid in by the exit in " (self.input(input::EXIT))
            ", when the stake that it buys is worth " (self.at(intermediate::EXIT_VALUE.once())?) (because)
        })
    }

    pub(super) fn stake(&self) -> Option<Markup> {
        let (paid, post_money) = (self.monthly(series::INVESTED_TO_DATE)?, self.once(metric::POST_MONEY)?);
        if self.value(series::STAKE).is_none_or(|stake| stake <= 0.0) {
            return Some(html! { "By " (self.when()) " the investor has put nothing in, and it held nothing before." });
        }
        Some(html! {
            @if self.is_expected() { "An expected " }
            (paid) " has been put into a company worth " (post_money) " after the round"
            @if self.is_priced_otherwise(self.month as f64) { ", some of it at another price than the round’s" }
            @if self.scenario.get(input::HELD_BEFORE) > 0.0 {
                "; " (self.input(input::HELD_BEFORE)) " was held before"
            }
            @if self.scenario.get(input::DILUTION) > 0.0 {
                "; later share issues take " (self.input(input::DILUTION)) " of the stake away"
            }
            "."
        })
    }

    pub(super) fn stake_value(&self) -> Option<Markup> {
        self.value(series::STAKE).filter(|stake| *stake > 0.0)?;
        Some(html! {
            (self.monthly(series::STAKE)?) " of a company worth " (self.monthly(series::VALUATION)?) " in " (self.when()) "."
        })
    }

    /// Whether a payment by a month is at another price than the round's.
    fn is_priced_otherwise(&self, by: f64) -> bool {
        let get = |of: ParameterId| self.scenario.get(of);
        self.payments().any(|number| {
            get(input::tranche::MONTH.of(number)) <= by
                && get(input::tranche::PRICE.of(number)) != TranchePrice::Round.index() as f64
        })
    }
}
