//! `cargo xtask trust`: the record of what the tests tried, for the page "Trust".
//!
//! Tests write one row each into a folder of `target/trust/` that is named after the code that they ran on, see
//! `tests/shared/src/trust.rs`. `cargo xtask trust` merges the rows for the present code into `assets/trust.json`,
//! which is checked in. A build puts that beside the page, with the versions of its own code. So a build depends on the
//! tree alone, and the page can tell rows of other code apart.

use crate::shell;
use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use xxhash_rust::xxh3::Xxh3;

/// The variable that tells tests which folder to write to.
const TO: &str = "RACKRATE_TRUST_TO";
/// The record that is checked in, and its name beside a page.
const KEPT: &str = "assets/trust.json";
const BESIDE: &str = "trust.json";

/// The files on which results of native tests depend, and those on which the page depends in addition.
const MODEL: &[&str] = &["Cargo.toml", "Cargo.lock", "model/Cargo.toml", "model/src", "model/tests", "tests/shared"];
const PAGE: &[&str] = &["Trunk.toml", "index.html", "assets", "app"];

/// Groups of rows that concern the page and its programs; all others concern the model alone.
const OF_PAGE: [&str; 4] = ["browser", "libreoffice", "size", "speed"];

/// A command that runs tests or measures. Each writes into a folder of its own, and only its own groups count, so that
/// measuring never overwrites what a test found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writer {
    /// `cargo xtask test`.
    Tests,
    /// `cargo xtask bench`.
    Measurements,
    /// `cargo xtask size`.
    Sizes,
}

impl Writer {
    const ALL: [Writer; 3] = [Writer::Tests, Writer::Measurements, Writer::Sizes];

    const fn folder(self) -> &'static str {
        match self {
            Writer::Tests => "tests",
            Writer::Measurements => "measurements",
            Writer::Sizes => "sizes",
        }
    }

    fn may_write(self, group: &str) -> bool {
        match self {
            Writer::Tests => group != "speed" && group != "size",
            Writer::Measurements => group == "speed",
            Writer::Sizes => group == "size",
        }
    }
}

/// One claim that was tested, as `protocol::trust::TrustRow` reads it. Tests write it without date and version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Row {
    group: String,
    what: String,
    cases: u64,
    cases_are: String,
    worst_share: f64,
    #[serde(default)]
    date: String,
    #[serde(default)]
    version: String,
}

impl Row {
    /// The claim; a later row of the same claim replaces an earlier one. The fingerprint's name is its value, and there
    /// is only one.
    fn claim(&self) -> String {
        match self.group.as_str() {
            "fingerprint" => self.group.clone(),
            group => format!("{group}/{}", self.what),
        }
    }
}

/// Rows by claim.
type Rows = BTreeMap<String, Row>;

/// The record beside a page: see `protocol::trust::TrustRecord`.
#[derive(Serialize)]
struct Record {
    build: Code,
    rows: Rows,
}

/// Versions of the present code: hashes of its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Code {
    model: String,
    page: String,
}

impl Code {
    fn now() -> Result<Code> {
        let root = shell::root()?;
        let mut hash = Xxh3::new();
        add_files(&mut hash, &root, MODEL)?;
        let model = hash.digest();
        add_files(&mut hash, &root, PAGE)?;
        Ok(Code { model: format!("{model:016x}"), page: format!("{:016x}", hash.digest()) })
    }

    /// The version that a row of this group belongs to.
    fn of(&self, group: &str) -> &str {
        if OF_PAGE.contains(&group) { &self.page } else { &self.model }
    }
}

/// Adds the names and contents of all files to a hash, in the order of their names.
fn add_files(hash: &mut Xxh3, root: &Path, places: &[&str]) -> Result<()> {
    let mut files = Vec::new();
    for place in places {
        collect(&root.join(place), &mut files)?;
    }
    files.retain(|file| !file.ends_with(KEPT));
    files.sort();
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let content = std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        // With their lengths, so that different sets of files never give the same bytes.
        hash.update(&(name.len() as u64).to_le_bytes());
        hash.update(name.as_bytes());
        hash.update(&(content.len() as u64).to_le_bytes());
        hash.update(&content);
    }
    Ok(())
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

/// The folder for results on the present code.
fn folder(code: &Code) -> Result<PathBuf> {
    Ok(shell::target()?.join("trust").join(format!("{}-{}", code.model, code.page)))
}

/// Sets the variable that tells tests where to write their results.
pub(crate) fn name_in(command: &mut Command, writer: Writer) -> Result<&mut Command> {
    let folder = folder(&Code::now()?)?.join(writer.folder());
    std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(command.env(TO, folder))
}

/// Deletes the results on the present code, because a test has failed: the tests that held prove little then.
pub(crate) fn forget() {
    if let Ok(folder) = Code::now().and_then(|code| folder(&code)) {
        let _ = std::fs::remove_dir_all(folder.join(Writer::Tests.folder()));
    }
}

/// Records a size.
pub(crate) fn note_size(name: &str, what: &str, bytes: usize) -> Result<()> {
    let folder = folder(&Code::now()?)?.join(Writer::Sizes.folder());
    let row = Row {
        group: "size".to_owned(),
        what: what.to_owned(),
        cases: bytes as u64,
        cases_are: "bytes".to_owned(),
        worst_share: 0.0,
        date: String::new(),
        version: String::new(),
    };
    let file = folder.join(format!("size-{name}.json"));
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&file, serde_json::to_string(&row)?))
        .with_context(|| format!("{} cannot be written", file.display()))
}

