//! The fleet: how many chips of each kind are planned, how many remain after slip, availability, supply, power and
//! budget, how long each agreement runs, and the rent of the chips.

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

/// The fleet, from month 0 to the end of the last agreement and at least to the horizon and the exit.
pub(crate) struct Fleet<N: Number> {
    /// The lots that have chips.
    pub lots: Vec<Lot<N>>,
    /// Accelerators of the lots (or all that could be chosen, where numbers are symbolic), once each, in catalogue
    /// order.
    pub accelerators: Vec<usize>,
    /// How long each agreement runs, and the rent of the chips online.
    pub terms: Terms<N>,
    /// The number of months computed.
    pub months: usize,
    /// Planned chips, without slip.
    pub planned: OfLots<N>,
    /// Planned chips with the schedule's slip; `None` where there is no slip.
    scheduled: Option<OfLots<N>>,
    /// Scheduled chips, where the ramp of an accelerator that is not on sale yet starts once it is.
    pub on_sale: OfLots<N>,
    /// Chips left after each stage of limits, with the stage's index.
    after_limits: Vec<(usize, OfLots<N>)>,
    /// The limit on facility power, month by month, W; `None` where there is no limit.
    pub power_limit_watts: Option<Row<N>>,
    /// Indices of the limits that let none of the chips begin that they concern.
    pub stopped_by: Vec<usize>,
}

impl<N: Number> Fleet<N> {
    /// Planned chips with the schedule's slip.
    pub(crate) fn scheduled(&self) -> &OfLots<N> {
        self.scheduled.as_ref().unwrap_or(&self.planned)
    }

    /// Chips left after all stages of limits up to and including `stage`.
    pub(crate) fn after(&self, stage: usize) -> &OfLots<N> {
        let found = self.after_limits.iter().rev().find(|(index, _)| *index <= stage);
        found.map_or(&self.on_sale, |(_, chips)| chips)
    }

    /// Chips of a lot in use at the end of each month: online, while the agreement runs.
    pub(crate) fn stock(&self, lot: &Lot<N>) -> impl Iterator<Item = N> {
        self.terms.in_service[lot.agreement].iter().zip(&lot.online).map(|(runs, online)| *runs * *online)
    }

    /// Mean number of chips of a lot in use in each month.
    pub(crate) fn mean_in_use(&self, lot: &Lot<N>) -> Row<N> {
        let service = &self.terms.in_service[lot.agreement];
        service.iter().zip(lot.means(0..self.months)).map(|(runs, mean)| *runs * mean).collect()
    }
}

/// The number of months to compute, so that both agreements (as late as delivery may end them), the exit and the
/// horizon lie within.
pub(crate) fn months_needed<N: Number>(inputs: &Inputs<'_, N>, horizon: Month) -> usize {
    // Symbolic numbers must hold for all dates, hence the whole calendar.
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

/// Chips of a lot in each month: full deployment × ramp.
fn chips_of_one<N: Number>(lot: &Lot<N>, ramp: &Row<N>, name: IntermediateId) -> Row<N> {
    ramp.iter().enumerate().map(|(m, ramp)| (lot.full * *ramp).named(name.at(m))).collect()
}

/// Chips of every lot in each month, from the ramps of the phases.
fn chips_of<N: Number>(lots: &[Lot<N>], ramps: &[Row<N>; PHASES.len()], name: IntermediateFamily) -> OfLots<N> {
    lots.iter().map(|lot| chips_of_one(lot, &ramps[lot.phase], name.of(lot.index))).collect()
}

/// Planned spend on a lot, month by month, USD.
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

/// Lots with the months in which their accelerators go on sale. The ramp of a late accelerator begins in that month and
/// takes as long as planned.
struct Coming<'a, N: Number> {
    inputs: &'a Inputs<'a, N>,
    lots: &'a [Lot<N>],
    /// The first month in which the accelerator of each lot is on sale.
    available: Vec<N>,
    months: usize,
}

impl<'a, N: Number> Coming<'a, N> {
    fn new(inputs: &'a Inputs<'a, N>, lots: &'a [Lot<N>], months: usize) -> Self {
        let from = |lot: &Lot<N>| inputs.pick(lot.chip, |chip| N::fact(&ACCELERATORS[chip].available));
        Coming { inputs, lots, available: lots.iter().map(from).collect(), months }
    }

    /// Chips of every lot if each phase begins in the month that `begins` gives: `on_time`, or a later ramp for a late
    /// accelerator. `names` are the names of that ramp and of the chips.
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

/// Indices of the limits that let none of the chips begin that they concern, although some were left before.
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

/// Chips that the limits work on: the plan that they delay, and the scheduled chips that are on sale.
struct Wanted<'a, N: Number> {
    plan: &'a OfLots<N>,
    on_sale: &'a OfLots<N>,
}

/// Computes one month after the other, because the limits and the ends of terms depend on the months before. Stores the
/// chips online in the lots and returns the chips left after each stage of limits, with the stage's index.
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

/// Computes the fleet over a number of months from month 0.
pub(crate) fn fleet<N: Number>(inputs: &Inputs<'_, N>, months: usize) -> Fleet<N> {
    let own_term: [Row<N>; AGREEMENTS.len()] = std::array::from_fn(|a| own_term(inputs, a, months));
    let starts: [N; PHASES.len()] = std::array::from_fn(|p| start_of(inputs, p));
    // A recording also holds the ramps of phases without a size.
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

    // Limits delay the *plan*. Delivery is the smaller of the slipped plan and what the limits allow.
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
