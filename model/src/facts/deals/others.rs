//! Deals of other companies, as far as they concern these.

use super::{Deal, DealKind, Status};
use crate::base::units::Unit::{Chips, Months, Usd, Watt};
use crate::facts::provenance::{derived, evidence_text, official, reported};
use crate::facts::sources::*;

/// All rows, in the order in which they are listed.
#[rustfmt::skip]
pub(super) const ROWS: [Deal; 5] = [
    Deal {
        id: "aws-nvidia", name: "AWS–NVIDIA, two million GPUs more", parties: &["Amazon Web Services", "NVIDIA"], date: "2026-08-26", status: Status::Announced,
        amount_usd: None,
        valuation_usd: None,
        power_watts: None,
        chips: Some(official(2e6, Chips, &S124, "GPUs, on top of one million of March 2026")),
        term_months: None,
        terms: evidence_text("In 2027 and 2028, on top of one million of March 2026. They are what AWS rents out: what OpenAI and others rent of them is counted with them. Trainium4 is to use NVIDIA’s NVHBM."),
        kind: DealKind::Silicon, starts: Some("2027-01"), ends: Some("2028-12"),
        binding: evidence_text("Not known."),
        contained_in: &[],
        overlaps: &[],
        sources: &[&S124, &S147],
    },
    Deal {
        id: "google-spacex", name: "Google–SpaceX", parties: &["Google", "SpaceX"], date: "2026-06-05", status: Status::Contracted,
        amount_usd: Some(derived(30.36e9, Usd, &S127, "$920m × 33 months")),
        valuation_usd: None,
        power_watts: None,
        chips: Some(reported(110_000.0, Chips, &S127, "GPUs")),
        term_months: Some(derived(33.0, Months, &S127, "October 2026 to June 2029")),
        terms: evidence_text("Google rents GPUs of SpaceX: $920m a month, October 2026 to June 2029, by SpaceX’s S-1/A as relayed."),
        kind: DealKind::Cloud, starts: Some("2026-10"), ends: Some("2029-06"),
        binding: evidence_text("Not known."),
        contained_in: &[],
        overlaps: &[],
        sources: &[&S127],
    },
    Deal {
        id: "meta-amd", name: "Meta–AMD, 6 GW", parties: &["Meta", "AMD"], date: "2026-02-24", status: Status::Announced,
        amount_usd: Some(reported(60e9, Usd, &S135, "$60 to over 100bn, by the press").range(60e9, 100e9)),
        valuation_usd: None,
        power_watts: Some(reported(6e9, Watt, &S135, "6 GW")),
        chips: None,
        term_months: None,
        terms: evidence_text("The first gigawatt in the second half of 2026; warrants on 160 m AMD shares."),
        kind: DealKind::Silicon, starts: Some("2026-07"), ends: None,
        binding: evidence_text("Not known."),
        contained_in: &[],
        overlaps: &[],
        sources: &[&S135],
    },
    Deal {
        id: "meta-coreweave", name: "Meta–CoreWeave", parties: &["Meta", "CoreWeave"], date: "2026-04-09", status: Status::Contracted,
        amount_usd: Some(reported(35e9, Usd, &S136, "in all; $21bn of it new")),
        valuation_usd: None,
        power_watts: None,
        chips: None,
        term_months: None,
        terms: evidence_text("$21bn more, $35bn in all, to 2032."),
        kind: DealKind::Cloud, starts: None, ends: Some("2032-12"),
        binding: evidence_text("Not known."),
        contained_in: &[],
        overlaps: &[],
        sources: &[&S136],
    },
    Deal {
        id: "meta-google-tpu", name: "Meta–Google, rental of TPUs", parties: &["Meta", "Google"], date: "2026-02-26", status: Status::Announced,
        amount_usd: None,
        valuation_usd: None,
        power_watts: None,
        chips: None,
        term_months: None,
        terms: evidence_text("Several years; no amount was reported."),
        kind: DealKind::Cloud, starts: None, ends: None,
        binding: evidence_text("Not known."),
        contained_in: &[],
        overlaps: &[],
        sources: &[&S137],
    },
];
