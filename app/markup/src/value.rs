//! What an attribute can be set to.

use whole::prelude::{Memo, Signal};

/// The value of an attribute: a text that stays, or a text that changes.
#[derive(Debug)]
pub enum Value {
    /// It stays.
    Fixed(String),
    /// It changes.
    Live(Signal<String>),
    /// The attribute is there or not.
    Flag(Signal<bool>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Fixed(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Fixed(text)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Fixed(number.to_string())
    }
}

impl From<Signal<String>> for Value {
    fn from(text: Signal<String>) -> Value {
        Value::Live(text)
    }
}

impl From<Memo<String>> for Value {
    fn from(text: Memo<String>) -> Value {
        Value::Live(text.into())
    }
}

impl From<Signal<bool>> for Value {
    fn from(flag: Signal<bool>) -> Value {
        Value::Flag(flag)
    }
}

/// What `class` can be given: all classes, or one that is there or not.
pub trait Classes {
    /// The class that comes and goes, if it is one, and whether it is there; else all of them.
    fn split(self) -> (Option<&'static str>, Value);
}

impl Classes for &'static str {
    fn split(self) -> (Option<&'static str>, Value) {
        (None, self.into())
    }
}

impl Classes for String {
    fn split(self) -> (Option<&'static str>, Value) {
        (None, self.into())
    }
}

impl Classes for (&'static str, Signal<bool>) {
    fn split(self) -> (Option<&'static str>, Value) {
        (Some(self.0), self.1.into())
    }
}

impl Classes for (&'static str, bool) {
    fn split(self) -> (Option<&'static str>, Value) {
        let there = self.1;
        (Some(self.0), Signal::derive(move || there).into())
    }
}
