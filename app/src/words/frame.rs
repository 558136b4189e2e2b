//! The page in a frame of another one: what stands around the brief or chart, and what messages are answered with.

pub(crate) const OPEN_IN: &str = "Open in Rackrate";

pub(crate) const TOO_LONG: &str = "This is too long for a link.";
pub(crate) const SET_WANTS_LINK: &str = "“set” wants a link, a text.";
pub(crate) const KNOWN: &str = "Known are get, set, subscribe and height.";

/// A link names a chart that this release does not have.
pub(crate) fn no_chart(id: &str) -> String {
    format!("This release has no chart “{id}”; it shows the brief instead.")
}

/// A message is of another version.
pub(crate) fn speaks_version(version: f64) -> String {
    format!("This page speaks version {version} of the messages.")
}

/// A link was not opened.
pub(crate) fn not_opened(why: &str) -> String {
    format!("The link was not opened: {why}.")
}
