//! The fleet: how many chips of which kind are planned, and how many of them slip, supply, power and budget leave.

use crate::catalogue::{ACCELERATORS, Vendor};
use crate::month::{MEAN_HOURS_IN_MONTH, Month};
use crate::number::Number;
use crate::parameters::{Family, ParameterId};
use crate::scenario::Inputs;
use crate::series::{SeriesFamily, SeriesId, Sheet};
use crate::table::{AGREEMENTS, LOTS, Of, PHASES, agreement_of};
use crate::workings::{WorkingFamily, held as held_by};

const BASIS: Family = Family::of(Of::Agreement, "basis");
const VALUE: Family = Family::of(Of::Agreement, "value_usd");
const POWER: Family = Family::of(Of::Agreement, "power_watts");
const CHIP_COUNT: Family = Family::of(Of::Agreement, "chips");
const AGREEMENT_START: Family = Family::of(Of::Agreement, "start");
const TERM: Family = Family::of(Of::Agreement, "term_months");
const DISCOUNT: Family = Family::of(Of::Agreement, "discount");
const FIRST_SHARE: Family = Family::of(Of::Agreement, "first_phase_share");
const START: Family = Family::of(Of::Phase, "start");
const COMPLETE: Family = Family::of(Of::Phase, "complete");
const RAMP: Family = Family::of(Of::Phase, "ramp");
const CHIP_A: Family = Family::of(Of::Phase, "chip_a");
const CHIP_B: Family = Family::of(Of::Phase, "chip_b");
const SHARE_B: Family = Family::of(Of::Phase, "share_b");
const PRICE: Family = Family::of(Of::Chip, "price_usd_per_hour");
const IT_WATTS: Family = Family::of(Of::Chip, "it_watts");
const SLIP: ParameterId = ParameterId::of("operations.slip_months");
const PUE: ParameterId = ParameterId::of("operations.pue");
const PRICE_CHANGE: ParameterId = ParameterId::of("operations.rental_change");
const POWER_LIMITED: ParameterId = ParameterId::of("limit.power");
const POWER_AT_START: ParameterId = ParameterId::of("limit.power_start_watts");
const POWER_ADDED: ParameterId = ParameterId::of("limit.power_added_watts_per_year");
const SUPPLY_LIMITED: Family = Family::of(Of::Vendor, "limited");
const SUPPLY: Family = Family::of(Of::Vendor, "chips_per_month");
const BUDGET_LIMITED: ParameterId = ParameterId::of("limit.budget");
const BUDGET: ParameterId = ParameterId::of("limit.budget_usd_per_month");

const CONTRACTED: SeriesId = SeriesId::of("chips_contracted");
const PLANNED: SeriesId = SeriesId::of("chips_planned");
const SCHEDULED: SeriesId = SeriesId::of("chips_scheduled");
const AVAILABLE: SeriesId = SeriesId::of("chips_available");
const SUPPLIED: SeriesId = SeriesId::of("chips_supplied");
const POWERED: SeriesId = SeriesId::of("chips_powered");
const ONLINE: SeriesId = SeriesId::of("chips_online");
const LOT_CHIPS: SeriesFamily = SeriesFamily::of(Of::Lot, "lot_chips");
const CHIPS: SeriesFamily = SeriesFamily::of(Of::Chip, "chips");
const POWER_LIMIT: SeriesId = SeriesId::of("power_limit_watts");

