//! Deals: who agreed what with whom, its kind and status, which part is binding, and which announcements count the same
//! dollars or watts twice.
//!
//! Gigawatts are as announced: except for Project Rainier and TeraWulf, no source says whether they mean IT power or
//! facility power. Amounts are commitments or investments as announced, not money spent, unless the status is `Funded`.

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

/// All deals: OpenAI and Amazon, OpenAI's other suppliers, Anthropic, and others that concern them.
pub static DEALS: &[Deal] = &ALL;

/// The kind of a deal. Only deals of one kind can be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DealKind {
    /// An investment: money for shares.
    Equity,
    /// Rented capacity.
    Cloud,
    /// Buildings and power, without chips.
    Hosting,
    /// Chips and systems that are bought, or designed and bought.
    Silicon,
    /// What a party builds with its own money.
    OwnSpending,
    /// A guarantee: one party answers for what another owes.
    Guarantee,
    /// A right without a duty: options and warrants.
    Option,
}

impl DealKind {
    /// The displayed words.
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

/// The status of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is being negotiated.
    InTalks,
    /// It was announced, but is not known to be signed.
    Announced,
    /// It is signed.
    Contracted,
    /// The money has been paid.
    Funded,
    /// It is over, or was replaced by another.
    Ended,
}

/// A deal between companies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Deal {
    /// Stable id.
    pub id: &'static str,
    /// The displayed name.
    pub name: &'static str,
    /// The parties.
    pub parties: &'static [&'static str],
    /// The date, in ISO form.
    pub date: &'static str,
    /// The status.
    pub status: Status,
    /// The amount, USD, if any is stated.
    pub amount_usd: Option<Fact>,
    /// The valuation for an investment, USD; the fact's words say whether it is pre-money or post-money.
    pub valuation_usd: Option<Fact>,
    /// The power, W, if any is stated.
    pub power_watts: Option<Fact>,
    /// The number of chips, if any is stated.
    pub chips: Option<Fact>,
    /// The term, months, if any is stated.
    pub term_months: Option<Fact>,
    /// The terms in words.
    pub terms: &'static str,
    /// The kind of the deal.
    pub kind: DealKind,
    /// The month in which it begins, in ISO form, if known.
    pub starts: Option<&'static str>,
    /// The month in which it ends, in ISO form, if known.
    pub ends: Option<&'static str>,
    /// The binding part, in words.
    pub binding: &'static str,
    /// Ids of deals that contain this one wholly: a sum of dollars or watts leaves it out if one of them states an
    /// amount.
    pub contained_in: &'static [&'static str],
    /// Ids of deals whose dollars or gigawatts overlap with this one's, so that they must not be added.
    pub overlaps: &'static [&'static str],
    /// The documents that the deal was read from.
    #[serde(serialize_with = "source_ids")]
    pub sources: &'static [&'static Source],
}

impl Deal {
    /// The deal with this id; `None` if there is none.
    pub fn by_id(id: &str) -> Option<&'static Deal> {
        DEALS.iter().find(|deal| deal.id == id)
    }
}

fn source_ids<S: serde::Serializer>(sources: &&'static [&'static Source], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sources.iter().map(|source| source.id))
}
