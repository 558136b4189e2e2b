//! MODEL.md compared with the model: its examples come out, every name in it exists, and every row of the tables is in
//! it.

use model::base::month::Month;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::intermediate::IntermediateId;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::run::outcome::{Outcome, run};
use model::share::catalogue::Catalogue;
use model::share::report::Report;
use serde_json::Value;
use std::collections::BTreeSet;

#[allow(dead_code, reason = "each test file uses some of it")]
use tests_shared::by_id as support;

const MANUAL: &str = include_str!("../MODEL.md");

/// The least number of examples, so that removing the checks fails this test.
const ENOUGH: usize = 20;

/// The lines of every block that is marked as an example, with the number of the block's first line.
fn examples() -> Vec<(usize, Vec<&'static str>)> {
    let mut found = Vec::new();
    let mut lines = MANUAL.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if line == "```example" {
            let block = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
            found.push((at + 2, block.collect()));
        }
    }
    found
}

/// The scenario of a command line: `evaluate BASELINE --set ID=VALUE …`.
fn commanded(line: &str) -> Scenario {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("evaluate"), "an example begins with its command: {line}");
    let baseline = words.next().expect("a baseline");
    let mut changes = Vec::new();
    while let Some(word) = words.next() {
        assert_eq!(word, "--set", "{line}");
        changes.push(words.next().and_then(|pair| pair.split_once('=')).expect("ID=VALUE"));
    }
    support::scenario(baseline, &changes)
}

/// Whether a number equals a printed one, to the last printed digit.
fn is_printed_as(value: f64, text: &str) -> bool {
    let printed: f64 = text.parse().expect(text);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
    let last_digit: f64 = format!("1e{}", exponent.parse::<i32>().expect(text) - decimals).parse().expect(text);
    // Half of the last digit, and a little more for numbers that lie exactly between.
    (value - printed).abs() <= last_digit * 0.500_001
}

/// The fault in one line of an example, if there is one.
fn fault(line: &str, scenario: &Scenario, outcome: &Outcome, report: &Value) -> Option<String> {
    let number = |value: Option<f64>, text: &str| match value {
        Some(value) if is_printed_as(value, text) => None,
        other => Some(format!("it is {other:?}")),
    };
    let text = |seen: &str, text: &str| (seen != text).then(|| format!("it is {seen:?}"));
    match line.split_once(' ').expect(line) {
        ("as_of", month) => text(&scenario.as_of().to_string(), month),
        ("link", link) => text(report["link"].as_str().expect("a link"), link),
        ("notice", notice) => {
            let notices = report["notices"].as_array().expect("a list");
            (!notices.contains(&notice.into())).then(|| format!("these are given: {notices:?}"))
        }
        ("reason", rest) => {
            let (id, reason) = rest.split_once(' ').expect(line);
            text(report["reasons"][id].as_str().unwrap_or("absent"), reason)
        }
        // `contract` is a month of a series that is computed to the end.
        (kind @ ("series" | "contract"), rest) => {
            let (cell, value) = rest.split_once(" = ").expect(line);
            let (id, month) = cell.split_once(' ').expect(line);
            let seen = &report[if kind == "series" { "series" } else { "contract_series" }][id]
                [Month::parse(month).expect(line).0 as usize];
            seen.as_str().map_or_else(|| number(seen.as_f64(), value), |word| text(word, value))
        }
        ("binding", rest) => text(outcome.metrics.binding.word(), rest.strip_prefix("= ").expect(line)),
        (id, rest) => {
            let metric = MetricId::parse(id).expect(id);
            number(outcome.metrics.get(metric).ok(), rest.strip_prefix("= ").expect(line))
        }
    }
}

