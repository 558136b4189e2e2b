//! Sensitivity of a metric's variance to its uncertain inputs: Sobol indices.

use super::copula::groups;
use super::plan::Plan;
use crate::inputs::input::{COUNT, ParameterId};
use crate::quantities::metric::MetricId;
use crate::run::asked::Asked;
use crate::run::inputs::Inputs;

/// The share of a metric's variance that comes from one input or group of inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// One input, or several that are tied: the effects of correlated inputs cannot be separated.
    pub inputs: Vec<ParameterId>,
    /// The first-order index: the average share of the variance that would vanish if only these inputs were known.
    pub first_share: f64,
    /// Standard error of the first-order index.
    pub first_error_share: f64,
    /// The total index: the average share of the variance that would remain if all other inputs were known. It is
    /// larger than the first-order index if these inputs interact with others.
    pub total_share: f64,
    /// Standard error of the total index.
    pub total_error_share: f64,
}

impl Factor {
    /// A remark if the total index is larger than the first-order one: only beyond twice the combined error does it say
    /// that the inputs interact with others. Empty if it is not larger.
    pub fn together(&self) -> &'static str {
        self.said_of(
            self.total_share - self.first_share,
            [
                "above the share alone by no more than the errors",
                "above the share alone by more than the errors: acts together with others",
            ],
        )
    }

    /// A remark if the first-order index is larger than the total one, which can only be an error of the estimates.
    /// Empty if it is not larger.
    pub fn caution(&self) -> &'static str {
        self.said_of(
            self.first_share - self.total_share,
            [
                "above its total by no more than their errors: the two are about the same",
                "above its total, which cannot be: more pairs of draws are needed",
            ],
        )
    }

    /// The first sentence if the difference `above` is within twice the combined standard error, the second if it is
    /// beyond; empty if it is 0 or negative.
    fn said_of(&self, above: f64, [within, beyond]: [&'static str; 2]) -> &'static str {
        let error = libm::hypot(self.first_error_share, self.total_error_share);
        match above {
            above if above <= 0.0 => "",
            above if above <= 2.0 * error => within,
            _ => beyond,
        }
    }
}

/// The sources of a metric's variance, the largest total index first.
#[derive(Clone, Debug, PartialEq)]
pub struct Indices {
    /// The metric.
    pub metric: MetricId,
    /// Each uncertain input or group of tied inputs.
    pub factors: Vec<Factor>,
    /// The number of pairs of draws used.
    pub count: usize,
    /// The number of pairs left out, because the metric had no value in one of their runs.
    pub absent_count: usize,
    /// The number of runs of the model.
    pub run_count: usize,
}

/// The Sobol indices of a metric, estimated from `pairs` pairs of draws: the first-order ones by Saltelli's estimator
/// of 2010, the total ones by Jansen's. Each pair takes two runs, and one more for each factor. `None` if fewer than
/// two pairs have values, or if the metric does not vary.
pub fn indices(plan: &Plan, metric: MetricId, pairs: u32) -> Option<Indices> {
    let drawn: Vec<ParameterId> = plan.uncertain().map(|distribution| distribution.input()).collect();
    let groups = groups(plan.pairs(), &drawn);
    let columns: Vec<Vec<usize>> =
        groups.iter().map(|group| (0..drawn.len()).filter(|place| group.contains(&drawn[*place])).collect()).collect();
    let horizon = plan.scenario.horizon();
    let mut inputs: [f64; COUNT] = *plan.scenario.values();
    let mut sample = Sample::new(columns.len());
    for pair in 0..pairs {
        let [one, other] = [pair, pairs + pair].map(|draw| plan.values(draw, 1));
        sample.add(&one, &other, &columns, |values| {
            for (input, value) in drawn.iter().zip(values) {
                inputs[input.index()] = *value;
            }
            Asked::new(Inputs::new(&inputs), horizon).metric(metric).ok()
        });
    }
    let shares = sample.shares()?;
    let factor = |(inputs, [first, total]): (Vec<ParameterId>, [Estimate; 2])| Factor {
        inputs,
        first_share: first.share,
        first_error_share: first.error,
        total_share: total.share,
        total_error_share: total.error,
    };
    let mut factors: Vec<Factor> = groups.into_iter().zip(shares).map(factor).collect();
    factors.sort_by(|one, other| other.total_share.total_cmp(&one.total_share));
    let (count, absent_count) = (sample.one.len(), sample.absent_count);
    Some(Indices { metric, factors, count, absent_count, run_count: sample.run_count })
}

/// A share with its standard error.
#[derive(Clone, Copy, Debug)]
struct Estimate {
    share: f64,
    error: f64,
}

/// Results for pairs of draws, and for the first draw of each pair with one factor taken from the second.
struct Sample {
    one: Vec<f64>,
    other: Vec<f64>,
    /// One column of results for each factor.
    mixed: Vec<Vec<f64>>,
    absent_count: usize,
    run_count: usize,
}

impl Sample {
    fn new(factors: usize) -> Sample {
        Sample { one: Vec::new(), other: Vec::new(), mixed: vec![Vec::new(); factors], absent_count: 0, run_count: 0 }
    }

    /// Adds a pair of draws. `factors` lists the indices of each factor's inputs; `of` computes the result.
    fn add(&mut self, one: &[f64], other: &[f64], factors: &[Vec<usize>], mut of: impl FnMut(&[f64]) -> Option<f64>) {
        let mut run = |values: &[f64]| {
            self.run_count += 1;
            of(values)
        };
        let found = (|| {
            let ends = [run(one)?, run(other)?];
            let mut mixed = Vec::with_capacity(factors.len());
            let mut values = one.to_vec();
            for places in factors {
                places.iter().for_each(|place| values[*place] = other[*place]);
                mixed.push(run(&values)?);
                places.iter().for_each(|place| values[*place] = one[*place]);
            }
            Some((ends, mixed))
        })();
        let Some(([one, other], mixed)) = found else {
            self.absent_count += 1;
            return;
        };
        self.one.push(one);
        self.other.push(other);
        self.mixed.iter_mut().zip(mixed).for_each(|(column, value)| column.push(value));
    }

    /// First-order and total index of each factor; `None` if there is no variance.
    fn shares(&self) -> Option<Vec<[Estimate; 2]>> {
        let count = self.one.len() as f64;
        let mean = self.one.iter().chain(&self.other).sum::<f64>() / (2.0 * count);
        let square = |value: f64| (value - mean) * (value - mean);
        let spread: Vec<f64> =
            self.one.iter().zip(&self.other).map(|(one, other)| (square(*one) + square(*other)) / 2.0).collect();
        let variance = spread.iter().sum::<f64>() / count;
        // A smaller variance is rounding error.
        if variance.is_nan() || variance <= 1e-24 * mean * mean || self.one.len() < 2 {
            return None;
        }
        let estimate = |of_pair: &dyn Fn(usize) -> f64| {
            let share = (0..self.one.len()).map(of_pair).sum::<f64>() / count / variance;
            // The standard error of a ratio of two means, to first order.
            let error = (0..self.one.len()).map(|pair| of_pair(pair) - share * spread[pair]);
            let error = libm::sqrt(error.map(|error| error * error).sum::<f64>() / (count * (count - 1.0))) / variance;
            Estimate { share, error }
        };
        let of_factor = |mixed: &Vec<f64>| {
            [
                estimate(&|pair| (self.other[pair] - mean) * (mixed[pair] - self.one[pair])),
                estimate(&|pair| (self.one[pair] - mixed[pair]) * (self.one[pair] - mixed[pair]) / 2.0),
            ]
        };
        Some(self.mixed.iter().map(of_factor).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan::{stream, uniform};
    use super::super::settings::{Certainty, Uncertainty};
    use super::*;
    use crate::inputs::baselines::Baseline;
    use crate::inputs::scenario::Scenario;
    use crate::{input, metric};

    /// T. Ishigami and T. Homma, 1990: sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁, each input uniform between −π and π. Its
    /// indices are known: first-order 0.3139, 0.4424 and 0; total 0.5576, 0.4424 and 0.2437.
    #[test]
    fn the_indices_of_the_ishigami_function() {
        let ids = [input::GOODPUT, input::PUE, input::WACC];
        let draw = |pair: u64| ids.map(|id| uniform(&mut stream(1, id, pair)));
        let factors: Vec<Vec<usize>> = (0..3).map(|place| vec![place]).collect();
        let mut sample = Sample::new(3);
        let pairs = 40_000;
        for pair in 0..pairs {
            sample.add(&draw(pair), &draw(pairs + pair), &factors, |values| {
                let [one, two, three] =
                    [0, 1, 2].map(|place: usize| (values[place] * 2.0 - 1.0) * std::f64::consts::PI);
                let fourth = three * three * three * three;
                Some(one.sin() + 7.0 * two.sin() * two.sin() + 0.1 * fourth * one.sin())
            });
        }
        assert_eq!(sample.run_count, 5 * pairs as usize);
        let shares = sample.shares().expect("it varies");
        for ([first, total], expected) in shares.into_iter().zip([[0.3139, 0.5576], [0.4424, 0.4424], [0.0, 0.2437]]) {
            for (found, expected) in [(first, expected[0]), (total, expected[1])] {
                assert!((found.share - expected).abs() <= 3.0 * found.error + 5e-5, "{found:?} is not {expected}");
                assert!(found.error > 0.0 && found.error < 0.01, "{found:?}");
            }
        }
    }

    fn first(uncertain: &[ParameterId]) -> Plan {
        let others = ParameterId::all().filter(|input| !uncertain.contains(input));
        let inputs = others.map(|input| (input, Certainty::Certain)).collect();
        Plan::new(&Scenario::of(Baseline::first()), &Uncertainty { inputs, ..Uncertainty::default() })
            .expect("settings")
    }

    /// Facility power is watts × PUE × chips, so the variances of the logarithms add up; the variance of the product
    /// divides almost the same way, because both distributions are narrow. An input without effect has an index of 0,
    /// and tied inputs are one factor.
    #[test]
    fn a_metric_s_variance_is_shared_out() {
        let [one, other] = [8, 7].map(|chip| input::chip::IT_WATTS.of(chip));
        let plan = first(&[one, other, input::PUE, input::FACILITY_COST]);
        let found = indices(&plan, metric::FACILITY_POWER, 2_000).expect("it varies");
        assert_eq!((found.count, found.absent_count, found.run_count), (2_000, 0, 10_000));
        let of = |inputs: &[ParameterId]| {
            found.factors.iter().find(|factor| factor.inputs == inputs).expect("it is a factor").clone()
        };
        let (watts, pue, cost) = (of(&[other, one]), of(&[input::PUE]), of(&[input::FACILITY_COST]));
        assert_eq!((cost.first_share, cost.total_share), (0.0, 0.0));
        for factor in [&watts, &pue] {
            assert!(factor.first_share > 0.05, "{factor:?}");
            let apart = (factor.total_share - factor.first_share).abs();
            assert!(apart <= 3.0 * (factor.first_error_share + factor.total_error_share), "{factor:?}");
        }
        let sum = watts.first_share + pue.first_share;
        assert!((sum - 1.0).abs() <= 3.0 * (watts.first_error_share + pue.first_error_share), "{sum}");
    }

    #[test]
    fn what_is_always_the_same_has_no_indices() {
        assert_eq!(indices(&first(&[input::FACILITY_COST]), metric::FACILITY_POWER, 50), None);
        let none = Scenario::of(Baseline::by_id("none").expect("exists"));
        let plan = Plan::new(&none, &Uncertainty::default()).expect("settings");
        assert_eq!(indices(&plan, metric::CONTRACT_NPV, 10), None);
    }

    #[test]
    fn an_index_above_its_total_is_never_left_without_a_word() {
        let of = |first_share: f64, total_share: f64, error: f64| Factor {
            inputs: Vec::new(),
            first_share,
            first_error_share: error,
            total_share,
            total_error_share: error,
        };
        assert_eq!((of(0.3, 0.3, 0.0).caution(), of(0.2, 0.4, 0.1).caution()), ("", ""));
        // By hand: the indices differ by 0.2; twice the combined error is 2 × √(0.1² + 0.1²) = 0.28, or 2 × √(0.05² +
        // 0.05²) = 0.14.
        assert_eq!(of(0.2, 0.4, 0.1).together(), "above the share alone by no more than the errors");
        assert!(of(0.2, 0.4, 0.05).together().ends_with("acts together with others"));
        assert_eq!((of(0.3, 0.3, 0.0).together(), of(0.42, 0.4, 0.01).together()), ("", ""));
        assert!(of(0.42, 0.4, 0.01).caution().contains("no more than their errors"));
        assert!(of(0.42, 0.4, 0.001).caution().contains("more pairs of draws"));
    }
}