const W_IN_SERVICE: WorkingFamily = WorkingFamily::of(Of::Agreement, "in_service");
const W_RAMP: WorkingFamily = WorkingFamily::of(Of::Phase, "ramp");
const W_RAMP_SLIPPED: WorkingFamily = WorkingFamily::of(Of::Phase, "ramp_slipped");
const W_HOURS_IN_MONTH: WorkingFamily = WorkingFamily::of(Of::Phase, "hours_in_month");
const W_HOURS_OF_ONE: WorkingFamily = WorkingFamily::of(Of::Phase, "hours_of_one");
const W_CAPACITY: WorkingFamily = WorkingFamily::of(Of::Phase, "capacity");
const W_PRICE: WorkingFamily = WorkingFamily::of(Of::Lot, "locked_price");
const W_WATTS: WorkingFamily = WorkingFamily::of(Of::Lot, "watts_of_one");
const W_FULL: WorkingFamily = WorkingFamily::of(Of::Lot, "full_chips");
const W_STRANDED: WorkingFamily = WorkingFamily::of(Of::Lot, "stranded_usd");
const W_PLANNED: WorkingFamily = WorkingFamily::of(Of::Lot, "planned_chips");
const W_SCHEDULED: WorkingFamily = WorkingFamily::of(Of::Lot, "scheduled_chips");
const W_AVAILABLE: WorkingFamily = WorkingFamily::of(Of::Lot, "available_chips");
const W_ON_SALE: WorkingFamily = WorkingFamily::of(Of::Lot, "on_sale_chips");
const W_ONLINE: WorkingFamily = WorkingFamily::of(Of::Lot, "online_chips");
const W_PLANNED_SPEND: WorkingFamily = WorkingFamily::of(Of::Lot, "planned_spend_usd");
const W_SPEND: WorkingFamily = WorkingFamily::of(Of::Lot, "spend_usd");
const W_VENDOR: WorkingFamily = WorkingFamily::of(Of::Lot, "vendor");
const W_LEVEL: WorkingFamily = WorkingFamily::of(Of::Limit, "level");
const W_WANTED_BASE: WorkingFamily = WorkingFamily::of(Of::Limit, "wanted_base");
const W_WANTED_EXPANSION: WorkingFamily = WorkingFamily::of(Of::Limit, "wanted_expansion");
const W_WANTED: WorkingFamily = WorkingFamily::of(Of::Limit, "wanted");
const W_LEFT: WorkingFamily = WorkingFamily::of(Of::Limit, "left");
const W_PASSED: WorkingFamily = WorkingFamily::of(Of::Limit, "passed");
const W_SHARE: WorkingFamily = WorkingFamily::of(Of::Limit, "share");
const W_HAD_BASE: WorkingFamily = WorkingFamily::of(Of::Limit, "had_base");
const W_HAD_EXPANSION: WorkingFamily = WorkingFamily::of(Of::Limit, "had_expansion");
const W_ALLOWED: WorkingFamily = WorkingFamily::of(Of::Held, "allowed_chips");
const W_HELD: WorkingFamily = WorkingFamily::of(Of::Held, "held_chips");

/// Places among the limits: each vendor's supply comes before.
const POWER_PLACE: usize = Vendor::ALL.len();
const BUDGET_PLACE: usize = POWER_PLACE + 1;
/// Places among the stages.
const SUPPLY_STAGE: usize = 0;
const POWER_STAGE: usize = 1;
const BUDGET_STAGE: usize = 2;

/// One accelerator in one phase.
pub(crate) struct Lot<N> {
    /// Its place among all lots: chip A or chip B of its phase.
    pub place: usize,
    /// Its phase.
    pub phase: usize,
    /// Its agreement.
    pub agreement: usize,
    /// The input that says which accelerator.
    pub chip: ParameterId,
    /// Chips at full deployment.
    pub full: N,
    /// Contract value that no month of the term can deliver, because the phase starts only after its end, USD.
    pub stranded_usd: N,
    /// Locked price, USD per chip-hour.
    pub price: N,
    /// Facility watts for one chip.
    pub facility_watts: N,
    /// Chips at the end of each month, before the agreement's end is looked at.
    pub online: Vec<N>,
}

