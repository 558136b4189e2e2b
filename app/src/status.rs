//! What has come of something that was asked for, in words.

/// What has come of an export, or of a workbook that was opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// Whether it is a fault.
    pub fault: bool,
    /// In words; empty where there is nothing to say.
    pub words: String,
    /// What was not taken as it stood in a workbook, a sentence each.
    pub notices: Vec<String>,
}

impl Status {
    /// It went well.
    pub fn good(words: impl Into<String>) -> Status {
        Status { words: words.into(), ..Status::default() }
    }

    /// It did not.
    pub fn fault(words: impl Into<String>) -> Status {
        Status { fault: true, ..Status::good(words) }
    }
}
