//! The texts of the menu of sharing.

pub(crate) const SHARE: &str = "Share";
pub(crate) const THE_LINK: &str = "The link";
pub(crate) const WITH_WORDS: &str = "With words";
pub(crate) const AS_PICTURE: &str = "As a picture";
pub(crate) const QR_CODE: &str = "QR code";
pub(crate) const IN_ANOTHER_PAGE: &str = "In another page";

/// The buttons, each with its description.
pub(crate) const SEND: [&str; 2] = ["Send…", "With the apps of this device."];
pub(crate) const COPY_LINK: [&str; 2] = ["Copy link", "The whole scenario in one address."];
pub(crate) const COPY_FRAME: [&str; 2] =
    ["Copy the frame", "A frame and a link beneath it, to be pasted into an article."];
pub(crate) const SAVE_AS_FILE: [&str; 2] =
    ["Save as a file", "Holds all that the link holds; opened by dropping it on the page, or under Export."];

/// Embedding in another page: the choice of what to show, and the field with the HTML.
pub(crate) const IN_FRAME: &str = "What stands in the frame";
pub(crate) const THE_BRIEF: &str = "The brief";
pub(crate) const THE_FRAME: &str = "The frame";

pub(crate) const LINK_COPIED: &str = "Link copied.";
pub(crate) const HANDED_ON: &str = "Handed on.";

/// The title of a frame in another page.
pub(crate) fn frame_title(scenario: &str) -> String {
    format!("Rackrate: {scenario}")
}

/// The length of a link, and the length that mail programs keep whole, both in characters.
pub(crate) fn long_link(length: usize, mail: usize) -> String {
    format!("The link has {length} characters. Mail and chat programs may cut it after {mail}.")
}

/// Why the link was not copied, as a sentence, and what the reader can do instead.
pub(crate) fn link_selected(why: &str) -> String {
    format!("{why} The link is selected: copy it from its field.")
}

/// The same for the HTML of a frame.
pub(crate) fn frame_selected(why: &str) -> String {
    format!("{why} The markup is selected: copy it from its field.")
}
