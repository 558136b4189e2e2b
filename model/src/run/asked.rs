//! Computes single numbers of a run without the rest: draws need a few numbers of thousands of runs.
//!
//! The stages are those of a whole run. Each is computed when it is first needed, so every number is the same to the
//! last bit. A number that no stage here provides is taken from a whole run.

use crate::base::month::Month;
use crate::inputs::families::{PHASES, Scope};
use crate::inputs::input::{self, ParameterId};
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{self, Metric, MetricId};
use crate::quantities::series::{self, SeriesId, TO_THE_END};
use crate::run::chip::{is_mfu, mfu_used, precision};
use crate::run::chips::{Chips, chips};
use crate::run::compute::compute_alone;
use crate::run::contract::{Worth, worth};
use crate::run::equity::{Equity, equity};
use crate::run::fleet::{Fleet, fleet, months_needed};
use crate::run::hardware::{Hardware, hardware, own_hardware};
use crate::run::inputs::Inputs;
use crate::run::metrics::{comes_back, has_contract, read_off};
use crate::run::number::Number;
use crate::run::outcome::{Outcome, evaluate, months_to_the_end};
use crate::run::power::{Power, power};
use crate::run::returned::{Returned, returned};
use crate::run::row::Row;
use crate::run::spend::{Spend, spend};
use crate::run::supplier::{Supplier, end_of_contract, supplier};
use std::cell::OnceCell;

/// Reads a series from the stage that computes it.
type Read = for<'r, 'a> fn(&'r Asked<'a>) -> &'r [f64];

/// The reader for a series; `None` for a series that only a whole run provides.
fn given(series: SeriesId) -> Option<Read> {
    Some(match series {
        series::CHIPS_ONLINE => |run| &run.chips().online,
        series::EFFECTIVE_FLOPS => |run| run.effective_flops.get_or_init(|| run.compute(series::EFFECTIVE_FLOPS)),
        series::H100_EQUIVALENTS => |run| run.h100_equivalents.get_or_init(|| run.compute(series::H100_EQUIVALENTS)),
        series::FACILITY_POWER => |run| &run.power().facility_watts,
        series::SPEND_TO_DATE => |run| &run.spend().to_date_usd,
        series::CONTRACT_CASH_TO_DATE => |run| &run.worth().cash_to_date_usd,
        series::INVESTED_TO_DATE => |run| &run.equity().invested_to_date_usd,
        series::STAKE => |run| &run.equity().stake,
        series::STAKE_VALUE => |run| &run.equity().stake_value_usd,
        series::RETURNED_TO_DATE => |run| &run.returned().to_date_usd,
        _ => return None,
    })
}

/// One metric of a scenario, computed without the rest where possible.
pub(crate) fn metric_of(scenario: &Scenario, metric: MetricId) -> Metric<f64> {
    Asked::new(Inputs::new(scenario.values()), scenario.horizon()).metric(metric)
}

/// Whether any of these numbers may depend on an input. If one of them needs a whole run, the answer is always yes.
/// Else inputs of a chip that no phase uses, an MFU at a precision that is not used, and the workload have no effect.
pub(crate) fn may_depend(
    metrics: &[MetricId],
    series: &[SeriesId],
    inputs: &Inputs<'_, f64>,
    input: ParameterId,
) -> bool {
    let of_metric = |metric: &MetricId| match *metric {
        metric::CONTRACT_NPV | metric::RETURNED_SHARE => true,
        metric => read_off(metric).is_some_and(|series| given(series).is_some()),
    };
    let without_whole = metrics.iter().all(of_metric) && series.iter().all(|series| given(*series).is_some());
    if !without_whole {
        return true;
    }
    let chip = input.member();
    let has = |phase| {
        let chosen = [input::phase::CHIP_A, input::phase::CHIP_B].map(|of| inputs.get(of.of(phase)) as usize);
        chosen.contains(&chip)
    };
    match input.row().scope {
        Scope::Chip if is_mfu(input) && mfu_used(chip, precision(inputs)) != Some(input) => false,
        Scope::Chip => (0..PHASES.len()).any(has),
        _ => input.row().group != Group::Workload,
    }
}

/// A run whose stages are computed on demand.
pub(crate) struct Asked<'a> {
    inputs: Inputs<'a, f64>,
    horizon: Month,
    fleet: OnceCell<Fleet<f64>>,
    chips: OnceCell<Chips<f64>>,
    effective_flops: OnceCell<Row<f64>>,
    h100_equivalents: OnceCell<Row<f64>>,
    power: OnceCell<Power<f64>>,
    spend: OnceCell<Spend<f64>>,
    hardware: OnceCell<Hardware<f64>>,
    supplier: OnceCell<Supplier<f64>>,
    worth: OnceCell<Worth<f64>>,
    /// Over the months that are shown.
    equity: OnceCell<Equity<f64>>,
    /// Over the months that are shown.
    returned: OnceCell<Returned<f64>>,
    whole: OnceCell<Outcome>,
}

