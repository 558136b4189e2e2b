//! The metrics of a run, and the results of earlier stages that they are read from.

use crate::facts::accelerator::Precision;
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::families::AGREEMENTS;
use crate::quantities::cell::Cell;
use crate::quantities::metric::{Absent, Metric, MetricId};
use crate::quantities::series::{self, SeriesId};
use crate::run::binding::Binding;
use crate::run::chip::{by_precision, peak_of_one};
use crate::run::contract::ToTheEnd;
use crate::run::equity::AtPayment;
use crate::run::fleet::Fleet;
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::sheet::Sheet;
use crate::run::spend::Term;

/// All metrics of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics<N> {
    pub(crate) values: Vec<Metric<N>>,
    /// What keeps the fleet of the as-of month from being larger.
    pub binding: Binding,
}

impl<N: Number> Metrics<N> {
    /// The value of a metric, or the reason for which it has none.
    pub fn get(&self, metric: MetricId) -> Metric<N> {
        self.values[metric.index()]
    }

    /// Sets a metric that always has a value.
    pub(crate) fn set(&mut self, metric: MetricId, value: N) {
        self.values[metric.index()] = Ok(value.named(Cell::metric(metric)));
    }

    /// Sets a metric that may be absent: the first guard whose test is 0 or less gives the reason, else the value
    /// counts.
    pub(crate) fn set_guarded(&mut self, metric: MetricId, guards: &[(N, Absent)], value: impl FnOnce() -> N) {
        let named = || value().named(Cell::metric(metric));
        self.values[metric.index()] = N::guarded(metric, guards, named);
    }
}

/// The results of earlier stages that metrics are read from.
pub(crate) struct Run<'a, N: Number> {
    pub inputs: &'a Inputs<'a, N>,
    pub fleet: &'a Fleet<N>,
    pub sheet: &'a Sheet<N>,
    pub contract: &'a ToTheEnd<N>,
    pub terms: &'a [Term<N>; AGREEMENTS.len()],
    pub stake: &'a AtPayment<N>,
    /// The month at which metrics are read, at most the last month of the sheet.
    pub as_of: N,
}

impl<N: Number> Run<'_, N> {
    /// The value of a series in the as-of month.
    pub(crate) fn at(&self, series: SeriesId) -> N {
        self.sheet.entry(series, self.as_of)
    }

    /// The sum over all rented agreements of a number of each, USD.
    pub(crate) fn of_rented(&self, usd: impl Fn(&Term<N>) -> N) -> N {
        N::sum(self.terms.iter().enumerate().map(|(agreement, term)| self.inputs.where_rented(agreement, usd(term))))
    }

    /// The contract value of all rented agreements together, USD.
    pub(crate) fn committed_usd(&self) -> N {
        self.of_rented(|term| term.contract_usd)
    }

    /// Hourly cost of the online chips to the customer, USD: rent for rented chips, the owner's cost for bought ones.
    pub(crate) fn cost_an_hour(&self) -> N {
        let rent = self.at(series::RENTAL);
        if self.inputs.any_may_be_bought() { rent + self.at(series::OWN_HOURLY) } else { rent }
    }

    /// Guard: without rented chips the supplier has no margin.
    pub(crate) fn has_rented(&self) -> (N, Absent) {
        (self.at(series::RENTAL), Absent::NothingRented)
    }

    /// Guard: without chips online there is no price and no margin.
    pub(crate) fn has_chips(&self) -> (N, Absent) {
        (self.at(series::CHIPS_ONLINE), Absent::NoChips)
    }

    /// Guards: reasons for which no number per unit of compute is given. Cost and power are those of all chips online,
    /// so compute must count all of them too.
    pub(crate) fn has_compute(&self) -> [(N, Absent); 3] {
        let counted = N::select(-self.uncounted(), N::constant(1.0), N::zero());
        let effective = (self.at(series::EFFECTIVE_FLOPS), Absent::NoPeak);
        [self.has_chips(), effective, (counted, Absent::PartlyCounted)]
    }

    /// How many of the chips online have no published peak at the precision asked for or a wider one.
    fn uncounted(&self) -> N {
        let may_lack = |chip: &&usize| ACCELERATORS[**chip].precision_used(Precision::Bf16).is_none();
        N::sum(self.fleet.accelerators.iter().filter(may_lack).map(|&chip| {
            let peak = by_precision(self.inputs, |asked| peak_of_one(self.inputs, chip, asked));
            N::choose(-peak, || self.at(series::chip::CHIPS.of(chip)), N::zero)
        }))
    }

    /// Guard: without an investment there is no return.
    pub(crate) fn has_invested(&self) -> (N, Absent) {
        (self.at(series::INVESTED_TO_DATE), Absent::NothingInvested)
    }
}
