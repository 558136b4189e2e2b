//! The reader's own chip has its author's name in every answer about its scenario, and each scenario has its own name
//! for it.

use super::*;
use model::facts::accelerators::ACCELERATORS;
use model::share::compared::Compared;
use protocol::analysis::{Analysis, Since, Taken, Wanted};
use protocol::engine::{Digits, Every};

/// The name, with characters that HTML escapes.
const NAME: &str = "Zephyr <1>, & a: b";
/// The name of the chip where none is given.
const NEUTRAL: &str = "Own chip";

fn own() -> usize {
    ACCELERATORS.iter().position(|chip| chip.is_own()).expect("it is the last")
}

/// A scenario that runs on the reader's own chip alone, under a name, and takes it as the reference.
fn on_own_chip(name: &str) -> Scenario {
    let mut scenario = first();
    for phase in 0..Scope::Phase.count() {
        scenario.set_nearest(model::input::phase::CHIP_A.of(phase), own() as f64);
        scenario.set_nearest(model::input::phase::SHARE_B.of(phase), 0.0);
    }
    scenario.set_nearest(model::input::REFERENCE_CHIP, own() as f64);
    scenario.set_nearest(model::input::chip::PEAK_FP8.of(own()), 5e15);
    scenario.set_nearest(model::input::PRECISION, 1.0);
    scenario.set_nearest(model::input::vendor::SUPPLY_LIMITED.of(Scope::Vendor.count() - 1), 1.0);
    scenario.set_nearest(model::input::vendor::CHIPS_PER_MONTH.of(Scope::Vendor.count() - 1), 0.0);
    scenario.name_own_chip(name);
    scenario
}

fn text_of(answer: Answer) -> String {
    match answer {
        Answer::Html(html) | Answer::Text(html) => html,
        Answer::Rows { found, html } => found + &html,
        Answer::Table { html, text } => html + &text,
        Answer::Picture { name, svg } => name + &svg,
        Answer::Touched { html, figure } => html + &figure,
        Answer::Marks { marks, turns } => {
            let turns = turns.into_iter().map(|turned| turned.line);
            turns.chain(marks.into_iter().map(|mark| mark.words)).collect()
        }
        Answer::Own(own) => own.words + &own.html,
        other => panic!("{other:?}"),
    }
}