/// The record that is checked in; empty if there is none.
fn kept() -> Result<Rows> {
    match std::fs::read_to_string(shell::root()?.join(KEPT)) {
        Ok(text) => serde_json::from_str(&text).with_context(|| format!("{KEPT} cannot be understood")),
        Err(_) => Ok(Rows::new()),
    }
}

/// Writes the record beside a page.
pub(crate) fn lay_beside(page: &Path) -> Result<()> {
    let record = Record { build: Code::now()?, rows: kept()? };
    let file = page.with_file_name(BESIDE);
    std::fs::write(&file, serde_json::to_string(&record)?)
        .with_context(|| format!("{} cannot be written", file.display()))
}

/// Adds the results on the present code to the known ones; returns how many rows were added.
fn merge(known: &mut Rows, notes: &Path, code: &Code) -> Result<usize> {
    let mut fresh = 0;
    for writer in Writer::ALL {
        let Ok(files) = std::fs::read_dir(notes.join(writer.folder())) else { continue };
        for file in files {
            let path = file?.path();
            let text = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            let row: Row =
                serde_json::from_str(&text).with_context(|| format!("{} cannot be understood", path.display()))?;
            if !writer.may_write(&row.group) {
                continue;
            }
            let version = code.of(&row.group).to_owned();
            let row = Row { date: day(&path)?, version, ..row };
            known.insert(row.claim(), row);
            fresh += 1;
        }
    }
    Ok(fresh)
}

/// The date on which a file was written, in ISO form (UTC).
fn day(file: &Path) -> Result<String> {
    let written = file.metadata().and_then(|about| about.modified())?;
    let written = Timestamp::try_from(written).context("a file has no date")?;
    Ok(TimeZone::UTC.to_datetime(written).date().to_string())
}

/// Merges the results into the record that is checked in.
pub(crate) fn command() -> Result<()> {
    let code = Code::now()?;
    let mut rows = kept()?;
    let fresh = merge(&mut rows, &folder(&code)?, &code)?;
    if fresh == 0 {
        bail!("Nothing was tried on the code as it is now: run `cargo xtask test` first.");
    }
    let file = shell::root()?.join(KEPT);
    std::fs::write(&file, serde_json::to_string_pretty(&rows)? + "\n")
        .with_context(|| format!("{KEPT} cannot be written"))?;
    println!("{KEPT}: {} rows, {fresh} of them of the code as it is now.", rows.len());
    for group in ["second_opinion"].iter().chain(&OF_PAGE) {
        if !rows.values().any(|row| row.group == **group && row.version == code.of(group)) {
            println!("Nothing of \"{group}\" is: `cargo xtask test` and, for speed, `cargo xtask bench` write it.");
        }
    }
    println!("`cargo xtask build` lays it beside the page.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(group: &str, what: &str, cases: u64) -> String {
        json!({ "group": group, "what": what, "cases": cases, "cases_are": "numbers", "worst_share": 1e-9 }).to_string()
    }

    #[test]
    fn rows_are_merged_by_what_they_claim() {
        let notes = tempfile::tempdir().unwrap();
        let put = |writer: Writer, name: &str, text: &str| {
            let folder = notes.path().join(writer.folder());
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(name), text).unwrap();
        };
        put(Writer::Tests, "a.json", &row("hand", "A stake", 7));
        put(Writer::Tests, "b.json", &row("browser", "Figures", 600));
        put(Writer::Tests, "c.json", &row("fingerprint", "00ff", 3));
        // Rows of other groups that a measurement left are ignored.
        put(Writer::Measurements, "b.json", &row("browser", "Figures", 6));
        put(Writer::Measurements, "d.json", &row("speed", "Slider", 5_700));
        let code = Code { model: "m1".to_owned(), page: "p1".to_owned() };
        let old = |group: &str, what: &str| {
            let row: Row = serde_json::from_str(&row(group, what, 1)).unwrap();
            Row { version: "m0".to_owned(), ..row }
        };
        let mut rows: Rows = [old("hand", "A stake"), old("hand", "A price"), old("fingerprint", "eeee")]
            .into_iter()
            .map(|row| (row.claim(), row))
            .collect();
        assert_eq!(merge(&mut rows, notes.path(), &code).unwrap(), 4);
        let told = |claim: &str| rows.get(claim).map(|row| (row.cases, row.version.as_str(), row.what.as_str()));
        assert_eq!(told("hand/A stake"), Some((7, "m1", "A stake")));
        assert_eq!(told("hand/A price"), Some((1, "m0", "A price")), "what was not tried again stays");
        assert_eq!(told("browser/Figures"), Some((600, "p1", "Figures")));
        assert_eq!(told("fingerprint"), Some((3, "m1", "00ff")), "there is one");
        assert_eq!(told("speed/Slider"), Some((5_700, "p1", "Slider")));
    }

    #[test]
    fn the_kept_record_can_be_read() {
        for (claim, row) in kept().unwrap() {
            assert_eq!(claim, row.claim());
            assert!(!row.date.is_empty() && !row.version.is_empty(), "{claim}");
        }
    }

    #[test]
    fn a_file_s_day_is_the_one_it_was_written_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let file = std::fs::File::create(&path).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(11_016 * 86_400 + 5)).unwrap();
        assert_eq!(day(&path).unwrap(), "2000-02-29");
    }

    #[test]
    fn a_change_of_one_letter_is_other_code() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        std::fs::create_dir(folder.path().join("a")).unwrap();
        put("a/one", "x");
        let of = || {
            let mut hash = Xxh3::new();
            add_files(&mut hash, folder.path(), &["a"]).unwrap();
            hash.digest()
        };
        let before = of();
        assert_eq!(of(), before);
        put("a/one", "y");
        assert_ne!(of(), before);
        put("a/one", "x");
        put("a/two", "");
        assert_ne!(of(), before);
    }
}
