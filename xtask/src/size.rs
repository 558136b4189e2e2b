//! `cargo xtask size`: what a first visit downloads, compared with its budgets, and which crates the bytes come from.
//!
//! A first visit is what `index.html` names: its links, its script, and what those load at once. A journey compares
//! that list with what a browser really loads. The programs beside the page, which are loaded on demand, are listed
//! separately.

use crate::weight::Weight;
use crate::{build, programs, publish, shell, trust};
use anyhow::{Context, Result, bail};
use local::page::Page;
use std::path::Path;

/// What a phone on a slow line of 1.6 Mbit a second downloads in a little over two seconds: everything that live
/// figures need. The aim was 260 KB, which is not met: docs/decisions.md says what the bytes are, and what would have
/// to move.
const FIRST_VISIT_BYTES: usize = 470_000;
/// What can be read before any program runs: the page and its styles, bytes.
const READ_BYTES: usize = 40 * 1024;
/// The share of a budget, below and above it, within which a size gets a warning, so that one more fact never breaks a
/// build.
const NEAR: f64 = 0.1;

/// How many crates are listed by name.
const CRATES: usize = 15;

/// Prints the tables; warns near a budget, and fails far above it.
pub(crate) fn command() -> Result<()> {
    let dist = build::dist()?;
    if !dist.join("index.html").is_file() {
        bail!("There is no release in dist/ yet: run `cargo xtask build` first.");
    }
    let html = local::page::index(&dist)?;
    let mut first = vec!["index.html".to_owned()];
    first.extend(Page::read(&html).first_visit()?);
    println!("{:>9} {:>9}  a first visit", "raw", "brotli");
    let files = listed(&dist, &first)?;
    let sum = |wanted: &dyn Fn(&str) -> bool| -> usize {
        files.iter().filter(|file| wanted(&file.name)).map(|file| file.brotli).sum()
    };
    let all = sum(&|_| true);
    let read = sum(&|name| name.ends_with(".html") || name.ends_with(".css"));
    trust::note_size("first-visit", "A first visit, after Brotli", all)?;
    trust::note_size("read", "What can be read before anything runs, after Brotli", read)?;

    of_baselines(&dist)?;
    let later = programs::files(&html)?;
    if let Some(file) = later.iter().find(|file| first.contains(file)) {
        bail!("{file} is to be loaded on demand, but a first visit loads it.");
    }
    println!("\n{:>9} {:>9}  on demand", "raw", "brotli");
    listed(&dist, &later)?;
    by_crate()?;

    println!("\nBudgets, after Brotli:");
    let mut broken = Vec::new();
    for (what, bytes, budget) in [("HTML and CSS", read, READ_BYTES), ("a first visit", all, FIRST_VISIT_BYTES)] {
        let verdict = Verdict::of(bytes, budget);
        println!("{:>9} of {:>9}  {what}{}", thousands(bytes), thousands(budget), verdict.words());
        if verdict == Verdict::TooLarge {
            broken.push(format!("{what}: {} bytes, {} too many", thousands(bytes), thousands(bytes - budget)));
        }
    }
    if broken.is_empty() { Ok(()) } else { bail!("A budget is broken. {}", broken.join("; ")) }
}

/// Lists the pages of baselines, each of which is opened instead of the site's own.
fn of_baselines(dist: &Path) -> Result<()> {
    let pages = publish::files(&dist.join("b"))?;
    let pages: Vec<String> =
        pages.iter().filter_map(|page| page.strip_prefix(dist).ok()?.to_str().map(str::to_owned)).collect();
    println!("\n{:>9} {:>9}  each baseline’s own page, instead of index.html", "raw", "brotli");
    let html = pages.into_iter().filter(|page| page.ends_with(".html")).collect::<Vec<_>>();
    listed(dist, &html)?;
    Ok(())
}

/// How a size compares with its budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Within,
    Near,
    Above,
    TooLarge,
}

impl Verdict {
    fn of(bytes: usize, budget: usize) -> Verdict {
        match bytes as f64 / budget as f64 {
            share if share > 1.0 + NEAR => Verdict::TooLarge,
            share if share > 1.0 => Verdict::Above,
            share if share > 1.0 - NEAR => Verdict::Near,
            _ => Verdict::Within,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Verdict::Within => "",
            Verdict::Near => ": a warning, less than a tenth is left",
            Verdict::Above => ": a warning, it is above, and fails from a tenth above on",
            Verdict::TooLarge => ": too large",
        }
    }
}

/// A file with its compressed size, bytes.
struct File {
    name: String,
    brotli: usize,
}

/// Prints a line for each file, and their sum.
fn listed(dist: &Path, names: &[String]) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut raw_total = 0;
    for name in names {
        let content = std::fs::read(dist.join(name))
            .with_context(|| format!("dist/{name} is named by the page, but cannot be read"))?;
        // The copy that `build` wrote beside the file; a page that was built otherwise is compressed here.
        let packed = std::fs::read(dist.join(format!("{name}.br"))).or_else(|_| publish::brotli(&content))?;
        // Hosts send whichever is smaller.
        let brotli = packed.len().min(content.len());
        println!("{:>9} {:>9}  {name}", thousands(content.len()), thousands(brotli));
        raw_total += content.len();
        files.push(File { name: name.clone(), brotli });
    }
    let total = files.iter().map(|file| file.brotli).sum();
    println!("{:>9} {:>9}  in all", thousands(raw_total), thousands(total));
    Ok(files)
}

/// Prints for each program from which crates its machine code comes.
fn by_crate() -> Result<()> {
    let folder = shell::target()?.join(crate::tools::WASM).join("release");
    for program in std::iter::once("rackrate").chain(programs::packages()) {
        let file = folder.join(format!("{program}.wasm"));
        if !file.is_file() {
            println!("\n{program}: it was not compiled in this folder, so its crates are not known.");
            continue;
        }
        let weight = Weight::of_file(&file)?;
        let code: usize = weight.code.values().sum();
        println!(
            "\n{program}, machine code by crate before wasm-opt ({} bytes, and {} of data):",
            thousands(code),
            thousands(weight.data)
        );
        for (name, bytes) in weight.ranked(CRATES) {
            println!("{:>9} {:>8.1}%  {name}", thousands(bytes), 100.0 * bytes as f64 / code.max(1) as f64);
        }
    }
    Ok(())
}

fn thousands(number: usize) -> String {
    let figures = number.to_string();
    let mut text = String::new();
    for (place, figure) in figures.chars().enumerate() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(figure);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_warns_before_it_breaks() {
        let of = |bytes| Verdict::of(bytes, 1_000);
        assert_eq!([of(900), of(901), of(1_000)], [Verdict::Within, Verdict::Near, Verdict::Near]);
        assert_eq!([of(1_001), of(1_100), of(1_101)], [Verdict::Above, Verdict::Above, Verdict::TooLarge]);
    }

    #[test]
    fn thousands_are_apart() {
        assert_eq!(thousands(204_800), "204,800");
        assert_eq!(thousands(12), "12");
        assert_eq!(thousands(1_000_000), "1,000,000");
    }
}
