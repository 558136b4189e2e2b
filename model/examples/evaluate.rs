//! The model on the command line: reads a link or a baseline, and writes JSON, CSV or NDJSON. `--help` explains the
//! usage.

mod analyses;
mod subject;

use analyses::{Analysis, Asked};
use lexopt::prelude::{Long, Short, Value};
use model::base::month::Month;
use model::inputs::baselines::Baseline;
use model::quantities::series::SeriesId;
use model::run::outcome::{Outcome, run};
use model::share::report::Report;
use std::io::BufRead;
use std::process::ExitCode;
use subject::{Fault, Subject, print};

const USAGE: &str = "usage: evaluate [LINK | BASELINE | -] [--set ID=VALUE]… [--to json|csv|ndjson] [an analysis]";
const HELP: &str = "\
Computes a scenario: inputs, monthly series and headline numbers.

  LINK       a link of the page, or only its query
  BASELINE   the id of a baseline; without one, the first
  -          one link or baseline a line from standard input, one JSON object a line to standard output

  --set ID=VALUE   sets an input: in stored units (--set operations.pue=1.2), or in words
                   (--set 'limit.power_start_watts=600 MW', --set 'phase.full.complete=Q2 2027')
  --to json        the whole report, for people (also --json; the default)
  --to csv         the monthly series: a row a month, a column a series (also --csv)
  --to ndjson      the whole report in one line, for programs (the default of -)
  --help           says this

An analysis, in words or with --json as one object; numbers in stored units, as METRIC and SERIES are in the report:

  --draws N                 draws the uncertain inputs N times: ranges of the headline figures, and month by month;
                            what never comes ranks above all values, and is told by its reason
  --seed N                  other draws (1 without it)
  --target METRIC>=VALUE    how likely that is; also <=, $10bn, a month as 2027-06 where it is one, SERIES@MONTH>=VALUE
  --range ID=LOW..HIGH      5th and 95th percentile of an input; --certain ID, --uncertain ID switch one off or on again
  --tie ID ID CORRELATION   lets two inputs move together
  --sobol METRIC            where its variance comes from (--draws N: pairs of draws, 1,000 without it)
  --tornado METRIC          what it is at both ends of every input's range
  --table ID ID METRIC      what it is over two inputs, the first across (--steps N: values of each, 11 without it);
                            ID=FROM..TO says from where to where an input goes
  --solve METRIC=TARGET --by ID     at which values of an input it is the target, a number or another metric;
                            --by ID,ID: the smallest change of two or three inputs
  --attribute FROM TO METRIC        why it differs between two links or baselines; --set changes TO

Exit code 0: all was answered. 2: something could not be read; standard error says what, and of a line its number,
and the other lines are answered.";

/// The output format.
#[derive(Clone, Copy, PartialEq)]
enum To {
    Json,
    Csv,
    Ndjson,
}

/// The request of the command line.
struct Request {
    subject: Option<String>,
    changes: Vec<subject::Change>,
    to: Option<To>,
    asked: Asked,
}

fn main() -> ExitCode {
    subject::end("evaluate", answer())
}

