//! The model in the browser and the model on this machine: the same text for the same scenario, to the byte.

use journeys::{journey, link};
use model::export::Report;
use model::outcome::run;
use model::scenario::Scenario;
use serde_json::json;
use tests_shared::scenarios;

/// How many scenarios are compared.
const SCENARIOS: usize = 1_000;

/// How many go to the browser at a time: an answer of some megabytes.
const AT_A_TIME: usize = 40;

/// What `evaluate` prints for a scenario.
fn natively(scenario: &Scenario) -> String {
    serde_json::to_string(&Report { scenario, outcome: &run(scenario) }).expect("JSON")
}

/// Where two texts part, with what stands around it.
fn parting(here: &str, there: &str) -> String {
    let at = here.bytes().zip(there.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.get(at.saturating_sub(120)..(at + 40).min(text.len())).unwrap_or(text).to_owned();
    format!("byte {at}\n natively: …{}…\n  browser: …{}…", around(here), around(there))
}

#[test]
fn a_thousand_reports_from_the_browser_are_those_of_this_machine() {
    let scenarios = scenarios::some(113, SCENARIOS);
    assert_eq!(scenarios.len(), SCENARIOS);
    // Not the same few again and again.
    let distinct = scenarios.iter().map(link).collect::<std::collections::BTreeSet<_>>().len();
    assert!(distinct * 10 > scenarios.len() * 9, "only {distinct} differ");
    journey("same numbers", |page| {
        let mut bytes = 0;
        for some in scenarios.chunks(AT_A_TIME) {
            let links: Vec<String> = some.iter().map(link).collect();
            let texts = page.script(
                "return Promise.all(arguments[0].map(link => askLate('study', 'report', link)))",
                &[json!(links)],
            );
            let texts = texts.as_array().expect("a list");
            assert_eq!(texts.len(), some.len());
            for ((scenario, link), there) in some.iter().zip(&links).zip(texts) {
                let (here, there) = (natively(scenario), there.as_str().expect("a text"));
                assert!(here == there, "{link}\n{}", parting(&here, there));
                bytes += here.len();
            }
        }
        println!("{SCENARIOS} reports of {bytes} bytes in all are the same");
        let what = "Whole reports of scenarios at random, browser against native, to the last byte";
        journeys::compared(what, SCENARIOS, &format!("reports, {} MB in all", bytes / 1_000_000));
    });
}
