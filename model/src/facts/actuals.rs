//! Actuals: observations of what has happened since, for comparison with the plans. They never change a computed
//! number.
//!
//! Each row is one observation. `series` is the id of the model's series with which it is compared, in the baselines
//! that describe the same thing; it is empty if the model computes nothing of the kind. If no figure was found, the row
//! says so.

use crate::base::month::Month;
use crate::base::units::Unit::{Chips, Share, Shares, Usd, UsdPerChipHour, Watt, Years};
use crate::facts::provenance::{Fact, derived, estimate, evidence_text, official, reported};
use crate::facts::sources::*;

/// The present month, with which projection begins.
pub const PRESENT: Month = Month::of(2026, 11);

const OPENAI_AMAZON: &[&str] = &["announced-2026-02", "funded-2026-07", "power-bound"];
const ANTHROPIC_TRAINIUM: &[&str] = &["anthropic-trainium"];
const ANTHROPIC: &[&str] = &["anthropic-tpu", "anthropic-trainium"];
const ON_38_BN: &[&str] = &["talks-2025-12", "announced-2026-02", "funded-2026-07", "power-bound", "all-nvidia"];
const OPENAI_AMD: &[&str] = &["openai-amd"];
/// The baseline whose round is Series G; in the other one of Anthropic's it is Series H.
const ANTHROPIC_TPU: &[&str] = &["anthropic-tpu"];
/// The baseline whose payments and round were taken from Amazon's report.
const FUNDED: &[&str] = &["funded-2026-07"];
const NONE: &[&str] = &[];

macro_rules! actuals {
    (@sets) => { NONE };
    (@sets $sets:ident) => { $sets };
    ($($id:literal $what:literal, $series:literal $baselines:ident, $year:literal-$month:literal by $by:literal $fact:expr, $note:literal $(, sets $sets:ident)?;)*) => {
        &[$(Actual {
            id: $id, what: $what, series: $series, baselines: $baselines, month: Month::of($year, $month),
            by: $by, fact: $fact,
            note: evidence_text($note),
            sets: actuals!(@sets $($sets)?),
        }),*]
    };
}

