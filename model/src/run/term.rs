//! How long each agreement runs, its planned value, and the rent of the chips online.

use crate::inputs::choices::Basis;
use crate::inputs::families::AGREEMENTS;
use crate::inputs::input;
use crate::quantities::intermediate;
use crate::run::inputs::Inputs;
use crate::run::label::hours_of_months;
use crate::run::number::Number;
use crate::run::plan::{Lot, OfLots};
use crate::run::row::Row;
use std::ops::Range;

/// A row of monthly numbers for each agreement.
pub(crate) type OfAgreements<N> = [Row<N>; AGREEMENTS.len()];

/// A contract counts as delivered if at most this share of its value is left, which may be rounding error.
const DELIVERED_SHARE: f64 = 1e-9;

/// What is left to deliver of a contract, less a margin for rounding, USD; above 0 until the contract counts as
/// delivered.
pub(crate) fn undelivered_usd<N: Number>(contract_usd: N, delivered_usd: N) -> N {
    contract_usd - delivered_usd - N::constant(DELIVERED_SHARE) * contract_usd
}

/// Plan, service and rent of both agreements, month by month as far as computed.
pub(crate) struct Terms<N: Number> {
    /// 1 while an agreement runs, else 0: in its own term and, if the term counts from delivery, beyond it.
    pub in_service: OfAgreements<N>,
    /// Planned spend of each lot, USD.
    pub planned_usd: OfLots<N>,
    /// Rent of each lot, USD: the price of full use of the chips online.
    pub lot_rent_usd: OfLots<N>,
    /// Rent of each agreement, USD.
    pub rent_usd: OfAgreements<N>,
    /// Running total of each agreement's rent, USD.
    pub rent_to_date_usd: OfAgreements<N>,
    /// Planned spend of each lot over the term, USD.
    pub lot_planned_usd: Vec<N>,
    /// Planned value of each agreement, USD.
    pub contract_usd: [N; AGREEMENTS.len()],
    own_term: OfAgreements<N>,
}

impl<N: Number> Terms<N> {
    /// The state before the first month.
    pub(crate) fn new(
        inputs: &Inputs<'_, N>,
        lots: &[Lot<N>],
        own_term: OfAgreements<N>,
        planned_usd: OfLots<N>,
    ) -> Terms<N> {
        let mut contract_usd = [N::zero(); AGREEMENTS.len()];
        let mut lot_planned_usd = Vec::with_capacity(lots.len());
        for (lot, planned) in lots.iter().zip(&planned_usd) {
            let over_term = N::sum(planned.iter().zip(&own_term[lot.agreement]).filter_map(|(planned, runs)| {
                // Nothing is planned outside the term.
                (N::SYMBOLIC || runs.value() != 0.0).then_some(*planned)
            }));
            let over_term = over_term.named(intermediate::lot::PLANNED_OVER_TERM.of(lot.index).once());
            contract_usd[lot.agreement] = contract_usd[lot.agreement] + over_term + lot.stranded_usd;
            lot_planned_usd.push(over_term);
        }
        for (agreement, usd) in contract_usd.iter_mut().enumerate() {
            // An agreement sized by value has exactly that value; the sum over its months would add rounding error.
            let (planned, value) = (*usd, inputs.get(input::agreement::VALUE.of(agreement)));
            let by_value = || N::choose(-planned, N::zero, || value);
            let basis = inputs.get(input::agreement::BASIS.of(agreement));
            *usd = basis.equals(Basis::ContractValue.index() as f64, by_value, || planned);
            *usd = usd.named(intermediate::agreement::CONTRACT_VALUE.of(agreement).once());
        }
        // An agreement that cannot be extended runs in its own term only.
        let in_service = std::array::from_fn(|agreement| {
            let goes_on = inputs.may_be_on(input::agreement::TERM_FROM_DELIVERY.of(agreement));
            let runs = if goes_on { Row::new() } else { own_term[agreement].clone() };
            let name = intermediate::agreement::IN_SERVICE.of(agreement);
            if N::SYMBOLIC { runs } else { runs.named(name) }
        });
        Terms {
            in_service,
            lot_rent_usd: vec![Row::new(); lots.len()],
            planned_usd,
            rent_usd: std::array::from_fn(|_| Row::new()),
            rent_to_date_usd: std::array::from_fn(|_| Row::new()),
            lot_planned_usd,
            contract_usd,
            own_term,
        }
    }

    /// Total rent of an agreement by the end of the last month computed; 0 before the first.
    fn rent_before(&self, agreement: usize) -> N {
        self.rent_to_date_usd[agreement].last().copied().unwrap_or_else(N::zero)
    }

    /// Begins month `m`: returns 1 for each agreement that runs in it, else 0. An extended term ends once the contract
    /// is delivered, and after twice the agreed length at the latest.
    pub(crate) fn begin(&mut self, inputs: &Inputs<'_, N>, m: usize) -> [N; AGREEMENTS.len()] {
        let (zero, one) = (N::zero(), N::constant(1.0));
        std::array::from_fn(|agreement| {
            if let Some(runs) = self.in_service[agreement].get(m) {
                return *runs;
            }
            let [start, term] =
                [input::agreement::START, input::agreement::TERM].map(|of| inputs.get(of.of(agreement)));
            let goes_on = || {
                let ran = self.in_service[agreement].last().copied().unwrap_or(zero);
                let left = undelivered_usd(self.contract_usd[agreement], self.rent_before(agreement));
                let last = start + term + term - one;
                let wanted = N::choose(-left, || zero, || ran);
                inputs.where_on(
                    input::agreement::TERM_FROM_DELIVERY.of(agreement),
                    || N::select(last - N::constant(m as f64), wanted, zero),
                    || zero,
                )
            };
            let runs = self.own_term[agreement][m].equals(1.0, || one, goes_on);
            let runs = runs.named(intermediate::agreement::IN_SERVICE.of(agreement).at(m));
            self.in_service[agreement].push(runs);
            runs
        })
    }

