//! `cargo xtask rules`: checks the promises of ARCHITECTURE.md that neither the compiler nor clippy checks.
//!
//! Each rule is a file in `rules/`: a function of the sources, or of the output of cargo or git, that returns its
//! findings.

mod crates;
mod imports;
mod length;
mod names;
mod places;
mod sheet;
pub(crate) mod source;
mod styles;
mod units;
mod words;

use crate::shell;
use anyhow::{Result, bail};
use source::{Source, sources};

/// A finding of a rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// `file:line`, or another description of the place.
    place: String,
    /// What is wrong, and what to do about it.
    reason: String,
    /// Whether it breaks the rule, instead of only coming near to that.
    breaks: bool,
}

impl Finding {
    fn at(file: &Source, line: usize, reason: impl Into<String>) -> Finding {
        Finding { place: format!("{}:{line}", file.path), reason: reason.into(), breaks: true }
    }

    fn of_package(name: &str, reason: impl Into<String>) -> Finding {
        Finding { place: format!("the crate {name}"), reason: reason.into(), breaks: true }
    }
}

/// The crates whose imports are checked, by their source folders.
const CRATES: [&str; 9] = [
    "model/src",
    "app/protocol/src",
    "app/figures/src",
    "app/engine/src",
    "app/workbook/src",
    "app/prerender/src",
    "app/src",
    "tests/src",
    "xtask/src",
];

/// The sources that rules check.
struct House {
    model: Vec<Source>,
    /// What runs in the reader's browser, apart from the model.
    in_browser: Vec<Source>,
    /// The sources of all [`CRATES`].
    all: Vec<Source>,
}

/// A rule as a sentence, and its check.
type Rule = (&'static str, fn(&House) -> Result<Vec<Finding>>);

const RULES: &[Rule] = &[
    ("every crate depends only on those that it may know", |_| Ok(crates::borders(&crates::workspace()?))),
    ("the model depends on nothing of the browser, on no clock and on no randomness source", |_| {
        Ok(crates::impure(&crates::model_tree()?))
    }),
    ("the page leaves the long texts of the evidence to a program that is loaded on demand", |_| {
        Ok(crates::evidence(&crates::page_features()?))
    }),
    ("the model reads no file, no clock and no environment, and prints nothing", |house| {
        Ok(names::reaches_outside(&house.model))
    }),
    ("only the page's and each program's own place for it speaks with the browser", |house| {
        Ok(names::browser_away_from_home(&house.in_browser))
    }),
    ("no circle in any crate's imports", |house| {
        Ok(CRATES.iter().flat_map(|folder| imports::circles(&house.all, folder)).collect())
    }),
    ("no import of the model runs upward", |house| Ok(imports::upward(&house.model, "model/src"))),
    ("no style attribute in what is drawn", |house| Ok(styles::attributes(&house.in_browser))),
    ("what the style sheet says to one engine it says to all", |_| sheet::of_some_engines()),
    ("no public floating-point number without a unit in its name or type", |house| Ok(units::nameless(&house.model))),
    ("the page's words stand in one module", |house| Ok(words::away_from_home(&house.in_browser))),
    ("a file can be read at a sitting", |house| Ok(length::files(&house.in_browser))),
    ("no file names the machine that it was written on", |_| places::tracked_files()),
];

/// Checks all rules, and reports that they hold.
pub(crate) fn command() -> Result<()> {
    check()?;
    println!("All {} rules hold.", RULES.len());
    Ok(())
}

/// Checks all rules even after one has failed, so that one run shows everything that is to be fixed.
pub(crate) fn check() -> Result<()> {
    let root = shell::root()?;
    let mut all = Vec::new();
    for folder in CRATES {
        all.extend(sources(&root, folder)?);
    }
    let of = |start: &str| all.iter().filter(|file| file.path.starts_with(start)).cloned().collect();
    let house = House { model: of("model/src/"), in_browser: of("app/"), all };
    let mut broken = 0;
    for (sentence, rule) in RULES {
        let findings = rule(&house)?;
        let breaks = findings.iter().any(|finding| finding.breaks);
        broken += usize::from(breaks);
        println!("{:6} {sentence}", if breaks { "BROKEN" } else { "ok" });
        for finding in findings {
            let mark = if finding.breaks { "" } else { " (a warning)" };
            println!("         {}: {}{mark}", finding.place, finding.reason);
        }
    }
    match broken {
        0 => Ok(()),
        1 => bail!("One rule is broken; the places stand above."),
        more => bail!("{more} rules are broken; the places stand above."),
    }
}
