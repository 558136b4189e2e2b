//! The fleet: how many chips of which kind are planned, how many of them slip, availability, supply, power and budget
//! leave, how long each agreement runs, and what rent the chips are worth.

use crate::base::month::Month;
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::families::{AGREEMENTS, PHASES};
use crate::inputs::input;
use crate::quantities::intermediate;
use crate::quantities::intermediate::of_stage;
use crate::run::inputs::Inputs;
use crate::run::label::hours_of;
use crate::run::limits::{POWER_STAGE, Waiting, stages};
use crate::run::number::Number;
use crate::run::plan::{Lot, OfLots, lots, mean_ramp, own_term, ramp, start_of};
use crate::run::term::Terms;

/// The fleet over all months in which an agreement runs, at least to the horizon.
pub(crate) struct Fleet<N> {
    /// The lots that have any chips.
    pub lots: Vec<Lot<N>>,
    /// Accelerators that they have, or could have where numbers are symbolic, each once, in the catalogue's order.
    pub accelerators: Vec<usize>,
    /// How long each agreement runs, and the rent of what is online.
    pub terms: Terms<N>,
    /// Months computed.
    pub months: usize,
    /// Chips that the phases plan, without slip.
    pub planned: OfLots<N>,
    /// The same with the schedule's slip; `None` where there is none.
    scheduled: Option<OfLots<N>>,
    /// Scheduled chips, of an accelerator that comes late from its first month on.
    pub on_sale: OfLots<N>,
    /// What each stage of limits leaves of them, with the stage's index.
    after_limits: Vec<(usize, OfLots<N>)>,
    /// The limit on facility power, month by month; `None` where there is none.
    pub power_limit_watts: Option<Vec<N>>,
    /// The limits that let nothing run of what they concern, by their indices.
    pub stopped_by: Vec<usize>,
}

impl<N: Number> Fleet<N> {
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
        self.terms.in_service[lot.agreement][month] * lot.online[month]
    }

    /// Mean chips of a lot in use in a month.
    pub(crate) fn mean_in_use(&self, lot: &Lot<N>, month: usize) -> N {
        self.terms.in_service[lot.agreement][month] * lot.mean(month)
    }
}

/// Months to compute so that every agreement is seen to its end, as late as delivery can make it, and the exit too.
pub(crate) fn months_needed<N: Number>(inputs: &Inputs<'_, N>, horizon: Month) -> usize {
    // Where numbers are symbolic, the calendar: the last month that any dates can lead to.
    if N::SYMBOLIC {
        return Month::COUNT;
    }
    let end = |agreement: usize| {
        let [start, term] =
            [input::agreement::START, input::agreement::TERM].map(|of| inputs.get(of.of(agreement)).value());
        let terms = if inputs.may_be_on(input::agreement::TERM_FROM_DELIVERY.of(agreement)) { 2.0 } else { 1.0 };
        (start + term * terms) as usize
    };
    let exit = inputs.get(input::EXIT).value() as usize + 1;
    (0..AGREEMENTS.len()).map(end).fold((horizon.0 as usize + 1).max(exit), usize::max).clamp(1, Month::COUNT)
}

