//! Every fact and assumption in a table that can be searched, and what often is read wrongly.

use crate::dependants::{self, Dependants};
use crate::evidence::citation;
use maud::{Markup, PreEscaped, html};
use model::catalogue::{CLAIMS, Claim, FACTS_DATE, MISREADINGS, Misreading, SYSTEMS, system};
use model::facts::{Listed, Place, all, entry};
use model::number::sort_by_number;
use model::provenance::Class;
use model::scenario::Scenario;
use model::units::three_digits;

/// How many rows are shown before a reader asks for all.
const SHOWN: usize = 30;

/// The looks of the pages that are opened from the footer.
const STYLE: &str = include_str!("reference.css");

/// What is searched for: words, all of which must be found, and filters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Search {
    words: Vec<String>,
    class: Option<Class>,
    place: Option<Place>,
    whole: bool,
}

impl Search {
    /// From the words of the form: `class:official`, `kind:training-run` and `all:` are filters, the others are looked
    /// for.
    pub(crate) fn read(text: &str) -> Search {
        let mut search = Search::default();
        for word in text.split_whitespace().map(str::to_lowercase) {
            let class = Class::ALL.into_iter().find(|class| word == class_word(*class));
            let place = Place::ALL.into_iter().find(|place| word == place_word(*place));
            match (class, place) {
                (None, None) if word == ALL_ROWS => search.whole = true,
                (None, None) => search.words.push(word),
                _ => {
                    search.class = class.or(search.class);
                    search.place = place.or(search.place);
                }
            }
        }
        search
    }

    /// What is found, facts whose names have the words first.
    pub(crate) fn hits(&self) -> Vec<&'static Listed> {
        let mut hits: Vec<(bool, &'static Listed)> = Vec::new();
        for listed in all() {
            let right = self.class.is_none_or(|class| class == listed.class)
                && self.place.is_none_or(|place| place == listed.place);
            if !right {
                continue;
            }
            let name = listed.name.to_lowercase();
            let has = |text: &str| self.words.iter().all(|word| text.contains(word.as_str()));
            let in_name = has(&name);
            if in_name || has(&haystack(listed, &name)) {
                hits.push((in_name, listed));
            }
        }
        sort_by_number(&mut hits, |(in_name, _)| f64::from(u8::from(!in_name)));
        hits.into_iter().map(|(_, listed)| listed).collect()
    }
}

/// The filter that shows every row.
const ALL_ROWS: &str = "all:";

fn class_word(class: Class) -> String {
    format!("class:{}", class.word())
}

fn place_word(place: Place) -> String {
    format!("kind:{}", place.word().replace(' ', "-"))
}

/// Everything that words are looked for in.
fn haystack(listed: &Listed, name: &str) -> String {
    let source = listed.source;
    let words = [listed.note, source.title, source.publisher, listed.class.word(), listed.place.word()];
    format!("{name} {} {} {} {}", listed.id, source.date, source.id, words.join(" ")).to_lowercase()
}

