//! Equity: what the investor pays, holds and could get back.

use crate::inputs::families::TRANCHES;
use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, metric, series};
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::sheet::Sheet;

/// The round, its money and its first month.
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
    let amounts = N::sum((0..TRANCHES).map(|k| inputs.get(input::tranche::AMOUNT.member(k))));
    let post_money_usd = inputs.get(input::PRE_MONEY) + inputs.get(input::OTHERS_MONEY) + amounts;
    let never = N::constant(NEVER);
    let paid = |k| {
        N::choose(
            -inputs.get(input::tranche::AMOUNT.member(k)),
            || never,
            || inputs.get(input::tranche::MONTH.member(k)),
        )
    };
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
    let expected =
        inputs.get(input::tranche::AMOUNT.member(tranche)) * inputs.get(input::tranche::PROBABILITY.member(tranche));
    expected.named(intermediate::tranche::EXPECTED_PAYMENT.member(tranche).once())
}

/// The investor's stake at the end of a month.
fn stake_at<N: Number>(inputs: &Inputs<'_, N>, round: &Round<N>, month: N) -> N {
    let kept = N::constant(1.0) - inputs.get(input::DILUTION);
    N::sum((0..TRANCHES).filter(|k| N::LIVE || expected(inputs, *k).value() != 0.0).map(|k| {
        let paid_in = inputs.get(input::tranche::MONTH.member(k));
        let held = expected(inputs, k) / round.post_money_usd * kept.powf(years(paid_in, month));
        N::select(month - paid_in, held, N::zero())
    }))
}

/// What the company is worth at the end of a month.
fn valuation_at<N: Number>(inputs: &Inputs<'_, N>, round: &Round<N>, month: N) -> N {
    round.post_money_usd * (N::constant(1.0) + inputs.get(input::VALUATION_CHANGE)).powf(years(round.first, month))
}

/// Fills the rows of equity.
pub(crate) fn equity<N: Number>(inputs: &Inputs<'_, N>, sheet: &mut Sheet<N>) -> Round<N> {
    let round = round(inputs);
    for m in 0..sheet.months() {
        let month = N::constant(m as f64);
        sheet.set(series::STAKE, m, stake_at(inputs, &round, month));
        sheet.set(series::VALUATION, m, valuation_at(inputs, &round, month));
        sheet.set(series::STAKE_VALUE, m, sheet.get(series::STAKE, m) * sheet.get(series::VALUATION, m));
        for k in 0..TRANCHES {
            let paid_in = inputs.get(input::tranche::MONTH.member(k));
            if N::LIVE || paid_in.value() == m as f64 {
                sheet.add(series::INVESTED, m, paid_in.equals(m as f64, || expected(inputs, k), N::zero));
            }
        }
        sheet.add(
            series::OTHERS_INVESTED,
            m,
            round.first.equals(m as f64, || inputs.get(input::OTHERS_MONEY), N::zero),
        );
    }
    sheet.complete(series::INVESTED);
    sheet.complete(series::OTHERS_INVESTED);
    sheet.accumulate(series::INVESTED, series::INVESTED_TO_DATE);
    round
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
        let paid_in = inputs.get(input::tranche::MONTH.member(k));
        N::select(at - paid_in - N::constant(1.0), expected(inputs, k), zero)
    };
    let in_it = |k: usize| {
        let paid_in = inputs.get(input::tranche::MONTH.member(k));
        N::select(at - paid_in, expected(inputs, k), zero) - before(k)
    };
    let before_usd = N::sum((0..TRANCHES).map(before)).named(intermediate::EXIT_INVESTED.once());
    let in_it_usd = N::sum((0..TRANCHES).map(in_it));
    // What is paid in the exit month itself is set off against what is received in it.
    let receipt_usd = (value_usd - in_it_usd).named(intermediate::EXIT_RECEIPT.once());
    let payment = |k: usize| (inputs.get(input::tranche::MONTH.member(k)) / year, -before(k));
    let flows = std::array::from_fn(|k| if k < TRANCHES { payment(k) } else { (at / year, receipt_usd) });
    Exit { invested_usd: before_usd + in_it_usd, before_usd, receipt_usd, flows }
}
