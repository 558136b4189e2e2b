//! Shared by the examples: reading a link or a baseline with changes, and ending the program.

use model::base::typed::Bare;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::scenario::Scenario;
use model::inputs::{input::ParameterId, kinds::Kind};
use model::run::outcome::run;
use model::share::permalink;
use model::share::ranged::Ranged;
use std::io::{self, Write};
use std::process::ExitCode;

/// An input, and the text from which it is set.
pub(crate) type Change = (ParameterId, String);

/// Reads the word after `--set`: `ID=VALUE`.
pub(crate) fn change(words: &mut lexopt::Parser) -> Result<Change, String> {
    let pair = words.value().map_err(|_| "--set wants ID=VALUE".to_owned())?;
    let pair = pair.to_string_lossy();
    let (id, value) = pair.split_once('=').ok_or_else(|| format!("--set {pair}: wants ID=VALUE"))?;
    let input = ParameterId::parse(id).ok_or_else(|| format!("--set {pair}: there is no input {id:?}"))?;
    Ok((input, value.to_owned()))
}

/// The scenario that is asked for, and remarks about it, a sentence each.
pub(crate) struct Subject {
    pub(crate) scenario: Scenario,
    /// The settings of ranges in a link.
    pub(crate) ranged: Ranged,
    pub(crate) remarks: Vec<String>,
}

/// The scenario of a link or a baseline, with changes. The error says what cannot be read.
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

/// A remark that an input has no effect because a switch of its group is off; found by trying other values.
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

/// The scenario with the input at its lowest value, or at its highest if it is at the lowest now.
fn other_value(input: ParameterId, scenario: &Scenario) -> Option<Scenario> {
    let (row, mut other) = (input.row(), scenario.clone());
    let value = if scenario.get(input) == row.min { row.max } else { row.min };
    other.set(input, value).ok().map(|()| other)
}

/// Whether the results of two scenarios differ.
fn moves(one: &Scenario, other: &Scenario) -> bool {
    let (one, other) = (run(one), run(other));
    one.metrics != other.metrics || one.sheet != other.sheet
}

/// Ends a program: reports an error, but not that nobody reads the output any more.
pub(crate) fn end(program: &str, done: Result<ExitCode, Fault>) -> ExitCode {
    match done {
        Ok(code) => code,
        // A reader such as `| head` has had enough.
        Err(Fault::NobodyReads) => ExitCode::SUCCESS,
        Err(Fault::Said(why)) => {
            eprintln!("{program}: {why}");
            ExitCode::from(2)
        }
    }
}

/// Why a program ends early.
pub(crate) enum Fault {
    /// The output was closed.
    NobodyReads,
    /// An error, with its message.
    Said(String),
}

impl From<String> for Fault {
    fn from(why: String) -> Fault {
        Fault::Said(why)
    }
}

/// Writes to standard output at once; a closed pipe is distinguished from other errors.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|why| match why.kind() {
        io::ErrorKind::BrokenPipe => Fault::NobodyReads,
        _ => Fault::Said(format!("standard output: {why}")),
    })
}
