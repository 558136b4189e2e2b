//! The page as it is drawn by the build, before any browser has run it.

use figures::theme::Theme;
use leptos::prelude::*;

/// What a browser would tell the page and a build must be told: how wide charts are, and in which colours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstLook {
    /// Width of a chart that has a row of its own, CSS pixels.
    pub wide: f64,
    /// Width of a chart that shares its row with another one.
    pub half: f64,
    /// Colours.
    pub theme: Theme,
}

/// Whether what is made here shares its row with another chart.
#[derive(Clone, Copy, Debug)]
struct SharesRow;

/// From here on charts share their rows.
pub fn share_row() {
    provide_context(SharesRow);
}

/// How wide a chart is until the browser tells it: 600 CSS pixels in a browser, which tells it before it draws.
pub fn first_width() -> f64 {
    let look = use_context::<FirstLook>();
    look.map_or(600.0, |look| if use_context::<SharesRow>().is_some() { look.half } else { look.wide })
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
