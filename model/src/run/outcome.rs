//! One run: from a scenario to its outcome. It is pure, always succeeds, and gives the same result on every machine.

use crate::base::month::Month;
use crate::inputs::families::AGREEMENTS;
use crate::inputs::input;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric;
use crate::quantities::metric::MetricId;
use crate::quantities::series;
use crate::quantities::series::SeriesId;
use crate::run::binding::{Binding, binding};
use crate::run::cash::cash;
use crate::run::cash::name_payments_to_date;
use crate::run::chips::{chain, chips};
use crate::run::compute::compute;
use crate::run::contract::{Parts, ToTheEnd, contract, deal, worth};
use crate::run::equity::equity;
use crate::run::fleet::{fleet, months_needed};
use crate::run::hardware::{hardware, own_hardware};
use crate::run::inputs::Inputs;
use crate::run::metrics::metrics;
pub use crate::run::notices::Notice;
use crate::run::notices::{CONTRACT, DEAL, RateSays, Stages};
use crate::run::number::Number;
use crate::run::power::power;
use crate::run::reading::{Metrics, Run};
use crate::run::returned::{returned, warrants};
use crate::run::sheet::Sheet;
use crate::run::spend::{Term, commitments, spend};
use crate::run::supplier::{end_of_contract, supplier, tco_usd_per_hour};

/// The result of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<N: Number = f64> {
    /// Every series, from month 0 through the horizon, some to the end of the run.
    pub sheet: Sheet<N>,
    /// Every metric, at the as-of month.
    pub metrics: Metrics<N>,
    /// Each agreement over its whole term.
    pub terms: [Term<N>; AGREEMENTS.len()],
    /// The last month of the contract; `None` where no rented agreement has planned chip-hours.
    pub end: Option<Month>,
    /// The month at which the metrics are read.
    pub as_of: Month,
    /// Whether facility power is limited.
    pub power_limited: bool,
    /// What a reader must know about how the numbers were made, such as a precision that was replaced.
    pub notices: Vec<Notice>,
}

/// Runs a scenario.
///
/// Never fails: all inputs of a scenario are within their ranges, and every value that follows is finite.
pub fn run(scenario: &Scenario) -> Outcome {
    evaluate(&Inputs::new(scenario.values()), scenario.horizon())
}

/// Runs a scenario's inputs as any kind of number.
pub(crate) fn evaluate<N: Number>(inputs: &Inputs<'_, N>, horizon: Month) -> Outcome<N> {
    let months = horizon.0 as usize + 1;
    let fleet = fleet(inputs, months_needed(inputs, horizon));
    let chain = chain(&fleet);
    let chips = chips(inputs, &fleet);
    let compute = compute(inputs, &fleet, &chips, months);
    let power = power(inputs, &fleet, &chips);
    let spend = spend(inputs, &fleet);
    let commitments = commitments(inputs, &fleet, &spend);
    let end = end_of_contract(inputs, &spend);
    let [hardware, otherwise] = [false, true].map(|otherwise| hardware(inputs, &fleet, &chips, otherwise));
    let supplier = supplier(inputs, &fleet, &chips, &power, &hardware, &spend, end);
    let tco_usd_per_hour = tco_usd_per_hour(inputs, &fleet, &chips);
    let equity = equity(inputs, fleet.months);
    let own_hardware = own_hardware(inputs, &fleet, &chips);
    let returned = returned(inputs, &hardware, &own_hardware, &spend, &equity);
    let warrants = warrants(inputs, &power);
    let cash = cash(inputs, &supplier, &equity, &returned);
    let worth = worth(inputs, &supplier);
    let contract = contract(
        inputs,
        &Parts {
            chips: &chips,
            power: &power,
            spend: &spend,
            supplier: &supplier,
            hardware: &hardware,
            hardware_otherwise: &otherwise,
            worth: &worth,
            end,
        },
    );
    let deal = deal(inputs, &worth, &equity, &returned, &warrants);
    let to_the_end = ToTheEnd::of(inputs, &contract, &worth, &deal, &equity, &warrants);
    let stages = Stages {
        inputs,
        fleet: &fleet,
        spend: &spend,
        supplier: &supplier,
        hardware: &hardware,
        equity: &equity,
        to_the_end: &to_the_end,
        contract_usd: &worth.cash_usd,
        deal_usd: &deal.cash_usd,
    };
    let notices = stages.notices();
    let (terms, stake) = (spend.terms, equity.at_payment(inputs));
    let post_money_usd = equity.round.post_money_usd;

    let mut sheet = Sheet::new(months, months_to_the_end(inputs, &terms));
    chain.lay(&mut sheet);
    chips.lay(&mut sheet);
    compute.lay(&mut sheet);
    power.lay(&mut sheet);
    spend.lay(&mut sheet);
    commitments.lay(&mut sheet);
    supplier.lay(&mut sheet);
    sheet.lay(series::TCO, tco_usd_per_hour);
    equity.lay(&mut sheet);
    returned.lay(&mut sheet);
    warrants.lay(&mut sheet);
    cash.lay(&mut sheet);
    worth.lay(&mut sheet);
    deal.lay(&mut sheet);
    if N::NAMED {
        name_payments_to_date(&sheet);
    }
    let as_of = inputs.get(input::AS_OF).min(N::constant(f64::from(horizon.0)));
    let mut metrics = metrics(&Run {
        inputs,
        fleet: &fleet,
        sheet: &sheet,
        contract: &to_the_end,
        terms: &terms,
        stake: &stake,
        as_of,
    });
    metrics.set(metric::POST_MONEY, post_money_usd);
    let power_limited = inputs.get(input::POWER_LIMITED).value() != 0.0;
    let end = (end.value() >= 0.0).then(|| Month(end.value() as i32));
    Outcome { sheet, metrics, terms, end, as_of: Month(as_of.value() as i32), power_limited, notices }
}

