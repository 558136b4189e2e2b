//! The browser and its driver: which ones, started and ended.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long the driver may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running chromedriver; ended when dropped.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts one on a port that it chooses itself.
    pub fn start() -> Result<Driver> {
        let program = program("RACKRATE_CHROMEDRIVER", &["chromedriver"])?;
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} could not be started", program.display()))?;
        let output = process.stdout.take().context("the driver's output cannot be read")?;
        let (found, port) = mpsc::channel();
        // Reads on to the end, so that the driver never waits for somebody to read.
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(port) = port_in(&line) {
                    let _ = found.send(port);
                }
            }
        });
        // From here on the process is ended whatever happens.
        let mut driver = Driver { process, port: 0 };
        driver.port = port.recv_timeout(PATIENCE).context("chromedriver did not say on which port it listens")?;
        Ok(driver)
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// "ChromeDriver was started successfully on port 37613."
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches(['.', '\r']).parse().ok()
}

/// The browser.
pub fn browser() -> Result<PathBuf> {
    program("RACKRATE_CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
}

/// The program that a variable names, else the first of these on the PATH.
fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || {
        names.iter().find_map(|name| std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file()))
    };
    match named.or_else(on_path) {
        Some(program) => Ok(program),
        None => bail!("There is no {} on this machine. This sets everything up:\n    cargo xtask test", names[0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_the_driver_prints() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 37613."), Some(37613));
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
    }
}
