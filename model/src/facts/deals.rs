//! Deals: who agreed what with whom, how far it came, and which announcements count the same dollars or watts twice.
//!
//! "GW" is as announced: but for Project Rainier's no source says whether it is IT power or facility power. Amounts are commitments or
//! investments as announced, not money spent, unless the status is `Funded`.

use crate::base::units::Unit::{Chips, Months, Usd, Watt};
use crate::facts::provenance::{Fact, Source, derived, evidence_text, official, reported};
use crate::facts::sources::*;
use serde::Serialize;

/// Every deal: OpenAI and Amazon, OpenAI's other suppliers, Anthropic.
#[rustfmt::skip]
pub static DEALS: &[Deal] = &[
    Deal {
        id: "openai-aws-38bn", name: "OpenAI–AWS, seven years", parties: &["OpenAI", "Amazon Web Services"], date: "2025-11-03", status: Status::Contracted,
        amount_usd: Some(official(38e9, Usd, &S71, "cloud spend over seven years")),
        valuation_usd: None, power_watts: None, chips: None,
        term_months: Some(official(84.0, Months, &S71, "seven years")),
        terms: evidence_text("Hundreds of thousands of NVIDIA GB200 and GB300, not Trainium, with an option on tens of millions of CPUs. Use begins at once; all capacity is targeted before the end of 2026; growth in 2027 and beyond."),
        overlaps: &[],
        sources: &[&S71, &S72],
    },
    Deal {
        id: "openai-amazon-talks-2025-12", name: "Amazon's talks on investing in OpenAI", parties: &["OpenAI", "Amazon"], date: "2025-12-16", status: Status::Ended,
        amount_usd: Some(reported(10e9, Usd, &S74, "equity, \"at least\"; by January 2026 the talk was of up to $50bn, in a round at $750–830bn").range(10e9, 50e9)),
        valuation_usd: Some(reported(500e9, Usd, &S74, "\"more than\" $500bn; pre- or post-money not said")),
        power_watts: None, chips: None, term_months: None,
        terms: evidence_text("Talks only, \"very fluid\", with OpenAI to use Trainium. They never closed in this form: pages that report a finalised $10bn chips-for-equity deal are wrong. What came of them is the investment of February 2026."),
        overlaps: &["openai-amazon-2026-02", "openai-amazon-funded-2026-07", "openai-round-2026"],
        sources: &[&S74, &S50],
    },
    Deal {
        id: "openai-amazon-2026-02", name: "Amazon's investment in OpenAI, as announced", parties: &["OpenAI", "Amazon"], date: "2026-02-27", status: Status::Contracted,
        amount_usd: Some(official(50e9, Usd, &S78, "equity: $15bn at closing and $35bn on conditions")),
        valuation_usd: Some(official(730e9, Usd, &S77, "pre-money; $840bn post-money of the $110bn then raised")),
        power_watts: None, chips: None, term_months: None,
        terms: evidence_text("$15bn of preferred stock by 31 March 2026; $35bn on a milestone, redacted in the 8-K, or an IPO, until the end of 2028. An AGI trigger was reported and denied. Pages that still call the $35bn pending are out of date: all was paid."),
        overlaps: &["openai-amazon-talks-2025-12", "openai-amazon-funded-2026-07", "openai-round-2026"],
        sources: &[&S78, &S77, &S50],
    },
    Deal {
        id: "openai-aws-expansion-100bn", name: "OpenAI–AWS, expansion by $100bn", parties: &["OpenAI", "Amazon Web Services"], date: "2026-02-27", status: Status::Contracted,
        amount_usd: Some(official(100e9, Usd, &S78, "cloud spend over eight years, on top of the $38bn")),
        valuation_usd: None,
        power_watts: Some(official(2e9, Watt, &S78, "about 2 GW of Trainium; IT or facility power is not said")),
        chips: None,
        term_months: Some(official(96.0, Months, &S78, "eight years")),
        terms: evidence_text("Expanded by, not to, $100bn: $138bn with the $38bn. About 2 GW of Trainium3 and, from 2027, Trainium4; the ramp only begins in 2027. AWS alone resells OpenAI Frontier. Obligations depend on the performance of AWS's chips."),
        overlaps: &[],
        sources: &[&S78, &S77, &S81, &S49],
    },
    Deal {
        id: "openai-round-2026", name: "OpenAI's round of 2026", parties: &["OpenAI", "Amazon", "NVIDIA", "SoftBank", "Microsoft", "a16z", "D. E. Shaw", "MGX", "TPG", "T. Rowe Price"], date: "2026-03-31", status: Status::Contracted,
        amount_usd: Some(official(122e9, Usd, &S79, "equity, all investors, at closing; $110bn was announced on 27 February")),
        valuation_usd: Some(official(852e9, Usd, &S79, "post-money; $730bn pre-money")),
        power_watts: None, chips: None, term_months: None,
        terms: evidence_text("Amazon $50bn, NVIDIA $30bn, SoftBank $30bn and others, more than $3bn from private persons. Closed means committed: Amazon's conditional part was paid by July. $840bn and $852bn are the same round, at $110bn and at $122bn."),
        overlaps: &["openai-amazon-talks-2025-12", "openai-amazon-2026-02", "openai-amazon-funded-2026-07", "openai-nvidia-2026"],
        sources: &[&S79, &S77],
    },
    Deal {
        id: "openai-amazon-funded-2026-07", name: "Amazon's investment in OpenAI, as paid", parties: &["OpenAI", "Amazon"], date: "2026-07-31", status: Status::Funded,
        amount_usd: Some(official(50e9, Usd, &S81, "equity: $15.0bn in Q1, $13.7bn in Q2 and $21.3bn after 30 June 2026")),
        valuation_usd: Some(official(852e9, Usd, &S79, "post-money, at the closing of the round")),
        power_watts: None, chips: None, term_months: None,
        terms: evidence_text("The same $50bn as announced in February, now fully paid; the date is that of the 10-Q. Amazon does not disclose its stake: 50 ÷ 852 = 5.9% is arithmetic and leaves out later dilution."),
        overlaps: &["openai-amazon-talks-2025-12", "openai-amazon-2026-02", "openai-round-2026"],
        sources: &[&S81, &S79],
    },
    Deal {
        id: "openai-nvidia-loi", name: "OpenAI–NVIDIA, letter of intent", parties: &["OpenAI", "NVIDIA"], date: "2025-09-22", status: Status::Ended,
        amount_usd: Some(official(100e9, Usd, &S64, "equity, \"up to\", gigawatt by gigawatt")),
        valuation_usd: None,
        power_watts: Some(official(10e9, Watt, &S64, "\"at least\" 10 GW")),
        chips: Some(reported(4.5e6, Chips, &S64, "4–5 million GPUs; middle").range(4e6, 5e6)),
        term_months: None,
        terms: evidence_text("Not binding; the first gigawatt on Vera Rubin in the second half of 2026. NVIDIA's filings gave no assurance of it. Replaced in February 2026 by $30bn of equity and 5 GW: do not count both."),
        overlaps: &["openai-nvidia-2026"],
        sources: &[&S64, &S50],
    },
    Deal {
        id: "openai-nvidia-2026", name: "OpenAI–NVIDIA, equity and 5 GW", parties: &["OpenAI", "NVIDIA"], date: "2026-02-27", status: Status::Contracted,
        amount_usd: Some(official(30e9, Usd, &S77, "equity")),
        valuation_usd: Some(official(730e9, Usd, &S77, "pre-money; $852bn post-money at closing")),
        power_watts: Some(reported(5e9, Watt, &S50, "3 GW for inference and 2 GW for training on Vera Rubin")),
        chips: None, term_months: None,
        terms: evidence_text("Replaces the letter of intent of September 2025. The equity is part of the round of $122bn."),
        overlaps: &["openai-nvidia-loi", "openai-round-2026"],
        sources: &[&S77, &S50],
    },
    Deal {
        id: "openai-amd", name: "OpenAI–AMD, 6 GW", parties: &["OpenAI", "AMD"], date: "2025-10-06", status: Status::Contracted,
        amount_usd: None, valuation_usd: None,
        power_watts: Some(official(6e9, Watt, &S85, "6 GW of Instinct GPUs; IT or facility power is not said")),
        chips: None, term_months: None,
        terms: evidence_text("The first gigawatt on MI450 in the second half of 2026. OpenAI gets a warrant on 160 m AMD shares at $0.01, in tranches up to a share price of $600, until October 2030; by August 2026 no tranche had vested."),
        overlaps: &[],
        sources: &[&S85, &S16],
    },
    Deal {
        id: "openai-broadcom", name: "OpenAI–Broadcom, own accelerators", parties: &["OpenAI", "Broadcom"], date: "2025-10-13", status: Status::Announced,
        amount_usd: None, valuation_usd: None,
        power_watts: Some(official(10e9, Watt, &S86, "10 GW of accelerators that OpenAI designs")),
        chips: None, term_months: None,
        terms: evidence_text("From the second half of 2026 to the end of 2029. The chip, Jalapeño, was shown on 24 June 2026: inference only, first deployment at the end of 2026."),
        overlaps: &[],
        sources: &[&S86, &S50],
    },
    Deal {
        id: "openai-oracle", name: "OpenAI–Oracle", parties: &["OpenAI", "Oracle"], date: "2025-09-10", status: Status::Contracted,
        amount_usd: Some(reported(300e9, Usd, &S87, "cloud spend, about, over about five years")),
        valuation_usd: None,
        power_watts: Some(reported(4.5e9, Watt, &S87, "4.5 GW")),
        chips: None,
        term_months: Some(reported(60.0, Months, &S87, "about five years, from 2027")),
        terms: evidence_text("Reported by The Wall Street Journal, not announced with a sum. It is part of Stargate."),
        overlaps: &["stargate"],
        sources: &[&S87],
    },
    Deal {
        id: "openai-microsoft", name: "OpenAI–Microsoft Azure", parties: &["OpenAI", "Microsoft"], date: "2025-10-28", status: Status::Contracted,
        amount_usd: Some(official(250e9, Usd, &S50, "additional Azure services")),
        valuation_usd: None, power_watts: None, chips: None, term_months: None,
        terms: evidence_text("Came with OpenAI's recapitalisation. On 27 April 2026 Microsoft's licence became non-exclusive, to 2032, and OpenAI may serve any cloud; only then could its models go on Bedrock. The \"2.5 GW\" sometimes attached is unverified."),
        overlaps: &[],
        sources: &[&S50, &S82],
    },
    Deal {
        id: "openai-coreweave", name: "OpenAI–CoreWeave", parties: &["OpenAI", "CoreWeave"], date: "2025-09-25", status: Status::Contracted,
        amount_usd: Some(reported(22.4e9, Usd, &S50, "cloud spend: $11.9bn + 4.0 + 6.5; CoreWeave's 10-K lists 11.9 + 6.5").range(18.4e9, 22.4e9)),
        valuation_usd: None, power_watts: None, chips: None, term_months: None,
        terms: evidence_text("Three contracts of 2025; the date is that of the last. CoreWeave's annual report lists $18.4bn."),
        overlaps: &[],
        sources: &[&S50],
    },
    Deal {
        id: "openai-cerebras", name: "OpenAI–Cerebras", parties: &["OpenAI", "Cerebras"], date: "2026-01-14", status: Status::Contracted,
        amount_usd: Some(reported(20e9, Usd, &S88, "\"more than\", as restated in April 2026; more than $10bn in January")),
        valuation_usd: None,
        power_watts: Some(reported(750e6, Watt, &S88, "up to 750 MW, 250 MW a year from 2026 to 2028")),
        chips: None, term_months: None,
        terms: evidence_text("$10bn and $20bn are the same 750 MW, restated. An option of 1.25 GW more would make 2 GW by 2030. With warrants on 33.4m shares and a loan of $1bn by OpenAI."),
        overlaps: &[],
        sources: &[&S88, &S89],
    },
    Deal {
        id: "stargate", name: "Stargate", parties: &["OpenAI", "Oracle", "SoftBank"], date: "2026-04-29", status: Status::Announced,
        amount_usd: None, valuation_usd: None,
        power_watts: Some(official(10e9, Watt, &S16, "\"more than\" 10 GW in the US secured, says OpenAI; secured is not operating")),
        chips: None, term_months: None,
        terms: evidence_text("Epoch AI found about 0.3 GW operating on 17 April 2026, all of it in Abilene. Abilene's expansion was dropped in March 2026 and Stargate UK paused in April."),
        overlaps: &["openai-oracle"],
        sources: &[&S16, &S50],
    },
    Deal {
        id: "anthropic-google-tpus", name: "Anthropic–Google, up to a million TPUs", parties: &["Anthropic", "Google"], date: "2025-10-23", status: Status::Announced,
        amount_usd: None, valuation_usd: None,
        power_watts: Some(official(1e9, Watt, &S65, "\"well over\" 1 GW in 2026")),
        chips: Some(official(1e6, Chips, &S65, "\"up to\" one million TPUs")),
        term_months: None,
        terms: evidence_text("\"Tens of billions of dollars\", without a number. One million is the most, not the least."),
        overlaps: &["anthropic-google-200bn", "anthropic-prospectus"],
        sources: &[&S65],
    },
    Deal {
        id: "anthropic-google-broadcom", name: "Anthropic–Google–Broadcom, 3.5 GW of TPUs", parties: &["Anthropic", "Google", "Broadcom"], date: "2026-04-06", status: Status::Contracted,
        amount_usd: None, valuation_usd: None,
        power_watts: Some(official(3.5e9, Watt, &S92, "about 3.5 GW through Broadcom, from 2027")),
        chips: None, term_months: None,
        terms: evidence_text("From Broadcom's 8-K; part of \"multiple gigawatts\" of TPUs that Anthropic announced."),
        overlaps: &["anthropic-google-200bn", "anthropic-broadcom-lease", "anthropic-prospectus"],
        sources: &[&S92],
    },
    Deal {
        id: "anthropic-google-200bn", name: "Anthropic–Google Cloud, $200bn", parties: &["Anthropic", "Google"], date: "2026-05", status: Status::Announced,
        amount_usd: Some(reported(200e9, Usd, &S94, "cloud spend over five years, by The Information; the draft prospectus has $111.1bn").range(111.1e9, 200e9)),
        valuation_usd: None,
        power_watts: Some(reported(5e9, Watt, &S95, "5 GW over five years")),
        chips: None,
        term_months: Some(reported(60.0, Months, &S94, "five years")),
        terms: evidence_text("Reported, not announced, together with an investment by Google of up to $40bn. Anthropic's draft prospectus of September 2026 gives $111.1bn for Google."),
        overlaps: &["anthropic-google-tpus", "anthropic-google-broadcom", "anthropic-broadcom-lease", "anthropic-prospectus"],
        sources: &[&S94, &S95, &S50],
    },
    Deal {
        id: "anthropic-google-investment", name: "Google's investment in Anthropic", parties: &["Anthropic", "Google"], date: "2026-05", status: Status::Announced,
        amount_usd: Some(reported(40e9, Usd, &S95, "equity, \"up to\"")),
        valuation_usd: None, power_watts: None, chips: None, term_months: None,
        terms: evidence_text("Reported, not announced, together with 5 GW of TPUs over five years. How much of it is certain is not known; earlier investments are not counted."),
        overlaps: &[],
        sources: &[&S95],
    },
    Deal {
        id: "anthropic-amazon-rainier", name: "Project Rainier", parties: &["Anthropic", "Amazon Web Services"], date: "2025-10-29", status: Status::Contracted,
        amount_usd: Some(official(11e9, Usd, &S45, "Amazon's campus in New Carlisle, not Anthropic's spend")),
        valuation_usd: None,
        power_watts: Some(official(2.2e9, Watt, &S45, "the campus in the end, facility power")),
        chips: Some(official(500_000.0, Chips, &S45, "Trainium2, about, live on 29 October 2025")),
        term_months: None,
        terms: evidence_text("Seven of thirty buildings were live. Anthropic was to use more than a million Trainium2 by the end of 2025, here and elsewhere. Half a million, a million and the fleet of 1.4 million are three different counts."),
        overlaps: &["anthropic-amazon"],
        sources: &[&S45, &S48],
    },
    Deal {
        id: "anthropic-amazon", name: "Anthropic–AWS, up to 5 GW", parties: &["Anthropic", "Amazon Web Services"], date: "2026-04-20", status: Status::Contracted,
        amount_usd: Some(official(100e9, Usd, &S48, "\"more than\" $100bn of cloud spend over ten years; the draft prospectus has $110bn").range(100e9, 110e9)),
        valuation_usd: None,
        power_watts: Some(official(5e9, Watt, &S48, "\"up to\" 5 GW; IT or facility power is not said")),
        chips: None,
        term_months: Some(official(120.0, Months, &S48, "ten years")),
        terms: evidence_text("Trainium2 to Trainium4 and Graviton; about 1 GW of Trainium2 and Trainium3 by the end of 2026. The $100bn are Anthropic's spend, not an investment by Amazon."),
        overlaps: &["anthropic-amazon-rainier", "anthropic-prospectus"],
        sources: &[&S48, &S50],
    },
    Deal {
        id: "anthropic-amazon-investment", name: "Amazon's investments in Anthropic", parties: &["Anthropic", "Amazon"], date: "2026-04-20", status: Status::Contracted,
        amount_usd: Some(derived(33e9, Usd, &S48, "at most: $8bn of 2023–25 + $5bn in April 2026 + up to $20bn; low: what is known to be paid").range(18e9, 33e9)),
        valuation_usd: None, power_watts: None, chips: None, term_months: None,
        terms: evidence_text("\"$25bn\" is what was added in April 2026, $33bn the most in all. $5bn of the up to $20bn went into Series H in May 2026, so $15bn were left."),
        overlaps: &[],
        sources: &[&S48, &S81],
    },
    Deal {
        id: "anthropic-microsoft-nvidia", name: "Anthropic–Microsoft–NVIDIA", parties: &["Anthropic", "Microsoft", "NVIDIA"], date: "2025-11-18", status: Status::Announced,
        amount_usd: Some(official(30e9, Usd, &S65B, "Azure spend; Microsoft invests up to $5bn and NVIDIA up to $10bn")),
        valuation_usd: Some(reported(350e9, Usd, &S65B, "about; pre- or post-money not said")),
        power_watts: Some(official(1e9, Watt, &S65B, "\"up to\" 1 GW")),
        chips: None, term_months: None,
        terms: evidence_text("The investments, up to $15bn, come on top of the $30bn that Anthropic spends."),
        overlaps: &["anthropic-nvidia-2026", "anthropic-prospectus"],
        sources: &[&S65B],
    },
    Deal {
        id: "anthropic-nvidia-2026", name: "Anthropic on NVIDIA through the clouds", parties: &["Anthropic", "NVIDIA"], date: "2026-09", status: Status::Announced,
        amount_usd: Some(reported(180e9, Usd, &S50, "\"more than\" $180bn contracted")),
        valuation_usd: None,
        power_watts: Some(reported(2.5e9, Watt, &S50, "2.5 GW to 2028")),
        chips: None, term_months: None,
        terms: evidence_text("Reported, not announced. It overlaps with what Anthropic has contracted with the clouds that run the GPUs."),
        overlaps: &["anthropic-microsoft-nvidia", "anthropic-prospectus"],
        sources: &[&S50],
    },
    Deal {
        id: "anthropic-prospectus", name: "Anthropic's commitments by its draft prospectus", parties: &["Anthropic", "Google", "Amazon", "Microsoft", "others"], date: "2026-09-28", status: Status::Contracted,
        amount_usd: Some(reported(518e9, Usd, &S50, "compute commitments to all suppliers, by the draft prospectus as Reuters read it")),
        valuation_usd: None, power_watts: None, chips: None, term_months: None,
        terms: evidence_text("Google $111.1bn, Amazon $110bn, Microsoft $31.4bn and others. It contains the other deals of Anthropic: never add it to them."),
        overlaps: &["anthropic-google-tpus", "anthropic-google-broadcom", "anthropic-google-200bn", "anthropic-amazon", "anthropic-microsoft-nvidia", "anthropic-nvidia-2026", "anthropic-broadcom-lease"],
        sources: &[&S50],
    },
    Deal {
        id: "anthropic-broadcom-lease", name: "Anthropic–Broadcom, lease of TPUs", parties: &["Anthropic", "Broadcom"], date: "2026-10-01", status: Status::Announced,
        amount_usd: Some(reported(125.2e9, Usd, &S50, "five-year lease of TPUs; Broadcom to lend up to $42bn against it")),
        valuation_usd: None, power_watts: None, chips: None,
        term_months: Some(reported(60.0, Months, &S50, "five years")),
        terms: evidence_text("Reported by Reuters, not announced; \"$60bn of Broadcom financing\" was reported too. It overlaps with the TPUs counted elsewhere."),
        overlaps: &["anthropic-google-broadcom", "anthropic-google-200bn", "anthropic-prospectus"],
        sources: &[&S50],
    },
];

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
#[derive(Debug, PartialEq, Serialize)]
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
    /// Ids of deals whose dollars or gigawatts overlap with this one's, so that they must not be summed.
    pub overlaps: &'static [&'static str],
    /// Where it was read.
    #[serde(serialize_with = "source_ids")]
    pub sources: &'static [&'static Source],
}

fn source_ids<S: serde::Serializer>(sources: &&'static [&'static Source], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sources.iter().map(|source| source.id))
}
