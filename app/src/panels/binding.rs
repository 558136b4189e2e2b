//! What binds: a strip with a cell a month, on the months of the deployment chart above it.

use crate::components::explain::sentence;
use crate::components::time_chart::watched;
use crate::state::use_state;
use crate::view::{kept_text, text};
use figures::sentences;
use leptos::prelude::*;
use model::outcome::Outcome;
use std::fmt::Write;

/// Room that a letter of a label takes at most, CSS pixels.
const LETTER: f64 = 7.5;
/// A cell narrower than this has no line at its side.
const LEAST_CELL: f64 = 4.0;

/// What the sentence below the strip tells.
const MISSING: &str = "metric:undelivered_usd metric:shortfall_to_date_usd metric:commitment_usd";

/// What limited each month, what of the plan is missing, and what is never delivered.
#[component]
pub fn BindingStrip() -> impl IntoView {
    let state = use_state();
    let (width, seen) = (RwSignal::new(600.0), RwSignal::new(true));
    let ruler = watched(width, 8.0, seen);
    let strip = kept_text(move || state.read(|outcome| markup(outcome, width.get())));
    view! {
        <div class="binding">
            <span class="row-name">"What binds"</span>
            <div class="strip" node_ref=ruler inner_html=strip></div>
            <p class="binding-words">{sentence(text(|| MISSING), text(move || state.read(sentences::shortfall)))}</p>
        </div>
    }
    .into_any()
}

/// A list of spans, each lying on its months; a word is seen where it has room, and else below.
fn markup(outcome: &Outcome, width: f64) -> String {
    let runs = sentences::binding_runs(outcome);
    let months = outcome.sheet.months() as f64;
    let line = if width / months < LEAST_CELL { 0 } else { 1 };
    let mut html = "<ul aria-label=\"What binds, month by month\">".to_owned();
    let (mut named, mut unnamed) = (Vec::new(), Vec::new());
    for (from, to, binding) in runs {
        let (word, span, cells) = (binding.word(), sentences::span(from, to), (to - from) as f64);
        let fits = width * cells / months >= LETTER * word.len() as f64;
        let list = if fits { &mut named } else { &mut unnamed };
        if !list.contains(&word) {
            list.push(word);
        }
        // Writing into a text cannot fail.
        let _ = write!(
            html,
            "<li data-binds={word} title=\"{span}{word}\" style=\"left:{:.3}%;width:{:.3}%;--cells:{cells};--gap:{line}px\">\
             <span class=for-screen-readers>{span}</span><span class=\"{}\">{word}</span></li>",
            100.0 * from as f64 / months,
            100.0 * cells / months,
            if fits { "" } else { "for-screen-readers" },
        );
    }
    html.push_str("</ul><p class=binding-key aria-hidden=true>");
    for word in unnamed.iter().filter(|word| !named.contains(word)) {
        let _ = write!(html, "<span><i data-binds={word}></i>{word}</span>");
    }
    html.push_str("</p>");
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::baselines::BASELINES;
    use model::outcome::run;
    use model::scenario::Scenario;

    #[test]
    fn every_span_is_in_the_list_and_every_limit_is_named_in_sight() {
        for baseline in BASELINES {
            let outcome = run(&Scenario::of(baseline));
            for width in [784.0, 232.0, 40.0] {
                let html = markup(&outcome, width);
                for (from, to, binding) in sentences::binding_runs(&outcome) {
                    let (span, word) = (sentences::span(from, to), binding.word());
                    assert!(html.contains(&format!("title=\"{span}{word}\"")), "{html}");
                    let seen = html.contains(&format!("<span class=\"\">{word}</span>"));
                    assert!(seen != html.contains(&format!("<i data-binds={word}></i>{word}")), "{word} in {html}");
                }
            }
        }
    }
}
