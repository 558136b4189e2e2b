//! All facts of the catalogue, and the tables of inputs, metrics and series, as JSON.
//!
//! `cargo run --release -p model --example catalogue`

use std::process::ExitCode;

fn main() -> ExitCode {
    match serde_json::to_writer_pretty(std::io::stdout().lock(), &model::share::catalogue::Catalogue) {
        Ok(()) => {
            println!();
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("catalogue: cannot write: {why}");
            ExitCode::FAILURE
        }
    }
}
