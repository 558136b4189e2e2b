//! `cargo xtask trust`: the record of what the tests tried, for the page that says so.
//!
//! Tests write a line each into a folder of `target/trust/` that is named after the code they ran on, see
//! `model/tests/trust`. A build takes the lines that were written on its own code, then those of the record that is
//! checked in, and lays them beside the page together with the hashes of what is being built: a line of other code is
//! shown as that. A fresh clone has only the checked-in record; without it the page says so.

use crate::shell;
use anyhow::{Context, Result, bail};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Where tests find the folder to write to.
const TO: &str = "RACKRATE_TRUST_TO";
/// What it is called beside a page.
const BESIDE: &str = "trust.json";
/// The record that is checked in.
const KEPT: &str = "assets/trust.tsv";

/// What results of native tests follow from, and what the page follows from beside it.
const MODEL: &[&str] = &["model/Cargo.toml", "model/src", "model/tests"];
const PAGE: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "index.html",
    "assets",
    "app/Cargo.toml",
    "app/src",
    "app/engine",
    "app/workbook",
];

/// What is measured of the page and its modules; every other line is of the model alone.
const OF_PAGE: [&str; 4] = ["browser", "libreoffice", "size", "speed"];

/// Hashes of the code as it is now.
struct Code {
    model: String,
    page: String,
}

impl Code {
    fn now() -> Result<Code> {
        let root = shell::root()?;
        let model = hash(&root, MODEL, 0xcbf2_9ce4_8422_2325)?;
        Ok(Code { model: format!("{model:016x}"), page: format!("{:016x}", hash(&root, PAGE, model)?) })
    }

    /// Which of the two a line is of.
    fn of(&self, group: &str) -> &str {
        if OF_PAGE.contains(&group) { &self.page } else { &self.model }
    }
}

/// FNV-1a over names and contents of all files, in the order of their names: the same with every compiler.
fn hash(root: &Path, places: &[&str], start: u64) -> Result<u64> {
    let mut files = Vec::new();
    for place in places {
        collect(&root.join(place), &mut files)?;
    }
    files.retain(|file| !file.ends_with(KEPT));
    files.sort();
    let mut hash = start;
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let content = std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        for byte in name.bytes().chain([0]).chain(content) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    Ok(hash)
}

fn collect(place: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if place.is_file() {
        files.push(place.to_path_buf());
        return Ok(());
    }
    for entry in std::fs::read_dir(place).with_context(|| format!("{} cannot be read", place.display()))? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

fn all_notes() -> Result<PathBuf> {
    Ok(shell::target()?.join("trust"))
}

/// The folder for what is tried on the code as it is now.
fn folder() -> Result<PathBuf> {
    let code = Code::now()?;
    let folder = all_notes()?.join(format!("{}-{}", code.model, code.page));
    std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(folder)
}

/// Tells tests where to write what they tried.
pub(crate) fn name_in(command: &mut Command) -> Result<&mut Command> {
    Ok(command.env(TO, folder()?))
}

/// Forgets what was tried on the code as it is now, because a test failed: the tests that held prove little then.
pub(crate) fn forget() {
    if let Ok(folder) = folder() {
        let _ = std::fs::remove_dir_all(&folder);
    }
}

/// Writes down a size.
pub(crate) fn note_size(name: &str, what: &str, bytes: usize) -> Result<()> {
    let line = format!("size\t{what}\t{bytes}\tbytes\t0\n");
    let file = folder()?.join(format!("size-{name}.tsv"));
    std::fs::write(&file, line).with_context(|| format!("{} cannot be written", file.display()))
}

/// Lays the record beside a page, as `protocol::trust::TrustRecord` reads it.
pub(crate) fn lay_beside(page: &Path) -> Result<()> {
    let file = page.with_file_name(BESIDE);
    std::fs::write(&file, as_json(&record()?)).with_context(|| format!("{} cannot be written", file.display()))
}

/// The record as JSON. Lines that cannot be read are left out.
fn as_json(record: &str) -> String {
    let mut lines = record.lines();
    let (model, page) = lines.next().and_then(|hashes| hashes.split_once('\t')).unwrap_or_default();
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [group, what, cases, cases_are, worst, date, version] = fields[..] else { return None };
        let (cases, worst) = (cases.parse::<u64>().ok()?, worst.parse::<f64>().ok()?);
        let row = json!({
            "group": group, "what": what, "cases": cases, "cases_are": cases_are, "worst_share": worst, "date": date,
            "version": version,
        });
        Some((format!("{group}/{what}"), row))
    };
    let rows: serde_json::Map<_, _> = lines.filter_map(row).collect();
    json!({ "build": { "model": model, "page": page }, "rows": rows }).to_string()
}

