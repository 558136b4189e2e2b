//! Accessible roles and names.

use crate::plain;
use serde_json::{Value, json};

/// The role of an element for assistive technology.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A button.
    Button,
    /// A slider.
    Slider,
    /// A text field.
    Textbox,
    /// A drop-down list.
    Combobox,
    /// A switch or check box.
    Switch,
    /// A named part of the page.
    Region,
    /// A figure: a drawing with its title and what belongs to it.
    Figure,
    /// A table.
    Table,
    /// A search field.
    Search,
    /// A link.
    Link,
    /// A heading.
    Heading,
    /// A message that is announced at once.
    Alert,
    /// A message that is announced when assistive technology is idle.
    Status,
    /// A picture with a text alternative.
    Picture,
    /// A dialogue over the page.
    Dialog,
}

impl Role {
    /// A selector that finds every element of the role, and perhaps others.
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

    /// Whether it has no name, and is identified by its whole text.
    pub(crate) const fn is_read_out(self) -> bool {
        matches!(self, Role::Alert | Role::Status)
    }

    /// The browser's names for the role.
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

/// A condition on an accessible name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// The whole name.
    Exactly(String),
    /// The beginning of the name.
    Starting(String),
    /// A part of the name.
    Containing(String),
}

/// Names that start with a text.
pub fn starting(text: &str) -> Name {
    Name::Starting(text.to_owned())
}

/// Names that contain a text.
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
    /// Whether a name fits. Case is ignored, since a style may write the name in capitals.
    pub(crate) fn fits(&self, label: &str) -> bool {
        let comparable = |text: &str| plain(text).to_lowercase();
        let label = comparable(label);
        match self {
            Name::Exactly(text) => label == comparable(text),
            Name::Starting(text) => label.starts_with(&comparable(text)),
            Name::Containing(text) => label.contains(&comparable(text)),
        }
    }

    /// The name in the form that the preselecting script takes.
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
