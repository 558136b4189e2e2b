//! All metrics of a run, and what they are read from.

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
    /// What keeps the as-of month's fleet from being larger.
    pub binding: Binding,
}

impl<N: Number> Metrics<N> {
    /// One metric.
    pub fn get(&self, metric: MetricId) -> Metric<N> {
        self.values[metric.index()]
    }

    /// A metric that always has a value.
    pub(crate) fn set(&mut self, metric: MetricId, value: N) {
        self.values[metric.index()] = Ok(value.named(Cell::metric(metric)));
    }

    /// A metric that has none, for the first reason whose test is not above 0, else its value.
    pub(crate) fn set_guarded(&mut self, metric: MetricId, guards: &[(N, Absent)], value: impl FnOnce() -> N) {
        let named = || value().named(Cell::metric(metric));
        self.values[metric.index()] = N::guarded(metric, guards, named);
    }
}

/// What the metrics are read from.
pub(crate) struct Run<'a, N: Number> {
    pub inputs: &'a Inputs<'a, N>,
    pub fleet: &'a Fleet<N>,
    pub sheet: &'a Sheet<N>,
    pub contract: &'a ToTheEnd<N>,
    pub terms: &'a [Term<N>; AGREEMENTS.len()],
    pub stake: &'a AtPayment<N>,
    /// The month at which the metrics are read, at most the last of the sheet.
    pub as_of: N,
}

impl<N: Number> Run<'_, N> {
    /// A series in the as-of month.
    pub(crate) fn at(&self, series: SeriesId) -> N {
        self.sheet.entry(series, self.as_of)
    }

    /// A number of each agreement, of all that are rented, USD.
    pub(crate) fn of_rented(&self, usd: impl Fn(&Term<N>) -> N) -> N {
        N::sum(self.terms.iter().enumerate().map(|(agreement, term)| self.inputs.where_rented(agreement, usd(term))))
    }

    /// What all rented agreements come to on plan, USD.
    pub(crate) fn committed_usd(&self) -> N {
        self.of_rented(|term| term.contract_usd)
    }

    /// What the chips online cost the customer in an hour: the rent of those that are rented, the owner's cost of those
    /// that are its own, USD.
    pub(crate) fn cost_an_hour(&self) -> N {
        let rent = self.at(series::RENTAL);
        if self.inputs.any_may_be_bought() { rent + self.at(series::OWN_HOURLY) } else { rent }
    }

    /// Reason for which the supplier has no margin.
    pub(crate) fn has_rented(&self) -> (N, Absent) {
        (self.at(series::RENTAL), Absent::NothingRented)
    }

    /// Reasons for which the fleet has no price and no margin.
    pub(crate) fn has_chips(&self) -> (N, Absent) {
        (self.at(series::CHIPS_ONLINE), Absent::NoChips)
    }

    /// Reasons for which the fleet has no compute to be measured by. What it costs and draws is of all chips online, so none
    /// of them may be left out of its compute.
    pub(crate) fn has_compute(&self) -> [(N, Absent); 3] {
        let counted = N::select(-self.uncounted(), N::constant(1.0), N::zero());
        let effective = (self.at(series::EFFECTIVE_FLOPS), Absent::NoPeak);
        [self.has_chips(), effective, (counted, Absent::PartlyCounted)]
    }

    /// How many of the chips online publish no peak to be counted by.
    fn uncounted(&self) -> N {
        let may_lack = |chip: &&usize| ACCELERATORS[**chip].precision_used(Precision::Bf16).is_none();
        N::sum(self.fleet.accelerators.iter().filter(may_lack).map(|&chip| {
            let peak = by_precision(self.inputs, |asked| peak_of_one(self.inputs, chip, asked));
            N::choose(-peak, || self.at(series::chip::CHIPS.of(chip)), N::zero)
        }))
    }

    /// Reason for which there is no return.
    pub(crate) fn has_invested(&self) -> (N, Absent) {
        (self.at(series::INVESTED_TO_DATE), Absent::NothingInvested)
    }
}
