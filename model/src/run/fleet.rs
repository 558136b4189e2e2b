//! The fleet: how many chips of which kind are planned, and how many of them slip, supply, power and budget leave.

use crate::base::month::Month;
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::families::{AGREEMENTS, PHASES};
use crate::inputs::input;
use crate::quantities::intermediate::{self, IntermediateFamily, of_stage};
use crate::run::inputs::Inputs;
use crate::run::label::hours_of;
use crate::run::limits::{POWER_STAGE, stages, wait_for};
use crate::run::number::Number;
use crate::run::plan::{Lot, in_service, lots, mean_ramp, ramp};

/// The fleet over all months in which an agreement runs, at least to the horizon.
pub(crate) struct Fleet<N> {
    /// The lots that have any chips.
    pub lots: Vec<Lot<N>>,
    /// Accelerators that they have, or could have where numbers are symbolic, each once, in the catalogue's order.
    pub accelerators: Vec<usize>,
    /// For each agreement and month, 1 while it runs, else 0.
    pub in_service: [Vec<N>; AGREEMENTS.len()],
    /// For each phase, the planned ramp at the end of each month, without slip.
    pub ramp: [Vec<N>; PHASES.len()],
    /// Months computed.
    pub months: usize,
    /// Chips that the phases plan, without slip.
    pub planned: OfLots<N>,
    /// The same with the schedule's slip; `None` where there is none.
    scheduled: Option<OfLots<N>>,
    /// Scheduled chips whose accelerator is on sale.
    pub on_sale: OfLots<N>,
    /// What each stage of limits leaves of them, with the stage's index.
    after_limits: Vec<(usize, OfLots<N>)>,
    /// The limit on facility power, month by month; `None` where there is none.
    pub power_limit_watts: Option<Vec<N>>,
}

/// A number for each lot and month.
pub(crate) type OfLots<N> = Vec<Vec<N>>;

impl<N: Number> Fleet<N> {
    /// Mean of the planned ramp of a month.
    fn mean_ramp(&self, phase: usize, month: usize) -> N {
        mean_ramp(&self.ramp[phase], month)
    }

    /// Planned spend of a lot in a month.
    pub(crate) fn planned_spend(&self, lot: &Lot<N>, month: usize) -> N {
        let spend = self.in_service[lot.agreement][month]
            * lot.full
            * self.mean_ramp(lot.phase, month)
            * hours_of(month)
            * lot.price;
        spend.named(intermediate::lot::PLANNED_SPEND.of(lot.index).at(month))
    }

    /// Spend of a lot in a month.
    pub(crate) fn spend(&self, lot: &Lot<N>, month: usize) -> N {
        let hours = hours_of(month);
        let spend = self.in_service[lot.agreement][month] * lot.mean(month) * hours * lot.price;
        spend.named(intermediate::lot::SPEND.of(lot.index).at(month))
    }

    /// Planned chips with the schedule's slip.
    pub(crate) fn scheduled(&self) -> &OfLots<N> {
        self.scheduled.as_ref().unwrap_or(&self.planned)
    }

    /// What the limits leave, up to a stage.
    pub(crate) fn after(&self, stage: usize) -> &OfLots<N> {
        let found = self.after_limits.iter().rev().find(|(index, _)| *index <= stage);
        found.map_or(&self.on_sale, |(_, chips)| chips)
    }

    /// Chips of a lot in use at the end of a month.
    pub(crate) fn stock(&self, lot: &Lot<N>, month: usize) -> N {
        self.in_service[lot.agreement][month] * lot.online[month]
    }
}

/// Months to compute so that every agreement is seen to its end.
pub(crate) fn months_needed<N: Number>(inputs: &Inputs<'_, N>, horizon: Month) -> usize {
    let end = |agreement: usize| {
        let ends = [input::agreement::START, input::agreement::TERM].map(|of| of.of(agreement));
        // Where numbers are symbolic: the last month that any start and any term can lead to.
        let ends = ends.map(|input| if N::SYMBOLIC { input.row().max } else { inputs.get(input).value() });
        (ends[0] + ends[1]) as i32
    };
    (0..AGREEMENTS.len()).map(end).fold(horizon.0 + 1, i32::max).max(1) as usize
}

