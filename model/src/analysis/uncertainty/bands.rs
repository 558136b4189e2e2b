//! Summaries of many draws: spreads, fans, chances and dates.

use super::part::Part;
use super::plan::{Chunk, Plan};
use super::wanted::{Aim, Target, Wanted};
use crate::base::month::Month;
use crate::base::units::Unit;
use crate::quantities::metric::{Absent, Metric, MetricId};
use crate::quantities::series::SeriesId;
use std::cmp::Ordering;

/// The percentiles that are reported, as shares of the draws.
pub const FAN_SHARES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// The spread of a metric over the draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The metric.
    pub metric: MetricId,
    /// How many draws have a value.
    pub count: u32,
    /// How many have none, by reason, the most frequent first.
    pub absent: Vec<(Absent, u32)>,
    /// Mean and percentiles of the draws that are [ranked](Spread::ranked); `None` if there are none.
    pub values: Option<Values>,
    /// For a metric that is a month: the number of draws in each month, in order. Draws in which it never comes are in
    /// none.
    pub months: Vec<(Month, u32)>,
}

impl Spread {
    /// If the metric is a date that [never](Absent::never) comes in some draws: why, and in how many; else `None`.
    pub fn never(&self) -> Option<(Absent, u32)> {
        never(&self.absent)
    }

    /// The number of draws that percentiles are taken of: those with a value, and those in which the date never comes.
    pub fn ranked(&self) -> u32 {
        self.count + self.never().map_or(0, |(_, count)| count)
    }
}

/// The reason for which a date never comes, with the number of draws; a metric has at most one such reason.
fn never(absent: &[(Absent, u32)]) -> Option<(Absent, u32)> {
    absent.iter().find(|(why, _)| why.never().is_some()).copied()
}

/// Mean and percentiles of some draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Values {
    /// The unit of the values.
    pub unit: Unit,
    /// The mean; `None` if in some draws the date never comes, since there is no mean then.
    pub mean: Option<Mean>,
    /// The values at [`FAN_SHARES`]. Each is the value of a draw, or that it [never](Absent::never) comes, which ranks
    /// above all values.
    pub values: [Metric<f64>; 5],
    /// The 95% confidence interval of each percentile: the draws that rank 1.96 standard deviations of a binomial count
    /// below and above it.
    pub error_values: [[Metric<f64>; 2]; 5],
}

/// A mean of draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The unit of the mean.
    pub unit: Unit,
    /// The mean.
    pub value: f64,
    /// The standard error of the mean.
    pub mean_error: f64,
}

/// The values of a series at [`FAN_SHARES`] in each month, from month 0 through the horizon. A series that is in
/// [`TO_THE_END`](crate::quantities::series::TO_THE_END) goes to the scenario's own end if that is later.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    /// The series.
    pub series: SeriesId,
    /// The values of each month.
    pub values: Vec<[f64; 5]>,
}

/// The probability of meeting a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// The target.
    pub target: Target,
    /// The share of draws that meet it.
    pub share: f64,
    /// The standard error of that share, which is never 0: it is that of two more hits and two more misses (Agresti and
    /// Coull).
    pub error_share: f64,
}

/// The summary of many draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    /// The number of draws.
    pub draws: u32,
    /// The spread of each wanted metric, in the order of [`Wanted`].
    pub spreads: Vec<Spread>,
    /// The fan of each wanted series, in the order of [`Wanted`].
    pub fans: Vec<Fan>,
    /// The chance of each target, in the given order; a target whose number is not wanted is left out.
    pub chances: Vec<Chance>,
}

impl Bands {
    /// Makes all draws, one after the other, and summarises them.
    pub fn of(plan: &Plan, wanted: &Wanted, targets: &[Target]) -> Bands {
        Bands::gather(plan, wanted, targets, Part::WHOLE, &[plan.chunk(wanted, 0, plan.draws)]).unwrap_or(Bands {
            draws: 0,
            spreads: Vec::new(),
            fans: Vec::new(),
            chances: Vec::new(),
        })
    }

