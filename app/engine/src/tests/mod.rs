//! The engine's HTML agrees with the model, is escaped and is complete.

mod answers;
mod draws;
mod explanations;
mod own_chip;
mod pages;
mod range;
mod reasons;
mod sentences;
mod sure;
mod table;
mod what_if;

use crate::evidence;
use crate::pages::{dependants, trust};
use model::analysis::trials::influences;
use model::base::numbers::three_digits;
use model::base::units::Unit;
use model::facts::claims::CLAIMS;
use model::facts::provenance::Source;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::metric::MetricId;
use model::record::question::Question;
use model::record::recorder::record;
use model::run::outcome::run;
use model::share::ranged::Ranged;
use protocol::engine::{Answer, Ask, Form, Search, Searched};
use protocol::trust::{TrustRecord, TrustRow, Version};
use protocol::{ComparedValue, NotesValue, RangedValue, Request, ScenarioValue};

/// The usual range settings.
fn usual() -> RangedValue {
    RangedValue::from(&Ranged::default())
}

/// Asks the engine a question in short form: `input:operations.pue`, `explain:metric:stake`, `rows:words`.
fn ask(question: &str, scenario: &Scenario) -> Result<Answer, String> {
    let scenario = ScenarioValue::from(scenario);
    let (kind, id) = question.split_once(':').expect("a kind and an id");
    let search = Search { words: id.to_owned() };
    let id = id.to_owned();
    let ask = match kind {
        "input" => Ask::Input { scenario, input: id },
        "explain" => Ask::Explain {
            scenario,
            questions: id.split(' ').map(str::to_owned).collect(),
            notes: NotesValue::default(),
            ranged: usual(),
        },
        "claim" => Ask::Claim { claim: id },
        "sources" => Ask::Sources { scenario, search },
        "rows" => Ask::Rows { scenario, page: Searched::Sources, search },
        "sure" => Ask::Sure { scenario, compared: ComparedValue::default(), before: None, ranged: usual(), metric: id },
        _ => panic!("{question}"),
    };
    let response = super::answer(&Request { number: 3, ask });
    assert_eq!(response.number, 3);
    response.answer
}

/// The HTML that answers a question, or the sentence that says why there is none.
fn answer(question: &str, scenario: &Scenario) -> String {
    match ask(question, scenario) {
        Ok(Answer::Html(html)) => html,
        Ok(other) => panic!("{question}: {other:?}"),
        Err(why) => why,
    }
}

fn trust_page(record: Option<TrustRecord>) -> String {
    trust_page_of(record.map(|record| serde_json::to_string(&record).expect("it is a record")))
}

fn trust_page_of(record: Option<String>) -> String {
    match super::answer(&Request { number: 1, ask: Ask::Trust { record } }).answer {
        Ok(Answer::Html(html)) => html,
        other => panic!("{other:?}"),
    }
}

fn first() -> Scenario {
    Scenario::of(Baseline::first())
}

fn with(id: &str, text: &str) -> Scenario {
    let mut scenario = first();
    scenario.set_text(ParameterId::parse(id).expect(id), text).expect(text);
    scenario
}

/// The text of some HTML. Also checks that every tag is closed, in the right order.
#[track_caller]
fn words(markup: &str) -> String {
    let (mut words, mut open) = (String::new(), Vec::new());
    let mut rest = markup;
    while let Some((text, after)) = rest.split_once('<') {
        words.push_str(text);
        let (tag, after) = after.split_once('>').expect("a tag ends");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{markup}"),
            // A field has no closing tag.
            None if tag.starts_with("input") || tag.starts_with("col ") || tag == "col" || tag.ends_with('/') => {}
            None => open.push(tag.split(' ').next().expect("a tag has a name")),
        }
        rest = after;
    }
    words.push_str(rest);
    assert_eq!(open, Vec::<&str>::new(), "{markup}");
    for (escape, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        words = words.replace(escape, character);
    }
    words
}

#[track_caller]
fn cites(markup: &str, source: &Source) {
    let said = words(markup);
    for part in [source.title, source.publisher, source.date] {
        assert!(said.contains(part), "{part:?} is not in {said}");
    }
    let address = format!("href=\"{}\" rel=\"noopener\" target=\"_blank\"", source.url.replace('&', "&amp;"));
    assert!(source.url.is_empty() || markup.contains(&address), "{address} is not in {markup}");
}

/// The questions in some HTML.
fn asked(markup: &str) -> Vec<String> {
    let asked = markup.split("data-ask=\"").skip(1);
    asked.map(|rest| rest.split('"').next().expect("an attribute ends").to_owned()).collect()
}

/// The unrounded value that an explanation carries.
#[track_caller]
fn exact_of(markup: &str) -> f64 {
    let (_, after) = markup.split_once("<data value=\"").expect("a value to copy");
    after.split_once('"').and_then(|(value, _)| value.parse().ok()).expect("a number")
}

/// Checks every explanation of a number: value, unit and class are given, it has the heading that the dialog needs,
/// and every question in it is known.
#[track_caller]
fn explains(question: &str, scenario: &Scenario) -> String {
    let markup = answer(&format!("explain:{question}"), scenario);
    let said = words(&markup);
    assert!(markup.starts_with("<h2 id=\"asked\" tabindex=\"-1\">"), "{question}: {markup}");
    let classes =
        model::facts::provenance::Class::ALL.map(model::facts::provenance::Class::word).into_iter().chain(["yours"]);
    assert!(classes.into_iter().any(|class| markup.contains(&format!("data-class=\"{class}\""))), "{question}: {said}");
    let unit = match Question::parse(question).expect(question) {
        // A size has the unit in which it is given.
        Question::Cell(cell) if cell.quantity.unit() == Unit::Size => record(scenario).unit_of(cell),
        Question::Cell(cell) => cell.quantity.unit(),
        Question::Input(input) => input.row().unit,
        Question::Fact(id) => model::inputs::evidence::entry(&id).expect("it is listed").unit,
    };
    if said.contains("No value (") {
        let (_, after) = said.split_once(" in ").unwrap_or_else(|| panic!("{question}: {said}"));
        assert!(after.contains(unit.name()), "{question}: no {} in {said}", unit.name());
    } else {
        // All digits and the unit are there to be copied.
        let value = exact_of(&markup);
        assert!(markup.contains(&format!("title=\"{value} {}\"", unit.name())), "{question}: {markup}");
    }
    for other in asked(&markup) {
        let parsed = Question::parse(&other).unwrap_or_else(|| panic!("{question} asks {other:?}"));
        assert_eq!(parsed.text(), other);
    }
    markup
}
