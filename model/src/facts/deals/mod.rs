//! Deals: who agreed what with whom, of which kind, how far it came, what of it is binding, and which announcements
//! count the same dollars or watts twice.
//!
//! "GW" is as announced: but for Project Rainier's and TeraWulf's no source says whether it is IT power or facility
//! power. Amounts are commitments or investments as announced, not money spent, unless the status is `Funded`.

mod anthropic;
mod openai;
mod others;
mod sums;

use crate::base::keys::joined;
use crate::facts::provenance::{Fact, Source};
use serde::Serialize;

pub use sums::{Announced, OF_POWER, Part, announced_power};

static ALL: [Deal; openai::ROWS.len() + anthropic::ROWS.len() + others::ROWS.len()] =
    joined(&[&openai::ROWS, &anthropic::ROWS, &others::ROWS]);

/// Every deal: OpenAI and Amazon, OpenAI's other suppliers, Anthropic, others that bear on them.
pub static DEALS: &[Deal] = &ALL;

/// What a deal is about. Only deals of one kind can be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DealKind {
    /// Money for shares.
    Equity,
    /// Capacity that is rented.
    Cloud,
    /// Buildings and power, without the chips.
    Hosting,
    /// Chips and systems that are bought, or designed and bought.
    Silicon,
    /// What a party builds with its own money.
    OwnSpending,
    /// One party stands for what another owes.
    Guarantee,
    /// A right, not a duty: options and warrants.
    Option,
}

impl DealKind {
    /// The words that are shown.
    pub const fn name(self) -> &'static str {
        match self {
            DealKind::Equity => "equity",
            DealKind::Cloud => "cloud",
            DealKind::Hosting => "hosting",
            DealKind::Silicon => "silicon",
            DealKind::OwnSpending => "own capital spending",
            DealKind::Guarantee => "guarantee",
            DealKind::Option => "option",
        }
    }
}

/// How far a deal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being negotiated.
    InTalks,
    /// Announced, not known to be signed.
    Announced,
    /// Signed.
    Contracted,
    /// The money has been paid.
    Funded,
    /// Over, or replaced by another.
    Ended,
}

/// A deal between companies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Deal {
    /// Stable id.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Who.
    pub parties: &'static [&'static str],
    /// When, ISO form.
    pub date: &'static str,
    /// How far.
    pub status: Status,
    /// Its dollars, where any are stated.
    pub amount_usd: Option<Fact>,
    /// The valuation behind an investment, USD, with its basis (pre- or post-money) in the fact's words.
    pub valuation_usd: Option<Fact>,
    /// Its power, where any is stated.
    pub power_watts: Option<Fact>,
    /// Its chips, where any are stated.
    pub chips: Option<Fact>,
    /// Its term in months.
    pub term_months: Option<Fact>,
    /// The terms in words.
    pub terms: &'static str,
    /// What it is about.
    pub kind: DealKind,
    /// When it begins, ISO month, where that is known.
    pub starts: Option<&'static str>,
    /// When it ends, ISO month, where that is known.
    pub ends: Option<&'static str>,
    /// What of it is binding, in words.
    pub binding: &'static str,
    /// Ids of deals that already contain it: a sum of dollars or watts leaves it out where one of these states some.
    pub contained_in: &'static [&'static str],
    /// Ids of deals whose dollars or gigawatts overlap with this one's, so that they must not be summed.
    pub overlaps: &'static [&'static str],
    /// Where it was read.
    #[serde(serialize_with = "source_ids")]
    pub sources: &'static [&'static Source],
}

impl Deal {
    /// The deal with this id.
    pub fn by_id(id: &str) -> Option<&'static Deal> {
        DEALS.iter().find(|deal| deal.id == id)
    }
}

fn source_ids<S: serde::Serializer>(sources: &&'static [&'static Source], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sources.iter().map(|source| source.id))
}