    /// Summarises draws that were made in chunks, which may come in any order; the result does not depend on how the
    /// draws were divided. For a `part` of the numbers, the chunks hold only these, and so does the summary. `None` if
    /// the chunks are not all draws of the plan, each once.
    pub fn gather(plan: &Plan, wanted: &Wanted, targets: &[Target], part: Part, chunks: &[Chunk]) -> Option<Bands> {
        let mut chunks: Vec<&Chunk> = chunks.iter().filter(|chunk| chunk.draws > 0).collect();
        chunks.sort_by_key(|chunk| chunk.first);
        let mut next = 0;
        for chunk in &chunks {
            if chunk.first != next {
                return None;
            }
            next += chunk.draws;
        }
        let metrics: Vec<MetricId> = part.of(&wanted.metrics).copied().collect();
        let months: Vec<usize> = wanted.series.iter().map(|series| part.count(plan.months(*series))).collect();
        let has_all = |chunk: &&Chunk| {
            let draws = chunk.draws as usize;
            chunk.metrics.len() == metrics.len()
                && chunk.metrics.iter().all(|drawn| drawn.len() == draws)
                && chunk.series.iter().map(|drawn| drawn.series).eq(wanted.series.iter().copied())
                && chunk.series.iter().map(|drawn| drawn.months.len()).eq(months.iter().copied())
                && chunk.series.iter().flat_map(|drawn| &drawn.months).all(|drawn| drawn.len() == draws)
        };
        if next != plan.draws || !chunks.iter().all(has_all) {
            return None;
        }
        let metric = |place: usize| chunks.iter().flat_map(move |chunk| &chunk.metrics[place]).copied();
        let cell =
            |place: usize, month: usize| chunks.iter().map(move |chunk| chunk.series[place].months[month].as_slice());
        let chances = targets.iter().filter_map(|target| {
            let met = match target.of {
                Aim::Metric(id) => {
                    let place = metrics.iter().position(|metric| *metric == id)?;
                    metric(place).filter(|drawn| target.is_met_by(*drawn)).count()
                }
                Aim::Series(id, month) => {
                    let place = wanted.series.iter().position(|series| *series == id)?;
                    let month = part.place(usize::try_from(month.0).ok()?).filter(|month| *month < months[place])?;
                    cell(place, month).flatten().filter(|value| target.is_met(**value)).count()
                }
            };
            let share = met as f64 / f64::from(plan.draws);
            // Agresti and Coull: with two more hits and two more misses, no hit in a few draws does not count as
            // certainty.
            let (likely, count) = ((met as f64 + 2.0) / f64::from(plan.draws + 4), f64::from(plan.draws + 4));
            let error_share = libm::sqrt(likely * (1.0 - likely) / count);
            Some(Chance { target: *target, share, error_share })
        });
        let chances = chances.collect();
        let spreads = metrics.iter().enumerate().map(|(place, id)| spread(*id, metric(place))).collect();
        let mut scratch = Vec::with_capacity(plan.draws as usize);
        let fans = wanted.series.iter().zip(&months).enumerate().map(|(place, (series, months))| {
            let of_month = |month: usize| {
                scratch.clear();
                cell(place, month).for_each(|drawn| scratch.extend_from_slice(drawn));
                percentiles(&mut scratch)
            };
            Fan { series: *series, values: (0..*months).map(of_month).collect() }
        });
        let fans = fans.collect();
        Some(Bands { draws: plan.draws, spreads, fans, chances })
    }

    /// Joins the summaries of all parts, given in the order of the parts. `None` if they do not fit together.
    pub fn join(parts: &[Bands], targets: &[Target]) -> Option<Bands> {
        let first = parts.first()?;
        let same = |part: &Bands| {
            let series = |bands: &Bands| bands.fans.iter().map(|fan| fan.series).collect::<Vec<_>>();
            part.draws == first.draws && series(part) == series(first)
        };
        if !parts.iter().all(same) {
            return None;
        }
        let fan = |place: usize, fan: &Fan| {
            let months: Vec<&[[f64; 5]]> = parts.iter().map(|part| part.fans[place].values.as_slice()).collect();
            Some(Fan { series: fan.series, values: in_turn(&months)? })
        };
        let fans = first.fans.iter().enumerate().map(|(place, of)| fan(place, of)).collect::<Option<_>>()?;
        let spreads: Vec<&[_]> = parts.iter().map(|part| part.spreads.as_slice()).collect();
        let chance =
            |target: &Target| parts.iter().flat_map(|part| &part.chances).find(|known| known.target == *target);
        Some(Bands {
            draws: first.draws,
            spreads: in_turn(&spreads)?,
            fans,
            chances: targets.iter().filter_map(chance).copied().collect(),
        })
    }
}

