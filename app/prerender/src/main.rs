//! Draws the first scenario's page into `index.html`, so that it can be read before it runs.
//!
//! `prerender --page dist/index.html [--site https://example.org/rackrate/]`: the page's own component is drawn natively
//! for every width at once, and what a strict policy refuses (`style="…"`) becomes classes in its style sheet. `--site` also writes a picture for
//! previews and names it by its absolute address, which link previews need.

mod args;
mod check;
mod first;
mod picture;
mod sheet;
mod styles;
mod tree;
mod words;

use anyhow::{Context, Result};
use std::path::Path;

fn main() -> Result<()> {
    let Some(asked) = args::parse(std::env::args_os().skip(1))? else {
        println!("{}", args::HELP);
        return Ok(());
    };
    let (page, site) = match asked {
        args::Asked::Page { page, site } => (page, site),
        args::Asked::Words(file) => {
            any_spawner::Executor::init_futures_executor()?;
            let answers = std::io::read_to_string(std::io::stdin())?;
            return std::fs::write(&file, words::all(&answers)?)
                .with_context(|| format!("{} cannot be written", file.display()));
        }
    };
    let folder = page.parent().unwrap_or(Path::new("."));
    let html = std::fs::read_to_string(&page).with_context(|| format!("{} cannot be read", page.display()))?;
    let drawn = first::draw()?;
    let html = first::put_into(&html, &drawn)?;
    let html = styles::add(&html, folder, &drawn.css)?;
    let html = match &site {
        Some(site) => picture::name_in(&html, site, folder)?,
        None => html,
    };
    check::strict(&html)?;
    std::fs::write(&page, html).with_context(|| format!("{} cannot be written", page.display()))
}
