//! Sentences that are made from the numbers by rule: the headline, the finding that titles each figure, and the notes.

mod delivery;
mod draws;
mod findings;
mod headline;
mod names;
#[cfg(test)]
mod tests;

pub use delivery::{bought, shortfall};
pub(crate) use draws::between_texts;
pub use draws::{between, nine_in_ten, without_value};
pub use findings::{
    binding_runs, cash, compute, counts_earlier_agreements, deployment, does_most, effective, mix, power, returned,
    span, spend, stake,
};
pub use headline::{came_back, headline, headline_sentences};
pub use names::{
    Mood, account, chips_shown, classes_of_chips, comes_back_as, difference, gives_warrants, in_sentence,
    investor_supplies, is_expected, own_peaks, pocket, sells_chips,
};

use crate::span::{Span, figure, of_metric};
use model::base::numbers::three_digits;
use model::metric;
use model::metric::MetricId;
use model::run::outcome::Outcome;

const SHARES: [MetricId; 5] = {
    let family = metric::vendor::COMPUTE_SHARE;
    [family.member(0), family.member(1), family.member(2), family.member(3), family.member(4)]
};

/// A count in words within a sentence: "345,000".
fn count(value: f64) -> String {
    // What would round to 1,000,000 at three digits is written as a million.
    if value >= 999_500.0 { format!("{} million", three_digits(value / 1e6)) } else { three_digits(value) }
}

/// A metric's value, if it has one.
pub(crate) fn value(outcome: &Outcome, metric: MetricId) -> Option<f64> {
    outcome.metrics.get(metric).ok()
}

/// A metric as displayed, or the reason why there is none.
fn shown(outcome: &Outcome, metric: MetricId) -> String {
    outcome.show(metric).map_or_else(str::to_owned, |shown| shown.text())
}

/// The same with its question.
fn told(outcome: &Outcome, metric: MetricId) -> Span {
    figure(shown(outcome, metric), of_metric(metric))
}
