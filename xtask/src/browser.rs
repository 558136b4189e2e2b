//! The browser in which the journeys run, its driver, what looks for obstacles in the page, and what reads a printer's file.

use crate::tools::{apt_install, axe, named};
use crate::{build, shell};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

const CHROMIUM: &str = "RACKRATE_CHROMIUM";
const DRIVER: &str = "RACKRATE_CHROMEDRIVER";
const OBSTACLES: &str = "RACKRATE_AXE";
const READER: &str = "RACKRATE_PDFTOTEXT";
/// Without a font a headless browser measures text as nothing.
const PACKAGES: [&str; 4] = ["chromium", "chromium-driver", "fonts-dejavu-core", "poppler-utils"];

/// A browser and its driver that are on this machine.
pub(crate) struct Browser {
    chromium: PathBuf,
    driver: PathBuf,
    reader: PathBuf,
}

impl Browser {
    /// Finds both, or installs them where that can be done.
    pub(crate) fn ready() -> Result<Browser> {
        if let Some(browser) = Browser::find()? {
            return Ok(browser);
        }
        shell::heading("installing Chromium, its driver and pdftotext");
        apt_install(&PACKAGES).context(format!(
            "Chromium, its driver or pdftotext is missing. Install them and run this again, on Debian with\n    \
             sudo apt-get install {}\nor name them in {CHROMIUM}, {DRIVER} and {READER}.",
            PACKAGES.join(" ")
        ))?;
        Browser::find()?.context("Chromium was installed, but it, its driver or pdftotext is still not on the PATH.")
    }

    fn find() -> Result<Option<Browser>> {
        let chromium = named(CHROMIUM, &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])?;
        let driver = named(DRIVER, &["chromedriver"])?;
        let reader = named(READER, &["pdftotext"])?;
        Ok(chromium.zip(driver).zip(reader).map(|((chromium, driver), reader)| Browser { chromium, driver, reader }))
    }

    /// Tells a command where the browser, its driver and the release are.
    pub(crate) fn name_in<'a>(&self, command: &'a mut Command) -> Result<&'a mut Command> {
        command
            .env(CHROMIUM, &self.chromium)
            .env(DRIVER, &self.driver)
            .env(READER, &self.reader)
            .env(OBSTACLES, axe(OBSTACLES)?);
        Ok(command.env("RACKRATE_DIST", build::dist()?))
    }
}
