//! Equity: what the investor pays, holds and could get back.

use crate::inputs::families::TRANCHES;
use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, metric, series};
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::sheet::{Sheet, complete, running_sum};

/// The round, its money and its first month.
#[derive(Clone, Copy)]
pub(crate) struct Round<N> {
    /// Pre-money + others' money + all tranches, USD.
    pub post_money_usd: N,
    /// The month of the first tranche that has an amount; 0 where nobody pays anything.
    first: N,
}

/// A month that none comes after.
const NEVER: f64 = 1e6;

/// The round of a scenario.
pub(crate) fn round<N: Number>(inputs: &Inputs<'_, N>) -> Round<N> {
    let amounts = N::sum((0..TRANCHES).map(|k| inputs.get(input::tranche::AMOUNT.of(k))));
    let post_money_usd = inputs.get(input::PRE_MONEY) + inputs.get(input::OTHERS_MONEY) + amounts;
    let never = N::constant(NEVER);
    let paid =
        |k| N::choose(-inputs.get(input::tranche::AMOUNT.of(k)), || never, || inputs.get(input::tranche::MONTH.of(k)));
    let first = (0..TRANCHES).map(paid).fold(never, N::min);
    let first = N::choose(first - never, N::zero, || first);
    Round {
        post_money_usd: post_money_usd.named(Cell::metric(metric::POST_MONEY)),
        first: first.named(intermediate::FIRST_PAYMENT.once()),
    }
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

/// The investor's stake at the end of a month.
fn stake_at<N: Number>(inputs: &Inputs<'_, N>, round: &Round<N>, month: N) -> N {
    let kept = N::constant(1.0) - inputs.get(input::DILUTION);
    N::sum((0..TRANCHES).filter(|k| N::SYMBOLIC || expected(inputs, *k).value() != 0.0).map(|k| {
        let paid_in = inputs.get(input::tranche::MONTH.of(k));
        let held = expected(inputs, k) / round.post_money_usd * kept.powf(years(paid_in, month));
        N::select(month - paid_in, held, N::zero())
    }))
}

/// What the company is worth at the end of a month.
fn valuation_at<N: Number>(inputs: &Inputs<'_, N>, round: &Round<N>, month: N) -> N {
    round.post_money_usd * (N::constant(1.0) + inputs.get(input::VALUATION_CHANGE)).powf(years(round.first, month))
}

/// What the investor pays in and holds, month by month.
pub(crate) struct Equity<N> {
    /// The round.
    pub round: Round<N>,
    /// What the investor pays in, USD.
    pub invested_usd: Vec<N>,
    /// What its stake is worth, USD.
    pub stake_value_usd: Vec<N>,
    invested_to_date_usd: Vec<N>,
    others_invested_usd: Vec<N>,
    stake_share: Vec<N>,
    valuation_usd: Vec<N>,
}

/// What the investor pays in and holds in so many months.
pub(crate) fn equity<N: Number>(inputs: &Inputs<'_, N>, months: usize) -> Equity<N> {
    let round = round(inputs);
    let [mut stake_share, mut valuation_usd, mut stake_value_usd, mut others] =
        std::array::from_fn(|_| Vec::with_capacity(months));
    let mut invested = vec![N::zero(); months];
    for (m, invested) in invested.iter_mut().enumerate() {
        let month = N::constant(m as f64);
        let stake = stake_at(inputs, &round, month).named(Cell::series(series::STAKE, m));
        let valuation = valuation_at(inputs, &round, month).named(Cell::series(series::VALUATION, m));
        stake_value_usd.push((stake * valuation).named(Cell::series(series::STAKE_VALUE, m)));
        stake_share.push(stake);
        valuation_usd.push(valuation);
        for k in 0..TRANCHES {
            let paid_in = inputs.get(input::tranche::MONTH.of(k));
            if N::SYMBOLIC || paid_in.value() == m as f64 {
                *invested = *invested + paid_in.equals(m as f64, || expected(inputs, k), N::zero);
            }
        }
        others.push(N::zero() + round.first.equals(m as f64, || inputs.get(input::OTHERS_MONEY), N::zero));
    }
    let invested_usd = complete(series::INVESTED, invested);
    Equity {
        round,
        invested_to_date_usd: running_sum(series::INVESTED_TO_DATE, &invested_usd),
        invested_usd,
        others_invested_usd: complete(series::OTHERS_INVESTED, others),
        stake_share,
        valuation_usd,
        stake_value_usd,
    }
}

impl<N: Number> Equity<N> {
    /// Lays its series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::INVESTED, self.invested_usd);
        sheet.lay(series::INVESTED_TO_DATE, self.invested_to_date_usd);
        sheet.lay(series::OTHERS_INVESTED, self.others_invested_usd);
        sheet.lay(series::STAKE, self.stake_share);
        sheet.lay(series::VALUATION, self.valuation_usd);
        sheet.lay(series::STAKE_VALUE, self.stake_value_usd);
    }
}

/// The investor's return by the exit month.
pub(crate) struct Exit<N> {
    /// All that was paid in by then, USD.
    pub invested_usd: N,
    /// What was paid in before the exit month, USD.
    pub before_usd: N,
    /// What is received at the exit, less what is paid in the same month, USD.
    pub receipt_usd: N,
    /// Each payment and the receipt, in years from month 0.
    flows: [(N, N); TRANCHES + 1],
}

impl<N: Number> Exit<N> {
    /// The annual rate of return; means nothing where nothing was paid before, or nothing is received.
    pub(crate) fn rate(&self) -> N {
        N::rate_of_return(&self.flows)
    }
}

/// The investor's return by the exit month, whatever the horizon.
pub(crate) fn exit<N: Number>(inputs: &Inputs<'_, N>, round: &Round<N>) -> Exit<N> {
    let (at, zero) = (inputs.get(input::EXIT), N::zero());
    let value_usd =
        (stake_at(inputs, round, at) * valuation_at(inputs, round, at)).named(intermediate::EXIT_VALUE.once());
    let year = N::constant(12.0);
    // What each tranche pays before the exit month, and in it.
    let before = |k: usize| {
        let paid_in = inputs.get(input::tranche::MONTH.of(k));
        N::select(at - paid_in - N::constant(1.0), expected(inputs, k), zero)
    };
    let in_it = |k: usize| {
        let paid_in = inputs.get(input::tranche::MONTH.of(k));
        N::select(at - paid_in, expected(inputs, k), zero) - before(k)
    };
    let before_usd = N::sum((0..TRANCHES).map(before)).named(intermediate::EXIT_INVESTED.once());
    let in_it_usd = N::sum((0..TRANCHES).map(in_it));
    // What is paid in the exit month itself is set off against what is received in it.
    let receipt_usd = (value_usd - in_it_usd).named(intermediate::EXIT_RECEIPT.once());
    let payment = |k: usize| (inputs.get(input::tranche::MONTH.of(k)) / year, -before(k));
    let flows = std::array::from_fn(|k| if k < TRANCHES { payment(k) } else { (at / year, receipt_usd) });
    Exit { invested_usd: before_usd + in_it_usd, before_usd, receipt_usd, flows }
}
