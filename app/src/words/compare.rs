//! What is compared: the bar above the charts, the menu, and what is said when something is pinned.

pub(crate) const COMPARE: &str = "Compare";
pub(crate) const COMPARE_MENU: &str = "Compare…";
/// The scenario's own line in the bar, behind its sample.
pub(crate) const THIS_SCENARIO: &str = " This scenario";
/// The button that pins the scenario: what is seen, and its whole name.
pub(crate) const PIN: &str = "+ Pin";
pub(crate) const PIN_NAME: &str = "+ Pin: keep this scenario to compare with";

/// The ways in which others are shown.
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

/// What differences are to, before the choice, and the first of the choice.
pub(crate) const DIFFERENCES_TO: &str = "Differences to ";
pub(crate) const OWN_BASELINE: &str = "the scenario’s own baseline";
/// The same in a sentence, and as a word beside a difference.
pub(crate) const THE_BASELINE: &str = "the baseline";
pub(crate) const BASELINE: &str = "baseline";

/// The field for the name of one that is pinned, by its letter; so are the buttons beside it.
pub(crate) fn name_of(letter: &str) -> String {
    format!("Name of {letter}")
}

/// The button that makes it the scenario.
pub(crate) fn swap(letter: &str) -> String {
    format!("Swap with this scenario: {letter}")
}

/// The button that takes it away.
pub(crate) fn remove(letter: &str) -> String {
    format!("Remove: {letter}")
}

/// It is pinned now.
pub(crate) fn pinned(letter: &str) -> String {
    format!("Pinned as {letter}")
}

/// The same scenario was pinned before.
pub(crate) fn pinned_already(letter: &str) -> String {
    format!("It is pinned as {letter} already")
}

/// There is no room for another.
pub(crate) fn no_more(most: usize) -> String {
    format!("No more than {most} scenarios can be pinned")
}

/// It was taken away.
pub(crate) fn removed(letter: &str) -> String {
    format!("{letter} is no longer compared")
}

/// The answer to what was asked about it, once it was taken away.
pub(crate) fn gone(letter: &str) -> String {
    removed(letter) + "."
}

/// It is the scenario now, which has its place.
pub(crate) fn swapped(letter: &str) -> String {
    format!("What was {letter} is the scenario now")
}

/// It was the scenario before.
pub(crate) fn is_scenario(letter: &str) -> String {
    format!("{letter} is the scenario")
}

/// Two baselines are seen against each other.
pub(crate) fn against(first: &str, second: &str) -> String {
    format!("{first} against {second}")
}
