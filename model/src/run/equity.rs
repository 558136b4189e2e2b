//! Equity: what the investor pays, at which price, what it holds, and what that is worth.

use crate::inputs::choices::TranchePrice;
use crate::inputs::families::TRANCHES;
use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, metric, series};
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::row::Row;
use crate::run::sheet::{Sheet, complete, running_sum};

/// A month that none comes after.
const NEVER: f64 = 1e6;

/// One tranche of the investor's money.
#[derive(Clone, Copy)]
struct Tranche<N> {
    /// Its number, 0 the first.
    number: usize,
    /// Amount × probability, USD.
    usd: N,
    /// The month in which it is paid.
    month: N,
    /// 1 where it is part of the round, else 0.
    in_round: N,
    /// 1 where it is part of the round and paid before its month, else 0.
    early: N,
    /// The share of the company that it buys.
    share: N,
    /// What of earlier holdings it leaves; 1 for a tranche of the round, which leaves them to the round's own cut.
    leaves: N,
}

/// The round, the tranches, and what the company is worth.
pub(crate) struct Round<N: Number> {
    /// Pre-money + others' money + the tranches of the round, at their expected value, USD.
    pub post_money_usd: N,
    /// The month of the round.
    month: N,
    tranches: Vec<Tranche<N>>,
}

/// Years from one month to a later one; 0 if it is not later.
fn years<N: Number>(from: N, to: N) -> N {
    ((to - from) / N::constant(12.0)).max(N::zero())
}

/// What a tranche is expected to be: its amount × its probability.
fn expected<N: Number>(inputs: &Inputs<'_, N>, tranche: usize) -> N {
    let expected = inputs.get(input::tranche::AMOUNT.of(tranche)) * inputs.get(input::tranche::PROBABILITY.of(tranche));
    expected.named(intermediate::tranche::EXPECTED_PAYMENT.of(tranche).once())
}

/// 1 where a test is not below 0, else 0.
fn flag<N: Number>(test: N) -> N {
    N::select(test, N::constant(1.0), N::zero())
}

/// 1 where one tranche comes before another, by month and then by number.
fn comes_before<N: Number>(one: &Tranche<N>, other: &Tranche<N>) -> N {
    let same_month = N::constant(if one.number < other.number { 0.0 } else { 1.0 });
    flag(other.month - one.month - same_month)
}

