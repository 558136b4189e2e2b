//! Equity: the investor's payments, their price, the stake that they buy, and its value.

use crate::inputs::choices::TranchePrice;
use crate::inputs::families::TRANCHES;
use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, metric, series};
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::row::Row;
use crate::run::sheet::{Sheet, complete, running_sum};

/// Stands for a month that never comes: later than any date.
const NEVER: f64 = 1e6;

/// One tranche of the investor's money.
#[derive(Clone, Copy)]
struct Tranche<N> {
    /// Index of the tranche, from 0.
    number: usize,
    /// Expected amount, USD: amount × probability.
    usd: N,
    /// The month in which it is paid.
    month: N,
    /// 1 if it is paid at the round's price, else 0.
    in_round: N,
    /// 1 if it is part of the round and paid before the round's month, else 0.
    early: N,
    /// The share of the company that it buys.
    share: N,
    /// The factor by which it dilutes earlier holdings; 1 for a tranche of the round, whose dilution counts with the
    /// round.
    leaves: N,
}

/// The funding round, the tranches, and the company's valuation.
pub(crate) struct Round<N: Number> {
    /// Pre-money valuation + other investors' money + the round's tranches at their expected amounts, USD.
    pub post_money_usd: N,
    /// The month of the round.
    month: N,
    tranches: Vec<Tranche<N>>,
}

/// Years from one month to a later one; 0 if it is not later.
fn years<N: Number>(from: N, to: N) -> N {
    ((to - from) / N::constant(12.0)).max(N::zero())
}

/// Expected amount of a tranche, USD: amount × probability.
fn expected<N: Number>(inputs: &Inputs<'_, N>, tranche: usize) -> N {
    let expected = inputs.get(input::tranche::AMOUNT.of(tranche)) * inputs.get(input::tranche::PROBABILITY.of(tranche));
    expected.named(intermediate::tranche::EXPECTED_PAYMENT.of(tranche).once())
}

/// 1 if `test` is at least 0, else 0.
fn flag<N: Number>(test: N) -> N {
    N::select(test, N::constant(1.0), N::zero())
}

/// 1 if one tranche comes before another, by month and then by index; else 0.
fn comes_before<N: Number>(one: &Tranche<N>, other: &Tranche<N>) -> N {
    let same_month = N::constant(if one.number < other.number { 0.0 } else { 1.0 });
    flag(other.month - one.month - same_month)
}

impl<N: Number> Round<N> {
    /// Determines the round and its tranches from the inputs.
    pub(crate) fn of(inputs: &Inputs<'_, N>) -> Round<N> {
        let (zero, one, never) = (N::zero(), N::constant(1.0), N::constant(NEVER));
        let there = |k: &usize| N::SYMBOLIC || expected(inputs, *k).value() != 0.0;
        let priced = |k: usize| inputs.get(input::tranche::PRICE.of(k));
        let month = |k: usize| inputs.get(input::tranche::MONTH.of(k));
        let kept: Vec<usize> = (0..TRANCHES).filter(there).collect();

        // The round takes place at the first payment at its price, else at the first payment at all, else in month 0.
        let first = |of_round: bool| {
            let paid = |k: usize| {
                let its_month = || {
                    if of_round {
                        priced(k).equals(TranchePrice::Round.index() as f64, || month(k), || never)
                    } else {
                        month(k)
                    }
                };
                N::choose(-expected(inputs, k), || never, its_month)
            };
            kept.iter().map(|k| paid(*k)).fold(never, N::min)
        };
        let (of_round, of_any) = (first(true), first(false));
        let any = || N::choose(of_any - never, || zero, || of_any);
        let round_month = N::choose(of_round - never, any, || of_round).named(intermediate::ROUND_MONTH.once());

        let mut tranches: Vec<Tranche<N>> = Vec::with_capacity(kept.len());
        for k in kept {
            // Before the round there is no market price, so earlier payments at market price pay the round's price.
            let early = || {
                priced(k).equals(TranchePrice::Market.index() as f64, || flag(round_month - month(k) - one), || zero)
            };
            let in_round = priced(k).equals(TranchePrice::Round.index() as f64, || one, early);
            let in_round = in_round.named(intermediate::tranche::IN_ROUND.of(k).once());
            let early = in_round.equals(1.0, || flag(round_month - month(k) - one), N::zero);
            let (usd, share, leaves) = (expected(inputs, k), zero, one);
            tranches.push(Tranche { number: k, usd, month: month(k), in_round, early, share, leaves });
        }
        let money = N::sum(tranches.iter().map(|tranche| tranche.in_round.equals(1.0, || tranche.usd, N::zero)));
        let post_money_usd = inputs.get(input::PRE_MONEY) + inputs.get(input::OTHERS_MONEY) + money;
        let post_money_usd = post_money_usd.named(Cell::metric(metric::POST_MONEY));
        let mut round = Round { post_money_usd, month: round_month, tranches };

        let paid = round.tranches.clone();
        for (at, tranche) in paid.iter().enumerate() {
            let k = tranche.number;
            let market = || round.valuation_before(inputs, tranche, &paid) + tranche.usd;
            let own = || inputs.get(input::tranche::VALUATION.of(k));
            let outside = || priced(k).equals(TranchePrice::Market.index() as f64, market, own);
            let valuation = tranche.in_round.equals(1.0, || post_money_usd, outside);
            let valuation = valuation.named(intermediate::tranche::PRICED_AT.of(k).once());
            let share = (tranche.usd / valuation).min(one).named(intermediate::tranche::SHARE_BOUGHT.of(k).once());
            let leaves = tranche.in_round.equals(1.0, || one, || one - share);
            round.tranches[at].share = share;
            round.tranches[at].leaves = leaves.named(intermediate::tranche::LEAVES.of(k).once());
        }
        round
    }