#[test]
fn its_examples_come_out() {
    let examples = examples();
    assert!(examples.len() >= ENOUGH, "only {} examples are left", examples.len());
    let mut faults = String::new();
    for (at, lines) in examples {
        let scenario = commanded(lines[0]);
        let outcome = run(&scenario);
        let report = serde_json::to_value(Report { scenario: &scenario, outcome: &outcome }).expect("JSON");
        assert!(lines.len() > 1, "line {at}: an example that says nothing");
        for (place, line) in lines.iter().enumerate().skip(1) {
            if let Some(fault) = fault(line, &scenario, &outcome, &report) {
                faults += &format!("MODEL.md, line {}: {line}\n    {fault}\n", at + place);
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn an_example_that_is_wrong_in_its_last_digit_is_found() {
    assert!(is_printed_as(743.714_2e6, "743.714e6") && !is_printed_as(743.714_6e6, "743.714e6"));
    assert!(is_printed_as(25.0, "25") && !is_printed_as(24.0, "25"));
    assert!(is_printed_as(-0.05, "-5e-2") && !is_printed_as(0.05, "-5e-2"));
}

/// Every id of inputs, series and metrics.
fn ids() -> Vec<String> {
    let inputs = ParameterId::all().map(ParameterId::id);
    let series = SeriesId::all().map(SeriesId::id);
    inputs.chain(series).chain(MetricId::all().map(MetricId::id)).collect()
}

/// All inline code and code blocks.
fn code() -> Vec<&'static str> {
    let mut found = Vec::new();
    for (place, part) in MANUAL.split("```").enumerate() {
        match place % 2 {
            0 => found.extend(part.split('`').skip(1).step_by(2)),
            _ => found.push(part),
        }
    }
    found
}

/// The words in a piece of code that can only be names: those with an underscore or a dot between letters.
fn names(code: &'static str) -> impl Iterator<Item = &'static str> {
    let words = code.split(|c: char| !(c.is_alphanumeric() || "_.-…".contains(c)));
    let words = words.map(|word| word.trim_end_matches(['.', '-']));
    words.filter(|word| {
        let parts: Vec<&str> = word.split(['_', '.']).collect();
        parts.len() > 1
            && parts.iter().all(|part| part.is_empty() || part.starts_with(|c: char| c.is_alphabetic() || c == '…'))
            // `s_a`, `m_k`: symbols of a formula, not names.
            && !parts.iter().all(|part| part.chars().count() < 2)
    })
}

/// Whether an id belongs to the family that a name stands for: `phase.P.start`, `equity.trancheK.…`,
/// `planned_usd_per_….A`.
fn is_of(id: &str, name: &str) -> bool {
    const MEMBERS: [&str; 7] = ["A", "C", "CLAIM", "K", "P", "S", "V"];
    let (mut ids, mut names) = (id.split('.'), name.split('.'));
    let mut first = true;
    loop {
        match (ids.next(), names.next()) {
            (None, None) => return true,
            (Some(part), Some(name)) => {
                let begins = name.strip_suffix('…').or_else(|| name.strip_suffix('K')).filter(|it| !it.is_empty());
                let any = !first && (MEMBERS.contains(&name) || name == "…");
                if part != name && !any && !begins.is_some_and(|begins| part.starts_with(begins)) {
                    return false;
                }
                first = false;
            }
            _ => return false,
        }
    }
}

/// Every key of an object and of the values in it, alone and after the key above it.
fn keys(value: &Value, under: &str, found: &mut BTreeSet<String>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        found.extend([key.clone(), format!("{under}.{key}")]);
        keys(value, key, found);
    }
    value.as_array().into_iter().flatten().for_each(|value| keys(value, under, found));
}

#[test]
fn every_name_in_it_exists() {
    /// Symbols of formulas that look like names, and names that the text mentions as not existing.
    const OTHERS: [&str; 9] = [
        "take_l",
        "chip.trainium2.mfu_fp4",
        "end_a",
        "hours_C",
        "watts_C",
        "hardware_C",
        "residual_C",
        "energy_C",
        "running_C",
    ];
    const FILES: [&str; 2] = ["second_opinion", "second_opinion.py"];
    let ids = ids();
    // The last parts of an id stand alone where the first ones are clear.
    let mut known: BTreeSet<String> = ids.iter().flat_map(|id| id.split('.')).map(str::to_owned).collect();
    let mut scenario = Scenario::of(model::inputs::baselines::Baseline::first());
    // The report has this name only where the chip is named.
    scenario.name_own_chip("Zephyr 1");
    let outcome = run(&scenario);
    keys(&serde_json::to_value(Catalogue::new()).expect("JSON"), "", &mut known);
    keys(&serde_json::to_value(Report { scenario: &scenario, outcome: &outcome }).expect("JSON"), "", &mut known);
    known.extend(IntermediateId::all().map(|working| working.id().split('.').next().unwrap_or_default().to_owned()));
    let exists = |name: &str| {
        known.contains(name)
            || ids.iter().any(|id| is_of(id, name))
            // The rest of an id whose beginning comes before it: `.month`, `_fp8`.
            || name.starts_with(['.', '_']) && known.iter().any(|id| id.ends_with(name))
            || name.strip_prefix('.').is_some_and(|rest| known.contains(rest))
    };
    let named: BTreeSet<&str> = code().into_iter().flat_map(names).collect();
    assert!(named.len() > 150, "only {} names were found", named.len());
    let unknown: Vec<&&str> =
        named.iter().filter(|name| !exists(name) && !OTHERS.contains(name) && !FILES.contains(name)).collect();
    assert!(unknown.is_empty(), "MODEL.md names what does not exist: {unknown:#?}");
    for name in OTHERS.into_iter().chain(["chips_onlin", "phase.P.begin", "stake_usd", "_fp16", "V.stake", "equity.…x"])
    {
        assert!(!exists(name), "{name} does not exist, and this would not find it");
    }
}

/// Whether MODEL.md has an id: in full, as a member of a family, or as the rest after the beginning of the id before
/// it.
fn stands(id: &str) -> bool {
    let words = code().into_iter().flat_map(|code| code.split([' ', ',', '\n', '=']));
    words.into_iter().any(|name| {
        // `equity.…` alone does not name any of its inputs.
        let says_something = !name.ends_with(".…");
        let rest = name.starts_with(['.', '_']) && name.len() > 1 && id.ends_with(name);
        name == id || rest || says_something && is_of(id, name)
    })
}

#[test]
fn every_row_of_the_tables_is_in_it() {
    let missing: Vec<String> = ids().into_iter().filter(|id| !stands(id)).collect();
    assert!(missing.is_empty(), "MODEL.md says nothing of {missing:#?}");
    for id in ["equity.nothing", "no_such_series", "agreement.base.nothing", "nothing.gb300", "chip.gb300.nothing"] {
        assert!(!stands(id), "{id} does not exist, and this would find it");
    }
}
