//! The fleet: how many chips of which kind are planned, how many of them slip, availability, supply, power and budget
//! leave, how long each agreement runs, and what rent the chips are worth.

use crate::base::month::Month;
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::families::{AGREEMENTS, PHASES};
use crate::inputs::input;
use crate::quantities::intermediate;
use crate::quantities::intermediate::{IntermediateFamily, IntermediateId, of_stage};
use crate::run::inputs::Inputs;
use crate::run::label::hours_of_months;
use crate::run::limits::{POWER_STAGE, Waiting, stages};
use crate::run::number::Number;
use crate::run::plan::{Lot, OfLots, has_size, lots, means, own_term, ramp, start_of};
use crate::run::row::Row;
use crate::run::term::Terms;

/// The fleet over all months in which an agreement runs, at least to the horizon.
pub(crate) struct Fleet<N: Number> {
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
    /// Scheduled chips; a late accelerator's ramp starts in its first month of availability.
    pub on_sale: OfLots<N>,
    /// What each stage of limits leaves of them, with the stage's index.
    after_limits: Vec<(usize, OfLots<N>)>,
    /// The limit on facility power, month by month; `None` where there is none.
    pub power_limit_watts: Option<Row<N>>,
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

    /// Chips of a lot in use at the end of each month.
    pub(crate) fn stock(&self, lot: &Lot<N>) -> impl Iterator<Item = N> {
        self.terms.in_service[lot.agreement].iter().zip(&lot.online).map(|(runs, online)| *runs * *online)
    }

    /// Mean chips of a lot in use in every month.
    pub(crate) fn mean_in_use(&self, lot: &Lot<N>) -> Row<N> {
        let service = &self.terms.in_service[lot.agreement];
        service.iter().zip(lot.means(0..self.months)).map(|(runs, mean)| *runs * mean).collect()
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

/// Chips of a lot by a ramp, month by month.
fn chips_of_one<N: Number>(lot: &Lot<N>, ramp: &Row<N>, name: IntermediateId) -> Row<N> {
    ramp.iter().enumerate().map(|(m, ramp)| (lot.full * *ramp).named(name.at(m))).collect()
}

/// Chips of every lot by the ramps of the phases, month by month.
fn chips_of<N: Number>(lots: &[Lot<N>], ramps: &[Row<N>; PHASES.len()], name: IntermediateFamily) -> OfLots<N> {
    lots.iter().map(|lot| chips_of_one(lot, &ramps[lot.phase], name.of(lot.index))).collect()
}

/// What is paid for a lot as it is planned, month by month, USD.
fn planned_usd<N: Number>(lot: &Lot<N>, ramp: &Row<N>, own_term: &Row<N>) -> Row<N> {
    let months = 0..own_term.len();
    let means = means(ramp, months.clone()).zip(hours_of_months(months));
    let of_month = |(m, (runs, (mean, hours))): (usize, (&N, (N, N)))| {
        let usd = || *runs * lot.full * mean * hours * lot.price;
        let usd = if N::NAMED || runs.value() != 0.0 { usd() } else { N::zero() };
        usd.named(intermediate::lot::PLANNED_SPEND.of(lot.index).at(m))
    };
    own_term.iter().zip(means).enumerate().map(of_month).collect()
}

/// Lots, and when their accelerators can be had. One that comes late begins its ramp when it comes, and takes as long for
/// it.
struct Coming<'a, N: Number> {
    inputs: &'a Inputs<'a, N>,
    lots: &'a [Lot<N>],
    /// From which month the accelerator of each lot can be had.
    available: Vec<N>,
    months: usize,
}

impl<'a, N: Number> Coming<'a, N> {
    fn new(inputs: &'a Inputs<'a, N>, lots: &'a [Lot<N>], months: usize) -> Self {
        let from = |lot: &Lot<N>| inputs.pick(lot.chip, |chip| N::fact(&ACCELERATORS[chip].available));
        Coming { inputs, lots, available: lots.iter().map(from).collect(), months }
    }

    /// Chips of every lot where each phase begins in the month that `begins` says: those `on_time`, but where the
    /// accelerator comes later. `names` are of the ramp and of the chips.
    fn chips(
        &self,
        begins: &dyn Fn(usize) -> N,
        on_time: &OfLots<N>,
        names: (IntermediateFamily, IntermediateFamily),
    ) -> OfLots<N> {
        let row = |(at, lot): (usize, &Lot<N>)| -> Row<N> {
            let (begin, available) = (begins(lot.phase), self.available[at]);
            let (ramp_name, name) = (names.0.of(lot.index), names.1.of(lot.index));
            let late = N::SYMBOLIC || available.value() > begin.value();
            if !late {
                return on_time[at].clone().named(name);
            }
            chips_of_one(lot, &ramp(self.inputs, lot.phase, begin.max(available), self.months, ramp_name), name)
        };
        self.lots.iter().enumerate().map(row).collect()
    }
}

/// The limits that let nothing of what they concern begin, by their index.
fn stopped_by<N: Number>(inputs: &Inputs<'_, N>, plan: &OfLots<N>, stages: &[Waiting<N>]) -> Vec<usize> {
    let begins =
        |rows: &OfLots<N>, at: usize| rows.get(at).is_some_and(|row| row.iter().any(|chips| chips.value() > 0.0));
    let mut stopped_by = Vec::new();
    for (index, waiting) in stages.iter().enumerate() {
        let before = index.checked_sub(1).map_or(plan, |before| &stages[before].allowed);
        for limit in waiting.stage.limits.iter().filter(|limit| inputs.get(limit.switch).value() != 0.0) {
            let concerned = || (0..limit.takes.len()).filter(|at| limit.takes[*at].value() != 0.0);
            let begins_in = |rows: &OfLots<N>| concerned().any(|at| begins(rows, at));
            if begins_in(before) && !begins_in(&waiting.allowed) {
                stopped_by.push(limit.index);
            }
        }
    }
    stopped_by
}

/// What is asked of the limits: what they hold back, and what of it can be had as it is scheduled.
struct Wanted<'a, N: Number> {
    plan: &'a OfLots<N>,
    on_sale: &'a OfLots<N>,
}