    /// The growth factor of the valuation from one month to another.
    fn growth(inputs: &Inputs<'_, N>, from: N, to: N) -> N {
        (N::constant(1.0) + inputs.get(input::VALUATION_CHANGE)).powf(years(from, to))
    }

    /// 1 if a tranche adds to the later valuation: it is outside the round and not before it; else 0.
    fn adds(&self, tranche: &Tranche<N>) -> N {
        tranche.in_round.equals(1.0, N::zero, || flag(tranche.month - self.month))
    }

    /// The other tranches, each with 1 if it adds to the later valuation and comes before `of`, else with 0.
    fn added_before<'a>(
        &'a self,
        of: &'a Tranche<N>,
        all: &'a [Tranche<N>],
    ) -> impl Iterator<Item = (N, &'a Tranche<N>)> {
        let others = all.iter().filter(|other| other.number != of.number);
        others.map(|other| (self.adds(other) * comes_before(other, of), other))
    }

    /// The company's valuation just before a tranche is paid, USD: that of the round and later money, each grown.
    fn valuation_before(&self, inputs: &Inputs<'_, N>, of: &Tranche<N>, all: &[Tranche<N>]) -> N {
        let earlier = self.added_before(of, all).map(|(counts, other)| {
            N::choose(-counts, N::zero, || other.usd * Self::growth(inputs, other.month, of.month))
        });
        self.post_money_usd * Self::growth(inputs, self.month, of.month) + N::sum(earlier)
    }

    /// What a tranche's share is worth just after its payment, USD. Money outside the round that is paid later, even in
    /// the same month, does not count; post-money counts all of the round's.
    fn worth_at_payment(&self, inputs: &Inputs<'_, N>, of: &Tranche<N>) -> N {
        let before = || self.valuation_before(inputs, of, &self.tranches);
        // Shares of the round exist from the round on, so other money since then has diluted them.
        let cuts = self.added_before(of, &self.tranches);
        let cuts = cuts.map(|(counts, other)| N::choose(-counts, || N::constant(1.0), || other.leaves));
        let held = || of.share * Self::kept(inputs, self.exists_from(of), of.month);
        let at_round = || cuts.fold(held(), |held, left| held * left) * before();
        let of_round = || of.early.equals(1.0, || of.usd, at_round);
        // Before the round, payments at its price add to the company what they take from this share.
        let before_round = || of.share * inputs.get(input::PRE_MONEY);
        let outside = || N::choose(-self.adds(of), before_round, || of.share * (before() + of.usd));
        of.in_round.equals(1.0, of_round, outside)
    }

    /// The company's valuation at the end of a month before the round, USD: pre-money and the round's payments so far.
    /// Money that has not come yet does not count.
    fn valuation_before_round(&self, inputs: &Inputs<'_, N>, month: N) -> N {
        let early = self.tranches.iter().map(|tranche| {
            let counts = tranche.early * flag(month - tranche.month);
            N::choose(-counts, N::zero, || tranche.usd)
        });
        inputs.get(input::PRE_MONEY) + N::sum(early)
    }

    /// The company's valuation at the end of a month, USD.
    fn valuation_at(&self, inputs: &Inputs<'_, N>, month: N) -> N {
        let since = || self.valuation_since_round(inputs, month);
        N::choose(month - self.month, since, || self.valuation_before_round(inputs, month))
    }

    fn valuation_since_round(&self, inputs: &Inputs<'_, N>, month: N) -> N {
        let later = self.tranches.iter().map(|tranche| {
            let counts = self.adds(tranche) * flag(month - tranche.month);
            N::choose(-counts, N::zero, || tranche.usd * Self::growth(inputs, tranche.month, month))
        });
        self.post_money_usd * Self::growth(inputs, self.month, month) + N::sum(later)
    }

    /// The factor by which the round dilutes earlier holdings: pre-money over post-money from its month on; before
    /// that, pre-money over the valuation with the round's payments so far.
    fn left_by_round(&self, inputs: &Inputs<'_, N>, month: N) -> N {
        let worth =
            N::choose(month - self.month, || self.post_money_usd, || self.valuation_before_round(inputs, month));
        inputs.get(input::PRE_MONEY) / worth
    }

    /// The month from which the shares of a tranche exist: those of the round from the round on, whenever they are paid
    /// for.
    fn exists_from(&self, tranche: &Tranche<N>) -> N {
        tranche.in_round.equals(1.0, || self.month, || tranche.month)
    }

    /// The factor by which share issues that are not modelled dilute shares from one month to another.
    fn kept(inputs: &Inputs<'_, N>, from: N, to: N) -> N {
        (N::constant(1.0) - inputs.get(input::DILUTION)).powf(years(from, to))
    }

    /// The holding from a tranche at the end of a month, as a share of the company.
    fn holding_at(&self, inputs: &Inputs<'_, N>, tranche: &Tranche<N>, month: N) -> N {
        let one = N::constant(1.0);
        let mut held = tranche.share * Self::kept(inputs, self.exists_from(tranche), month);
        for other in self.tranches.iter().filter(|other| other.number != tranche.number) {
            // Shares of the round exist from the round on, whenever they are paid for, so other money dilutes them from
            // the round's month on. What came before is in the pre-money valuation.
            let since_round = || flag(other.month - self.month);
            let dilutes = tranche.in_round.equals(1.0, since_round, || comes_before(tranche, other));
            let cuts = dilutes * flag(month - other.month);
            held = held * N::choose(-cuts, || one, || other.leaves);
        }
        // Shares bought before the round at another price are part of the pre-money valuation, so the round dilutes
        // them.
        let before_round = tranche.in_round.equals(1.0, N::zero, || flag(self.month - tranche.month - one));
        held = held * N::choose(-before_round, || one, || self.left_by_round(inputs, month));
        // A part paid early is a larger share until the rest of the round is paid.
        let not_all = tranche.early * flag(self.month - month - one);
        held = held * N::choose(-not_all, || one, || self.post_money_usd / self.valuation_before_round(inputs, month));
        N::select(month - tranche.month, held, N::zero())
    }

    /// What remains at the end of a month of the share that the investor held before the round.
    fn held_before_at(&self, inputs: &Inputs<'_, N>, month: N) -> N {
        let held = inputs.get(input::HELD_BEFORE);
        if !N::SYMBOLIC && held.value() == 0.0 {
            return held;
        }
        let one = N::constant(1.0);
        let kept = Self::kept(inputs, self.month, month);
        let cut = self.tranches.iter().map(|tranche| {
            let cuts = flag(month - tranche.month);
            N::choose(-cuts, || one, || tranche.leaves)
        });
        cut.fold(held * self.left_by_round(inputs, month) * kept, |held, left| held * left)
    }
}

