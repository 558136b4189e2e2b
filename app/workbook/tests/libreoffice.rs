//! Another program computes the workbook: LibreOffice, told to recalculate everything it opens, must come to what the
//! model comes to, also after somebody changed the assumptions.
//!
//! `cargo xtask test` finds or installs LibreOffice and runs this; by hand it is
//! `cargo test -p workbook --test libreoffice`.

#[allow(dead_code, reason = "only its generator is used here")]
#[path = "../../../model/tests/scenarios/mod.rs"]
mod scenarios;
mod support;
#[path = "../../../model/tests/trust/mod.rs"]
mod trust;

use calamine::Data;
use model::baselines::BASELINES;
use model::metrics::MetricId;
use model::outcome::run;
use model::parameters::{Family, ParameterId};
use model::recording::record_live;
use model::scenario::Scenario;
use model::series::SeriesId;
use model::table::{AGREEMENTS, Of};
use model::units::Unit;
use model::workings::Quantity;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{cells, rows_by_id, with_values, without_results, workbook_of};

/// How many random scenarios are computed by both.
const RANDOM: usize = 20;
const PROGRAM: &str = "RACKRATE_SOFFICE";
/// "Recalculation on file load: always", for this format.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// LibreOffice's own version of workbooks, in their order: everything computed anew.
fn recalculated(name: &str, workbooks: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let (settings, out) = (folder.join("profile/user"), folder.join("out"));
    for folder in [&settings, &out] {
        std::fs::create_dir_all(folder).expect("a folder for LibreOffice");
    }
    std::fs::write(settings.join("registrymodifications.xcu"), SETTINGS).expect("its settings");
    let file = |place: usize| format!("{place}.xlsx");
    let files: Vec<PathBuf> = (0..workbooks.len()).map(|place| folder.join(file(place))).collect();
    for (file, bytes) in files.iter().zip(workbooks) {
        std::fs::write(file, bytes).expect("a workbook for LibreOffice");
    }
    let program = std::env::var_os(PROGRAM).unwrap_or_else(|| "soffice".into());
    let printed = Command::new(&program)
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(&out)
        .args(&files)
        .output();
    let printed = printed.map_err(|why| {
        format!(
            "LibreOffice ({}) could not be started: {why}. On Debian:\n    \
             sudo apt-get install --no-install-recommends libreoffice-calc-nogui\nor name its program in {PROGRAM}.",
            Path::new(&program).display()
        )
    })?;
    let converted: Result<Vec<_>, _> = (0..workbooks.len())
        .map(|place| {
            let words = String::from_utf8_lossy(&printed.stderr);
            std::fs::read(out.join(file(place)))
                .map_err(|why| format!("LibreOffice wrote no workbook {place} ({why}): {words}"))
        })
        .collect();
    let _ = std::fs::remove_dir_all(&folder);
    converted
}

/// Differences that no formula makes: spreadsheets take a difference that is as small as its rounding for 0.
fn dust(unit: Unit) -> f64 {
    match unit {
        Unit::Usd | Unit::UsdPerMonth => 1e-3,
        Unit::Chips | Unit::Months | Unit::Watt => 1e-6,
        _ => 1e-12,
    }
}

fn agree(a: f64, b: f64, unit: Unit) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + dust(unit)
}

/// Says where a recalculated workbook differs from the model's run of a scenario.
fn differences(scenario: &Scenario, workbook: &[u8]) -> Vec<String> {
    let outcome = run(scenario);
    let mut found = Vec::new();
    let months = cells(workbook, "Months");
    let rows = rows_by_id(&months, 0);
    let shown = outcome.sheet.months();
    for series in SeriesId::all() {
        let row = rows[&series.id()];
        if outcome.shown(series).is_none() {
            let left = (0..shown as u32).filter_map(|month| months.get(&(row, 5 + month)));
            found.extend(
                left.filter(|cell| **cell != Data::String(String::new()))
                    .map(|cell| format!("{}: {cell:?}", series.id())),
            );
            continue;
        }
        for (month, expected) in outcome.sheet.row(series).iter().enumerate() {
            match months.get(&(row, 5 + month as u32)) {
                Some(Data::Float(value)) if agree(*value, *expected, series.row().unit) => {}
                other => found.push(format!("{} in month {month}: {other:?}, not {expected}", series.id())),
            }
        }
        assert!(!months.contains_key(&(row, 5 + shown as u32)), "a month too many");
    }
    let summary = cells(workbook, "Summary");
    let rows = rows_by_id(&summary, 6);
    for metric in MetricId::all() {
        let value = summary.get(&(rows[&metric.id()], 1));
        let same = match (outcome.metrics.get(metric), value) {
            (Ok(expected), Some(Data::Float(value))) => agree(*value, expected, metric.row().unit),
            (Err(absent), Some(Data::String(reason))) => reason == absent.reason(),
            _ => false,
        };
        if !same {
            found.push(format!("{}: {value:?}, not {:?}", metric.id(), outcome.metrics.get(metric)));
        }
    }
    let ledger = cells(workbook, "Ledger");
    let check = ledger.iter().filter(|((_, column), _)| *column == 0);
    let check = check.into_iter().find(|(_, cell)| **cell == Data::String("Check".to_owned()));
    let ((row, _), _) = check.expect("the ledger has a check");
    for month in 0..shown as u32 {
        if ledger.get(&(*row, 5 + month)) != Some(&Data::String("balanced".to_owned())) {
            found.push(format!("the ledger of month {month}: {:?}", ledger.get(&(*row, 5 + month))));
        }
    }
    found
}

