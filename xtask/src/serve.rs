//! `cargo xtask serve`: the page on this machine, rebuilt when a file changes.

use crate::shell;
use crate::tools::Tools;
use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The word by which `serve` starts the second half of itself, see [`announce`].
pub(crate) const ANNOUNCE: &str = "announce-when-ready";

const USUAL_PORT: u16 = 8080;
/// How many ports after the usual one are tried when somebody else uses it.
const MORE_PORTS: u16 = 20;

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    port: Option<u16>,
    debug: bool,
}

/// Installs what is missing, builds, serves until it is interrupted.
pub(crate) fn command(words: &[&str]) -> Result<()> {
    let options = parse(words)?;
    let port = match options.port {
        Some(port) if free(port) => port,
        Some(port) => bail!("Port {port} is in use. Name another: cargo xtask serve --port {}", port.wrapping_add(1)),
        None => usual_port()?,
    };
    let tools = Tools::ready()?;
    shell::heading(if options.debug {
        "building, unoptimised"
    } else {
        "building; the first time takes a few minutes"
    });

    let mut trunk = tools.trunk()?;
    // Not `dist/`: that is the release, and what is served here carries a script that reloads the page.
    trunk.args(["serve", "--offline", "--address", "127.0.0.1", "--disable-address-lookup=true", "--no-spa=true"]);
    trunk.args(["--port", &port.to_string()]).arg("--dist").arg(served_folder()?);
    if !options.debug {
        trunk.arg("--release");
    }
    std::fs::create_dir_all(served_folder()?).context("The folder for the served page cannot be made")?;
    start(&mut trunk, port)
}

fn parse(words: &[&str]) -> Result<Options> {
    let mut options = Options { port: None, debug: false };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--debug" => options.debug = true,
            "--release" => options.debug = false,
            "--port" => {
                let number = words.next().context("--port wants a number, such as --port 8081")?;
                let port = number.parse().ok().filter(|port| *port > 0);
                options.port = Some(port.with_context(|| format!("\"{number}\" is no port: 1 to 65535"))?);
            }
            other => bail!("serve does not know \"{other}\"; it knows --port N and --debug."),
        }
    }
    Ok(options)
}

fn served_folder() -> Result<std::path::PathBuf> {
    Ok(shell::target()?.join("serve"))
}

fn free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

fn usual_port() -> Result<u16> {
    let port = (USUAL_PORT..=USUAL_PORT + MORE_PORTS).find(|port| free(*port));
    let port = port.with_context(|| {
        format!("Ports {USUAL_PORT} to {} are all in use. Name a free one with --port.", USUAL_PORT + MORE_PORTS)
    })?;
    if port != USUAL_PORT {
        println!("Port {USUAL_PORT} is in use; taking {port}.");
    }
    Ok(port)
}

/// Becomes the server, so that whoever ends this process ends the server and leaves no port taken.
#[cfg(unix)]
fn start(trunk: &mut Command, port: u16) -> Result<()> {
    use std::os::unix::process::CommandExt;
    watcher(port)?.spawn().context("The watcher for readiness could not be started")?;
    let error = trunk.exec();
    Err(error).context("trunk could not be started")
}

/// Runs the server; ends with it.
#[cfg(not(unix))]
fn start(trunk: &mut Command, port: u16) -> Result<()> {
    watcher(port)?.spawn().context("The watcher for readiness could not be started")?;
    shell::run(trunk)
}

fn watcher(port: u16) -> Result<Command> {
    let mut watcher = Command::new(std::env::current_exe().context("This program's own file is unknown")?);
    watcher.args([ANNOUNCE, &port.to_string(), &std::process::id().to_string()]).stdin(Stdio::null());
    Ok(watcher)
}

/// Says where the page is as soon as the server on `port` answers with it; gives up when process `parent`, the
/// server, is gone.
pub(crate) fn announce(port: &str, parent: &str) -> Result<()> {
    let port: u16 = port.parse().context("The port is no number")?;
    let parent: u32 = parent.parse().context("The process is no number")?;
    while alive(parent) {
        if answers(port) {
            println!("\nRackrate is at http://127.0.0.1:{port}/\n");
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}

#[cfg(unix)]
fn alive(parent: u32) -> bool {
    std::os::unix::process::parent_id() == parent
}

#[cfg(not(unix))]
fn alive(_parent: u32) -> bool {
    true
}

/// Whether a page comes back from this port. A server whose first build failed answers too, but with no page.
fn answers(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_millis(500))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nConnection: close\r\n\r\n")?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(start.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        assert_eq!(parse(&[]).unwrap(), Options { port: None, debug: false });
        assert_eq!(parse(&["--debug", "--port", "9000"]).unwrap(), Options { port: Some(9000), debug: true });
    }

    #[test]
    fn wrong_options_are_told_in_words() {
        for (words, part) in [
            (&["--port"][..], "wants a number"),
            (&["--port", "0"], "is no port"),
            (&["--port", "70000"], "is no port"),
            (&["--fast"], "does not know"),
        ] {
            let error = parse(words).map_err(|e| e.to_string()).unwrap_err();
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn a_taken_port_is_not_free() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(!free(port));
        drop(taken);
        assert!(!answers(port));
    }
}
