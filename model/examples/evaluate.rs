//! The headless twin: a link or a baseline in, JSON or CSV out.
//!
//! `cargo run --release -p model --example evaluate -- [LINK | BASELINE | -] [--set ID=VALUE]… [--json | --csv]`
//!
//! `-` reads one link or baseline a line from standard input and writes one JSON object a line. What cannot be read
//! is said on standard error, with exit code 2 and nothing on standard output for it.

mod subject;

use model::inputs::baselines::Baseline;
use model::run::outcome::run;
use model::share::report::{Report, csv};
use std::io::{BufRead, Write};
use std::process::ExitCode;

const USAGE: &str = "usage: evaluate [LINK | BASELINE | -] [--set ID=VALUE]… [--json | --csv]";

/// What the command line asks for.
struct Request {
    subject: Option<String>,
    changes: Vec<subject::Change>,
    as_csv: bool,
}

fn main() -> ExitCode {
    match answer() {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("evaluate: {fault}");
            ExitCode::from(2)
        }
    }
}

fn answer() -> Result<ExitCode, String> {
    let request = read_request(std::env::args().skip(1))?;
    if request.subject.as_deref() == Some("-") && request.as_csv {
        return Err("- writes one JSON object a line; --csv is for one scenario".to_owned());
    }
    if request.subject.as_deref() == Some("-") {
        return answer_lines(&request);
    }
    let text = evaluate(request.subject.as_deref().unwrap_or(Baseline::first().id), &request, true)?;
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn answer_lines(request: &Request) -> Result<ExitCode, String> {
    let mut code = ExitCode::SUCCESS;
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|why| format!("standard input: {why}"))?;
        if line.trim().is_empty() {
            continue;
        }
        match evaluate(line.trim(), request, false) {
            Ok(text) => print(&text)?,
            Err(fault) => {
                eprintln!("evaluate: line {}: {fault}", number + 1);
                code = ExitCode::from(2);
            }
        }
    }
    Ok(code)
}

fn print(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", text.trim_end()).map_err(|why| format!("standard output: {why}"))
}

fn read_request(words: impl Iterator<Item = String>) -> Result<Request, String> {
    let mut request = Request { subject: None, changes: Vec::new(), as_csv: false };
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--json" => request.as_csv = false,
            "--csv" => request.as_csv = true,
            "--set" => request.changes.push(subject::change(words.next())?),
            flag if flag.starts_with("--") => return Err(format!("{flag}: unknown. {USAGE}")),
            _ if request.subject.is_some() => return Err(format!("{word}: one link or baseline at a time. {USAGE}")),
            _ => request.subject = Some(word),
        }
    }
    Ok(request)
}

fn evaluate(subject: &str, request: &Request, pretty: bool) -> Result<String, String> {
    let scenario = subject::scenario(subject, &request.changes)?;
    let outcome = run(&scenario);
    if request.as_csv {
        return Ok(csv(&outcome));
    }
    let report = Report { scenario: &scenario, outcome: &outcome };
    let text = if pretty { serde_json::to_string_pretty(&report) } else { serde_json::to_string(&report) };
    text.map_err(|why| why.to_string())
}
