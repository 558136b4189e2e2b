//! The page as it is drawn by the build, before any browser has run it.

use figures::theme::Theme;

/// The colours in which the build draws the page; in a browser it is the reader who has them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstLook(pub Theme);

/// The first scenario's page as HTML.
#[cfg(feature = "ssr")]
pub fn page(theme: Theme) -> String {
    use crate::panels::page::Page;
    use leptos::prelude::*;
    let owner = Owner::new();
    owner.with(|| {
        provide_context(FirstLook(theme));
        view! { <Page /> }.to_html()
    })
}