/// All actuals, grouped by what they count, then by month.
#[rustfmt::skip]
pub static ACTUALS: &[Actual] = actuals! {
    "openai-paid-2026-03" "Amazon’s payments to OpenAI", "invested_to_date_usd" OPENAI_AMAZON, 2026-3 by "Amazon’s 10-Q, July 2026"
        Some(official(15.0e9, Usd, &S81, "paid in the first quarter of 2026").rounded(0.05e9)), "", sets FUNDED;
    "openai-paid-2026-06" "Amazon’s payments to OpenAI", "invested_to_date_usd" OPENAI_AMAZON, 2026-6 by "Amazon’s 10-Q, July 2026"
        Some(official(28.7e9, Usd, &S81, "$15.0bn + $13.7bn, paid by 30 June 2026").rounded(0.05e9)), "", sets FUNDED;
    "openai-paid-2026-07" "Amazon’s payments to OpenAI", "invested_to_date_usd" OPENAI_AMAZON, 2026-7 by "Amazon’s 10-Q, July 2026"
        Some(official(50.0e9, Usd, &S81, "$28.7bn + $21.3bn, paid between 30 June and the filing of 31 July 2026").rounded(0.05e9)), "", sets FUNDED;
    "openai-valuation-2026-03" "OpenAI’s valuation after the money", "valuation_usd" OPENAI_AMAZON, 2026-3 by "OpenAI, March 2026"
        Some(official(852e9, Usd, &S79, "after $122bn of new money").rounded(0.5e9)), "", sets FUNDED;
    "openai-gpus-38bn" "GPUs online under OpenAI’s $38bn agreement", "chips_online" ON_38_BN, 2026-11 by ""
        None, "No figure found: neither OpenAI nor AWS says how many run.";
    "openai-compute-2023-12" "OpenAI’s compute in use", "" NONE, 2023-12 by "OpenAI, January 2026"
        Some(official(0.2e9, Watt, &S143, "all suppliers, end of 2023").rounded(0.05e9)), "All of OpenAI’s suppliers: no baseline counts that.";
    "openai-compute-2024-12" "OpenAI’s compute in use", "" NONE, 2024-12 by "OpenAI, January 2026"
        Some(official(0.6e9, Watt, &S143, "all suppliers, end of 2024").rounded(0.05e9)), "All of OpenAI’s suppliers: no baseline counts that.";
    "openai-compute-2025-12" "OpenAI’s compute in use", "" NONE, 2025-12 by "OpenAI, January 2026"
        Some(official(1.9e9, Watt, &S143, "all suppliers, end of 2025, about").rounded(0.05e9)), "All of OpenAI’s suppliers: no baseline counts that.";
    "stargate-operating-2026-04" "Stargate in operation", "" NONE, 2026-4 by "Epoch AI, April 2026"
        Some(estimate(0.3e9, Watt, &S142, "about, all of it in Abilene").rounded(0.05e9)), "More than 10 GW are said to be secured.";
    "openai-revenue-2025" "OpenAI’s revenue of the year", "" NONE, 2025-12 by "Press, September 2026"
        Some(reported(13.1e9, Usd, &S145, "recognised in 2025; the run rate at its end was over $20bn").rounded(0.05e9)), "";
    "openai-revenue-2026-03" "OpenAI’s revenue of the month", "" NONE, 2026-3 by "OpenAI, March 2026"
        Some(reported(2e9, Usd, &S79, "a month").rounded(0.5e9)), "";
    "openai-run-rate-2026-08" "OpenAI’s revenue, a year at the rate of the month", "" NONE, 2026-8 by "Press, September 2026"
        Some(reported(40e9, Usd, &S145, "Bloomberg; Axios has $65 to 70bn").range(40e9, 70e9)), "The reports disagree.";
    "openai-plan-2026-02" "OpenAI’s compute plan to 2030", "" NONE, 2026-2 by "Press, September 2026"
        Some(reported(600e9, Usd, &S145, "Reuters; $665bn to train and to run (The Information)").range(600e9, 665e9)), "The scopes differ; $1.4 trillion over eight years was said in November 2025.";
    "openai-plan-2026-07" "OpenAI’s compute plan to 2030", "" NONE, 2026-7 by "Press, September 2026"
        Some(reported(750e9, Usd, &S145, "The Wall Street Journal").rounded(5e9)), "The scopes differ.";
    "amd-vested-2026-08" "AMD shares vested to OpenAI, of 160 million", "warrants_vested" OPENAI_AMD, 2026-8 by "AMD, August 2026"
        Some(official(0.0, Shares, &S144, "no tranche had vested")), "";
    "anthropic-holdings-2026-06" "Amazon’s holdings in Anthropic, as carried", "stake_value_usd" ANTHROPIC_TRAINIUM, 2026-6 by "Amazon’s 10-Q, July 2026"
        Some(derived(190.4e9, Usd, &S81, "preferred $92.5bn + notes $97.9bn").rounded(0.1e9)), "With what Amazon held before; that share is set so that this comes out.", sets ANTHROPIC_TRAINIUM;
    "anthropic-facility-2026-06" "Left of Amazon’s facility for Anthropic", "" NONE, 2026-6 by "Amazon’s 10-Q, July 2026"
        Some(official(15.0e9, Usd, &S81, "of $20bn").rounded(0.05e9)), "Drawn as AWS meets milestones.";
    "anthropic-valuation-2026-02" "Anthropic’s valuation after the money", "valuation_usd" ANTHROPIC_TPU, 2026-2 by "Anthropic, June 2026"
        Some(official(380e9, Usd, &S96, "Series G").rounded(0.5e9)), "";
    "anthropic-valuation-2026-05" "Anthropic’s valuation after the money", "valuation_usd" ANTHROPIC, 2026-5 by "Anthropic, June 2026"
        Some(official(965e9, Usd, &S96, "Series H, $900bn before its $65bn").rounded(0.5e9)), "", sets ANTHROPIC_TRAINIUM;
    "rainier-2025-10" "Trainium2 in Project Rainier", "chips.trainium2" ANTHROPIC_TRAINIUM, 2025-10 by "CNBC, October 2025"
        Some(official(500_000.0, Chips, &S45, "about, live at New Carlisle on 29 October 2025")), "The month before the calendar begins.";
    "trainium2-anthropic-2026-04" "Trainium2 at Anthropic", "chips.trainium2" ANTHROPIC_TRAINIUM, 2026-4 by "Anthropic and Amazon, April 2026"
        Some(official(1e6, Chips, &S48, "“over” a million")), "";
    "trainium2-landed-2026-02" "Trainium2 landed at AWS", "" NONE, 2026-2 by "Amazon, February 2026"
        Some(official(1.4e6, Chips, &S46, "all customers, fully subscribed; TechCrunch words it as all three generations").rounded(0.05e6)), "All of AWS’s customers: no baseline counts that.";
    "aws-break-even-2026-06" "AWS servers break even after", "" NONE, 2026-6 by "Amazon, July 2026"
        Some(official(3.0, Years, &S125, "“a little under” three years")), "Held against the years in which a chip’s rent pays for it.";
    "aws-server-life-2026-06" "Life of AWS servers", "" NONE, 2026-6 by "Amazon, July 2026"
        Some(official(5.0, Years, &S125, "five to six years").range(5.0, 6.0)), "Most AI capacity is on contracts of at least five years.";
    "aws-building-life-2026-06" "Life of AWS data centres", "" NONE, 2026-6 by "Amazon, July 2026"
        Some(official(30.0, Years, &S125, "thirty years “and more”")), "";
    "amazon-capex-h1-2026" "Amazon’s cash capital spending of the half-year", "" NONE, 2026-6 by "Amazon’s 10-Q, July 2026"
        Some(official(96.3e9, Usd, &S81, "$43.2bn + $53.1bn; about $220bn guided for the year").rounded(0.1e9)), "";
    "aws-backlog-2025-12" "AWS backlog", "" NONE, 2025-12 by "Amazon’s 10-Q, 2026"
        Some(official(244e9, Usd, &S146, "contracts not yet performed").rounded(0.5e9)), "";
    "aws-backlog-2026-03" "AWS backlog", "" NONE, 2026-3 by "Amazon’s 10-Q, 2026"
        Some(official(364e9, Usd, &S146, "contracts not yet performed").rounded(0.5e9)), "";
    "aws-backlog-2026-06" "AWS backlog", "" NONE, 2026-6 by "Amazon’s 10-Q, July 2026"
        Some(official(496e9, Usd, &S81, "contracts not yet performed").rounded(0.5e9)), "";
    "aws-revenue-2025-q4" "AWS revenue of the quarter", "" NONE, 2025-12 by "Amazon’s 10-Q, 2026"
        Some(official(35.6e9, Usd, &S146, "fourth quarter of 2025").rounded(0.05e9)), "";
    "aws-revenue-2026-q1" "AWS revenue of the quarter", "" NONE, 2026-3 by "Amazon’s 10-Q, 2026"
        Some(official(37.6e9, Usd, &S146, "first quarter of 2026").rounded(0.05e9)), "";
    "aws-revenue-2026-q2" "AWS revenue of the quarter", "" NONE, 2026-6 by "Amazon’s 10-Q, July 2026"
        Some(official(42.2e9, Usd, &S81, "second quarter of 2026").rounded(0.05e9)), "";
    "amazon-chips-run-rate-2026-06" "Amazon’s own chips, revenue of a year at the rate of the quarter", "" NONE, 2026-6 by "Amazon, July 2026"
        Some(official(25e9, Usd, &S125, "“over” $25bn; Graviton, Trainium and Nitro")), "";
    "nvidia-revenue-2026-07" "NVIDIA’s revenue of the quarter", "" NONE, 2026-7 by "NVIDIA, August 2026"
        Some(official(96.2e9, Usd, &S124, "second quarter of fiscal 2027, data centre $89.0bn; $108.0bn ± 2% guided for the third").rounded(0.05e9)), "";
    "h100-one-year-2025-10" "One-year contract price of an H100", "" NONE, 2025-10 by "The Information Machine, June 2026"
        Some(estimate(1.70, UsdPerChipHour, &S55, "SemiAnalysis’s index").rounded(0.005)), "";
    "h100-one-year-2026-03" "One-year contract price of an H100", "" NONE, 2026-3 by "The Information Machine, June 2026"
        Some(estimate(2.35, UsdPerChipHour, &S55, "SemiAnalysis’s index").rounded(0.005)), "";
    "h100-one-year-2026-06" "One-year contract price of an H100", "" NONE, 2026-6 by "Cloud price sheets, September 2026"
        Some(estimate(2.65, UsdPerChipHour, &S15, "SemiAnalysis’s index, about").rounded(0.005)), "";
    "vera-rubin-rack-2026-03" "Price of a Vera Rubin NVL72 rack", "" NONE, 2026-3 by "Tom’s Hardware, March 2026"
        Some(reported(6e6, Usd, &S122, "$5 to 7m, up to 8.8; middle").range(5e6, 8.8e6)), "Morgan Stanley has $7.8m, which the capital cost here follows.";
    "astra-mfu-2026-09" "MFU of GPT-6 Astra’s training on GB200, at FP8", "" NONE, 2026-9 by "Epoch AI, October 2026"
        Some(estimate(0.25, Share, &S113, "by Epoch AI").rounded(0.005)), "Far under the 39.5% of NVIDIA’s own dense runs.";
};

