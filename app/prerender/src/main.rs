//! Renders the first scenario's page into `index.html`, so that it can be read before any program runs, and every
//! baseline's page into a file of its own.
//!
//! `prerender --page dist/index.html [--site https://example.org/rackrate/]`: renders the page's own component
//! natively, for every width at once. What a strict content security policy refuses (`style="…"`) becomes classes in
//! the style sheet. With `--site` it also writes pictures for link previews, which must be named by their absolute
//! addresses.

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
    // Nothing is awaited here, but Leptos requires an executor.
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
