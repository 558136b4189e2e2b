//! A child process that ends when this program ends, however that happens, so that nothing keeps running or holds a
//! port.

use anyhow::{Context, Result};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

/// Waits for the program to end, or for the end of its own input, whichever comes first. Its input is a pipe that the
/// system closes when we are gone.
const WATCH: &str = r#"exec 3<&0
"$@" 3<&- </dev/null &
program=$!
(read -r _ <&3; kill "$program") 2>/dev/null &
watcher=$!
exec 3<&-
wait "$program"
status=$?
kill "$watcher" 2>/dev/null
exit "$status""#;

/// A running program, which is ended when this is dropped, and when this program ends.
#[derive(Debug)]
pub struct Tied {
    child: Child,
    /// The pipe that stays open as long as the program may run.
    line: Option<ChildStdin>,
}

impl Tied {
    /// Starts a program with its output where the caller wants it. Redirections set on `command` itself are ignored.
    ///
    /// # Errors
    ///
    /// If it cannot be started.
    pub fn start(command: &Command, output: Stdio, errors: Stdio) -> Result<Tied> {
        let mut tied = if cfg!(unix) {
            let mut shell = Command::new("sh");
            shell.args(["-c", WATCH, "sh"]).arg(command.get_program()).args(command.get_args());
            shell
        } else {
            let mut plain = Command::new(command.get_program());
            plain.args(command.get_args());
            plain
        };
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => tied.env(name, value),
                None => tied.env_remove(name),
            };
        }
        if let Some(folder) = command.get_current_dir() {
            tied.current_dir(folder);
        }
        let input = if cfg!(unix) { Stdio::piped() } else { Stdio::null() };
        let child = tied.stdin(input).stdout(output).stderr(errors).spawn();
        let mut child = child.with_context(|| format!("{} could not be started", command.get_program().display()))?;
        let line = child.stdin.take();
        Ok(Tied { child, line })
    }

    /// Its output, if it was started with a pipe for it; only the first call returns it.
    pub fn output(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// Its exit status, if it has ended.
    ///
    /// # Errors
    ///
    /// If the system does not tell.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }
}

impl Drop for Tied {
    fn drop(&mut self) {
        match self.line.take() {
            Some(line) => drop(line),
            None => drop(self.child.kill()),
        }
        let _ = self.child.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader};
    use std::time::Duration;

    /// Whether a process exists.
    fn runs(id: &str) -> bool {
        Command::new("kill").args(["-0", id]).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }

    #[test]
    fn a_program_ends_with_what_holds_it() {
        let mut sleeper = Command::new("sh");
        sleeper.args(["-c", "echo $$; exec sleep 600"]);
        let mut tied = Tied::start(&sleeper, Stdio::piped(), Stdio::null()).unwrap();
        let mut id = String::new();
        BufReader::new(tied.output().unwrap()).read_line(&mut id).unwrap();
        let id = id.trim();
        assert!(runs(id) && tied.ended().unwrap().is_none());
        drop(tied);
        while runs(id) {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[test]
    fn a_program_that_ends_by_itself_keeps_its_status() {
        let mut failing = Command::new("sh");
        failing.args(["-c", "exit 7"]);
        let mut tied = Tied::start(&failing, Stdio::null(), Stdio::null()).unwrap();
        let status = loop {
            if let Some(status) = tied.ended().unwrap() {
                break status;
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        assert_eq!(status.code(), Some(7));
    }
}