/// Every question about a scenario, with a short description.
fn all(scenario: &Scenario, compared: &Compared) -> Vec<(String, Ask)> {
    let value = || ScenarioValue::from(scenario);
    let beside = || ComparedValue::from(compared);
    let (today, address) = ("2026-11-26".to_owned(), "https://example.org/".to_owned());
    let figure = metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR.of(own()).id();
    let price = model::input::chip::PRICE.of(own()).id();
    let watts = model::input::chip::IT_WATTS.of(own()).id();
    let mut asked: Vec<(String, Ask)> = Vec::new();
    let mut add = |what: &str, ask: Ask| asked.push((what.to_owned(), ask));
    for question in [
        figure.as_str(),
        &metric::chip::TCO.of(own()).id(),
        "chips_online",
        "h100_equivalents",
        "effective_flops",
        "facility_power_watts",
        "spend_to_date_usd",
    ] {
        let questions = vec![format!("metric:{question}")];
        add(question, Ask::Explain { scenario: value(), questions, notes: NotesValue::default(), ranged: usual() });
    }
    let series = format!("series:{}:25", model::series::chip::CHIPS.of(own()).id());
    add(
        "series",
        Ask::Explain { scenario: value(), questions: vec![series], notes: NotesValue::default(), ranged: usual() },
    );
    let several = vec![format!("metric:{figure}"), format!("input:{price}")];
    add(
        "several",
        Ask::Explain { scenario: value(), questions: several, notes: NotesValue::default(), ranged: usual() },
    );
    for input in ParameterId::all().filter(|of| of.row().scope == Scope::Chip && of.member() == own()) {
        add(
            &input.id(),
            Ask::Explain {
                scenario: value(),
                questions: vec![format!("input:{}", input.id())],
                notes: NotesValue::default(),
                ranged: usual(),
            },
        );
        add(&input.id(), Ask::Input { scenario: value(), input: input.id() });
    }
    let choice = model::input::phase::CHIP_A.of(0).id();
    add(
        "choice",
        Ask::Explain {
            scenario: value(),
            questions: vec![format!("input:{choice}")],
            notes: NotesValue::default(),
            ranged: usual(),
        },
    );
    add("touched", Ask::Touched { scenario: value(), since: ScenarioValue::from(&first()), input: choice });
    add("prices", Ask::Prices { scenario: value(), agreement: "base".to_owned() });
    let search = || Search::default();
    add("numbers", Ask::Numbers { scenario: value(), search: search() });
    add("sources", Ask::Sources { scenario: value(), search: Search { words: "all:".to_owned() } });
    add(
        "sure",
        Ask::Sure { scenario: value(), compared: beside(), before: None, ranged: usual(), metric: figure.clone() },
    );
    for of in [
        Analysis::Sensitivity { figure: figure.clone() },
        Analysis::Shares { figure: figure.clone(), is_wanted: true },
        Analysis::Change { figure: figure.clone(), since: Since::Baseline },
        Analysis::Goal {
            figure: figure.clone(),
            wanted: Wanted { same: String::new(), typed: "0.001".to_owned() },
            inputs: vec![price.clone()],
        },
        Analysis::Table {
            figure: figure.clone(),
            wanted: Wanted::default(),
            inputs: [price.clone(), watts],
            ends: Default::default(),
            steps: String::new(),
            taken: Taken::Shown,
        },
    ] {
        let what = format!("{of:?}");
        add(&what, Ask::Analysis { scenario: value(), compared: beside(), before: None, ranged: usual(), of });
    }
    add("compare", Ask::Compare { scenario: value(), compared: beside() });
    add("brief", Ask::BelowBrief { scenario: value(), drawn: None, ranged: usual() });
    let name = String::new();
    let (at, on) = (address.clone(), today.clone());
    add(
        "brief on paper",
        Ask::BriefPaper {
            scenario: value(),
            drawn: None,
            name,
            notes: NotesValue::default(),
            address: at,
            today: on,
            ranged: usual(),
        },
    );
    let (at, on) = (address.clone(), today.clone());
    add(
        "paper",
        Ask::Paper {
            scenario: value(),
            compared: beside(),
            drawn: None,
            notes: NotesValue::default(),
            address: at,
            today: on,
            ranged: usual(),
        },
    );
    let mut forms = vec![Form::Csv, Form::CsvWithCommas, Form::Json, Form::Figures(Digits::Six), Form::Markdown];
    forms.extend([Form::RichText, Form::Brief, Form::Citation]);
    for figure in ["fleet", "cost", "owner-cost", "efficiency", "mix"] {
        forms.push(Form::Picture { figure: figure.to_owned() });
        forms.push(Form::Table { figure: figure.to_owned(), every: Every::Year, digits: Digits::Six });
    }
    for form in forms {
        let what = format!("{form:?}");
        let (address, today) = (address.clone(), today.clone());
        add(
            &what,
            Ask::Export {
                scenario: value(),
                compared: beside(),
                drawn: None,
                ranged: usual(),
                form,
                notes: NotesValue::default(),
                address,
                today,
            },
        );
    }
    add("report", Ask::Report { scenario: value() });
    asked
}

fn answered(ask: Ask) -> String {
    text_of(super::super::answer(&Request { number: 1, ask }).answer.expect("there is an answer"))
}

/// A text without tags and white space, so that a name is found however it is escaped or broken into lines.
fn squeezed(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", "\"");
    plain.split_whitespace().collect()
}

#[test]
fn no_answer_has_another_name_than_its_authors() {
    let mut compared = Compared::default();
    compared.pin(&on_own_chip("Theirs"), "").expect("there is room");
    let scenario = on_own_chip(NAME);
    let (mut named, mut theirs) = (0, 0);
    for (what, ask) in all(&scenario, &compared) {
        let text = answered(ask);
        // No answer falls back to the neutral name.
        assert!(!squeezed(&text).contains(&squeezed(NEUTRAL)), "{what}: {}", around(&text));
        assert!(!text.contains(NAME) || !text.contains("<h2"), "{what}: it is not escaped");
        named += usize::from(squeezed(&text).contains(&squeezed(NAME)));
        theirs += usize::from(text.contains("Theirs"));
    }
    assert!(named > 40, "only {named} answers name it");
    assert!(theirs > 8, "only {theirs} answers name the other's");
}

/// The text around the neutral name, for the failure message.
fn around(text: &str) -> String {
    let Some(at) = text.find(NEUTRAL) else { return "it is broken over lines".to_owned() };
    let (from, to) = (text.floor_char_boundary(at.saturating_sub(200)), text.ceil_char_boundary(at + 200));
    text.get(from..to).unwrap_or_default().to_owned()
}

#[test]
fn without_a_name_it_is_called_what_it_was() {
    for (what, ask) in all(&on_own_chip(""), &Compared::default()) {
        assert!(!answered(ask).is_empty(), "{what}");
    }
    assert!(answer("explain:metric:chips_online", &on_own_chip("")).contains(NEUTRAL));
}
