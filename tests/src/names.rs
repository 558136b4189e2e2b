//! What things are to somebody who hears the page, and what they are called.

use crate::plain;
use serde_json::{Value, json};

/// What a thing is to somebody who hears the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something that can be pressed.
    Button,
    /// A value between two ends.
    Slider,
    /// A field for text.
    Textbox,
    /// A list of which one is chosen.
    Combobox,
    /// On or off.
    Switch,
    /// A part of the page with a name.
    Region,
    /// A figure: a drawing with its title and what belongs to it.
    Figure,
    /// Rows and columns.
    Table,
    /// A field for words that are looked for.
    Search,
    /// A way to another place.
    Link,
    /// A heading.
    Heading,
    /// Something that must be said at once.
    Alert,
    /// Something that is said when there is time.
    Status,
    /// A picture with words for it.
    Picture,
    /// Something that has been opened over the page.
    Dialog,
}

impl Role {
    /// A selector that finds every such thing, and perhaps others.
    pub(crate) const fn candidates(self) -> &'static str {
        match self {
            Role::Button => "button,[role=button],input[type=file]",
            Role::Slider => "input[type=range],[role=slider]",
            Role::Textbox => "input:not([type]),input[type=text],textarea,[role=textbox]",
            Role::Combobox => "select,[role=combobox]",
            Role::Switch => "input[type=checkbox],[role=checkbox],[role=switch]",
            Role::Region => "section,aside,nav,header,figure,fieldset,[role=region],[role=group],[role=figure]",
            Role::Figure => "figure,[role=figure]",
            Role::Table => "table,[role=table],[role=grid]",
            Role::Search => "input[type=search],[role=searchbox]",
            Role::Link => "a[href],[role=link]",
            Role::Heading => "h1,h2,h3,h4,h5,h6,[role=heading]",
            Role::Alert => "[role=alert]",
            Role::Status => "[role=status],output",
            Role::Picture => "[role=img],svg,img",
            Role::Dialog => "dialog,[role=dialog]",
        }
    }

    /// Whether it has no name, but is known by all of its words.
    pub(crate) const fn is_read_out(self) -> bool {
        matches!(self, Role::Alert | Role::Status)
    }

    /// What the browser calls it.
    pub(crate) const fn names(self) -> &'static [&'static str] {
        match self {
            Role::Button => &["button"],
            Role::Slider => &["slider"],
            Role::Textbox => &["textbox"],
            Role::Combobox => &["combobox"],
            Role::Switch => &["checkbox", "switch"],
            Role::Region => &["region", "group", "figure", "complementary", "navigation", "banner"],
            Role::Figure => &["figure"],
            Role::Table => &["table", "grid"],
            Role::Search => &["searchbox"],
            Role::Link => &["link"],
            Role::Heading => &["heading"],
            Role::Alert => &["alert"],
            Role::Status => &["status"],
            Role::Picture => &["img", "image"],
            Role::Dialog => &["dialog"],
        }
    }
}

/// What a thing is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// Exactly so.
    Exactly(String),
    /// Beginning so.
    Starting(String),
    /// With these words in it.
    Containing(String),
}

/// A name that begins so.
pub fn starting(text: &str) -> Name {
    Name::Starting(text.to_owned())
}

/// A name with these words in it.
pub fn containing(text: &str) -> Name {
    Name::Containing(text.to_owned())
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name::Exactly(text.to_owned())
    }
}

impl From<&String> for Name {
    fn from(text: &String) -> Name {
        Name::Exactly(text.clone())
    }
}

impl From<String> for Name {
    fn from(text: String) -> Name {
        Name::Exactly(text)
    }
}

impl Name {
    /// Whether something is called so. In capitals or not: a style may write a name in them.
    pub(crate) fn fits(&self, label: &str) -> bool {
        let comparable = |text: &str| plain(text).to_lowercase();
        let label = comparable(label);
        match self {
            Name::Exactly(text) => label == comparable(text),
            Name::Starting(text) => label.starts_with(&comparable(text)),
            Name::Containing(text) => label.contains(&comparable(text)),
        }
    }

    /// As the script takes it that makes the first choice.
    pub(crate) fn argument(&self) -> Value {
        let (how, text) = match self {
            Name::Exactly(text) => ("exactly", text),
            Name::Starting(text) => ("starting", text),
            Name::Containing(text) => ("containing", text),
        };
        json!([how, plain(text).replace(' ', "").to_lowercase()])
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Name::Exactly(text) => write!(f, "{text:?}"),
            Name::Starting(text) => write!(f, "{text:?}…"),
            Name::Containing(text) => write!(f, "…{text:?}…"),
        }
    }
}
