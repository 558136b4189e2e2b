//! Signals and memos for views, of few types.
//!
//! In Leptos every closure in a view has a type of its own, for which all code for attributes and children is compiled
//! again. These functions give all texts, flags, numbers and blocks one type each, which makes the page a third
//! smaller.

use leptos::prelude::*;

/// A derived signal of a text.
pub fn text<T: Into<String>>(make: impl Fn() -> T + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || make().into())
}

/// A length in per cent as CSS writes it, with two decimals.
pub fn percent(hundredths: f64) -> String {
    format!("{hundredths:.2}%")
}

/// A derived signal of a flag.
pub fn flag(make: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(make)
}

/// A memo of a flag: subscribers are notified only when it changes.
pub fn kept_flag(make: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    kept(Box::new(make))
}

/// A memo of a count.
pub fn kept_count(make: impl Fn() -> usize + Send + Sync + 'static) -> Memo<usize> {
    kept(Box::new(make))
}

/// A memo of a number.
pub fn kept_number(make: impl Fn() -> f64 + Send + Sync + 'static) -> Memo<f64> {
    kept(Box::new(make))
}

/// A memo of a text, as a signal of the same type as [`text`] gives, so that views have one type for all texts.
pub fn kept_text<T: Into<String>>(make: impl Fn() -> T + Send + Sync + 'static) -> Signal<String> {
    kept(Box::new(move || make().into())).into()
}

fn kept<T: PartialEq + Send + Sync + 'static>(make: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    Memo::new(move |_| make())
}

/// An effect at the edge of the graph: `write` runs now and whenever what it reads changes. Its argument says whether
/// this is the first time.
pub fn edge(write: impl Fn(bool) + 'static) {
    let write: Box<dyn Fn(bool)> = Box::new(write);
    Effect::new(move |before: Option<()>| write(before.is_none()));
}

/// A part of the page that is rendered again whenever what it reads changes.
pub fn block(make: impl Fn() -> AnyView + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    Box::new(make)
}

/// A part of the page that exists only while a flag is set; it is rendered again only when the flag changes.
pub fn when(shown: Signal<bool>, make: impl Fn() -> AnyView + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    let shown = kept_flag(move || shown.get());
    block(move || if shown.get() { make() } else { ().into_any() })
}
