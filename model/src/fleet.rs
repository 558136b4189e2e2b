//! The fleet: how many chips of which kind are planned, and how many of them slip, supply, power and budget leave.

use crate::catalogue::{ACCELERATORS, Vendor};
use crate::month::{MEAN_HOURS_IN_MONTH, Month};
use crate::number::Number;
use crate::parameters::{Family, ParameterId};
use crate::scenario::Inputs;
use crate::series::{SeriesFamily, SeriesId, Sheet};
use crate::table::{AGREEMENTS, LOTS, Of, PHASES, agreement_of};

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

/// One accelerator in one phase.
pub(crate) struct Lot<N> {
    /// Its place among all lots: chip A or chip B of its phase.
    pub place: usize,
    /// Its phase.
    pub phase: usize,
    /// Its agreement.
    pub agreement: usize,
    /// Its accelerator's place in the catalogue.
    pub chip: usize,
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
        self.in_service[lot.agreement][month]
            * lot.full
            * self.mean_ramp(lot.phase, month)
            * N::constant(Month(month as i32).hours())
            * lot.price
    }

    /// Spend of a lot in a month.
    pub(crate) fn spend(&self, lot: &Lot<N>, month: usize) -> N {
        self.in_service[lot.agreement][month] * lot.mean(month) * N::constant(Month(month as i32).hours()) * lot.price
    }

    /// Chips of a lot in use at the end of a month.
    pub(crate) fn stock(&self, lot: &Lot<N>, month: usize) -> N {
        self.in_service[lot.agreement][month] * lot.online[month]
    }
}

/// Months to compute so that every agreement is seen to its end.
pub(crate) fn months_needed<N: Number>(inputs: &Inputs<'_, N>, horizon: Month) -> usize {
    let ends = (0..AGREEMENTS.len()).map(|a| inputs.whole(AGREEMENT_START.member(a)) + inputs.whole(TERM.member(a)));
    ends.fold(horizon.0 + 1, i32::max).max(1) as usize
}

/// 1 while an agreement runs, else 0, month by month.
fn in_service<N: Number>(inputs: &Inputs<'_, N>, agreement: usize, months: usize) -> Vec<N> {
    let (start, term) = (inputs.get(AGREEMENT_START.member(agreement)), inputs.get(TERM.member(agreement)));
    let (one, zero) = (N::constant(1.0), N::zero());
    (0..months)
        .map(|m| {
            let month = N::constant(m as f64);
            N::select(month - start, N::select(start + term - one - month, one, zero), zero)
        })
        .collect()
}

