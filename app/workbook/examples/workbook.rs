//! A link or a baseline in, a workbook with live formulas out.
//!
//! `cargo run --release -p workbook --example workbook -- [LINK | BASELINE] [--set ID=VALUE]… --out FILE`
//!
//! What cannot be read is said on standard error, with exit code 2, and no file is written.

#[path = "../../../model/examples/subject/mod.rs"]
mod subject;

use model::baselines::Baseline;
use model::recording::record_symbolic;
use std::process::ExitCode;
use std::time::Instant;

const USAGE: &str = "usage: workbook [LINK | BASELINE] [--set ID=VALUE]… --out FILE";

fn main() -> ExitCode {
    match answer() {
        Ok(words) => {
            println!("{words}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("workbook: {fault}");
            ExitCode::from(2)
        }
    }
}

fn answer() -> Result<String, String> {
    let (mut chosen, mut changes, mut file) = (None, Vec::new(), None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--set" => changes.push(subject::change(words.next())?),
            "--out" => file = Some(words.next().ok_or("--out wants FILE")?),
            flag if flag.starts_with("--") => return Err(format!("{flag}: unknown. {USAGE}")),
            _ if chosen.is_some() => return Err(format!("{word}: one link or baseline at a time. {USAGE}")),
            _ => chosen = Some(word),
        }
    }
    let file = file.ok_or(USAGE)?;
    let chosen = chosen.unwrap_or_else(|| Baseline::first().id.to_owned());
    let scenario = subject::scenario(&chosen, &changes)?;
    let start = Instant::now();
    let recording = record_symbolic(&scenario);
    let recorded = start.elapsed();
    let bytes = workbook::write(&scenario, &recording)?;
    let written = start.elapsed();
    std::fs::write(&file, &bytes).map_err(|why| format!("{file}: {why}"))?;
    Ok(format!(
        "{file}: {} bytes, recorded in {} ms, written in {} ms",
        bytes.len(),
        recorded.as_millis(),
        (written - recorded).as_millis()
    ))
}
