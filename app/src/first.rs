//! The page as it is drawn by the build, before any browser has run it.

#[cfg(feature = "ssr")]
use figures::theme::Theme;

/// The first scenario's page as HTML.
#[cfg(feature = "ssr")]
pub fn page(theme: Theme) -> String {
    use crate::browser::theme::FirstLook;
    use crate::panels::page::Page;
    use leptos::prelude::*;
    let owner = Owner::new();
    owner.with(|| {
        provide_context(FirstLook(theme));
        view! { <Page /> }.to_html()
    })
}
