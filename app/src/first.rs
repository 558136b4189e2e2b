//! The page as the build renders it, before any browser has run it.

#[cfg(feature = "ssr")]
use figures::theme::Theme;
#[cfg(feature = "ssr")]
use model::inputs::baselines::Baseline;

/// The HTML of a baseline's page in a theme.
#[cfg(feature = "ssr")]
pub fn page(theme: Theme, baseline: &'static Baseline) -> String {
    use crate::arrival::FirstBaseline;
    use crate::browser::theme::FirstLook;
    use crate::panels::movers::MOST;
    use crate::panels::page::Page;
    use crate::state::{FIRST_FIGURE, FirstRanking};
    use leptos::prelude::*;
    use model::analysis::ranking::ranking;
    use model::inputs::scenario::Scenario;
    use model::quantities::metric::HEADLINE;
    use model::share::ranged::Ranged;
    let scenario = Scenario::of(baseline);
    let mut first = ranking(&scenario, HEADLINE[FIRST_FIGURE], &Ranged::default().ranges_of(&scenario));
    first.truncate(MOST);
    let owner = Owner::new();
    owner.with(|| {
        provide_context(FirstLook(theme));
        provide_context(FirstBaseline(baseline));
        provide_context(FirstRanking(first));
        view! { <Page /> }.to_html()
    })
}