/// The ramp of a phase at the end of every month: 0 before its start, 1 from its completion on.
fn ramp<N: Number>(inputs: &Inputs<'_, N>, phase: usize, slip: N, months: usize) -> Vec<N> {
    let (zero, one) = (N::zero(), N::constant(1.0));
    // Nothing comes before the agreement starts, and a phase is not complete before it starts.
    let start = inputs.get(START.member(phase)).max(inputs.get(AGREEMENT_START.member(agreement_of(phase))));
    let length = (inputs.get(COMPLETE.member(phase)) + one - start).max(one);
    let s_curve = inputs.choice(RAMP.member(phase)) == 1;
    (0..months)
        .map(|m| {
            let x = ((N::constant(m as f64 + 1.0) - start - slip) / length).clamp(zero, one);
            if s_curve { x * x * (N::constant(3.0) - N::constant(2.0) * x) } else { x }
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
        let first_share = inputs.get(FIRST_SHARE.member(agreement));
        let phase_share = if phase % 2 == 0 { first_share } else { one - first_share };
        let basis = inputs.choice(BASIS.member(agreement));
        let size = match basis {
            0 => inputs.get(VALUE.member(agreement)),
            1 => inputs.get(POWER.member(agreement)),
            _ => inputs.get(CHIP_COUNT.member(agreement)),
        };
        if size.value() * phase_share.value() == 0.0 {
            continue;
        }
        // Chip-hours that one chip of the phase delivers over the term, on plan.
        let hours_of_one = N::sum(
            in_service[agreement]
                .iter()
                .enumerate()
                .filter(|(_, in_service)| in_service.value() != 0.0)
                .map(|(m, in_service)| *in_service * mean_ramp(ramp, m) * N::constant(Month(m as i32).hours())),
        );
        let share_b = inputs.get(SHARE_B.member(phase));
        let start = inputs.get(START.member(phase)).max(inputs.get(AGREEMENT_START.member(agreement)));
        let years = start / N::constant(12.0);
        let pair = [(CHIP_A, one - share_b), (CHIP_B, share_b)];
        for (place, (chip, share)) in (2 * phase..).zip(pair) {
            let chip = inputs.choice(chip.member(phase));
            if share.value() == 0.0 {
                continue;
            }
            let price = inputs.get(PRICE.member(chip))
                * (one + inputs.get(PRICE_CHANGE)).powf(years)
                * (one - inputs.get(DISCOUNT.member(agreement)));
            let facility_watts = inputs.get(IT_WATTS.member(chip)) * inputs.get(PUE);
            let part = size * phase_share * share;
            // A phase that starts after its agreement's end delivers nothing, whatever its size.
            let (full, stranded_usd) = match basis {
                0 if hours_of_one.value() == 0.0 => (zero, part),
                _ if hours_of_one.value() == 0.0 => (zero, zero),
                0 => (part / (price * hours_of_one), zero),
                1 => (part / facility_watts, zero),
                _ => (part, zero),
            };
            lots.push(Lot {
                place,
                phase,
                agreement,
                chip,
                full,
                stranded_usd,
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
    /// What one chip takes, lot by lot; 0 for a lot that the limit does not concern.
    takes: Vec<N>,
    /// How much there is, month by month; never falls.
    level: Vec<N>,
    /// Whether capacity is given back when an agreement ends (power, budget) or not (chips that were supplied).
    freed: bool,
}

/// The plan under a limit: deployment waits, in the planned order, until the limit allows it.
///
/// In month `m` the lots stand where the plan stood at the moment when it had taken as much as there now is. Nothing
/// that runs is ever switched off for something newer, and a later schedule never gets more of anything.
fn wait_for<N: Number>(limit: &Limit<N>, lots: &[Lot<N>], fleet_plan: &[Vec<N>], in_service: &[Vec<N>]) -> Vec<Vec<N>> {
    let months = limit.level.len();
    // What the plan has taken by the end of each month, agreement by agreement and together.
    let mut taken = [vec![N::zero(); months], vec![N::zero(); months], vec![N::zero(); months]];
    for ((lot, plan), takes) in lots.iter().zip(fleet_plan).zip(&limit.takes) {
        if takes.value() == 0.0 {
            continue;
        }
        for m in 0..months {
            let part = plan[m] * *takes;
            taken[lot.agreement][m] = taken[lot.agreement][m] + part;
            taken[2][m] = taken[2][m] + part;
        }
    }
    let mut allowed: Vec<Vec<N>> = fleet_plan.to_vec();
    // What each agreement had in the last month in which it ran.
    let mut had = [N::zero(); AGREEMENTS.len()];
    for m in 0..months {
        let runs = |agreement: usize| in_service[agreement][m].value() != 0.0;
        // An agreement that is over waits for nothing any more; one that has not begun has taken nothing yet.
        let path = match (runs(0), runs(1)) {
            (true, false) => &taken[0],
            (false, true) => &taken[1],
            _ => &taken[2],
        };
        // Power and budget come free when an agreement ends; chips that were supplied do not come back.
        let gone = N::sum((0..AGREEMENTS.len()).filter(|a| !limit.freed && !runs(*a)).map(|a| had[a]));
        let level = limit.level[m] - gone;
        if path[m].value() > level.value() {
            let position = N::position(level, &path[..=m]);
            for ((allowed, plan), takes) in allowed.iter_mut().zip(fleet_plan).zip(&limit.takes) {
                if takes.value() != 0.0 {
                    allowed[m] = N::at(position, &plan[..=m]);
                }
            }
        }
        for agreement in (0..AGREEMENTS.len()).filter(|agreement| runs(*agreement)) {
            let of_it = lots.iter().zip(&allowed).zip(&limit.takes).filter(|((lot, _), _)| lot.agreement == agreement);
            had[agreement] = N::sum(of_it.map(|((_, allowed), takes)| allowed[m] * *takes));
        }
    }
    allowed
}

/// Cell by cell the smaller of two.
fn at_most<N: Number>(chips: &[Vec<N>], allowed: &[Vec<N>]) -> Vec<Vec<N>> {
    chips.iter().zip(allowed).map(|(a, b)| a.iter().zip(b).map(|(a, b)| a.min(*b)).collect()).collect()
}

/// Computes the fleet, and fills its rows of the sheet.
pub(crate) fn fleet<N: Number>(inputs: &Inputs<'_, N>, sheet: &mut Sheet<N>, months: usize) -> Fleet<N> {
    let in_service: [Vec<N>; AGREEMENTS.len()] = std::array::from_fn(|a| in_service(inputs, a, months));
    let ramps: [Vec<N>; PHASES.len()] = std::array::from_fn(|p| ramp(inputs, p, N::zero(), months));
    let mut lots = lots(inputs, &in_service, &ramps);
    let slip = inputs.get(SLIP);
    let slipped: Option<[Vec<N>; PHASES.len()]> =
        (slip.value() != 0.0).then(|| std::array::from_fn(|p| ramp(inputs, p, slip, months)));

    let scaled = |ramps: &[Vec<N>; PHASES.len()]| -> Vec<Vec<N>> {
        lots.iter().map(|lot| ramps[lot.phase].iter().map(|r| lot.full * *r).collect()).collect()
    };
    // Nothing is delivered before its accelerator is available.
    let available = |chips: &[Vec<N>]| -> Vec<Vec<N>> {
        let with_dates = lots.iter().zip(chips);
        with_dates
            .map(|(lot, chips)| {
                let from = N::fact(&ACCELERATORS[lot.chip].available);
                let cells = chips.iter().enumerate();
                cells.map(|(m, n)| N::select(N::constant(m as f64) - from, *n, N::zero())).collect()
            })
            .collect()
    };
    let planned = scaled(&ramps);
    let scheduled = slipped.as_ref().map(scaled);
    let scheduled = scheduled.as_ref().unwrap_or(&planned);
    let on_sale = available(scheduled);

    // Each limit holds the *plan* back; what is delivered is the slipped plan, but nowhere more than the limits allow.
    let supply: Vec<Limit<N>> = (0..Vendor::ALL.len())
        .filter(|v| inputs.is_on(SUPPLY_LIMITED.member(*v)))
        .map(|v| Limit {
            takes: lots
                .iter()
                .map(|lot| N::constant(f64::from(u8::from(ACCELERATORS[lot.chip].vendor == Vendor::ALL[v]))))
                .collect(),
            level: (0..months).map(|m| inputs.get(SUPPLY.member(v)) * N::constant(m as f64 + 1.0)).collect(),
            freed: false,
        })
        .collect();
    let power = inputs.is_on(POWER_LIMITED).then(|| Limit {
        takes: lots.iter().map(|lot| lot.facility_watts).collect(),
        level: (0..months)
            .map(|m| inputs.get(POWER_AT_START) + inputs.get(POWER_ADDED) * N::constant(m as f64 / 12.0))
            .collect(),
        freed: true,
    });
    let budget = inputs.is_on(BUDGET_LIMITED).then(|| Limit {
        takes: lots.iter().map(|lot| lot.price * N::constant(MEAN_HOURS_IN_MONTH)).collect(),
        level: vec![inputs.get(BUDGET); months],
        freed: true,
    });

    let limited = !supply.is_empty() || power.is_some() || budget.is_some();
    let mut allowed = if limited { available(&planned) } else { Vec::new() };
    let hold = |limit: &Limit<N>, allowed: &mut Vec<Vec<N>>, chips: &[Vec<N>]| {
        *allowed = wait_for(limit, &lots, allowed, &in_service);
        at_most(chips, allowed)
    };
    let (mut supplied, mut powered, mut online): (Option<Vec<Vec<N>>>, _, _) = (None, None, None);
    for limit in &supply {
        supplied = Some(hold(limit, &mut allowed, supplied.as_ref().unwrap_or(&on_sale)));
    }
    let after_supply = supplied.as_ref().unwrap_or(&on_sale);
    if let Some(limit) = &power {
        powered = Some(hold(limit, &mut allowed, after_supply));
        for m in 0..sheet.months() {
            sheet.set(POWER_LIMIT, m, limit.level[m]);
        }
    }
    let after_power = powered.as_ref().unwrap_or(after_supply);
    if let Some(limit) = &budget {
        online = Some(hold(limit, &mut allowed, after_power));
    }
    let after_budget = online.as_ref().unwrap_or(after_power);

    let stages = [
        (PLANNED, &planned),
        (SCHEDULED, scheduled),
        (AVAILABLE, &on_sale),
        (SUPPLIED, after_supply),
        (POWERED, after_power),
        (ONLINE, after_budget),
    ];
    for (place, lot) in lots.iter().enumerate() {
        let service = &in_service[lot.agreement];
        for (series, chips) in stages {
            for (cell, m) in sheet.row_mut(series).iter_mut().zip(0..) {
                *cell = *cell + service[m] * chips[place][m];
            }
        }
        for (m, service) in service.iter().enumerate().take(sheet.months()) {
            let stock = *service * after_budget[place][m];
            sheet.add(CONTRACTED, m, *service * lot.full);
            sheet.add(CHIPS.member(lot.chip), m, stock);
            sheet.add(LOT_CHIPS.member(lot.place), m, stock);
        }
    }
    let online: Vec<Vec<N>> = after_budget.clone();
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

/// What binds in a month: the last limit in the chain that took chips away, so the one that must be eased first.
pub(crate) fn binding<N: Number>(sheet: &Sheet<N>, month: usize) -> Binding {
    let at = |series| sheet.get(series, month).value();
    let contracted = at(CONTRACTED);
    let took = |before: f64, after: f64| before - after > 1e-9 * contracted;
    let chain = [
        (POWERED, ONLINE, Binding::Budget),
        (SUPPLIED, POWERED, Binding::Power),
        (AVAILABLE, SUPPLIED, Binding::Supply),
        (SCHEDULED, AVAILABLE, Binding::Availability),
        (CONTRACTED, SCHEDULED, Binding::Schedule),
    ];
    chain
        .into_iter()
        .find(|(before, after, _)| took(at(*before), at(*after)))
        .map_or(Binding::Nothing, |(_, _, binding)| binding)
}
