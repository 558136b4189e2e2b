//! The page as it is drawn by the build, before any browser has run it.

use figures::theme::Theme;
use leptos::prelude::*;

/// What a browser would tell the page and a build must be told: how wide charts are, and in which colours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstLook {
    /// Width of a chart whose layout hangs on it, CSS pixels.
    pub width: f64,
    /// Colours.
    pub theme: Theme,
}

/// How wide a chart is until a browser tells it.
pub fn first_width() -> f64 {
    use_context::<FirstLook>().map_or(600.0, |look| look.width)
}

/// The first scenario's page as HTML.
#[cfg(feature = "ssr")]
pub fn page(look: FirstLook) -> String {
    use crate::panels::page::Page;
    let owner = Owner::new();
    owner.with(|| {
        provide_context(look);
        view! { <Page /> }.to_html()
    })
}
