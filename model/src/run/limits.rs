//! Limits on supply, power and budget, and how the plan waits for them.

use crate::base::month::MEAN_HOURS_IN_MONTH;
use crate::facts::accelerator::Vendor;
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::families::AGREEMENTS;
use crate::inputs::input::{self, ParameterId};
use crate::quantities::intermediate::{self, of_stage};
use crate::run::inputs::Inputs;
use crate::run::label;
use crate::run::number::Number;
use crate::run::plan::Lot;
use crate::run::row::Row;

/// Indices of limits. Those of the vendors' supply come first.
pub(crate) const POWER_INDEX: usize = Vendor::ALL.len();
pub(crate) const BUDGET_INDEX: usize = POWER_INDEX + 1;
/// Indices of stages.
pub(crate) const SUPPLY_STAGE: usize = 0;
pub(crate) const POWER_STAGE: usize = 1;
pub(crate) const BUDGET_STAGE: usize = 2;

/// A limit on the whole fleet: how much of it one chip of each lot takes, and how much there is in each month.
pub(crate) struct Limit<N: Number> {
    /// Index among all limits.
    pub(crate) index: usize,
    /// The switch that turns the limit on.
    pub(crate) switch: ParameterId,
    /// What one chip takes, lot by lot; 0 if the limit does not concern the lot.
    pub(crate) takes: Vec<N>,
    /// How much there is, month by month; never falls. Supply is cumulative, in chips; power is in W, the budget in USD
    /// a month.
    pub(crate) level: Row<N>,
    /// Whether an ending agreement frees what it took (power, budget) or not (supplied chips).
    pub(crate) freed: bool,
}

impl<N: Number> Limit<N> {
    /// Whether the limit concerns a lot. Always true where numbers are symbolic, since it could.
    fn concerns(&self, lot: usize) -> bool {
        N::SYMBOLIC || self.takes[lot].value() != 0.0
    }
}

/// Limits that are applied together, because at most one of them concerns any lot.
pub(crate) struct Stage<N: Number> {
    /// Index of the stage: supply, power, budget.
    pub(crate) index: usize,
    /// The limits that are on, or could be.
    pub(crate) limits: Vec<Limit<N>>,
    /// The vendor of each lot's chip; filled only where numbers are symbolic.
    pub(crate) vendors: Vec<N>,
}

/// `first` if only the first of two agreements runs, `second` if only the second does, else `both`.
fn by_running<N: Number>(runs: [N; 2], first: impl Fn() -> N, second: impl Fn() -> N, both: impl Fn() -> N) -> N {
    runs[0].equals(1.0, || runs[1].equals(1.0, &both, &first), || runs[1].equals(1.0, &second, &both))
}

/// How much of the plan a limit allows in a month.
#[derive(Clone, Copy)]
struct Allowance<N> {
    /// At least 0 if there is enough for the whole plan of the month.
    enough: N,
    /// The number of months of the plan for which there is enough.
    passed: N,
    /// The fraction allowed of the planned growth in the month after those.
    share: N,
}

impl<N: Number> Allowance<N> {
    /// Chips of a lot that are allowed at the end of month `m`: its plan, interpolated at the allowed moment.
    fn of(self, plan: &[N], m: usize) -> N {
        let held = || {
            let before = N::entry(plan, self.passed);
            let after = N::entry(plan, (self.passed + N::constant(1.0)).min(N::constant(m as f64 + 1.0)));
            before + self.share * (after - before)
        };
        // Where numbers are symbolic, `passed` covers the month itself if the whole plan is allowed, so `held` gives
        // it.
        if N::SYMBOLIC { held() } else { N::choose(self.enough, || plan[m], held) }
    }
}

/// What the plan takes of a limit by the end of each month so far: by agreement, and both together.
type Wanted<N> = [Row<N>; AGREEMENTS.len() + 1];

