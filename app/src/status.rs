//! The result of something that the reader asked for, in words.

/// The result of an export, of sharing, or of opening a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// Whether it failed.
    pub fault: bool,
    /// The result in words; empty if there is nothing to say.
    pub words: String,
    /// What could not be taken from a workbook as it stood there, one sentence for each.
    pub notices: Vec<String>,
}

impl Status {
    /// A success.
    pub fn good(words: impl Into<String>) -> Status {
        Status { words: words.into(), ..Status::default() }
    }

    /// A failure.
    pub fn fault(words: impl Into<String>) -> Status {
        Status { fault: true, ..Status::good(words) }
    }
}