/// Computes the fleet over so many months.
pub(crate) fn fleet<N: Number>(inputs: &Inputs<'_, N>, months: usize) -> Fleet<N> {
    let own_term: [Vec<N>; AGREEMENTS.len()] = std::array::from_fn(|a| own_term(inputs, a, months));
    let starts: [N; PHASES.len()] = std::array::from_fn(|p| start_of(inputs, p));
    let ramps: [Vec<N>; PHASES.len()] =
        std::array::from_fn(|p| ramp(inputs, p, starts[p], months, intermediate::phase::RAMP.of(p)));
    let mut lots = lots(inputs, &own_term, &ramps);
    let slip = inputs.get(input::SLIP);
    let slips = N::SYMBOLIC || slip.value() != 0.0;
    let slipped: Option<[Vec<N>; PHASES.len()]> = slips.then(|| {
        std::array::from_fn(|p| ramp(inputs, p, starts[p] + slip, months, intermediate::phase::RAMP_SLIPPED.of(p)))
    });

    let rows = |name: intermediate::IntermediateFamily, of: &dyn Fn(usize, &Lot<N>, usize) -> N| -> OfLots<N> {
        let row = |(at, lot)| (0..months).map(|m| of(at, lot, m).named(name.of(lot.index).at(m))).collect();
        lots.iter().enumerate().map(row).collect()
    };
    let planned = rows(intermediate::lot::PLANNED_CHIPS, &|_, lot, m| lot.full * ramps[lot.phase][m]);
    let planned_usd = rows(intermediate::lot::PLANNED_SPEND, &|_, lot, m| {
        let mean = own_term[lot.agreement][m] * lot.full * mean_ramp(&ramps[lot.phase], m);
        mean * hours_of(m) * lot.price
    });
    let scheduled = slipped
        .as_ref()
        .map(|ramps| rows(intermediate::lot::SCHEDULED_CHIPS, &|_, lot, m| lot.full * ramps[lot.phase][m]));

    // An accelerator that comes late begins its ramp when it comes, and takes as long for it.
    let available: Vec<N> =
        lots.iter().map(|lot| inputs.pick(lot.chip, |chip| N::fact(&ACCELERATORS[chip].available))).collect();
    let from_when_it_comes = |begins: &dyn Fn(usize) -> N,
                              on_time: &OfLots<N>,
                              ramp_name: intermediate::IntermediateFamily,
                              name: intermediate::IntermediateFamily|
     -> OfLots<N> {
        let row = |(at, lot): (usize, &Lot<N>)| -> Vec<N> {
            let begin = begins(lot.phase);
            let late = N::SYMBOLIC || available[at].value() > begin.value();
            let ramp = late.then(|| ramp(inputs, lot.phase, begin.max(available[at]), months, ramp_name.of(lot.index)));
            let chips = |m: usize| ramp.as_ref().map_or(on_time[at][m], |ramp| lot.full * ramp[m]);
            (0..months).map(|m| chips(m).named(name.of(lot.index).at(m))).collect()
        };
        lots.iter().enumerate().map(row).collect()
    };
    let on_sale = from_when_it_comes(
        &|phase| if slips { starts[phase] + slip } else { starts[phase] },
        scheduled.as_ref().unwrap_or(&planned),
        intermediate::lot::RAMP_AVAILABLE,
        intermediate::lot::AVAILABLE_CHIPS,
    );

    // Each limit holds the *plan* back; what is delivered is the slipped plan, but nowhere more than the limits allow.
    let mut stages: Vec<Waiting<N>> =
        stages(inputs, &lots, months).into_iter().map(|stage| Waiting::new(stage, lots.len())).collect();
    let plan = match (stages.is_empty(), slips) {
        (true, _) => Vec::new(),
        (false, false) if !N::NAMED => on_sale.clone(),
        _ => from_when_it_comes(
            &|phase| starts[phase],
            &planned,
            intermediate::lot::RAMP_ON_SALE,
            intermediate::lot::ON_SALE_CHIPS,
        ),
    };
    let mut after_limits: Vec<(usize, OfLots<N>)> =
        stages.iter().map(|waiting| (waiting.stage.index, vec![Vec::with_capacity(months); lots.len()])).collect();
    let mut terms = Terms::new(inputs, &lots, own_term, planned_usd);
    for m in 0..months {
        let runs = terms.begin(inputs, m);
        for index in 0..stages.len() {
            let (before, rest) = stages.split_at_mut(index);
            let plan = before.last().map_or(&plan, |waiting| &waiting.allowed);
            let Some(waiting) = rest.first_mut() else { continue };
            waiting.step(inputs, &lots, plan, runs, m);
            for (at, lot) in lots.iter().enumerate() {
                let left = index.checked_sub(1).map_or(on_sale[at][m], |before| after_limits[before].1[at][m]);
                let name = intermediate::after_limit::CHIPS.of(of_stage(waiting.stage.index, lot.index)).at(m);
                after_limits[index].1[at].push(left.min(waiting.allowed[at][m]).named(name));
            }
        }
        for (at, lot) in lots.iter_mut().enumerate() {
            let online = after_limits.last().map_or(on_sale[at][m], |(_, chips)| chips[at][m]);
            lot.online.push(online.named(intermediate::lot::ONLINE_CHIPS.of(lot.index).at(m)));
        }
        terms.end(inputs, &lots, m);
    }
    let runs =
        |rows: &OfLots<N>, at: usize| rows.get(at).is_some_and(|row| row.iter().any(|chips| chips.value() > 0.0));
    let mut stopped_by = Vec::new();
    for (index, waiting) in stages.iter().enumerate() {
        let before = index.checked_sub(1).map_or(&plan, |before| &stages[before].allowed);
        for limit in waiting.stage.limits.iter().filter(|limit| inputs.get(limit.switch).value() != 0.0) {
            let concerned: Vec<usize> = (0..lots.len()).filter(|at| limit.takes[*at].value() != 0.0).collect();
            let wanted = concerned.iter().any(|at| runs(before, *at));
            if wanted && !concerned.iter().any(|at| runs(&waiting.allowed, *at)) {
                stopped_by.push(limit.index);
            }
        }
    }
    let power_limit_watts = stages.into_iter().find(|waiting| waiting.stage.index == POWER_STAGE);
    let power_limit_watts =
        power_limit_watts.and_then(|waiting| waiting.stage.limits.into_iter().next()).map(|one| one.level);
    let used = |chip: &usize| lots.iter().any(|lot| inputs.cases(lot.chip).contains(chip));
    let accelerators = (0..ACCELERATORS.len()).filter(used).collect();
    Fleet {
        lots,
        accelerators,
        terms,
        months,
        planned,
        scheduled,
        on_sale,
        after_limits,
        power_limit_watts,
        stopped_by,
    }
}
