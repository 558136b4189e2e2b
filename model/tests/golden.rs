//! Released results stay as they were: the numbers of every baseline, the inputs of every baseline, and every link.
//!
//! `cargo xtask bless` writes the numbers anew after an intended change of formula or fact, prints what moved, and
//! freezes what is not frozen yet. It never changes what is frozen.

use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::permalink;
use model::share::report::Report;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tests_shared::trust;
use xxhash_rust::xxh3::xxh3_64;

fn path(folder: &str, file: &str) -> PathBuf {
    tests_shared::package().join("tests").join(folder).join(file)
}

fn blessing() -> bool {
    std::env::var_os("RACKRATE_BLESS").is_some_and(|value| value == "1")
}

fn read(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a file in a folder");
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, text)).expect("a writable folder");
}

/// The results of a baseline as a table with three columns: every metric with its number or the reason why it has none,
/// and every monthly series with a hash of its numbers. Numbers are written so that they read back to the last bit.
fn table(baseline: &'static Baseline) -> String {
    let scenario = Scenario::of(baseline);
    let report = serde_json::to_value(Report { scenario: &scenario, outcome: &run(&scenario) }).expect("it is JSON");
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let rows = |name: &str| report[name].as_object().cloned().unwrap_or_default();
    let reasons = rows("reasons");
    let mut table = String::from("kind\tid\tvalue\n");
    let mut add = |kind: &str, id: &str, value: &str| table.push_str(&format!("{kind}\t{id}\t{value}\n"));
    for id in ["schema", "link", "as_of"] {
        add("report", id, &text(&report[id]));
    }
    for (at, notice) in report["notices"].as_array().into_iter().flatten().enumerate() {
        add("notice", &(at + 1).to_string(), &text(notice));
    }
    for (id, value) in rows("metrics") {
        add("metric", &id, &text(reasons.get(&id).unwrap_or(&value)));
    }
    for (kind, months) in [("series", "months"), ("contract_series", "contract_months")] {
        for (id, values) in rows(kind).into_iter().chain([(months.to_owned(), report[months].clone())]) {
            add(kind, &id, &format!("{:016x}", xxh3_64(values.to_string().as_bytes())));
        }
    }
    table
}

/// The rows of a table: kind and id, then the value.
fn rows_of(table: &str) -> BTreeMap<&str, &str> {
    table.lines().skip(1).filter_map(|line| line.rsplit_once('\t')).collect()
}

/// The differences between two tables, a line each: the old value, the new value, and the share by which a number
/// moved.
fn moved(golden: &str, now: &str) -> Vec<String> {
    let (golden, now) = (rows_of(golden), rows_of(now));
    let ids: std::collections::BTreeSet<&str> = golden.keys().chain(now.keys()).copied().collect();
    let line = |id: &str| {
        let name = id.replace('\t', " ");
        match (golden.get(id), now.get(id)) {
            (was, is) if was == is => None,
            (Some(_), Some(_)) if id.contains("series") => Some(format!("{name} moved")),
            (Some(was), Some(is)) => Some(match (was.parse::<f64>(), is.parse::<f64>()) {
                (Ok(a), Ok(b)) if a != 0.0 => format!("{name}: {was} → {is} ({:+.3e} of it)", (b - a) / a.abs()),
                _ => format!("{name}: {was} → {is}"),
            }),
            (None, Some(is)) => Some(format!("{name}: new, {is}")),
            (Some(was), None) => Some(format!("{name}: gone, was {was}")),
            (None, None) => None,
        }
    };
    ids.into_iter().filter_map(line).collect()
}

/// The tables are compared as text, because the model gives the same numbers on every machine, to the last bit.
#[test]
fn every_baseline_gives_the_numbers_it_gave() {
    let mut faults = Vec::new();
    for baseline in BASELINES {
        let now = table(baseline);
        let file = path("golden", &format!("{}.tsv", baseline.id));
        let golden = read(&file).unwrap_or_default();
        let moved = moved(&golden, &now);
        if blessing() {
            write(&file, &now);
            match golden.is_empty() {
                true => println!("{}: a new baseline, {} rows", baseline.id, moved.len()),
                false => moved.iter().for_each(|line| println!("{}, {line}", baseline.id)),
            }
        } else if golden != now {
            faults.push(format!("{}: {} rows\n  {}", baseline.id, moved.len(), moved.join("\n  ")));
        }
    }
    assert!(
        faults.is_empty(),
        "numbers moved. If that is meant, run `cargo xtask bless`, and say in CHANGELOG.md which numbers moved and \
         why:\n{}",
        faults.join("\n")
    );
    let all = model::analysis::fingerprint::of_baselines();
    let (digest, cases) = (format!("{:016x}", all.digest), all.count as u64);
    trust::Row { group: "fingerprint", what: &digest, cases, cases_are: "numbers", worst_share: 0.0 }.write("all");
}

