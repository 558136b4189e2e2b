//! `cargo xtask rules`: what ARCHITECTURE.md promises, checked by a command and not by memory.
//!
//! Each rule is one file in `rules/`, a function of the sources that gives what it finds. Rules read code only: words
//! in comments and in texts name whatever they like.

mod borders;
mod facts;
mod length;
mod panics;
mod places;
mod purity;
mod source;
mod units;

use crate::shell;
use anyhow::{Result, bail};
use source::{SourceFile, rust_files};

/// Something that a rule has to say about a place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// `file:line`, or what else tells where.
    place: String,
    /// What is wrong there and what to do.
    reason: String,
    /// Whether it breaks the rule, or comes near to it.
    breaks: bool,
}

impl Finding {
    fn at(file: &SourceFile, line: usize, reason: impl Into<String>) -> Finding {
        Finding { place: format!("{}:{line}", file.path), reason: reason.into(), breaks: true }
    }
}

/// The sources that rules look at.
struct House {
    model: Vec<SourceFile>,
    app: Vec<SourceFile>,
    /// Modules that the page loads on demand.
    late: Vec<SourceFile>,
}

impl House {
    /// What runs in a reader's browser, beside the model.
    fn in_browser(&self) -> impl Iterator<Item = &SourceFile> {
        self.app.iter().chain(&self.late)
    }
}

/// A rule's sentence, and how it is checked.
type Rule = (&'static str, fn(&House) -> Result<Vec<Finding>>);

const RULES: &[Rule] = &[
    ("the model depends on nothing of the browser, on no clock and on no randomness source", |_| {
        Ok(purity::dependencies(&purity::model_tree()?))
    }),
    ("the model reads no file, no clock and no environment, and prints nothing", |house| {
        Ok(purity::sources(&house.model))
    }),
    ("only app/figures names plotters", |house| Ok(borders::plotters(house.in_browser()))),
    ("only the page's and each module's own place for it names web-sys, js-sys, wasm-bindgen or gloo", |house| {
        Ok(borders::browser(house.in_browser()))
    }),
    ("every fact is made by a constructor, which asks for source, date and class", |house| {
        Ok(facts::literals(&house.model).into_iter().chain(facts::literals(&house.app)).collect())
    }),
    ("no public floating-point number without a unit in its name or type", |house| Ok(units::nameless(&house.model))),
    ("no file names the machine that it was written on", |_| places::tracked_files()),
    ("a component has at most 150 lines of code", |house| Ok(length::components(&house.app))),
    ("nothing in the page or its modules can panic by our own word", |house| Ok(panics::calls(house.in_browser()))),
    ("the page leaves the long texts of the evidence to a module that is loaded on demand", |_| {
        Ok(purity::evidence(&purity::page_features()?))
    }),
];

/// Checks the rules and says so.
pub(crate) fn command() -> Result<()> {
    check()?;
    println!("All {} rules hold.", RULES.len());
    Ok(())
}

/// Checks every rule, also after one that is broken, so that one run shows everything there is to mend.
pub(crate) fn check() -> Result<()> {
    let root = shell::root()?;
    let model = rust_files(&root, "model/src")?;
    let all = |folders: &[&str]| -> Result<Vec<SourceFile>> {
        Ok(folders.iter().map(|folder| rust_files(&root, folder)).collect::<Result<Vec<_>>>()?.concat())
    };
    let app = rust_files(&root, "app/src")?;
    let late = all(&["app/figures/src", "app/engine/src", "app/workbook/src"])?;
    let house = House { model, app, late };
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