/// The investor's payments and holdings, month by month.
pub(crate) struct Equity<N: Number> {
    /// The round.
    pub round: Round<N>,
    /// Payments of the investor, USD.
    pub invested_usd: Row<N>,
    /// Running total of those payments, USD.
    pub invested_to_date_usd: Row<N>,
    /// Value of the stake that the payments bought, USD.
    pub bought_value_usd: Row<N>,
    others_invested_usd: Row<N>,
    stake_bought: Row<N>,
    held_before: Row<N>,
    /// The investor's whole stake, as a share of the company.
    pub stake: Row<N>,
    valuation_usd: Row<N>,
    /// Value of the whole stake, USD.
    pub stake_value_usd: Row<N>,
}

/// A tranche whose expected amount is not 0.
#[derive(Clone, Copy)]
pub(crate) struct Paid<N> {
    /// Expected amount, USD.
    pub usd: N,
    /// The month of the payment.
    pub month: N,
    /// Value of the bought share just after the payment, less the payment, USD.
    pub gain_usd: N,
}

/// Every tranche by index; `None` for one whose expected amount is 0.
pub(crate) type AtPayment<N> = [Option<Paid<N>>; TRANCHES];

/// Computes the investor's payments and holdings over a number of months from month 0.
pub(crate) fn equity<N: Number>(inputs: &Inputs<'_, N>, months: usize) -> Equity<N> {
    let round = Round::of(inputs);
    let mut equity = Equity {
        invested_usd: Row::new(),
        invested_to_date_usd: Row::new(),
        bought_value_usd: Row::new(),
        others_invested_usd: Row::new(),
        stake_bought: Row::new(),
        held_before: Row::new(),
        stake: Row::new(),
        valuation_usd: Row::new(),
        stake_value_usd: Row::new(),
        round,
    };
    let round = &equity.round;
    let (mut invested, mut others) = (Row::zeros(months), Row::new());
    for (m, invested) in invested.iter_mut().enumerate() {
        let month = N::constant(m as f64);
        let name = |value: N, series| value.named(Cell::series(series, m));
        let bought = N::sum(round.tranches.iter().map(|tranche| round.holding_at(inputs, tranche, month)));
        let bought = name(bought, series::STAKE_BOUGHT);
        let before = name(round.held_before_at(inputs, month), series::HELD_BEFORE_STAKE);
        let stake = name(bought + before, series::STAKE);
        let valuation = name(round.valuation_at(inputs, month), series::VALUATION);
        equity.bought_value_usd.push(name(bought * valuation, series::STAKE_BOUGHT_VALUE));
        equity.stake_value_usd.push(name(stake * valuation, series::STAKE_VALUE));
        equity.stake_bought.push(bought);
        equity.held_before.push(before);
        equity.stake.push(stake);
        equity.valuation_usd.push(valuation);
        for tranche in &round.tranches {
            if N::SYMBOLIC || tranche.month.value() == m as f64 {
                *invested = *invested + tranche.month.equals(m as f64, || tranche.usd, N::zero);
            }
        }
        others.push(N::zero() + round.month.equals(m as f64, || inputs.get(input::OTHERS_MONEY), N::zero));
    }
    equity.invested_usd = complete(series::INVESTED, invested);
    equity.invested_to_date_usd = running_sum(series::INVESTED_TO_DATE, &equity.invested_usd);
    equity.others_invested_usd = complete(series::OTHERS_INVESTED, others);
    equity
}

