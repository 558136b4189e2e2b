//! A check for what a strict content security policy would refuse.

use anyhow::{Result, bail};
use scraper::{Html, Selector};

/// Fails if the page has a style, an inline script or an event handler.
pub(crate) fn strict(html: &str) -> Result<()> {
    let page = Html::parse_document(html);
    for (css, what) in [
        ("[style]", "a style attribute"),
        ("style", "styles within the page"),
        ("script:not([src])", "a script within the page"),
    ] {
        let Ok(selector) = Selector::parse(css) else { bail!("{css} is no selector") };
        if let Some(found) = page.select(&selector).next() {
            bail!("index.html has {what}, which a strict policy refuses: {}", start_of(&found.html()));
        }
    }
    for element in page.root_element().descendent_elements() {
        if let Some((name, _)) = element.value().attrs().find(|(name, _)| name.starts_with("on")) {
            bail!("index.html has an event, {name}, which a strict policy refuses: {}", start_of(&element.html()));
        }
    }
    Ok(())
}

fn start_of(html: &str) -> String {
    html.chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_policy_refuses_is_refused() {
        assert!(strict("<!doctype html><script src=\"a.js\"></script><p class=\"a\">style=</p>").is_ok());
        for html in [
            "<p style=\"color:red\">",
            "<style>p{}</style>",
            "<script>1</script>",
            "<svg><g style=\"a:b\"></g></svg>",
            "<p onclick=\"x\">",
        ] {
            assert!(strict(html).is_err(), "{html}");
        }
    }
}
