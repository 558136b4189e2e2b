//! What the command lines of the examples have in common: a link or a baseline, changes to it, and how they end.

use model::base::typed::Bare;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::scenario::Scenario;
use model::inputs::{input::ParameterId, kinds::Kind};
use model::run::outcome::run;
use model::share::permalink;
use model::share::ranged::Ranged;
use std::io::{self, Write};
use std::process::ExitCode;

/// An input and the text that it is set from.
pub(crate) type Change = (ParameterId, String);

/// Reads what follows `--set`: `ID=VALUE`.
pub(crate) fn change(words: &mut lexopt::Parser) -> Result<Change, String> {
    let pair = words.value().map_err(|_| "--set wants ID=VALUE".to_owned())?;
    let pair = pair.to_string_lossy();
    let (id, value) = pair.split_once('=').ok_or_else(|| format!("--set {pair}: wants ID=VALUE"))?;
    let input = ParameterId::parse(id).ok_or_else(|| format!("--set {pair}: there is no input {id:?}"))?;
    Ok((input, value.to_owned()))
}

/// A scenario that was asked for, and what to say of it beside its numbers, a sentence each.
pub(crate) struct Subject {
    pub(crate) scenario: Scenario,
    /// What a link says of ranges.
    pub(crate) ranged: Ranged,
    pub(crate) remarks: Vec<String>,
}

/// The scenario of a link or a baseline, with changes.
pub(crate) fn subject(name: &str, changes: &[Change]) -> Result<Subject, String> {
    let (mut remarks, mut ranged) = (Vec::new(), Ranged::default());
    let mut scenario = match Baseline::by_id(name) {
        Some(baseline) => Scenario::of(baseline),
        None => {
            let known = || BASELINES.iter().map(|baseline| baseline.id).collect::<Vec<_>>().join(", ");
            let link = permalink::read(name)
                .map_err(|fault| format!("{name}: no baseline ({}), and as a link: {fault}", known()))?;
            let others = link.compared.names().collect::<Vec<_>>();
            if !others.is_empty() {
                remarks.push(format!(
                    "the link compares this scenario with others, which are left out: {}",
                    others.join("; ")
                ));
            }
            remarks.extend(link.translated.iter().cloned());
            let moved = link.moved(&run(&link.scenario));
            remarks.extend(moved.iter().map(|one| {
                format!(
                    "a number has changed since this link was shared: {}: when shared {}, now {}",
                    one.metric.name(),
                    one.when_shared,
                    one.now
                )
            }));
            ranged = link.ranged;
            link.scenario
        }
    };
    for (input, text) in changes {
        let taken = input.read(text, scenario.get(*input), Bare::Stored);
        let set = taken.and_then(|taken| scenario.set(*input, taken.value));
        set.map_err(|why| format!("--set {}={text}: {why}", input.id()))?;
    }
    remarks.extend(changes.iter().filter_map(|(input, _)| without_effect(*input, &scenario)));
    Ok(Subject { scenario, ranged, remarks })
}

/// Says that an input moves nothing because a switch beside it is off, found by trying.
fn without_effect(input: ParameterId, scenario: &Scenario) -> Option<String> {
    if input.row().kind == Kind::Switch || other_value(input, scenario).is_some_and(|other| moves(scenario, &other)) {
        return None;
    }
    let is_off = |switch: &ParameterId| switch.row().kind == Kind::Switch && scenario.get(*switch) == 0.0;
    let switches = ParameterId::all().filter(is_off).filter(|switch| switch.row().group == input.row().group);
    let mut waking = switches.filter(|switch| {
        let mut on = scenario.clone();
        on.set(*switch, 1.0).is_ok() && other_value(input, &on).is_some_and(|other| moves(&on, &other))
    });
    let switch = waking.next()?;
    Some(format!("{} has no effect: {} is off", input.id(), switch.id()))
}

/// The scenario with the input at the least or most that it may be, whichever it is not.
fn other_value(input: ParameterId, scenario: &Scenario) -> Option<Scenario> {
    let (row, mut other) = (input.row(), scenario.clone());
    let value = if scenario.get(input) == row.min { row.max } else { row.min };
    other.set(input, value).ok().map(|()| other)
}

/// Whether two scenarios come to other numbers.
fn moves(one: &Scenario, other: &Scenario) -> bool {
    let (one, other) = (run(one), run(other));
    one.metrics != other.metrics || one.sheet != other.sheet
}

/// How a program ends: what it wrote, what it could not do, or that nobody reads on.
pub(crate) fn end(program: &str, done: Result<ExitCode, Fault>) -> ExitCode {
    match done {
        Ok(code) => code,
        // `| head` has enough.
        Err(Fault::NobodyReads) => ExitCode::SUCCESS,
        Err(Fault::Said(why)) => {
            eprintln!("{program}: {why}");
            ExitCode::from(2)
        }
    }
}

/// Why a program ends early.
pub(crate) enum Fault {
    /// What it wrote to was closed.
    NobodyReads,
    /// What is said of it.
    Said(String),
}

impl From<String> for Fault {
    fn from(why: String) -> Fault {
        Fault::Said(why)
    }
}

/// Standard output, by whole writes; a closed pipe is told from other faults.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|why| match why.kind() {
        io::ErrorKind::BrokenPipe => Fault::NobodyReads,
        _ => Fault::Said(format!("standard output: {why}")),
    })
}