impl<N: Number> Round<N> {
    /// The round of a scenario.
    pub(crate) fn of(inputs: &Inputs<'_, N>) -> Round<N> {
        let (zero, one, never) = (N::zero(), N::constant(1.0), N::constant(NEVER));
        let there = |k: &usize| N::SYMBOLIC || expected(inputs, *k).value() != 0.0;
        let priced = |k: usize| inputs.get(input::tranche::PRICE.of(k));
        let month = |k: usize| inputs.get(input::tranche::MONTH.of(k));
        let kept: Vec<usize> = (0..TRANCHES).filter(there).collect();

        // The first payment at the round's price; where there is none, the first payment; where nobody pays, month 0.
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
            // What is paid at the market's price before there is one is paid at the round's.
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

    /// The growth of money from one month to another.
    fn growth(inputs: &Inputs<'_, N>, from: N, to: N) -> N {
        (N::constant(1.0) + inputs.get(input::VALUATION_CHANGE)).powf(years(from, to))
    }

    /// 1 where a tranche adds to the path of the valuation: it is not of the round, and not before it.
    fn adds(&self, tranche: &Tranche<N>) -> N {
        tranche.in_round.equals(1.0, N::zero, || flag(tranche.month - self.month))
    }

    /// What the company is worth just before a tranche is paid, USD: the round's valuation and earlier money, grown.
    fn valuation_before(&self, inputs: &Inputs<'_, N>, of: &Tranche<N>, all: &[Tranche<N>]) -> N {
        let earlier = all.iter().filter(|other| other.number != of.number).map(|other| {
            let counts = self.adds(other) * comes_before(other, of);
            N::choose(-counts, N::zero, || other.usd * Self::growth(inputs, other.month, of.month))
        });
        self.post_money_usd * Self::growth(inputs, self.month, of.month) + N::sum(earlier)
    }

    /// What the company is worth at the end of a month before the round, USD: pre-money, and what is paid of the round by
    /// then. Money that has not come yet is worth nothing.
    fn valuation_before_round(&self, inputs: &Inputs<'_, N>, month: N) -> N {
        let early = self.tranches.iter().map(|tranche| {
            let counts = tranche.early * flag(month - tranche.month);
            N::choose(-counts, N::zero, || tranche.usd)
        });
        inputs.get(input::PRE_MONEY) + N::sum(early)
    }

    /// What the company is worth at the end of a month, USD.
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

    /// What the round leaves of what was held before it: pre-money over post-money from its month on; before that, pre-money
    /// over what the company is worth with what is paid of the round by then.
    fn left_by_round(&self, inputs: &Inputs<'_, N>, month: N) -> N {
        let worth =
            N::choose(month - self.month, || self.post_money_usd, || self.valuation_before_round(inputs, month));
        inputs.get(input::PRE_MONEY) / worth
    }

    /// What a tranche's holding is at the end of a month, a share of the company.
    fn holding_at(&self, inputs: &Inputs<'_, N>, tranche: &Tranche<N>, month: N) -> N {
        let one = N::constant(1.0);
        let kept = (one - inputs.get(input::DILUTION)).powf(years(tranche.month, month));
        let mut held = tranche.share * kept;
        for other in self.tranches.iter().filter(|other| other.number != tranche.number) {
            // Shares of the round are counted at the round: other money from its month on cuts them, also those that
            // are paid for later.
            let of_round = tranche.in_round.equals(1.0, || flag(other.month - self.month), N::zero);
            let cuts = comes_before(tranche, other).max(of_round) * flag(month - other.month);
            held = held * N::choose(-cuts, || one, || other.leaves);
        }
        // What was bought at a price of its own before the round is in the pre-money valuation.
        let before_round = tranche.in_round.equals(1.0, N::zero, || flag(self.month - tranche.month - one));
        held = held * N::choose(-before_round, || one, || self.left_by_round(inputs, month));
        // What was paid early is a larger share while the rest of the round has not come.
        let not_all = tranche.early * flag(self.month - month - one);
        held = held * N::choose(-not_all, || one, || self.post_money_usd / self.valuation_before_round(inputs, month));
        N::select(month - tranche.month, held, N::zero())
    }

    /// What is left at the end of a month of what the investor held before the round.
    fn held_before_at(&self, inputs: &Inputs<'_, N>, month: N) -> N {
        let held = inputs.get(input::HELD_BEFORE);
        if !N::SYMBOLIC && held.value() == 0.0 {
            return held;
        }
        let one = N::constant(1.0);
        let kept = (one - inputs.get(input::DILUTION)).powf(years(self.month, month));
        let cut = self.tranches.iter().map(|tranche| {
            let cuts = flag(month - tranche.month);
            N::choose(-cuts, || one, || tranche.leaves)
        });
        cut.fold(held * self.left_by_round(inputs, month) * kept, |held, left| held * left)
    }
}

/// What the investor pays in and holds, month by month.
pub(crate) struct Equity<N: Number> {
    /// The round.
    pub round: Round<N>,
    /// What the investor pays in, USD.
    pub invested_usd: Row<N>,
    /// All of it so far, USD.
    pub invested_to_date_usd: Row<N>,
    /// What the stake that it bought is worth, USD.
    pub bought_value_usd: Row<N>,
    others_invested_usd: Row<N>,
    stake_bought: Row<N>,
    held_before: Row<N>,
    /// What the investor holds, a share of the company.
    pub stake: Row<N>,
    valuation_usd: Row<N>,
    /// What that is worth, USD.
    pub stake_value_usd: Row<N>,
}

/// A tranche that is there.
#[derive(Clone, Copy)]
pub(crate) struct Paid<N> {
    /// Its expected amount, USD.
    pub usd: N,
    /// Its month.
    pub month: N,
    /// What its share is worth in that month, less what is paid, USD.
    pub gain_usd: N,
}

/// Every tranche; none for one that is not there.
pub(crate) type AtPayment<N> = [Option<Paid<N>>; TRANCHES];

/// What the investor pays in and holds in so many months.
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
    /// What each tranche gains in its month.
    pub(crate) fn at_payment(&self) -> AtPayment<N> {
        std::array::from_fn(|k| {
            let tranche = self.round.tranches.iter().find(|tranche| tranche.number == k)?;
            // What is paid before the round, at its price, is worth what is paid for it.
            let valuation = || N::entry(&self.valuation_usd, tranche.month + N::constant(1.0));
            let worth = tranche.early.equals(1.0, || tranche.usd, || tranche.share * valuation());
            Some(Paid { usd: tranche.usd, month: tranche.month, gain_usd: worth.less(tranche.usd) })
        })
    }

    /// Payments in by the exit, and in the exit month what the stake that was bought is worth, month by month, USD.
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
                (received - self.paid_by_exit(m, exit)).named(intermediate::EXIT_FLOW.at(m))
            })
            .collect()
    }

    /// What is paid in a month, of tranches by the exit, USD.
    pub(crate) fn paid_by_exit(&self, m: usize, exit: N) -> N {
        if !N::SYMBOLIC && m as f64 > exit.value() {
            return N::zero();
        }
        N::select(exit - N::constant(m as f64), self.invested_usd[m], N::zero())
    }

    /// What the stake that was bought is worth in the exit month, USD.
    pub(crate) fn value_at_exit(&self, exit: N) -> N {
        N::entry(&self.bought_value_usd, exit + N::constant(1.0)).named(intermediate::EXIT_VALUE.once())
    }

    /// The numbers of the tranches that are paid after a month, 0 the first.
    pub(crate) fn later_than(&self, exit: f64) -> impl Iterator<Item = usize> + '_ {
        let later = move |tranche: &&Tranche<N>| tranche.usd.value() > 0.0 && tranche.month.value() > exit;
        self.round.tranches.iter().filter(later).map(|tranche| tranche.number)
    }

    /// Lays its series into the sheet.
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
