//! Correlated inputs: a Gaussian copula.

use super::settings::{Refused, TIED_CORRELATION, Tie, Uncertainty};
use crate::facts::accelerator::Vendor;
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::input::{self, ParameterId};
use std::collections::{BTreeMap, BTreeSet};

/// Variances and correlations below this size count as 0.
const NOTHING_SHARE: f64 = 1e-9;

/// Correlations by pair of inputs, the earlier one of the table first.
pub(super) type Pairs = BTreeMap<(ParameterId, ParameterId), f64>;

/// The correlated pairs. A reader's tie replaces the one by vendor, and a later tie an earlier one.
pub(super) fn pairs(uncertainty: &Uncertainty) -> Result<Pairs, Refused> {
    let mut pairs = Pairs::new();
    if uncertainty.by_vendor {
        for vendor in Vendor::ALL {
            let chips: Vec<usize> =
                (0..ACCELERATORS.len()).filter(|chip| ACCELERATORS[*chip].vendor == vendor).collect();
            for family in [input::chip::PRICE, input::chip::IT_WATTS] {
                for (place, one) in chips.iter().enumerate() {
                    for other in &chips[place + 1..] {
                        pairs.insert((family.of(*one), family.of(*other)), TIED_CORRELATION);
                    }
                }
            }
        }
    }
    for tie in &uncertainty.ties {
        if tie.one == tie.other || !(-1.0..=1.0).contains(&tie.correlation) {
            return Err(Refused::Tie(*tie));
        }
        pairs.insert((tie.one.min(tie.other), tie.one.max(tie.other)), tie.correlation);
    }
    Ok(pairs)
}

/// For each tied input, the independent normal numbers that its own normal number is a sum of, with their weights: a
/// row of the Cholesky factor of the correlation matrix, in the order of the table.
///
/// All tied inputs are included, whether uncertain or not, so that switching one off does not change the draws of the
/// others.
pub(super) fn mixes(pairs: &Pairs) -> Result<BTreeMap<ParameterId, Vec<(ParameterId, f64)>>, Refused> {
    let tied = tied(pairs);
    let factor = factor(pairs, &tied)?;
    let mix = |weights: &Vec<f64>| {
        let parts = tied.iter().zip(weights).map(|(input, weight)| (*input, *weight));
        parts.filter(|(_, weight)| *weight != 0.0).collect()
    };
    Ok(tied.iter().copied().zip(factor.iter().map(mix)).collect())
}

impl Uncertainty {
    /// Refuses correlations that contradict each other, naming a pair: that of `newest` if the others are consistent.
    pub(crate) fn check_ties(&self, newest: Option<&Tie>) -> Result<(), Refused> {
        let pairs = pairs(self)?;
        let mut order = tied(&pairs);
        if let Some(Tie { one, other, .. }) = newest {
            order.retain(|input| input != one && input != other);
            order.extend([*one, *other]);
        }
        factor(&pairs, &order).map(drop)
    }
}

