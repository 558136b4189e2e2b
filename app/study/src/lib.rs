//! What stands behind a number: texts that are too long for a first visit, and what is computed only on demand.
//!
//! A module of its own, with the model and all of its evidence in it. The page loads it when a reader first asks; see
//! `browser/late.rs` there. A question is a word and an id, the answer is markup in the page's own classes.

mod claim;
mod dependants;
mod evidence;
mod input;
mod metric;
mod sources;
mod trust;

use maud::{Markup, html};
use model::catalogue::CLAIMS;
use model::metrics::MetricId;
use model::parameters::ParameterId;
use model::permalink;
use model::scenario::Scenario;
use wasm_bindgen::prelude::wasm_bindgen;

/// The answer to a question about a scenario, as HTML.
///
/// Questions: `input:` with an input's id, `metric:` with a metric's, `claim:` with a claim's; `sources:` with what is
/// searched for and `trust:` for whole pages, `rows:` for what changes in the first of them while a reader types: how
/// many are found, and after a line break the rows. `link` is the scenario as
/// the value of the page's query parameter. A question that is not known, or a link that cannot be read, is answered
/// with a sentence that says so.
#[wasm_bindgen]
pub fn answer(question: &str, link: &str) -> String {
    let answered = match permalink::read(link) {
        Ok(link) => about(question, &link.scenario),
        Err(fault) => Some(html! { p { "This scenario cannot be read: " (fault) "." } }),
    };
    answered.unwrap_or_else(|| html! { p { "Nothing is known here about “" (question) "”." } }).into_string()
}

fn about(question: &str, scenario: &Scenario) -> Option<Markup> {
    let (kind, id) = question.split_once(':')?;
    match kind {
        "input" => ParameterId::parse(id).map(|of| input::answer(of, scenario)),
        "metric" => MetricId::parse(id).map(|of| metric::answer(of, scenario)),
        "sources" => Some(sources::page(id, scenario)),
        "rows" => Some(sources::found_rows(id, scenario)),
        "trust" => Some(trust::page()),
        "claim" => CLAIMS.iter().find(|claim| claim.id == id).map(claim::answer),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
