//! `cargo xtask test`: everything that must hold, in order, with the test runners' own words in plain sight.

use crate::browser::Browser;
use crate::shell::{Tally, cargo_with, heading, run, run_tests};
use crate::{build, late, rules, size, tools, trust};
use anyhow::{Context, Result, bail};
use std::time::{Duration, Instant};

/// What a step is called, and what it runs; it gives the number of tests that ran in it.
type Step = (&'static str, fn() -> Result<Tally>);

const NATIVE: &[Step] = &[
    ("format", || check(run(&mut cargo_with(["fmt", "--all", "--check"])?))),
    ("lints", || {
        let words = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
        check(run(&mut cargo_with(words)?))
    }),
    ("lints of what the browser runs", || {
        // One after the other, as they are built: together they would have the same features.
        for package in std::iter::once("app").chain(late::packages()) {
            run(&mut cargo_with(["clippy", "-p", package, "--target", tools::WASM, "--", "-D", "warnings"])?)?;
        }
        Ok(Tally::default())
    }),
    ("rules of the house", || check(rules::check())),
    ("unit, property, golden, chart and documentation tests", || {
        let words = ["test", "-p", "model", "-p", "app", "-p", "study", "-p", "xtask"];
        run_tests(trust::name_in(&mut cargo_with(words)?)?)
    }),
];

const IN_A_BROWSER: &[Step] = &[
    ("release", || check(build::release().map(drop))),
    // Measured here and said, not asserted: `cargo xtask size` is the command that fails above the budget.
    ("size of a first visit", || {
        if let Err(over) = size::command() {
            println!("{over}");
        }
        Ok(Tally::default())
    }),
    ("journeys in a browser", || {
        let mut journeys = cargo_with(["test", "-p", "journeys", "--tests"])?;
        run_tests(trust::name_in(Browser::ready()?.name_in(&mut journeys)?)?)
    }),
];

/// The outcome of a step that runs no tests.
fn check(outcome: Result<()>) -> Result<Tally> {
    outcome.map(|()| Tally::default())
}

/// Runs the steps and stops at the first that fails.
pub(crate) fn command(fast: bool) -> Result<()> {
    tools::rust_parts()?;
    let steps: Vec<&Step> = if fast { NATIVE.iter().collect() } else { NATIVE.iter().chain(IN_A_BROWSER).collect() };
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
        println!("Left out by --fast: the release, its size, and the journeys in a browser.");
    }
    println!("tests: {} passed, {} failed, {} skipped", tests.passed, tests.failed, tests.ignored);
    Ok(())
}
