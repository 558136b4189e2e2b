//! What only a walk through the investor's months finds: round trip, lowest point, payback, and the rate of return.

use crate::inputs::input;
use crate::quantities::cell::{Cell, Quantity};
use crate::quantities::intermediate::IntermediateId;
use crate::quantities::{intermediate, series};
use crate::run::equity::Equity;
use crate::run::inputs::Inputs;
use crate::run::ledger::TRANSFERS;
use crate::run::number::Number;
use crate::run::sheet::{Sheet, running_sum};
use crate::run::supplier::Supplier;

/// Names of the flow, of whether anything has been received, and of whether anything was paid after that: without the
/// stake and with it.
const FLOW_NAMES: [[IntermediateId; 3]; 2] = [
    [intermediate::FLOW, intermediate::RECEIVED, intermediate::PAID_AFTER],
    [intermediate::FLOW_WITH_STAKE, intermediate::RECEIVED_WITH_STAKE, intermediate::PAID_AFTER_WITH_STAKE],
];

/// The months up to the as-of month, or all where numbers are symbolic.
fn months<N: Number>(sheet: &Sheet<N>, as_of: N) -> std::ops::Range<usize> {
    0..if N::SYMBOLIC { sheet.months() } else { as_of.value() as usize + 1 }
}

/// Month by month so far, read at the as-of month.
pub(crate) struct Walk<N> {
    /// The first month by which spend has come to all that was paid in; −1 where there is none.
    pub round_trip: N,
    /// The lowest point of the cash to date, at most 0, USD.
    pub low_usd: N,
    /// The month of that point; −1 where it is 0.
    pub low_month: N,
    /// The last month at whose end the cash to date was negative; −1 where there is none.
    pub last_negative: N,
}

/// Walks to the as-of month.
pub(crate) fn walk<N: Number>(sheet: &Sheet<N>, as_of: N) -> Walk<N> {
    let (minus_one, zero) = (N::constant(-1.0), N::zero());
    let mut rows: [Vec<N>; 4] = std::array::from_fn(|_| Vec::new());
    let (mut round_trip, mut low_usd, mut low_month, mut last_negative) = (minus_one, zero, minus_one, minus_one);
    for m in months(sheet, as_of) {
        let month = N::constant(m as f64);
        let (invested, spent, cash) = (
            sheet.get(series::INVESTED_TO_DATE, m),
            sheet.get(series::SPEND_TO_DATE, m),
            sheet.get(series::INVESTOR_CASH_TO_DATE, m),
        );
        let comes_back = || N::choose(-invested, || minus_one, || N::select(spent - invested, month, minus_one));
        round_trip = N::choose(round_trip, || round_trip, comes_back).named(intermediate::ROUND_TRIP.at(m));
        low_month = N::choose(cash - low_usd, || low_month, || month).named(intermediate::CASH_LOW_MONTH.at(m));
        low_usd = low_usd.min(cash).named(intermediate::CASH_LOW.at(m));
        last_negative = N::choose(cash, || last_negative, || month).named(intermediate::LAST_NEGATIVE.at(m));
        if N::SYMBOLIC {
            for (row, cell) in rows.iter_mut().zip([round_trip, low_usd, low_month, last_negative]) {
                row.push(cell);
            }
        }
    }
    if N::SYMBOLIC {
        [round_trip, low_usd, low_month, last_negative] = rows.map(|row| N::entry(&row, as_of + N::constant(1.0)));
    }
    Walk { round_trip, low_usd, low_month, last_negative }
}

/// The investor's cash flows up to the as-of month.
pub(crate) struct Flows<N> {
    monthly_usd: Vec<N>,
    /// Above 0 where they have a rate of return: something is paid, and something received, and nothing is paid after
    /// the first receipt.
    pub has_rate: N,
}

