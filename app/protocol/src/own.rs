//! Scenarios of the reader's own: what the browser keeps of them, and what is done with them.
//!
//! The page holds the browser's storage and knows nothing of its form; the engine reads and writes the text that is kept.

use serde::{Deserialize, Serialize};

/// One that is kept, as the reader sees it: the list may be older than what is kept, and a place in it somebody else's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// What it is called.
    pub name: String,
    /// Its link.
    pub link: String,
}

/// What a reader does with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Looks at them.
    Show,
    /// Keeps the scenario that is on screen, with its title, notes and story. One of the same name is replaced.
    Save {
        /// What it is to be called.
        name: String,
    },
    /// Puts back one that was replaced or deleted.
    PutBack(Saved),
    /// Gives another name to one.
    Rename {
        /// Which.
        of: Saved,
        /// The new name.
        name: String,
    },
    /// Keeps one a second time, under another name.
    Duplicate(Saved),
    /// Forgets one.
    Delete(Saved),
    /// Takes those of a file.
    Import {
        /// The file's name.
        file: String,
        /// What stands in it.
        text: String,
    },
}

/// What comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// The text to be kept from now on; nothing where what is kept stays.
    pub keep: Option<String>,
    /// What happened, a sentence or two; empty where nothing did.
    pub words: String,
    /// The list, as markup. What a reader presses in it says so in `data-own`.
    pub html: String,
}