/// The tied inputs, in the order of the table.
fn tied(pairs: &Pairs) -> Vec<ParameterId> {
    pairs.keys().flat_map(|(one, other)| [*one, *other]).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The Cholesky factor of the correlations of some inputs, in their order. The error names the first pair that
/// contradicts those before it.
fn factor(pairs: &Pairs, tied: &[ParameterId]) -> Result<Vec<Vec<f64>>, Refused> {
    let mut factor: Vec<Vec<f64>> = Vec::with_capacity(tied.len());
    for (row, input) in tied.iter().enumerate() {
        let mut weights: Vec<f64> = Vec::with_capacity(row + 1);
        // The part of the input's own variance that the weights so far leave.
        let mut left = 1.0;
        for (column, earlier) in tied[..row].iter().enumerate() {
            let pair = (*earlier.min(input), *earlier.max(input));
            let correlation = pairs.get(&pair).copied().unwrap_or(0.0);
            let of_earlier = &factor[column];
            let implied: f64 = weights.iter().zip(of_earlier).map(|(one, other)| one * other).sum();
            let reach = of_earlier[column] * libm::sqrt(f64::max(left, 0.0));
            if (correlation - implied).abs() > reach + NOTHING_SHARE {
                let tie = Tie { one: *earlier, other: *input, correlation };
                let [low, high] = [implied - reach, implied + reach].map(|end| end.clamp(-1.0, 1.0));
                return Err(Refused::Inconsistent { tie, low, high });
            }
            // An earlier input that is wholly made of those before it has no normal number of its own.
            let weight =
                if of_earlier[column] > NOTHING_SHARE { (correlation - implied) / of_earlier[column] } else { 0.0 };
            left -= weight * weight;
            weights.push(weight);
        }
        weights.push(if left > NOTHING_SHARE { libm::sqrt(left) } else { 0.0 });
        factor.push(weights);
    }
    Ok(factor)
}

/// The drawn inputs, in groups that are tied directly or through others; an untied input is a group of one.
pub(super) fn groups(pairs: &Pairs, drawn: &[ParameterId]) -> Vec<Vec<ParameterId>> {
    // Each input carries the first member of its group.
    let mut of: BTreeMap<ParameterId, ParameterId> = BTreeMap::new();
    let all: BTreeSet<ParameterId> =
        pairs.keys().flat_map(|(one, other)| [*one, *other]).chain(drawn.iter().copied()).collect();
    all.iter().for_each(|input| {
        of.insert(*input, *input);
    });
    for ((one, other), correlation) in pairs {
        let (Some(one), Some(other)) = (of.get(one).copied(), of.get(other).copied()) else { continue };
        if *correlation != 0.0 && one != other {
            let (first, gone) = (one.min(other), one.max(other));
            of.values_mut().filter(|group| **group == gone).for_each(|group| *group = first);
        }
    }
    let mut groups: BTreeMap<ParameterId, Vec<ParameterId>> = BTreeMap::new();
    for input in drawn {
        groups.entry(of.get(input).copied().unwrap_or(*input)).or_default().push(*input);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(
        ties: &[(ParameterId, ParameterId, f64)],
    ) -> Result<BTreeMap<ParameterId, Vec<(ParameterId, f64)>>, Refused> {
        let ties =
            ties.iter().map(|(one, other, correlation)| Tie { one: *one, other: *other, correlation: *correlation });
        let uncertainty = Uncertainty { by_vendor: false, ties: ties.collect(), ..Uncertainty::default() };
        mixes(&pairs(&uncertainty)?)
    }

    const A: ParameterId = input::GOODPUT;
    const B: ParameterId = input::PUE;
    const C: ParameterId = input::WACC;

    #[test]
    fn weights_give_back_the_correlations() {
        let ties = [(A, B, 0.6), (C, A, -0.3), (B, C, 0.2)];
        let mixes = with(&ties).expect("consistent");
        let product = |one: ParameterId, other: ParameterId| -> f64 {
            let of_other = &mixes[&other];
            let part = |(input, weight): &(ParameterId, f64)| {
                of_other.iter().find(|(of, _)| of == input).map_or(0.0, |(_, other)| weight * other)
            };
            mixes[&one].iter().map(part).sum()
        };
        for (one, other, correlation) in ties {
            assert!((product(one, other) - correlation).abs() < 1e-12);
        }
        for input in [A, B, C] {
            assert!((product(input, input) - 1.0).abs() < 1e-12);
        }
        // The ties by vendor are consistent.
        let by_vendor = super::mixes(&pairs(&Uncertainty::default()).expect("ties")).expect("consistent");
        let has_sibling = |chip: &&crate::facts::accelerator::Accelerator| {
            ACCELERATORS.iter().filter(|other| other.vendor == chip.vendor).count() > 1
        };
        let tied = ACCELERATORS.iter().filter(has_sibling).count();
        assert_eq!(by_vendor.len(), 2 * tied, "prices and watts of every chip whose vendor has another");
    }

    #[test]
    fn an_inconsistent_set_names_the_pair() {
        // If B and C each have a correlation of 0.9 with A, their own is at least 0.62.
        let refused = with(&[(A, B, 0.9), (A, C, 0.9), (B, C, -0.5)]).expect_err("it is inconsistent");
        let Refused::Inconsistent { tie, low, high } = &refused else { panic!("{refused:?}") };
        assert_eq!((tie.one, tie.other, tie.correlation), (B, C, -0.5));
        assert!((low - 0.62).abs() < 1e-9 && (high - 1.0).abs() < 1e-9, "{refused:?}");
        assert!(refused.reason().contains("PUE and Cost of capital"), "{}", refused.reason());
        // No tie means a correlation of 0.
        assert!(matches!(with(&[(A, B, 0.9), (A, C, 0.9)]), Err(Refused::Inconsistent { .. })));
        assert!(with(&[(A, B, 0.9), (A, C, 0.9), (B, C, 0.62)]).is_ok());
        assert!(matches!(with(&[(A, A, 0.5)]), Err(Refused::Tie(_))));
        assert!(matches!(with(&[(A, B, 1.5)]), Err(Refused::Tie(_))));
    }

    #[test]
    fn what_moves_wholly_together_is_one_number() {
        let mixes = with(&[(A, B, 1.0), (A, C, -1.0), (B, C, -1.0)]).expect("consistent");
        assert_eq!(mixes[&B], [(A, 1.0)]);
        assert_eq!(mixes[&C], [(A, -1.0)]);
        assert!(matches!(with(&[(A, B, 1.0), (A, C, 0.5), (B, C, 0.4)]), Err(Refused::Inconsistent { .. })));
    }

    #[test]
    fn groups_are_what_is_tied_by_any_way() {
        let uncertainty = Uncertainty {
            by_vendor: false,
            ties: vec![Tie { one: A, other: C, correlation: 0.5 }],
            ..Uncertainty::default()
        };
        let pairs = pairs(&uncertainty).expect("ties");
        assert_eq!(groups(&pairs, &[A, B, C]), [vec![A, C], vec![B]]);
        assert_eq!(groups(&pairs, &[B, C]), [vec![C], vec![B]]);
    }
}