/// The whole page.
pub(crate) fn page(text: &str, scenario: &Scenario) -> Markup {
    let search = Search::read(text);
    let hits = search.hits();
    let sources = all().iter().map(|listed| listed.source.id).collect::<std::collections::BTreeSet<_>>().len();
    html! {
        style { (PreEscaped(STYLE)) }
        h2 { "Sources" }
        p.lead {
            (all().len()) " facts and assumptions from " (sources) " sources, as of " (FACTS_DATE) ". Every number that enters a calculation is in this table, with "
            "what exactly it measures, how strong the evidence is, and which headline numbers of the scenario on screen rest on it."
        }
        ul.classes {
            @for class in Class::ALL {
                li {
                    b { (class.word()) } " " (all().iter().filter(|listed| listed.class == class).count())
                    span { (class.meaning()) }
                }
            }
        }
        (misread())
        (claims())
        form.search role="search" aria-label="Facts and assumptions" onsubmit="return false" {
            label.words { "Search" input type="search" name="words" value=(text) autocomplete="off" spellcheck="false" placeholder="Trainium3, PUE, Epoch AI …"; }
            label {
                "Class"
                select name="class" {
                    option value="" { "every class" }
                    @for class in Class::ALL { option value=(class_word(class)) { (class.word()) } }
                }
            }
            label {
                "Kind"
                select name="kind" {
                    option value="" { "every kind" }
                    @for place in Place::ALL { option value=(place_word(place)) { (place.word()) } }
                }
            }
            label.check { input type="checkbox" name="all" value=(ALL_ROWS); "All rows" }
        }
        p.found role="status" { (found(&search, hits.len())) }
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

/// How many are found, and how many of them are shown.
fn found(search: &Search, hits: usize) -> String {
    match hits {
        0 => "Nothing found: try fewer words, or another class or kind.".to_owned(),
        1 => "1 found.".to_owned(),
        count if count > SHOWN && !search.whole => format!("{count} found, the first {SHOWN} shown."),
        count => format!("{count} found."),
    }
}

/// What changes while a reader types: a sentence, a line break and the rows.
pub(crate) fn found_rows(text: &str, scenario: &Scenario) -> Markup {
    let search = Search::read(text);
    let hits = search.hits();
    html! { (found(&search, hits.len())) "\n" (rows(&search, &hits, scenario)) }
}

/// The rows that are shown.
fn rows(search: &Search, hits: &[&'static Listed], scenario: &Scenario) -> Markup {
    let rests = dependants::of(scenario);
    let shown = if search.whole { usize::MAX } else { SHOWN };
    html! { @for listed in hits.iter().take(shown) { (row(listed, scenario, &rests)) } }
}

fn row(listed: &'static Listed, scenario: &Scenario, rests: &Dependants) -> Markup {
    html! {
        tr data-fact=(listed.id) {
            th scope="row" {
                b { (listed.name) } " " span.kind { (listed.place.word()) }
                p { (sentence(listed.note)) }
                @for misreading in of_fact(listed) {
                    p.misread { b { "Often misread. " } s { (misreading.wrong) } " " (misreading.right) }
                }
            }
            td data-label="Value" { b.value { (listed.show()) } (range(listed)) }
            td data-label="Evidence" {
                span.class data-class=(listed.class.word()) title=(listed.class.meaning()) { (listed.class.word()) }
                " " (citation(listed.source))
            }
            td data-label="Rests on it" { (dependants::told(&rests.of(listed, scenario))) }
        }
    }
}

/// A note with a capital letter and a full stop.
fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if note.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// The range of the sources or of judgement: drawn, and in words.
fn range(listed: &Listed) -> Markup {
    let (Some(low), Some(high)) = (listed.low, listed.high) else { return html! {} };
    if low == high {
        return html! {};
    }
    let place = 100.0 * (listed.value - low) / (high - low);
    let ends = [low, high].map(|end| Listed { value: end, ..listed.clone() }.show());
    html! {
        span.range aria-hidden="true" { i style=(format!("left:{place:.0}%")) {} }
        span.ends { (ends[0]) " to " (ends[1]) }
    }
}

fn of_fact(listed: &Listed) -> impl Iterator<Item = &'static Misreading> {
    MISREADINGS.iter().filter(|misreading| misreading.facts.contains(&listed.id.as_str()))
}

fn misread() -> Markup {
    html! {
        details.misreadings {
            summary { "Often misread: " (MISREADINGS.len()) " numbers that are commonly got wrong" }
            dl {
                @for misreading in MISREADINGS {
                    div {
                        dt { s { (misreading.wrong) } }
                        dd {
                            (misreading.right) " "
                            span.kind {
                                @for (place, id) in misreading.facts.iter().enumerate() {
                                    @if place > 0 { " · " }
                                    (entry(id).map_or(*id, |listed| listed.name.as_str()))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn claims() -> Markup {
    html! {
        details.claimed {
            summary { "Claims against specifications: " (CLAIMS.len()) " of vendors’ ratios beside those of their own data sheets" }
            table.facts {
                caption.for-screen-readers { "Claims against specifications" }
                thead {
                    tr {
                        th scope="col" { "Claim" }
                        th scope="col" { "Claimed" }
                        th scope="col" { "Specified, system" }
                        th scope="col" { "Specified, per chip" }
                        th scope="col" { "What to know" }
                    }
                }
                tbody { @for claim in CLAIMS { (claim_row(claim)) } }
            }
        }
    }
}

fn claim_row(claim: &'static Claim) -> Markup {
    let ratio = |ratio: Option<f64>| ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{}×", three_digits(ratio)));
    // Between single chips there is no system to compare.
    let of_systems = SYSTEMS.iter().any(|system| system.id == claim.subject) && system(claim.base).is_some();
    html! {
        tr {
            th scope="row" { b { (claim.claimant) } ": " (claim.statement) p { (sentence(claim.ratio.measures)) } }
            td data-label="Claimed" { b.value { (ratio(Some(claim.ratio.value))) } " " span.kind { (claim.ratio.class.word()) } }
            td data-label="Specified, system" { (ratio(claim.specified_ratio().filter(|_| of_systems))) }
            td data-label="Specified, per chip" { (ratio(claim.specified_ratio_per_chip())) }
            td data-label="What to know" { (claim.note) " " (citation(claim.ratio.source)) }
        }
    }
}
