//! The programs of the journeys: the browser, its driver, axe for accessibility, and pdftotext for printed pages.

use crate::tools::{apt_install, axe, named, on_path};
use crate::{build, shell};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

const CHROMIUM: &str = "RACKRATE_CHROMIUM";
const DRIVER: &str = "RACKRATE_CHROMEDRIVER";
const OBSTACLES: &str = "RACKRATE_AXE";
const READER: &str = "RACKRATE_PDFTOTEXT";
/// Without a font, a headless browser measures all text as having no width.
const PACKAGES: [&str; 5] = ["chromium", "chromium-driver", "fonts-dejavu-core", FONTS, "poppler-utils"];
/// Fonts with the widths of Arial and Times New Roman. The journeys measure what has room on a telephone and on paper;
/// in wider fonts, which no telephone has, it would not have it.
const FONTS: &str = "fonts-liberation";
/// Families with the widths of Arial.
const LIKE_ARIAL: [&str; 4] = ["Arial", "Arimo", "Liberation", "Helvetica"];

/// Whether text that asks for Arial gets its widths; assumed where fontconfig does not say.
fn has_fonts() -> Result<bool> {
    if on_path("fc-match").is_none() {
        return Ok(true);
    }
    let family = shell::printed_by(Command::new("fc-match").args(["-f", "%{family}", "Arial"]))?;
    Ok(LIKE_ARIAL.iter().any(|like| family.contains(like)))
}

/// The programs as found on this machine.
pub(crate) struct Browser {
    chromium: PathBuf,
    driver: PathBuf,
    reader: PathBuf,
}

impl Browser {
    /// Finds the programs, or installs them if possible.
    pub(crate) fn ready() -> Result<Browser> {
        if let Some(browser) = Browser::find()? {
            if !has_fonts()? {
                shell::heading("installing fonts with the widths of Arial and Times New Roman");
                if let Err(why) = apt_install(&[FONTS]) {
                    println!("{why:#} Journeys that measure text may fail without such fonts, on Debian {FONTS}.");
                }
            }
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

    /// Sets the variables that tell a command where these programs and the release are.
    pub(crate) fn name_in<'a>(&self, command: &'a mut Command) -> Result<&'a mut Command> {
        command
            .env(CHROMIUM, &self.chromium)
            .env(DRIVER, &self.driver)
            .env(READER, &self.reader)
            .env(OBSTACLES, axe(OBSTACLES)?);
        Ok(command.env("RACKRATE_DIST", build::dist()?))
    }
}