impl<N: Number> Equity<N> {
    /// The gain of each tranche just after its payment.
    pub(crate) fn at_payment(&self, inputs: &Inputs<'_, N>) -> AtPayment<N> {
        std::array::from_fn(|k| {
            let tranche = self.round.tranches.iter().find(|tranche| tranche.number == k)?;
            let worth = self.round.worth_at_payment(inputs, tranche);
            Some(Paid { usd: tranche.usd, month: tranche.month, gain_usd: worth.less(tranche.usd) })
        })
    }

    /// Flows of the equity to the exit, month by month, USD: payments as negative numbers, and the value of the bought
    /// stake in the exit month.
    pub(crate) fn flows_to_exit(&self, inputs: &Inputs<'_, N>) -> Row<N> {
        let exit = inputs.get(input::EXIT);
        let value = self.value_at_exit(exit);
        let months = 0..self.invested_usd.len();
        months
            .map(|m| {
                let received = match N::SYMBOLIC || exit.value() == m as f64 {
                    true => exit.equals(m as f64, || value, N::zero),
                    false => N::zero(),
                };
                received.less(self.paid_by_exit(m, exit)).named(intermediate::EXIT_FLOW.at(m))
            })
            .collect()
    }

    /// Payments of the investor in a month, USD; 0 after the exit.
    pub(crate) fn paid_by_exit(&self, m: usize, exit: N) -> N {
        if !N::SYMBOLIC && m as f64 > exit.value() {
            return N::zero();
        }
        N::select(exit - N::constant(m as f64), self.invested_usd[m], N::zero())
    }

    /// Value of the bought stake in the exit month, USD.
    pub(crate) fn value_at_exit(&self, exit: N) -> N {
        N::entry(&self.bought_value_usd, exit + N::constant(1.0)).named(intermediate::EXIT_VALUE.once())
    }

    /// Indices, from 0, of the tranches that are paid after a month.
    pub(crate) fn later_than(&self, exit: f64) -> impl Iterator<Item = usize> + '_ {
        let later = move |tranche: &&Tranche<N>| tranche.usd.value() > 0.0 && tranche.month.value() > exit;
        self.round.tranches.iter().filter(later).map(|tranche| tranche.number)
    }

    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::INVESTED, self.invested_usd);
        sheet.lay(series::INVESTED_TO_DATE, self.invested_to_date_usd);
        sheet.lay(series::OTHERS_INVESTED, self.others_invested_usd);
        sheet.lay(series::STAKE_BOUGHT, self.stake_bought);
        sheet.lay(series::STAKE_BOUGHT_VALUE, self.bought_value_usd);
        sheet.lay(series::HELD_BEFORE_STAKE, self.held_before);
        sheet.lay(series::STAKE, self.stake);
        sheet.lay(series::VALUATION, self.valuation_usd);
        sheet.lay(series::STAKE_VALUE, self.stake_value_usd);
    }
}