/// The number of months from month 0 to the end of the last agreement or to the exit, whichever is later. Bought
/// agreements count too: they may outlast the rented ones, and a chip vendor sells chips for them.
pub(crate) fn months_to_the_end<N: Number>(inputs: &Inputs<'_, N>, terms: &[Term<N>; AGREEMENTS.len()]) -> usize {
    if N::SYMBOLIC {
        return Month::COUNT;
    }
    let sized = terms.iter().filter(|term| term.planned_chip_hours.value() > 0.0);
    sized.map(|term| term.last.value()).fold(inputs.get(input::EXIT).value(), f64::max) as usize + 1
}

impl<N: Number> Outcome<N> {
    /// What keeps the fleet of each month from being larger.
    pub fn binding(&self) -> Vec<Binding> {
        (0..self.sheet.months()).map(|month| binding(&self.sheet, month)).collect()
    }

    /// The months that are shown.
    pub fn months(&self) -> impl Iterator<Item = Month> {
        (0..self.sheet.months() as i32).map(Month)
    }

    /// The months to the end of the last agreement or to the exit, whichever is later.
    pub fn months_to_the_end(&self) -> impl Iterator<Item = Month> {
        (0..self.sheet.months_to_the_end() as i32).map(Month)
    }
}

impl Outcome {
    /// A series through the months that are shown; `None` for the power limit where power is not limited.
    pub fn shown(&self, series: SeriesId) -> Option<&[f64]> {
        let is_limit = series == series::POWER_LIMIT;
        (!is_limit || self.power_limited).then(|| self.sheet.row(series))
    }

    /// What the rate of return of the contract or of the deal means, if it has one. Any other rate is a return.
    pub fn rate_says(&self, of: MetricId) -> RateSays {
        let what = match of {
            metric::CONTRACT_IRR => CONTRACT,
            metric::DEAL_IRR => DEAL,
            _ => return RateSays::Return,
        };
        RateSays::of(what, &self.notices)
    }

    /// A metric's value as it is shown, or the reason why it has none.
    pub fn show(&self, metric: MetricId) -> Result<crate::base::show::Shown, &'static str> {
        match self.metrics.get(metric) {
            Ok(value) => Ok(crate::base::show::show(value, metric.row().unit)),
            Err(absent) => Err(absent.reason()),
        }
    }
}