/// How far along the plan a limit allows month `m` to be: the moment at which the plan takes as much as there now is.
fn allowance<N: Number>(
    inputs: &Inputs<'_, N>,
    limit: &Limit<N>,
    wanted: &Wanted<N>,
    runs: [N; AGREEMENTS.len()],
    had: &[N; AGREEMENTS.len()],
    m: usize,
) -> Allowance<N> {
    let (zero, one, all) = (N::zero(), N::constant(1.0), N::constant(m as f64 + 1.0));
    // An ended agreement frees power and budget, but supplied chips do not come back: what it had is subtracted.
    let mut level = limit.level[m];
    if !limit.freed {
        let gone = (0..AGREEMENTS.len()).map(|agreement| runs[agreement].equals(1.0, N::zero, || had[agreement]));
        level = (level - N::sum(gone)).named(intermediate::limit::LEFT.of(limit.index).at(m));
    }
    // An ended agreement no longer waits for anything, and one that has not begun has taken nothing, so only the plan
    // of the running agreements counts.
    let [base, expansion, both] = wanted;
    let path = |of: &dyn Fn(&[N]) -> N| by_running(runs, || of(base), || of(expansion), || of(both));
    let enough = level - path(&|path| path[m]);
    if !N::SYMBOLIC && enough.value() >= 0.0 {
        return Allowance { enough, passed: all, share: zero };
    }
    let mut passed = path(&|path| N::rank(level, &path[..=m]));
    if N::SYMBOLIC {
        passed = inputs.where_on(limit.switch, || N::choose(enough, || all, || passed), || all);
    }
    let passed = passed.named(intermediate::limit::PASSED.of(limit.index).at(m));
    let before = path(&|path| N::entry(path, passed));
    let after = path(&|path| N::entry(path, (passed + one).min(all)));
    // At the end of the plan there is no later month to interpolate to.
    let share = N::choose(before - after, || zero, || ((level - before) / (after - before)).max(zero));
    Allowance { enough, passed, share: share.named(intermediate::limit::SHARE.of(limit.index).at(m)) }
}

/// The plan under the limits of a stage, of which at most one concerns any lot: deployment waits, in the planned order,
/// until the limits allow it.
///
/// In month `m` the lots are where the plan was at the moment when it took as much as there now is. Nothing that runs
/// is switched off for something newer, and a later schedule never gets more of anything. It is computed month by
/// month, because what has been delivered so far may decide whether an agreement still runs.
pub(crate) struct Waiting<N: Number> {
    pub(crate) stage: Stage<N>,
    wanted: Vec<Wanted<N>>,
    /// What each agreement had of each limit in the last month in which it ran.
    had: Vec<[N; AGREEMENTS.len()]>,
    /// Chips that the stage allows of each lot, month by month so far.
    pub(crate) allowed: Vec<Row<N>>,
}

impl<N: Number> Waiting<N> {
    /// The state before the first month.
    pub(crate) fn new(stage: Stage<N>, lots: usize) -> Waiting<N> {
        let limits = stage.limits.len();
        Waiting {
            wanted: (0..limits).map(|_| std::array::from_fn(|_| Row::new())).collect(),
            had: vec![[N::zero(); AGREEMENTS.len()]; limits],
            allowed: vec![Row::new(); lots],
            stage,
        }
    }

    /// Records what the plan takes of each limit by the end of month `m`.
    fn want(&mut self, lots: &[Lot<N>], plan: &[Row<N>], m: usize) {
        for (limit, wanted) in self.stage.limits.iter().zip(&mut self.wanted) {
            let mut sums = [N::zero(); AGREEMENTS.len() + 1];
            for (at, lot) in lots.iter().enumerate().filter(|(at, _)| limit.concerns(*at)) {
                let part = plan[at][m] * limit.takes[at];
                for row in [lot.agreement, AGREEMENTS.len()] {
                    sums[row] = sums[row] + part;
                }
            }
            let names =
                [intermediate::limit::WANTED_BASE, intermediate::limit::WANTED_EXPANSION, intermediate::limit::WANTED];
            for ((row, sum), name) in wanted.iter_mut().zip(sums).zip(names) {
                row.push(sum.named(name.of(limit.index).at(m)));
            }
        }
    }

