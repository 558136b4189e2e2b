//! `cargo xtask serve`: serves the page on this machine with the headers that a host sends, and rebuilds it when a file
//! changes.

use crate::tools::Tools;
use crate::{paths, shell};
use anyhow::{Context, Result, bail};
use local::child::Tied;
use local::site::{Options, Site};
use std::net::{Ipv4Addr, TcpListener};
use std::process::Stdio;
use std::time::Duration;

const USUAL_PORT: u16 = 8080;
/// How many further ports are tried if the usual one is in use.
const MORE_PORTS: u16 = 20;
/// The interval between checks whether the page has been built.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// A script that reloads the page when it was rebuilt. It is a file of the site, so that the content security policy
/// allows it.
const RELOAD: &str = "
const built = async () => (await fetch('/-/built', { cache: 'no-store' })).text();
let first;
setInterval(async () => {
  const now = await built().catch(() => first);
  first ??= now;
  if (now !== first && now.startsWith('Ok')) location.reload();
}, 1000);
";

/// Installs what is missing, builds, and serves until it is interrupted.
pub(crate) fn command(port: Option<u16>, debug: bool) -> Result<()> {
    let port = match port {
        Some(port) if free(port) => port,
        Some(port) => bail!("Port {port} is in use. Name another: cargo xtask serve --port {}", port.wrapping_add(1)),
        None => usual_port()?,
    };
    let tools = Tools::ready()?;
    shell::heading(if debug { "building, unoptimised" } else { "building; the first time takes a few minutes" });

    // Not `dist/`, which is for the release.
    let folder = shell::target()?.join("serve");
    std::fs::create_dir_all(&folder).context("The folder for the served page cannot be made")?;
    // The output of an earlier run is out of date.
    let _ = std::fs::remove_file(folder.join("index.html"));
    let mut trunk = tools.trunk()?;
    trunk.args(["watch", "--offline", "--dist"]).arg(&folder);
    if !debug {
        trunk.arg("--release");
        paths::without_paths(&mut trunk)?;
    }
    let mut trunk = Tied::start(&trunk, Stdio::inherit(), Stdio::inherit())?;
    let site = Site::of_folder(&folder, Options { port, script: Some(RELOAD), ..Options::default() })?;
    let mut told = false;
    loop {
        if let Some(status) = trunk.ended()? {
            bail!("trunk ended ({status}); its own words stand above.");
        }
        if !told && folder.join("index.html").is_file() {
            println!("\nRackrate is at {}\n", site.address(""));
            told = true;
        }
        std::thread::sleep(LOOK_AGAIN);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_not_free() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        assert!(!free(taken.local_addr().unwrap().port()));
    }
}