impl<'a> Asked<'a> {
    /// A run of which nothing has been computed yet.
    pub(crate) fn new(inputs: Inputs<'a, f64>, horizon: Month) -> Asked<'a> {
        Asked {
            inputs,
            horizon,
            fleet: OnceCell::new(),
            chips: OnceCell::new(),
            effective_flops: OnceCell::new(),
            h100_equivalents: OnceCell::new(),
            power: OnceCell::new(),
            spend: OnceCell::new(),
            hardware: OnceCell::new(),
            supplier: OnceCell::new(),
            worth: OnceCell::new(),
            equity: OnceCell::new(),
            returned: OnceCell::new(),
            whole: OnceCell::new(),
        }
    }

    /// A series through the horizon or, if it is in [`TO_THE_END`], to the end of the run. The row may be shorter than
    /// that.
    pub(crate) fn row(&self, series: SeriesId) -> &[f64] {
        let Some(read) = given(series) else {
            let sheet = &self.whole().sheet;
            return if TO_THE_END.contains(&series) { sheet.row_to_the_end(series) } else { sheet.row(series) };
        };
        let row = read(self);
        let months = if TO_THE_END.contains(&series) {
            months_to_the_end(&self.inputs, &self.spend().terms)
        } else {
            self.months_shown()
        };
        row.get(..months).unwrap_or(row)
    }

    /// A metric at the as-of month, or the reason why it has no value.
    pub(crate) fn metric(&self, metric: MetricId) -> Metric<f64> {
        let at = |series| {
            let as_of = self.inputs.get(input::AS_OF).min(f64::from(self.horizon.0));
            f64::entry(self.row(series), as_of + 1.0)
        };
        match metric {
            metric::CONTRACT_NPV => f64::guarded(metric, &[has_contract(self.end())], || self.worth().npv_usd),
            metric::RETURNED_SHARE => {
                let invested = at(series::INVESTED_TO_DATE);
                f64::guarded(metric, &comes_back(&self.inputs, invested), || at(series::RETURNED_TO_DATE) / invested)
            }
            metric => read_off(metric).map_or_else(|| self.whole().metrics.get(metric), |series| Ok(at(series))),
        }
    }

    fn months_shown(&self) -> usize {
        self.horizon.0 as usize + 1
    }

    fn fleet(&self) -> &Fleet<f64> {
        self.fleet.get_or_init(|| fleet(&self.inputs, months_needed(&self.inputs, self.horizon)))
    }

    fn chips(&self) -> &Chips<f64> {
        self.chips.get_or_init(|| chips(&self.inputs, self.fleet()))
    }

    fn compute(&self, series: SeriesId) -> Row<f64> {
        compute_alone(&self.inputs, self.fleet(), self.chips(), self.months_shown(), series).unwrap_or_default()
    }

    fn power(&self) -> &Power<f64> {
        self.power.get_or_init(|| power(&self.inputs, self.fleet(), self.chips()))
    }

    fn spend(&self) -> &Spend<f64> {
        self.spend.get_or_init(|| spend(&self.inputs, self.fleet()))
    }

    fn end(&self) -> f64 {
        end_of_contract(&self.inputs, self.spend())
    }

    fn hardware(&self) -> &Hardware<f64> {
        self.hardware.get_or_init(|| hardware(&self.inputs, self.fleet(), self.chips(), false))
    }

    fn supplier(&self) -> &Supplier<f64> {
        self.supplier.get_or_init(|| {
            let (fleet, chips, power) = (self.fleet(), self.chips(), self.power());
            supplier(&self.inputs, fleet, chips, power, self.hardware(), self.spend(), self.end())
        })
    }

    fn worth(&self) -> &Worth<f64> {
        self.worth.get_or_init(|| worth(&self.inputs, self.supplier()))
    }

    fn equity(&self) -> &Equity<f64> {
        self.equity.get_or_init(|| equity(&self.inputs, self.months_shown()))
    }

    fn returned(&self) -> &Returned<f64> {
        self.returned.get_or_init(|| {
            let own_hardware = own_hardware(&self.inputs, self.fleet(), self.chips());
            returned(&self.inputs, self.hardware(), &own_hardware, self.spend(), self.equity())
        })
    }

    fn whole(&self) -> &Outcome {
        self.whole.get_or_init(|| evaluate(&self.inputs, self.horizon))
    }
}