fn answer() -> Result<ExitCode, Fault> {
    let Some(request) = read_request(lexopt::Parser::from_env())? else {
        print(format!("{USAGE}\n\n{HELP}\n").as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    };
    if request.asked.any {
        let as_json = match (request.subject.as_deref(), request.to) {
            (Some("-"), _) => return Err("an analysis is of one scenario, not of -".to_owned().into()),
            (_, Some(To::Csv | To::Ndjson)) => return Err("an analysis is written as words or JSON".to_owned().into()),
            (Some(name), _) if matches!(request.asked.analysis, Some(Analysis::Attribute { .. })) => {
                return Err(format!("{name}: --attribute names its scenarios itself").into());
            }
            (_, to) => to == Some(To::Json),
        };
        let name = request.subject.as_deref().unwrap_or(Baseline::first().id);
        analyses::answer(name, &request.changes, &request.asked, as_json)?;
        return Ok(ExitCode::SUCCESS);
    }
    if request.subject.as_deref() == Some("-") {
        if request.to == Some(To::Csv) {
            return Err("- writes one JSON object a line; CSV is for one scenario".to_owned().into());
        }
        return answer_lines(&request);
    }
    let subject = subject::subject(request.subject.as_deref().unwrap_or(Baseline::first().id), &request.changes)?;
    subject.remarks.iter().for_each(|remark| eprintln!("evaluate: {remark}"));
    print(&written(&subject, request.to.unwrap_or(To::Json))?)?;
    Ok(ExitCode::SUCCESS)
}

/// Answers every line that can be read, and reports those that cannot. The exit code is 2 if there are such lines.
fn answer_lines(request: &Request) -> Result<ExitCode, Fault> {
    let mut code = ExitCode::SUCCESS;
    let mut input = std::io::stdin().lock();
    let mut bytes = Vec::new();
    for number in 1_u64.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes).map_err(|why| format!("standard input: {why}"))? == 0 {
            break;
        }
        // Some programs begin a text with a byte-order mark.
        let line = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| number == 1).unwrap_or(&bytes);
        let answered = match std::str::from_utf8(line).map(str::trim) {
            Ok("") => continue,
            Ok(line) => subject::subject(line, &request.changes),
            Err(why) => Err(format!("byte {} is no text in UTF-8", why.valid_up_to() + 1)),
        };
        match answered {
            Ok(subject) => {
                subject.remarks.iter().for_each(|remark| eprintln!("evaluate: line {number}: {remark}"));
                print(&written(&subject, To::Ndjson)?)?;
            }
            Err(fault) => {
                eprintln!("evaluate: line {number}: {fault}");
                code = ExitCode::from(2);
            }
        }
    }
    Ok(code)
}

/// Reads the command line; `None` if help is asked for.
fn read_request(mut words: lexopt::Parser) -> Result<Option<Request>, String> {
    let mut request = Request { subject: None, changes: Vec::new(), to: None, asked: Asked::new() };
    while let Some(word) = words.next().map_err(|why| format!("{why}. {USAGE}"))? {
        match word {
            Long("help") | Short('h') => return Ok(None),
            Long("json") => request.to = Some(To::Json),
            Long("csv") => request.to = Some(To::Csv),
            Long("to") => request.to = Some(form(&words.value().unwrap_or_default().to_string_lossy())?),
            Long("set") => request.changes.push(subject::change(&mut words)?),
            Long(flag) => {
                let flag = flag.to_owned();
                if !request.asked.take(&flag, &mut words)? {
                    return Err(format!("{}. {USAGE}", Long(&flag).unexpected()));
                }
            }
            Value(word) if request.subject.is_some() => {
                return Err(format!("{}: one link or baseline at a time. {USAGE}", word.to_string_lossy()));
            }
            Value(word) => request.subject = Some(word.to_string_lossy().into_owned()),
            flag => return Err(format!("{}. {USAGE}", flag.unexpected())),
        }
    }
    request.asked = request.asked.complete()?;
    Ok(Some(request))
}

fn form(word: &str) -> Result<To, String> {
    match word {
        "json" => Ok(To::Json),
        "csv" => Ok(To::Csv),
        "ndjson" => Ok(To::Ndjson),
        _ => Err(format!("--to {word}: wants json, csv or ndjson. {USAGE}")),
    }
}

/// A scenario's report or series, with a line break at the end.
fn written(subject: &Subject, to: To) -> Result<Vec<u8>, String> {
    let outcome = run(&subject.scenario);
    let report = Report { scenario: &subject.scenario, outcome: &outcome };
    let mut bytes = match to {
        To::Csv => return csv(&outcome).map_err(|why| why.to_string()),
        To::Json => serde_json::to_vec_pretty(&report),
        To::Ndjson => serde_json::to_vec(&report),
    }
    .map_err(|why| why.to_string())?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The series of a run as CSV: a row for each month, a column for each series; a series without values is left empty.
fn csv(outcome: &Outcome) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let ids = SeriesId::all().map(SeriesId::id);
    table.write_record(["month".to_owned()].into_iter().chain(ids).chain(["binding".to_owned()]))?;
    for (month, binding) in outcome.binding().into_iter().enumerate() {
        let value = |series| outcome.shown(series).and_then(|values| values.get(month)).map(f64::to_string);
        let values = SeriesId::all().map(|series| value(series).unwrap_or_default());
        let name = Month(month as i32).to_string();
        table.write_record([name].into_iter().chain(values).chain([binding.word().to_owned()]))?;
    }
    table.into_inner().map_err(|why| why.into_error().into())
}
