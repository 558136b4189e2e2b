//! Draws the first scenario's page into `index.html`, so that it can be read before it runs, and every baseline's into a page
//! of its own.
//!
//! `prerender --page dist/index.html [--site https://example.org/rackrate/]`: the page's own component is drawn natively
//! for every width at once, and what a strict policy refuses (`style="…"`) becomes classes in its style sheet. `--site` also writes a picture for
//! previews and names it by its absolute address, which link previews need.

mod args;
mod check;
mod first;
mod pages;
mod picture;
mod sheet;
mod styles;
mod tree;
mod words;

use anyhow::{Context, Result};
use model::inputs::baselines::{BASELINES, Baseline};
use std::path::Path;

fn main() -> Result<()> {
    let Some(asked) = args::parse(std::env::args_os().skip(1))? else {
        println!("{}", args::HELP);
        return Ok(());
    };
    // Nothing waits for anything here, but Leptos wants to know who would.
    any_spawner::Executor::init_futures_executor()?;
    let (page, site) = match asked {
        args::Asked::Page { page, site } => (page, site),
        args::Asked::Words(file) => {
            let answers = std::io::read_to_string(std::io::stdin())?;
            return std::fs::write(&file, words::all(&answers)?)
                .with_context(|| format!("{} cannot be written", file.display()));
        }
    };
    let folder = page.parent().unwrap_or(Path::new("."));
    let html = std::fs::read_to_string(&page).with_context(|| format!("{} cannot be read", page.display()))?;
    let drawn = first::draw(Baseline::first(), None);
    let empty = styles::add(&html, folder, &drawn.css)?;
    for baseline in BASELINES {
        pages::write(&empty, baseline, &drawn, folder, site.as_deref())?;
    }
    let mut html = first::put_into(&empty, &drawn)?;
    if let Some(site) = &site {
        html = picture::name_in(&html, site, folder, &picture::neutral())?;
    }
    check::strict(&html)?;
    std::fs::write(&page, html).with_context(|| format!("{} cannot be written", page.display()))
}
