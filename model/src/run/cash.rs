//! The investor's cash, and what a walk through its months finds: round trip, lowest point and payback.

use crate::quantities::cell::{Cell, Quantity};
use crate::quantities::{intermediate, series};
use crate::run::equity::Equity;
use crate::run::inputs::Inputs;
use crate::run::ledger::TRANSFERS;
use crate::run::lowest::{Lowest, Names};
use crate::run::number::Number;
use crate::run::returned::Returned;
use crate::run::row::Row;
use crate::run::sheet::{Sheet, running_sum};
use crate::run::supplier::Supplier;

/// The months up to the as-of month, or all months where numbers are symbolic.
fn months<N: Number>(sheet: &Sheet<N>, as_of: N) -> std::ops::Range<usize> {
    0..if N::SYMBOLIC { sheet.months() } else { as_of.value() as usize + 1 }
}

/// What the walk has found by the as-of month.
pub(crate) struct Walk<N: Number> {
    /// The month since which money returned has covered all money paid in; −1 if it does not cover it.
    pub round_trip: N,
    /// The lowest point of the running sum of the investor's cash.
    pub low: Lowest<N>,
}

const LOWEST: Names = Names {
    usd: intermediate::CASH_LOW,
    month: intermediate::CASH_LOW_MONTH,
    last_negative: intermediate::LAST_NEGATIVE,
};

/// Walks through the months to the as-of month.
pub(crate) fn walk<N: Number>(sheet: &Sheet<N>, as_of: N) -> Walk<N> {
    let minus_one = N::constant(-1.0);
    let mut rows: [Row<N>; 4] = std::array::from_fn(|_| Row::new());
    let (mut round_trip, mut low) = (minus_one, Lowest::new());
    for m in months(sheet, as_of) {
        let month = N::constant(m as f64);
        let (invested, returned, cash) = (
            sheet.get(series::INVESTED_TO_DATE, m),
            sheet.get(series::RETURNED_TO_DATE, m),
            sheet.get(series::INVESTOR_CASH_TO_DATE, m),
        );
        let since = || N::choose(round_trip, || round_trip, || month);
        let is_whole = || N::choose(returned.less(invested), since, || minus_one);
        round_trip = N::choose(-invested, || minus_one, is_whole).named(intermediate::ROUND_TRIP.at(m));
        low = low.with(m, cash, &LOWEST);
        if N::SYMBOLIC {
            for (row, cell) in rows.iter_mut().zip([round_trip, low.usd, low.month, low.last_negative]) {
                row.push(cell);
            }
        }
    }
    if N::SYMBOLIC {
        [round_trip, low.usd, low.month, low.last_negative] = rows.map(|row| N::entry(&row, as_of + N::constant(1.0)));
    }
    Walk { round_trip, low }
}

/// Names the running sums of payments that are not series. Runs in plain numbers skip this.
pub(crate) fn name_payments_to_date<N: Number>(sheet: &Sheet<N>) {
    for transfer in TRANSFERS {
        let Quantity::Intermediate(to_date) = transfer.to_date else { continue };
        let mut usd = N::zero();
        for month in 0..sheet.months() {
            usd = (usd + sheet.get(transfer.amount, month)).named(to_date.at(month));
        }
    }
}

/// The investor's cash, month by month, USD.
pub(crate) struct Cash<N: Number> {
    usd: Row<N>,
    to_date_usd: Row<N>,
}

/// Computes the investor's cash: its own gain from the business, less what it pays in.
pub(crate) fn cash<N: Number>(
    inputs: &Inputs<'_, N>,
    supplier: &Supplier<N>,
    equity: &Equity<N>,
    returned: &Returned<N>,
) -> Cash<N> {
    let own = returned.own(inputs, &supplier.cash_usd);
    let months = 0..supplier.cash_usd.len();
    let usd: Row<N> =
        months.map(|m| own(m).less(equity.invested_usd[m]).named(Cell::series(series::INVESTOR_CASH, m))).collect();
    Cash { to_date_usd: running_sum(series::INVESTOR_CASH_TO_DATE, &usd), usd }
}

impl<N: Number> Cash<N> {
    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::INVESTOR_CASH, self.usd);
        sheet.lay(series::INVESTOR_CASH_TO_DATE, self.to_date_usd);
    }
}

#[cfg(test)]
mod tests {
    use crate::inputs::baselines::Baseline;
    use crate::inputs::scenario::Scenario;
    use crate::quantities::metric::Absent;
    use crate::run::outcome::run;
    use crate::{input, metric, series};

    /// If exactly as much comes back by the as-of month as was paid in, it counts as returned, although rounding leaves
    /// one sum a bit below the other.
    #[test]
    fn what_rounding_leaves_keeps_no_round_trip_open() {
        let mut scenario = Scenario::of(Baseline::first());
        let (outcome, month) = (run(&scenario), scenario.as_of());
        let returned = outcome.sheet.row(series::RETURNED_TO_DATE)[month.0 as usize];
        let paid = |scenario: &mut Scenario, usd: f64| {
            scenario.set(input::tranche::AMOUNT.of(0), usd).expect("it may be paid");
            assert_eq!(scenario.get(input::tranche::AMOUNT.of(0)), usd);
            run(scenario).metrics.get(metric::ROUND_TRIP_MONTH)
        };
        assert_eq!(paid(&mut scenario, returned.next_up()), Ok(f64::from(month.0)));
        assert_eq!(paid(&mut scenario, returned * (1.0 + 1e-9)), Err(Absent::NotYet));
    }
}
