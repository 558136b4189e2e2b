//! The values of one input at which a metric reaches a target.

use super::{Because, Seen, Wish, beside_edge, level, limits, narrowed, size_of_nothing};
use crate::base::dust::difference;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Kind;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;

/// The number of steps of the slider in which a crossing is sought.
const STEPS: usize = 240;

/// Moving an end of what is reached by less than this share of the input's value is rounding error.
const LEAST_STEP: f64 = 1e-9;

/// A closed interval of values of an input at which the target is reached; often a single value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// The input.
    pub input: ParameterId,
    /// The first value.
    pub from: f64,
    /// The last value; larger than the first if the metric stays at its target.
    pub to: f64,
}

impl Reached {
    /// The first and the last value, or the only one.
    pub fn end_values(&self) -> impl Iterator<Item = f64> {
        [Some(self.from), (self.to != self.from).then_some(self.to)].into_iter().flatten()
    }
}

/// The result of a search.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The values at which the target is reached, in ascending order; a run at each confirms it.
    At(Vec<Reached>),
    /// The target is not reached within the slider; this is the value that comes nearest.
    Nearest {
        /// The input's value.
        value: f64,
        /// The metric's value there.
        metric: f64,
        /// Why it comes no nearer.
        because: Vec<Because>,
    },
    /// The metric has no value anywhere on the slider.
    NoValue,
}

/// Values of an input, in ascending order, with the result of a run at each.
pub(super) type Scan = Vec<(f64, Option<Seen>)>;

/// The values of one input, within its slider, at which a metric of the scenario reaches a target; all other inputs
/// keep their values.
///
/// Never fails and always ends. A smooth input is scanned in 240 steps, and each change of sign is narrowed until the
/// metric is within [`CLOSE_SHARE`](super::CLOSE_SHARE) of the target. A jump over the target does not count as
/// reaching it. If the metric stays at its target, as one that counts in months does, both ends of that interval are
/// narrowed too. Where the metric has a value at one end of a step only, the step is halved toward the edge. Two
/// crossings within one step are missed. For months, whole numbers, choices and switches every value
/// is tried.
pub fn reach(scenario: &Scenario, metric: MetricId, wish: Wish, input: ParameterId) -> Found {
    let tried = scan(scenario, metric, wish, input);
    let size = size_of_nothing(Seen::of(scenario, metric, wish), largest(&tried));
    reach_from(scenario, metric, wish, input, tried, size)
}

/// Runs the model over the slider of an input, and at the scenario's own value.
pub(super) fn scan(scenario: &Scenario, metric: MetricId, wish: Wish, input: ParameterId) -> Scan {
    let (mut trial, present) = (scenario.clone(), scenario.get(input));
    let mut all = values(input);
    let place = all.partition_point(|value| *value < present);
    if all.get(place) != Some(&present) && !is_counted(input) {
        all.insert(place, present);
    }
    all.into_iter().map(|value| tried_at(&mut trial, metric, wish, input, value)).collect()
}

/// Runs the model with a value of the input. The scenario may round the value, so the value that was really tried is
/// returned.
fn tried_at(trial: &mut Scenario, metric: MetricId, wish: Wish, input: ParameterId, value: f64) -> (f64, Option<Seen>) {
    trial.set_nearest(input, value);
    (trial.get(input), Seen::of(trial, metric, wish))
}

/// The largest absolute value of the metric in a scan.
pub(super) fn largest(tried: &Scan) -> f64 {
    tried.iter().filter_map(|(_, seen)| *seen).fold(0.0_f64, |most, seen| most.max(seen.metric.abs()))
}

