//! The page's style sheet, minified, with the styles of what was rendered.

use anyhow::{Context, Result};
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

const BEFORE: &str = "<link rel=\"stylesheet\" href=\"./";

/// Appends styles to the sheet that the page names, renames it by its new content, and returns the page with the new
/// name.
pub(crate) fn add(html: &str, folder: &Path, more: &str) -> Result<String> {
    let named = html.split_once(BEFORE).and_then(|(_, after)| after.split_once('"')).map(|(name, _)| name);
    let name = named.context("index.html names no style sheet")?;
    let old = folder.join(name);
    let css = std::fs::read_to_string(&old).with_context(|| format!("{name} cannot be read"))?;
    let css = short(&css) + more;
    let new = write("style", folder, &css)?;
    if new != name {
        std::fs::remove_file(&old).with_context(|| format!("{name} cannot be removed"))?;
    }
    Ok(html.replace(&format!("{BEFORE}{name}"), &format!("{BEFORE}{new}")))
}

/// Writes a sheet under a name that contains a hash of its content; returns the name.
pub(crate) fn write(name: &str, folder: &Path, css: &str) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    hasher.write(css.as_bytes());
    let name = format!("{name}-{:016x}.css", hasher.finish());
    std::fs::write(folder.join(&name), css).with_context(|| format!("{name} cannot be written"))?;
    Ok(name)
}

/// Removes comments, and white space at the ends of lines.
fn short(css: &str) -> String {
    let mut text = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_the_sheet_that_it_has() {
        let folder = std::env::temp_dir().join(format!("rackrate-styles-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("style-1.css"), "/* One. */\np { a: b }\n\n  q { c: d } /* Two. */\n").unwrap();
        let html = add("<head><link rel=\"stylesheet\" href=\"./style-1.css\"/></head>", &folder, "r{e:f}\n").unwrap();
        let name = html.split("./").nth(1).and_then(|after| after.split('"').next()).unwrap().to_owned();
        assert_eq!(std::fs::read_to_string(folder.join(&name)).unwrap(), "p { a: b }\nq { c: d }\nr{e:f}\n");
        assert!(!folder.join("style-1.css").exists());
        // A second rendering into the same page finds the sheet again.
        assert!(add(&html, &folder, "").is_ok());
        assert!(add("<head></head>", &folder, "").is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
