//! Which inputs move a number most: what a reader meets first.

use crate::base::numbers::read_number;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::{Group, Kind};
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::run::outcome::run;

/// The inputs that move a metric in a scenario, the strongest first: by the range of their sources where there is one
/// (from its low end to its high end), else by one step.
///
/// Choices and switches have no size of a step, and are not ranked; neither is what leaves the metric without a value.
pub fn ranking(scenario: &Scenario, metric: MetricId) -> Vec<ParameterId> {
    let Ok(before) = run(scenario).metrics.get(metric) else { return Vec::new() };
    let at = |input: ParameterId, value: f64| run(&scenario.with_nearest(input, value)).metrics.get(metric).ok();
    let counted = |input: &ParameterId| {
        let row = input.row();
        row.group != Group::View && !row.kind.is_chosen()
    };
    let mut found: Vec<(f64, ParameterId)> = ParameterId::all()
        .filter(counted)
        .filter_map(|input| {
            let range = input.fact().and_then(|fact| Some((fact.low?, fact.high?)));
            let moved = match range {
                Some((low, high)) => at(input, high)? - at(input, low)?,
                None => at(input, step(scenario, input)?)? - before,
            };
            // Less is rounding.
            (moved.abs() > 1e-12 * before.abs()).then_some((moved.abs(), input))
        })
        .collect();
    // A stable sort: what moves it as much stays in the order of the table.
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    found.into_iter().map(|(_, input)| input).collect()
}

/// The value of an input one step on: a step of its slider up, or down where up may not be; the next choice, the switch
/// turned. `None` where no other value may stand there.
pub fn step(scenario: &Scenario, input: ParameterId) -> Option<f64> {
    let (row, now) = (input.row(), scenario.get(input));
    let (up, down) = match row.kind {
        Kind::Logarithmic => (rounded(now * libm::pow(10.0, row.step)), rounded(now * libm::pow(10.0, -row.step))),
        _ => (now + row.step, now - row.step),
    };
    // Less than a millionth of a step beyond the end is the end.
    let may_stand = |value: &f64| *value <= row.max + 1e-6 * row.step && *value >= row.min - 1e-6 * row.step;
    [up, down].into_iter().find(may_stand).map(|value| value.clamp(row.min, row.max)).filter(|value| *value != now)
}

/// To three digits, as a logarithmic slider has them.
fn rounded(value: f64) -> f64 {
    read_number(&format!("{value:.2e}")).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::baselines::{BASELINES, Baseline};
    use crate::metric;

    #[test]
    fn each_is_at_least_as_strong_as_the_next() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            for metric in [metric::CONTRACT_NPV, metric::CHIPS_ONLINE, metric::STAKE] {
                let ranked = ranking(&scenario, metric);
                let strength = |input: ParameterId| {
                    let at = |value: f64| {
                        let mut trial = scenario.clone();
                        trial.set_nearest(input, value);
                        run(&trial).metrics.get(metric).expect("it has a value at both ends")
                    };
                    match input.fact().and_then(|fact| Some((fact.low?, fact.high?))) {
                        Some((low, high)) => (at(high) - at(low)).abs(),
                        None => (at(step(&scenario, input).expect("it moves")) - at(scenario.get(input))).abs(),
                    }
                };
                let strengths: Vec<f64> = ranked.iter().map(|input| strength(*input)).collect();
                assert!(strengths.is_sorted_by(|one, other| one >= other), "{}: {strengths:?}", baseline.id);
                assert!(strengths.iter().all(|strength| *strength > 0.0), "{}", baseline.id);
            }
        }
    }

    #[test]
    fn the_first_baseline_s_contract_answers_to_price_and_cost() {
        let ranked = ranking(&Scenario::of(Baseline::first()), metric::CONTRACT_NPV);
        let ids: Vec<String> = ranked.iter().take(12).map(|input| input.id()).collect();
        assert!(ranked.len() > 12, "{ids:?}");
        for id in ["chip.gb300.price_usd_per_hour", "operations.slip_months"] {
            assert!(ids.iter().any(|found| found == id), "{id}: {ids:?}");
        }
    }

    #[test]
    fn a_step_is_a_value_that_may_stand_there() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            for input in ParameterId::all() {
                let next = step(&scenario, input).unwrap_or_else(|| panic!("{} has no other value", input.id()));
                let mut trial = scenario.clone();
                trial.set_nearest(input, next);
                assert_ne!(trial.get(input), scenario.get(input), "{}: {next}", input.id());
            }
        }
    }
}
