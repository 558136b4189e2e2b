//! The commands of the project, one small file each.
//!
//! A newcomer needs only `cargo xtask serve`. Every command first finds or installs the tools that it uses.

mod args;
mod bench;
mod bless;
mod browser;
mod build;
mod licences;
mod office;
mod paths;
mod programs;
mod publish;
mod reproduce;
mod rules;
mod serve;
mod shell;
mod size;
mod test;
mod tools;
mod trust;
mod weight;
mod words;

use args::Command;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--debug]   build the page, serve it at 127.0.0.1 as a host would, rebuild when a file changes;
                               --debug: quicker to build, slower to run
  test [--fast]                everything that must hold, in order; stops at the first failure;
                               --fast: without LibreOffice, the release build, its size and the journeys in a browser
  build [--site URL] [--reports ADDRESS] [--twice]
                               the release, in dist/;
                               --site: the address under which it will stand, for previews of links to it;
                               --reports: where readers report a wrong number, `mailto:` or a page that takes title
                               and body; without it they are not asked to;
                               --twice: build it again elsewhere, and compare every byte
  bench                        how fast the model and the page are
  size                         what a first visit downloads, against its budget, and where the bytes come from
  bless                        accept today's numbers as the expected ones, and print which moved and by how much
  trust                        keep the record of what tests tried, for the page that shows it
  words                        the text of the page and of the engine, each sentence once, in target/words.txt; not the
                               workbook's, nor that of index.html and assets/boot.js
  licences                     the notices of what the page is made of, as the build lays them beside it
  rules                        only the rules of the house, which `test` checks too

Tools that the machine lacks are installed into a cache outside this folder: $RACKRATE_TOOLS, else
$XDG_CACHE_HOME/rackrate/tools, else ~/.cache/rackrate/tools. RACKRATE_CHROMIUM, RACKRATE_CHROMEDRIVER,
RACKRATE_PDFTOTEXT, RACKRATE_AXE and RACKRATE_SOFFICE name a browser, its driver, pdftotext, axe's axe.min.js and a
LibreOffice that are not on the PATH.
";

fn main() -> ExitCode {
    let outcome = args::parse(std::env::args_os().skip(1)).and_then(|command| match command {
        Command::Serve { port, debug } => serve::command(port, debug),
        Command::Test { fast } => test::command(fast),
        Command::Build { made_for, twice: false } => build::command(&made_for),
        Command::Build { made_for, twice: true } => reproduce::command(&made_for),
        Command::Bench => bench::command(),
        Command::Size => size::command(),
        Command::Bless => bless::command(),
        Command::Trust => trust::command(),
        Command::Rules => rules::command(),
        Command::Licences => licences::command(),
        Command::Words => words::command(),
        Command::Programs => programs::command(),
        Command::Help => {
            print!("{HELP}");
            Ok(())
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}
