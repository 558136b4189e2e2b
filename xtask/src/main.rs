//! The project's commands: one small file each.
//!
//! `cargo xtask serve` is all that a newcomer needs: every command first finds or installs the tools that it uses.

mod bench;
mod bless;
mod browser;
mod build;
mod office;
mod programs;
mod rules;
mod serve;
mod shell;
mod size;
mod test;
mod tools;
mod trust;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--debug]   build the page, show it in a browser at 127.0.0.1, rebuild when a file changes;
                               --debug: quicker to build, slower to run
  test [--fast]                everything that must hold, in order; stops at the first failure;
                               --fast: without LibreOffice, the release build and the journeys in a browser
  build                        the release, in dist/
  bench                        how fast the model and the page are
  size                         what a first visit downloads, against its budget
  bless                        accept today's numbers as the expected ones, and show what changed
  trust                        keep the record of what tests tried, for the page that shows it
  rules                        only the rules of the house, which `test` checks too

Tools that the machine lacks are installed into a cache outside this folder: $RACKRATE_TOOLS, else
$XDG_CACHE_HOME/rackrate/tools, else ~/.cache/rackrate/tools. RACKRATE_CHROMIUM, RACKRATE_CHROMEDRIVER and
RACKRATE_SOFFICE name a browser, its driver and a LibreOffice that are not on the PATH.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["serve", options @ ..] => serve::command(options),
        ["test"] => test::command(false),
        ["test", "--fast"] => test::command(true),
        ["build"] => build::command(),
        ["bench"] => bench::command(),
        ["size"] => size::command(),
        ["bless"] => bless::command(),
        ["trust"] => trust::command(),
        ["rules"] => rules::command(),
        // Started by trunk, see Trunk.toml: the page has been built, the programs beside it have not.
        ["programs"] => programs::command(),
        // Started by `serve` itself, to say when the page can be opened.
        [serve::ANNOUNCE, port, parent] => serve::announce(port, parent),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(anyhow::anyhow!("There is no command \"{}\".\n\n{HELP}", other.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}
