//! The texts of the embedded page: around the brief or chart, and in messages.

pub(crate) const OPEN_IN: &str = "Open in Rackrate";

pub(crate) const TOO_LONG: &str = "This is too long for a link.";
pub(crate) const SET_WANTS_LINK: &str = "“set” wants a link, a text.";
pub(crate) const KNOWN: &str = "Known are get, set, subscribe and height.";

/// The link names a chart that this release does not have.
pub(crate) fn no_chart(id: &str) -> String {
    format!("This release has no chart “{id}”; it shows the brief instead.")
}

/// The answer to a message of another version.
pub(crate) fn speaks_version(version: f64) -> String {
    format!("This page speaks version {version} of the messages.")
}

/// The answer to a link that was refused.
pub(crate) fn not_opened(why: &str) -> String {
    format!("The link was not opened: {why}.")
}
