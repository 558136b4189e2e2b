//! The fleet: how many chips of which kind are planned, and how many of them slip, supply, power and budget leave.

use crate::base::month::Month;
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::families::LOTS;
use crate::inputs::families::{AGREEMENTS, PHASES};
use crate::inputs::input;
use crate::quantities::intermediate::WorkingFamily;
use crate::quantities::intermediate::held as held_by;
use crate::quantities::{intermediate, series};
use crate::run::inputs::Inputs;
use crate::run::limits::{BUDGET_STAGE, POWER_STAGE, SUPPLY_STAGE, stages, wait_for};
use crate::run::number::Number;
use crate::run::plan::{Lot, in_service, lots, mean_ramp, ramp};
use crate::run::sheet::Sheet;

/// The fleet over all months in which an agreement runs, at least to the horizon.
pub(crate) struct Fleet<N> {
    /// The lots that have any chips.
    pub lots: Vec<Lot<N>>,
    /// For each agreement and month, 1 while it runs, else 0.
    pub in_service: [Vec<N>; AGREEMENTS.len()],
    /// For each phase, the planned ramp at the end of each month, without slip.
    pub ramp: [Vec<N>; PHASES.len()],
    /// Months computed.
    pub months: usize,
}

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
            * N::constant(Month(month as i32).hours())
            * lot.price;
        spend.named(intermediate::lot::PLANNED_SPEND.member(lot.place).at(month))
    }

    /// Spend of a lot in a month.
    pub(crate) fn spend(&self, lot: &Lot<N>, month: usize) -> N {
        let hours = N::constant(Month(month as i32).hours());
        let spend = self.in_service[lot.agreement][month] * lot.mean(month) * hours * lot.price;
        spend.named(intermediate::lot::SPEND.member(lot.place).at(month))
    }

    /// Chips of a lot in use at the end of a month.
    pub(crate) fn stock(&self, lot: &Lot<N>, month: usize) -> N {
        self.in_service[lot.agreement][month] * lot.online[month]
    }
}

/// Months to compute so that every agreement is seen to its end.
pub(crate) fn months_needed<N: Number>(inputs: &Inputs<'_, N>, horizon: Month) -> usize {
    let end = |agreement: usize| {
        let ends = [input::agreement::START, input::agreement::TERM].map(|of| of.member(agreement));
        // Where numbers are live: the last month that any start and any term can lead to.
        let ends = ends.map(|input| if N::LIVE { input.row().max } else { inputs.get(input).value() });
        (ends[0] + ends[1]) as i32
    };
    (0..AGREEMENTS.len()).map(end).fold(horizon.0 + 1, i32::max).max(1) as usize
}