/// The fleet over all months in which an agreement runs, at least to the horizon.
pub(crate) struct Fleet<N> {
    /// The lots that have any chips.
    pub lots: Vec<Lot<N>>,
    /// For each agreement and month, 1 while it runs, else 0.
    pub in_service: [Vec<N>; AGREEMENTS.len()],
    /// For each phase, the planned ramp at the end of each month, without slip.
    ramp: [Vec<N>; PHASES.len()],
    /// Months computed.
    pub months: usize,
}

impl<N: Number> Lot<N> {
    /// Mean chips of a month while the agreement runs: the mean of its two ends.
    pub(crate) fn mean(&self, month: usize) -> N {
        let before = if month == 0 { N::zero() } else { self.online[month - 1] };
        (before + self.online[month]) / N::constant(2.0)
    }
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
        spend.named(W_PLANNED_SPEND.member(lot.place).at(month))
    }

    /// Spend of a lot in a month.
    pub(crate) fn spend(&self, lot: &Lot<N>, month: usize) -> N {
        let hours = N::constant(Month(month as i32).hours());
        let spend = self.in_service[lot.agreement][month] * lot.mean(month) * hours * lot.price;
        spend.named(W_SPEND.member(lot.place).at(month))
    }

    /// Chips of a lot in use at the end of a month.
    pub(crate) fn stock(&self, lot: &Lot<N>, month: usize) -> N {
        self.in_service[lot.agreement][month] * lot.online[month]
    }
}

/// Months to compute so that every agreement is seen to its end.
pub(crate) fn months_needed<N: Number>(inputs: &Inputs<'_, N>, horizon: Month) -> usize {
    let end = |agreement: usize| {
        let ends = [AGREEMENT_START, TERM].map(|of| of.member(agreement));
        // Where numbers are live: the last month that any start and any term can lead to.
        let ends = ends.map(|input| if N::LIVE { input.row().max } else { inputs.get(input).value() });
        (ends[0] + ends[1]) as i32
    };
    (0..AGREEMENTS.len()).map(end).fold(horizon.0 + 1, i32::max).max(1) as usize
}

/// 1 while an agreement runs, else 0, month by month.
fn in_service<N: Number>(inputs: &Inputs<'_, N>, agreement: usize, months: usize) -> Vec<N> {
    let (start, term) = (inputs.get(AGREEMENT_START.member(agreement)), inputs.get(TERM.member(agreement)));
    let (one, zero) = (N::constant(1.0), N::zero());
    (0..months)
        .map(|m| {
            let month = N::constant(m as f64);
            N::select(month - start, N::select(start + term - one - month, one, zero), zero)
                .named(W_IN_SERVICE.member(agreement).at(m))
        })
        .collect()
}

/// The ramp of a phase at the end of every month: 0 before its start, 1 from its completion on.
fn ramp<N: Number>(inputs: &Inputs<'_, N>, phase: usize, slip: Option<N>, months: usize) -> Vec<N> {
    let (zero, one) = (N::zero(), N::constant(1.0));
    // Nothing comes before the agreement starts, and a phase is not complete before it starts.
    let start = inputs.get(START.member(phase)).max(inputs.get(AGREEMENT_START.member(agreement_of(phase))));
    let length = (inputs.get(COMPLETE.member(phase)) + one - start).max(one);
    let name = if slip.is_some() { W_RAMP_SLIPPED } else { W_RAMP };
    (0..months)
        .map(|m| {
            let since = N::constant(m as f64 + 1.0) - start;
            let since = slip.map_or(since, |slip| since - slip);
            let x = (since / length).clamp(zero, one);
            let s_curve = || x * x * (N::constant(3.0) - N::constant(2.0) * x);
            inputs.get(RAMP.member(phase)).equals(1.0, s_curve, || x).named(name.member(phase).at(m))
        })
        .collect()
}

fn mean_ramp<N: Number>(ramp: &[N], month: usize) -> N {
    let before = if month == 0 { N::zero() } else { ramp[month - 1] };
    (before + ramp[month]) / N::constant(2.0)
}

