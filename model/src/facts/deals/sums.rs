//! Sums over deals which leave out what another deal of the sum already contains, and say why.

use super::{DEALS, Deal, DealKind, Status};
use crate::base::units::Unit;
use crate::facts::provenance::Fact;

/// One deal in a sum: counted, or why it is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The deal.
    pub deal: &'static Deal,
    /// What it states, in the unit of the sum.
    pub value: f64,
    /// Whether it is part of the total.
    pub counted: bool,
    /// Why it is in or out, one sentence.
    pub why: String,
}

/// A sum with its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// The total of what is counted.
    pub total: f64,
    /// In which unit it and its parts are.
    pub unit: Unit,
    /// Every deal that states something, in the order of the table.
    pub parts: Vec<Part>,
}

/// The power, in watts, that was announced for a company, each gigawatt once: 0 W where nothing was.
///
/// A gigawatt of chips and a gigawatt of site are the same gigawatt, so sites are left out where the chips to run on
/// them are counted. It is what was announced, most of it not binding; what runs is a small part.
pub fn announced_power(company: &str) -> Sum {
    sum(company, Unit::Watt, |deal| deal.power_watts.as_ref(), |_| true)
}

/// The dollars of one kind of deal that were announced for a company, each dollar once.
pub fn announced_usd(company: &str, kind: DealKind) -> Sum {
    sum(company, Unit::Usd, |deal| deal.amount_usd.as_ref(), |deal| deal.kind == kind)
}

fn sum(company: &str, unit: Unit, of: fn(&Deal) -> Option<&Fact>, among: impl Fn(&Deal) -> bool) -> Sum {
    let parts: Vec<Part> = DEALS
        .iter()
        .filter(|deal| deal.parties.first() == Some(&company) && among(deal))
        .filter_map(|deal| Some((deal, of(deal)?.value)))
        .map(|(deal, value)| match left_out(deal, of, &among) {
            Some(why) => Part { deal, value, counted: false, why },
            None => Part { deal, value, counted: true, why: format!("Counted: {}", lowercase(deal.binding)) },
        })
        .collect();
    Sum { total: parts.iter().filter(|part| part.counted).map(|part| part.value).sum(), unit, parts }
}

/// Why a deal is not part of a sum; `None` where it is.
fn left_out(deal: &Deal, of: fn(&Deal) -> Option<&Fact>, among: &impl Fn(&Deal) -> bool) -> Option<String> {
    let containers = || deal.contained_in.iter().filter_map(|id| Deal::by_id(id));
    let stated: Vec<_> =
        containers().filter(|other| of(other).is_some() && among(other)).map(|other| other.name).collect();
    match (deal.status, deal.kind) {
        (Status::Ended, _) => Some("Left out: it has ended, or another has taken its place.".to_owned()),
        (Status::InTalks, _) => Some("Left out: it is in talks.".to_owned()),
        (_, DealKind::Option) => Some("Left out: an option is no commitment.".to_owned()),
        (_, DealKind::Guarantee) => Some("Left out: a guarantee is not a purchase.".to_owned()),
        _ if stated.is_empty() => None,
        _ => Some(format!("Left out: it is contained in {}.", stated.join(", "))),
    }
}

/// The text with its first letter small.
fn lowercase(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openais_announced_power_counts_each_gigawatt_once() {
        let sum = announced_power("OpenAI");
        let part = |id: &str| sum.parts.iter().find(|part| part.deal.id == id).expect(id);
        let counted: Vec<_> = sum.parts.iter().filter(|part| part.counted).map(|part| part.deal.id).collect();
        assert_eq!(
            counted,
            ["openai-aws-expansion-100bn", "openai-nvidia-5gw", "openai-amd", "openai-broadcom", "openai-cerebras"]
        );
        // 2 of Trainium, 5 of NVIDIA, 6 of AMD, 10 of its own chips, 0.75 of Cerebras. The first edition said 33.75.
        assert_eq!(sum.total, 23.75e9);
        for (id, why) in [
            ("openai-nvidia-loi", "it has ended"),
            ("openai-oracle", "contained in Stargate"),
            ("stargate", "contained in OpenAI–AMD, 6 GW, OpenAI–Broadcom, own accelerators, OpenAI–NVIDIA, 5 GW"),
            ("openai-cerebras-option", "an option"),
            ("openai-ohio", "in talks"),
        ] {
            assert!(!part(id).counted && part(id).why.contains(why), "{id}: {}", part(id).why);
        }
        assert!(part("openai-amd").why.contains("the first 1 GW"), "{}", part("openai-amd").why);
    }

    #[test]
    fn dollars_of_a_kind_are_counted_once() {
        let equity = announced_usd("OpenAI", DealKind::Equity);
        assert_eq!(equity.total, 122e9, "Amazon’s, NVIDIA’s and SoftBank’s money is the round’s");
        let cloud = announced_usd("Anthropic", DealKind::Cloud);
        assert_eq!(cloud.total, 518e9, "the prospectus contains the contracts before it");
        assert!(cloud.parts.len() > 5);
    }

    #[test]
    fn what_contains_a_deal_exists_overlaps_and_is_not_contained_in_it() {
        for deal in DEALS {
            assert_eq!(DEALS.iter().filter(|other| other.id == deal.id).count(), 1, "{} twice", deal.id);
            assert!(!deal.sources.is_empty() && !deal.parties.is_empty(), "{}", deal.id);
            for id in deal.contained_in {
                let other = Deal::by_id(id).expect(id);
                assert!(deal.overlaps.contains(id), "{} is contained in {id} and must not be added to it", deal.id);
                assert!(!other.contained_in.contains(&deal.id), "{id}");
            }
            for id in deal.overlaps {
                assert!(Deal::by_id(id).expect(id).overlaps.contains(&deal.id), "{} and {id}", deal.id);
            }
            for date in [Some(deal.date), deal.starts, deal.ends].into_iter().flatten() {
                assert!(
                    date.len() >= 7 && crate::base::month::Month::parse(&date[..7]).is_some() || &date[..7] < "2025-11",
                    "{}: {date}",
                    deal.id
                );
            }
            assert!(deal.starts.zip(deal.ends).is_none_or(|(starts, ends)| starts <= ends), "{}", deal.id);
        }
    }
}
