//! Equity: what the investor pays, holds and could get back.

use crate::number::Number;
use crate::parameters::{Family, ParameterId};
use crate::scenario::Inputs;
use crate::series::{SeriesId, Sheet};
use crate::table::{Of, TRANCHES};

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

/// The round, its money and its first month.
pub(crate) struct Round<N> {
    /// Pre-money + others' money + all tranches, USD.
    pub post_money_usd: N,
    /// The month of the first tranche that has an amount; `None` where nobody pays anything.
    first: Option<i32>,
}

/// The round of a scenario.
pub(crate) fn round<N: Number>(inputs: &Inputs<'_, N>) -> Round<N> {
    let amounts = N::sum((0..TRANCHES).map(|k| inputs.get(AMOUNT.member(k))));
    let paid = (0..TRANCHES).filter(|k| inputs.get(AMOUNT.member(*k)).value() > 0.0);
    Round {
        post_money_usd: inputs.get(PRE_MONEY) + inputs.get(OTHERS) + amounts,
        first: paid.map(|k| inputs.whole(PAID_IN.member(k))).min(),
    }
}

/// Years from one month to a later one; 0 if it is not later.
fn years<N: Number>(from: N, to: N) -> N {
    ((to - from) / N::constant(12.0)).max(N::zero())
}

/// What a tranche is expected to be: its amount × its probability.
fn expected<N: Number>(inputs: &Inputs<'_, N>, tranche: usize) -> N {
    inputs.get(AMOUNT.member(tranche)) * inputs.get(PROBABILITY.member(tranche))
}

/// The investor's stake at the end of a month.
fn stake_at<N: Number>(inputs: &Inputs<'_, N>, round: &Round<N>, month: N) -> N {
    let kept = N::constant(1.0) - inputs.get(DILUTION);
    N::sum((0..TRANCHES).map(|k| {
        let paid_in = inputs.get(PAID_IN.member(k));
        let held = expected(inputs, k) / round.post_money_usd * kept.powf(years(paid_in, month));
        N::select(month - paid_in, held, N::zero())
    }))
}

/// What the company is worth at the end of a month.
fn valuation_at<N: Number>(inputs: &Inputs<'_, N>, round: &Round<N>, month: N) -> N {
    let first = N::constant(f64::from(round.first.unwrap_or(0)));
    round.post_money_usd * (N::constant(1.0) + inputs.get(VALUATION_CHANGE)).powf(years(first, month))
}

/// Fills the rows of equity.
pub(crate) fn equity<N: Number>(inputs: &Inputs<'_, N>, sheet: &mut Sheet<N>) -> Round<N> {
    let round = round(inputs);
    for m in 0..sheet.months() {
        let month = N::constant(m as f64);
        let (stake, valuation) = (stake_at(inputs, &round, month), valuation_at(inputs, &round, month));
        sheet.set(STAKE, m, stake);
        sheet.set(VALUATION, m, valuation);
        sheet.set(STAKE_VALUE, m, stake * valuation);
        for k in 0..TRANCHES {
            if inputs.whole(PAID_IN.member(k)) == m as i32 {
                sheet.add(INVESTED, m, expected(inputs, k));
            }
        }
        if round.first.unwrap_or(0) == m as i32 {
            sheet.add(OTHERS_INVESTED, m, inputs.get(OTHERS));
        }
    }
    sheet.accumulate(INVESTED, INVESTED_TO_DATE);
    round
}

/// The investor's return by the exit month.
pub(crate) struct Exit<N> {
    /// All that was paid in by then, USD.
    pub invested_usd: N,
    /// The annual rate of return; `None` where the flows do not have one.
    pub rate: Option<N>,
}

/// The investor's return by the exit month, whatever the horizon.
pub(crate) fn exit<N: Number>(inputs: &Inputs<'_, N>, round: &Round<N>) -> Exit<N> {
    let at = inputs.get(EXIT);
    let value_usd = stake_at(inputs, round, at) * valuation_at(inputs, round, at);
    let paid: Vec<(N, N)> = (0..TRANCHES)
        .filter(|k| inputs.whole(PAID_IN.member(*k)) <= inputs.whole(EXIT) && expected(inputs, *k).value() > 0.0)
        .map(|k| (inputs.get(PAID_IN.member(k)) / N::constant(12.0), -expected(inputs, k)))
        .collect();
    let invested_usd = -N::sum(paid.iter().map(|(_, usd)| *usd));
    // What is paid in the exit month itself is set off against what is received in it.
    let exit_years = at / N::constant(12.0);
    let (same_month, mut flows): (Vec<_>, Vec<_>) =
        paid.into_iter().partition(|(years, _)| years.value() == exit_years.value());
    flows.push((exit_years, value_usd + N::sum(same_month.into_iter().map(|(_, usd)| usd))));
    Exit { invested_usd, rate: N::rate_of_return(&flows) }
}
