//! `cargo xtask bench`: how fast the model is natively, and how fast the page is in a browser.

use crate::browser::Browser;
use crate::build;
use crate::shell::{cargo_with, heading, run};
use crate::trust::{self, Writer};
use anyhow::Result;

/// Runs both.
pub(crate) fn command() -> Result<()> {
    heading("the model");
    run(&mut cargo_with(["bench", "-p", "model"])?)?;
    build::release(&build::Release::default())?;
    heading("the page, in a browser");
    // Not as the page is compiled, small first: it also times the model natively.
    let mut page = cargo_with(["run", "--profile", "bench", "-p", "journeys", "--bin", "page-bench"])?;
    run(trust::name_in(Browser::ready()?.name_in(&mut page)?, Writer::Measurements)?)
}