/// The lots of the scenario, with their chips at full deployment.
fn lots<N: Number>(
    inputs: &Inputs<'_, N>,
    in_service: &[Vec<N>; AGREEMENTS.len()],
    ramps: &[Vec<N>; PHASES.len()],
) -> Vec<Lot<N>> {
    let (zero, one) = (N::zero(), N::constant(1.0));
    let mut lots = Vec::with_capacity(LOTS);
    for (phase, ramp) in ramps.iter().enumerate() {
        let agreement = agreement_of(phase);
        let basis = BASIS.member(agreement);
        let first_share = inputs.get(FIRST_SHARE.member(agreement));
        let phase_share = if phase % 2 == 0 { first_share } else { one - first_share };
        let size = inputs.pick(basis, |basis| inputs.get([VALUE, POWER, CHIP_COUNT][basis].member(agreement)));
        if !N::LIVE && size.value() * phase_share.value() == 0.0 {
            continue;
        }
        let capacity = (size * phase_share).named(W_CAPACITY.member(phase).once());
        // Chip-hours that one chip of the phase delivers over the term, on plan.
        let hours_of_one = N::sum(
            in_service[agreement]
                .iter()
                .enumerate()
                .filter(|(_, in_service)| N::LIVE || in_service.value() != 0.0)
                .map(|(m, in_service)| {
                    let hours = *in_service * mean_ramp(ramp, m) * N::constant(Month(m as i32).hours());
                    hours.named(W_HOURS_IN_MONTH.member(phase).at(m))
                }),
        )
        .named(W_HOURS_OF_ONE.member(phase).once());
        let share_b = inputs.get(SHARE_B.member(phase));
        let start = inputs.get(START.member(phase)).max(inputs.get(AGREEMENT_START.member(agreement)));
        let years = start / N::constant(12.0);
        let pair = [(CHIP_A, one - share_b), (CHIP_B, share_b)];
        for (place, (chip, share)) in (2 * phase..).zip(pair) {
            let chip = chip.member(phase);
            if !N::LIVE && share.value() == 0.0 {
                continue;
            }
            let price = inputs.pick(chip, |chip| inputs.get(PRICE.member(chip)))
                * (one + inputs.get(PRICE_CHANGE)).powf(years)
                * (one - inputs.get(DISCOUNT.member(agreement)));
            let price = price.named(W_PRICE.member(place).once());
            let facility_watts = inputs.pick(chip, |chip| inputs.get(IT_WATTS.member(chip))) * inputs.get(PUE);
            let facility_watts = facility_watts.named(W_WATTS.member(place).once());
            let part = capacity * share;
            // A phase that starts after its agreement's end delivers nothing, whatever its size.
            let full = N::choose(
                -hours_of_one,
                || zero,
                || {
                    inputs.pick(basis, |basis| match basis {
                        0 => part / (price * hours_of_one),
                        1 => part / facility_watts,
                        _ => part,
                    })
                },
            );
            let stranded_usd =
                N::choose(-hours_of_one, || inputs.pick(basis, |basis| if basis == 0 { part } else { zero }), || zero);
            lots.push(Lot {
                place,
                phase,
                agreement,
                chip,
                full: full.named(W_FULL.member(place).once()),
                stranded_usd: stranded_usd.named(W_STRANDED.member(place).once()),
                price,
                facility_watts,
                online: Vec::new(),
            });
        }
    }
    lots
}

/// A limit on the whole fleet: what one chip of each lot takes of it, and how much there is each month.
struct Limit<N> {
    /// Its place among all limits.
    place: usize,
    /// The switch that turns it on.
    switch: ParameterId,
    /// What one chip takes, lot by lot; 0 for a lot that the limit does not concern.
    takes: Vec<N>,
    /// How much there is, month by month; never falls.
    level: Vec<N>,
    /// Whether capacity is given back when an agreement ends (power, budget) or not (chips that were supplied).
    freed: bool,
}

