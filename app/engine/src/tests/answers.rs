//! Answers to unknown or hostile questions, reports, and exported charts.

use super::*;

#[test]
fn what_is_not_known_is_said_and_escaped() {
    for question in
        ["input:", "input:none", "explain:", "explain:metric:none", "explain:series:chips.gb300", "claim:none"]
    {
        let (_, id) = question.split_once(':').expect("a kind and an id");
        assert_eq!(ask(question, &first()), Err(format!("Nothing is known here about “{id}”.")));
    }
    // The sentence is plain text, which the page escapes.
    let asked = "<img src=x onerror=\"alert(1)\">&";
    assert_eq!(ask(&format!("input:{asked}"), &first()), Err(format!("Nothing is known here about “{asked}”.")));
}

#[test]
fn a_scenario_that_is_not_ours_is_refused_in_words() {
    let of = |baseline: &str, id: &str, value: f64| {
        let scenario = ScenarioValue {
            baseline: baseline.to_owned(),
            changed: vec![(id.to_owned(), value)],
            own_chip: String::new(),
        };
        crate::answer(&Request { number: 2, ask: Ask::Report { scenario } }).answer
    };
    assert!(of("talks-2025-12", "operations.pue", 1.3).is_ok());
    for (baseline, id, value) in
        [("", "operations.pue", 1.3), ("talks-2025-12", "x", 1.0), ("talks-2025-12", "operations.pue", f64::INFINITY)]
    {
        let why = of(baseline, id, value).expect_err("it is not ours");
        assert!(why.starts_with("There is no ") || why.starts_with("The input "), "{why}");
    }
}

#[test]
fn a_report_carries_its_scenario_and_every_number() {
    let scenario = first();
    let value = ScenarioValue::from(&scenario);
    let told = crate::answer(&Request { number: 2, ask: Ask::Report { scenario: value } }).answer;
    let Ok(Answer::Text(text)) = told else { panic!("{told:?}") };
    let link = model::share::permalink::write(&scenario, &run(&scenario));
    assert!(text.starts_with(r#"{"schema":2,"baseline":"talks-2025-12","link":"?s=2."#));
    assert!(text.contains(&link));
    assert!(text.contains(r#""binding":"nothing"},"reasons":{"#), "metrics end with what binds");
}

#[test]
fn no_markup_has_styles_events_or_scripts() {
    let scenario = with("operations.pue", "1.4");
    let all = ["sources:all:", "explain:metric:stake", "explain:metric:stake metric:moic", "input:operations.pue"];
    let mut markup: Vec<String> = all.iter().map(|question| answer(question, &scenario)).collect();
    markup.push(trust_page(None));
    let value = || ScenarioValue::from(&scenario);
    for ask in [
        Ask::Deals,
        Ask::Corrections,
        Ask::Since { link: model::share::permalink::write(&scenario, &run(&scenario)) },
        Ask::BelowBrief { scenario: value(), drawn: None, ranged: usual() },
        Ask::BriefPaper {
            scenario: value(),
            drawn: None,
            ranged: usual(),
            name: "<b>".to_owned(),
            notes: NotesValue::default(),
            address: "https://example.org/?s=\"".to_owned(),
            today: "2026-11-26".to_owned(),
        },
        Ask::Numbers { scenario: value(), search: Search::default() },
        Ask::Prices { scenario: value(), agreement: "base".to_owned() },
        Ask::Compare {
            scenario: value(),
            compared: ComparedValue { pinned: vec![("<b>".to_owned(), value())], ..Default::default() },
        },
    ] {
        match crate::answer(&Request { number: 1, ask }).answer {
            Ok(Answer::Html(html)) => markup.push(html),
            other => panic!("{other:?}"),
        }
    }
    for markup in markup {
        // Quoted notes may mention such things, but tags must not have them.
        for tag in markup.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            for refused in [" style=", "style", "script", " onsubmit=", " onclick="] {
                let is_refused =
                    if refused.starts_with(' ') { tag.contains(refused) } else { tag.starts_with(refused) };
                assert!(!is_refused, "<{tag}>");
            }
        }
    }
}

#[test]
fn every_chart_leaves_with_its_scenario_its_link_and_the_date() {
    let scenario = with("operations.pue", "1.4");
    let of = |figure: &str| {
        let ask = Ask::Export {
            scenario: ScenarioValue::from(&scenario),
            compared: ComparedValue::default(),
            drawn: None,
            ranged: usual(),
            form: Form::Picture { figure: figure.to_owned() },
            notes: NotesValue::default(),
            address: "https://example.org/?s=1".to_owned(),
            today: "2026-11-24".to_owned(),
        };
        crate::answer(&Request { number: 1, ask }).answer
    };
    let mut names = std::collections::BTreeSet::new();
    for definition in figures::definitions::ALL {
        let told = of(definition.id);
        let Ok(Answer::Picture { name, svg }) = told else { panic!("{}: {told:?}", definition.id) };
        assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>"), "{svg}");
        for part in ["modified. Facts as of ", "Saved 2026-11-24.", "https://example.org/?s=1"] {
            let without_tags = |text: &str| text.replace(' ', "");
            let words: String =
                svg.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words).collect();
            assert!(without_tags(&words).contains(&without_tags(part)), "{part} is not in {words}");
        }
        assert!(names.insert(name.clone()), "two charts are called {name}");
    }
    assert_eq!(of("none"), Err("There is no chart “none”.".to_owned()));
}

#[test]
fn dump_for_reading() {
    for q in std::env::var("DUMP").unwrap_or_default().split(',').filter(|q| !q.is_empty()) {
        let mut scenario = first();
        if let Ok(b) = std::env::var("BASE") {
            scenario = Scenario::of(Baseline::by_id(&b).expect("b"));
        }
        let markup = answer(&format!("explain:{q}"), &scenario);
        let spaced = markup
            .replace("</li>", "\n</li>")
            .replace("</p>", "\n</p>")
            .replace("</h3>", "\n</h3>")
            .replace("</h2>", "\n</h2>")
            .replace("</summary>", "\n</summary>")
            .replace("</tr>", "\n</tr>")
            .replace("</td>", " | </td>")
            .replace("</th>", " | </th>");
        println!("=== {q}\n{}", words(&spaced));
    }
}
