//! The sentence and the six figures, and the other figures below the charts.

pub(crate) const HEADLINE: &str = "Headline";
pub(crate) const FIGURES: &str = "Headline figures";

/// A figure's note where the contract has no one rate of return.
pub(crate) const NO_SINGLE_RATE: &str = "no single rate";

pub(crate) const MORE_FIGURES: &str = "More figures";
/// Below the other figures, behind the class of their evidence.
pub(crate) const ABOUT_FIGURES: &str =
    " Press a number to see where it comes from. Dollars are nominal, before tax and working capital.";

/// A figure as it is spoken: all of its parts that are seen, then its class and what a press does.
pub(crate) fn spoken(seen: &str) -> String {
    format!("{seen}. Derived. Explain")
}

/// The range of a figure as it is spoken, with its class.
pub(crate) fn spoken_range(range: &str) -> String {
    format!("{range}, assumption")
}

/// To what a difference is: "vs baseline".
pub(crate) fn versus(reference: &str) -> String {
    format!("vs {reference}")
}

/// The note of H100 equivalents: the rate that training achieves.
pub(crate) fn effective(rate: &str) -> String {
    format!("{rate} effective")
}

/// The note of the power: what a watt for chips costs in all.
pub(crate) fn at_pue(pue: &str) -> String {
    format!("at PUE {pue}")
}

/// The note of the stake: its worth. `before` is what [`held_before`] says, or nothing.
pub(crate) fn worth(value: &str, before: &str) -> String {
    format!("worth {value}{before}")
}

/// What of the stake was held before; a part of its own, which may be left out.
pub(crate) fn held_before(share: &str) -> String {
    format!("; {share} was held before")
}

/// The note of what has come back.
pub(crate) fn of_paid_in(dollars: &str) -> String {
    format!("of {dollars} paid in")
}

/// The same where a payment among it is only likely.
pub(crate) fn of_expected(dollars: &str) -> String {
    format!("of an expected {dollars} paid in")
}

/// The rate of a contract whose receipts come first.
pub(crate) fn cost_of_funds(rate: &str) -> String {
    format!("cost of funds {rate}")
}

/// The note of the contract: its rate, and the month in which its money is back.
pub(crate) fn back_by(rate: &str, month: &str) -> String {
    format!("{rate}; back by {month}, undiscounted; net of running costs")
}

/// The same where there is no such month, and why.
pub(crate) fn not_back(rate: &str, reason: &str) -> String {
    format!("{rate}; money back: {reason}")
}

/// What the baseline is called, before what it says of itself.
pub(crate) fn baseline(name: &str) -> String {
    format!("Baseline “{name}”. ")
}

/// A training run by the name of its model.
pub(crate) fn days_to_train(model: &str) -> String {
    format!("Days to train {model}")
}
