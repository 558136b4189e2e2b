//! Writes the catalogue as JSON: all facts, and the tables of inputs, metrics and series. `--help` explains the usage.

#[allow(dead_code, reason = "scenarios are asked for by the other examples")]
mod subject;

use lexopt::prelude::{Long, Short};
use model::share::catalogue::Catalogue;
use std::process::ExitCode;
use subject::{Fault, print};

const HELP: &str = "\
usage: catalogue

Writes all facts and sources, and the tables of inputs, metrics and series, as JSON.";

fn main() -> ExitCode {
    subject::end("catalogue", answer().map(|()| ExitCode::SUCCESS))
}

fn answer() -> Result<(), Fault> {
    match lexopt::Parser::from_env().next().map_err(|why| why.to_string())? {
        None => {
            let mut bytes = serde_json::to_vec_pretty(&Catalogue::new()).map_err(|why| why.to_string())?;
            bytes.push(b'\n');
            print(&bytes)
        }
        Some(Long("help") | Short('h')) => print(format!("{HELP}\n").as_bytes()),
        Some(word) => Err(format!("{}. {HELP}", word.unexpected()).into()),
    }
}
