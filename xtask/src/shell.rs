//! Running other programs: each command line is shown, and a failure is reported in one sentence.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// The workspace's folder.
///
/// Cargo passes it on when it starts us; the compiled-in path is used when the program is started by hand.
pub(crate) fn root() -> Result<PathBuf> {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let root = manifest.parent().map(Path::to_path_buf).context("xtask lies in no workspace")?;
    if !root.join("Cargo.toml").is_file() {
        bail!("There is no Cargo.toml in {}: start this with `cargo xtask`.", root.display());
    }
    Ok(root)
}

/// Cargo's target folder.
pub(crate) fn target() -> Result<PathBuf> {
    let folder = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    Ok(root()?.join(folder))
}

/// The cargo that started us, to be run in the workspace's folder.
pub(crate) fn cargo() -> Result<Command> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root()?);
    Ok(cargo)
}

/// `cargo` with these arguments.
pub(crate) fn cargo_with<S: AsRef<OsStr>>(words: impl IntoIterator<Item = S>) -> Result<Command> {
    let mut cargo = cargo()?;
    cargo.args(words);
    Ok(cargo)
}

/// Runs a command with its output visible.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    println!("$ {line}");
    let status = command.status().with_context(|| format!("`{line}` could not be started"))?;
    ended(&line, status)
}

fn ended(line: &str, status: ExitStatus) -> Result<()> {
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => bail!("`{line}` failed with exit status {code}; its own words stand above."),
        None => bail!("`{line}` was ended by a signal."),
    }
}

/// Numbers of tests, from the closing lines of the test runners.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) ignored: usize,
}

impl Tally {
    /// Adds the numbers of a closing line: `test result: ok. 3 passed; 0 failed; 1 ignored; …`. Other lines are
    /// ignored.
    fn add(&mut self, line: &str) {
        let Some(report) = line.strip_prefix("test result: ") else {
            return;
        };
        let words: Vec<&str> = report.split_whitespace().collect();
        for pair in words.windows(2) {
            let count = pair[0].parse().unwrap_or(0);
            match pair[1] {
                "passed;" => self.passed += count,
                "failed;" => self.failed += count,
                "ignored;" => self.ignored += count,
                _ => {}
            }
        }
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

/// Runs tests, shows every line as it is printed, and counts.
pub(crate) fn run_tests(command: &mut Command) -> Result<Tally> {
    let line = line(command);
    println!("$ {line}");
    let not_started = || format!("`{line}` could not be started");
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(not_started)?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for shown in BufReader::new(output).split(b'\n') {
            let shown = shown.with_context(|| format!("The output of `{line}` broke off"))?;
            let shown = String::from_utf8_lossy(&shown);
            println!("{shown}");
            tally.add(&shown);
        }
    }
    ended(&line, child.wait().with_context(not_started)?)?;
    Ok(tally)
}

/// Runs a command quietly and returns its output; the error contains what it wrote to its standard error.
pub(crate) fn printed_by(command: &mut Command) -> Result<String> {
    let line = line(command);
    let output = command.output().with_context(|| format!("`{line}` could not be started"))?;
    if !output.status.success() {
        bail!("`{line}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{line}` printed something that is not text"))
}

/// Whether a command runs successfully; nothing is shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Prints a heading that says what is being done.
pub(crate) fn heading(text: &str) {
    println!("\n== {text}");
}

/// The command line as one would type it, without the folder of the program.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| {
        let word = word.to_string_lossy();
        if word.is_empty() || word.contains(' ') { format!("'{word}'") } else { word.into_owned() }
    }));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["test", "two words", ""]);
        assert_eq!(line(&command), "cargo test 'two words' ''");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).map_err(|e| e.to_string());
        assert_eq!(error, Err("`no-such-program-here` could not be started".to_owned()));
    }

    #[test]
    fn tests_are_counted_by_their_runners_words() {
        let mut tally = Tally::default();
        for line in [
            "test a ... ok",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.03s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.03s",
        ] {
            tally.add(line);
        }
        assert_eq!(tally, Tally { passed: 15, failed: 2, ignored: 1 });
    }

    #[test]
    fn a_failure_keeps_its_status() {
        let error = run(&mut Command::new("false"));
        assert!(error.is_err_and(|e| e.to_string().contains("exit status 1;")));
    }
}
