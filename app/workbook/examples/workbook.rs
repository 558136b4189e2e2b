//! Turns a link or a baseline into a workbook with live formulas. `--help` explains how.

#[path = "../../../model/examples/subject/mod.rs"]
mod subject;

use lexopt::prelude::{Long, Short, Value};
use model::inputs::baselines::Baseline;
use model::record::recorder::record_symbolic;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use subject::{Fault, print};

const USAGE: &str = "usage: workbook [LINK | BASELINE] [--set ID=VALUE]… --out FILE";
const HELP: &str = "\
Writes a scenario as an XLSX workbook whose numbers are formulas.

  LINK       a link of the page, or only its query
  BASELINE   the id of a baseline; without one, the first

  --set ID=VALUE   sets an input: in stored units (--set operations.pue=1.2), or in words
  --out FILE       where the workbook goes
  --help           says this

Exit code 0: it was written. 2: something could not be read or written; standard error says what.";

/// The command line's arguments.
struct Request {
    subject: Option<String>,
    changes: Vec<subject::Change>,
    file: Option<OsString>,
}

fn main() -> ExitCode {
    subject::end("workbook", answer().map(|()| ExitCode::SUCCESS))
}

fn answer() -> Result<(), Fault> {
    let Some(request) = read_request(lexopt::Parser::from_env())? else {
        return print(format!("{USAGE}\n\n{HELP}\n").as_bytes());
    };
    let file = PathBuf::from(request.file.ok_or_else(|| USAGE.to_owned())?);
    let subject = subject::subject(request.subject.as_deref().unwrap_or(Baseline::first().id), &request.changes)?;
    subject.remarks.iter().for_each(|remark| eprintln!("workbook: {remark}"));
    if !subject.ranged.is_usual() || !subject.ranged.targets().is_empty() {
        eprintln!("workbook: the link says how ranges are drawn, which is left out: a workbook has no ranges");
    }
    let start = Instant::now();
    let recording = record_symbolic(&subject.scenario);
    let recorded = start.elapsed();
    let bytes = workbook::write(&subject.scenario, &recording)?;
    let written = start.elapsed();
    std::fs::write(&file, &bytes).map_err(|why| format!("{}: {why}", file.display()))?;
    let words = format!(
        "{}: {} bytes, recorded in {} ms, written in {} ms\n",
        file.display(),
        bytes.len(),
        recorded.as_millis(),
        (written - recorded).as_millis()
    );
    print(words.as_bytes())
}

/// Reads the command line; `None` if help is requested.
fn read_request(mut words: lexopt::Parser) -> Result<Option<Request>, String> {
    let mut request = Request { subject: None, changes: Vec::new(), file: None };
    while let Some(word) = words.next().map_err(|why| format!("{why}. {USAGE}"))? {
        match word {
            Long("help") | Short('h') => return Ok(None),
            Long("set") => request.changes.push(subject::change(&mut words)?),
            Long("out") => request.file = Some(words.value().map_err(|_| "--out wants FILE".to_owned())?),
            Value(word) if request.subject.is_some() => {
                return Err(format!("{}: one link or baseline at a time. {USAGE}", word.to_string_lossy()));
            }
            Value(word) => request.subject = Some(word.to_string_lossy().into_owned()),
            flag => return Err(format!("{}. {USAGE}", flag.unexpected())),
        }
    }
    Ok(Some(request))
}
