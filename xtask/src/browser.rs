//! The browser in which the journeys run, its driver, and what looks for obstacles in the page.

use crate::tools::{apt_install, axe, named};
use crate::{build, shell};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

const CHROMIUM: &str = "RACKRATE_CHROMIUM";
const DRIVER: &str = "RACKRATE_CHROMEDRIVER";
const OBSTACLES: &str = "RACKRATE_AXE";
/// Without a font a headless browser measures text as nothing.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-dejavu-core"];

/// A browser and its driver that are on this machine.
pub(crate) struct Browser {
    chromium: PathBuf,
    driver: PathBuf,
}

impl Browser {
    /// Finds both, or installs them where that can be done.
    pub(crate) fn ready() -> Result<Browser> {
        if let Some(browser) = Browser::find()? {
            return Ok(browser);
        }
        shell::heading("installing Chromium and its driver");
        apt_install(&PACKAGES).context(format!(
            "Chromium or its driver is missing. Install both and run this again, on Debian with\n    \
             sudo apt-get install {}\nor name them in {CHROMIUM} and {DRIVER}.",
            PACKAGES.join(" ")
        ))?;
        Browser::find()?.context("Chromium was installed, but it or its driver is still not on the PATH.")
    }

    fn find() -> Result<Option<Browser>> {
        let chromium = named(CHROMIUM, &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])?;
        let driver = named(DRIVER, &["chromedriver"])?;
        Ok(chromium.zip(driver).map(|(chromium, driver)| Browser { chromium, driver }))
    }

    /// Tells a command where the browser, its driver and the release are.
    pub(crate) fn name_in<'a>(&self, command: &'a mut Command) -> Result<&'a mut Command> {
        command.env(CHROMIUM, &self.chromium).env(DRIVER, &self.driver).env(OBSTACLES, axe(OBSTACLES)?);
        Ok(command.env("RACKRATE_DIST", build::dist()?))
    }
}
