//! What stands behind a number: texts that are too long for a first visit, and what is computed only on demand.
//!
//! A module of its own, with the model and all of its evidence in it. The page loads it when a reader first asks; see
//! `browser/late.rs` there. A question is a word and an id, the answer is markup in the page's own classes.

#[cfg(target_arch = "wasm32")]
pub mod browser;
mod claim;
mod compared;
mod deals;
mod dependants;
mod evidence;
mod explain;
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "only in a browser there are buttons to press"))]
mod export;
mod input;
mod misread;
mod numbers;
mod prices;
mod report;
mod rests;
mod search;
mod sources;
mod steps;
mod trust;

use maud::{Markup, html};
use model::catalogue::CLAIMS;
use model::parameters::ParameterId;
use model::permalink;
use model::scenario::Scenario;
use wasm_bindgen::prelude::wasm_bindgen;

/// The answer to a question about a scenario, as HTML.
///
/// Questions: `input:` with an input's id and `claim:` with a claim's, for what stands beside their names already;
/// `explain:` with a number as [`Question`](model::explain::Question) writes it, or several with spaces between, for a
/// whole explanation, and with `export:` or `export:3` for the menu of what can be taken away of the scenario or of that
/// chart; `prices:` with an agreement's id; `deals:all`; `sources:` and `numbers:` with what is
/// searched for and `trust:` for whole pages, `rows:` for what changes in the first two of them while a reader types: how
/// many are found, and after a line break the rows. `link` is the scenario as the value of the page's query parameter. A question that is not known,
/// or a link that cannot be read, is answered with a sentence that says so.
#[wasm_bindgen]
pub fn answer(question: &str, link: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        browser::at(link);
        if question.starts_with("explain:") {
            browser::bring();
        }
    }
    let answered = match permalink::read(link) {
        Ok(link) => about(question, &link.scenario),
        Err(fault) => Some(html! { p { "This scenario cannot be read: " (fault) "." } }),
    };
    answered.unwrap_or_else(|| html! { p { "Nothing is known here about “" (question) "”." } }).into_string()
}

/// A scenario's run as JSON: see the module `report`.
#[wasm_bindgen]
pub fn report(link: &str) -> String {
    report::report(link)
}

fn about(question: &str, scenario: &Scenario) -> Option<Markup> {
    let (kind, id) = question.split_once(':')?;
    match kind {
        "input" => ParameterId::parse(id).map(|of| input::answer(of, scenario)),
        "explain" => match id.strip_prefix("export:") {
            Some(of) => export::menu(of, title_of(of)),
            None => explain::answer(id, scenario),
        },
        "deals" => (id == "all").then(deals::answer),
        "prices" => prices::agreement(id).map(|of| prices::answer(of, scenario)),
        "sources" => Some(sources::page(id, scenario)),
        "numbers" => Some(numbers::page(id, scenario)),
        "rows" if id.contains(numbers::PAGE) => Some(numbers::found_rows(id, scenario)),
        "rows" => Some(sources::found_rows(id, scenario)),
        "trust" => Some(trust::page()),
        "claim" => CLAIMS.iter().find(|claim| claim.id == id).map(claim::answer),
        _ => None,
    }
}

/// The title of a chart in the page.
#[cfg(target_arch = "wasm32")]
fn title_of(chart: &str) -> Option<String> {
    browser::chart_title(chart)
}

/// Without a page there is none.
#[cfg(not(target_arch = "wasm32"))]
fn title_of(_chart: &str) -> Option<String> {
    None
}

#[cfg(test)]
mod tests;