impl<N: Number> Limit<N> {
    /// Whether it concerns a lot, or could where numbers are live.
    fn concerns(&self, lot: usize) -> bool {
        N::LIVE || self.takes[lot].value() != 0.0
    }
}

/// Limits that are looked at together, because at most one of them concerns a lot.
struct Stage<N> {
    /// Its place: supply, power, budget.
    place: usize,
    /// The limits that are on, or could be.
    limits: Vec<Limit<N>>,
    /// Which vendor's each lot's chip is, where that matters.
    vendors: Vec<N>,
}

/// By what of two agreements runs: only the first, only the second, or else.
fn by_running<N: Number>(runs: [N; 2], first: impl Fn() -> N, second: impl Fn() -> N, both: impl Fn() -> N) -> N {
    runs[0].equals(1.0, || runs[1].equals(1.0, &both, &first), || runs[1].equals(1.0, &second, &both))
}

/// How far a limit lets the plan of a month go.
#[derive(Clone, Copy)]
struct Allowance<N> {
    /// Whether there is enough for all of the month's plan: not below 0 then.
    enough: N,
    /// The number of months of the plan that there is enough for.
    passed: N,
    /// What part of the month after those.
    share: N,
}

impl<N: Number> Allowance<N> {
    /// A lot's plan as far as it is allowed at the end of a month.
    fn of(self, plan: &[N], m: usize) -> N {
        let held = || {
            let before = N::entry(plan, self.passed);
            let after = N::entry(plan, (self.passed + N::constant(1.0)).min(N::constant(m as f64 + 1.0)));
            before + self.share * (after - before)
        };
        // Where numbers are live, a plan that is allowed as a whole has passed its own month.
        if N::LIVE { held() } else { N::choose(self.enough, || plan[m], held) }
    }
}

/// What the plan has taken of a limit by the end of each month: each agreement, and both together.
fn wanted<N: Number>(limit: &Limit<N>, lots: &[Lot<N>], plan: &[Vec<N>]) -> [Vec<N>; 3] {
    let months = limit.level.len();
    let mut wanted = std::array::from_fn(|_| vec![N::zero(); months]);
    for (at, lot) in lots.iter().enumerate().filter(|(at, _)| limit.concerns(*at)) {
        for (m, planned) in plan[at].iter().enumerate() {
            let part = *planned * limit.takes[at];
            for row in [lot.agreement, 2] {
                wanted[row][m] = wanted[row][m] + part;
            }
        }
    }
    for (row, name) in wanted.iter_mut().zip([W_WANTED_BASE, W_WANTED_EXPANSION, W_WANTED]) {
        for (m, cell) in row.iter_mut().enumerate() {
            *cell = cell.named(name.member(limit.place).at(m));
        }
    }
    wanted
}

/// How far a limit lets the plan of month `m` go: to the moment at which the plan had taken as much as there now is.
fn allowance<N: Number>(
    inputs: &Inputs<'_, N>,
    limit: &Limit<N>,
    wanted: &[Vec<N>; 3],
    runs: [N; AGREEMENTS.len()],
    had: &[N; AGREEMENTS.len()],
    m: usize,
) -> Allowance<N> {
    let (zero, one, all) = (N::zero(), N::constant(1.0), N::constant(m as f64 + 1.0));
    // Power and budget come free when an agreement ends; chips that were supplied do not come back.
    let mut level = limit.level[m];
    if !limit.freed {
        let gone = (0..AGREEMENTS.len()).map(|agreement| runs[agreement].equals(1.0, N::zero, || had[agreement]));
        level = (level - N::sum(gone)).named(W_LEFT.member(limit.place).at(m));
    }
    // An agreement that is over waits for nothing any more; one that has not begun has taken nothing yet.
    let [base, expansion, both] = wanted;
    let path = |of: &dyn Fn(&[N]) -> N| by_running(runs, || of(base), || of(expansion), || of(both));
    let enough = level - path(&|path| path[m]);
    if !N::LIVE && enough.value() >= 0.0 {
        return Allowance { enough, passed: all, share: zero };
    }
    let mut passed = path(&|path| N::rank(level, &path[..=m]));
    if N::LIVE {
        passed = inputs.where_on(limit.switch, || N::choose(enough, || all, || passed), || all);
    }
    let passed = passed.named(W_PASSED.member(limit.place).at(m));
    let before = path(&|path| N::entry(path, passed));
    let after = path(&|path| N::entry(path, (passed + one).min(all)));
    // Above the plan there is no next month.
    let share = N::choose(before - after, || zero, || ((level - before) / (after - before)).max(zero));
    Allowance { enough, passed, share: share.named(W_SHARE.member(limit.place).at(m)) }
}

