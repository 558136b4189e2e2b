//! The ways to share a scenario.

pub(crate) const SHARE: &str = "Share";
pub(crate) const THE_LINK: &str = "The link";
pub(crate) const WITH_WORDS: &str = "With words";
pub(crate) const AS_PICTURE: &str = "As a picture";
pub(crate) const QR_CODE: &str = "QR code";
pub(crate) const IN_ANOTHER_PAGE: &str = "In another page";

/// Buttons, each with what it gives.
pub(crate) const SEND: [&str; 2] = ["Send…", "With the apps of this device."];
pub(crate) const COPY_LINK: [&str; 2] = ["Copy link", "The whole scenario in one address."];
pub(crate) const COPY_FRAME: [&str; 2] =
    ["Copy the frame", "A frame and a link beneath it, to be pasted into an article."];
pub(crate) const SAVE_AS_FILE: [&str; 2] =
    ["Save as a file", "Holds all that the link holds; opened by dropping it on the page, or under Export."];

/// The frame of another page: what stands in it, and its markup.
pub(crate) const IN_FRAME: &str = "What stands in the frame";
pub(crate) const THE_BRIEF: &str = "The brief";
pub(crate) const THE_FRAME: &str = "The frame";

pub(crate) const LINK_COPIED: &str = "Link copied.";
pub(crate) const HANDED_ON: &str = "Handed on.";

/// The title of a frame in another page.
pub(crate) fn frame_title(scenario: &str) -> String {
    format!("Rackrate: {scenario}")
}

/// Characters of a link, and those that mail leaves whole.
pub(crate) fn long_link(length: usize, mail: usize) -> String {
    format!("The link has {length} characters. Mail and chat programs may cut it after {mail}.")
}

/// Why the link was not copied, a sentence, and what can be done about it.
pub(crate) fn link_selected(why: &str) -> String {
    format!("{why} The link is selected: copy it from its field.")
}

/// The same of the frame's markup.
pub(crate) fn frame_selected(why: &str) -> String {
    format!("{why} The markup is selected: copy it from its field.")
}