    /// Whether delivery may decide how long an agreement runs, so that months must be computed one after the other.
    pub(crate) fn hang_on_delivery(inputs: &Inputs<'_, N>) -> bool {
        (0..AGREEMENTS.len()).any(|agreement| inputs.may_be_on(input::agreement::TERM_FROM_DELIVERY.of(agreement)))
    }

    /// Ends months: computes the rent of their chips at the locked prices.
    ///
    /// Beyond the agreement's own term, rent is limited to what is left of the contract, in the same proportion for all
    /// lots.
    pub(crate) fn end(&mut self, inputs: &Inputs<'_, N>, lots: &[Lot<N>], months: Range<usize>) {
        let mut full: OfAgreements<N> = std::array::from_fn(|_| Row::zeros(months.len()));
        for (lot, rent) in lots.iter().zip(&mut self.lot_rent_usd) {
            let service = &self.in_service[lot.agreement][months.clone()];
            let means = lot.means(months.clone()).zip(hours_of_months(months.clone()));
            rent.extend(service.iter().zip(means).map(|(runs, (mean, hours))| {
                let usd = || *runs * mean * hours * lot.price;
                if N::SYMBOLIC || runs.value() != 0.0 { usd() } else { N::zero() }
            }));
            for (sum, rent) in full[lot.agreement].iter_mut().zip(&rent[months.start..]) {
                *sum = *sum + *rent;
            }
        }
        for (agreement, full) in full.iter().enumerate() {
            self.end_of_agreement(inputs, lots, agreement, months.clone(), full);
        }
    }

    /// Ends months for one agreement; `full` is the rent in each of all its chips online.
    fn end_of_agreement(
        &mut self,
        inputs: &Inputs<'_, N>,
        lots: &[Lot<N>],
        agreement: usize,
        months: Range<usize>,
        full: &[N],
    ) {
        let goes_on = inputs.may_be_on(input::agreement::TERM_FROM_DELIVERY.of(agreement));
        let mut before = self.rent_before(agreement);
        for (m, full) in months.zip(full) {
            let (own, full) = (self.own_term[agreement][m], *full);
            let mut rent = full;
            if goes_on && (N::SYMBOLIC || own.value() == 0.0) {
                let full = full.named(intermediate::agreement::FULL_RENT.of(agreement).at(m));
                // Rounding may have delivered a millionth of a dollar too much.
                let left = || (self.contract_usd[agreement] - before).max(N::zero());
                rent = own.equals(1.0, || full, || full.min(left()));
                let kept = N::choose(-full, N::zero, || rent / full);
                let kept = kept.named(intermediate::agreement::RENT_KEPT.of(agreement).at(m));
                for (lot, row) in lots.iter().zip(&mut self.lot_rent_usd).filter(|(lot, _)| lot.agreement == agreement)
                {
                    row[m] = (row[m] * kept).named(intermediate::lot::RENT.of(lot.index).at(m));
                }
            } else if N::NAMED {
                for (lot, row) in lots.iter().zip(&mut self.lot_rent_usd).filter(|(lot, _)| lot.agreement == agreement)
                {
                    row[m] = row[m].named(intermediate::lot::RENT.of(lot.index).at(m));
                }
                rent = N::sum(
                    lots.iter()
                        .zip(&self.lot_rent_usd)
                        .filter(|(lot, _)| lot.agreement == agreement)
                        .map(|(_, row)| row[m]),
                );
            }
            let rent = rent.named(intermediate::agreement::RENT.of(agreement).at(m));
            self.rent_usd[agreement].push(rent);
            let to_date = (before + rent).named(intermediate::agreement::RENT_TO_DATE.of(agreement).at(m));
            self.rent_to_date_usd[agreement].push(to_date);
            before = to_date;
        }
    }

    /// What a take-or-pay share is a share of in a month, USD: planned spend in the agreement's own term, and beyond it the rent of
    /// what is delivered late.
    pub(crate) fn agreed_usd(&self, inputs: &Inputs<'_, N>, agreement: usize, m: usize, planned: N) -> N {
        if !inputs.may_be_on(input::agreement::TERM_FROM_DELIVERY.of(agreement)) {
            return planned;
        }
        self.own_term[agreement][m].equals(1.0, || planned, || self.rent_usd[agreement][m])
    }

    /// The last month in which an agreement runs; −1 if there is none.
    pub(crate) fn last(&self, agreement: usize) -> N {
        last_month(&self.in_service[agreement], |m| intermediate::agreement::LAST_MONTH_SO_FAR.of(agreement).at(m))
            .named(intermediate::agreement::LAST_MONTH.of(agreement).once())
    }
}

/// The last month in which a row is above 0; −1 if there is none.
pub(crate) fn last_month<N: Number>(row: &[N], name: impl Fn(usize) -> crate::quantities::cell::Cell) -> N {
    if !N::NAMED {
        let last = row.iter().rposition(|number| number.value() > 0.0);
        return N::constant(last.map_or(-1.0, |last| last as f64));
    }
    let mut last = N::constant(-1.0);
    for (m, number) in row.iter().enumerate() {
        last = N::choose(-*number, || last, || N::constant(m as f64)).named(name(m));
    }
    last
}