#[test]
fn what_moved_is_told_row_by_row() {
    let golden = "kind\tid\tvalue\nmetric\ta\t2.0\nmetric\tb\tnot yet\nseries\tc\t00\nseries\td\t11\n";
    let now = "kind\tid\tvalue\nmetric\ta\t2.5\nmetric\tb\t1.0\nmetric\te\t7.0\nseries\tc\t01\n";
    let expected = [
        "metric a: 2.0 → 2.5 (+2.500e-1 of it)",
        "metric b: not yet → 1.0",
        "metric e: new, 7.0",
        "series c moved",
        "series d: gone, was 11",
    ];
    assert_eq!(moved(golden, now), expected);
    assert_eq!(moved(golden, golden), Vec::<String>::new());
}

/// The inputs of a baseline, as in its JSON.
fn inputs(baseline: &'static Baseline) -> Map<String, Value> {
    match serde_json::to_value(Scenario::of(baseline)) {
        Ok(Value::Object(inputs)) => inputs,
        other => unreachable!("a scenario is a JSON object, not {other:?}"),
    }
}

/// A link names its baseline and holds only what differs from it. If a baseline were edited, every link to it would
/// show other numbers than its sender saw.
#[test]
fn released_baselines_are_frozen() {
    let mut faults = Vec::new();
    for baseline in BASELINES {
        let file = path("frozen", &format!("{}.json", baseline.id));
        let now = inputs(baseline);
        let text = read(&file).unwrap_or_else(|| "{}".to_owned());
        let mut frozen: Map<String, Value> = serde_json::from_str(&text).expect("a frozen file is a JSON object");
        // An input that is younger than the baseline is frozen when it first appears, at the value that it then has.
        let young: Vec<_> = now.iter().filter(|(id, _)| !frozen.contains_key(*id)).collect();
        if blessing() && !young.is_empty() {
            frozen.extend(young.iter().map(|(id, value)| ((*id).clone(), (*value).clone())));
            let text = serde_json::to_string_pretty(&frozen).expect("a map is always JSON");
            write(&file, &(text + "\n"));
        } else {
            faults.extend(young.iter().map(|(id, _)| format!("{}: {id} is not frozen yet", baseline.id)));
        }
        for (id, was) in &frozen {
            if now.get(id) != Some(was) {
                let is = now.get(id).map_or("gone".to_owned(), Value::to_string);
                faults.push(format!("{}: {id} was {was}, is {is}", baseline.id));
            }
        }
    }
    for entry in std::fs::read_dir(path("frozen", "")).expect("a folder of frozen baselines").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if Baseline::by_id(name.trim_end_matches(".json")).is_none() {
            faults.push(format!("{name}: this baseline is gone"));
        }
    }
    assert!(
        faults.is_empty(),
        "a released baseline is never edited, nor removed; give the changed one a new id and leave the old one as it \
         was. Where a default of the table changed, the baselines that had it must now set the old value. What is not \
         frozen yet is frozen by RACKRATE_BLESS=1.\n{}",
        faults.join("\n")
    );
}

/// One line for each link: the link, its baseline, and inputs that its sender saw, as `id=value`, separated by tabs.
/// Lines are only ever added.
#[test]
fn every_link_ever_released_opens() {
    let lines = read(&path("links", "released.txt")).expect("the list of released links");
    let mut opened = Vec::new();
    for line in lines.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let mut fields = line.split('\t');
        let (link, baseline) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let read = permalink::read(link);
        assert!(read.is_ok(), "{link}: {read:?}");
        let Ok(read) = read else { continue };
        assert_eq!(read.scenario.baseline().id, baseline, "{link}");
        let mut expected = Scenario::of(read.scenario.baseline());
        for field in fields {
            let (id, value) = field.split_once('=').expect(field);
            let input = ParameterId::parse(id).expect(id);
            assert_eq!(expected.set_text(input, value), Ok(()));
        }
        assert_eq!(read.scenario, expected, "{link}");
        opened.push(baseline);
    }
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let link = permalink::write(&scenario, &run(&scenario));
        let add = format!("{link}\t{}", baseline.id);
        assert!(opened.contains(&baseline.id), "add a link of {} to tests/links/released.txt:\n{add}", baseline.id);
    }
}