/// The same as [`reach`], from a finished scan, and with the size to which the tolerance relates if the target is 0.
pub(super) fn reach_from(
    scenario: &Scenario,
    metric: MetricId,
    wish: Wish,
    input: ParameterId,
    tried: Scan,
    size: f64,
) -> Found {
    let mut trial = scenario.clone();
    let mut at = |value: f64| tried_at(&mut trial, metric, wish, input, value);
    let most = largest(&tried);
    let tried = if is_counted(input) { tried } else { to_the_edges(&mut at, tried) };
    let Crossings { reached, jumps } = crossings(&mut at, input, &tried, size);
    if !reached.is_empty() {
        return Found::At(reached);
    }
    // The metric, at the last values before those at which it has none.
    let at_edges: Vec<f64> = tried
        .windows(2)
        .filter_map(|pair| match pair {
            [(_, Some(seen)), (_, None)] | [(_, None), (_, Some(seen))] => Some(seen.metric),
            _ => None,
        })
        .collect();
    let known: Vec<(f64, Seen)> = tried.iter().filter_map(|(value, seen)| Some((*value, (*seen)?))).collect();
    let Some(place) = nearest(&known, scenario.get(input)) else { return Found::NoValue };
    let is_flat = known.iter().all(|(_, seen)| (seen.metric - known[0].1.metric).abs() <= 1e-12 * most);
    let (value, seen) = match (place.checked_sub(1).and_then(|before| known.get(before)), known.get(place + 1)) {
        (Some((low, _)), Some((high, _))) if !is_counted(input) && !is_flat => {
            closest(&mut at, *low, *high, known[place])
        }
        _ => known[place],
    };
    // The metric may touch the target between two steps without crossing it.
    if seen.is_close(size) {
        return Found::At(vec![Reached { input, from: value, to: value }]);
    }
    let there = scenario.with_nearest(input, value);
    let mut because = limits(&there, metric, wish, &seen);
    let row = input.row();
    match () {
        () if is_flat => because.push(Because::NoEffect),
        () if jumps => because.push(Because::Jumps),
        () if value == row.min => because.push(Because::Lowest(input)),
        () if value == row.max => because.push(Because::Highest(input)),
        () if !because.is_empty() => {}
        () if at_edges.iter().any(|metric| difference(*metric, seen.metric) == 0.0) => because.push(Because::Ends),
        () if is_level(input, &known, (value, seen)) => because.push(level(&there, &[input])),
        () => because.push(Because::Turns),
    }
    Found::Nearest { value, metric: seen.metric, because }
}

/// The scan with further values, from the last at which the metric has a value toward the next at which it has none.
fn to_the_edges(at: &mut impl FnMut(f64) -> (f64, Option<Seen>), tried: Scan) -> Scan {
    let mut all = Scan::with_capacity(tried.len());
    for (value, seen) in tried {
        let last = all.last().map_or((value, seen.is_some()), |(last, before)| (*last, before.is_some()));
        let mut between = beside_edge(at, last, (value, seen.is_some()));
        // The scenario may round two places to one value.
        between.dedup_by_key(|(_, value, _)| *value);
        all.extend(between.into_iter().map(|(_, value, seen)| (value, Some(seen))));
        all.push((value, seen));
    }
    all
}

/// Where a metric reaches its target, according to a scan.
struct Crossings {
    /// In ascending order of the values.
    reached: Vec<Reached>,
    /// Whether the metric jumps from one side of the target to the other somewhere.
    jumps: bool,
}

/// Finds the values of a scan that reach the target, and narrows the crossings between two of them.
fn crossings(
    at: &mut impl FnMut(f64) -> (f64, Option<Seen>),
    input: ParameterId,
    tried: &Scan,
    size: f64,
) -> Crossings {
    let mut found = Crossings { reached: Vec::new(), jumps: false };
    let mut before: Option<(f64, Seen)> = None;
    for (value, seen) in tried {
        let Some(seen) = *seen else {
            before = None;
            continue;
        };
        match (seen.is_close(size), before) {
            (true, Some((last, earlier))) if earlier.is_close(size) => match found.reached.last_mut() {
                // The metric stays at its target.
                Some(reached) if reached.to == last => reached.to = *value,
                _ => found.reached.push(Reached { input, from: *value, to: *value }),
            },
            (true, _) => found.reached.push(Reached { input, from: *value, to: *value }),
            (false, Some((last, earlier))) if !earlier.is_close(size) && (earlier.over < 0.0) != (seen.over < 0.0) => {
                let root = if is_counted(input) {
                    None
                } else {
                    narrowed(at, size, [last, *value], [earlier.over, seen.over])
                };
                found.jumps |= root.is_none();
                found.reached.extend(root.map(|root| Reached { input, from: root, to: root }));
            }
            _ => {}
        }
        before = Some((*value, seen));
    }
    if !is_counted(input) {
        found.reached.iter_mut().for_each(|reached| widen(at, reached, tried));
    }
    found
}