/// The plan under the limits of a stage, of which at most one concerns a lot: deployment waits, in the planned order,
/// until they allow it.
///
/// In month `m` the lots stand where the plan stood at the moment when it had taken as much as there now is. Nothing
/// that runs is ever switched off for something newer, and a later schedule never gets more of anything.
fn wait_for<N: Number>(
    inputs: &Inputs<'_, N>,
    stage: &Stage<N>,
    lots: &[Lot<N>],
    plan: &[Vec<N>],
    in_service: &[Vec<N>; AGREEMENTS.len()],
) -> Vec<Vec<N>> {
    let limits = &stage.limits;
    let months = plan.first().map_or(0, Vec::len);
    let wanted: Vec<_> = limits.iter().map(|limit| wanted(limit, lots, plan)).collect();
    let mut allowed = plan.to_vec();
    // What each agreement had of each limit in the last month in which it ran.
    let mut had = vec![[N::zero(); AGREEMENTS.len()]; limits.len()];
    let mut allowances = Vec::with_capacity(limits.len());
    for m in 0..months {
        let runs = [in_service[0][m], in_service[1][m]];
        allowances.clear();
        for (at, limit) in limits.iter().enumerate() {
            allowances.push(allowance(inputs, limit, &wanted[at], runs, &had[at], m));
        }
        for (at, lot) in lots.iter().enumerate() {
            let allowance = match (limits.iter().position(|limit| limit.concerns(at)), limits.len()) {
                (None, _) => continue,
                (Some(_), several) if N::LIVE && several > 1 => {
                    let of_vendor =
                        |of: fn(&Allowance<N>) -> N| stage.vendors[at].pick(several, |vendor| of(&allowances[vendor]));
                    let [passed, share] = [of_vendor(|one| one.passed), of_vendor(|one| one.share)];
                    Allowance { enough: N::zero(), passed, share }
                }
                (Some(limit), _) => allowances[limit],
            };
            let name = W_ALLOWED.member(held_by(stage.place, lot.place)).at(m);
            allowed[at][m] = allowance.of(&plan[at][..=m], m).named(name);
        }
        // Only what does not come back is asked for again.
        for (limit, had) in limits.iter().zip(&mut had).filter(|(limit, _)| !limit.freed) {
            for (agreement, name) in [W_HAD_BASE, W_HAD_EXPANSION].into_iter().enumerate() {
                let of_it = || {
                    let mine = lots.iter().enumerate();
                    let mine = mine.filter(|(at, lot)| lot.agreement == agreement && limit.concerns(*at));
                    N::sum(mine.map(|(at, _)| allowed[at][m] * limit.takes[at]))
                };
                let now = runs[agreement].equals(1.0, of_it, || had[agreement]);
                had[agreement] = now.named(name.member(limit.place).at(m));
            }
        }
    }
    allowed
}

