//! Parts of the style sheet that one engine accepts and another silently drops. Chromium, in which the journeys run,
//! shows nothing of that.

use super::Finding;
use crate::shell::root;
use anyhow::{Context, Result};

const SHEET: &str = "assets/style.css";

/// Parts of controls that have a different pseudo-element in each engine.
const PARTS: [(&str, &str); 3] = [
    ("::-webkit-slider-thumb", "::-moz-range-thumb"),
    ("::-webkit-slider-runnable-track", "::-moz-range-track"),
    ("::-webkit-progress-value", "::-moz-progress-bar"),
];

/// Colours of backgrounds. Text in them is legible on a mark, but with forced colours Chromium puts the page's
/// background behind all text.
const GROUNDS: [&str; 2] = ["var(--paper)", "var(--on-accent)"];

/// Rules of the style sheet that are meant for some engines only.
pub(super) fn of_some_engines() -> Result<Vec<Finding>> {
    let text = std::fs::read_to_string(root()?.join(SHEET)).with_context(|| format!("{SHEET} cannot be read"))?;
    Ok(in_text(&text))
}

fn in_text(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let forced = text.split_once("@media (forced-colors: active)").map_or("", |(_, block)| block);
    for (line, content) in text.lines().enumerate() {
        let mut say = |reason: String| {
            found.push(Finding { place: format!("{SHEET}:{}", line + 1), reason, breaks: true });
        };
        for value in content.split("text-decoration:").skip(1) {
            let value = value.split([';', '}']).next().unwrap_or_default().trim();
            if value.contains(char::is_whitespace) {
                say(format!(
                    "WebKit drops `text-decoration: {value}` whole: name line, style, colour and thickness apart"
                ));
            }
        }
        if content.contains("Highlight;") && !content.contains("HighlightText") {
            say("`Highlight` is sure to be seen beneath `HighlightText` alone: use CanvasText or LinkText".to_owned());
        }
        if GROUNDS.iter().any(|ground| content.contains(&format!(" color: {ground}"))) {
            let of = content.split('{').next().unwrap_or_default().trim();
            let is_seen = |rule: &str| rule.trim_start().starts_with(&format!("{of} {{")) && rule.contains("Text;");
            if !forced.lines().any(is_seen) {
                say(format!(
                    "with forced colours `{of}` has words in the colour of the ground that is laid behind them"
                ));
            }
        }
        for name in content.split("::-").skip(1) {
            let end = name.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-').unwrap_or(name.len());
            let name = format!("::-{}", &name[..end]);
            let other = PARTS.iter().find_map(|(one, other)| match name.as_str() {
                name if name == *one => Some(*other),
                name if name == *other => Some(*one),
                _ => None,
            });
            match other {
                None => say(format!("`{name}` is known to some engines only, and its counterpart to nobody here")),
                Some(other) if !text.contains(other) => say(format!("`{name}` has no `{other}` beside it")),
                Some(_) => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sheet: &str) -> Vec<String> {
        in_text(sheet).into_iter().map(|finding| finding.place).collect()
    }

    #[test]
    fn what_every_engine_takes_holds() {
        let sheet = "a { text-decoration: none; } b{text-decoration:underline} s { text-decoration-style: dotted }\n\
                     input::-webkit-slider-thumb { width: 1px; }\ninput::-moz-range-thumb { width: 1px; }\n\
                     p::before { content: \"\"; }";
        assert_eq!(found(sheet), [""; 0]);
        let sheet = ".a { color: var(--paper); }\n@media (forced-colors: active) {\n  .a { color: CanvasText; }\n\
                     .b { background: Highlight; color: HighlightText; }\n}";
        assert_eq!(found(sheet), [""; 0]);
    }

    #[test]
    fn what_one_engine_drops_is_found() {
        let sheet = "a { color: red; text-decoration: underline dotted 1px var(--muted); }\n\
                     input::-webkit-slider-thumb { width: 1px; }\ninput::-webkit-inner-spin-button { margin: 0 }";
        assert_eq!(found(sheet), ["assets/style.css:1", "assets/style.css:2", "assets/style.css:3"]);
        let sheet = ".a { width: 1px; color: var(--on-accent); }\n@media (forced-colors: active) {\n.b { border-color: Highlight; }\n}";
        assert_eq!(found(sheet), ["assets/style.css:1", "assets/style.css:3"]);
    }
}