/// The index of the value that comes nearest to the target; of several equally near, the smallest change.
fn nearest(known: &[(f64, Seen)], present: f64) -> Option<usize> {
    let least = known.iter().map(|(_, seen)| seen.over.abs()).min_by(f64::total_cmp)?;
    let as_near =
        (0..known.len()).filter(|place| is_as_near(known[*place].1.over.abs(), least, known[*place].1.metric));
    let change = |place: &usize| (known[*place].0 - present).abs();
    as_near.min_by(|one, other| change(one).total_cmp(&change(other)))
}

/// Whether the metric is the same from a value all the way to one end of the slider.
fn is_level(input: ParameterId, known: &[(f64, Seen)], (value, seen): (f64, Seen)) -> bool {
    let is_same = |(_, other): &(f64, Seen)| difference(other.metric, seen.metric) == 0.0;
    !input.row().kind.is_chosen()
        && known.len() > 1
        && (known.iter().filter(|(tried, _)| *tried >= value).all(is_same)
            || known.iter().filter(|(tried, _)| *tried <= value).all(is_same))
}

/// Moves both ends of an interval outward as far as the metric stays the same.
fn widen(at: &mut impl FnMut(f64) -> (f64, Option<Seen>), reached: &mut Reached, tried: &[(f64, Option<Seen>)]) {
    let below = tried.iter().rev().map(|(value, _)| *value).find(|value| *value < reached.from);
    let above = tried.iter().map(|(value, _)| *value).find(|value| *value > reached.to);
    reached.from = below.map_or(reached.from, |outside| edge(at, reached.from, outside));
    reached.to = above.map_or(reached.to, |outside| edge(at, reached.to, outside));
}

/// The last value from one inside the interval toward one outside at which the metric is still the same. It does not
/// move the end by rounding error alone.
fn edge(at: &mut impl FnMut(f64) -> (f64, Option<Seen>), inside: f64, outside: f64) -> f64 {
    let level = at(inside).1.map(|seen| seen.metric);
    // Most metrics change at once; then there is nothing to narrow.
    let beside = inside + (outside - inside).signum() * LEAST_STEP * inside.abs().max(outside.abs());
    if at(beside).1.map(|seen| seen.metric) != level {
        return inside;
    }
    let (mut last, mut beyond) = (inside, outside);
    while difference(last, beyond) != 0.0 {
        let middle = last + (beyond - last) / 2.0;
        let (value, seen) = at(middle);
        if seen.map(|seen| seen.metric) == level {
            // A value that is rounded to the one before is the end of the search.
            if value == last {
                break;
            }
            last = value;
        } else {
            beyond = middle;
        }
    }
    let is_farther = (last - inside).abs() > LEAST_STEP * inside.abs().max(last.abs());
    if is_farther { last } else { inside }
}

/// Whether a distance to the target equals the least one, apart from rounding of the metric.
pub(super) fn is_as_near(distance: f64, least: f64, metric: f64) -> bool {
    distance - least <= 1e-12 * metric.abs().max(least)
}

/// Whether the input has a finite number of values, all of which are tried.
pub(super) fn is_counted(input: ParameterId) -> bool {
    !input.row().kind.is_smooth()
}

/// The values that are tried, in ascending order, both ends included.
pub(super) fn values(input: ParameterId) -> Vec<f64> {
    let row = input.row();
    if is_counted(input) {
        let count = ((row.max - row.min) / row.step).round() as usize;
        return (0..=count).map(|step| (row.min + row.step * step as f64).min(row.max)).collect();
    }
    let at = |step: usize| {
        let share = step as f64 / STEPS as f64;
        match row.kind {
            Kind::Logarithmic if row.min > 0.0 => row.min * libm::pow(row.max / row.min, share),
            _ => row.min + (row.max - row.min) * share,
        }
    };
    (0..=STEPS).map(|step| at(step).clamp(row.min, row.max)).collect()
}

