//! Changing parts of the markup under few types.
//!
//! Every closure in a view is a type of its own, for which the whole machinery of attributes and children is compiled
//! anew. These three give all texts, flags and blocks one type each: the page is a third smaller for it.

use leptos::prelude::*;

/// A text that changes.
pub fn text<T: Into<String>>(make: impl Fn() -> T + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || make().into())
}

/// A flag that changes.
pub fn flag(make: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(make)
}

/// A part of the page that is made anew whenever what it reads changes.
pub fn block(make: impl Fn() -> AnyView + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    Box::new(make)
}

/// A part of the page that is there only while a flag is set; made anew when the flag changes, not otherwise.
pub fn when(shown: Signal<bool>, make: impl Fn() -> AnyView + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    let shown = Memo::new(move |_| shown.get());
    block(move || if shown.get() { make() } else { ().into_any() })
}