/// Interleaves lists, one item of each in turn; `None` if their lengths do not fit.
fn in_turn<T: Clone>(lists: &[&[T]]) -> Option<Vec<T>> {
    let count = lists.iter().map(|list| list.len()).sum();
    (0..count).map(|place| lists[place % lists.len()].get(place / lists.len()).cloned()).collect()
}

/// The index of the quantile at `share` in an ordered list of `count` values.
fn rank(share: f64, count: usize) -> usize {
    (libm::ceil(share * count as f64) as usize).clamp(1, count.max(1)) - 1
}

/// The values at [`FAN_SHARES`], all 0 if there are no values. Reorders the values.
fn percentiles(values: &mut [f64]) -> [f64; 5] {
    let Some(first) = values.first().copied() else { return [0.0; 5] };
    if values.iter().all(|value| *value == first) {
        return [first; 5];
    }
    let ranks = FAN_SHARES.map(|share| rank(share, values.len()));
    // Of few values, several percentiles may be the same one.
    let mut places = ranks.to_vec();
    places.dedup();
    put_in_place(values, 0, &places);
    ranks.map(|at| values[at])
}

/// Partially sorts values, the first of which has index `from`, so that the right ones stand at the given ascending
/// indices. It selects the middle index first, so that each of the others has only one side left to search.
fn put_in_place(values: &mut [f64], from: usize, places: &[usize]) {
    let (below, above) = places.split_at(places.len() / 2);
    let Some((middle, above)) = above.split_first() else { return };
    // No draw is NaN, so the partial order is enough; it is cheaper than the total order.
    let order = |one: &f64, other: &f64| one.partial_cmp(other).unwrap_or(Ordering::Equal);
    let (low, _, high) = values.select_nth_unstable_by(middle - from, order);
    put_in_place(low, from, below);
    put_in_place(high, middle + 1, above);
}

fn spread(metric: MetricId, drawn: impl Iterator<Item = Metric<f64>>) -> Spread {
    let mut values = Vec::new();
    let mut absent: Vec<(Absent, u32)> = Vec::new();
    for value in drawn {
        match value {
            Ok(value) => values.push(value),
            Err(why) => match absent.iter_mut().find(|(known, _)| *known == why) {
                Some((_, count)) => *count += 1,
                None => absent.push((why, 1)),
            },
        }
    }
    absent.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let unit = metric.row().unit;
    let (mean, mean_error) = mean(&values);
    values.sort_unstable_by(f64::total_cmp);
    let never = never(&absent);
    let mean = never.is_none().then_some(Mean { unit, value: mean, mean_error });
    let months = if unit == Unit::Month { by_month(&values) } else { Vec::new() };
    let told = told(unit, mean, &values, never);
    Spread { metric, count: values.len() as u32, absent, values: told, months }
}

/// How often each month occurs among ascending values.
fn by_month(values: &[f64]) -> Vec<(Month, u32)> {
    let mut months: Vec<(Month, u32)> = Vec::new();
    for month in values.iter().map(|value| Month(*value as i32)) {
        match months.last_mut() {
            Some((last, count)) if *last == month => *count += 1,
            _ => months.push((month, 1)),
        }
    }
    months
}

/// Percentiles of ascending values, with the draws ranked above them in which the date never comes. `None` if there are
/// neither.
fn told(unit: Unit, mean: Option<Mean>, values: &[f64], never: Option<(Absent, u32)>) -> Option<Values> {
    let count = values.len() + never.map_or(0, |(_, count)| count as usize);
    // Above all values is "never" or, if no draw is never, the largest value.
    let above = never.map(|(why, _)| Err(why)).or(values.last().copied().map(Ok))?;
    let at = |share: f64| values.get(rank(share, count)).copied().map_or(above, Ok);
    let error_values = FAN_SHARES.map(|share| {
        let error = 1.959_963_984_540_054 * libm::sqrt(share * (1.0 - share) / count as f64);
        [share - error, share + error].map(at)
    });
    Some(Values { unit, mean, values: FAN_SHARES.map(at), error_values })
}