/// Every stage with limits that are on, or could be: first supply, then power, then budget.
fn stages<N: Number>(inputs: &Inputs<'_, N>, lots: &[Lot<N>], months: usize) -> Vec<Stage<N>> {
    let level = |place: usize, of: &dyn Fn(usize) -> N| -> Vec<N> {
        (0..months).map(|m| of(m).named(W_LEVEL.member(place).at(m))).collect()
    };
    let vendor_of = |chip: usize| Vendor::ALL.iter().position(|vendor| *vendor == ACCELERATORS[chip].vendor);
    let made_by = |vendor| move |chip| N::constant(f64::from(u8::from(vendor_of(chip) == Some(vendor))));
    let supply = (0..Vendor::ALL.len()).map(|vendor| (vendor, SUPPLY_LIMITED.member(vendor)));
    let supply: Vec<Limit<N>> = supply
        .filter(|(_, switch)| inputs.may_be_on(*switch))
        .map(|(vendor, switch)| Limit {
            place: vendor,
            switch,
            takes: lots.iter().map(|lot| inputs.pick(lot.chip, made_by(vendor))).collect(),
            level: level(vendor, &|m| inputs.get(SUPPLY.member(vendor)) * N::constant(m as f64 + 1.0)),
            freed: false,
        })
        .collect();
    let vendors = lots.iter().filter(|_| N::LIVE).map(|lot| {
        let vendor = inputs.pick(lot.chip, |chip| N::constant(vendor_of(chip).unwrap_or(0) as f64));
        vendor.named(W_VENDOR.member(lot.place).once())
    });
    let mut stages = vec![Stage { place: SUPPLY_STAGE, limits: supply, vendors: vendors.collect() }];
    let mut one = |place, limit| stages.push(Stage { place, limits: vec![limit], vendors: Vec::new() });
    if inputs.may_be_on(POWER_LIMITED) {
        let added = |m: usize| inputs.get(POWER_ADDED) * N::constant(m as f64 / 12.0);
        one(
            POWER_STAGE,
            Limit {
                place: POWER_PLACE,
                switch: POWER_LIMITED,
                takes: lots.iter().map(|lot| lot.facility_watts).collect(),
                level: level(POWER_PLACE, &|m| inputs.get(POWER_AT_START) + added(m)),
                freed: true,
            },
        );
    }
    if inputs.may_be_on(BUDGET_LIMITED) {
        one(
            BUDGET_STAGE,
            Limit {
                place: BUDGET_PLACE,
                switch: BUDGET_LIMITED,
                takes: lots.iter().map(|lot| lot.price * N::constant(MEAN_HOURS_IN_MONTH)).collect(),
                level: level(BUDGET_PLACE, &|_| inputs.get(BUDGET)),
                freed: true,
            },
        );
    }
    stages.retain(|stage| !stage.limits.is_empty());
    stages
}

