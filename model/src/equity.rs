//! Equity: what the investor pays, holds and could get back.

use crate::metrics::MetricId;
use crate::number::Number;
use crate::parameters::{Family, ParameterId};
use crate::scenario::Inputs;
use crate::series::{SeriesId, Sheet};
use crate::table::{Of, TRANCHES};
use crate::workings::{Cell, WorkingFamily, WorkingId};

const PRE_MONEY: ParameterId = ParameterId::of("equity.pre_money_usd");
const OTHERS: ParameterId = ParameterId::of("equity.others_usd");
const AMOUNT: Family = Family::of(Of::Tranche, "amount_usd");
const PAID_IN: Family = Family::of(Of::Tranche, "month");
const PROBABILITY: Family = Family::of(Of::Tranche, "probability");
const VALUATION_CHANGE: ParameterId = ParameterId::of("equity.valuation_change");
const DILUTION: ParameterId = ParameterId::of("equity.dilution");
const EXIT: ParameterId = ParameterId::of("equity.exit");

const INVESTED: SeriesId = SeriesId::of("invested_usd");
const OTHERS_INVESTED: SeriesId = SeriesId::of("others_invested_usd");
const INVESTED_TO_DATE: SeriesId = SeriesId::of("invested_to_date_usd");
const STAKE: SeriesId = SeriesId::of("stake");
const VALUATION: SeriesId = SeriesId::of("valuation_usd");
const STAKE_VALUE: SeriesId = SeriesId::of("stake_value_usd");
const POST_MONEY: MetricId = MetricId::of("post_money_usd");
const W_EXPECTED: WorkingFamily = WorkingFamily::of(Of::Tranche, "expected_usd");
const W_FIRST: WorkingId = WorkingId::of("first_payment");
const W_EXIT_VALUE: WorkingId = WorkingId::of("exit_value_usd");
const W_EXIT_INVESTED: WorkingId = WorkingId::of("exit_invested_usd");
const W_EXIT_RECEIPT: WorkingId = WorkingId::of("exit_receipt_usd");

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
    let amounts = N::sum((0..TRANCHES).map(|k| inputs.get(AMOUNT.member(k))));
    let post_money_usd = inputs.get(PRE_MONEY) + inputs.get(OTHERS) + amounts;
    let never = N::constant(NEVER);
    let paid = |k| N::choose(-inputs.get(AMOUNT.member(k)), || never, || inputs.get(PAID_IN.member(k)));
    let first = (0..TRANCHES).map(paid).fold(never, N::min);
    let first = N::choose(first - never, N::zero, || first);
    Round { post_money_usd: post_money_usd.named(Cell::metric(POST_MONEY)), first: first.named(W_FIRST.once()) }
}

/// Years from one month to a later one; 0 if it is not later.
fn years<N: Number>(from: N, to: N) -> N {
    ((to - from) / N::constant(12.0)).max(N::zero())
}

/// What a tranche is expected to be: its amount × its probability.
fn expected<N: Number>(inputs: &Inputs<'_, N>, tranche: usize) -> N {
    let expected = inputs.get(AMOUNT.member(tranche)) * inputs.get(PROBABILITY.member(tranche));
    expected.named(W_EXPECTED.member(tranche).once())
}

/// The investor's stake at the end of a month.
fn stake_at<N: Number>(inputs: &Inputs<'_, N>, round: &Round<N>, month: N) -> N {
    let kept = N::constant(1.0) - inputs.get(DILUTION);
    N::sum((0..TRANCHES).filter(|k| N::LIVE || expected(inputs, *k).value() != 0.0).map(|k| {
        let paid_in = inputs.get(PAID_IN.member(k));
        let held = expected(inputs, k) / round.post_money_usd * kept.powf(years(paid_in, month));
        N::select(month - paid_in, held, N::zero())
    }))
}

/// What the company is worth at the end of a month.
fn valuation_at<N: Number>(inputs: &Inputs<'_, N>, round: &Round<N>, month: N) -> N {
    round.post_money_usd * (N::constant(1.0) + inputs.get(VALUATION_CHANGE)).powf(years(round.first, month))
}

/// Fills the rows of equity.
pub(crate) fn equity<N: Number>(inputs: &Inputs<'_, N>, sheet: &mut Sheet<N>) -> Round<N> {
    let round = round(inputs);
    for m in 0..sheet.months() {
        let month = N::constant(m as f64);
        sheet.set(STAKE, m, stake_at(inputs, &round, month));
        sheet.set(VALUATION, m, valuation_at(inputs, &round, month));
        sheet.set(STAKE_VALUE, m, sheet.get(STAKE, m) * sheet.get(VALUATION, m));
        for k in 0..TRANCHES {
            let paid_in = inputs.get(PAID_IN.member(k));
            if N::LIVE || paid_in.value() == m as f64 {
                sheet.add(INVESTED, m, paid_in.equals(m as f64, || expected(inputs, k), N::zero));
            }
        }
        sheet.add(OTHERS_INVESTED, m, round.first.equals(m as f64, || inputs.get(OTHERS), N::zero));
    }
    sheet.complete(INVESTED);
    sheet.complete(OTHERS_INVESTED);
    sheet.accumulate(INVESTED, INVESTED_TO_DATE);
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
    let (at, zero) = (inputs.get(EXIT), N::zero());
    let value_usd = (stake_at(inputs, round, at) * valuation_at(inputs, round, at)).named(W_EXIT_VALUE.once());
    let year = N::constant(12.0);
    // What each tranche pays before the exit month, and in it.
    let before = |k: usize| {
        let paid_in = inputs.get(PAID_IN.member(k));
        N::select(at - paid_in - N::constant(1.0), expected(inputs, k), zero)
    };
    let in_it = |k: usize| {
        let paid_in = inputs.get(PAID_IN.member(k));
        N::select(at - paid_in, expected(inputs, k), zero) - before(k)
    };
    let before_usd = N::sum((0..TRANCHES).map(before)).named(W_EXIT_INVESTED.once());
    let in_it_usd = N::sum((0..TRANCHES).map(in_it));
    // What is paid in the exit month itself is set off against what is received in it.
    let receipt_usd = (value_usd - in_it_usd).named(W_EXIT_RECEIPT.once());
    let payment = |k: usize| (inputs.get(PAID_IN.member(k)) / year, -before(k));
    let flows = std::array::from_fn(|k| if k < TRANCHES { payment(k) } else { (at / year, receipt_usd) });
    Exit { invested_usd: before_usd + in_it_usd, before_usd, receipt_usd, flows }
}