    /// Computes month `m`: the chips that the stage allows. `plan` holds all months up to `m`.
    pub(crate) fn step(
        &mut self,
        inputs: &Inputs<'_, N>,
        lots: &[Lot<N>],
        plan: &[Row<N>],
        runs: [N; AGREEMENTS.len()],
        m: usize,
    ) {
        self.want(lots, plan, m);
        let limits = &self.stage.limits;
        let allowances = limits.iter().enumerate();
        let allowances: Vec<_> =
            allowances.map(|(at, limit)| allowance(inputs, limit, &self.wanted[at], runs, &self.had[at], m)).collect();
        for (at, lot) in lots.iter().enumerate() {
            let allowance = match (limits.iter().position(|limit| limit.concerns(at)), limits.len()) {
                (None, _) => {
                    self.allowed[at].push(plan[at][m]);
                    continue;
                }
                (Some(_), several) if N::SYMBOLIC && several > 1 => {
                    let of_vendor = |of: fn(&Allowance<N>) -> N| {
                        self.stage.vendors[at].pick(several, |vendor| of(&allowances[vendor]))
                    };
                    let [passed, share] = [of_vendor(|one| one.passed), of_vendor(|one| one.share)];
                    Allowance { enough: N::zero(), passed, share }
                }
                (Some(limit), _) => allowances[limit],
            };
            let name = intermediate::after_limit::ALLOWED_CHIPS.of(of_stage(self.stage.index, lot.index)).at(m);
            self.allowed[at].push(allowance.of(&plan[at][..=m], m).named(name));
        }
        // Only for limits that are not freed does a later month need what each agreement had.
        for (limit, had) in limits.iter().zip(&mut self.had).filter(|(limit, _)| !limit.freed) {
            let names = [intermediate::limit::HAD_BASE, intermediate::limit::HAD_EXPANSION];
            for (agreement, name) in names.into_iter().enumerate() {
                let of_it = || {
                    let mine = lots.iter().enumerate();
                    let mine = mine.filter(|(at, lot)| lot.agreement == agreement && limit.concerns(*at));
                    N::sum(mine.map(|(at, _)| self.allowed[at][m] * limit.takes[at]))
                };
                let now = runs[agreement].equals(1.0, of_it, || had[agreement]);
                had[agreement] = now.named(name.of(limit.index).at(m));
            }
        }
    }
}

/// Every stage with limits that are on, or could be, in the order supply, power, budget.
pub(crate) fn stages<N: Number>(inputs: &Inputs<'_, N>, lots: &[Lot<N>], months: usize) -> Vec<Stage<N>> {
    let level = |index: usize, of: &dyn Fn(usize) -> N| -> Row<N> {
        (0..months).map(|m| of(m).named(intermediate::limit::LEVEL.of(index).at(m))).collect()
    };
    let vendor_of = |chip: usize| Vendor::ALL.iter().position(|vendor| *vendor == ACCELERATORS[chip].vendor);
    let made_by = |vendor| move |chip| N::constant(f64::from(u8::from(vendor_of(chip) == Some(vendor))));
    let supply = (0..Vendor::ALL.len()).map(|vendor| (vendor, input::vendor::SUPPLY_LIMITED.of(vendor)));
    let supply: Vec<Limit<N>> = supply
        .filter(|(_, switch)| inputs.may_be_on(*switch))
        .map(|(vendor, switch)| Limit {
            index: vendor,
            switch,
            takes: lots.iter().map(|lot| inputs.pick(lot.chip, made_by(vendor))).collect(),
            level: level(vendor, &|m| {
                inputs.get(input::vendor::CHIPS_PER_MONTH.of(vendor)) * N::constant(m as f64 + 1.0)
            }),
            freed: false,
        })
        .collect();
    let vendors = lots.iter().filter(|_| N::SYMBOLIC).map(|lot| {
        let vendor = inputs.pick(lot.chip, |chip| N::constant(vendor_of(chip).unwrap_or(0) as f64));
        vendor.named(intermediate::lot::VENDOR.of(lot.index).once())
    });
    let mut stages = vec![Stage { index: SUPPLY_STAGE, limits: supply, vendors: vendors.collect() }];
    let mut one = |index, limit| stages.push(Stage { index, limits: vec![limit], vendors: Vec::new() });
    if inputs.may_be_on(input::POWER_LIMITED) {
        let added = |m: usize| inputs.get(input::POWER_ADDED) * N::constant(m as f64 / 12.0);
        one(
            POWER_STAGE,
            Limit {
                index: POWER_INDEX,
                switch: input::POWER_LIMITED,
                takes: lots.iter().map(|lot| lot.facility_watts).collect(),
                level: level(POWER_INDEX, &|m| inputs.get(input::POWER_AT_START) + added(m)),
                freed: true,
            },
        );
    }
    if inputs.may_be_on(input::BUDGET_LIMITED) {
        one(
            BUDGET_STAGE,
            Limit {
                index: BUDGET_INDEX,
                switch: input::BUDGET_LIMITED,
                takes: lots
                    .iter()
                    .map(|lot| lot.price * N::labelled(MEAN_HOURS_IN_MONTH, label::HOURS_OF_MEAN_MONTH))
                    .collect(),
                level: level(BUDGET_INDEX, &|_| inputs.get(input::BUDGET)),
                freed: true,
            },
        );
    }
    stages.retain(|stage| !stage.limits.is_empty());
    stages
}
