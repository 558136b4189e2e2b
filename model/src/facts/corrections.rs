//! Corrections: numbers of this explorer that were wrong, and their replacements.

use crate::facts::provenance::evidence_text;

/// A correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The day of the correction, in ISO form.
    pub date: &'static str,
    /// The number that was wrong.
    pub what: &'static str,
    /// The former value.
    pub was: &'static str,
    /// The present value.
    pub is: &'static str,
    /// The reason.
    pub why: &'static str,
    /// Ids of the facts concerned, as listed in `inputs/evidence.rs`; empty if the correction concerns a rule.
    pub facts: &'static [&'static str],
}

macro_rules! corrections {
    ($($date:literal $what:literal $was:literal $is:literal $why:literal [$($fact:literal)*];)*) => {
        &[$(Correction {
            date: $date,
            what: evidence_text($what),
            was: evidence_text($was),
            is: evidence_text($is),
            why: evidence_text($why),
            facts: &[$($fact),*],
        }),*]
    };
}

/// All corrections, the newest first.
#[rustfmt::skip]
pub static CORRECTIONS: &[Correction] = corrections! {
    "2026-11-27" "Trainium3 and Trainium4: range of the contract price" "$1.07 to $1.67 and $1.70 to $2.66 an hour" "$1.24 to $1.96 and $1.97 to $3.12" "The range assumed 1,304 watts a Trainium3, the price 1,514: draws were too low." ["input.chip.trainium3.price_usd_per_hour" "input.chip.trainium4.price_usd_per_hour"];
    "2026-11-27" "Ranges of contracts whose prices follow from their dollars" "a discount of up to 30% was drawn on top" "none is drawn" "What an hour costs is what the announced dollars come to; its own range says how uncertain that is." ["baseline.announced-2026-02.agreement.expansion.discount" "baseline.anthropic-tpu.agreement.base.discount"];
    "2026-11-26" "Anthropic on a million TPUs: TPUs that Anthropic bought" "400,000 chips counted as rented from Google: contract value $16.9bn, 77% of the investment spent back" "counted in chips, compute and power only: $14.4bn and 52%" "Their money goes to Broadcom and not to Google." ["baseline.anthropic-tpu.agreement.expansion.bought"];
    "2026-11-26" "OpenAI and AMD: return of the deal" "−88% a year" "no rate" "AMD pays nothing in, so that there is no outlay to earn a rate on." [];
    "2026-11-25" "Value and return of a contract" "counted only to the as-of month, so that a delay looked like a gain" "counted to the contract’s end" "Costs come first and rent later: a contract that is cut short looks worse than it is." [];
    "2026-11-25" "Hardware after the end of a contract" "running cost went on for ever" "it ends with service; what is left has a value" "Chips that nobody rents are not paid for." [];
    "2026-11-25" "Rates of return" "refused for flows that change sign more than once" "found wherever there is exactly one" "Most such flows have a single rate." [];
    "2026-11-25" "GB200 and GB300, three-year contract price" "$3.30 and $3.96 an hour" "$4.00 and $5.00" "One table and one kind of price for all accelerators, of September 2026." ["input.chip.gb200.price_usd_per_hour" "input.chip.gb300.price_usd_per_hour"];
    "2026-11-25" "Trainium3, contract price" "$1.07 in some places, $1.374 in others" "one price everywhere, solved so that the announced $100bn pay for the announced plan" "Who wins a comparison depended on which was meant." ["input.chip.trainium3.price_usd_per_hour"];
    "2026-11-25" "IT watts of accelerators" "figures of several sources, some with cooling in them" "one source and one definition: chip with its share of server and network" "Chips were compared by watts that meant different things." ["input.chip.gb200.it_watts" "input.chip.gb300.it_watts" "input.chip.h100.it_watts"];
    "2026-11-25" "Vera Rubin, FP4" "50 PFLOP/s as a dense peak" "35 PFLOP/s dense" "50 counts sparsity." ["accelerator.vera-rubin.fp4"];
    "2026-11-25" "Anthropic on a million TPUs: price" "$0.99 an hour for a million chips" "$1.829 an hour for the 600,000 that are rented" "The $42bn are for the rented ones." ["input.chip.tpu7x.price_usd_per_hour"];
    "2026-11-25" "Google’s investment in Anthropic" "half of $40bn in May 2026" "$10bn in April 2026 and a conditional $30bn" "What was reported on 24 April 2026." [];
    "2026-11-25" "PUE of AWS" "1.15 for 2023 and 2024" "1.15 for 2024, 1.14 for 2025" "Amazon’s own page." ["input.operations.pue"];
    "2026-11-25" "MI455X" "1,806 W and $43,700" "of Vera Rubin’s class, as an assumption with a range" "A newer chip with four times the FP8 cannot draw less than MI355X." ["input.chip.mi455x.it_watts" "input.chip.mi455x.capex_usd"];
    "2026-11-25" "OpenAI’s announced power" "33.75 GW, the sum of all announcements" "23.75 GW, without what another announcement contains" "The letter of intent with NVIDIA was replaced, and sites were counted with the deals that fill them." [];
    "2026-11-25" "Tokens a day" "2.7 times as many at FP4" "counted at the 8-bit peak whatever the training precision" "Nobody publishes that serving in FP4 makes tokens in proportion to the FP4 peak." [];
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::evidence::entry;

    #[test]
    fn corrections_are_dated_newest_first_and_name_facts_that_are_listed() {
        for pair in CORRECTIONS.windows(2) {
            assert!(pair[0].date >= pair[1].date, "{} after {}", pair[1].date, pair[0].date);
        }
        for correction in CORRECTIONS {
            assert_eq!(correction.date.len(), 10, "{}", correction.what);
            assert!(correction.why.ends_with('.'), "{}", correction.what);
            assert_ne!(correction.was, correction.is);
            for id in correction.facts {
                assert!(entry(id).is_some(), "{id} is not listed");
            }
        }
    }
}
