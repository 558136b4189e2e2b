//! The model in the browser and the model run natively: the same text for the same scenario, to the byte.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use journeys::{journey, link};
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::report::Report;
use protocol::engine::{Answer, Ask};
use protocol::{Request, Response, from_bytes, to_bytes};
use serde_json::json;
use tests_shared::scenarios;

const SCENARIOS: usize = 1_000;

/// How many scenarios go to the browser at a time. The answer has some megabytes.
const AT_A_TIME: usize = 40;

/// The report that `evaluate` prints for a scenario.
fn natively(scenario: &Scenario) -> String {
    serde_json::to_string(&Report { scenario, outcome: &run(scenario) }).expect("JSON")
}

/// Sends requests to the engine in a worker of its own, as the page does, and returns the bytes of its answers. Both
/// are base64, because WebDriver transfers no bytes.
const IN_A_WORKER: &str = "
    const stem = document.querySelector('meta[name=program-engine]').content;
    const worker = new Worker(new URL(`${stem}-worker.js`, document.baseURI), { type: 'module' });
    const requests = arguments[0].map(text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0)));
    return new Promise((done, failed) => {
      const told = [];
      worker.onerror = () => failed(new Error('no worker'));
      worker.onmessage = ({ data: [place, bytes] }) => {
        let text = '';
        for (let at = 0; at < bytes.length; at += 32768) {
          text += String.fromCharCode(...bytes.subarray(at, at + 32768));
        }
        told[place] = btoa(text);
        if (place === requests.length - 1) {
          worker.terminate();
          done(told);
        }
      };
      WebAssembly.compileStreaming(fetch(`${stem}_bg.wasm`)).then(module => {
        worker.postMessage(module);
        requests.forEach((request, place) => worker.postMessage([place, request]));
      }, failed);
    });";

/// The report in the bytes of an answer.
fn report(text: &str, number: u64) -> String {
    let bytes = STANDARD.decode(text).expect("base64");
    let told: Response<Answer> = from_bytes(&bytes).expect("an answer");
    assert_eq!(told.number, number);
    match told.answer {
        Ok(Answer::Text(text)) => text,
        other => journeys::fail(format_args!("no report: {other:?}")),
    }
}

/// The place of the first difference between two texts, with the text around it.
fn parting(here: &str, there: &str) -> String {
    let at = here.bytes().zip(there.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.get(at.saturating_sub(120)..(at + 40).min(text.len())).unwrap_or(text).to_owned();
    format!("byte {at}\n natively: …{}…\n  browser: …{}…", around(here), around(there))
}

#[test]
fn a_thousand_reports_from_the_browser_are_those_of_this_machine() {
    let scenarios = scenarios::some(113, SCENARIOS);
    assert_eq!(scenarios.len(), SCENARIOS);
    // At least nine tenths of the scenarios are distinct.
    let distinct = scenarios.iter().map(link).collect::<std::collections::BTreeSet<_>>().len();
    assert!(distinct * 10 > scenarios.len() * 9, "only {distinct} differ");
    journey("same numbers", |page| {
        let mut bytes = 0;
        for some in scenarios.chunks(AT_A_TIME) {
            let asked = |(number, scenario): (u64, &Scenario)| {
                STANDARD.encode(to_bytes(&Request { number, ask: Ask::Report { scenario: scenario.into() } }))
            };
            let requests: Vec<String> = (0..).zip(some).map(asked).collect();
            let texts = page.script(IN_A_WORKER, &[json!(requests)]);
            let texts = texts.as_array().expect("a list");
            assert_eq!(texts.len(), some.len());
            for ((number, scenario), there) in (0..).zip(some).zip(texts) {
                let (here, there) = (natively(scenario), report(there.as_str().expect("a text"), number));
                assert!(here == there, "{}\n{}", link(scenario), parting(&here, &there));
                bytes += here.len();
            }
        }
        println!("{SCENARIOS} reports of {bytes} bytes in all are the same");
        let what = "Whole reports of scenarios at random, browser against native, to the last byte";
        journeys::compared(what, SCENARIOS, &format!("reports, {} MB in all", bytes / 1_000_000));
    });
}