/// Computes the fleet, and fills its rows of the sheet.
pub(crate) fn fleet<N: Number>(inputs: &Inputs<'_, N>, sheet: &mut Sheet<N>, months: usize) -> Fleet<N> {
    let in_service: [Vec<N>; AGREEMENTS.len()] = std::array::from_fn(|a| in_service(inputs, a, months));
    let ramps: [Vec<N>; PHASES.len()] = std::array::from_fn(|p| ramp(inputs, p, None, months));
    let mut lots = lots(inputs, &in_service, &ramps);
    let slip = inputs.get(SLIP);
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
    let planned = rows(W_PLANNED, &|_, lot, m| lot.full * ramps[lot.phase][m]);
    let scheduled = slipped.as_ref().map(|ramps| rows(W_SCHEDULED, &|_, lot, m| lot.full * ramps[lot.phase][m]));
    let scheduled = scheduled.as_ref().unwrap_or(&planned);
    let on_sale = available(W_AVAILABLE, scheduled);

    // Each limit holds the *plan* back; what is delivered is the slipped plan, but nowhere more than the limits allow.
    let stages = stages(inputs, &lots, months);
    let mut allowed = match (stages.is_empty(), &slipped) {
        (true, _) => Vec::new(),
        (false, None) if !N::NAMED => on_sale.clone(),
        _ => available(W_ON_SALE, &planned),
    };
    // What each stage leaves of what schedule and availability leave; with its place.
    let mut held: Vec<(usize, Vec<Vec<N>>)> = Vec::with_capacity(stages.len());
    for stage in &stages {
        allowed = wait_for(inputs, stage, &lots, &allowed, &in_service);
        if stage.place == POWER_STAGE {
            for m in 0..sheet.months() {
                sheet.set(POWER_LIMIT, m, stage.limits[0].level[m]);
            }
        }
        let before = held.last().map_or(&on_sale, |(_, chips)| chips);
        let name = |lot: &Lot<N>, m| W_HELD.member(held_by(stage.place, lot.place)).at(m);
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
        true => rows(W_ONLINE, &|at, _, m| after(BUDGET_STAGE)[at][m]),
        false => after(BUDGET_STAGE).clone(),
    };
    let stages = [
        (PLANNED, &planned),
        (SCHEDULED, scheduled),
        (AVAILABLE, &on_sale),
        (SUPPLIED, after(SUPPLY_STAGE)),
        (POWERED, after(POWER_STAGE)),
        (ONLINE, &online),
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
            sheet.add(CONTRACTED, m, *service * lot.full);
            sheet.set(LOT_CHIPS.member(lot.place), m, stock);
            for chip in inputs.cases(lot.chip) {
                let stock = inputs.where_chosen(lot.chip, chip, sheet.get(LOT_CHIPS.member(lot.place), m));
                sheet.add(CHIPS.member(chip), m, stock);
            }
        }
    }
    for (series, _) in stages {
        sheet.complete(series);
    }
    sheet.complete(CONTRACTED);
    let of_lots = (0..LOTS).map(|lot| LOT_CHIPS.member(lot));
    for series in of_lots.chain((0..ACCELERATORS.len()).map(|chip| CHIPS.member(chip))) {
        sheet.complete(series);
    }
    for (lot, online) in lots.iter_mut().zip(online) {
        lot.online = online;
    }
    Fleet { lots, in_service, ramp: ramps, months }
}

/// What keeps a month's fleet from being larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binding {
    /// Nothing: all that is contracted runs, or nothing is contracted.
    Nothing,
    /// The phases' dates, with slip.
    Schedule,
    /// The accelerator is not on sale yet.
    Availability,
    /// The vendor cannot deliver more.
    Supply,
    /// There is no power for more.
    Power,
    /// The customer's budget.
    Budget,
}

impl Binding {
    /// Stable id and the word that is shown.
    pub const fn word(self) -> &'static str {
        match self {
            Binding::Nothing => "nothing",
            Binding::Schedule => "schedule",
            Binding::Availability => "availability",
            Binding::Supply => "supply",
            Binding::Power => "power",
            Binding::Budget => "budget",
        }
    }
}

/// The chain from what is contracted to what runs, its end first: the month's total before, the total after, and what
/// binds where fewer are left.
pub const CHAIN: [(SeriesId, SeriesId, Binding); 5] = [
    (POWERED, ONLINE, Binding::Budget),
    (SUPPLIED, POWERED, Binding::Power),
    (AVAILABLE, SUPPLIED, Binding::Supply),
    (SCHEDULED, AVAILABLE, Binding::Availability),
    (CONTRACTED, SCHEDULED, Binding::Schedule),
];

/// A difference of two totals that is no larger than this share of what is contracted is rounding.
pub const ROUNDING_SHARE: f64 = 1e-9;

/// What binds in a month: the last limit in the chain that took chips away, so the one that must be eased first.
pub(crate) fn binding<N: Number>(sheet: &Sheet<N>, month: usize) -> Binding {
    let at = |series| sheet.get(series, month).value();
    let contracted = at(CONTRACTED);
    let took = |before: f64, after: f64| before - after > ROUNDING_SHARE * contracted;
    CHAIN
        .into_iter()
        .find(|(before, after, _)| took(at(*before), at(*after)))
        .map_or(Binding::Nothing, |(_, _, binding)| binding)
}