/// The cash of each month; `with_stake`, the stake is sold at its value in the as-of month.
pub(crate) fn flows<N: Number>(sheet: &Sheet<N>, as_of: N, with_stake: bool) -> Flows<N> {
    let (one, zero) = (N::constant(1.0), N::zero());
    let [flow_name, received_name, after_name] = FLOW_NAMES[usize::from(with_stake)];
    let mut monthly_usd = Vec::with_capacity(sheet.months());
    let (mut paid, mut received, mut paid_after) = (zero, zero, zero);
    for m in months(sheet, as_of) {
        let mut flow = sheet.get(series::INVESTOR_CASH, m);
        if N::SYMBOLIC {
            flow = N::choose(as_of - N::constant(m as f64), || flow, || zero);
        }
        if with_stake && (N::SYMBOLIC || m as f64 == as_of.value()) {
            flow = flow + as_of.equals(m as f64, || sheet.get(series::STAKE_VALUE, m), || zero);
        }
        let flow = flow.named(flow_name.at(m));
        paid = paid.max(-flow);
        paid_after = N::select(flow, paid_after, paid_after.max(received)).named(after_name.at(m));
        received = N::select(-flow, received, one).named(received_name.at(m));
        monthly_usd.push(flow);
    }
    Flows { monthly_usd, has_rate: paid.min(received).min(one - paid_after) }
}

impl<N: Number> Flows<N> {
    /// The annual rate at which they are worth nothing together; means nothing where there is none.
    pub(crate) fn rate(&self) -> N {
        N::monthly_rate_of_return(&self.monthly_usd)
    }
}

/// Names the sums of the payments of which no series is the sum. Plain runs do without.
pub(crate) fn name_payments_to_date<N: Number>(sheet: &Sheet<N>) {
    for transfer in TRANSFERS {
        let Quantity::Intermediate(to_date) = transfer.to_date else { continue };
        let mut usd = N::zero();
        for month in 0..sheet.months() {
            usd = (usd + sheet.get(transfer.amount, month)).named(to_date.at(month));
        }
    }
}

/// The investor's cash, month by month, USD: nominal, to date, and discounted to month 0.
pub(crate) struct Cash<N> {
    usd: Vec<N>,
    to_date_usd: Vec<N>,
    present_value_usd: Vec<N>,
    stake_present_value_usd: Vec<N>,
}

/// The investor's cash from what it pays in, and where it supplies, what the supplier keeps.
pub(crate) fn cash<N: Number>(inputs: &Inputs<'_, N>, supplier: &Supplier<N>, equity: &Equity<N>) -> Cash<N> {
    let one = N::constant(1.0);
    let a_month = (one + inputs.get(input::WACC)).powf(N::constant(1.0 / 12.0));
    let (mut discount, mut present) = (one, N::zero());
    let months = supplier.cash_usd.len();
    let [mut usd, mut present_value_usd, mut stake_present_value_usd] =
        std::array::from_fn(|_| Vec::with_capacity(months));
    for m in 0..months {
        // Where the investor supplies, the supplier's cash is its own.
        let own = inputs.where_on(input::INVESTOR_SUPPLIES, || supplier.cash_usd[m], N::zero);
        let factor = discount.named(intermediate::DISCOUNT_FACTOR.at(m));
        let cash = (own - equity.invested_usd[m]).named(Cell::series(series::INVESTOR_CASH, m));
        present = (present + cash * factor).named(Cell::series(series::NPV_TO_DATE, m));
        let stake = (equity.stake_value_usd[m] * factor).named(Cell::series(series::STAKE_PRESENT_VALUE, m));
        usd.push(cash);
        present_value_usd.push(present);
        stake_present_value_usd.push(stake);
        discount = factor / a_month;
    }
    let to_date_usd = running_sum(series::INVESTOR_CASH_TO_DATE, &usd);
    Cash { usd, to_date_usd, present_value_usd, stake_present_value_usd }
}

impl<N: Number> Cash<N> {
    /// Lays its series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::INVESTOR_CASH, self.usd);
        sheet.lay(series::INVESTOR_CASH_TO_DATE, self.to_date_usd);
        sheet.lay(series::NPV_TO_DATE, self.present_value_usd);
        sheet.lay(series::STAKE_PRESENT_VALUE, self.stake_present_value_usd);
    }
}