/// The hashes of the code as it is now, and a line for each thing that was tried, by group and name.
fn record() -> Result<String> {
    let code = Code::now()?;
    let kept = std::fs::read_to_string(shell::root()?.join(KEPT)).unwrap_or_default();
    // Later lines take the place of earlier ones.
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for line in kept.lines().filter(|line| !line.starts_with('#')) {
        lines.insert(key(line), line.to_owned());
    }
    let notes = all_notes()?;
    for entry in std::fs::read_dir(&notes).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some((model, page)) = name.split_once('-') else { continue };
        let of = Code { model: model.to_owned(), page: page.to_owned() };
        for (line, date) in notes_in(&entry.path())? {
            let group = line.split('\t').next().unwrap_or_default();
            // Only what was tried on this code: of what is older, the checked-in record has the last that was kept.
            if of.of(group) == code.of(group) {
                lines.insert(key(&line), format!("{line}\t{date}\t{}", of.of(group)));
            }
        }
    }
    let mut record = format!("{}\t{}\n", code.model, code.page);
    for line in lines.values() {
        record.push_str(line);
        record.push('\n');
    }
    Ok(record)
}

/// What makes two lines one: group and name; the fingerprint's name is its value.
fn key(line: &str) -> String {
    let mut fields = line.split('\t');
    let (group, what) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
    if group == "fingerprint" { group.to_owned() } else { format!("{group}\t{what}") }
}

/// Every line of a folder with the day on which it was written.
fn notes_in(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut notes = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        let written = path.metadata().and_then(|about| about.modified()).unwrap_or(UNIX_EPOCH);
        let text = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        notes.extend(text.lines().map(|line| (line.to_owned(), day(written))));
    }
    Ok(notes)
}

/// A day in ISO form (UTC).
fn day(time: SystemTime) -> String {
    let days = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400) as i64;
    // Howard Hinnant's civil_from_days: years that begin in March have their leap day at the end.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Writes the record that is checked in.
pub(crate) fn command() -> Result<()> {
    let record = record()?;
    let mut lines = record.lines();
    let code = lines.next().unwrap_or_default();
    let lines: Vec<&str> = lines.collect();
    let hashes: Vec<&str> = code.split('\t').collect();
    let current = |line: &&&str| line.rsplit('\t').next().is_some_and(|hash| hashes.contains(&hash));
    let fresh = lines.iter().filter(current).count();
    if fresh == 0 {
        bail!("Nothing was tried on the code as it is now: run `cargo xtask test` first.");
    }
    let head = "# Written by `cargo xtask trust` from what the tests left behind: group, what, cases, what they are, largest\n\
                # difference as a share, day, hash of the code.\n";
    let file = shell::root()?.join(KEPT);
    std::fs::write(&file, format!("{head}{}\n", lines.join("\n")))
        .with_context(|| format!("{KEPT} cannot be written"))?;
    println!("{KEPT}: {} lines, {fresh} of them of the code as it is now.", lines.len());
    for group in ["second_opinion"].iter().chain(&OF_PAGE) {
        if !lines.iter().filter(current).any(|line| line.starts_with(&format!("{group}\t"))) {
            println!("Nothing of \"{group}\" is: `cargo xtask test` and, for speed, `cargo xtask bench` write it.");
        }
    }
    println!("`cargo xtask build` puts it into the page.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn days_are_days() {
        let at = |days: u64| day(UNIX_EPOCH + Duration::from_secs(days * 86_400 + 5));
        assert_eq!(
            [at(0), at(11_016), at(19_782), at(20_779)],
            ["1970-01-01", "2000-02-29", "2024-02-29", "2026-11-22"]
        );
    }

    #[test]
    fn what_lies_beside_the_page_is_keyed_by_claim() {
        let record = "m1\tp1\nhand\tA stake\t7\tnumbers\t1e-9\t2026-01-01\tm0\nbroken line\n";
        let json: serde_json::Value = serde_json::from_str(&as_json(record)).unwrap();
        assert_eq!(json["build"], json!({ "model": "m1", "page": "p1" }));
        assert_eq!(json["rows"].as_object().unwrap().len(), 1);
        let row = json!({
            "group": "hand", "what": "A stake", "cases": 7, "cases_are": "numbers", "worst_share": 1e-9,
            "date": "2026-01-01", "version": "m0",
        });
        assert_eq!(json["rows"]["hand/A stake"], row);
    }

    #[test]
    fn a_change_of_one_letter_is_other_code() {
        let folder = std::env::temp_dir().join(format!("rackrate-trust-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("a")).unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
        put("a/one", "x");
        let of = || hash(&folder, &["a"], 1).unwrap();
        let before = of();
        assert_eq!(of(), before);
        put("a/one", "y");
        assert_ne!(of(), before);
        put("a/one", "x");
        put("a/two", "");
        assert_ne!(of(), before);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn lines_of_one_test_are_one() {
        assert_eq!(key("hand\tA\t1\tnumbers\t0"), key("hand\tA\t7\tnumbers\t1e-9\t2026-01-01\tff"));
        assert_ne!(key("hand\tA\t1"), key("identities\tA\t1"));
        assert_eq!(key("fingerprint\tab\t1"), key("fingerprint\tcd\t1"));
    }
}