/// Computes the fleet, and fills its rows of the sheet.
pub(crate) fn fleet<N: Number>(inputs: &Inputs<'_, N>, sheet: &mut Sheet<N>, months: usize) -> Fleet<N> {
    let in_service: [Vec<N>; AGREEMENTS.len()] = std::array::from_fn(|a| in_service(inputs, a, months));
    let ramps: [Vec<N>; PHASES.len()] = std::array::from_fn(|p| ramp(inputs, p, None, months));
    let mut lots = lots(inputs, &in_service, &ramps);
    let slip = inputs.get(input::SLIP);
    let slipped: Option<[Vec<N>; PHASES.len()]> =
        (N::LIVE || slip.value() != 0.0).then(|| std::array::from_fn(|p| ramp(inputs, p, Some(slip), months)));

    let rows = |name: WorkingFamily, of: &dyn Fn(usize, &Lot<N>, usize) -> N| -> Vec<Vec<N>> {
        let row = |(at, lot)| (0..months).map(|m| of(at, lot, m).named(name.member(lot.place).at(m))).collect();
        lots.iter().enumerate().map(row).collect()
    };
    // Nothing is delivered before its accelerator is available.
    let available = |name: WorkingFamily, chips: &[Vec<N>]| -> Vec<Vec<N>> {
        let from: Vec<N> =
            lots.iter().map(|lot| inputs.pick(lot.chip, |chip| N::fact(&ACCELERATORS[chip].available))).collect();
        rows(name, &|at, _, m| N::select(N::constant(m as f64) - from[at], chips[at][m], N::zero()))
    };
    let planned = rows(intermediate::lot::PLANNED_CHIPS, &|_, lot, m| lot.full * ramps[lot.phase][m]);
    let scheduled = slipped
        .as_ref()
        .map(|ramps| rows(intermediate::lot::SCHEDULED_CHIPS, &|_, lot, m| lot.full * ramps[lot.phase][m]));
    let scheduled = scheduled.as_ref().unwrap_or(&planned);
    let on_sale = available(intermediate::lot::AVAILABLE_CHIPS, scheduled);

    // Each limit holds the *plan* back; what is delivered is the slipped plan, but nowhere more than the limits allow.
    let stages = stages(inputs, &lots, months);
    let mut allowed = match (stages.is_empty(), &slipped) {
        (true, _) => Vec::new(),
        (false, None) if !N::NAMED => on_sale.clone(),
        _ => available(intermediate::lot::ON_SALE_CHIPS, &planned),
    };
    // What each stage leaves of what schedule and availability leave; with its place.
    let mut held: Vec<(usize, Vec<Vec<N>>)> = Vec::with_capacity(stages.len());
    for stage in &stages {
        allowed = wait_for(inputs, stage, &lots, &allowed, &in_service);
        if stage.place == POWER_STAGE {
            for m in 0..sheet.months() {
                sheet.set(series::POWER_LIMIT, m, stage.limits[0].level[m]);
            }
        }
        let before = held.last().map_or(&on_sale, |(_, chips)| chips);
        let name = |lot: &Lot<N>, m| intermediate::held::HELD_CHIPS.member(held_by(stage.place, lot.place)).at(m);
        let after = lots.iter().enumerate().map(|(at, lot)| {
            let row = before[at].iter().zip(&allowed[at]).enumerate();
            row.map(|(m, (before, allowed))| before.min(*allowed).named(name(lot, m))).collect()
        });
        let after = after.collect();
        held.push((stage.place, after));
    }
    let after =
        |place: usize| held.iter().rev().find(|(stage, _)| *stage <= place).map_or(&on_sale, |(_, chips)| chips);
    let online = match N::NAMED {
        true => rows(intermediate::lot::ONLINE_CHIPS, &|at, _, m| after(BUDGET_STAGE)[at][m]),
        false => after(BUDGET_STAGE).clone(),
    };
    let stages = [
        (series::CHIPS_PLANNED, &planned),
        (series::CHIPS_SCHEDULED, scheduled),
        (series::CHIPS_AVAILABLE, &on_sale),
        (series::CHIPS_SUPPLIED, after(SUPPLY_STAGE)),
        (series::CHIPS_POWERED, after(POWER_STAGE)),
        (series::CHIPS_ONLINE, &online),
    ];
    for (at, lot) in lots.iter().enumerate() {
        let service = &in_service[lot.agreement];
        for (series, chips) in stages {
            for (cell, m) in sheet.row_mut(series).iter_mut().zip(0..) {
                *cell = *cell + service[m] * chips[at][m];
            }
        }
        for (m, service) in service.iter().enumerate().take(sheet.months()) {
            let stock = *service * online[at][m];
            sheet.add(series::CHIPS_CONTRACTED, m, *service * lot.full);
            sheet.set(series::lot::CHIPS.member(lot.place), m, stock);
            for chip in inputs.cases(lot.chip) {
                let stock = inputs.where_chosen(lot.chip, chip, sheet.get(series::lot::CHIPS.member(lot.place), m));
                sheet.add(series::chip::CHIPS.member(chip), m, stock);
            }
        }
    }
    for (series, _) in stages {
        sheet.complete(series);
    }
    sheet.complete(series::CHIPS_CONTRACTED);
    let of_lots = (0..LOTS).map(|lot| series::lot::CHIPS.member(lot));
    for series in of_lots.chain((0..ACCELERATORS.len()).map(|chip| series::chip::CHIPS.member(chip))) {
        sheet.complete(series);
    }
    for (lot, online) in lots.iter_mut().zip(online) {
        lot.online = online;
    }
    Fleet { lots, in_service, ramp: ramps, months }
}

/// Accelerators that the scenario has in its lots, or could have, each once, in the catalogue's order.
pub(crate) fn chips_in_use<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>) -> Vec<usize> {
    let used = |chip: &usize| fleet.lots.iter().any(|lot| inputs.cases(lot.chip).contains(chip));
    (0..ACCELERATORS.len()).filter(used).collect()
}
