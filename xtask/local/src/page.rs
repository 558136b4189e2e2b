//! What a page names: the files of a first visit, and attributes of its elements.

use anyhow::{Context, Result, anyhow};
use scraper::{Html, Selector};
use std::path::Path;

/// Relations of links that make a browser load their files on a first visit; the last two are loaded by assets/boot.js.
const LOADED: [&str; 9] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "mask-icon",
    "manifest",
    "preload",
    "modulepreload",
    "page-script",
    "page-wasm",
];

/// A parsed page.
#[derive(Debug)]
pub struct Page(Html);

impl Page {
    /// Parses a page's text.
    pub fn read(html: &str) -> Page {
        Page(Html::parse_document(html))
    }

    /// The values of an attribute of all elements that match a selector, in document order.
    ///
    /// # Errors
    ///
    /// If the selector is invalid.
    pub fn attributes(&self, selector: &str, attribute: &str) -> Result<Vec<String>> {
        let selector = Selector::parse(selector).map_err(|error| anyhow!("{selector} is no selector: {error}"))?;
        let elements = self.0.select(&selector);
        Ok(elements.filter_map(|element| element.attr(attribute)).map(str::to_owned).collect())
    }

    /// The text of all elements that match a selector.
    ///
    /// # Errors
    ///
    /// If the selector is invalid.
    pub fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let selector = Selector::parse(selector).map_err(|error| anyhow!("{selector} is no selector: {error}"))?;
        Ok(self.0.select(&selector).map(|element| element.text().collect()).collect())
    }

    /// What a strict content security policy would refuse: inline scripts and styles, and attributes with either.
    ///
    /// # Errors
    ///
    /// None that a page could cause.
    pub fn refused(&self) -> Result<Vec<String>> {
        let all = Selector::parse("*").map_err(|error| anyhow!("{error}"))?;
        let mut found = Vec::new();
        for element in self.0.select(&all).map(|element| element.value()) {
            let attributes = element.attrs().map(|(name, _)| name);
            let bad = attributes.filter(|name| *name == "style" || name.starts_with("on"));
            found.extend(bad.map(|name| format!("<{} {name}=…>", element.name())));
            // Data for other programs is not a script.
            let runs = element.attr("type").is_none_or(|kind| kind == "module" || kind.ends_with("javascript"));
            if element.name() == "style" || (element.name() == "script" && runs && element.attr("src").is_none()) {
                found.push(format!("<{}>", element.name()));
            }
        }
        Ok(found)
    }

    /// The files that a first visit loads beside the page, by the names in the page; files of other sites are left out.
    ///
    /// # Errors
    ///
    /// None that a page could cause.
    pub fn first_visit(&self) -> Result<Vec<String>> {
        let selector = Selector::parse("link[rel][href], script[src], img[src]").map_err(|error| anyhow!("{error}"))?;
        let mut files: Vec<String> = Vec::new();
        for element in self.0.select(&selector).map(|element| element.value()) {
            let relations = element.attr("rel").unwrap_or_default().to_ascii_lowercase();
            let loaded = element.name() != "link" || relations.split_whitespace().any(|one| LOADED.contains(&one));
            let address = element.attr(if element.name() == "link" { "href" } else { "src" }).unwrap_or_default();
            let here = !address.contains(':') && !address.starts_with("//");
            let file = address.split(['?', '#']).next().unwrap_or_default().trim_start_matches("./");
            if loaded && here && !file.is_empty() && !files.iter().any(|known| known == file) {
                files.push(file.to_owned());
            }
        }
        Ok(files)
    }
}

/// The text of a folder's `index.html`.
///
/// # Errors
///
/// If there is none.
pub fn index(folder: &Path) -> Result<String> {
    let file = folder.join("index.html");
    std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    // As a minifier writes it: without quotes where they are not needed.
    const PAGE: &str = r#"<!doctype html><!-- <link rel=icon href=old.svg> -->
        <link href=./style-1.css integrity=sha384-a/b= rel=stylesheet><meta name=program-engine content=./engine-00>
        <link rel="icon" href='icon.svg'><link rel="license" href="LICENSE"><a href="help.html">help</a>
        <link as=fetch crossorigin href=./app_bg.wasm rel=preload type=application/wasm>
        <link rel=modulepreload href=./app.js><link rel=prefetch href=later.js><link rel="canonical" href="/">
        <script src="boot.js?x" type=module></script><script src=https://example.org/a.js></script>"#;

    #[test]
    fn a_first_visit_loads_what_links_and_scripts_name() {
        let files = Page::read(PAGE).first_visit().unwrap();
        assert_eq!(files, ["style-1.css", "icon.svg", "app_bg.wasm", "app.js", "boot.js"]);
    }

    #[test]
    fn attributes_are_found_by_selector() {
        let page = Page::read(PAGE);
        assert_eq!(page.attributes("meta[name=program-engine]", "content").unwrap(), ["./engine-00"]);
        assert!(page.attributes("meta[name=", "content").is_err());
    }

    #[test]
    fn what_a_policy_refuses_is_found() {
        assert_eq!(Page::read(PAGE).refused().unwrap(), Vec::<String>::new());
        let bad = "<p style='color: red' onclick=x()>a</p><script>x()</script><style>p {}</style>\
                   <script type='application/ld+json'>{}</script><svg><g style=fill:red></g></svg>";
        let expected = ["<p style=…>", "<p onclick=…>", "<script>", "<style>", "<g style=…>"];
        let mut found = Page::read(bad).refused().unwrap();
        found.sort();
        let mut expected = expected.map(str::to_owned).to_vec();
        expected.sort();
        assert_eq!(found, expected);
    }
}
