//! What was once released stays as it was: the numbers of every baseline, the inputs of every baseline, and every link.
//!
//! `RACKRATE_BLESS=1 cargo test -p model --test golden` writes the numbers anew, for a change of formula or fact that is
//! meant, and freezes what is not frozen yet. It never changes what is frozen.

mod trust;

use model::baselines::{BASELINES, Baseline};
use model::export::Report;
use model::outcome::run;
use model::parameters::ParameterId;
use model::permalink;
use model::scenario::Scenario;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

fn path(folder: &str, file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder).join(file)
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

/// The first line in which two texts differ, for a message that can be read.
fn first_difference(golden: &str, now: &str) -> String {
    let lines = golden.lines().zip(now.lines()).enumerate().find(|(_, (golden, now))| golden != now);
    match lines {
        Some((at, (golden, now))) => format!("line {}: was {}, is {}", at + 1, golden.trim(), now.trim()),
        None => format!("{} lines were {}", now.lines().count(), golden.lines().count()),
    }
}

/// Compared as text: the model gives the same numbers on every machine, to the last bit.
#[test]
fn every_baseline_gives_the_numbers_it_gave() {
    let mut moved = Vec::new();
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let report = Report { scenario: &scenario, outcome: &run(&scenario) };
        let now = serde_json::to_string_pretty(&report).expect("a report is always JSON") + "\n";
        let file = path("golden", &format!("{}.json", baseline.id));
        if blessing() {
            write(&file, &now);
        }
        match read(&file) {
            Some(golden) if golden == now => {}
            Some(golden) => moved.push(format!("{}, {}", baseline.id, first_difference(&golden, &now))),
            None => moved.push(format!("{}: there is no golden file", baseline.id)),
        }
    }
    assert!(
        moved.is_empty(),
        "numbers moved; if that is meant, run with RACKRATE_BLESS=1, read the difference, and say in CHANGELOG.md which \
         numbers moved and why:\n{}",
        moved.join("\n")
    );
    let all = model::fingerprint::of_baselines();
    trust::write("fingerprint", "all", &[&format!("{:016x}", all.digest), &all.count.to_string(), "numbers", "0"]);
}

/// The inputs of a baseline, as its JSON has them.
fn inputs(baseline: &'static Baseline) -> Map<String, Value> {
    match serde_json::to_value(Scenario::of(baseline)) {
        Ok(Value::Object(inputs)) => inputs,
        other => unreachable!("a scenario is a JSON object, not {other:?}"),
    }
}

/// A link names its baseline and says only what differs from it. Were a baseline edited, every link to it would show
/// other numbers than its sender saw.
#[test]
fn released_baselines_are_frozen() {
    let mut faults = Vec::new();
    for baseline in BASELINES {
        let file = path("frozen", &format!("{}.json", baseline.id));
        let now = inputs(baseline);
        let text = read(&file).unwrap_or_else(|| "{}".to_owned());
        let mut frozen: Map<String, Value> = serde_json::from_str(&text).expect("a frozen file is a JSON object");
        // An input that is younger than the baseline is frozen when it first appears, at the value it appears with.
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

/// One line a link: the link, its baseline, and inputs that its sender saw, as `id=value`; separated by tabs. Lines are
/// only ever added.
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
    assert!(opened.len() >= 15, "a released link was removed from the list");
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let link = permalink::write(&scenario, &run(&scenario));
        let add = format!("{link}\t{}", baseline.id);
        assert!(opened.contains(&baseline.id), "add a link of {} to tests/links/released.txt:\n{add}", baseline.id);
    }
}