/// The value in a bracket that comes closest to the target, found by golden-section search, starting with the best so
/// far.
fn closest(
    at: &mut impl FnMut(f64) -> (f64, Option<Seen>),
    mut low: f64,
    mut high: f64,
    mut best: (f64, Seen),
) -> (f64, Seen) {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let mut tried = |value: f64| {
        let (value, seen) = at(value);
        if let Some(seen) = seen.filter(|seen| seen.over.abs() < best.1.over.abs()) {
            best = (value, seen);
        }
        seen.map_or(f64::INFINITY, |seen| seen.over.abs())
    };
    let (mut one, mut other) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
    let (mut of_one, mut of_other) = (tried(one), tried(other));
    for _ in 0..80 {
        if of_one <= of_other {
            (high, other, of_other) = (other, one, of_one);
            one = high - GOLDEN * (high - low);
            of_one = tried(one);
        } else {
            (low, one, of_one) = (one, other, of_other);
            other = low + GOLDEN * (high - low);
            of_other = tried(other);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::goal::CLOSE_SHARE;
    use crate::inputs::baselines::{BASELINES, Baseline};
    use crate::quantities::metric::Absent;
    use crate::run::binding::Binding;
    use crate::run::outcome::run;
    use crate::{input, metric};

    fn first() -> Scenario {
        Scenario::of(Baseline::first())
    }

    fn metric_at(scenario: &Scenario, input: ParameterId, value: f64, metric: MetricId) -> f64 {
        let mut trial = scenario.clone();
        trial.set_nearest(input, value);
        run(&trial).metrics.get(metric).expect("it has a value")
    }

    /// By hand: the stake is 10 ÷ (pre-money + 10), so 2.5% needs a pre-money valuation of $390bn.
    #[test]
    fn one_root_is_the_one_of_the_hand_calculation() {
        let Found::At(found) = reach(&first(), metric::STAKE, Wish::Value(0.025), input::PRE_MONEY) else {
            panic!("it is reached")
        };
        assert_eq!(found.len(), 1);
        assert!((found[0].from / 390e9 - 1.0).abs() < 1e-8 && found[0].from == found[0].to, "{found:?}");
    }

    /// What comes back does not depend on what is paid in, so twenty times the payment comes back where the payment is a
    /// twentieth of it: on the slider's first step, which begins at a payment of 0, where the share has no value.
    #[test]
    fn a_target_beside_a_value_without_the_metric_is_reached() {
        let back = run(&first()).sheet.row(crate::series::RETURNED_TO_DATE).last().copied().expect("a month");
        let Found::At(found) = reach(&first(), metric::RETURNED_SHARE, Wish::Value(20.0), input::tranche::AMOUNT.of(0))
        else {
            panic!("it is reached")
        };
        assert_eq!(found.len(), 1);
        assert!((found[0].from / (back / 20.0) - 1.0).abs() < 1e-8, "{found:?} {back}");
        // No share that trains is small enough for a time beyond all bounds; none is a time below 0.
        let days = |target: f64| reach(&first(), metric::TRAINING_DAYS, Wish::Value(target), input::TRAINING_SHARE);
        assert!(matches!(days(3_650.0), Found::At(found) if found.len() == 1));
        let Found::Nearest { value, because, .. } = days(-1.0) else { panic!("it is never reached") };
        assert_eq!((value, because), (1.0, vec![Because::Highest(input::TRAINING_SHARE)]));
    }

    /// The supplier has its money back later and later as the price falls, until it never has.
    #[test]
    fn where_the_metric_ends_that_is_the_reason() {
        let price = ParameterId::parse("chip.gb300.price_usd_per_hour").expect("an input");
        let found = reach(&first(), metric::CONTRACT_PAYBACK, Wish::Value(200.0), price);
        let Found::Nearest { value, because, .. } = found else { panic!("{found:?}") };
        assert_eq!(because, [Because::Ends], "{value}");
        // The same month is reached down to some price, and none below it.
        let month = |price_usd: f64| run(&first().with_nearest(price, price_usd)).metrics.get(metric::CONTRACT_PAYBACK);
        let mut below = (0..100).map(|step| month(value * (1.0 - f64::from(step) / 100.0)));
        let later = below.find(|found| *found != month(value)).expect("it ends");
        assert_eq!(later, Err(Absent::NotByTheEnd));
    }

    #[test]
    fn what_is_not_reached_names_what_comes_nearest() {
        let found = reach(&first(), metric::STAKE, Wish::Value(0.9), input::PRE_MONEY);
        let Found::Nearest { value, metric, because } = found else { panic!("{found:?}") };
        assert_eq!(value, input::PRE_MONEY.row().min);
        assert_eq!(because, [Because::Lowest(input::PRE_MONEY)]);
        assert_eq!(metric, metric_at(&first(), input::PRE_MONEY, value, metric::STAKE));
        let none = Scenario::of(Baseline::by_id("none").expect("exists"));
        assert_eq!(reach(&none, metric::CONTRACT_NPV, Wish::Value(0.0), input::PUE), Found::NoValue);
    }

    /// More power than the schedule can use has no effect; neither has the month of a payment after the as-of month.
    #[test]
    fn where_a_metric_levels_off_it_is_said_and_the_change_is_small() {
        let bound = Scenario::of(Baseline::by_id("power-bound").expect("exists"));
        let found = reach(&bound, metric::CHIPS_ONLINE, Wish::Value(1e6), input::POWER_AT_START);
        let Found::Nearest { value, because, .. } = found else { panic!("{found:?}") };
        assert_eq!(because, [Because::Level(Some(Binding::Schedule))]);
        assert!(value < input::POWER_AT_START.row().max, "{value}");
        let paid = input::tranche::MONTH.of(0);
        let found = reach(&first(), metric::STAKE, Wish::Value(0.05), paid);
        let Found::Nearest { value, because, .. } = found else { panic!("{found:?}") };
        assert_eq!((value, because), (first().get(paid), vec![Because::Level(None)]));
    }

    #[test]
    fn what_stays_at_its_target_is_reached_from_and_to() {
        // The price of an accelerator that no phase uses has no effect.
        let (scenario, unused) = (first(), input::chip::PRICE.member(0));
        let stake = run(&scenario).metrics.get(metric::STAKE).expect("a stake");
        let row = unused.row();
        assert_eq!(
            reach(&scenario, metric::STAKE, Wish::Value(stake), unused),
            Found::At(vec![Reached { input: unused, from: row.min, to: row.max }])
        );
    }

    /// A month is reached over an interval of prices, not only at those that the scan has tried: slightly outside both
    /// ends the month is another one.
    #[test]
    fn what_counts_in_months_is_reached_from_end_to_end() {
        let scenario = first();
        let mut ends = 0;
        for (metric, input) in [
            (metric::CONTRACT_PAYBACK, input::chip::CAPEX.of(8)),
            (metric::CONTRACT_PAYBACK, input::FACILITY_COST),
            (metric::ROUND_TRIP_MONTH, input::tranche::AMOUNT.of(0)),
        ] {
            let month = metric_at(&scenario, input, scenario.get(input), metric);
            let Found::At(found) = reach(&scenario, metric, Wish::Value(month), input) else {
                panic!("it is there now")
            };
            let present = |reached: &&Reached| (reached.from..=reached.to).contains(&scenario.get(input));
            let reached = found.iter().find(present).expect("it holds at what is there now");
            for (end, outside) in [(reached.from, -1.0), (reached.to, 1.0)] {
                assert_eq!(metric_at(&scenario, input, end, metric), month, "{} {end}", input.id());
                let beyond = end * (1.0 + outside * 1e-7);
                if input.check(beyond).is_ok() {
                    let there = run(&scenario.with_nearest(input, beyond)).metrics.get(metric);
                    assert_ne!(there, Ok(month), "{} {beyond}", input.id());
                    ends += 1;
                }
            }
        }
        assert!(ends >= 4, "only {ends}");
    }

    #[test]
    fn months_are_tried_one_by_one() {
        let scenario = first();
        let slip = input::SLIP;
        let target = metric_at(&scenario, slip, 4.0, metric::CHIPS_ONLINE);
        let Found::At(found) = reach(&scenario, metric::CHIPS_ONLINE, Wish::Value(target), slip) else {
            panic!("it is reached")
        };
        assert!(found.iter().any(|reached| reached.from <= 4.0 && reached.to >= 4.0), "{found:?}");
        let between = target + 1.0;
        assert!(matches!(reach(&scenario, metric::CHIPS_ONLINE, Wish::Value(between), slip), Found::Nearest { .. }));
    }

    /// After a root is applied, the metric is nearly 0 and gives no scale for the tolerance; the target is still
    /// reached there.
    #[test]
    fn what_was_applied_stays_reached() {
        let (scenario, price) = (first(), input::chip::PRICE.member(8));
        let reached = |scenario: &Scenario| match reach(scenario, metric::CONTRACT_NPV, Wish::Value(0.0), price) {
            Found::At(found) => found.iter().flat_map(Reached::end_values).collect::<Vec<f64>>(),
            other => panic!("{other:?}"),
        };
        for root in reached(&scenario).into_iter().chain([1.919_999_458_841_048]) {
            let there = scenario.with_nearest(price, root);
            assert!(metric_at(&there, price, root, metric::CONTRACT_NPV).abs() < 5.0);
            assert_eq!(reached(&there), [root]);
        }
    }

    /// If several values are equally near, the scenario's own value is the nearest.
    #[test]
    fn where_the_figure_is_level_the_nearest_is_what_is_there() {
        let all_nvidia = Scenario::of(Baseline::by_id("all-nvidia").expect("exists"));
        let value = input::agreement::VALUE.of(1);
        let Found::Nearest { value: at, because, .. } = reach(&all_nvidia, metric::STAKE, Wish::Value(0.02), value)
        else {
            panic!("it is not reached")
        };
        assert_eq!((at, because), (all_nvidia.get(value), vec![Because::NoEffect]));
    }

    /// What is reported as reached is reached: a run there comes within a billionth.
    #[test]
    fn every_reported_root_is_one() {
        let inputs = [input::PUE, input::WACC, input::FACILITY_COST, input::chip::PRICE.member(8), input::GOODPUT];
        let mut roots = 0;
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            for metric in [metric::CONTRACT_NPV, metric::FACILITY_POWER, metric::COST_PER_EFFECTIVE_PFLOP_HOUR] {
                let Ok(now) = run(&scenario).metrics.get(metric) else { continue };
                for input in inputs {
                    for target in [0.0, now * 0.9, now * 1.1] {
                        let Found::At(found) = reach(&scenario, metric, Wish::Value(target), input) else { continue };
                        for reached in found {
                            for value in [reached.from, reached.to] {
                                let metric = metric_at(&scenario, input, value, metric);
                                let size = if target == 0.0 { now.abs() } else { target.abs() };
                                assert!((metric - target).abs() <= CLOSE_SHARE * size, "{} {target}", input.id());
                                roots += 1;
                            }
                        }
                    }
                }
            }
        }
        assert!(roots > 100, "only {roots}");
    }

    /// By hand: two chips give the same compute per dollar if their hourly prices are in proportion to their effective
    /// compute. Both metrics are read from the same run.
    #[test]
    fn the_price_at_which_one_chip_costs_what_another_does() {
        let of = |id: &str| crate::facts::accelerators::ACCELERATORS.iter().position(|chip| chip.id == id).expect(id);
        let [trainium, gb300] = ["trainium3", "gb300"].map(of);
        let cost = |chip| metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR.of(chip);
        let price = input::chip::PRICE.of(trainium);
        let Found::At(found) = reach(&first(), cost(trainium), Wish::SameAs(cost(gb300)), price) else { panic!() };
        let now = run(&first()).metrics;
        let expected =
            first().get(price) * now.get(cost(gb300)).expect("it has one") / now.get(cost(trainium)).expect("it");
        assert!(found.len() == 1 && (found[0].from / expected - 1.0).abs() < 1e-8, "{found:?} {expected}");
        // For the other chip, its own price reaches the same target.
        let other = input::chip::PRICE.of(gb300);
        assert!(
            matches!(reach(&first(), cost(trainium), Wish::SameAs(cost(gb300)), other), Found::At(found) if found.len() == 1)
        );
    }

    #[test]
    fn what_is_in_the_way_is_named() {
        let power_bound = Scenario::of(Baseline::by_id("power-bound").expect("exists"));
        let now = run(&power_bound).metrics.get(metric::CHIPS_ONLINE).expect("chips");
        let value = input::agreement::VALUE.of(0);
        let Found::Nearest { because, .. } = reach(&power_bound, metric::CHIPS_ONLINE, Wish::Value(now * 20.0), value)
        else {
            panic!("it is not reached")
        };
        assert!(because.contains(&Because::Limit(input::POWER_LIMITED)), "{because:?}");
        let unused = input::chip::PRICE.of(0);
        let Found::Nearest { because, .. } = reach(&first(), metric::STAKE, Wish::Value(0.5), unused) else { panic!() };
        assert_eq!(because, [Because::NoEffect]);
        let Found::Nearest { because, .. } = reach(&first(), metric::CHIPS_ONLINE, Wish::Value(now + 1.0), input::SLIP)
        else {
            panic!("months jump")
        };
        assert!(matches!(because[..], [Because::Jumps | Because::Lowest(_)]), "{because:?}");
    }
}
