//! The model compared with a second one, written in Python from MODEL.md and the catalogue's JSON alone.
//!
//! This is not part of a plain `cargo test`, which must not depend on another language. `cargo xtask test` runs it
//! where there is a `python3`, and says so where there is none. By hand: `cargo test -p model --test second_opinion`.

use model::inputs::baselines::BASELINES;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::catalogue::Catalogue;
use model::share::report::Report;
use std::fs::File;
use std::process::Command;

use tests_shared::{scenarios, trust};

/// The number of random scenarios, beside the baselines.
const RANDOM: usize = 300;

#[test]
fn a_second_model_gives_the_same_numbers() {
    let mut lines = String::new();
    let mut report = |scenario: &Scenario| {
        let text = serde_json::to_string(&Report { scenario, outcome: &run(scenario) }).expect("JSON");
        lines.push_str(&(text + "\n"));
    };
    BASELINES.iter().map(Scenario::of).chain(scenarios::some(127, RANDOM)).for_each(|scenario| report(&scenario));

    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (catalogue, reports) = (folder.join("catalogue.json"), folder.join("reports"));
    std::fs::write(&catalogue, serde_json::to_string(&Catalogue::new()).expect("JSON")).expect("the folder is ours");
    std::fs::write(&reports, lines).expect("the folder is ours");
    let output = Command::new("python3")
        .args(["-B", "tests/second_opinion/second_opinion.py"])
        .arg(&catalogue)
        .current_dir(tests_shared::package())
        .stdin(File::open(&reports).expect("it was just written"))
        .output()
        .expect("this test wants a python3");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let all = BASELINES.len() + RANDOM;
    assert!(said.starts_with(&format!("{all} reports ")), "not all were compared: {said}");
    print!("{said}");
    // The cases are counted only after the comparison.
    let after = |words: &str| said.split_once(words).and_then(|(_, rest)| rest.split_whitespace().next());
    trust::tried(after("reports with ").and_then(|count| count.parse().ok()).expect("how many numbers"));
    trust::differed(after("largest difference ").and_then(|share| share.parse().ok()).expect("how far apart"));
    trust::held_that("A model in Python, written from the manual", &format!("numbers of {all} scenarios"));
}
