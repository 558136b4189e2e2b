//! What must be true: the values of an input at which a metric reaches a target.

use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Kind;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::run::outcome::run;

/// In how many steps of an input's range a crossing is looked for.
const STEPS: usize = 240;
/// How close a metric must come to its target, as a share of the target; where that is 0, of what the metric is in the
/// scenario.
pub const CLOSE_SHARE: f64 = 1e-9;
/// How often a bracket is narrowed at most: enough for every bit of a number.
const ROUNDS: usize = 200;

/// Values of an input from one to another, the same where it is one value, at which the target is reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// Of which input.
    pub input: ParameterId,
    /// The first.
    pub from: f64,
    /// The last; beyond the first where the metric stays at its target.
    pub to: f64,
}

/// What is found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Where the target is reached, in ascending order; a run at each gives it.
    At(Vec<Reached>),
    /// It is not reached within the input's range: the value that comes nearest, and what the metric then is.
    Nearest {
        /// The input's value.
        value: f64,
        /// The metric's.
        metric: f64,
    },
    /// The metric has no value anywhere in the input's range.
    NoValue,
}

/// The values of an input, within its range, at which a metric of the scenario reaches a target; all else stays as it is.
///
/// Never fails and always ends. A number is scanned in 240 steps, and each change of sign is narrowed to the last bit;
/// what jumps over the target does not reach it. Of months, whole numbers, choices and switches every value is tried.
pub fn reach(scenario: &Scenario, metric: MetricId, target: f64, input: ParameterId) -> Found {
    let mut trial = scenario.clone();
    // What stands there is what the scenario takes: it may be rounded, and then it is that which was tried.
    let mut at = |value: f64| {
        trial.set_nearest(input, value);
        (trial.get(input), run(&trial).metrics.get(metric).ok())
    };
    let tried: Vec<(f64, Option<f64>)> = values(input).into_iter().map(&mut at).collect();
    let most = tried.iter().filter_map(|(_, metric)| *metric).fold(0.0_f64, |most, metric| most.max(metric.abs()));
    let now = run(scenario).metrics.get(metric).map_or(0.0, f64::abs);
    let size = [target.abs(), now, most].into_iter().find(|size| *size > 0.0).unwrap_or(0.0);
    let close = CLOSE_SHARE * size;
    let is_close = |metric: f64| (metric - target).abs() <= close;

    let mut found: Vec<Reached> = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    for (value, metric) in &tried {
        let Some(metric) = *metric else {
            before = None;
            continue;
        };
        match (is_close(metric), before) {
            (true, Some((last, earlier))) if is_close(earlier) => match found.last_mut() {
                // It stays there.
                Some(reached) if reached.to == last => reached.to = *value,
                _ => found.push(Reached { input, from: *value, to: *value }),
            },
            (true, _) => found.push(Reached { input, from: *value, to: *value }),
            (false, Some((last, earlier))) if !is_close(earlier) && (earlier < target) != (metric < target) => {
                let root =
                    if is_counted(input) { None } else { narrowed(&mut at, target, close, last, *value, earlier) };
                found.extend(root.map(|root| Reached { input, from: root, to: root }));
            }
            _ => {}
        }
        before = Some((*value, metric));
    }
    if !found.is_empty() {
        return Found::At(found);
    }
    let distance = |metric: f64| (metric - target).abs();
    let known = tried.into_iter().filter_map(|(value, metric)| Some((value, metric?)));
    match known.min_by(|(_, one), (_, other)| distance(*one).total_cmp(&distance(*other))) {
        Some((value, metric)) => Found::Nearest { value, metric },
        None => Found::NoValue,
    }
}

fn is_counted(input: ParameterId) -> bool {
    !matches!(input.row().kind, Kind::Number | Kind::Logarithmic)
}

/// The values that are tried, in ascending order, both ends among them.
fn values(input: ParameterId) -> Vec<f64> {
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

/// The value between two at which the target is reached; `None` where the metric jumps over it, or has no value there.
fn narrowed(
    at: &mut impl FnMut(f64) -> (f64, Option<f64>),
    target: f64,
    close: f64,
    mut low: f64,
    mut high: f64,
    at_low: f64,
) -> Option<f64> {
    let rises = at_low < target;
    for _ in 0..ROUNDS {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        let (value, metric) = at(middle);
        let metric = metric?;
        if (metric - target).abs() <= close / 4.0 {
            return Some(value);
        }
        if (metric < target) == rises {
            low = middle;
        } else {
            high = middle;
        }
    }
    // The last bits of the input may be coarser than the metric wants.
    [low, high].into_iter().find_map(|end| {
        let (value, metric) = at(end);
        metric.filter(|metric| (metric - target).abs() <= close).map(|_| value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::baselines::{BASELINES, Baseline};
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

    /// By hand: the stake is 10 ÷ (pre-money + 10), so 2.5% wants a pre-money of $390bn.
    #[test]
    fn one_root_is_the_one_of_the_hand_calculation() {
        let Found::At(found) = reach(&first(), metric::STAKE, 0.025, input::PRE_MONEY) else { panic!("it is reached") };
        assert_eq!(found.len(), 1);
        assert!((found[0].from / 390e9 - 1.0).abs() < 1e-8 && found[0].from == found[0].to, "{found:?}");
    }

    #[test]
    fn what_is_not_reached_names_what_comes_nearest() {
        let found = reach(&first(), metric::STAKE, 0.9, input::PRE_MONEY);
        let Found::Nearest { value, metric } = found else { panic!("{found:?}") };
        assert_eq!(value, input::PRE_MONEY.row().min);
        assert_eq!(metric, metric_at(&first(), input::PRE_MONEY, value, metric::STAKE));
        let none = Scenario::of(Baseline::by_id("none").expect("exists"));
        assert_eq!(reach(&none, metric::CONTRACT_NPV, 0.0, input::PUE), Found::NoValue);
    }

    #[test]
    fn what_stays_at_its_target_is_reached_from_and_to() {
        // The price of an accelerator that no phase has moves nothing.
        let (scenario, unused) = (first(), input::chip::PRICE.member(0));
        let stake = run(&scenario).metrics.get(metric::STAKE).expect("a stake");
        let row = unused.row();
        assert_eq!(
            reach(&scenario, metric::STAKE, stake, unused),
            Found::At(vec![Reached { input: unused, from: row.min, to: row.max }])
        );
    }

    #[test]
    fn months_are_tried_one_by_one() {
        let scenario = first();
        let slip = input::SLIP;
        let target = metric_at(&scenario, slip, 4.0, metric::CHIPS_ONLINE);
        let Found::At(found) = reach(&scenario, metric::CHIPS_ONLINE, target, slip) else { panic!("it is reached") };
        assert!(found.iter().any(|reached| reached.from <= 4.0 && reached.to >= 4.0), "{found:?}");
        let between = target + 1.0;
        assert!(matches!(reach(&scenario, metric::CHIPS_ONLINE, between, slip), Found::Nearest { .. }));
    }

    /// Whatever is reported as reached is: a run at it comes within a billionth.
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
                        let Found::At(found) = reach(&scenario, metric, target, input) else { continue };
                        for reached in found {
                            for value in [reached.from, reached.to] {
                                let metric = metric_at(&scenario, input, value, metric);
                                let size = if target == 0.0 { now.abs() } else { target.abs() };
                                assert!((metric - target).abs() <= 1e-9 * size, "{} {target}", input.id());
                                roots += 1;
                            }
                        }
                    }
                }
            }
        }
        assert!(roots > 100, "only {roots}");
    }
}
