//! Every fact and assumption in a table with a search.

use super::dependants::{self, Dependants};
use super::search::{self, Words};
use super::{claims, misread, owner_costs, specifications};
use crate::evidence::{self, citation};
use crate::pieces::{ask, sentence};
use maud::{Markup, html};
use model::facts::provenance::Class;
use model::facts::sources::FACTS_READ_TO;
use model::inputs::evidence::{FactKind, Listed, all};
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::record::question::Question;
use protocol::engine::ALL_ROWS;

/// How many rows are shown before the reader asks for all.
const SHOWN: usize = 30;

/// A search: words, all of which must be found, and filters.
pub(crate) struct Search {
    words: Words,
    class: Option<Class>,
    kind: Option<FactKind>,
    disagree: bool,
    whole: bool,
}

impl Search {
    /// Reads the words of the form: `class:official`, `kind:training-run`, `disagree:` and `all:` are filters, the
    /// others are searched for.
    pub(crate) fn read(text: &str) -> Search {
        let mut words = Words::of(text);
        let (class, kind) = (words.take(&Class::ALL, class_word), words.take(&FactKind::ALL, kind_word));
        let (disagree, whole) = (words.has(DISAGREE), words.has(ALL_ROWS));
        Search { words, class, kind, disagree, whole }
    }

    /// The facts found; those whose names have the words come first.
    pub(crate) fn hits(&self, names: &Names) -> Vec<&'static Listed> {
        let mut hits: Vec<(bool, &'static Listed)> = Vec::new();
        for listed in all() {
            let right = self.class.is_none_or(|class| class == listed.class)
                && self.kind.is_none_or(|kind| kind == listed.kind)
                && (!self.disagree || listed.sources_disagree());
            if !right {
                continue;
            }
            let name = listed.name_in(names).to_lowercase();
            let in_name = self.words.all_in(&name);
            if in_name || self.words.all_in(&haystack(listed, &name)) {
                hits.push((in_name, listed));
            }
        }
        hits.sort_by_key(|(in_name, _)| !in_name);
        hits.into_iter().map(|(_, listed)| listed).collect()
    }

    /// How many rows are shown at most.
    const fn most(&self) -> usize {
        if self.whole { usize::MAX } else { SHOWN }
    }

    fn found(&self, hits: usize) -> String {
        search::found(hits, self.most())
    }
}

/// The filter for facts on which sources disagree.
const DISAGREE: &str = "disagree:";

fn class_word(class: Class) -> String {
    format!("class:{}", class.word().replace(' ', "-"))
}

fn kind_word(kind: FactKind) -> String {
    format!("kind:{}", kind.word().replace(' ', "-"))
}

/// The text in which words are searched for, in lower case.
fn haystack(listed: &Listed, name: &str) -> String {
    let source = listed.source;
    let words = [listed.note, source.title, source.publisher, listed.class.word(), listed.kind.word()];
    format!("{name} {} {} {} {}", listed.id, source.date, source.id, words.join(" ")).to_lowercase()
}

/// The whole page.
pub(crate) fn page(text: &str, scenario: &Scenario) -> Markup {
    let search = Search::read(text);
    let hits = search.hits(scenario.names());
    let sources = all().iter().map(|listed| listed.source.id).collect::<std::collections::BTreeSet<_>>().len();
    html! {
        h2 { "Sources" }
        p.lead data-count {
            (all().len()) " facts and assumptions from " (sources) " sources, as of " (FACTS_READ_TO) ". Every number that enters a calculation is in this table, with "
            "what exactly it measures, how strong the evidence is, and which results of the scenario on screen rest on it."
        }
        ul.classes data-count {
            @for class in Class::ALL {
                li {
                    b { (class.word()) } " " (all().iter().filter(|listed| listed.class == class).count())
                    span { (class.meaning()) }
                }
            }
        }
        (misread::all())
        (claims::all())
        (specifications::all())
        (owner_costs::all(scenario))
        (search::form("Facts and assumptions", "Trainium3, PUE, Epoch AI …", text, |words| html! {
            (search::choice(words, "Class", "every class", Class::ALL.into_iter().map(|class| (class_word(class), class.word().to_owned()))))
            (search::choice(words, "Kind", "every kind", FactKind::ALL.into_iter().map(|kind| (kind_word(kind), kind.word().to_owned()))))
            (search::tick(words, "Sources disagree", DISAGREE))
            (search::tick(words, "All rows", ALL_ROWS))
        }))
        p.found role="status" { (search.found(hits.len())) }
        table.facts {
            caption.for-screen-readers { "Facts and assumptions" }
            thead {
                tr {
                    th scope="col" { "What" }
                    th scope="col" { "Value and range" }
                    th scope="col" { "Evidence" }
                    th scope="col" { "What rests on it here" }
                }
            }
            tbody.rows { (rows(&search, &hits, scenario)) }
        }
    }
}

/// What changes while the reader types: a sentence, and the rows.
pub(crate) fn found_rows(text: &str, scenario: &Scenario) -> (String, Markup) {
    let search = Search::read(text);
    let hits = search.hits(scenario.names());
    (search.found(hits.len()), rows(&search, &hits, scenario))
}

/// The rows that are shown.
fn rows(search: &Search, hits: &[&'static Listed], scenario: &Scenario) -> Markup {
    let rests = dependants::of(scenario);
    html! { @for listed in hits.iter().take(search.most()) { (row(listed, scenario, &rests)) } }
}

fn row(listed: &'static Listed, scenario: &Scenario, rests: &Dependants) -> Markup {
    html! {
        tr data-fact=(listed.id) {
            th scope="row" {
                b { (listed.name_in(scenario.names())) } " " span.kind { (listed.kind.word()) }
                p data-words { (sentence(listed.note)) }
                @for misreading in misread::of(listed) {
                    p.misread data-words { b { "Often misread. " } s { (misreading.wrong) } " " (misreading.right) }
                }
            }
            td data-label="Value" { b.value { (ask(&Question::Fact(listed.id.clone()), listed.show())) } (evidence::range(listed)) }
            td data-label="Evidence" {
                span.class data-class=(listed.class.word()) title=(listed.class.meaning()) { (listed.class.word()) }
                " " (citation(listed.source))
                (evidence::confidence(listed.fact))
            }
            td data-label="Rests on it" { (dependants::markup(&rests.of(listed, scenario), scenario.names())) }
        }
    }
}