/// The mean, summed in the order of the draws, and its standard error; both are 0 if there are no values.
fn mean(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    if values.is_empty() {
        return (0.0, 0.0);
    }
    // Sums differences from the first value, so that equal values have exactly that mean, and large numbers keep their
    // digits.
    let origin = values[0];
    let mean = origin + values.iter().map(|value| value - origin).sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0).max(1.0);
    (mean, libm::sqrt(variance / count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric;

    #[test]
    fn percentiles_are_those_of_the_sorted_values() {
        let mut state = 1_u64;
        for count in (1..60).chain([999, 10_000]) {
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                // Some values occur twice.
                (state >> 54) as f64
            };
            let values: Vec<f64> = (0..count).map(|_| next()).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let expected = FAN_SHARES.map(|share| sorted[rank(share, count)]);
            assert_eq!(percentiles(&mut values.clone()), expected, "{count}");
        }
        // By hand: of a hundred values, the 5th, 25th, 50th, 75th and 95th.
        let mut hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(percentiles(&mut hundred), [5.0, 25.0, 50.0, 75.0, 95.0]);
        assert_eq!(percentiles(&mut []), [0.0; 5]);
    }

    /// By hand: of five ranked draws, the percentiles are the 1st, 2nd, 3rd, 4th and 5th.
    #[test]
    fn what_never_comes_ranks_above_all_months() {
        let never = Err(Absent::NotByTheEnd);
        let none = Err(Absent::SupplierNeverNegative);
        let of = |drawn: &[Metric<f64>]| spread(metric::CONTRACT_PAYBACK, drawn.iter().copied());
        let two_never = of(&[never, Ok(50.0), Ok(67.0), never, Ok(40.0)]);
        let values = two_never.values.expect("five are ranked");
        assert_eq!(values.values, [Ok(40.0), Ok(50.0), Ok(67.0), never, never]);
        // There is no mean if two of five draws never come.
        assert_eq!((values.mean, two_never.count, two_never.ranked()), (None, 3, 5));
        assert_eq!(two_never.months, [(Month(40), 1), (Month(50), 1), (Month(67), 1)]);
        // Three of five draws are "never", hence the median too; with so few draws its interval reaches down to the 1st
        // (3 ∓ 2.2).
        let three_never = of(&[never, Ok(50.0), never, never, Ok(40.0)]);
        let values = three_never.values.expect("five are ranked");
        assert_eq!(values.values, [Ok(40.0), Ok(50.0), never, never, never]);
        assert_eq!(values.error_values[2], [Ok(40.0), never]);
        // Draws in which the supplier was never out of pocket are counted, but not ranked.
        let others = of(&[none, Ok(50.0), Ok(67.0), none, Ok(40.0), none]);
        let values = others.values.expect("three are ranked");
        assert_eq!(values.values, [Ok(40.0), Ok(40.0), Ok(50.0), Ok(67.0), Ok(67.0)]);
        assert_eq!(
            (others.ranked(), others.never(), others.absent),
            (3, None, vec![(Absent::SupplierNeverNegative, 3)])
        );
        assert_eq!(values.mean.map(|mean| mean.value), Some(157.0 / 3.0));
        // All ranked draws are "never"; and if no draw is ranked there are no values.
        assert_eq!(of(&[never, none, never]).values.map(|values| values.values), Some([never; 5]));
        assert_eq!(of(&[none]).values, None);
        assert_eq!(of(&[]).values, None);
    }

    #[test]
    fn the_mean_of_one_number_is_that_number() {
        assert_eq!(mean(&[0.1; 1000]), (0.1, 0.0));
        let (mean, error) = mean(&[1.0, 2.0, 3.0, 4.0]);
        // The variance is 5 ÷ 3.
        assert!((mean - 2.5).abs() < 1e-15 && (error * error - 5.0 / 12.0).abs() < 1e-15);
    }
}
