//! The browser and its WebDriver server: choosing, starting and ending them.

use anyhow::{Context, Result, bail};
use local::child::Tied;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;

/// How long the driver may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser engine. Journeys that need more than WebDriver run only on an engine with [`Engine::has_protocol`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium with chromedriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser with WebKitWebDriver.
    WebKit,
}

impl Engine {
    /// The engine that `RACKRATE_ENGINE` names, or Chromium.
    ///
    /// # Errors
    ///
    /// If it names no known engine.
    pub fn wanted() -> Result<Engine> {
        match std::env::var("RACKRATE_ENGINE").as_deref() {
            Err(_) | Ok("" | "chromium") => Ok(Engine::Chromium),
            Ok("firefox") => Ok(Engine::Firefox),
            Ok("webkit") => Ok(Engine::WebKit),
            Ok(other) => bail!("RACKRATE_ENGINE is {other:?}; it may be chromium, firefox or webkit."),
        }
    }

    /// Whether its console can be read, and it has a protocol of its own for networks, permissions and media.
    pub const fn has_protocol(self) -> bool {
        matches!(self, Engine::Chromium)
    }

    /// The variable that names its driver, and the driver's names on the PATH.
    const fn driver(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Engine::Chromium => ("RACKRATE_CHROMEDRIVER", &["chromedriver"]),
            Engine::Firefox => ("RACKRATE_GECKODRIVER", &["geckodriver"]),
            Engine::WebKit => ("RACKRATE_WEBKITDRIVER", &["WebKitWebDriver"]),
        }
    }

    /// The browser's program.
    ///
    /// # Errors
    ///
    /// If it is not on this machine.
    pub fn browser(self) -> Result<PathBuf> {
        const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        match self {
            Engine::Chromium => program("RACKRATE_CHROMIUM", CHROMIUM),
            Engine::Firefox => program("RACKRATE_FIREFOX", &["firefox", "firefox-esr"]),
            Engine::WebKit => program("RACKRATE_WEBKIT", &["MiniBrowser"]),
        }
    }
}

/// A running driver. It is ended when this is dropped, and when this program ends.
#[derive(Debug)]
pub struct Driver {
    _process: Tied,
    port: u16,
}

/// Idle drivers. A driver serves many journeys in turn, each with a browser of its own.
static IDLE: Mutex<Vec<Driver>> = Mutex::new(Vec::new());

impl Driver {
    /// An idle driver, or a new one.
    ///
    /// # Errors
    ///
    /// If the engine has no driver on this machine, or it does not start.
    pub fn take(engine: Engine) -> Result<Driver> {
        let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Driver::start(engine), Ok)
    }

    /// Returns it for the next journey.
    pub fn give_back(self) {
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(self);
    }

    fn start(engine: Engine) -> Result<Driver> {
        let (variable, names) = engine.driver();
        let mut command = Command::new(program(variable, names)?);
        match engine {
            Engine::Chromium => Driver::that_tells_its_port(command.arg("--port=0")),
            Engine::Firefox | Engine::WebKit => {
                let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
                command.arg(format!("--port={port}"));
                let driver = Driver { _process: Tied::start(&command, Stdio::null(), Stdio::null())?, port };
                driver.wait_until_it_listens()?;
                Ok(driver)
            }
        }
    }

    /// Starts a driver that chooses a port and prints it.
    fn that_tells_its_port(command: &Command) -> Result<Driver> {
        let mut process = Tied::start(command, Stdio::piped(), Stdio::null())?;
        let output = process.output().context("the driver's output cannot be read")?;
        let (found, port) = mpsc::channel();
        // Reads to the end, so that the driver is never blocked by a full pipe.
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(port) = port_in(&line) {
                    let _ = found.send(port);
                }
            }
        });
        let port = port.recv_timeout(PATIENCE).context("the driver did not say on which port it listens")?;
        Ok(Driver { _process: process, port })
    }

    fn wait_until_it_listens(&self) -> Result<()> {
        for _ in 0..PATIENCE.as_millis() / 50 {
            if std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the driver does not listen")
    }

    /// The address on which it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// The port in "ChromeDriver was started successfully on port 37613."
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches(['.', '\r']).parse().ok()
}

/// The program that a variable names, or the first of these on the PATH.
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
