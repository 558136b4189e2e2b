//! Why a metric changed between two scenarios: each input's part of the difference, averaged over all orders in which the
//! inputs may have changed (Shapley).

use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{Absent, MetricId};
use crate::run::outcome::run;

/// How many inputs may differ: twice as many runs for each.
pub const MOST: usize = 12;

/// Why there is no attribution.
#[derive(Clone, Debug, PartialEq)]
pub enum Unattributed {
    /// More than [`MOST`] inputs differ; how many.
    TooMany(usize),
    /// With some of the inputs changed and others not, the metric has no value.
    NoValue(Absent),
}

/// An input's part of the difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The input.
    pub input: ParameterId,
    /// Its part, in the metric's unit.
    pub difference: f64,
}

/// What a metric is in two scenarios, and each differing input's part of the difference, the largest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Which metric.
    pub metric: MetricId,
    /// What it is in the first.
    pub from: f64,
    /// What it is in the second.
    pub to: f64,
    /// The parts; their sum is the difference.
    pub parts: Vec<Part>,
}

/// Each input's part of the difference of a metric between two scenarios, both seen in the months of the second: exact for
/// up to [`MOST`] inputs that differ. An input without effect gets 0; two that do the same get the same.
pub fn attribute(from: &Scenario, to: &Scenario, metric: MetricId) -> Result<Attribution, Unattributed> {
    let from = from.clone().with_view_of(to);
    let differs = |input: &ParameterId| input.row().group != Group::View && from.get(*input) != to.get(*input);
    let inputs: Vec<ParameterId> = ParameterId::all().filter(differs).collect();
    let count = inputs.len();
    if count > MOST {
        return Err(Unattributed::TooMany(count));
    }
    // Of every set of changed inputs, a bit each.
    let mut values = Vec::with_capacity(1 << count);
    for set in 0..1_usize << count {
        let mut mixed = from.clone();
        for (place, input) in inputs.iter().enumerate() {
            if set >> place & 1 == 1 {
                mixed.set_nearest(*input, to.get(*input));
            }
        }
        values.push(run(&mixed).metrics.get(metric).map_err(Unattributed::NoValue)?);
    }
    // The share of orders in which exactly so many others come before: 1 ÷ (count · (count − 1 over others)).
    let mut weights = vec![1.0 / count.max(1) as f64; count];
    for others in 1..count {
        weights[others] = weights[others - 1] * others as f64 / (count - others) as f64;
    }
    let part = |(place, input): (usize, &ParameterId)| {
        let without = (0..values.len()).filter(|set| set >> place & 1 == 0);
        let difference =
            without.map(|set| weights[set.count_ones() as usize] * (values[set | 1 << place] - values[set])).sum();
        Part { input: *input, difference }
    };
    let mut parts: Vec<Part> = inputs.iter().enumerate().map(part).collect();
    parts.sort_by(|one, other| other.difference.abs().total_cmp(&one.difference.abs()));
    let ends = |values: &[f64]| (values.first().copied().unwrap_or(0.0), values.last().copied().unwrap_or(0.0));
    let (from, to) = ends(&values);
    Ok(Attribution { metric, from, to, parts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::baselines::Baseline;
    use crate::{input, metric};

    fn with(changes: &[(ParameterId, f64)]) -> Scenario {
        let mut scenario = Scenario::of(Baseline::first());
        for (input, value) in changes {
            scenario.set_nearest(*input, *value);
        }
        scenario
    }

    /// By hand: power is IT watts × PUE × chips. With PUE a and watts b times as large, a alone adds (a − 1)p and after b
    /// (a − 1)bp: on average (a − 1)(1 + b)p/2.
    #[test]
    fn two_factors_share_their_product() {
        let gb300 = input::chip::IT_WATTS.member(8);
        let start = with(&[]);
        let end = with(&[(input::PUE, start.get(input::PUE) * 1.2), (gb300, start.get(gb300) * 1.5)]);
        let found = attribute(&start, &end, metric::FACILITY_POWER).expect("it is told");
        let at =
            |changes: &[(ParameterId, f64)]| run(&with(changes)).metrics.get(metric::FACILITY_POWER).expect("power");
        let (none, pue) = (at(&[]), at(&[(input::PUE, end.get(input::PUE))]));
        let (watts, both) =
            (at(&[(gb300, end.get(gb300))]), run(&end).metrics.get(metric::FACILITY_POWER).expect("power"));
        let expected = ((pue - none) + (both - watts)) / 2.0;
        let of = |input| found.parts.iter().find(|part| part.input == input).expect("it differs").difference;
        assert!((of(input::PUE) / expected - 1.0).abs() < 1e-12);
        assert!(((of(input::PUE) + of(gb300)) / (both - none) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn parts_sum_to_the_difference_and_what_does_nothing_has_none() {
        let unused = input::chip::PRICE.member(0);
        let end = with(&[
            (input::SLIP, 6.0),
            (input::PUE, 1.3),
            (input::WACC, 0.1),
            (input::FACILITY_COST, 15.0),
            (input::ELECTRICITY_PRICE, 0.1),
            (input::OPEX_SHARE, 0.08),
            (unused, 3.0),
        ]);
        let found = attribute(&with(&[]), &end, metric::CONTRACT_NPV).expect("it is told");
        assert_eq!(found.parts.len(), 7);
        let sum: f64 = found.parts.iter().map(|part| part.difference).sum();
        assert!((sum - (found.to - found.from)).abs() <= 1e-9 * found.from.abs(), "{sum}: {found:?}");
        assert_eq!(found.parts.last().map(|part| (part.input, part.difference)), Some((unused, 0.0)));
        let none = attribute(&end, &end, metric::CONTRACT_NPV).expect("it is told");
        assert!(none.parts.is_empty() && none.from == none.to);
    }

    #[test]
    fn two_that_do_the_same_get_the_same() {
        let [one, other] = [0, 1].map(|tranche| input::tranche::AMOUNT.member(tranche));
        let start = with(&[
            (one, 5e9),
            (other, 5e9),
            (input::tranche::MONTH.member(1), with(&[]).get(input::tranche::MONTH.member(0))),
        ]);
        let mut end = start.clone();
        end.set_nearest(one, 9e9);
        end.set_nearest(other, 9e9);
        end.set_nearest(input::tranche::PROBABILITY.member(1), 1.0);
        let mut start = start;
        start.set_nearest(input::tranche::PROBABILITY.member(1), 1.0);
        let found = attribute(&start, &end, metric::INVESTED_TO_DATE).expect("it is told");
        assert_eq!(found.parts.len(), 2);
        assert_eq!(found.parts[0].difference, found.parts[1].difference);
    }

    #[test]
    fn what_cannot_be_told_says_why() {
        let none = Scenario::of(Baseline::by_id("none").expect("exists"));
        let found = attribute(&none, &none, metric::CONTRACT_NPV);
        assert_eq!(found, Err(Unattributed::NoValue(Absent::NoContract)));
        let other = Scenario::of(Baseline::by_id("openai-amd").expect("exists"));
        assert!(
            matches!(attribute(&with(&[]), &other, metric::STAKE), Err(Unattributed::TooMany(count)) if count > MOST)
        );
    }
}
