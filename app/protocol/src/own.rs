//! The reader's own scenarios: what the browser stores of them, and acts on them.
//!
//! The page accesses the browser's storage, but does not know the form of the text, which the engine reads and writes.

use serde::{Deserialize, Serialize};

/// A stored scenario as shown in the list. Acts refer to it by name and link, because the list may be older than what
/// is stored, so that a place in it could mean another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// Its link.
    pub link: String,
}

/// An act of the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Show them.
    Show,
    /// Store the scenario on screen, with its title, notes and story. One of the same name is replaced.
    Save {
        /// The name to store it under.
        name: String,
    },
    /// Restore one that was replaced or deleted.
    PutBack(Saved),
    /// Rename one.
    Rename {
        /// The scenario.
        of: Saved,
        /// The new name.
        name: String,
    },
    /// Store one a second time, under another name.
    Duplicate(Saved),
    /// Delete one.
    Delete(Saved),
    /// Add those of a file.
    Import {
        /// The file's name.
        file: String,
        /// The file's text.
        text: String,
    },
}

/// The result of an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// The text to be stored from now on; `None` if nothing changes.
    pub keep: Option<String>,
    /// What happened, in a sentence or two; empty if nothing did.
    pub words: String,
    /// The list as HTML. Its buttons and fields carry their acts in `data-own`.
    pub html: String,
}