/// Computes the fleet over so many months.
pub(crate) fn fleet<N: Number>(inputs: &Inputs<'_, N>, months: usize) -> Fleet<N> {
    let in_service: [Vec<N>; AGREEMENTS.len()] = std::array::from_fn(|a| in_service(inputs, a, months));
    let ramps: [Vec<N>; PHASES.len()] = std::array::from_fn(|p| ramp(inputs, p, None, months));
    let mut lots = lots(inputs, &in_service, &ramps);
    let slip = inputs.get(input::SLIP);
    let slipped: Option<[Vec<N>; PHASES.len()]> =
        (N::SYMBOLIC || slip.value() != 0.0).then(|| std::array::from_fn(|p| ramp(inputs, p, Some(slip), months)));

    let rows = |name: IntermediateFamily, of: &dyn Fn(usize, &Lot<N>, usize) -> N| -> OfLots<N> {
        let row = |(at, lot)| (0..months).map(|m| of(at, lot, m).named(name.of(lot.index).at(m))).collect();
        lots.iter().enumerate().map(row).collect()
    };
    // Nothing is delivered before its accelerator is available.
    let available = |name: IntermediateFamily, chips: &OfLots<N>| -> OfLots<N> {
        let from: Vec<N> =
            lots.iter().map(|lot| inputs.pick(lot.chip, |chip| N::fact(&ACCELERATORS[chip].available))).collect();
        rows(name, &|at, _, m| N::select(N::constant(m as f64) - from[at], chips[at][m], N::zero()))
    };
    let planned = rows(intermediate::lot::PLANNED_CHIPS, &|_, lot, m| lot.full * ramps[lot.phase][m]);
    let scheduled = slipped
        .as_ref()
        .map(|ramps| rows(intermediate::lot::SCHEDULED_CHIPS, &|_, lot, m| lot.full * ramps[lot.phase][m]));
    let on_sale = available(intermediate::lot::AVAILABLE_CHIPS, scheduled.as_ref().unwrap_or(&planned));

    // Each limit holds the *plan* back; what is delivered is the slipped plan, but nowhere more than the limits allow.
    let stages = stages(inputs, &lots, months);
    let mut allowed = match (stages.is_empty(), &slipped) {
        (true, _) => Vec::new(),
        (false, None) if !N::NAMED => on_sale.clone(),
        _ => available(intermediate::lot::ON_SALE_CHIPS, &planned),
    };
    let mut after_limits: Vec<(usize, OfLots<N>)> = Vec::with_capacity(stages.len());
    for stage in &stages {
        allowed = wait_for(inputs, stage, &lots, &allowed, &in_service);
        let before = after_limits.last().map_or(&on_sale, |(_, chips)| chips);
        let name = |lot: &Lot<N>, m| intermediate::after_limit::CHIPS.of(of_stage(stage.index, lot.index)).at(m);
        let after = lots.iter().enumerate().map(|(at, lot)| {
            let row = before[at].iter().zip(&allowed[at]).enumerate();
            row.map(|(m, (before, allowed))| before.min(*allowed).named(name(lot, m))).collect()
        });
        let after = after.collect();
        after_limits.push((stage.index, after));
    }
    let last = after_limits.last().map_or(&on_sale, |(_, chips)| chips);
    let online = match N::NAMED {
        true => rows(intermediate::lot::ONLINE_CHIPS, &|at, _, m| last[at][m]),
        false => last.clone(),
    };
    for (lot, online) in lots.iter_mut().zip(online) {
        lot.online = online;
    }
    let power_limit_watts = stages.into_iter().find(|stage| stage.index == POWER_STAGE);
    let power_limit_watts = power_limit_watts.and_then(|stage| stage.limits.into_iter().next()).map(|one| one.level);
    let used = |chip: &usize| lots.iter().any(|lot| inputs.cases(lot.chip).contains(chip));
    let accelerators = (0..ACCELERATORS.len()).filter(used).collect();
    Fleet {
        lots,
        accelerators,
        in_service,
        ramp: ramps,
        months,
        planned,
        scheduled,
        on_sale,
        after_limits,
        power_limit_watts,
    }
}