/// One observation of what happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Actual {
    /// Stable id.
    pub id: &'static str,
    /// What it counts.
    pub what: &'static str,
    /// The id of the series with which it is compared; empty if there is none.
    pub series: &'static str,
    /// Ids of the baselines that describe the same thing.
    pub baselines: &'static [&'static str],
    /// The month in which, or at whose end, it was observed; may be before the calendar.
    pub month: Month,
    /// Who says so and when, briefly, for a table that also shows the class. Empty if no figure was found.
    pub by: &'static str,
    /// The figure; `None` if none was found.
    pub fact: Option<Fact>,
    /// A remark for the reader; says so if no figure was found.
    pub note: &'static str,
    /// Ids of the baselines whose inputs were chosen to match this figure, so that the agreement proves nothing.
    pub sets: &'static [&'static str],
}

impl Actual {
    /// A remark if the plan agrees with this figure to within half a per cent, which allows for rounding by sources: it
    /// was set to it, or it came true. `None` if it does not agree, or if there is no figure.
    pub fn agrees(&self, baseline: &str, plan: f64) -> Option<&'static str> {
        let gap = self.fact?.value - plan;
        let is_set = self.sets.contains(&baseline);
        (gap.abs() <= 0.005 * plan.abs()).then_some(if is_set { "the plan is set to it" } else { "as planned" })
    }

    /// The actuals that are compared with a series in a baseline, by month.
    pub fn of(baseline: &str, series: &str) -> impl Iterator<Item = &'static Actual> {
        ACTUALS.iter().filter(move |actual| actual.series == series && actual.baselines.contains(&baseline))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actuals_are_of_the_past_have_their_own_ids_and_say_where_nothing_is_known() {
        let mut unknown = 0;
        for actual in ACTUALS {
            assert_eq!(ACTUALS.iter().filter(|other| other.id == actual.id).count(), 1, "{} twice", actual.id);
            assert!(actual.month <= PRESENT, "{}", actual.id);
            assert_eq!(actual.series.is_empty(), actual.baselines.is_empty(), "{}", actual.id);
            assert_eq!(actual.by.is_empty(), actual.fact.is_none(), "{}", actual.id);
            assert!(actual.sets.iter().all(|id| actual.baselines.contains(id)), "{}", actual.id);
            if actual.fact.is_none() {
                unknown += 1;
                assert!(actual.note.contains("No figure found"), "{}", actual.id);
            }
        }
        assert!(unknown > 0);
        for (one, next) in ACTUALS.iter().zip(&ACTUALS[1..]) {
            assert!(one.what != next.what || one.month < next.month, "{} before {}", one.id, next.id);
        }
    }

    #[test]
    fn what_amazon_paid_openai_is_on_the_line_of_what_it_invested() {
        let paid: Vec<_> = Actual::of("funded-2026-07", "invested_to_date_usd").collect();
        assert_eq!(
            paid.iter().filter_map(|one| one.fact).map(|fact| fact.value).collect::<Vec<_>>(),
            [15e9, 28.7e9, 50e9]
        );
        assert_eq!(Actual::of("anthropic-tpu", "invested_to_date_usd").count(), 0);
    }
}
