//! Which inputs move a number most: the ones to show a reader first.

use crate::analysis::ranges::Range;
use crate::analysis::tornado::{is_moved, tornado};
use crate::base::numbers::read_number;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::{Group, Kind};
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::run::asked::metric_of;

/// The inputs that move a metric in a scenario, the strongest first: over their ranges in `ranges`, as in the tornado,
/// or by one step of the slider if they have none there. A changed input without a range in `ranges` moves over the
/// range of its source. So where a metric is 0 after a long slip, and no step changes that, the slip is still listed.
///
/// Choices and switches have no comparable step and are not ranked; neither are inputs that leave the metric without a
/// value.
pub fn ranking(scenario: &Scenario, metric: MetricId, ranges: &[Range]) -> Vec<ParameterId> {
    let ranges = with_changed(scenario, ranges);
    let Ok(tornado) = tornado(scenario, metric, &ranges) else { return Vec::new() };
    let has_values = tornado.bars.iter().filter(|bar| bar.metric.iter().all(Result::is_ok));
    let mut found: Vec<(f64, ParameterId)> = has_values.map(|bar| (tornado.spread(bar), bar.input)).collect();
    let by_a_step = |input: &ParameterId| {
        let row = input.row();
        row.group != Group::View && !row.kind.is_chosen() && ranges.iter().all(|range| range.input != *input)
    };
    found.extend(ParameterId::all().filter(by_a_step).filter_map(|input| {
        let there = scenario.with_nearest(input, step(scenario, input)?);
        let moved = (metric_of(&there, metric).ok()? - tornado.now_value).abs();
        is_moved(moved, tornado.now_value).then_some((moved, input))
    }));
    // Inputs that move it equally stay in the order of the table.
    found.sort_by(|(one, input), (other, next)| other.total_cmp(one).then(input.cmp(next)));
    found.into_iter().map(|(_, input)| input).collect()
}

/// The given ranges, and the sources' ranges of changed inputs that have none among them.
fn with_changed(scenario: &Scenario, ranges: &[Range]) -> Vec<Range> {
    let has_none = |input: &ParameterId| ranges.iter().all(|range| range.input != *input);
    let changed = scenario.changes().filter(has_none).filter_map(|input| Range::of_source(input).ok());
    ranges.iter().copied().chain(changed).collect()
}

/// The value of an input one step on: one step of its slider up, or down at the upper end; the next choice; the other
/// position of a switch. `None` if no other value is allowed.
pub fn step(scenario: &Scenario, input: ParameterId) -> Option<f64> {
    let (row, now) = (input.row(), scenario.get(input));
    let (up, down) = match row.kind {
        Kind::Logarithmic => (rounded(now * libm::pow(10.0, row.step)), rounded(now * libm::pow(10.0, -row.step))),
        _ => (now + row.step, now - row.step),
    };
    // A value less than a millionth of a step beyond the end counts as the end.
    let may_stand = |value: &f64| *value <= row.max + 1e-6 * row.step && *value >= row.min - 1e-6 * row.step;
    [up, down].into_iter().find(may_stand).map(|value| value.clamp(row.min, row.max)).filter(|value| *value != now)
}

/// Rounds to three digits, as a logarithmic slider does.
fn rounded(value: f64) -> f64 {
    read_number(&format!("{value:.2e}")).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::uncertainty::plan::ranges;
    use crate::analysis::uncertainty::settings::{Certainty, Uncertainty};
    use crate::inputs::baselines::{BASELINES, Baseline};
    use crate::run::outcome::run;
    use crate::{input, metric};

    fn usual(scenario: &Scenario) -> Vec<Range> {
        ranges(scenario, &Uncertainty::default()).expect("nothing contradicts itself")
    }

    #[test]
    fn each_is_at_least_as_strong_as_the_next() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let ranges = usual(&scenario);
            for metric in [metric::CONTRACT_NPV, metric::CHIPS_ONLINE, metric::STAKE] {
                let ranked = ranking(&scenario, metric, &ranges);
                let strength = |input: ParameterId| {
                    let at = |value: f64| {
                        let mut trial = scenario.clone();
                        trial.set_nearest(input, value);
                        run(&trial).metrics.get(metric).expect("it has a value at both ends")
                    };
                    let now = at(scenario.get(input));
                    match ranges.iter().find(|range| range.input == input) {
                        Some(range) => {
                            let ends = [at(range.low), at(range.high), now];
                            ends.into_iter().fold(now, f64::max) - ends.into_iter().fold(now, f64::min)
                        }
                        None => (at(step(&scenario, input).expect("it moves")) - now).abs(),
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
        let first = Scenario::of(Baseline::first());
        let ranked = ranking(&first, metric::CONTRACT_NPV, &usual(&first));
        let ids: Vec<String> = ranked.iter().take(12).map(|input| input.id()).collect();
        assert!(ranked.len() > 12, "{ids:?}");
        for id in ["chip.gb300.price_usd_per_hour", "operations.slip_months"] {
            assert!(ids.iter().any(|found| found == id), "{id}: {ids:?}");
        }
    }

    /// The reader's settings count: an input that is certain moves by a step, one with a wide range moves far.
    #[test]
    fn it_goes_by_the_reader_s_own_ranges() {
        let scenario = Scenario::of(Baseline::first());
        let cost = input::FACILITY_COST;
        let place = |scenario: &Scenario, ranges: &[Range]| {
            let ranked = ranking(scenario, metric::CONTRACT_NPV, ranges);
            ranked.iter().position(|one| *one == cost).expect("it moves the value")
        };
        let said = |certainty: Certainty| {
            let mut settings = Uncertainty::default();
            settings.inputs.insert(cost, certainty);
            place(&scenario, &ranges(&scenario, &settings).expect("it holds the value"))
        };
        let now = place(&scenario, &usual(&scenario));
        assert!(said(Certainty::Certain) > now, "a step is less than its range");
        assert_eq!(said(Certainty::Between { low: 1.0, high: 40.0 }), 0, "over so wide a range nothing moves it more");
        // A changed value is as uncertain as the source's value was.
        let mut changed = scenario.clone();
        changed.set_nearest(cost, 13.0);
        assert_eq!(place(&changed, &usual(&changed)), now);
    }

    /// After a slip of 36 months nothing runs, and no step changes that: the slip must still be listed.
    #[test]
    fn where_nothing_moves_it_what_did_is_named() {
        let mut scenario = Scenario::of(Baseline::first());
        scenario.set_nearest(input::SLIP, 36.0);
        let ranked = ranking(&scenario, metric::FACILITY_POWER, &usual(&scenario));
        assert_eq!(ranked.first(), Some(&input::SLIP), "{ranked:?}");
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
