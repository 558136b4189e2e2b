//! One run: a scenario in, everything that can be said about it out. Pure, total, and the same on every machine.

use crate::base::month::Month;
use crate::facts::accelerator::Precision;
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::families::AGREEMENTS;
use crate::inputs::input;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::quantities::series::{self, SeriesId};
use crate::run::binding::{Binding, binding};
use crate::run::cash::{cash, name_payments_to_date};
use crate::run::chip::precision;
use crate::run::chips::chips;
use crate::run::compute::compute;
use crate::run::equity::{equity, exit};
use crate::run::fleet::{fleet, months_needed};
use crate::run::inputs::Inputs;
use crate::run::metrics::metrics;
use crate::run::number::Number;
use crate::run::power::power;
use crate::run::reading::{Metrics, Run};
use crate::run::sheet::Sheet;
use crate::run::spend::{Term, spend};
use crate::run::supplier::supplier;

/// Everything that a scenario comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<N = f64> {
    /// Every series, from month 0 through the horizon.
    pub sheet: Sheet<N>,
    /// Every metric, at the as-of month.
    pub metrics: Metrics<N>,
    /// Each agreement over its whole term.
    pub terms: [Term<N>; AGREEMENTS.len()],
    /// The month at which the metrics are read.
    pub as_of: Month,
    /// Whether facility power is limited.
    pub power_limited: bool,
    /// What a reader must know about how the numbers were made: precisions that were replaced, figures that do not
    /// exist.
    pub notices: Vec<Notice>,
}

/// Something that a reader must know about a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An accelerator lacks the precision asked for; the next wider one was used.
    WiderPrecision {
        /// The accelerator's index in the catalogue.
        chip: usize,
        /// What was asked for.
        asked: Precision,
        /// What was used.
        used: Precision,
    },
    /// An accelerator publishes no peak at the precision asked for or a wider one; it was not counted.
    NotCounted {
        /// The accelerator's index in the catalogue.
        chip: usize,
        /// What was asked for.
        asked: Precision,
    },
    /// The agreement has a size, but all of a phase's time lies after its end.
    PhaseAfterEnd,
}

impl Notice {
    /// The notice in words.
    pub fn text(self) -> String {
        match self {
            Notice::WiderPrecision { chip, asked, used } => format!(
                "{} has no {}: its compute is counted at {}.",
                ACCELERATORS[chip].name,
                asked.name(),
                used.name()
            ),
            Notice::NotCounted { chip, asked } => format!(
                "No {} peak is published for {}: its effective compute is not counted.",
                asked.name(),
                ACCELERATORS[chip].name
            ),
            Notice::PhaseAfterEnd => {
                "A phase starts only after its agreement has ended: it delivers nothing.".to_owned()
            }
        }
    }
}

/// Runs a scenario.
///
/// Never fails: every scenario is in range, and every value that it can lead to is finite.
pub fn run(scenario: &Scenario) -> Outcome {
    evaluate(&Inputs::new(scenario.values()), scenario.horizon())
}

/// The same for numbers of any kind.
pub(crate) fn evaluate<N: Number>(inputs: &Inputs<'_, N>, horizon: Month) -> Outcome<N> {
    let months = horizon.0 as usize + 1;
    let fleet = fleet(inputs, months_needed(inputs, horizon));
    let chips = chips(inputs, &fleet, months);
    let compute = compute(inputs, &fleet, &chips, months);
    let power = power(inputs, &fleet, &chips, months);
    let spend = spend(&fleet, months);
    let supplier = supplier(inputs, &fleet, &chips, &power, &spend);
    let equity = equity(inputs, months);
    let cash = cash(inputs, &supplier, &equity);
    let (terms, round) = (spend.terms, equity.round);

    let mut sheet = Sheet::new(months);
    chips.lay(&mut sheet);
    compute.lay(&mut sheet);
    power.lay(&mut sheet);
    spend.lay(&mut sheet);
    supplier.lay(&mut sheet);
    equity.lay(&mut sheet);
    cash.lay(&mut sheet);
    if N::NAMED {
        name_payments_to_date(&sheet);
    }
    let exit = exit(inputs, &round);
    let as_of = inputs.get(input::AS_OF).min(N::constant(f64::from(horizon.0)));
    let metrics =
        metrics(&Run { inputs, fleet: &fleet, sheet: &sheet, terms: &terms, round: &round, exit: &exit, as_of });

    let asked = precision(inputs);
    let mut notices: Vec<Notice> = fleet
        .accelerators
        .iter()
        .filter_map(|&chip| match ACCELERATORS[chip].precision_used(asked) {
            Some(used) if used == asked => None,
            Some(used) => Some(Notice::WiderPrecision { chip, asked, used }),
            None => Some(Notice::NotCounted { chip, asked }),
        })
        .collect();
    if fleet.lots.iter().any(|lot| lot.full.value() == 0.0) {
        notices.push(Notice::PhaseAfterEnd);
    }
    let power_limited = inputs.get(input::POWER_LIMITED).value() != 0.0;
    Outcome { sheet, metrics, terms, as_of: Month(as_of.value() as i32), power_limited, notices }
}

impl<N: Number> Outcome<N> {
    /// What keeps the fleet of each month from being larger.
    pub fn binding(&self) -> Vec<Binding> {
        (0..self.sheet.months()).map(|month| binding(&self.sheet, month)).collect()
    }

    /// The months of the sheet.
    pub fn months(&self) -> impl Iterator<Item = Month> {
        (0..self.sheet.months() as i32).map(Month)
    }
}

impl Outcome {
    /// A series as it is shown: `None` for a month in which it has no value (a limit that is off).
    pub fn shown(&self, series: SeriesId) -> Option<&[f64]> {
        let is_limit = series == series::POWER_LIMIT;
        (!is_limit || self.power_limited).then(|| self.sheet.row(series))
    }

    /// A metric's value as a reader sees it, or the reason why it has none.
    pub fn show(&self, metric: MetricId) -> Result<crate::base::show::Shown, &'static str> {
        match self.metrics.get(metric) {
            Ok(value) => Ok(crate::base::show::show(value, metric.row().unit)),
            Err(absent) => Err(absent.reason()),
        }
    }
}
