//! The texts of comparisons: the bar above the charts, the menu, and announcements.

pub(crate) const COMPARE: &str = "Compare";
pub(crate) const COMPARE_MENU: &str = "Compare…";
/// The present scenario's entry in the bar, behind a sample of its line.
pub(crate) const THIS_SCENARIO: &str = " This scenario";
/// The button that adds the present scenario: its visible text, and its name for screen readers.
pub(crate) const PIN: &str = "+ Pin";
pub(crate) const PIN_NAME: &str = "+ Pin: keep this scenario to compare with";

/// The choice of how compared scenarios are shown, and its options.
pub(crate) const SHOWN_AS: &str = "Others are shown as";
pub(crate) const OVERLAY: &str = "overlay";
pub(crate) const DIFFERENCES: &str = "differences";
pub(crate) const MULTIPLES: &str = "small multiples";

pub(crate) const SIDE_BY_SIDE: &str = "Figures side by side";
pub(crate) const HIDE_SIDE_BY_SIDE: &str = "Hide the figures";

pub(crate) const ABOUT: &str = "Up to six scenarios beside this one: in every chart, in the link and in exports.";
pub(crate) const PIN_THIS: &str = "Pin this scenario";
pub(crate) const ABOUT_PINNING: &str = "It stays as it is now; what you change next is seen against it.";
pub(crate) const TWO_AT_ONCE: &str = "Two at once";
pub(crate) const ALL_AGAINST_ALL: &str = "All NVIDIA against all Trainium3";
pub(crate) const PIN_BASELINE: &str = "Pin a baseline";
pub(crate) const SWAP: &str = "Swap with this scenario";

/// The label of the choice of reference, and its first option.
pub(crate) const DIFFERENCES_TO: &str = "Differences to ";
pub(crate) const OWN_BASELINE: &str = "the scenario’s own baseline";
/// The baseline as a reference within a sentence, and in a word beside a difference.
pub(crate) const THE_BASELINE: &str = "the baseline";
pub(crate) const BASELINE: &str = "baseline";

/// The name of the field for a compared scenario's name, by its letter.
pub(crate) fn name_of(letter: &str) -> String {
    format!("Name of {letter}")
}

/// The button that swaps it with the present scenario.
pub(crate) fn swap(letter: &str) -> String {
    format!("Swap with this scenario: {letter}")
}

/// The button that removes it.
pub(crate) fn remove(letter: &str) -> String {
    format!("Remove: {letter}")
}

/// Announced when it was added.
pub(crate) fn pinned(letter: &str) -> String {
    format!("Pinned as {letter}")
}

/// Announced when it had been added before.
pub(crate) fn pinned_already(letter: &str) -> String {
    format!("It is pinned as {letter} already")
}

/// Announced when there is no room for another.
pub(crate) fn no_more(most: usize) -> String {
    format!("No more than {most} scenarios can be pinned")
}

/// Announced when it was removed.
pub(crate) fn removed(letter: &str) -> String {
    format!("{letter} is no longer compared")
}

/// The answer to a question about a scenario that was removed.
pub(crate) fn gone(letter: &str) -> String {
    removed(letter) + "."
}

/// Announced when it was swapped with the present scenario.
pub(crate) fn swapped(letter: &str) -> String {
    format!("What was {letter} is the scenario now")
}

/// Announced when it equals the present scenario, so that nothing was swapped.
pub(crate) fn is_scenario(letter: &str) -> String {
    format!("{letter} is the scenario")
}

/// Announced when two baselines are compared.
pub(crate) fn against(first: &str, second: &str) -> String {
    format!("{first} against {second}")
}
