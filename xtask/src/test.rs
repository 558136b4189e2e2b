//! `cargo xtask test`: everything that must hold, step by step, with the test runners' output visible.

use crate::browser::Browser;
use crate::office::Office;
use crate::shell::{Tally, cargo_with, heading, run, run_tests, succeeds};
use crate::trust::{self, Writer};
use crate::{build, programs, rules, size, tools};
use anyhow::{Context, Result, bail};
use std::process::Command;
use std::time::{Duration, Instant};

/// The name of a step, and its function, which returns the number of tests that it ran.
type Step = (&'static str, fn() -> Result<Tally>);

const NATIVE: &[Step] = &[
    ("format", || check(run(&mut cargo_with(["fmt", "--all", "--check"])?))),
    ("lints", || {
        let words = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
        check(run(&mut cargo_with(words)?))
    }),
    ("lints of what the browser runs", || {
        // One by one, as they are built; together their features would be unified.
        for package in std::iter::once("app").chain(programs::packages()) {
            run(&mut cargo_with(["clippy", "-p", package, "--target", tools::WASM, "--", "-D", "warnings"])?)?;
        }
        Ok(Tally::default())
    }),
    ("rules of the house", || check(rules::check())),
    ("unit, property, golden, chart and documentation tests", || {
        // Journeys need a built release and a browser.
        let words = ["test", "--workspace", "--exclude", "journeys"];
        run_tests(trust::name_in(&mut cargo_with(words)?, Writer::Tests)?)
    }),
    ("second opinion: the model against one written in Python from MODEL.md", || {
        // Nothing else in the project needs Python, so it is not installed for this.
        if !succeeds(Command::new("python3").arg("--version")) {
            println!("SKIPPED: there is no python3 on this machine, so the second model was not run.");
            return Ok(Tally { ignored: 1, ..Tally::default() });
        }
        run_tests(trust::name_in(&mut cargo_with(["test", "-p", "model", "--test", "second_opinion"])?, Writer::Tests)?)
    }),
];

const WITH_OTHER_PROGRAMS: &[Step] = &[
    // With its lints, because no other step checks a test that is run only here.
    ("workbooks and copied tables as LibreOffice reads them", || {
        let office = Office::ready()?;
        let mut held = Tally::default();
        for test in [["-p", "workbook", "--test", "libreoffice"], ["-p", "engine", "--test", "pasted"]] {
            run(&mut cargo_with(["clippy"].iter().chain(&test).chain(&["--", "-D", "warnings"]))?)?;
            let mut tests = cargo_with(["test"].iter().chain(&test))?;
            held += run_tests(trust::name_in(office.name_in(&mut tests), Writer::Tests)?)?;
        }
        Ok(held)
    }),
    ("release", || check(build::release(&build::Release::default()).map(drop))),
    // The size of a first visit, and what it loads, are promises to readers, so both can fail here.
    ("size of a first visit", || check(size::command())),
    ("journeys in a browser", || {
        let mut journeys = cargo_with(["test", "-p", "journeys", "--tests"])?;
        run_tests(trust::name_in(Browser::ready()?.name_in(&mut journeys)?, Writer::Tests)?)
    }),
];

/// The outcome of a step that runs no tests.
fn check(outcome: Result<()>) -> Result<Tally> {
    outcome.map(|()| Tally::default())
}

/// Runs the steps, and stops at the first failure.
pub(crate) fn command(fast: bool) -> Result<()> {
    tools::rust_parts()?;
    let steps: Vec<&Step> =
        if fast { NATIVE.iter().collect() } else { NATIVE.iter().chain(WITH_OTHER_PROGRAMS).collect() };
    let mut tests = Tally::default();
    let mut took: Vec<(&str, Duration)> = Vec::new();
    for (place, (name, step)) in steps.iter().enumerate() {
        heading(&format!("{} of {}: {name}", place + 1, steps.len()));
        let start = Instant::now();
        tests += step()
            .inspect_err(|_| trust::forget())
            .with_context(|| format!("\"{name}\" failed, step {} of {}", place + 1, steps.len()))?;
        took.push((name, start.elapsed()));
    }
    if tests.passed == 0 {
        bail!("No test ran: something is wrong with the tests themselves.");
    }
    heading("all of it holds");
    for (name, time) in took {
        println!("{:>6} s  {name}", time.as_secs());
    }
    if fast {
        println!("Left out by --fast: LibreOffice, the release, its size, and the journeys in a browser.");
    }
    println!("tests: {} passed, {} failed, {} skipped", tests.passed, tests.failed, tests.ignored);
    Ok(())
}