/// Goes through the months, since what a limit allows, and when a term ends, hang on those before. Puts what is online into
/// the lots; gives what is left of each after each stage of limits, with the stage's index.
fn month_by_month<N: Number>(
    inputs: &Inputs<'_, N>,
    lots: &mut [Lot<N>],
    stages: &mut [Waiting<N>],
    terms: &mut Terms<N>,
    wanted: &Wanted<'_, N>,
    months: usize,
) -> Vec<(usize, OfLots<N>)> {
    let mut after_limits: Vec<(usize, OfLots<N>)> =
        stages.iter().map(|waiting| (waiting.stage.index, vec![Row::new(); lots.len()])).collect();
    for m in 0..months {
        let runs = terms.begin(inputs, m);
        for index in 0..stages.len() {
            let (before, rest) = stages.split_at_mut(index);
            let plan = before.last().map_or(wanted.plan, |waiting| &waiting.allowed);
            let Some(waiting) = rest.first_mut() else { continue };
            waiting.step(inputs, lots, plan, runs, m);
            for (at, lot) in lots.iter().enumerate() {
                let left = index.checked_sub(1).map_or(wanted.on_sale[at][m], |before| after_limits[before].1[at][m]);
                let name = intermediate::after_limit::CHIPS.of(of_stage(waiting.stage.index, lot.index)).at(m);
                after_limits[index].1[at].push(left.min(waiting.allowed[at][m]).named(name));
            }
        }
        for (at, lot) in lots.iter_mut().enumerate() {
            let online = after_limits.last().map_or(wanted.on_sale[at][m], |(_, chips)| chips[at][m]);
            lot.online.push(online.named(intermediate::lot::ONLINE_CHIPS.of(lot.index).at(m)));
        }
        terms.end(inputs, lots, m..m + 1);
    }
    after_limits
}

/// Computes the fleet over so many months.
pub(crate) fn fleet<N: Number>(inputs: &Inputs<'_, N>, months: usize) -> Fleet<N> {
    let own_term: [Row<N>; AGREEMENTS.len()] = std::array::from_fn(|a| own_term(inputs, a, months));
    let starts: [N; PHASES.len()] = std::array::from_fn(|p| start_of(inputs, p));
    // A recording tells the ramps of phases without a size too.
    let ramped = |p: usize| N::NAMED || has_size(inputs, p);
    let ramps: [Row<N>; PHASES.len()] = std::array::from_fn(|p| match ramped(p) {
        true => ramp(inputs, p, starts[p], months, intermediate::phase::RAMP.of(p)),
        false => Row::new(),
    });
    let mut lots = lots(inputs, &own_term, &ramps);
    let slip = inputs.get(input::SLIP);
    let slips = N::SYMBOLIC || slip.value() != 0.0;
    let slipped: Option<[Row<N>; PHASES.len()]> = slips.then(|| {
        std::array::from_fn(|p| match ramped(p) {
            true => ramp(inputs, p, starts[p] + slip, months, intermediate::phase::RAMP_SLIPPED.of(p)),
            false => Row::new(),
        })
    });

    let planned = chips_of(&lots, &ramps, intermediate::lot::PLANNED_CHIPS);
    let planned_usd = lots.iter().map(|lot| planned_usd(lot, &ramps[lot.phase], &own_term[lot.agreement])).collect();
    let scheduled = slipped.as_ref().map(|ramps| chips_of(&lots, ramps, intermediate::lot::SCHEDULED_CHIPS));

    let coming = Coming::new(inputs, &lots, months);
    let on_sale = coming.chips(
        &|phase| if slips { starts[phase] + slip } else { starts[phase] },
        scheduled.as_ref().unwrap_or(&planned),
        (intermediate::lot::RAMP_AVAILABLE, intermediate::lot::AVAILABLE_CHIPS),
    );

    // Each limit holds the *plan* back; what is delivered is the slipped plan, but nowhere more than the limits allow.
    let mut stages: Vec<Waiting<N>> =
        stages(inputs, &lots, months).into_iter().map(|stage| Waiting::new(stage, lots.len())).collect();
    let plan = match (stages.is_empty(), slips) {
        (true, _) => Vec::new(),
        (false, false) if !N::NAMED => on_sale.clone(),
        _ => coming.chips(
            &|phase| starts[phase],
            &planned,
            (intermediate::lot::RAMP_ON_SALE, intermediate::lot::ON_SALE_CHIPS),
        ),
    };
    let mut terms = Terms::new(inputs, &lots, own_term, planned_usd);
    let after_limits = if N::NAMED || !stages.is_empty() || Terms::hang_on_delivery(inputs) {
        let wanted = Wanted { plan: &plan, on_sale: &on_sale };
        month_by_month(inputs, &mut lots, &mut stages, &mut terms, &wanted, months)
    } else {
        for (lot, on_sale) in lots.iter_mut().zip(&on_sale) {
            lot.online = on_sale.clone();
        }
        terms.end(inputs, &lots, 0..months);
        Vec::new()
    };
    let stopped_by = stopped_by(inputs, &plan, &stages);
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
