//! LibreOffice, which computes workbooks a second time.

use crate::shell;
use crate::tools::{apt_install, named};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

const PROGRAM: &str = "RACKRATE_SOFFICE";
const PACKAGES: [&str; 1] = ["libreoffice-calc-nogui"];

/// LibreOffice as found on this machine.
pub(crate) struct Office {
    program: PathBuf,
}

impl Office {
    /// Finds it, or installs it if possible.
    pub(crate) fn ready() -> Result<Office> {
        if let Some(office) = Office::find()? {
            return Ok(office);
        }
        shell::heading("installing LibreOffice's spreadsheet");
        apt_install(&PACKAGES).context(format!(
            "LibreOffice is missing. Install it and run this again, on Debian with\n    \
             sudo apt-get install --no-install-recommends {}\nor name its program in {PROGRAM}.",
            PACKAGES.join(" ")
        ))?;
        Office::find()?.context("LibreOffice was installed, but it is still not on the PATH.")
    }

    fn find() -> Result<Option<Office>> {
        Ok(named(PROGRAM, &["soffice", "libreoffice"])?.map(|program| Office { program }))
    }

    /// Sets the variable that tells a command where it is.
    pub(crate) fn name_in<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env(PROGRAM, &self.program)
    }
}