/// Says where the sheet of workings differs from the recording.
fn differing_workings(scenario: &Scenario, workbook: &[u8]) -> Vec<String> {
    let recording = record_live(scenario);
    // After the last agreement and the last month shown nothing is read any more, and rows may fall that must not.
    let value = |key| Family::of(Of::Agreement, key);
    let ends = (0..AGREEMENTS.len())
        .map(|at| scenario.get(value("start").member(at)) + scenario.get(value("term_months").member(at)));
    let end = ends.fold(f64::from(scenario.horizon().0 + 1), f64::max);
    let workings = cells(workbook, "Workings");
    let rows = rows_by_id(&workings, 0);
    let mut found = Vec::new();
    for (cell, step) in recording.cells() {
        let Quantity::Working(working) = cell.quantity else { continue };
        if cell.month.is_some_and(|month| f64::from(month) >= end) {
            continue;
        }
        let expected = recording.value(step);
        let at = (rows[&working.id()], cell.month.map_or(5, |month| 6 + u32::from(month)));
        match workings.get(&at) {
            Some(Data::Float(value)) if agree(*value, expected, working.unit()) => {}
            // What is divided by nothing; no series and no metric reads it.
            Some(Data::Error(_)) if !expected.is_finite() => {}
            other => found.push(format!("{} in month {:?}: {other:?}, not {expected}", working.id(), cell.month)),
        }
    }
    found
}

fn assert_none(found: &[(String, Vec<String>)]) {
    let words: Vec<String> = found
        .iter()
        .filter(|(_, differences)| !differences.is_empty())
        .map(|(name, found)| {
            format!("{name}: {} differences, such as\n  {}", found.len(), found[..found.len().min(8)].join("\n  "))
        })
        .collect();
    assert!(words.is_empty(), "{}", words.join("\n"));
}

#[test]
fn libreoffice_computes_what_the_model_computes() {
    let scenarios: Vec<Scenario> = BASELINES.iter().map(Scenario::of).chain(scenarios::some(41, RANDOM)).collect();
    let workbooks: Vec<Vec<u8>> = scenarios.iter().map(|scenario| without_results(&workbook_of(scenario))).collect();
    // Otherwise a program that computes nothing would pass.
    let first = cells(&workbooks[0], "Summary");
    assert!(first.values().all(|cell| !matches!(cell, Data::Float(value) if *value != 0.0 )), "no result is left");
    let computed = recalculated("unchanged", &workbooks).unwrap_or_else(|why| panic!("{why}"));
    let found: Vec<_> = scenarios
        .iter()
        .zip(&computed)
        .map(|(scenario, workbook)| {
            let mut found = differences(scenario, workbook);
            found.extend(differing_workings(scenario, workbook));
            (format!("{scenario:?}"), found)
        })
        .collect();
    assert_none(&found);
}

/// Five changes to a baseline each: numbers, a switch, a date and a choice of chip.
const CHANGES: [(&str, [(&str, &str); 5]); 4] = [
    (
        "talks-2025-12",
        [
            ("agreement.base.value_usd", "52e9"),
            ("operations.slip_months", "3"),
            ("limit.power", "on"),
            ("phase.full.start", "2026-09"),
            ("phase.expansion.chip_a", "gb300"),
        ],
    ),
    (
        "power-bound",
        [
            ("limit.power_start_watts", "0.2e9"),
            ("supplier.wacc", "0"),
            ("limit.budget", "on"),
            ("view.as_of", "2027-03"),
            ("phase.full.chip_b", "mi355x"),
        ],
    ),
    (
        "anthropic-tpu",
        [
            ("operations.rental_change", "-0.15"),
            ("workload.precision", "fp4"),
            ("equity.investor_supplies", "off"),
            ("equity.exit", "2028-06"),
            ("phase.immediate.chip_a", "mi455x"),
        ],
    ),
    (
        "openai-amd",
        [
            ("agreement.base.term_months", "9"),
            ("agreement.base.basis", "contract-value"),
            ("supply.amd.limited", "on"),
            ("agreement.base.start", "2026-05"),
            ("workload.run", "own"),
        ],
    ),
];

#[test]
fn libreoffice_follows_changed_assumptions() {
    let mut changed = Vec::new();
    let mut workbooks = Vec::new();
    for (baseline, changes) in CHANGES {
        let baseline = BASELINES.iter().find(|known| known.id == baseline).expect("a baseline");
        let mut scenario = Scenario::of(baseline);
        for (id, text) in changes {
            let input = ParameterId::parse(id).unwrap_or_else(|| panic!("an input {id}"));
            scenario.set_text(input, text).expect("a value in range");
        }
        assert_eq!(scenario.changes().count(), changes.len(), "each change changes something: {scenario:?}");
        let values: BTreeMap<&str, String> = changes
            .iter()
            .map(|(id, _)| (*id, format!("{:e}", scenario.get(ParameterId::parse(id).expect("an input")))))
            .collect();
        let values: Vec<_> = values.into_iter().collect();
        workbooks.push(with_values(&without_results(&workbook_of(&Scenario::of(baseline))), &values));
        changed.push(scenario);
    }
    let computed = recalculated("changed", &workbooks).unwrap_or_else(|why| panic!("{why}"));
    let found: Vec<_> = changed
        .iter()
        .zip(&computed)
        .map(|(scenario, workbook)| (format!("{scenario:?}"), differences(scenario, workbook)))
        .collect();
    assert_none(&found);
    // And what LibreOffice saved is read back as the scenario that was made of it.
    for (scenario, workbook) in changed.iter().zip(&computed) {
        let reading = workbook::read(workbook).expect("LibreOffice's workbook can be read");
        assert_eq!((&reading.scenario, reading.notices), (scenario, Vec::new()));
    }
}
