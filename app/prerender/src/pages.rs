//! A page for each baseline, `b/ID/index.html`: the same page two folders further down, with the baseline's name as its
//! title, its figures, and a picture for link previews. Title and description contain no figures.

use crate::first::{self, Drawn, draw};
use crate::{check, picture, styles};
use anyhow::{Context, Result, bail};
use figures::escape;
use model::inputs::baselines::Baseline;
use std::path::Path;

/// The folder of these pages, and the way from a page back to the site's folder.
const BELOW: &str = "b";
const BACK: &str = "../../";

/// Writes the page of a baseline. `empty` is the site's page before rendering, to whose style sheet `beside` has added
/// its styles; `folder` is the site's folder, `site` its address, if known.
pub(crate) fn write(
    empty: &str,
    baseline: &'static Baseline,
    beside: &Drawn,
    folder: &Path,
    site: Option<&str>,
) -> Result<()> {
    let drawn = draw(baseline, Some(beside));
    let mut html = named(&further_down(empty)?, baseline.name)?;
    if !drawn.css.is_empty() {
        let sheet = styles::write(&format!("baseline-{}", baseline.id), folder, &drawn.css)?;
        html = html.replacen("</head>", &format!("  <link rel=\"stylesheet\" href=\"{BACK}{sheet}\">\n  </head>"), 1);
    }
    let mut html = first::put_into(&html, &drawn)?;
    let own = folder.join(BELOW).join(baseline.id);
    std::fs::create_dir_all(&own).with_context(|| format!("{} cannot be made", own.display()))?;
    if let Some(site) = site {
        let address = format!("{site}{BELOW}/{}/", baseline.id);
        html = picture::name_in(&html, &address, &own, &picture::of_baseline(baseline))?;
    }
    check::strict(&html)?;
    let page = own.join("index.html");
    std::fs::write(&page, html).with_context(|| format!("{} cannot be written", page.display()))
}

/// Adjusts the page's relative addresses to a place two folders further down.
fn further_down(html: &str) -> Result<String> {
    let root = "<meta name=\"root\" content=\"./\">";
    if html.matches(root).count() != 1 {
        bail!("index.html wants {root} once");
    }
    // Programs are looked up from the site's folder, wherever the page is.
    let html = html.replace(root, &format!("<meta name=\"root\" content=\"{BACK}\">"));
    let moved = |html: String, of: &&str| html.replace(&format!("{of}=\"./"), &format!("{of}=\"{BACK}"));
    Ok([" href", " src"].iter().fold(html, moved))
}

/// The page with another name in its title and description.
fn named(html: &str, name: &str) -> Result<String> {
    let name = escape(name);
    let title = format!("{name} – Rackrate");
    let about = format!(
        "{name}: how many chips, how much compute, power and money the deal comes to, month by month, each number with its source."
    );
    let html = replaced(html, "<title>", "</title>", &title)?;
    replaced(&html, "<meta name=\"description\" content=\"", "\"", &about)
}

fn replaced(html: &str, start: &str, end: &str, by: &str) -> Result<String> {
    let parts = html.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.with_context(|| format!("index.html has no {start}"))?;
    Ok(format!("{before}{start}{by}{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::BASELINES;

    const PAGE: &str = "<head><title>A</title><meta name=\"description\" content=\"B\"><meta name=\"root\" content=\"./\">\
        <link rel=\"stylesheet\" href=\"./style-1.css\"><meta name=\"program-engine\" content=\"./engine-1\">\
        <script src=\"./boot.js\"></script></head><body><a href=\"\">x</a><div id=\"first\"></div></body>";

    #[test]
    fn addresses_are_those_of_the_sites_folder() {
        let html = further_down(PAGE).unwrap();
        for part in ["content=\"../../\"", "href=\"../../style-1.css\"", "src=\"../../boot.js\""] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(html.contains("content=\"./engine-1\"") && html.contains("<a href=\"\">"), "{html}");
        assert!(further_down("<head></head>").is_err());
    }

    #[test]
    fn every_baseline_has_a_page_with_its_name_and_no_figure_in_its_title() {
        for baseline in BASELINES {
            let html = named(PAGE, baseline.name).unwrap();
            let title = escape(baseline.name);
            assert!(html.contains(&format!("<title>{title} – Rackrate</title>")), "{html}");
            // The deal's name may contain a size; nothing else has a figure.
            let rest = html.replace(&title, "").replace("style-1.css", "").replace("engine-1", "");
            assert!(!rest.contains(|c: char| c.is_ascii_digit()), "{rest}");
        }
        assert!(named("<head></head>", "A").is_err());
    }
}
