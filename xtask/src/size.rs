//! `cargo xtask size`: what a first visit downloads, against its budget.
//!
//! What counts is what `index.html` makes a browser load: what its links and scripts name, and what those name in turn
//! (a style sheet's pictures, a module's static imports). A worker, an exporter or a licence that is loaded later,
//! or never, does not count. The modules that the page loads on demand are listed apart.

use crate::{build, programs, trust};
use anyhow::{Context, Result, bail};
use std::collections::VecDeque;
use std::path::Path;

/// 200 KB: what a phone on a slow line gets in about a second.
const BUDGET_BYTES: usize = 204_800;

/// Relations of a link that make a browser load its file on a first visit.
const LOADED: [&str; 7] =
    ["stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload"];

/// Prints the table; fails above the budget.
pub(crate) fn command() -> Result<()> {
    let dist = build::dist()?;
    if !dist.join("index.html").is_file() {
        bail!("There is no release in dist/ yet: run `cargo xtask build` first.");
    }
    println!("{:>9} {:>9}  file", "raw", "brotli");
    let first = first_visit(&dist)?;
    let (raw_total, brotli_total) = listed(&dist, &first)?;
    println!("{:>9} {:>9}  in all", thousands(raw_total), thousands(brotli_total));
    trust::note_size("first-visit", "A first visit, after Brotli", brotli_total)?;
    println!("{:>9} {:>9}  budget", "", thousands(BUDGET_BYTES));
    let page = String::from_utf8(read(&dist, "index.html")?).context("dist/index.html is not text")?;
    let later = programs::files(&page)?;
    if let Some(file) = later.iter().find(|file| first.contains(file)) {
        bail!("{file} is to be loaded on demand, but a first visit loads it.");
    }
    println!("\nLoaded on demand:");
    listed(&dist, &later)?;
    if brotli_total > BUDGET_BYTES {
        bail!(
            "A first visit downloads {} bytes, {} more than its budget.",
            thousands(brotli_total),
            thousands(brotli_total - BUDGET_BYTES)
        );
    }
    Ok(())
}

/// Prints a line for each file; gives the sums of bytes as they are and as brotli.
fn listed(dist: &Path, files: &[String]) -> Result<(usize, usize)> {
    let (mut raw_total, mut brotli_total) = (0, 0);
    for file in files {
        let content = read(dist, file)?;
        let small = brotli_bytes(&content)?;
        println!("{:>9} {:>9}  {file}", thousands(content.len()), thousands(small));
        raw_total += content.len();
        brotli_total += small;
    }
    Ok((raw_total, brotli_total))
}

fn read(dist: &Path, file: &str) -> Result<Vec<u8>> {
    std::fs::read(dist.join(file)).with_context(|| format!("dist/{file} is named by the page, but cannot be read"))
}

/// The size after Brotli at its best, as hosts do it ahead of time.
fn brotli_bytes(content: &[u8]) -> Result<usize> {
    let best =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut small, &best).context("Brotli failed")?;
    Ok(small.len())
}

/// The files of a first visit, in the order in which they are met.
fn first_visit(dist: &Path) -> Result<Vec<String>> {
    let mut found = vec!["index.html".to_owned()];
    let mut unread: VecDeque<String> = found.clone().into();
    while let Some(file) = unread.pop_front() {
        let Ok(text) = String::from_utf8(read(dist, &file)?) else {
            continue;
        };
        let names = match file.rsplit('.').next() {
            Some("html") => named_by_page(&text),
            Some("css") => named_by_style(&text),
            Some("js" | "mjs") => named_by_module(&text).into_iter().map(Named::Surely).collect(),
            _ => Vec::new(),
        };
        for name in names {
            let (Named::Surely(address) | Named::Perhaps(address)) = &name;
            let Some(path) = inside(&file, address) else {
                continue;
            };
            if matches!(name, Named::Perhaps(_)) && !dist.join(&path).is_file() {
                continue;
            }
            if !found.contains(&path) {
                found.push(path.clone());
                unread.push_back(path);
            }
        }
    }
    Ok(found)
}

/// An address in a file.
#[derive(Debug, PartialEq, Eq, Clone)]
enum Named {
    /// It is loaded; that it is not there is a fault.
    Surely(String),
    /// A string in a script; it counts if it is the name of a file.
    Perhaps(String),
}

/// What a page loads: links, sources, and whatever its own scripts name.
fn named_by_page(html: &str) -> Vec<Named> {
    let mut names = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (tag, after) = tag(after);
        rest = after;
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("").to_ascii_lowercase();
        match name.as_str() {
            "link" => {
                let relations = attribute(tag, "rel").unwrap_or_default().to_ascii_lowercase();
                if relations.split_whitespace().any(|relation| LOADED.contains(&relation)) {
                    names.extend(attribute(tag, "href").map(Named::Surely));
                }
            }
            "script" => {
                names.extend(attribute(tag, "src").map(Named::Surely));
                let (script, after) = rest.split_once("</script").unwrap_or((rest, ""));
                names.extend(strings(script).into_iter().map(Named::Perhaps));
                rest = after;
            }
            "img" | "source" | "iframe" => names.extend(attribute(tag, "src").map(Named::Surely)),
            _ => {}
        }
    }
    names
}

/// Splits after the `>` that ends a tag; one inside quotes does not.
pub(crate) fn tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (place, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '>' => return (&text[..place], &text[place + 1..]),
            None => {}
        }
    }
    (text, "")
}

