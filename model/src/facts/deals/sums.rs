//! The total of announced power, without deals that another deal of the sum already contains, and with reasons.

use super::{DEALS, Deal, DealKind, Status};

/// The company whose announced power is added up. For others the sum would count some power twice: their deals overlap
/// in part, and only deals that are wholly contained in others are left out.
pub const OF_POWER: &str = "OpenAI";

/// One deal in the sum, with the reason why it is counted or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The deal.
    pub deal: &'static Deal,
    /// The power that it states, W.
    pub watts: f64,
    /// Whether it is counted in the total.
    pub counted: bool,
    /// Why it is counted or not, in one sentence.
    pub why: String,
}

/// The total and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Announced {
    /// The total of the counted deals, W.
    pub watts: f64,
    /// All deals of the company that state a power, in the order of the table.
    pub parts: Vec<Part>,
}

/// The power that was announced for [`OF_POWER`], with each gigawatt counted once.
///
/// A gigawatt of chips and a gigawatt of site are the same gigawatt, so a site is left out if the chips for it are
/// counted. The sum is what was announced, most of it not binding; only a small part of it runs.
pub fn announced_power() -> Announced {
    let parts: Vec<Part> = DEALS
        .iter()
        .filter(|deal| deal.parties.first() == Some(&OF_POWER))
        .filter_map(|deal| Some((deal, deal.power_watts.as_ref()?.value)))
        .map(|(deal, watts)| match left_out(deal) {
            Some(why) => Part { deal, watts, counted: false, why },
            None => Part {
                deal,
                watts,
                counted: true,
                why: format!("Counted in full. Binding: {}", lowercase(deal.binding)),
            },
        })
        .collect();
    Announced { watts: parts.iter().filter(|part| part.counted).map(|part| part.watts).sum(), parts }
}

/// Why a deal is left out of the sum; `None` if it is counted.
fn left_out(deal: &Deal) -> Option<String> {
    let containers = deal.contained_in.iter().filter_map(|id| Deal::by_id(id));
    let stated: Vec<_> = containers.filter(|other| other.power_watts.is_some()).map(|other| other.name).collect();
    match (deal.status, deal.kind) {
        (Status::Ended, _) => Some("Left out: it has ended, or another has taken its place.".to_owned()),
        (Status::InTalks, _) => Some("Left out: it is in talks.".to_owned()),
        (_, DealKind::Option) => Some("Left out: an option is no commitment.".to_owned()),
        (_, DealKind::Guarantee) => Some("Left out: a guarantee is not a purchase.".to_owned()),
        _ if stated.is_empty() => None,
        _ => Some(format!("Left out: it is contained in {}.", stated.join(", "))),
    }
}

/// The text with its first letter in lower case.
fn lowercase(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openais_announced_power_counts_each_gigawatt_once() {
        let sum = announced_power();
        let part = |id: &str| sum.parts.iter().find(|part| part.deal.id == id).expect(id);
        let counted: Vec<_> = sum.parts.iter().filter(|part| part.counted).map(|part| part.deal.id).collect();
        assert_eq!(
            counted,
            ["openai-aws-expansion-100bn", "openai-nvidia-5gw", "openai-amd", "openai-broadcom", "openai-cerebras"]
        );
        // 2 GW of Trainium, 5 of NVIDIA, 6 of AMD, 10 of OpenAI's own chips, 0.75 of Cerebras. The first edition said
        // 33.75.
        assert_eq!(sum.watts, 23.75e9);
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

    /// Deals that overlap only in part are not left out, so the sum would count twice what they share.
    #[test]
    fn no_two_counted_deals_overlap() {
        let counted: Vec<_> = announced_power().parts.into_iter().filter(|part| part.counted).collect();
        for one in &counted {
            let other = counted.iter().find(|other| one.deal.overlaps.contains(&other.deal.id));
            assert_eq!(other.map(|other| other.deal.id), None, "beside {}", one.deal.id);
        }
    }

    /// Deals of one kind are compared, since a site may be begun before the contract for its chips.
    #[test]
    fn what_is_contained_lies_within_what_contains_it() {
        for deal in DEALS {
            let containers = deal.contained_in.iter().filter_map(|id| Deal::by_id(id));
            for container in containers.filter(|container| container.kind == deal.kind) {
                let ordered = |early: Option<&str>, late: Option<&str>| early.zip(late).is_none_or(|(a, b)| a <= b);
                assert!(ordered(container.starts, deal.starts), "{} starts before {}", deal.id, container.id);
                assert!(ordered(deal.ends, container.ends), "{} ends after {}", deal.id, container.id);
            }
        }
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
