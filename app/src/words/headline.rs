//! The texts of the headline sentence, the headline figures, and the other figures below the charts.

pub(crate) const HEADLINE: &str = "Headline";
pub(crate) const FIGURES: &str = "Headline figures";

/// In the contract's note, if it has no single rate of return.
pub(crate) const NO_SINGLE_RATE: &str = "no single rate";

pub(crate) const MORE_FIGURES: &str = "More figures";
/// Below the other figures, after their evidence class.
pub(crate) const ABOUT_FIGURES: &str =
    " Press a number to see where it comes from. Dollars are nominal, before tax and working capital.";

/// A figure's name for screen readers: everything visible, then its evidence class and what a press does.
pub(crate) fn spoken(seen: &str) -> String {
    format!("{seen}. Derived. Explain")
}

/// A figure's range for screen readers, with its evidence class.
pub(crate) fn spoken_range(range: &str) -> String {
    format!("{range}, assumption")
}

/// The reference of a difference: "vs baseline".
pub(crate) fn versus(reference: &str) -> String {
    format!("vs {reference}")
}

/// The note of H100 equivalents: the rate that training achieves.
pub(crate) fn effective(rate: &str) -> String {
    format!("{rate} effective")
}

/// The note of the power: the ratio of facility power to chip power.
pub(crate) fn at_pue(pue: &str) -> String {
    format!("at PUE {pue}")
}

/// The note of the stake: its worth. `before` is the text of [`held_before`], or empty.
pub(crate) fn worth(value: &str, before: &str) -> String {
    format!("worth {value}{before}")
}

/// The part of the stake that was held before; a part of its own in the note, which may be left out.
pub(crate) fn held_before(share: &str) -> String {
    format!("; {share} was held before")
}

/// The note of what has come back: what was paid in.
pub(crate) fn of_paid_in(dollars: &str) -> String {
    format!("of {dollars} paid in")
}

/// The same if one of the payments is only expected.
pub(crate) fn of_expected(dollars: &str) -> String {
    format!("of an expected {dollars} paid in")
}

/// The rate of a contract whose receipts come first, so that it is a cost of funds.
pub(crate) fn cost_of_funds(rate: &str) -> String {
    format!("cost of funds {rate}")
}

/// The note of the contract: its rate, and the month by which its money is back.
pub(crate) fn back_by(rate: &str, month: &str) -> String {
    format!("{rate}; back by {month}, undiscounted; net of running costs")
}

/// The same if there is no such month, with the reason.
pub(crate) fn not_back(rate: &str, reason: &str) -> String {
    format!("{rate}; money back: {reason}")
}

/// The name of the baseline, before its description.
pub(crate) fn baseline(name: &str) -> String {
    format!("Baseline “{name}”. ")
}

/// The label of a training run, with the name of its model.
pub(crate) fn days_to_train(model: &str) -> String {
    format!("Days to train {model}")
}
