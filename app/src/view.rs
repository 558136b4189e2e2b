//! Changing parts of the markup under few types.
//!
//! Every closure in a view is a type of its own, for which the whole machinery of attributes and children is compiled
//! anew. These give all texts, flags, numbers and blocks one type each: the page is a third smaller for it.

use leptos::prelude::*;

/// A text that changes.
pub fn text<T: Into<String>>(make: impl Fn() -> T + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || make().into())
}

/// A part of a length as styles write it.
pub fn percent(hundredths: f64) -> String {
    format!("{hundredths:.2}%")
}

/// A flag that changes.
pub fn flag(make: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(make)
}

/// A flag that is remembered: who reads it hears only of changes.
pub fn kept_flag(make: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    kept(Box::new(make))
}

/// A count that is remembered.
pub fn kept_count(make: impl Fn() -> usize + Send + Sync + 'static) -> Memo<usize> {
    kept(Box::new(make))
}

/// A number that is remembered.
pub fn kept_number(make: impl Fn() -> f64 + Send + Sync + 'static) -> Memo<f64> {
    kept(Box::new(make))
}

/// A text that is remembered; of the same type as one that is not, so that views have one type for all texts.
pub fn kept_text<T: Into<String>>(make: impl Fn() -> T + Send + Sync + 'static) -> Signal<String> {
    kept(Box::new(move || make().into())).into()
}

fn kept<T: PartialEq + Send + Sync + 'static>(make: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    Memo::new(move |_| make())
}

/// Writes outwards now and whenever what it reads changes; it is told whether this is the first time.
pub fn edge(write: impl Fn(bool) + 'static) {
    let write: Box<dyn Fn(bool)> = Box::new(write);
    Effect::new(move |before: Option<()>| write(before.is_none()));
}

/// A part of the page that is made anew whenever what it reads changes.
pub fn block(make: impl Fn() -> AnyView + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    Box::new(make)
}

/// A part of the page that is there only while a flag is set; made anew when the flag changes, not otherwise.
pub fn when(shown: Signal<bool>, make: impl Fn() -> AnyView + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    let shown = kept_flag(move || shown.get());
    block(move || if shown.get() { make() } else { ().into_any() })
}