/// The value of an attribute, quoted or, in minified pages, not.
pub(crate) fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        let after = after.trim_start();
        let (value, remaining) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value.to_owned());
        }
        rest = remaining;
    }
    None
}

/// The strings in a script.
fn strings(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = script;
    while let Some(start) = rest.find(['"', '\'', '`']) {
        let quote = rest[start..].chars().next().unwrap_or('"');
        let after = &rest[start + 1..];
        let Some((string, remaining)) = after.split_once(quote) else {
            break;
        };
        found.push(string.to_owned());
        rest = remaining;
    }
    found
}

/// What a style sheet loads: `url(…)`.
fn named_by_style(css: &str) -> Vec<Named> {
    css.split("url(")
        .skip(1)
        .filter_map(|after| after.split_once(')'))
        .map(|(address, _)| Named::Surely(address.trim().trim_matches(['"', '\'']).to_owned()))
        .collect()
}

/// What a module imports at once: `from "…"` and `import "…"`, but not `import("…")`, which waits to be called.
fn named_by_module(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in ["from", "import"] {
        for after in script.split(word).skip(1) {
            let after = after.trim_start();
            let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                continue;
            };
            if let Some((address, _)) = after[1..].split_once(quote)
                && address.starts_with(['.', '/'])
            {
                found.push(address.to_owned());
            }
        }
    }
    found
}

/// The path inside `dist/` of an address in a file there; nothing for an address elsewhere.
fn inside(file: &str, address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next().unwrap_or("");
    if address.is_empty() || address.contains(':') || address.starts_with("//") {
        return None;
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    if address.starts_with('/') {
        parts.clear();
    }
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn thousands(number: usize) -> String {
    let figures = number.to_string();
    let mut text = String::new();
    for (place, figure) in figures.chars().enumerate() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(figure);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(html: &str) -> Vec<String> {
        named_by_page(html)
            .into_iter()
            .map(|name| match name {
                Named::Surely(address) => address,
                Named::Perhaps(address) => format!("{address}?"),
            })
            .collect()
    }

    #[test]
    fn a_page_names_what_it_loads() {
        let html = r#"<!doctype html><!-- <link rel=icon href=old.svg> -->
            <link href=./style-1.css integrity=sha384-a/b= rel=stylesheet>
            <link rel="icon" href='icon.svg'><link rel="license" href="LICENSE"><a href="help.html">help</a>
            <link as=fetch crossorigin href=./app_bg.wasm rel=preload type=application/wasm>
            <script type="module">import init from './app.js'; await init({ module_or_path: './app_bg.wasm' });</script>
            <script src="first.js" defer></script>"#;
        let expected = ["./style-1.css", "icon.svg", "./app_bg.wasm", "./app.js?", "./app_bg.wasm?", "first.js"];
        assert_eq!(addresses(html), expected);
    }

    #[test]
    fn what_comes_later_does_not_count() {
        let html = r#"<link rel=prefetch href=later.js><link rel="canonical" href="/"><p title="a > b">"#;
        assert_eq!(addresses(html), Vec::<String>::new());
        let module = r#"import { a } from './snippets/a.js'; import "./b.js"; const c = import("./xlsx.js");"#;
        assert_eq!(named_by_module(module), ["./snippets/a.js", "./b.js"]);
    }

    #[test]
    fn addresses_become_paths() {
        assert_eq!(inside("index.html", "./app.js?v=1").as_deref(), Some("app.js"));
        assert_eq!(inside("snippets/x/a.js", "../b.js").as_deref(), Some("snippets/b.js"));
        assert_eq!(inside("css/a.css", "/icon.svg").as_deref(), Some("icon.svg"));
        assert_eq!(inside("index.html", "https://example.org/a.js"), None);
        assert_eq!(inside("a.css", "data:image/png;base64,AA"), None);
        assert_eq!(inside("index.html", "#top"), None);
    }

    #[test]
    fn a_style_names_its_pictures() {
        let css = "a { background: url(\"dot.svg\") } b { src: url(f.woff2) }";
        let names = named_by_style(css);
        assert_eq!(names, [Named::Surely("dot.svg".into()), Named::Surely("f.woff2".into())]);
    }

    #[test]
    fn a_folder_is_followed_from_its_page() {
        let dist = std::env::temp_dir().join(format!("rackrate-size-{}", std::process::id()));
        std::fs::create_dir_all(&dist).unwrap();
        let put = |name: &str, text: &str| std::fs::write(dist.join(name), text).unwrap();
        put("index.html", "<link rel=stylesheet href=a.css><script>import './m.js'; go('worker.js', 'no.js')</script>");
        put("a.css", "p { background: url(dot.svg) }");
        put("dot.svg", "<svg/>");
        put("m.js", "import './n.js'; import('./late.js')");
        put("n.js", "");
        put("late.js", "");
        put("LICENSE", "");
        assert_eq!(first_visit(&dist).unwrap(), ["index.html", "a.css", "m.js", "dot.svg", "n.js"]);
        put("index.html", "<link rel=stylesheet href=gone.css>");
        assert!(first_visit(&dist).is_err_and(|e| e.to_string().contains("gone.css")));
        std::fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn brotli_makes_repetition_small() {
        assert!(brotli_bytes(&[b'a'; 10_000]).unwrap() < 100);
    }

    #[test]
    fn thousands_are_apart() {
        assert_eq!(thousands(204_800), "204,800");
        assert_eq!(thousands(12), "12");
        assert_eq!(thousands(1_000_000), "1,000,000");
    }
}
