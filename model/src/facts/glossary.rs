//! The glossary: terms of the field, each explained in a sentence, for readers who meet them in names or explanations.

/// A term and its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term as it is written in texts.
    pub word: &'static str,
    /// Other forms of the term.
    pub also: &'static [&'static str],
    /// The meaning: a sentence that does not use the term itself.
    pub meaning: &'static str,
}

macro_rules! terms {
    ($($word:literal [$($also:literal)*] $meaning:literal;)*) => {
        &[$(Term { word: $word, also: &[$($also),*], meaning: $meaning }),*]
    };
}

/// All terms; a longer term comes before one that it contains.
#[rustfmt::skip]
pub static GLOSSARY: &[Term] = terms! {
    "H100-equivalents" ["H100e" "H100-equivalent"] "Compute counted in NVIDIA H100s: dense 8-bit peak over the H100’s 1,979 TFLOP/s. It says nothing of how well a chip is used.";
    "MFU" [] "Model FLOPs utilisation: the share of a chip’s dense peak that a training run turns into useful arithmetic.";
    "goodput" ["Goodput"] "The share of hours in which a fleet does useful work, after failures and restarts.";
    "PUE" [] "Power usage effectiveness: what the whole facility draws over what the IT equipment draws. 1.15 means 15% for cooling and losses.";
    "IT watts" ["IT power"] "Power of chip, server and network, before cooling and losses.";
    "facility power" ["Facility power"] "IT power × PUE. It is what has to be provided for the chips online, not what a meter shows.";
    "EFLOP/s" ["PFLOP/s" "TFLOP/s" "GFLOP/s"] "Floating-point operations a second: tera is 10¹², peta 10¹⁵, exa 10¹⁸.";
    "PFLOP-hour" [] "The arithmetic of 10¹⁵ operations a second for an hour: useful where it is effective, possible where it is peak.";
    "BF16" [] "A 16-bit number format in which models are trained.";
    "FP8" [] "An 8-bit number format: about twice as fast as BF16 on chips that have it.";
    "FP4" [] "A 4-bit number format, used mostly to serve models.";
    "dense" ["Dense"] "Without the sparsity by which vendors double some of their peaks.";
    "HBM" [] "High-bandwidth memory, mounted beside the chip.";
    "WACC" ["cost of capital"] "The yearly return that lenders and owners ask together; later money is discounted by it.";
    "NPV" ["present value"] "Net present value: later money counted at what it is worth at the start, all of it added up.";
    "IRR" ["rate of return"] "Internal rate of return: the yearly rate at which what is paid and what is received are worth the same. It says nothing of how much is laid out.";
    "MOIC" ["multiple of money" "Multiple of money"] "Multiple of invested capital: what a stake is worth over what was paid for it, whatever the time between.";
    "post-money" ["Post-money"] "What a company is worth after a round’s money has come in. A stake is the investment over it.";
    "pre-money" ["Pre-money"] "What a company is worth before a round’s money.";
    "TCO" ["cost of ownership"] "Total cost of ownership: capital, building, running cost and energy of a chip, by the hour of its life.";
    "take-or-pay" ["Take or pay" "take or pay"] "A minimum that the customer pays even where it uses less.";
    "residual" ["Residual" "what is left"] "What hardware or buildings are worth when their service ends: a share of their book value.";
    "book value" [] "Cost less what has been written off so far, in equal parts over the life.";
    "load factor" ["Load factor"] "The share of provisioned power that is drawn on average.";
    "Herfindahl" [] "The sum of the squared shares: 1 where one vendor does all, 0.25 where four do as much.";
    "payback" ["Payback"] "When what was laid out has come back, undiscounted and net of running costs: it ignores what money costs.";
    "break-even" ["Break-even"] "Where income just pays for all costs, at the cost of capital.";
    "tranche" ["Tranche"] "One payment of the investor.";
    "capex" ["Capital cost" "capital cost"] "What is paid once, for chips with their servers and network or for buildings.";
    "S-curve" [] "A ramp that begins and ends slowly: a quarter of the way after a third of the time.";
};

/// The terms that occur in a text as whole words, each once, in the glossary's order.
pub fn terms_in(text: &str) -> Vec<&'static Term> {
    let is_letter = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    let uses = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
            !is_letter(before) && !is_letter(after)
        })
    };
    GLOSSARY.iter().filter(|term| uses(term.word) || term.also.iter().any(|also| uses(also))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_as_words() {
        let words = |text| terms_in(text).into_iter().map(|term| term.word).collect::<Vec<_>>();
        assert_eq!(words("Peak × training MFU × goodput"), ["MFU", "goodput"]);
        assert_eq!(words("densely PUEs"), [""; 0]);
        assert_eq!(words("Cost per effective PFLOP-hour, 30 PFLOP/s"), ["EFLOP/s", "PFLOP-hour"]);
    }

    #[test]
    fn a_term_stands_once_and_is_told_in_sentences() {
        let mut seen = std::collections::HashSet::new();
        for term in GLOSSARY {
            for word in std::iter::once(&term.word).chain(term.also) {
                assert!(seen.insert(*word), "{word} twice");
            }
            assert!(
                term.meaning.ends_with('.') && term.meaning.starts_with(|c: char| c.is_uppercase()),
                "{}",
                term.word
            );
        }
    }
}
